"""A delivery on record: what is known of mother and babies, and the letters of each birth."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.clock import local_time
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.birth.death_kind import cause_label
from ilp_desktop.domain.birth.delivery import BirthOutcome, complications
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.birth.birth_letters import IssuedBirthLetter
from ilp_desktop.services.birth.delivery_data import BabyFile, DeliveryFile
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import Button, plain_button, quiet_button
from ui.widgets.card import Card, rule
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label
from ui.widgets.plot_frame import value_text
from ui.widgets.room.room_context import RoomContext

LETTER = "Surat keterangan lahir"
NOTICE = "Pemberitahuan lahir mati"


class BirthLetterButton(Button):
    """Issues the birth letter when it has no number yet, and opens its preview."""

    def __init__(self, room: RoomContext, issued: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(LETTER, "quiet", "printer", parent)
        self._room = room
        self._issued = issued
        self._birth_id: UUID | None = None
        self._number = ""
        self._fresh = False
        self.clicked.connect(self._press)

    def show_birth(self, birth_id: UUID | None, number: str) -> None:
        """Stand for a birth; without one the button is hidden."""
        self._birth_id, self._number = birth_id, number
        self.setVisible(birth_id is not None)
        self.setToolTip(f"Nomor {number}" if number else "Surat diberi nomor saat pertama dicetak")

    def _press(self) -> None:
        birth_id, world = self._birth_id, self._room.context
        if birth_id is None:
            return
        self.setEnabled(False)
        if self._number:
            self._print(birth_id, self._number)
            return
        world.jobs.write(
            lambda: world.house.birth_letters.issue(world.user, birth_id),
            self._on_issued,
            owner=self,
            failed=self._on_failed,
        )

    def _on_issued(self, letter: IssuedBirthLetter) -> None:
        self._number, self._fresh = letter.number, True
        self._print(letter.birth_id, letter.number)

    def _print(self, birth_id: UUID, number: str) -> None:
        world = self._room.context
        world.jobs.paper(
            lambda: world.house.birth_letters.pdf(world.user, birth_id),
            lambda pdf: self._show(birth_id, number, pdf),
            owner=self,
            failed=self._on_failed,
        )

    def _show(self, birth_id: UUID, number: str, pdf: bytes) -> None:
        self.setEnabled(True)
        world = self._room.context
        world.show_paper(Paper(f"{LETTER} {number}", f"keterangan-lahir-{number.replace('/', '-')}.pdf", pdf))
        world.jobs.write(
            lambda: world.house.birth_letters.note_printed(world.user, birth_id), lambda _: None, owner=self
        )
        if self._fresh:
            self._fresh = False
            self._issued()  # last of all: the one who is told may take this button away

    def _on_failed(self, error: UserError) -> None:
        self.setEnabled(True)
        self._room.context.messages.problem(error)


class DeliveryCard(Card):
    """One delivery.

    Signals:
        correction_wanted(object): the delivery is to be corrected.
        changed(): a letter was issued.
    """

    correction_wanted = Signal(object)
    changed = Signal()

    def __init__(self, room: RoomContext, delivery: DeliveryFile) -> None:
        super().__init__(_title(delivery))
        self._room = room
        self._said: list[str] = []
        self.delivery = delivery
        self.letter_buttons: list[BirthLetterButton] = []
        self.notice_buttons: list[Button] = []
        self.correct_button = plain_button("Perbaiki", "edit")
        self.correct_button.clicked.connect(lambda: self.correction_wanted.emit(self.delivery))
        self.add_action(self.correct_button)
        found = delivery.haemorrhage
        if found is not None:
            self.add_action(Pill(found.conclusion, Tone.BAD))
            self._say(found.advice, "strong")
        self._say(_mothers(delivery))
        for baby in delivery.babies:
            self.add(rule())
            self._add_baby(baby)
        for words in delivery.corrections:
            self._say(f"Diperbaiki {words}", "small")

    def text(self) -> str:
        """Return everything the card says, for tests and for reading aloud."""
        return "\n".join(self._said)

    def _say(self, text: str, role: str = "") -> None:
        if text:
            self._said.append(text)
            made = label(text, role)
            made.setWordWrap(True)
            self.add(made)

    def _add_baby(self, baby: BabyFile) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        name = label(_babys_name(baby), "strong")
        head.addWidget(name)
        if baby.weight_class is not None and baby.weight_class.urgency is not Urgency.NONE:
            tone = PILL_TONES[baby.weight_class.urgency]
            head.addWidget(Pill(baby.weight_class.conclusion, tone))
        if baby.outcome is not BirthOutcome.ALIVE:
            head.addWidget(Pill(baby.outcome.label, Tone.BLACK))
        head.addStretch(1)
        if baby.child_id is not None:
            button = BirthLetterButton(self._room, self.changed.emit, self)  # one shown on its own takes the keys away
            button.show_birth(baby.birth_id, baby.letter_number)
            self.letter_buttons.append(button)
            head.addWidget(button)
        if baby.outcome is BirthOutcome.STILLBORN:
            head.addWidget(self._notice_button(baby))
        self.body.addLayout(head)
        self._said.append(name.text())
        self._say(_babys_line(baby, self._room.context.user.time_zone))
        self._say(_babys_care(baby, self._room.context.user.time_zone), "muted")

    def _notice_button(self, baby: BabyFile) -> Button:
        """Return what prints the notification of a stillbirth."""
        button = quiet_button(NOTICE, "printer", self)
        button.setEnabled(bool(baby.death_cause))
        button.setToolTip("" if baby.death_cause else "Perbaiki dahulu: pilih penyebab langsung")
        button.clicked.connect(lambda: self._print_notice(baby.birth_id))
        self.notice_buttons.append(button)
        return button

    def _print_notice(self, birth_id: UUID) -> None:
        world = self._room.context
        world.jobs.paper(
            lambda: world.house.deaths.stillbirth_pdf(world.user, birth_id),
            lambda pdf: world.show_paper(Paper(NOTICE, "pemberitahuan-lahir-mati.pdf", pdf)),
            owner=self,
            failed=world.messages.problem,
        )


def _title(delivery: DeliveryFile) -> str:
    weeks = f", {delivery.gestation}" if delivery.gestation else ""
    return f"Persalinan {indonesian_date(delivery.delivered_on)}{weeks}"


def _mothers(delivery: DeliveryFile) -> str:
    first = delivery.babies[0]
    words = dict(complications(delivery.delivered_on))
    named = ", ".join(words.get(code, code) for code in delivery.complications)
    parts = [
        ", ".join(part for part in (first.place, first.place_name) if part),
        ", ".join(part for part in (first.helper, first.helper_name) if part),
        f"perdarahan {delivery.blood_loss_ml} ml" if delivery.blood_loss_ml is not None else "",
        f"plasenta {delivery.placenta.lower()}" if delivery.placenta else "",
        f"perineum {delivery.perineum.lower()}" if delivery.perineum else "",
        f"ibu {delivery.mother_state.lower()}" if delivery.mother_state else "",
        f"pendamping {delivery.companion.lower()}" if delivery.companion else "",
        f"komplikasi: {named}" if named else "",
        delivery.complication_note,
    ]
    return " · ".join(part for part in parts if part)


def _babys_name(baby: BabyFile) -> str:
    name = baby.name or "Bayi lahir mati"
    order = f", anak ke-{baby.order}" if baby.order is not None else ""
    number = f" · No. RM {baby.record_number}" if baby.record_number else ""
    return f"{name} ({baby.sex.value if baby.sex else '?'}){order}{number}"


def _babys_line(baby: BabyFile, time_zone: str) -> str:
    born = local_time(baby.born_at, time_zone)
    hour = f" pukul {born:%H.%M}" if baby.hour_known else ", jam tidak diketahui"
    measures = (("", baby.weight_g, "gram"), ("PB ", baby.length_cm, "cm"), ("LK ", baby.head_cm, "cm"))
    parts = [f"{indonesian_date(baby.born_on)}{hour}", baby.mode]
    parts += [f"{name}{value_text(value)} {unit}" for name, value, unit in measures if value is not None]
    if any(score is not None for score in baby.apgar):
        parts.append(f"APGAR {'/'.join('-' if score is None else str(score) for score in baby.apgar)}")
    parts.append(baby.gestation_class)
    return " · ".join(part for part in parts if part)


def _babys_care(baby: BabyFile, time_zone: str) -> str:
    given = baby.vitamin_k_at
    hour = "" if given is None else f" {local_time(given, time_zone):%H.%M}"
    told = (
        ("IMD", "tanpa IMD", baby.early_breastfeeding),
        (f"vitamin K1{hour}", "tanpa vitamin K1", baby.vitamin_k),
        ("salep mata", "tanpa salep mata", baby.eye_ointment),
    )
    parts = [yes if answer else no for yes, no, answer in told if answer is not None]
    parts.append(f"HB0 {baby.hb0}" if baby.hb0 else "")
    parts.append(f"resusitasi: {baby.resuscitation.lower()}" if baby.resuscitation else "")
    cause = cause_label(baby.death_cause, baby.born_on) if baby.death_cause else ""
    parts.append(f"penyebab: {cause.lower()}" if cause else "")
    parts.append(f"kelainan bawaan: {baby.anomalies}" if baby.anomalies else "")
    parts.append(f"surat {baby.letter_number}" if baby.letter_number else "")
    return " · ".join(part for part in parts if part)
