"""One person as the desk sees them, with the family folder and what can be done next."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.due.due_services import MemberServices, PersonServices
from ilp_desktop.services.person.person_reads import FamilyMember, PersonFile
from ui.context import PageContext
from ui.front_desk.desk_services import DeskServices
from ui.front_desk.facts import Facts
from ui.front_desk.person_facts import DOMICILE, IDENTITY, show_domicile, show_identity
from ui.front_desk.person_strip import PersonStrip
from ui.front_desk.wording import relation_word, short_age
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.buttons import Button, hide_unless, plain_button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.date_field import date_text
from ui.widgets.labels import Pill
from ui.widgets.page import EDIT, PRINT, HouseKey, bind
from ui.widgets.services.today_line import TodayLine
from ui.widgets.services.words import counted_text, member_text
from ui.widgets.table import Table

STILL_OPEN, OPEN = "Kunjungan hari ini masih terbuka", "Masih terbuka"
RECORD = HouseKey("Alt+R", "Buka rekam medis, hanya dibaca")
NO_RIGHT = "Peran Anda tidak mencakup tindakan ini."


class PersonCard(QWidget):
    """A person: identity, numbers, domicile, payer, family.

    Signals:
        visit_wanted(), edit_wanted(), member_wanted(), allergy_wanted(), consent_wanted(), leaving_wanted(),
            household_wanted(), record_wanted(): a button was pressed.
        member_opened(UUID): a member of the family was chosen.
        print_wanted(UUID, str): the ticket of the visit that is open is to be printed again.
        number_typed(str): a digit was typed; the card of somebody else is being scanned.
    """

    visit_wanted = Signal()
    edit_wanted = Signal()
    member_wanted = Signal()
    allergy_wanted = Signal()
    consent_wanted = Signal()
    leaving_wanted = Signal()
    household_wanted = Signal()
    record_wanted = Signal()
    member_opened = Signal(object)
    print_wanted = Signal(object, str)
    number_typed = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.file: PersonFile | None = None
        self.strip = PersonStrip(context)
        self.open_visit_pill = Pill("")
        self.identity = Facts(IDENTITY)
        self.domicile = Facts(DOMICILE)
        self.today = TodayLine()
        self._missing: dict[UUID, str] = {}
        self._make_buttons()
        self._make_family()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._head_card())
        layout.addLayout(self._fact_cards())
        layout.addWidget(self.family_card, 1)
        others = (self.family_card, self.identity.parentWidget(), self.domicile.parentWidget())
        self.services = DeskServices(context.jobs, self.today, [one for one in others if one is not None])
        layout.addWidget(self.services, 1)

    def show_person(self, file: PersonFile) -> None:
        """Show a person, or the same one as they are now."""
        self.file = file
        self.strip.show_person(file)
        show_identity(self.identity, file)
        show_domicile(self.domicile, file)
        members = file.family.members if file.family else ()
        card = file.family.kk_number if file.family else ""
        self.family_card.set_title(f"Keluarga · KK {card}" if card else "Keluarga · belum ada No. KK")
        headless = file.family is not None and bool(file.family.living) and file.family.head is None
        self.head_pill.set("belum ada kepala keluarga" if headless else "", Tone.WARN)
        self.household_button.setEnabled(file.family is not None and self._context.user.may(Act.CHANGE_PERSON))
        self._show_services(None, ())
        self.members.show(members)
        self._read_services(file.id)
        self._show_visit(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on a digit, which means nothing here; without that the Enter of a scanner would press a button."""
        if event.text().isdigit() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.number_typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def _show_visit(self, file: PersonFile) -> None:
        """Say whether a visit may be opened, and if not why."""
        refused = ""
        if file.left_why is Leaving.DIED:
            refused = f"Tercatat meninggal {date_text(file.left_on)}." if file.left_on else "Tercatat meninggal."
        elif file.open_today is not None:
            refused = STILL_OPEN
        moved = f"Pindah {date_text(file.left_on)}" if file.left_why is Leaving.MOVED and file.left_on else ""
        told = OPEN if refused == STILL_OPEN else refused or moved
        self.open_visit_pill.set(told, Tone.INFO if file.left_why is None else Tone.BLACK)
        may_open = self._context.user.may(Act.OPEN_VISIT)
        again = file.left_why is not Leaving.DIED and file.open_today is not None
        self.print_button.setText(file.open_number)
        self.print_button.setAccessibleName(f"Cetak tiket {file.open_number}")
        self.print_button.setVisible(file.open_ticket is not None)
        self.visit_button.setText("Kunjungan lagi" if again else "Kunjungan baru")
        self.visit_button.setEnabled(may_open and (again or not refused))
        self.visit_button.setToolTip((refused or "Kunjungan baru (Enter)") if may_open else NO_RIGHT)

    def _read_services(self, person_id: UUID) -> None:
        dues, user = self._context.house.dues, self._context.user
        if not user.may(Act.SEE_DUES):
            return
        self._context.jobs.read(
            lambda: dues.with_family(user, person_id),
            lambda found: self._show_services(*found) if person_id == self.person_id() else None,
            owner=self,
            failed=lambda _error: self.today.cannot_tell(),
            key="services",
        )

    def _show_services(self, services: PersonServices | None, family: tuple[MemberServices, ...]) -> None:
        """Show what is due for the person and, behind each name, for the family."""
        self._missing = {member.person_id: member_text(member) for member in family}
        self.services.show_services(self.file.data.name if self.file else "", services, family)
        if services is None:
            self.today.clear()
            return
        self._missing[services.person_id] = counted_text(services)
        self.today.show_services(services, family)
        self.members.show(self.members.rows())

    def start(self) -> None:
        """Put the focus on what is most likely wanted."""
        first = self.visit_button.isEnabled() and self.file is not None and self.file.open_today is None
        wanted = self.visit_button if first else self.family_table
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self) -> None:
        self.visit_button = primary_button("Kunjungan baru", "ticket")
        self.edit_button = quiet_button("Ganti", "edit")
        self.member_button = quiet_button("Anggota", "user-plus")
        self.member_button.setToolTip("Daftarkan anggota keluarganya")
        self.allergy_button = quiet_button("Alergi", "plus")
        self.consent_button = quiet_button("Persetujuan", "clipboard")
        self.record_button = quiet_button("Rekam medis", "clipboard")
        self.record_button.clicked.connect(lambda _checked: self.record_wanted.emit())
        hide_unless(self.record_button, may=self._context.user.may(Act.SEE_RECORD))
        self.leaving_button = plain_button("Meninggal/pindah")
        self.household_button = plain_button("Ubah keluarga", "edit")
        self.household_button.setToolTip("Pindah rumah, KK baru, gabung KK, kepala dan hubungan, riwayatnya")
        self.head_pill = Pill("")
        self.print_button = quiet_button("Cetak", "printer")
        self.print_button.clicked.connect(self._on_print_pressed)
        for key, button in ((EDIT, self.edit_button), (PRINT, self.print_button), (RECORD, self.record_button)):
            bind(key, button)
        told = (
            (self.visit_button, self.visit_wanted, Act.OPEN_VISIT),
            (self.edit_button, self.edit_wanted, Act.CHANGE_PERSON),
            (self.member_button, self.member_wanted, Act.REGISTER_PERSON),
            (self.allergy_button, self.allergy_wanted, Act.CHANGE_PERSON),
            (self.consent_button, self.consent_wanted, Act.CHANGE_PERSON),
            (self.leaving_button, self.leaving_wanted, Act.CHANGE_PERSON),
            (self.household_button, self.household_wanted, Act.CHANGE_PERSON),
        )
        for button, wanted, act in told:
            button.clicked.connect(lambda _checked=False, wanted=wanted: wanted.emit())
            if not self._context.user.may(act):
                button.setEnabled(False)
                button.setToolTip(NO_RIGHT)

    def _buttons(self) -> tuple[Button, ...]:
        return (
            *(self.visit_button, self.record_button, self.edit_button, self.member_button),
            *(self.allergy_button, self.consent_button, self.print_button),
        )

    def _on_print_pressed(self) -> None:
        if self.file is not None and self.file.open_ticket is not None:
            self.print_wanted.emit(self.file.open_ticket, self.file.open_number)

    def _make_family(self) -> None:
        today = self._context.today
        columns: list[Column[FamilyMember]] = [
            Column("Nama", lambda member: member.name, 220),
            Column("Hubungan", _member_word, 150),
            Column("Umur", lambda member: short_age(member.birth_date, today()), 92),
            Column("JK", lambda member: member.sex.value, 48),
            Column("No. RM", lambda member: member.record_number, 104),
            Column("Layanan yang jatuh tempo", self._missing_of, tooltip=self._missing_of),
        ]
        self.members = ShownRows(columns, self._context.jobs)
        self.family_table = Table(self.members, "Belum ada anggota keluarga.")
        self.family_table.setAccessibleName("Anggota keluarga")
        self.family_table.setToolTip("Enter membuka anggota keluarga yang dipilih")
        self.family_table.chosen.connect(lambda member: self.member_opened.emit(member.id))
        self.family_card = Card("Keluarga")
        self.family_card.add_action(self.head_pill)
        self.family_card.add_action(self.household_button)
        self.family_card.add(self.family_table, 1)

    def _missing_of(self, member: FamilyMember) -> str:
        return self._missing.get(member.id, "")

    def _head_card(self) -> Card:
        card = Card()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.strip, 1)
        top.addWidget(self.open_visit_pill, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._buttons():
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        card.add(self.today)
        return card

    def _fact_cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        titled = (("Identitas", self.identity), ("Domisili dan penjamin", self.domicile))
        for column, (title, facts) in enumerate(titled):
            card = Card(title)
            card.add(facts)
            grid.addWidget(card, 0, column)
            grid.setColumnStretch(column, 1)
            if facts is self.identity:
                card.add_action(self.leaving_button)
        return grid

    def person_id(self) -> UUID | None:
        """Return whose card this is."""
        return self.file.id if self.file else None


def _member_word(member: FamilyMember) -> str:
    """Return what a member is to the head, and that they are gone."""
    gone = member.left_why.value if member.left_why else ""
    return " · ".join(part for part in (relation_word(member.relation), gone) if part)
