"""Inviting: who, how, when and where, with the text that is sent; what is typed stays until it is sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_coming_date
from ilp_desktop.services.due.due_rows import DueFilter
from ilp_desktop.services.due.invitation_rows import Again, Channel, InvitationForm, InvitedBatch, NewInvitations
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.date_field import DateField
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import INVITATION
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key
from ui.widgets.text_fields import MultiLineField, TextField

CHOSEN, EVERYBODY = "chosen", "everybody"
MOST_AT_ONCE = 1000
TEXT_LINES = 7
BLANKS_HINT = (
    "Diisi program: {nama}, {kepada}, {layanan}, {tanggal}, {tempat}, {bawaan}, {puskesmas}. "
    "Undangan tidak menyebut diagnosis; layanan yang tidak boleh disebut ditulis «pemeriksaan kesehatan»."
)


@dataclass(frozen=True)
class Guests:
    """Whom an invitation may go to: the people selected, or all of a list."""

    chosen: tuple[UUID, ...]
    wanted: DueFilter


class InviteForm(Card):
    """The form.

    Attributes:
        keeper: keeps what is typed and not sent; who is invited is chosen anew each time.

    Signals:
        sent(InvitedBatch): people were invited.
        left(): the user goes back; what is typed stays.
    """

    sent = Signal(object)
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Undang")
        self._context = context
        self._guests = Guests((), DueFilter())
        self._everybody: tuple[UUID, ...] = ()
        self._begun = False
        self._sending = False
        self._before: dict[str, object] = {}
        self.keeper = DraftKeeper(context, self._snapshot, self, lambda: self._sending)
        self.form = FieldForm(2)
        self.who = ChoiceButtons("people", "Siapa", [(CHOSEN, "Yang dipilih"), (EVERYBODY, "Semua dalam daftar")])
        self.channel = ChoiceButtons("channel", "Lewat", [(one.value, one.label) for one in Channel])
        self.day = DateField("invited_for", "Tanggal pelayanan", self._parse, hint="kosong: hari pelayanan berikutnya")
        self.place = TextField("place", "Tempat", max_length=120)
        self.again = ChoiceButtons(
            "again", "Yang baru diundang", [(Again.SKIP.value, "Lewati"), (Again.INVITE.value, "Undang lagi")]
        )
        self.text = MultiLineField("text", "Naskah", lines=TEXT_LINES)
        for field in (self.who, self.channel, self.day, self.place):
            self.form.add(field)
        self.form.add(self.again, span=2, new_row=True)
        self.form.add(self.text, span=2, new_row=True)
        self.send_button = primary_button("Undang", "send")
        self.back_button = quiet_button("Kembali")
        self.form.set_save_button(self.send_button)
        self._lay_out()
        self.send_button.clicked.connect(self._on_send)
        self.back_button.clicked.connect(self._go_back)
        self.form.changed.connect(self.keeper.touched)
        bind(SAVE, self.send_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self._go_back)

    def start(self, guests: Guests) -> None:
        """Ask about these people; what was typed before is still there."""
        self._guests = guests
        self.form.hide_fields(("again",))
        self.again.set_value(None)
        count = len(guests.chosen)
        chosen, everybody = self.who.segments.group.buttons()
        chosen.setText(f"Yang dipilih ({count})")
        chosen.setEnabled(count > 0)
        everybody.setText("Semua dalam daftar (…)")
        self.who.set_value(CHOSEN if count else EVERYBODY)
        self._read_everybody(guests.wanted)
        if not self._begun:
            self._begun = True
            house, user = self._context.house, self._context.user
            self._context.jobs.read(lambda: house.invitations.form(user), self._on_form_read, owner=self)
        kept = self.keeper.take_up(INVITATION)
        if kept is not None:
            self.form.set_values(answers_of(kept.typed))
            self.keeper.say_shown(kept)
        self.form.go_to(self.channel)

    def _go_back(self) -> None:
        self.keeper.leave()
        self.left.emit()

    def _typed(self) -> dict[str, object]:
        return {field.name: field.value() for field in (self.channel, self.day, self.place, self.text)}

    def _snapshot(self) -> dict[str, Any] | None:
        """Return what differs from what the form began with, or from what was sent last."""
        typed = self._typed().items()
        return plain_answers({name: value for name, value in typed if value != self._before.get(name)}) or None

    def _read_everybody(self, wanted: DueFilter) -> None:
        """See who all of the list are, so that their number stands on the button before it is pressed."""
        self._everybody = ()
        self.send_button.setEnabled(False)
        lists, user = self._context.house.due_lists, self._context.user
        self._context.jobs.read(
            lambda: tuple(row.person_id for row in lists.of_place(user, wanted, MOST_AT_ONCE + 1)),
            self._on_everybody,
            owner=self,
            failed=self._on_refused,
            key="everybody",
        )

    def _on_everybody(self, people: tuple[UUID, ...]) -> None:
        self._everybody = people
        self.send_button.setEnabled(True)
        count, too_many = len(people), len(people) > MOST_AT_ONCE
        words = f"lebih dari {MOST_AT_ONCE} orang" if too_many else f"{count} orang"
        self.who.segments.group.button(1).setText(f"Semua dalam daftar ({words})")

    def _lay_out(self) -> None:
        hint = label(BLANKS_HINT, "small")
        hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.send_button)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(hint)
        column.addStretch(1)
        column.addLayout(row)
        self.body.addLayout(column)

    def _parse(self, text: str) -> TypedDate:
        return parse_coming_date(text, self._context.today())

    def _on_form_read(self, begun: InvitationForm) -> None:
        if not self.text.text():
            self.text.set_value(begun.text)
        if not self.place.text():
            self.place.set_value(begun.place)
        self._before = {self.text.name: begun.text.strip() or None, self.place.name: begun.place.strip() or None}

    def _on_send(self) -> None:
        if not self.form.check():
            return
        if self.channel.value() is None:
            self.form.show_errors({"channel": "Pilih lewat apa undangan disampaikan."})
            return
        self._set_sending(sending=True)
        wanted = self._new(self._guests.chosen if self.who.value() == CHOSEN else self._everybody)
        house, user = self._context.house, self._context.user
        self.keeper.save(
            lambda: house.invitations.create(user, wanted), self._on_sent, owner=self, failed=self._on_refused
        )

    def _new(self, people: tuple[UUID, ...]) -> NewInvitations:
        day, again = self.day.value(), self.again.value()
        return NewInvitations(
            client_id=self._context.house.uow.identities.new(),
            people=people,
            services=self._guests.wanted.services,
            channel=Channel(self.channel.value()),
            invited_for=day if isinstance(day, date) else None,
            place=self.place.text(),
            text=self.text.text(),
            state=self._guests.wanted.state,
            again=Again(again) if again is not None else None,
        )

    def _set_sending(self, *, sending: bool) -> None:
        self._sending = sending
        self.send_button.setEnabled(not sending)

    def _on_sent(self, batch: InvitedBatch) -> None:
        self._set_sending(sending=False)
        self._before = self._typed()
        self.sent.emit(batch)

    def _on_refused(self, error: UserError) -> None:
        """Show what is wrong beside the fields; the question about those invited not long ago appears with it."""
        self._set_sending(sending=False)
        if not isinstance(error, WrongAnswers):
            self._context.messages.problem(error)
            return
        if "again" in error.fields:
            self.form.hide_fields(())
        others = self.form.show_errors(error.fields)
        if others:
            self._context.messages.problem(error)


def sent_words(batch: InvitedBatch) -> str:
    """Return what came of it, in a sentence."""
    parts = [f"{batch.invited} orang diundang"]
    for count, words in (
        (batch.skipped, "dilewati karena baru diundang"),
        (batch.not_due, "sudah tidak jatuh tempo"),
        (batch.without_number, "tanpa nomor HP, sampaikan dengan cara lain"),
    ):
        if count:
            parts.append(f"{count} {words}")
    return "; ".join(parts) + "."
