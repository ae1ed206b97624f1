"""One referral: what it says, what was done with it, what was answered, and the next step."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.care.referral_kind import RETURNED
from ilp_desktop.domain.care.referral_state import WITH_REASON, ReferralAct
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.referral.referral_loop import ReferralFile
from ui.paper import Paper
from ui.widgets.buttons import Button, plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import Pill, label
from ui.widgets.one_press import OnePress
from ui.widgets.page import HouseKey, bind
from ui.widgets.room.referrals.answer_form import LONGEST_REASON, AnswerForm
from ui.widgets.room.referrals.words import ACT_WORDS, DONE_WORDS, TONES, answer_text, head_text, step_lines
from ui.widgets.room.world import RoomWorld
from ui.widgets.text_fields import TextField

NOTHING = "Pilih satu rujukan."
ANSWERING = (ReferralAct.ANSWER, ReferralAct.CORRECT)
ANSWER_KEY = HouseKey("Alt+J", "Catat atau betulkan jawaban")
BUTTONS_A_ROW = 2
REASON = "note"


class ReferralDetail(QWidget):
    """Shows a referral; its steps are buttons, a reason and an answer are asked for in the same place.

    Attributes:
        buttons: of the acts that can be done now.
        answer: the form of the answer.

    Signals:
        changed(): a step was stored.
        reload_wanted(): the referral was changed by somebody else.
    """

    changed = Signal()
    reload_wanted = Signal()

    def __init__(self, world: RoomWorld) -> None:
        super().__init__()
        self._world = world
        self._file: ReferralFile | None = None
        self._act = ReferralAct.CLOSE
        self._client_id = world.house.uow.identities.new()
        self._press = OnePress()
        self.buttons: dict[ReferralAct, Button] = {}
        self.state = Pill("")
        self.said, self.told, self.steps = label(NOTHING, "muted"), label(""), label("", "small")
        self.answer = AnswerForm(world)
        self.reason = FieldForm(columns=1)
        self.reason.add(TextField(REASON, "Alasan", required=True, max_length=LONGEST_REASON))
        self.confirm_button = quiet_button("", "check")
        self.cancel_button = plain_button("Kembali", "arrow-left")
        self.print_button = quiet_button("Cetak", "printer")
        self.print_answer_button = quiet_button("Cetak rujuk balik", "printer")
        self._lay_out()
        self._connect()
        self.show_file(None)

    def file(self) -> ReferralFile | None:
        """Return the referral shown."""
        return self._file

    def show_file(self, file: ReferralFile | None) -> None:
        """Show a referral; what is typed for the same one stays."""
        same = file is not None and self._file is not None and file.id == self._file.id
        self._file = file
        if not same:
            self.answer.put_away()
            self._stack.setCurrentIndex(0)
        self.said.setText(head_text(file) if file is not None else NOTHING)
        self.state.set(file.state.value if file else "", TONES[file.state] if file else TONES[next(iter(TONES))])
        told = answer_text(file.answer) if file is not None and file.answer is not None else ""
        self.told.setText(told)
        self._told_card.setVisible(bool(told))
        self.steps.setText("\n".join(step_lines(file)) if file is not None else "")
        may_print = self._world.user.may(Act.PRINT_PAPER)
        ours = file is not None and file.kind.code != RETURNED
        self.print_button.setVisible(ours and may_print)
        self.print_answer_button.setVisible(bool(told) and may_print)
        self._draw_acts()

    def do(self, act: ReferralAct) -> None:
        """Begin a step: at once, or by asking for the answer or the reason first."""
        file = self._file
        if file is None or act not in file.acts:
            return
        self._act = act
        if act in ANSWERING:
            self._stack.setCurrentWidget(self.answer)
            self.answer.begin(file, correcting=act is ReferralAct.CORRECT)
        elif act in WITH_REASON:
            self.reason.clear()
            self.confirm_button.setText(ACT_WORDS[act][0])
            self._stack.setCurrentIndex(1)
            self.reason.focus_first()
        else:
            self._store("")

    def _lay_out(self) -> None:
        for words in (self.said, self.told, self.steps):
            words.setWordWrap(True)
        self._told_card = Card("Jawaban")
        self._told_card.add(self.told)
        self._acts = QGridLayout()
        self._acts.setSpacing(8)
        facts, head = QWidget(), QHBoxLayout()
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.print_answer_button)
        head.addWidget(self.print_button)
        column = QVBoxLayout(facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self._told_card)
        column.addLayout(self._acts)
        column.addWidget(self.steps)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(facts)
        self._stack.addWidget(self._reason_page())
        self._stack.addWidget(self.answer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _reason_page(self) -> QWidget:
        page, foot = QWidget(), QHBoxLayout()
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.confirm_button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason)
        column.addLayout(foot)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.reason.set_save_button(self.confirm_button)
        self.confirm_button.clicked.connect(lambda: self._store(self.reason.field(REASON).text()))
        self.cancel_button.clicked.connect(lambda: self._stack.setCurrentIndex(0))
        self.answer.left.connect(lambda: self._stack.setCurrentIndex(0))
        self.answer.stored.connect(self._on_stored)
        self.print_button.clicked.connect(self._print)
        self.print_answer_button.clicked.connect(self._print_answer)

    def _draw_acts(self) -> None:
        while (item := self._acts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.buttons = {}
        for place, act in enumerate(self._file.acts if self._file else ()):
            button = quiet_button(*ACT_WORDS[act])
            button.clicked.connect(lambda _checked=False, act=act: self.do(act))
            if act in ANSWERING:
                bind(ANSWER_KEY, button)
            self.buttons[act] = button
            self._acts.addWidget(button, place // BUTTONS_A_ROW, place % BUTTONS_A_ROW)

    def _store(self, note: str) -> None:
        file, world, act = self._file, self._world, self._act
        if file is None or not self._press.begin((file.id, file.version, act)):
            return
        loop, client_id = world.house.referral_loop, self._client_id
        world.jobs.write(
            lambda: loop.act(world.user, client_id, file.id, file.version, (act.value, note)),
            lambda _: self._on_done(act),
            owner=self,
            failed=self._on_failed,
        )

    def _on_done(self, act: ReferralAct) -> None:
        self._press.end()
        self._world.messages.info(DONE_WORDS[act])
        self._on_stored()

    def _on_stored(self) -> None:
        self._client_id = self._world.house.uow.identities.new()
        self._stack.setCurrentIndex(0)
        self.changed.emit()

    def _on_failed(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            self.reason.show_errors(error.fields)
            return
        self._world.messages.problem(error)
        self.reload_wanted.emit()

    def _print(self) -> None:
        file, world = self._file, self._world
        if file is not None:
            referrals = world.house.referrals
            world.jobs.paper(
                lambda: referrals.pdf(world.user, file.id),
                lambda pdf: self._show(f"{file.kind.word} {file.number}", file.number, pdf, file.id),
                owner=self,
            )

    def _print_answer(self) -> None:
        file, world = self._file, self._world
        if file is not None:
            answers = world.house.referral_answers
            name = f"Rujuk balik {file.number}"
            world.jobs.paper(
                lambda: answers.pdf(world.user, file.id),
                lambda pdf: world.show_paper(Paper(name, f"rujuk-balik-{_plain(file.number)}.pdf", pdf)),
                owner=self,
            )

    def _show(self, title: str, number: str, pdf: bytes, referral_id: UUID) -> None:
        """Open the preview; that the paper left the record is noted among the steps."""
        world = self._world
        world.show_paper(Paper(title, f"rujukan-{_plain(number)}.pdf", pdf))
        referrals = world.house.referrals
        world.jobs.write(
            lambda: referrals.note_printed(world.user, referral_id), lambda _: self.reload_wanted.emit(), owner=self
        )


def _plain(number: str) -> str:
    return number.replace("/", "-")
