"""1 Manajemen > Kunci: the sheet is tested, words and passphrase are changed, the key store is used, all by hand."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.keys import HEAD, WORDS, KeyRing
from ilp_desktop.domain.keys.recovery_words import secret_of, words_of
from ilp_desktop.services.house import build_house
from ilp_desktop.services.keys.key_keeping import TEST_DUE, KeyKeeping
from ilp_desktop.services.start.opening import Vault
from tests.house_fixtures import KEY, PASSWORD, Clinic, Opener, Users, opened
from tests.services.backed_up import ring_of
from tests.services.key_calls import KeptStore
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.key_reminder import KeyReminder
from ui.klaster1_management.entry_form import EntryForm
from ui.klaster1_management.keys_panel import STORE_LATE, KeysPanel
from ui.klaster1_management.new_words import NewWords
from ui.klaster1_management.page import ManagementPage
from ui.messages import Confirmation

OTHER_PHRASE = "teh manis di sore hari"
OLD = words_of(bytes(range(15)))


@pytest.fixture
def store() -> KeptStore:
    return KeptStore()


@pytest.fixture
def clinic(open_copy: Opener, sqlite_template: tuple[Path, Users], tmp_path: Path, store: KeptStore) -> Clinic:
    """Return the small Puskesmas with its keys and recovery words beside it."""
    clinic = opened(open_copy(), sqlite_template[1])
    vault = Vault(clinic.database, ring_of(tmp_path), KEY)
    house = build_house(clinic.database, vault, clinic.clock, clinic.house.uow.identities)
    clinic.house = replace(house, keys=KeyKeeping(house.uow, vault, store))
    clinic.house.keys.take_words(clinic.head, PASSWORD, OLD, {number: OLD[number - 1] for number in (1, 2, 3, 4)})
    return clinic


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> KeysPanel:
    page = desk.show(ManagementPage, desk.clinic.head)
    panel = next(one for one in page.panels if isinstance(one, KeysPanel))
    page.tabs.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: bool(panel.words_label.text()) and "Tidak dipakai" in panel.store_label.text())
    return panel


def form_of(panel: KeysPanel, qtbot: QtBot) -> EntryForm:
    qtbot.waitUntil(lambda: isinstance(panel.current, EntryForm))
    assert isinstance(panel.current, EntryForm)
    return panel.current


def made_in(panel: KeysPanel) -> NewWords:
    panel.words_button.click()
    assert isinstance(panel.current, NewWords)
    return panel.current


def fill(form: EntryForm, values: dict[str, str]) -> None:
    form.form.set_values(values)
    form.save_button.click()


def test_the_yearly_test_asks_for_four_words_and_is_noted(desk: Desk, panel: KeysPanel, qtbot: QtBot) -> None:
    assert "terakhir diuji 23-11-2026" in panel.words_label.text()
    desk.clinic.clock.forward(timedelta(days=366))
    panel.reload(frozenset())
    qtbot.waitUntil(lambda: TEST_DUE in panel.words_label.text())
    panel.test_button.click()
    form = form_of(panel, qtbot)
    names = [field.name for field in form.form.shown_fields()]
    assert len(names) == 4
    right = {name: OLD[int(name.removeprefix("word_")) - 1] for name in names}
    fill(form, right | {names[1]: "bukan"})
    qtbot.waitUntil(lambda: bool(form.form.field(names[1]).error()))
    assert form.form.field(names[0]).text() == right[names[0]]
    fill(form, right)
    qtbot.waitUntil(lambda: "terakhir diuji 24-11-2027" in panel.words_label.text())
    assert TEST_DUE not in panel.words_label.text()
    assert not panel.work.isVisible()


def test_new_words_are_in_force_only_once_typed_back(panel: KeysPanel, qtbot: QtBot, tmp_path: Path) -> None:
    made = made_in(panel)
    assert made.grid.words() == tuple(made.words)
    made.noted_button.click()
    form = made.entry
    assert form is not None
    assert not made.grid.isVisible()
    names = [field.name for field in form.form.shown_fields() if field.name != "password"]
    right = {name: made.words[int(name.removeprefix("word_")) - 1] for name in names}
    fill(form, right | {"password": "bukan sandinya"})
    qtbot.waitUntil(lambda: bool(form.form.field("password").error()))
    words = secret_of(made.words)
    fill(form, right | {"password": PASSWORD})
    qtbot.waitUntil(lambda: panel.current is None)
    assert KeyRing.of(tmp_path).unwrap(WORDS, words) == KEY


def test_new_words_can_be_seen_again_and_given_up(panel: KeysPanel, tmp_path: Path) -> None:
    made = made_in(panel)
    made.noted_button.click()
    assert made.entry is not None
    made.entry.back_button.click()
    assert made.grid.isVisible()
    made.back_button.click()
    assert panel.current is None
    assert KeyRing.of(tmp_path).unwrap(WORDS, secret_of(OLD)) == KEY


def test_sheet_of_new_words_goes_to_paper_and_not_into_a_file(desk: Desk, panel: KeysPanel, qtbot: QtBot) -> None:
    made = made_in(panel)
    made.print_button.click()
    qtbot.waitUntil(lambda: bool(desk.papers), timeout=20_000)
    assert desk.papers[-1].secret
    assert made.words[0] not in desk.papers[-1].file_name


def test_passphrase_is_changed_in_the_panel(panel: KeysPanel, qtbot: QtBot, tmp_path: Path) -> None:
    panel.phrase_button.click()
    form = form_of(panel, qtbot)
    fill(form, {"passphrase": OTHER_PHRASE, "again": "lain", "password": PASSWORD})
    qtbot.waitUntil(lambda: bool(form.form.field("again").error()))
    fill(form, {"passphrase": OTHER_PHRASE, "again": OTHER_PHRASE, "password": PASSWORD})
    qtbot.waitUntil(lambda: panel.current is None)
    assert KeyRing.of(tmp_path).unwrap(HEAD, OTHER_PHRASE) == KEY


def test_key_store_is_used_after_a_question_and_left_again(panel: KeysPanel, qtbot: QtBot, store: KeptStore) -> None:
    panel.store_button.click()
    (question,) = panel.findChildren(Confirmation)
    question.action_button.click()
    qtbot.waitUntil(lambda: "kata sandi tetap ditanyakan" in panel.store_label.text())
    assert len(store.kept) == 1
    qtbot.waitUntil(panel.no_store_button.isVisible)
    panel.no_store_button.click()
    qtbot.waitUntil(lambda: "Tidak dipakai" in panel.store_label.text() and not store.kept)


def test_key_store_that_does_not_answer_is_said_and_the_window_goes_on(
    jobs: Jobs, panel: KeysPanel, qtbot: QtBot, store: KeptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()
    monkeypatch.setattr(store, "put", lambda _name, _secret: go.wait(20))
    limited = jobs.limited
    monkeypatch.setattr(jobs, "limited", lambda *given, **named: limited(*given, **named, seconds=0.05))
    panel.use_store()
    qtbot.waitUntil(lambda: panel.store_label.text() == STORE_LATE)
    panel.phrase_button.click()
    assert form_of(panel, qtbot).isVisible()
    go.set()
    qtbot.waitUntil(jobs.is_idle)
    assert panel.store_label.text() == STORE_LATE


def test_head_is_reminded_once_a_day_until_it_is_done(desk: Desk, jobs: Jobs, panel: KeysPanel, qtbot: QtBot) -> None:
    reminder = KeyReminder(panel.context, panel)
    reminder.look()
    qtbot.waitUntil(jobs.is_idle)
    assert not any(TEST_DUE in said for said in desk.banners())
    desk.clinic.clock.forward(timedelta(days=366))
    reminder.look()
    qtbot.waitUntil(lambda: any(TEST_DUE in said for said in desk.banners()))
    reminder.look()
    qtbot.waitUntil(jobs.is_idle)
    assert sum(TEST_DUE in said for said in desk.banners()) == 1
