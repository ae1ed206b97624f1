"""The tab Persalinan: partograph, delivery, the weeks after it, and a death should there be one."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.birth.postnatal import MOTHER_FORM
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.birth.deliveries import MotherFile
from ilp_desktop.services.birth.delivery_data import DeliveryFile
from ilp_desktop.services.birth.postnatal import PersonAfterBirth, PostnatalFile
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.after_birth_card import AfterBirthView
from ui.klaster2_mother_child.delivery_card import DeliveryCard
from ui.klaster2_mother_child.delivery_form import DeliveryForm
from ui.klaster2_mother_child.partograph_view import PartographView
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.death_form import DeathForm
from ui.widgets.labels import EmptyState
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.view_switch import ViewSwitch

DELIVERY, PARTOGRAPH, NIFAS, DEATH = "delivery", "partograph", "nifas", "death"
VIEWS = ((PARTOGRAPH, "Partograf"), (DELIVERY, "Persalinan"), (NIFAS, "Nifas dan bayi"), (DEATH, "Kematian"))
NO_LABOUR = "Tidak ada kehamilan berjalan."
START_FIRST = "Mulai dahulu catatan kehamilannya pada tab Kehamilan, dengan HPHT; persalinan lalu dicatat di sini."
VISIT_FORM = "Isi kunjungan nifas"
NO_DELIVERY = "Belum ada persalinan yang tercatat."


class DeliveryTab(RoomTab):
    """One woman's deliveries."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._mother: MotherFile | None = None
        self._postnatal: PostnatalFile | None = None
        self._correcting = False
        self.switch = ViewSwitch("Bagian", VIEWS)
        self.switch.changed.connect(self._show_view)
        self.partograph = PartographView(room)
        self.form = DeliveryForm(room)
        self.form.recorded.connect(self._on_recorded)
        self.form.dropped.connect(self._on_dropped)
        self.cards: list[DeliveryCard] = []
        self.nifas: list[AfterBirthView] = []
        self.death = DeathForm(room)
        self.death.recorded.connect(room.reload)
        self.no_labour = EmptyState(NO_LABOUR, START_FIRST, "baby")
        self._records = _column()
        self._after = _column()
        death_card = Card("Kematian ibu")
        death_card.add(self.death)
        self._views: dict[str, QWidget] = {
            PARTOGRAPH: _stacked(self.no_labour, self.partograph),
            DELIVERY: _stacked(self.form, self._records),
            NIFAS: self._after,
            DEATH: death_card,
        }
        top = QHBoxLayout()
        top.addWidget(self.switch)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top)
        for view in self._views.values():
            layout.addWidget(view)
        layout.addStretch(1)
        self._show_view(self.switch.current())

    def show_file(self, file: EncounterFile) -> None:
        """Show a woman: her labour, her deliveries, and where nifas stands."""
        if file.patient.person_id != self._person_id:
            self.form.leave()
            self._person_id, self._mother, self._correcting = file.patient.person_id, None, False
            self.form.setVisible(False)
            self._clear()
        self.death.begin(file.patient.person_id)
        self._read()

    def _read(self) -> None:
        person_id, world = self._person_id, self._room.context
        if person_id is None:
            return
        world.jobs.read(
            lambda: (
                world.house.deliveries.of_mother(world.user, person_id),
                world.house.postnatal.of_mother(world.user, person_id),
                world.house.immunisations.choices(world.user),
            ),
            lambda found: self._on_read(*found),
            owner=self,
            failed=world.messages.problem,
            key="deliveries",
        )

    def _on_read(self, mother: MotherFile, after: PostnatalFile, givers: GivingChoices) -> None:
        if mother.person_id != self._person_id:
            return
        self.form.form.offer_givers(givers)
        before, self._mother = self._mother, mother
        if before != mother:
            self._show_records(mother)
        if self._postnatal != after:
            self._postnatal = after
            self._show_after(after)
        if mother.labour is not None and not self._correcting:
            self.form.begin(mother.labour)
        self.form.setVisible(mother.labour is not None or self._correcting)
        pregnancy_id = _pregnancy_of(mother)
        self.no_labour.setVisible(pregnancy_id is None)
        self.partograph.setVisible(pregnancy_id is not None)
        if pregnancy_id is not None:
            self.partograph.begin(pregnancy_id)
        if before is None:
            self._choose_view(mother)

    def _choose_view(self, mother: MotherFile) -> None:
        """Begin with what is most likely wanted: the delivery of a pregnancy, or the weeks after the last one."""
        going_on = mother.labour is not None and mother.labour.ended_on is None
        view = NIFAS if not going_on and mother.deliveries else DELIVERY
        self.switch.select(view)
        self._show_view(view)

    def _show_view(self, wanted: str) -> None:
        for code, view in self._views.items():
            view.setVisible(code == wanted)

    def _show_records(self, mother: MotherFile) -> None:
        _empty(self._records)
        self.cards = []
        layout = self._records.layout()
        for delivery in mother.deliveries:
            card = DeliveryCard(self._room, delivery)
            card.correction_wanted.connect(self._correct)
            card.changed.connect(self._read)
            self.cards.append(card)
            if layout is not None:
                layout.addWidget(card)
        if not mother.deliveries and mother.labour is None and layout is not None:
            layout.addWidget(EmptyState(NO_DELIVERY, START_FIRST, "baby"))

    def _show_after(self, after: PostnatalFile) -> None:
        _empty(self._after)
        self.nifas = []
        layout = self._after.layout()
        if layout is None:
            return
        if after.mother is None:
            layout.addWidget(EmptyState(NO_DELIVERY, "", "baby"))
            return
        card = self._add_after(layout, _nifas_title(after.mother), after.mother, "KF lengkap")
        button = quiet_button(VISIT_FORM, "clipboard")
        button.clicked.connect(lambda: self._room.form_wanted.emit(MOTHER_FORM))
        card.add_action(button)
        for baby in after.babies:
            self._add_after(layout, baby.name, baby, "KN lengkap")

    def _add_after(self, layout: object, title: str, found: PersonAfterBirth, complete: str) -> Card:
        card = Card(title)
        view = AfterBirthView(found, complete=complete, today=self._room.context.today())
        card.add(view)
        self.nifas.append(view)
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(card)
        return card

    def _correct(self, delivery: DeliveryFile) -> None:
        self._correcting = True
        self.form.correct(delivery)
        self.form.setVisible(True)
        self.form.form.focus_first()

    def _on_recorded(self) -> None:
        corrected, self._correcting = self._correcting, False
        if corrected:
            self._read()
        self._room.reload()

    def _on_dropped(self) -> None:
        self._correcting = False
        self._read()

    def _clear(self) -> None:
        for part in (self._records, self._after):
            _empty(part)
        self.cards, self.nifas, self._postnatal = [], [], None


def _pregnancy_of(mother: MotherFile) -> UUID | None:
    """Return whose partograph is shown: the pregnancy in progress, or the one delivered last."""
    if mother.labour is not None:
        return mother.labour.pregnancy_id
    return mother.deliveries[0].pregnancy_id if mother.deliveries else None


def _column() -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    return made


def _stacked(*parts: QWidget) -> QWidget:
    made = _column()
    layout = made.layout()
    for part in parts:
        if layout is not None:
            layout.addWidget(part)
    return made


def _empty(column: QWidget) -> None:
    """Take everything out of a column."""
    layout = column.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()


def _nifas_title(mother: PersonAfterBirth) -> str:
    return f"Nifas, persalinan {indonesian_date(mother.born_on)}"
