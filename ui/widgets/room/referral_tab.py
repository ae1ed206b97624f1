"""Referring: the letters already issued, the form of another, and what became of earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.care.referral_kind import COMMUNITY, HOSPITAL
from ilp_desktop.domain.care.tacc import tacc_reasons
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.referral.referral_dangers import NO_DANGERS
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ui.widgets.card import Card
from ui.widgets.referral_fields import ReferralChoices
from ui.widgets.referral_form import ReferralForm
from ui.widgets.room.letters_list import LettersList
from ui.widgets.room.opened_visit import LetterOffer, read_letter
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.referrals.of_person import ReferralsOfPerson
from ui.widgets.room.room_context import RoomContext
from ui.widgets.view_switch import ViewSwitch
from ui.widgets.when_seen import WhenSeen

NEW, EARLIER = "new", "earlier"
EARLIER_WORDS = "Riwayat dan jawaban"


class ReferralTab(RoomTab):
    """Letters of the visit above, the form of a new one beneath; beside them the person's referrals and answers.

    Attributes:
        views: chooses between a new referral and the earlier ones.
        earlier: the person's referrals with their answers.

    Signals:
        typed(): the user changed the form.
    """

    typed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._save_button: QAbstractButton | None = None
        self._origins: tuple[str, ...] | None = None
        self._person_id: UUID | None = None
        self._seen = WhenSeen(self)
        self._begun: Mapping[str, object] | None = None
        self._letter, self._waits = room.visit.letter or LetterOffer(), False
        self._choices = _choices(room, self._letter)
        self.letters = LettersList(room.context)
        self._issued = Card("Surat yang sudah terbit")
        self._issued.add(self.letters)
        self._card = Card()
        self._form, self._stale = self._new_form(), False
        self._card.add(self._form)
        self.views = ViewSwitch("Rujukan", ((NEW, "Rujukan baru"), (EARLIER, EARLIER_WORDS)))
        self.earlier = ReferralsOfPerson(room.context)
        self._lay_out()
        self.views.changed.connect(lambda _view: self._show_view())
        self.earlier.counted.connect(self._on_counted)
        self.earlier.changed.connect(room.reload)

    @property
    def form(self) -> ReferralForm:
        """Return the form of a new referral, which offers what there is to choose now."""
        if self._stale:
            self._renew({})
        return self._form

    def show_file(self, file: EncounterFile) -> None:
        """Show the letters of a visit; the form keeps what is typed and offers what there is to choose now.

        A form in which nothing is typed is made when it is looked at: most visits end without a referral.
        """
        self.letters.show_letters(file.referrals)
        self._issued.setVisible(bool(file.referrals))
        person_id = file.patient.person_id
        if self._person_id != person_id:
            self._person_id = person_id
            self._on_counted(0, 0)
            self.views.select(NEW)
            self._show_view()
        self._seen.do(lambda: self.earlier.show_person(person_id))
        self._begun = None
        letter = self._room.visit.letter
        self._waits = letter is None
        self._offer(replace(self._letter, dangers=NO_DANGERS) if letter is None else letter)
        if self._waits:
            self._read_letter()

    def _read_letter(self) -> None:
        """Read what a letter can be made of, of which the form knows the last patient's choices until then."""
        world, person_id = self._room.context, self._room.file.patient.person_id
        world.jobs.read(lambda: read_letter(world, person_id), self._on_letter, owner=self, key="letter")

    def _on_letter(self, letter: LetterOffer) -> None:
        """Offer it, and begin what was to begin meanwhile."""
        self._waits = False
        self._offer(letter)
        begun, self._begun = self._begun, None
        if begun is not None:
            self.begin(begun)
            self.form.form.focus_first()

    def _offer(self, letter: LetterOffer) -> None:
        """Offer what there is to choose; the form keeps what is typed."""
        file = self._room.file
        self._letter = letter
        places = [place.name for place in letter.destinations]
        self.earlier.show_visit(None if file.finished else file.encounter_id, places)
        before, self._choices = self._choices, _choices(self._room, letter)
        if replace(before, age=self._choices.age) != self._choices:
            self._stale = not self.has_typing()
            if not self._stale:
                self._renew(self._form.values())
        elif not self._stale:
            self._form.show_for(self._choices.age)
        if self._stale and self.isVisible():
            self._renew({})
        self._card.setEnabled(not file.finished)

    def has_typing(self) -> bool:
        """Tell whether anything typed is not stored yet."""
        return not self._stale and self._form.has_typing()

    def typed_values(self) -> dict[str, object]:
        """Return what is typed, nothing where nothing is."""
        return dict(self._form.values()) if self.has_typing() else {}

    def draft(self) -> ReferralDraft | None:
        """Return the referral to be written, or None where none is."""
        return None if self._stale else self._form.draft()

    def clear(self) -> None:
        """Drop what is typed."""
        if not self._stale and (self._form.has_typing() or self._form.kind() != HOSPITAL):
            self._form.clear()
        self.show_wrong({})

    def show_wrong(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong beside the fields."""
        if problems or not self._stale:
            self.form.show_wrong(problems)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the form where that was put off, and read again what it is made of where that failed."""
        if self._waits:
            self._read_letter()
        if self._stale:
            self._renew({})
        super().showEvent(event)

    def begin(self, values: Mapping[str, object]) -> None:
        """Fill in what is known of a letter, where nothing is typed yet, as soon as the form is ready."""
        self.views.select(NEW)
        self._show_view()
        if self._waits:
            self._begun = values
            return
        if self.form.kind() != HOSPITAL and not self.form.has_typing():
            self.form.show_kind(HOSPITAL)
        known = {name: value for name, value in values.items() if name in self.form.form.names()}
        blank = {name: value for name, value in known.items() if not self.form.field(name).value()}
        self.form.set_values(blank)
        self.typed.emit()

    def show_earlier(self) -> None:
        """Show the person's referrals and what was answered to them."""
        self.views.select(EARLIER)
        self._show_view()
        self.earlier.table.setFocus()

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self._save_button = button
        self._form.set_save_button(button)

    def _lay_out(self) -> None:
        new = QWidget()
        column = QVBoxLayout(new)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._issued)
        column.addWidget(self._card)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(new)
        self._stack.addWidget(self.earlier)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._stack, 1)
        layout.insertWidget(0, self.views, 0, Qt.AlignmentFlag.AlignLeft)  # last, so that Tab comes to the form first

    def _renew(self, typed: Mapping[str, object]) -> None:
        self._stale = False
        old, self._form = self._form, self._new_form()
        self._card.body.replaceWidget(old, self._form)
        old.hide()
        old.deleteLater()
        self._form.set_values(typed)

    def _new_form(self) -> ReferralForm:
        form = ReferralForm(self._choices, self._room.context.jobs)
        form.changed.connect(self.typed)
        form.kind_shown.connect(self._on_kind)
        if self._save_button is not None:
            form.set_save_button(self._save_button)
        return form

    def _show_view(self) -> None:
        self._stack.setCurrentIndex(0 if self.views.current() == NEW else 1)

    def _on_counted(self, count: int, unanswered: int) -> None:
        """Write on the switch how many there are, and how many of them nobody answered."""
        waiting = f", {unanswered} belum dijawab" if unanswered else ""
        self.views.button(EARLIER).setText(f"{EARLIER_WORDS} · {count}{waiting}" if count else EARLIER_WORDS)

    def _on_kind(self, kind: str) -> None:
        """Read the Posyandu and Pustu when they are first asked for."""
        if kind != COMMUNITY:
            return
        if self._origins is not None:
            self.form.offer_origins(self._origins)
            return
        house, user = self._room.context.house, self._room.context.user
        self._room.context.jobs.read(lambda: house.facilities.area(user), self._on_area, owner=self, key="origins")

    def _on_area(self, area: Sequence[VillageArea]) -> None:
        posyandu = [f"Posyandu {name}, {village.name}" for village in area for name in village.posyandu]
        pustu = [f"Pustu {village.pustu}" for village in area if village.pustu]
        self._origins = tuple(dict.fromkeys((*posyandu, *pustu)))
        self.form.offer_origins(self._origins)


def _choices(room: RoomContext, letter: LetterOffer) -> ReferralChoices:
    return ReferralChoices(
        destinations=letter.destinations,
        doctors=letter.doctors,
        reasons=tacc_reasons(room.visit.facts.day),
        signer=room.context.user.staff_id,
        age=room.file.patient.age,
        dangers=letter.dangers,
    )
