"""1 Manajemen > Data ganda: who may be entered twice, merging them, and undoing it."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.merge.duplicates import Pair
from ui.context import PageContext
from ui.klaster1_management.merge_trial import MergeTrial
from ui.klaster1_management.merges_view import MergesView
from ui.klaster1_management.pair_detail import PairDetail
from ui.klaster1_management.pair_list import PairList
from ui.klaster1_management.panel import Panel
from ui.widgets.view_switch import ViewSwitch

PAIRS, MERGES = "pairs", "merges"
VIEWS = ((PAIRS, "Dugaan"), (MERGES, "Sudah digabung"))
SHARES = (1, 1)


class DuplicatesPanel(Panel):
    """Suspected pairs beside the one selected; a dry run takes their place; merges done are the other view."""

    subjects = frozenset({"pair", "merge"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.switch = ViewSwitch("Tampilan", VIEWS)
        self.pairs = PairList(context)
        self.detail = PairDetail(context)
        self.trial = MergeTrial(context)
        for part in (self.pairs, self.detail, self.trial):
            part.setParent(self)  # else they outlive a tab that is never opened, which lays them out only then
        self.merges = MergesView(context)
        self.stack = QStackedWidget()
        self.browse = QWidget()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the views one over the other."""
        row = QHBoxLayout(self.browse)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.pairs, SHARES[0])
        row.addWidget(self.detail, SHARES[1])
        for view in (self.browse, self.trial, self.merges):
            self.stack.addWidget(view)
        head = QHBoxLayout()
        head.addWidget(self.switch)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self._connect()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read both lists again."""
        self.merges.reload()
        self.pairs.reload()

    def _connect(self) -> None:
        self.switch.changed.connect(self._show)
        self.pairs.selected.connect(self._on_selected)
        self.pairs.chosen_by_hand.connect(lambda one, other: self.detail.show_pair(None, (one, other)))
        self.pairs.model.failed.connect(self.on_failed)
        self.pairs.scan.failed.connect(self.on_failed)
        self.merges.failed.connect(self.on_failed)
        self.detail.trial_wanted.connect(self._on_trial_wanted)
        self.detail.apart_wanted.connect(self._on_apart_wanted)
        self.trial.closed.connect(lambda: self._show(PAIRS))
        self.trial.merged.connect(self._on_merged)

    def _show(self, view: str) -> None:
        self.switch.select(view)
        self.stack.setCurrentWidget(self.browse if view == PAIRS else self.merges)

    def _on_selected(self, pair: Pair | None) -> None:
        if pair is None:
            self.detail.clear()
        else:
            self.detail.show_pair(pair, pair.key)

    def _on_trial_wanted(self, loser_id: UUID, survivor_id: UUID) -> None:
        self.stack.setCurrentWidget(self.trial)
        self.trial.open(loser_id, survivor_id)

    def _on_apart_wanted(self, pair: Pair) -> None:
        duplicates, user = self.context.house.duplicates, self.context.user
        self.context.jobs.write(
            lambda: duplicates.tell_apart(user, *pair.key), self._on_told_apart, owner=self, failed=self._on_refused
        )

    def _on_told_apart(self, _nothing: None) -> None:
        self.context.messages.info("Dicatat: bukan orang yang sama.")
        self.detail.clear()
        self.pairs.model.reload()

    def _on_refused(self, error: UserError) -> None:
        self.context.messages.problem(error)
        self.pairs.model.reload()

    def _on_merged(self) -> None:
        self.detail.clear()
        self.pairs.model.reload()
        self.merges.reload()
        self._show(PAIRS)
