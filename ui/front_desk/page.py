"""The page of the tab «Loket»: search at the left, at the right the queue or whatever is being done for one person."""

from uuid import UUID

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.routing import RouteProposal
from ilp_desktop.services.people.registration import Registered
from ilp_desktop.services.person.person_reads import PersonFile
from ilp_desktop.services.queue.arrivals import TakenNumber
from ilp_desktop.services.queue.queue_repairs import Given
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.queue.visits import IssuedTicket
from ui.context import PageContext
from ui.front_desk.advice_panel import AdvicePanel
from ui.front_desk.arrival_strip import ArrivalStrip
from ui.front_desk.desk_stack import DeskStack
from ui.front_desk.home_panel import HomePanel
from ui.front_desk.kiosk import Kiosk
from ui.front_desk.person_card import NO_RIGHT
from ui.front_desk.search_panel import SearchPanel
from ui.front_desk.ticket_printing import print_ticket
from ui.front_desk.typed_ahead import TypedAhead
from ui.widgets.buttons import quiet_button
from ui.widgets.page import BACK, FIND, NEW, SHOW_ALL, STEP_BACK, Page, bind, on_key

LEFT_WIDTH_PX = 352
MERGED = "Identitas ini sudah digabung; yang dibuka {name}, No. RM {number}."
NEW_PERSON, GO_ON = "Orang baru", "Lanjutkan orang baru"


class FrontDeskPage(Page):
    """Finds or registers a person, opens a visit, prints its ticket, shows today's queue.

    Attributes:
        search, advice: the left column.
        home: the last ticket and the queue.
        stack: the right side, of which the home is one panel.
    """

    subjects = frozenset({"person", "family", "ticket", "encounter", "facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._asked_for: UUID | None = None
        self._serving: PersonFile | None = None
        self._left_registration = False
        self._giving: QueueRow | None = None

    def build(self) -> None:
        """Make the two columns."""
        self.search = SearchPanel(self._context)
        self.advice = AdvicePanel(self._context.today)
        self.home = HomePanel(self._context)
        self.stack = DeskStack(self._context, self.home, self._number_held)
        self.ahead = TypedAhead(self)
        self.new_button = quiet_button(NEW_PERSON, "user-plus")
        self.queue_button = quiet_button("Antrean", "ticket")
        self.late_button = quiet_button("Susulan", "edit")
        self.strip = ArrivalStrip(self._context)
        self.body.addWidget(self.strip)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self._left = self._left_column()
        columns.addWidget(self._left)
        columns.addWidget(self.stack, 1)
        self.body.addLayout(columns, 1)
        self._connect()
        self._bind_keys()
        self._show_side()
        nobody_has_focus = QApplication.focusWidget() in (None, self)
        self.setFocusProxy(self.search.line)
        if self._asked_for is not None:
            self.show_person(self._asked_for)
        elif nobody_has_focus:
            self.search.start()

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what has changed."""
        if "facility" in subjects:
            facilities, user = self._context.house.facilities, self._context.user
            self._context.jobs.read(lambda: facilities.area(user), self.stack.set_area, owner=self, key="area")
        if subjects & {"ticket", "encounter", "person"}:
            self.home.queue.reload()
            if self.stack.shows_late():
                self.stack.late.reload()
        if subjects & {"person", "family", "encounter"}:
            self.search.search_again()
            if self._serving is not None and (self.stack.shows_card() or self.stack.shows_visit()):
                self._refresh(self._serving.id)

    def show_person(self, person_id: UUID) -> None:
        """Open somebody's card; forms that are left keep what is typed in them."""
        giving, self._giving = self._giving, None
        if giving is not None:
            self._give(giving, person_id)
        elif self.is_built():
            self._open(person_id)
        else:
            self._asked_for = person_id

    def go_back(self) -> None:
        """Go one step back: from a form to the person, from the person to where they were opened, at last home."""
        action = self.home.queue.action
        if self._giving is not None:
            self._giving = None
            self.home.queue.table.setFocus()
        elif self.stack.is_home() and action.isVisible():
            action.back_wanted.emit()
        elif self.stack.shows_card() and self._left_registration:
            self._left_registration = False
            self.stack.back_to_registration()
        elif self._serving is not None and not self.stack.shows_card():
            self._open(self._serving.id)
        else:
            self._go_home()

    def _number_held(self) -> UUID | None:
        """Return the number that the next visit takes over."""
        return None if self.strip.held is None else self.strip.held.ticket_id

    def _left_column(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_button, 1)
        row.addWidget(self.queue_button)
        row.addWidget(self.late_button)
        side = QWidget()
        side.setFixedWidth(LEFT_WIDTH_PX)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        self.search.put_beneath_line(self.advice)
        left.addWidget(self.search, 1)
        left.addLayout(row)
        return side

    def _connect(self) -> None:
        stack = self.stack
        for opened in (self.search.opened, self.advice.opened, self.home.queue.person_opened, stack.person_opened):
            opened.connect(self.show_person)
        for wanted in (self.home.queue.print_wanted, self.home.ticket.print_wanted, stack.print_wanted):
            wanted.connect(self._print_ticket)
        stack.card.number_typed.connect(self.search.start_with)
        self.strip.taken.connect(self._on_taken)
        self.strip.changed.connect(self.home.queue.reload)
        self.strip.kiosk_wanted.connect(self.open_kiosk)
        self.home.queue.read.connect(self.strip.show_rows)
        self.home.queue.identity_wanted.connect(self._on_identity_wanted)
        self.home.queue.giving.connect(self._on_giving)
        stack.back_wanted.connect(self.go_back)
        stack.registered.connect(self._on_registered)
        stack.issued.connect(self._on_issued)
        stack.side_changed.connect(self._show_side)

    def _bind_keys(self) -> None:
        self.new_button.clicked.connect(lambda _checked: self._on_new_wanted())
        self.queue_button.clicked.connect(lambda _checked: self._go_home())
        self.late_button.clicked.connect(lambda _checked: self._on_late_wanted())
        self.late_button.setToolTip("Entri susulan: catat kunjungan yang tertulis di kertas")
        bind(NEW, self.new_button)
        bind(SHOW_ALL, self.queue_button)
        on_key(FIND, self, self.search.start)
        on_key(BACK, self, self.go_back)
        on_key(STEP_BACK, self, self.go_back)
        if not self._context.user.may(Act.REGISTER_PERSON):
            self.new_button.setEnabled(False)
            self.new_button.setToolTip(NO_RIGHT)
        if not self._context.user.may(Act.ENTER_LATE):
            self.late_button.setEnabled(False)
            self.late_button.setToolTip(NO_RIGHT)

    def _show_side(self) -> None:
        """Show the advice of the form in front, and none beside anything else; offer to go on with what was left."""
        self.advice.show_duplicates(self.stack.duplicates())
        self.advice.show_family(self.stack.family())
        self.advice.setVisible(self.advice.has_advice())
        self._left.setHidden(self.stack.shows_late())
        left_over = self.stack.has_draft() and not self.stack.shows_registration()
        self.new_button.setText(GO_ON if left_over else NEW_PERSON)

    def _go_home(self) -> None:
        self._serving = self._asked_for = None
        self._left_registration = False
        self.stack.setCurrentWidget(self.home)
        self.search.start()

    def _on_new_wanted(self) -> None:
        self._serving = self._asked_for = None
        self.stack.register(None, self.search.text())

    def _on_late_wanted(self) -> None:
        self._serving = self._asked_for = None
        self.stack.write_late()

    def _open(self, person_id: UUID) -> None:
        """Read a person and show the card, which also gets what is typed meanwhile."""
        registration, user = self._context.house.registration, self._context.user
        self._asked_for = person_id
        self.ahead.begin()
        self._context.jobs.read(
            lambda: registration.person(user, person_id),
            lambda file: self._on_person_read(person_id, file),
            owner=self,
            failed=self._on_nobody_read,
            key="open",
        )

    def _refresh(self, person_id: UUID) -> None:
        registration, user = self._context.house.registration, self._context.user
        self._context.jobs.read(
            lambda: registration.person(user, person_id),
            lambda file: self._on_person_changed(person_id, file),
            owner=self,
            key="refresh",
        )

    def _on_person_read(self, asked: UUID, file: PersonFile) -> None:
        """Show whom an identity leads to; the card of one just merged gives way to the other's."""
        if asked != self._asked_for:
            return
        if file.id != asked:
            self._asked_for = file.id
            self._context.messages.note(MERGED.format(name=file.data.name, number=file.record_number))
        self._left_registration = self.stack.shows_registration() and self.stack.has_draft()
        self._serving = file
        self.stack.open_card(file)
        self.ahead.hand_on()

    def _on_nobody_read(self, error: UserError) -> None:
        self.ahead.give_back()
        self._context.messages.problem(error)

    def _on_person_changed(self, asked: UUID, file: PersonFile) -> None:
        if self._serving is None or self._serving.id != asked:
            return
        if self.stack.shows_visit():
            self.stack.visit.renew(file)
        elif file.id != asked:
            self._open(asked)
        else:
            self._serving = file
            self.stack.card.show_person(file)

    def _on_registered(self, result: Registered) -> None:
        self._context.messages.info(f"Terdaftar dengan No. RM {result.record_number}.")
        self.show_person(result.person_id)

    def _on_issued(self, ticket: IssuedTicket, proposal: RouteProposal) -> None:
        name = self._serving.data.name if self._serving else ""
        self.home.ticket.show_ticket(ticket, name, proposal)
        self.strip.held = None
        self._print_ticket(ticket.ticket_id, ticket.number)
        self.home.queue.reload()
        self._go_home()
        self.search.start_anew()

    def open_kiosk(self) -> None:
        """Open the screen on which those who come in take a number."""
        kiosk = Kiosk(self._context, self)
        kiosk.taken.connect(self._on_taken)
        kiosk.showFullScreen()

    def _on_taken(self, number: TakenNumber) -> None:
        self._print_ticket(number.ticket_id, number.number)
        self._context.messages.info(f"Nomor {number.number} untuk {number.place}.")

    def _on_identity_wanted(self, row: QueueRow) -> None:
        """Look for the person of an emergency number; the next visit that is saved takes it over."""
        self.strip.hold_for_identity(row)
        self.search.start()

    def _on_giving(self, row: QueueRow | None) -> None:
        """Look for the person to whom a number is given."""
        self._giving = row
        if row is not None:
            self._context.messages.info(f"Cari pemilik nomor {row.number}, lalu Enter. Esc membatalkan.")
            self.search.start()

    def _give(self, row: QueueRow, person_id: UUID) -> None:
        repairs, user = self._context.house.queue_repairs, self._context.user
        self._context.jobs.write(lambda: repairs.give(user, row.ticket_id, person_id), self._on_given, owner=self)

    def _on_given(self, given: Given) -> None:
        self.home.queue.reload()
        self._go_home()
        said = f"{given.number} sekarang milik {given.name}."
        if given.advised is None:
            self._context.messages.info(said)
        else:
            self._context.messages.warn(said, f"Usulan untuknya klaster {given.advised.label}; pindahkan bila perlu.")

    def _print_ticket(self, ticket_id: UUID, number: str) -> None:
        print_ticket(self._context, self, ticket_id, number)
