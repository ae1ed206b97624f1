"""One morning: a new family, four patients in their rooms, and the people of one RW who are invited."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from ilp_desktop.demo.lists import settings
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.due.invitation_rows import Channel
from ilp_desktop.tour.cast import Cast
from ilp_desktop.tour.front_desk import FrontDesk
from ilp_desktop.tour.hall import Hall
from ilp_desktop.tour.looking import at_night, look_through
from ilp_desktop.tour.newcomers import FATHER, WIFE
from ilp_desktop.tour.panels import MANAGEMENT_PANELS
from ilp_desktop.tour.referrals import show_referrals
from ilp_desktop.tour.registers import show_adult_registers, show_history, show_registers
from ilp_desktop.tour.room import Room
from ilp_desktop.tour.stage import Stage
from ilp_desktop.tour.village import VillageWork
from ui.klaster1_management.page import ManagementPage
from ui.sign_in import SignIn
from ui.workspace import Workspace

DESK, MANAGEMENT, MOTHER_CHILD, ADULT = Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4
INFECTIOUS, CROSS_CLUSTER, VILLAGE = Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7


@dataclass(frozen=True)
class Step:
    """One part of the morning, told as a sentence."""

    sentence: str
    run: Callable[["Morning"], None]


class Morning:
    """Drives the window through the morning, picture by picture."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self._stage = stage
        self._cast = cast

    def sign_in(self, user_name: str, picture: str = "") -> None:
        """Sign somebody in."""
        stage = self._stage
        stage.wait(lambda: stage.sees(SignIn), "the sign-in page")
        page = stage.find(SignIn)
        stage.write(user_name, page.user_name.line)
        stage.write(settings("staff")["password"], page.password.line)
        if picture:
            stage.picture(picture)
        stage.click(page.enter_button)
        stage.wait(lambda: stage.sees(Workspace), "the window behind the sign-in page")
        workspace = stage.program.workspace
        if workspace is not None:
            workspace.desk.printed.connect(stage.keep_sheet)

    def change_staff(self, user_name: str) -> None:
        """Let somebody else sign in."""
        workspace = self._stage.find(Workspace)
        workspace.staff_change_wanted.emit()
        self.sign_in(user_name)

    def open_tab(self, key: Qt.Key) -> None:
        """Open a tab by its key."""
        self._stage.press(key)

    def the_desk_opens(self) -> None:
        """The clerk signs in and sees the queue of the morning."""
        self.sign_in("loket", "masuk")
        self._stage.wait(FrontDesk(self._stage).shows_queue, "the queue")
        self._stage.picture("loket-antrean")

    def before_the_desk(self) -> None:
        """People take numbers as they come in; the first is called to the counter, and the hall sees it."""
        hall = Hall(self._stage)
        hall.take_at_the_kiosk("ambil-nomor")
        hall.take_numbers()
        hall.call_next()
        self._stage.picture("antrean-pendaftaran")
        hall.show_display("layar-antrean")

    def a_new_family(self) -> None:
        """A family that was never here: father and mother are registered, the father gets a ticket."""
        desk = FrontDesk(self._stage)
        desk.begin_registration()
        desk.register(FATHER)
        self._stage.picture("orang-baru")
        desk.save_registration()
        desk.begin_member()
        desk.register(WIFE)
        desk.save_registration()
        self._stage.picture("keluarga-terdaftar")
        desk.find(FATHER["nik"])
        desk.open_first()
        desk.begin_visit()
        desk.answer_visit({"sick": "sakit", "complaint": "batuk tiga minggu, keringat malam", "triage": "2"})
        self._stage.picture("usulan-klaster")
        desk.issue_ticket()
        self._stage.picture("tiket-keluar")
        desk.find(FATHER["nik"])
        desk.open_first()
        desk.begin_household()
        self._stage.picture("ubah-keluarga")
        desk.write_late()
        self._stage.picture("entri-susulan")
        desk.leave_late()

    def those_who_come_back(self) -> None:
        """A pregnant woman, a toddler and a man with high blood pressure are found and get their tickets."""
        desk = FrontDesk(self._stage)
        for person, complaint, triage, sick in self._cast.returning():
            desk.find(person.record_number)
            if person is self._cast.pregnant:
                self._stage.picture("cari-orang")
            desk.open_first()
            if person is self._cast.pregnant:
                self._stage.picture("map-keluarga")
            desk.begin_visit()
            desk.answer_visit({"sick": "sakit" if sick else "sehat", "complaint": complaint, "triage": triage})
            desk.issue_ticket()

    def the_mothers_room(self) -> None:
        """The bidan examines the pregnant woman and prints the KIA summary."""
        self.change_staff("bidan")
        self.open_tab(MOTHER_CHILD)
        room = Room(self._stage)
        self._stage.picture("klaster2-menunggu")
        room.call(self._cast.pregnant.name)
        room.require_form_area()
        room.go_to("Kehamilan")
        room.fill("anc_visit", self._cast.antenatal_answers())
        self._stage.picture("kehamilan")
        room.go_to("Pemeriksaan")
        room.note({"subjective": "Tidak ada keluhan, gerak janin baik", "plan": "Kontrol empat minggu lagi"})
        room.diagnose("hamil normal")
        self._stage.picture("klaster2-pemeriksaan")
        room.save()
        room.go_to("Kehamilan")
        room.go_up()
        room.ask_week("36")
        self._stage.picture("kehamilan-sesudahnya")
        room.unfold_visits()
        self._stage.picture("kehamilan-riwayat")
        room.go_to("Persalinan")
        self._stage.picture("persalinan")
        room.go_to("Kehamilan")
        room.print_kia()
        self._stage.picture("ringkasan-kia")
        self._stage.print_shown()
        room.finish(NextPlace.HOME)

    def the_toddler(self) -> None:
        """The toddler is weighed; the curve, the doses that are due, and the kohorts are shown."""
        room = Room(self._stage)
        room.call(self._cast.toddler.name)
        room.go_to("Layanan")
        room.choose_service(0)
        self._stage.picture("layanan-balita")
        room.go_to("Pemeriksaan")
        room.measure(self._cast.toddler_answers())
        self._stage.picture("balita-tanda-vital")
        room.note({"subjective": "Sehat, makan baik", "plan": "Timbang bulan depan"})
        room.diagnose("Z00.1")
        room.save()
        room.go_to("Tumbuh Kembang")
        self._stage.picture("tumbuh-kembang")
        room.print_growth_card()
        self._stage.print_shown()
        room.go_to("Imunisasi")
        self._stage.picture("imunisasi")
        room.look_at("book", "plan")
        room.go_to("Tumbuh Kembang")
        room.print_kia()
        self._stage.picture("ringkasan-kia-anak")
        self._stage.print_shown()
        room.finish(NextPlace.HOME)
        show_registers(self._stage)

    def the_adults_room(self) -> None:
        """The doctor finds a pressure of 170/105 and writes a referral letter."""
        self.change_staff("dokter")
        self.open_tab(ADULT)
        room = Room(self._stage)
        room.call(self._cast.hypertensive.name)
        room.require_form_area()
        room.go_to("Layanan")
        room.choose_service(2)
        self._stage.picture("layanan-hari-ini")
        show_history(self._stage, room, self._cast.pregnant.name)
        room.go_to("Pemeriksaan")
        room.measure(self._cast.pressure_answers())
        self._stage.picture("tanda-vital")
        room.note(
            {
                "subjective": "Pusing dan tengkuk berat sejak seminggu, sesak saat berjalan jauh",
                "objective": "Jantung: batas kiri melebar. Edema tungkai minimal.",
                "therapy": "Amlodipin 10 mg 1x1",
                "plan": "Rujuk untuk pemeriksaan jantung",
            }
        )
        room.diagnose("darah tinggi", "I11.0")
        room.look_at_record("Alergi", "Masalah", "Salin", "Templat")
        room.go_to("Rujukan")
        room.refer(
            {
                "destination_id": "=RSUD",
                "clinic": "Jantung dan Pembuluh Darah",
                "planned_on": self._cast.planned_on(),
                "doctor_id": "#1",
                "reason_code": "3",
                "reason_note": "Curiga gagal jantung pada hipertensi tidak terkontrol",
                "findings": "EKG: kesan pembesaran ventrikel kiri",
                "external_missing": "ya",
            }
        )
        self._stage.picture("rujukan")
        room.save()
        room.print_letter()
        self._stage.picture("surat-rujukan")
        self._stage.print_shown()
        room.finish(NextPlace.REFERRED)
        look_through(self._stage, "lansia", oldest=True)
        show_adult_registers(self._stage)
        show_referrals(self._stage, CROSS_CLUSTER, ADULT)

    def the_cough(self) -> None:
        """The man who coughs is screened for tuberculosis."""
        room = Room(self._stage)
        room.call(FATHER["name"])
        room.go_to("Skrining")
        room.screen("tb_symptoms", self._cast.cough_answers())
        self._stage.picture("skrining-tb")
        room.go_to("Pemeriksaan")
        room.measure({"sistolik": "118", "diastolik": "76", "nadi": "88", "napas": "20", "suhu": "37,4", "berat": "52"})
        room.note({"subjective": "Batuk tiga minggu, keringat malam", "plan": "Periksa dahak TCM"})
        room.diagnose("Z03.0")
        room.certify_rest(self._cast.today)
        room.finish(NextPlace.LABORATORY)

    def the_case_arrives(self) -> None:
        """Klaster 4 sees the suspect by itself; klaster 1 sees the day."""
        self.open_tab(INFECTIOUS)
        self._stage.picture("klaster4")
        self.change_staff("kepala")
        self.open_tab(MANAGEMENT)
        self._stage.picture("klaster1")
        for title, picture in MANAGEMENT_PANELS:
            self._open_panel(title)
            self._stage.picture(picture)

    def _open_panel(self, title: str) -> None:
        tabs = self._stage.find(ManagementPage).tabs
        tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index(title))

    def the_village(self) -> None:
        """The bidan sees who is due in one RW, prints the kader's list, invites them, and notes who has come."""
        self.change_staff("bidan")
        self.open_tab(VILLAGE)
        village = VillageWork(self._stage)
        self._stage.picture("posyandu-pustu")
        village.choose_first_rw()
        village.choose_service("Dewasa", "Tekanan darah tahunan")
        self._stage.picture("sasaran-satu-rw")
        village.print_kader_list()
        self._stage.picture("daftar-kader")
        self._stage.print_shown()
        village.begin_inviting({"channel": Channel.PAPER.value, "invited_for": self._cast.planned_on()})
        self._stage.picture("undang")
        village.send()
        village.print_invitations()
        self._stage.picture("undangan-cetak")
        self._stage.print_shown()
        village.note_first_came()
        self._stage.picture("undangan-datang")
        village.show_all_invitations()
        self._stage.picture("undangan-semua")

    def at_night(self) -> None:
        """The same window in its dark theme."""
        at_night(self._stage)


STEPS = (
    Step("Loket dibuka", Morning.the_desk_opens),
    Step("Nomor sebelum pendaftaran, layar antrean", Morning.before_the_desk),
    Step("Keluarga baru", Morning.a_new_family),
    Step("Pasien lama", Morning.those_who_come_back),
    Step("Ibu hamil di klaster 2", Morning.the_mothers_room),
    Step("Balita", Morning.the_toddler),
    Step("Hipertensi di klaster 3, dirujuk", Morning.the_adults_room),
    Step("Batuk lama, skrining TB", Morning.the_cough),
    Step("Klaster 4 dan klaster 1", Morning.the_case_arrives),
    Step("Sasaran satu RW: daftar kader dan undangan", Morning.the_village),
    Step("Tema gelap", Morning.at_night),
)
