from pathlib import Path
import pytest
from dataclasses import replace
from datetime import date
from tests.ui.front_desk_office import Office
from tests.ui.opened_page import Desk
from tests.services.test_households import Family
from tests.services.family_lists import *
from tests.house_fixtures import TODAY
from ilp_desktop.services.territory import VillageTerritory
from ui.klaster1_management.page import ManagementPage
OUT=Path("/tmp/fam/shots"); OUT.mkdir(exist_ok=True)
def test_shot(qtbot, jobs, clinic, themed, in_window, tmp_path):
    fam=Family(clinic)
    clinic.house.territory.describe(clinic.head, VillageTerritory(clinic.village_id,"3201012001","Sukamaju Timur"))
    office=Office(clinic,jobs).open(in_window,qtbot)
    page=office.page
    page.show_person(fam.son)
    qtbot.waitUntil(lambda: page.stack.shows_card())
    qtbot.wait(600); office.window.grab().save(str(OUT/"card.png"))
    page.stack.card.household_button.click(); qtbot.wait(400); office.window.grab().save(str(OUT/"hh0.png"))
    f=page.stack.household.fields
    for code in ("rumah","kk_baru","gabung","kartu"):
        f.what.set_value(code); f.form.changed.emit("what"); qtbot.wait(300); office.window.grab().save(str(OUT/f"hh_{code}.png"))
    page.show_person(fam.father); qtbot.wait(600)
    page.stack.card.leaving_button.click(); qtbot.wait(300); office.window.grab().save(str(OUT/"leave.png"))
    page.stack.register(None,""); qtbot.wait(500); office.window.grab().save(str(OUT/"reg.png"))
def test_shot2(qtbot, jobs, clinic, themed, tmp_path):
    page=Desk(qtbot,jobs,clinic).show(ManagementPage,clinic.head)
    page.tabs.setCurrentIndex(3); panel=page.panels[3]; qtbot.wait(500)
    panel.area.add_button.click(); qtbot.wait(200)
    page.window().grab().save(str(OUT/"area.png"))
    page.tabs.setCurrentIndex(len(page.panels)-1); panel=page.panels[-1]
    page.window().grab().save(str(OUT/"imp0.png"))
    import subprocess,sys
    subprocess.run([sys.executable,"/tmp/fam/gen.py","400",str(tmp_path/"daftar keluarga.csv")])
    panel.open_file(tmp_path/"daftar keluarga.csv"); qtbot.waitUntil(panel.check_button.isEnabled); qtbot.wait(300)
    page.window().grab().save(str(OUT/"imp1.png"))
    panel.check(); qtbot.waitUntil(lambda: panel.rows.model.rowCount()>0 and panel.check_button.isEnabled(),timeout=20000); qtbot.wait(300)
    page.window().grab().save(str(OUT/"imp2.png"))
