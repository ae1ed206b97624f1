"""Recording the answer to a referral, or a correction of it with the reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.care.referral_answer import AnswerWords
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_coming_date, parse_date
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from ilp_desktop.services.referral.referral_answers import NewAnswer
from ilp_desktop.services.referral.referral_loop import AnswerTold, ReferralFile
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.choice_field import TickField
from ui.widgets.date_field import DateField
from ui.widgets.diagnosis_list import DiagnosisList
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import REPLY, place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.room.world import RoomWorld
from ui.widgets.text_fields import MultiLineField, TextField

DIAGNOSES, REASON, VERSION = "diagnoses", "note", "version"
LONGEST_REASON = 300
NEW, CORRECTING = "Jawaban rujukan (rujuk balik)", "Betulkan jawaban; yang lama tetap tersimpan"


class AnswerForm(QWidget):
    """The answer of one referral.

    Attributes:
        form: its fields.
        keeper: keeps what is typed through a crash.

    Signals:
        stored(): it was stored.
        left(): the user goes back without storing; what is typed is kept.
    """

    stored = Signal()
    left = Signal()

    def __init__(self, world: RoomWorld) -> None:
        super().__init__()
        self._world = world
        self._file: ReferralFile | None = None
        self._correcting = False
        self._version = 0
        self._client_id = world.house.uow.identities.new()
        self._typed: dict[str, dict[str, object]] = {}
        self.title_label = label("", "strong")
        self.save_button = quiet_button("Simpan jawaban", "check")
        self.back_button = plain_button("Kembali", "arrow-left")
        self.form = self._built()
        self.keeper = DraftKeeper(world, self._snapshot, self, lambda: not self.save_button.isEnabled())
        self._lay_out()
        self.form.changed.connect(lambda _name: self.keeper.touched())
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self._leave)

    def begin(self, file: ReferralFile, *, correcting: bool) -> None:
        """Ask for the answer of a referral; a correction begins with what stands."""
        self.put_away()
        self._file, self._correcting, self._version = file, correcting, file.version
        self._client_id = self._world.house.uow.identities.new()
        self.title_label.setText(CORRECTING if correcting else NEW)
        self.form.clear()
        self.form.hide_fields(() if correcting else (REASON,))
        answer = file.answer
        if correcting and answer is not None:
            self.form.set_values(_values_of(answer))
        kept = self.keeper.take_up(self._place())
        values = self._typed.pop(self._place(), {}) if kept is None else answers_of(kept.typed)
        if values:
            self._version = int(str(values.get(VERSION, file.version)))
            show_plain(self.form, values)
        if kept is not None:
            self.keeper.say_shown(kept)
        self.form.focus_first()

    def save(self) -> None:
        """Store the answer; what is wrong is shown beside its field, and nothing typed is lost."""
        file, world = self._file, self._world
        if file is None or not self.save_button.isEnabled() or not self.form.check():
            return
        wanted = NewAnswer(self._client_id, file.id, self._version, self.said(), self._text(REASON))
        answers = world.house.referral_answers
        store = answers.correct if self._correcting else answers.record
        self.save_button.setEnabled(False)
        self.keeper.save(
            lambda: store(world.user, wanted), lambda _: self._on_stored(), owner=self, failed=self._on_failed
        )

    def said(self) -> AnswerWords:
        """Return the answer as it is typed."""
        return said_in(self.form)

    def _built(self) -> FieldForm:
        form = FieldForm(columns=2)
        add_answer_fields(form, self._world)
        form.add(TextField(REASON, "Alasan pembetulan", required=True, max_length=LONGEST_REASON), span=2)
        form.set_save_button(self.save_button)
        return form

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title_label)
        column.addWidget(self.form)
        column.addLayout(foot)
        column.addStretch(1)

    def _place(self) -> str:
        if self._file is None:
            return ""
        return place_of(REPLY, f"{self._file.id}:{'correct' if self._correcting else 'new'}")

    def _plain(self) -> dict[str, object]:
        """Return what is typed as values a draft can hold; nothing where nothing is."""
        typed = plain_of(self.form)
        before = _plain_of(self._file.answer) if self._correcting and self._file and self._file.answer else {}
        return {} if typed == before else {**typed, VERSION: self._version}

    def _snapshot(self) -> dict[str, Any] | None:
        typed = self._plain() if self._file is not None else {}
        return plain_answers(typed) if typed else None

    def put_away(self) -> None:
        """Keep what is typed for when the same referral is answered later."""
        if self._file is None:
            return
        typed = self._plain()
        if typed:
            self._typed[self._place()] = typed
        self.keeper.leave()
        self._file = None

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()

    def _on_stored(self) -> None:
        self.save_button.setEnabled(True)
        self.keeper.drop()
        self.keeper.leave()
        self._file = None
        self._world.messages.info("Jawaban rujukan tersimpan.")
        self.stored.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._world.messages.problem(error)
            if isinstance(error, StaleRecord) and self._file is not None:
                loop, user, referral_id = self._world.house.referral_loop, self._world.user, self._file.id
                self._world.jobs.read(lambda: loop.file(user, referral_id), self._take_newer, owner=self)

    def _take_newer(self, file: ReferralFile) -> None:
        """Go on from how the referral stands now, which was told: saving again is no oversight."""
        if self._file is not None and self._file.id == file.id:
            self._file, self._version = file, file.version

    def _text(self, name: str) -> str:
        return self.form.field(name).text()


def add_answer_fields(form: FieldForm, world: RoomWorld) -> None:
    """Put the fields of an answer into a form of two columns."""

    def read_day(text: str) -> TypedDate:
        return parse_date(text, world.today())

    def read_later(text: str) -> TypedDate:
        """Return a day to come, or one that passed where an answer is typed late."""
        past = parse_date(text, world.today())
        return past if past.value is not None else parse_coming_date(text, world.today())

    form.add(DateField("answered_on", "Tanggal jawaban", read_day, required=True))
    form.add(TextField("answered_by", "Dijawab oleh", required=True, hint="Dokter, RS", max_length=120))
    form.add(DiagnosisList(DIAGNOSES, "Diagnosis (ICD-10)", world.house.codes, world.jobs), span=2)
    form.add(MultiLineField("therapy", "Terapi", lines=2), span=2)
    form.add(MultiLineField("advice", "Anjuran", lines=2), span=2)
    form.add(DateField("control_on", "Tanggal kontrol di Puskesmas", read_later))
    form.add(TickField("prb", "Program Rujuk Balik", statement="Peserta PRB"))


def said_in(form: FieldForm) -> AnswerWords:
    """Return the answer as it is typed into the fields of a form."""
    given = form.field(DIAGNOSES).value()

    def day(name: str) -> date | None:
        value = form.field(name).value()
        return value if isinstance(value, date) else None

    return AnswerWords(
        answered_on=day("answered_on"),
        answered_by=form.field("answered_by").text(),
        codes=tuple(one.code for one in given) if isinstance(given, tuple) else (),
        therapy=form.field("therapy").text(),
        advice=form.field("advice").text(),
        control_on=day("control_on"),
        prb=form.field("prb").value() is True,
    )


def plain_of(form: FieldForm) -> dict[str, object]:
    """Return what is typed as values a draft can hold; nothing where nothing is."""
    typed = {name: value for name in form.names() if (value := form.field(name).value())}
    given = typed.get(DIAGNOSES)
    if isinstance(given, tuple):
        typed[DIAGNOSES] = tuple(one.code for one in given)
    return typed


def show_plain(form: FieldForm, values: Mapping[str, object]) -> None:
    """Show what was typed before."""
    shown = dict(values)
    codes = shown.get(DIAGNOSES)
    shown[DIAGNOSES] = tuple(GivenDiagnosis(str(code)) for code in codes) if isinstance(codes, tuple) else ()
    form.set_values(shown)


def _values_of(answer: AnswerTold) -> dict[str, object]:
    return {
        "answered_on": answer.answered_on,
        "answered_by": answer.answered_by,
        DIAGNOSES: tuple(GivenDiagnosis(code) for code, _ in answer.diagnoses),
        "therapy": answer.therapy,
        "advice": answer.advice,
        "control_on": answer.control_on,
        "prb": answer.prb,
    }


def _plain_of(answer: AnswerTold) -> dict[str, object]:
    values = _values_of(answer) | {DIAGNOSES: tuple(code for code, _ in answer.diagnoses)}
    return {name: value for name, value in values.items() if value}
