"""Referring somebody from a Posyandu or Pustu to the Puskesmas: whom, from where, why; then the slip for the hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_kind import COMMUNITY
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.referral.field_slips import NewSlip, SlipOffer, WrittenSlip
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ui.context import PageContext
from ui.paper import Paper
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import FIELD_SLIP
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.look_up import LookUp
from ui.widgets.one_press import OnePress
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key, scrolled
from ui.widgets.people_found import people_found
from ui.widgets.referral_fields import ReferralChoices, ReferralFields
from ui.widgets.suggestion_popup import Suggestion

COLUMNS = 3
WHO = "person"
WHOM = "Orang yang dirujuk"


@dataclass(frozen=True)
class Referred:
    """Somebody a slip is wanted for."""

    id: UUID
    name: str


class SlipForm(Card):
    """The form; what is typed is kept until it is saved, whoever is chosen is chosen anew.

    Signals:
        written(): a slip was stored.
        left(): the user goes back.
    """

    written = Signal()
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Rujuk ke Puskesmas")
        self._context = context
        self._press = OnePress()
        self._client_id = self._fresh_id()
        self.keeper = DraftKeeper(context, self._snapshot, self, self._press.is_resting)
        self.person = LookUp(WHO, WHOM, self._find, context.jobs, required=True, hint="Nama, NIK, No. RM")
        today = context.today()
        choices = ReferralChoices((), (), (), None, age_on(today, today))
        self._made = ReferralFields(choices.rules.kind(COMMUNITY), choices, context.jobs)
        self.form = FieldForm(COLUMNS)
        self.form.add(self.person, span=2)
        for title, fields in self._made.sections():
            self.form.add_section(title)
            for field, span in fields:
                self.form.add(field, span=span)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.save_button = primary_button("Simpan dan cetak", "printer")
        self.back_button = quiet_button("Kembali")
        self.form.set_save_button(self.save_button)
        self._lay_out()
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self._go_back)
        self.form.changed.connect(self._on_changed)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self._go_back)

    def start(self, chosen: Referred | None = None) -> None:
        """Ask about somebody, or whom; what was typed before is still there."""
        kept = self.keeper.take_up(FIELD_SLIP)
        if kept is not None:
            self.form.set_values(answers_of(kept.typed))
            self.keeper.say_shown(kept)
        self.person.set_value(None if chosen is None else Suggestion(chosen.id, chosen.name))
        self.told.setText("")
        self._read_offer()
        self.form.go_to(self.person if chosen is None else self.form.field("from_place"))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.save_button)
        self.body.addWidget(scrolled(self.form), 1)
        self.body.addLayout(foot)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        """Return people found; runs on a reader thread."""
        return people_found(self._context, typed)

    def _snapshot(self) -> dict[str, Any] | None:
        typed = {name: self.form.field(name).value() for name in self.form.names() if name != WHO}
        return plain_answers({name: value for name, value in typed.items() if value}) or None

    def _on_changed(self, name: str) -> None:
        self.keeper.touched()
        if name == WHO:
            self._read_offer()

    def _read_offer(self) -> None:
        person = self.person.value()
        slips, user = self._context.house.field_slips, self._context.user
        if isinstance(person, UUID):
            self._context.jobs.read(lambda: slips.offer(user, person), self._on_offer, owner=self, key="offer")

    def _on_offer(self, offer: SlipOffer) -> None:
        self._made.offered["from_place"].offer(offer.origins)
        waiting = "; ".join(f"{number}, {indonesian_date(day)}" for number, day in offer.on_the_way)
        self.told.setText(f"Sudah dirujuk dan belum datang: {waiting}." if waiting else "")

    def _save(self) -> None:
        person = self.person.value()
        if not self.form.check() or not isinstance(person, UUID):
            return
        draft = self._draft()
        if not self._press.begin((person, draft)):
            return
        wanted = NewSlip(self._client_id, person, draft)
        slips, user = self._context.house.field_slips, self._context.user
        self.keeper.save(lambda: slips.write(user, wanted), self._on_written, owner=self, failed=self._on_refused)

    def _draft(self) -> ReferralDraft:
        ticked = self.form.field("problems").value()
        return ReferralDraft(
            destination_id=None,
            clinic="",
            doctor_id=None,
            reason_code="",
            reason_note=self.form.field("reason_note").text(),
            kind=COMMUNITY,
            from_place=self.form.field("from_place").text(),
            brought_by=self.form.field("brought_by").text(),
            problems=ticked if isinstance(ticked, tuple) else (),
            treatment=self.form.field("treatment").text(),
        )

    def _on_written(self, slip: WrittenSlip) -> None:
        self._press.end()
        self._client_id = self._fresh_id()
        self.form.clear()
        self._context.messages.info(f"{slip.name} dirujuk ke Puskesmas, nomor {slip.number}.")
        slips, user = self._context.house.field_slips, self._context.user
        self._context.jobs.paper(lambda: slips.pdf(user, slip.id), lambda pdf: self._show(slip, pdf), owner=self)
        self.written.emit()

    def _show(self, slip: WrittenSlip, pdf: bytes) -> None:
        """Open the preview; that the paper left the record is noted among the steps."""
        slips, user = self._context.house.field_slips, self._context.user
        name = f"rujukan-{slip.number.replace('/', '-')}.pdf"
        self._context.show_paper(Paper(f"Lembar rujukan {slip.number}", name, pdf))
        self._context.jobs.write(lambda: slips.note_printed(user, slip.id), lambda _: None, owner=self)

    def _on_refused(self, error: UserError) -> None:
        self._press.fail()
        left = self.form.show_errors(error.fields) if isinstance(error, WrongAnswers) else True
        if left:
            self._context.messages.problem(error)

    def _go_back(self) -> None:
        self.keeper.leave()
        self.left.emit()

    def _fresh_id(self) -> UUID:
        return self._context.house.uow.identities.new()
