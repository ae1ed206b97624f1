"""The dry run of a merge: everything it would do, then the reason and the deed."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.core.lengths import LONGEST_REASON
from ilp_desktop.services.merge.merging import NewMerge
from ilp_desktop.services.merge.merging_plan import MergePlan
from ilp_desktop.services.person.person_reads import PersonFile
from ui.context import PageContext
from ui.klaster1_management.merge_words import trial_blocks
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, STEP_BACK, HouseKey, bind, on_key
from ui.widgets.reading import Reading
from ui.widgets.text_fields import TextField

MERGE = HouseKey(SAVE.keys, "Gabungkan")
EXPLAINED = (
    "{loser} (No. RM {old}) menjadi {survivor} (No. RM {kept}). Belum ada yang diubah; dapat dibatalkan kapan pun."
)
Tried = tuple[MergePlan, PersonFile, PersonFile]


class MergeTrial(Card):
    """What would happen, the reason, and Gabungkan.

    Signals:
        merged(): it was done.
        closed(): the user went back; nothing was changed.
    """

    merged = Signal()
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Uji gabung")
        self._context = context
        self._plan: MergePlan | None = None
        self._client_id: UUID | None = None
        self.explained = label("", "strong")
        self.explained.setWordWrap(True)
        self.reading = Reading("Yang akan dipindah")
        self.reason = TextField("reason", "Alasan", required=True, max_length=LONGEST_REASON)
        self.merge_button = danger_button("Gabungkan", "people")
        self.again_button = quiet_button("Uji lagi", "refresh")
        self.back_button = quiet_button("Kembali")
        self._lay_out()

    def open(self, loser_id: UUID, survivor_id: UUID) -> None:
        """Try a merge and show what it would do."""
        self._plan = None
        self._client_id = self._context.house.uow.identities.new()
        self.reason.clear()
        self.reading.show_blocks(())
        self.explained.setText("")
        self.merge_button.setEnabled(False)
        house, user = self._context.house, self._context.user
        self._context.jobs.read(
            lambda: (
                house.merging.plan(user, loser_id, survivor_id),
                house.registration.person(user, loser_id),
                house.registration.person(user, survivor_id),
            ),
            self._show,
            owner=self,
            failed=self._on_refused,
            key="trial",
        )
        self.reason.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        for button in (self.back_button, self.again_button, self.merge_button):
            row.addWidget(button)
        self.add(self.explained)
        self.add(self.reading, 1)
        self.body.addLayout(row)
        self.reason.line.returnPressed.connect(self.merge_button.setFocus)
        self.merge_button.clicked.connect(lambda _checked: self._on_merge())
        self.again_button.clicked.connect(lambda _checked: self._on_again())
        self.back_button.clicked.connect(self.closed)
        bind(MERGE, self.merge_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self.closed.emit, anywhere=False)

    def _show(self, tried: Tried) -> None:
        self._plan, loser, survivor = tried
        self.explained.setText(
            EXPLAINED.format(
                loser=loser.data.name, old=loser.record_number, survivor=survivor.data.name, kept=survivor.record_number
            )
        )
        self.reading.show_blocks(tuple(trial_blocks(self._plan)))
        self.merge_button.setEnabled(True)

    def _on_again(self) -> None:
        if self._plan is not None:
            typed = self.reason.text()
            self.open(self._plan.loser_id, self._plan.survivor_id)
            self.reason.set_value(typed)

    def _on_merge(self) -> None:
        plan, client_id = self._plan, self._client_id
        if plan is None or client_id is None:
            return
        wanted = NewMerge(
            client_id=client_id,
            loser_id=plan.loser_id,
            survivor_id=plan.survivor_id,
            loser_version=plan.loser_version,
            survivor_version=plan.survivor_version,
            seal=plan.seal,
            reason=self.reason.text(),
        )
        merging, user = self._context.house.merging, self._context.user
        self.merge_button.setEnabled(False)
        self._context.jobs.write(
            lambda: merging.merge(user, wanted), self._on_merged, owner=self, failed=self._on_refused
        )

    def _on_merged(self, _merge_id: UUID) -> None:
        self._context.messages.info("Digabungkan. Batalkan di «Sudah digabung» bila keliru.")
        self.merged.emit()

    def _on_refused(self, error: UserError) -> None:
        """Show what is wrong beside the reason, and in a banner what is not about it."""
        self.merge_button.setEnabled(self._plan is not None)
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        self.reason.set_error(fields.get("reason", ""))
        if not fields:
            self._context.messages.problem(error)
        else:
            self.reason.setFocus()
