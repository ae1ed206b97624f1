"""Changing a family at the desk, with what became of it before and a way to take the last change back."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.people.household_data import HouseMove, JoinedCard, MoveLine, NewCard, RenewedCard
from ilp_desktop.services.person.person_reads import FamilyFolder, PersonFile
from ui.context import PageContext
from ui.front_desk.addition_forms import AdditionForm
from ui.front_desk.household_fields import Change, HouseholdFields
from ui.messages import confirm
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import plain_button
from ui.widgets.date_field import date_text
from ui.widgets.draft_places import HOUSEHOLD
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import scrolled
from ui.widgets.table import Table

HISTORY_PX = 132
CARD_FIELD = {"kk_number": "card"}
UNKNOWN_CARD = "KK ini belum terdaftar. Untuk KK yang baru terbit pilih «KK baru»."


class HouseholdForm(AdditionForm):
    """One change of the family of one person.

    Attributes:
        fields: what is asked.
        moves: what became of the person's household before.
    """

    kind = HOUSEHOLD

    def __init__(self, context: PageContext) -> None:
        form = FieldForm(columns=4)
        super().__init__(context, form)
        self.fields = HouseholdFields(form, context)
        self._latest: MoveLine | None = None
        self.moves: ShownRows[MoveLine] = ShownRows(move_columns(), context.jobs, key=lambda line: line.batch_id)
        self.table = Table(self.moves, "Belum ada perubahan keluarga.")
        self.table.setAccessibleName("Riwayat keluarga")
        self.table.setFixedHeight(HISTORY_PX)
        self.back_step = plain_button("Batalkan perubahan terakhir", "undo")
        self.back_step.setEnabled(False)
        self.back_step.clicked.connect(lambda _checked: self._ask_to_take_back())
        self._client_id = context.house.uow.identities.new()
        self._lay_out(form)

    def set_area(self, area: tuple[VillageArea, ...]) -> None:
        """Offer the villages of the working area."""
        self.fields.domicile.set_area(area)

    def start(self, file: PersonFile) -> None:
        """Ask about the family of this person."""
        same = self.file is not None and self.file.id == file.id
        if not same:
            self._client_id = self.context.house.uow.identities.new()
        super().start(file)
        if file.family is not None and (not same or self.fields.change() is None):
            typed = self.typed() if self.fields.change() is not None else {}
            self.fields.start(file.family, file.id)
            self.form.set_values(typed)
        self.fields.show_what_applies()
        self._read_history()

    def snapshot(self) -> dict[str, object] | None:
        """Return what is typed as plain values, None before it is said what changes."""
        return super().snapshot() if self.fields.change() is not None else None

    def save(self) -> None:
        """Store the change chosen."""
        change, family = self.fields.change(), self.person().family
        if change is None or family is None:
            self.show_errors({"what": "Pilih yang berubah."})
            return
        steps = {
            Change.HOUSE: self._move,
            Change.NEW_CARD: self._new_card,
            Change.JOIN: self._join,
            Change.CARD: self._renew,
        }
        steps[change](family)

    def _move(self, family: FamilyFolder) -> None:
        fields = self.fields
        people = tuple(one.person_id for one in fields.people())
        wanted = HouseMove(
            self._client_id, family.id, family.version, people, fields.home(), fields.day_chosen(), fields.note.text()
        )
        households, user = self.context.house.households, self.context.user
        self.submit(lambda: households.move_house(user, wanted), lambda _: self._done("Pindah rumah tercatat."))

    def _new_card(self, _family: FamilyFolder) -> None:
        fields = self.fields
        wanted = NewCard(
            self._client_id,
            fields.people(),
            fields.day_chosen(),
            fields.kk.text(),
            fields.home_of_new_card(),
            fields.new_heads(),
            fields.note.text(),
        )
        households, user = self.context.house.households, self.context.user
        self.submit(lambda: households.new_card(user, wanted), lambda _: self._done("KK baru tercatat."))

    def _join(self, _family: FamilyFolder) -> None:
        fields, card, client_id = self.fields, self.fields.kk.text(), self._client_id
        people, day, moves_in = fields.people(), fields.day_chosen(), bool(fields.moves_in.value())
        new_heads, note = fields.new_heads(), fields.note.text()
        house, user = self.context.house, self.context.user

        def joined() -> None:
            folder = house.registration.family_by_card(user, card)
            if folder is None:
                raise WrongAnswers({"kk_number": UNKNOWN_CARD})
            house.households.join(user, JoinedCard(client_id, folder.id, people, day, moves_in, new_heads, note))

        self.submit(joined, lambda _: self._done("Bergabung dengan KK itu."))

    def _renew(self, family: FamilyFolder) -> None:
        wanted = RenewedCard(self._client_id, family.id, family.version, self.fields.card.text(), self.fields.people())
        households, user = self.context.house.households, self.context.user

        def renewed() -> None:
            try:
                households.renew(user, wanted)
            except WrongAnswers as error:
                raise WrongAnswers({CARD_FIELD.get(name, name): why for name, why in error.fields.items()}) from error

        self.submit(renewed, lambda _: self._done("Kartu keluarga tersimpan."))

    def _done(self, told: str) -> None:
        self._client_id = self.context.house.uow.identities.new()
        self.finish(told)

    def _read_history(self) -> None:
        person_id = self.person().id
        households, user = self.context.house.households, self.context.user
        self.context.jobs.read(
            lambda: households.history(user, person_id),
            lambda lines: self._show_history(person_id, lines),
            owner=self,
            key="history",
        )

    def _show_history(self, person_id: UUID, lines: tuple[MoveLine, ...]) -> None:
        if person_id != self.person().id:
            return
        self._latest = next((line for line in lines if line.may_take_back), None)
        self.back_step.setEnabled(self._latest is not None)
        self.moves.show(lines)

    def _ask_to_take_back(self) -> None:
        latest = self._latest
        if latest is None:
            return
        question = f"Batalkan {latest.kind.word} tanggal {date_text(latest.day)} untuk semua yang ikut?"
        confirm(self, question, "Batalkan perubahan", lambda _reason: self._take_back(latest.batch_id))

    def _take_back(self, batch_id: UUID) -> None:
        households, user = self.context.house.households, self.context.user
        self.submit(lambda: households.take_back(user, batch_id), lambda _: self._done("Perubahan dibatalkan."))

    def _lay_out(self, form: FieldForm) -> None:
        while self.body.count():
            self.body.takeAt(0)
        self.body.addWidget(scrolled(form), 1)
        row = QHBoxLayout()
        row.addWidget(label("Riwayat keluarga orang ini", "section"))
        row.addStretch(1)
        row.addWidget(self.back_step)
        self.body.addLayout(row)
        self.body.addWidget(self.table)


def move_columns() -> tuple[Column[MoveLine], ...]:
    """Return the columns of the history."""
    return (
        Column("Tanggal", lambda line: date_text(line.day), 96),
        Column("Perubahan", lambda line: f"{line.kind.word}{' (dibatalkan)' if line.taken_back else ''}", 190),
        Column("Dari → ke", lambda line: line.told, tooltip=lambda line: line.told),
        Column("Keterangan", lambda line: line.note, 140, tooltip=lambda line: line.note),
        Column("Dicatat", lambda line: f"{line.recorded_by}, {date_text(line.recorded_on)}", 190),
    )
