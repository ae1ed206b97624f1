"""Watches over the server: lets the copy of this computer stand in when it is lost, and sends everything on its return.

All that waits for the network waits on a worker thread; here it is only said what comes of it.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.server_loss import Standing, loss_rules_on, reserve_rules_on
from ilp_desktop.services.core.stand_in import StandIn
from ilp_desktop.services.stand_in.sending import SentOne
from ui.context import PageContext

START_AFTER_MS = 1_000
CONFLICTS = "darurat"


@dataclass(frozen=True)
class ServerState:
    """How it stands with the server.

    Attributes:
        since: since when the copy stands in; None while the server is used.
        lost: whether the server does not answer.
        waiting: how many entries wait to be sent.
        conflicts: how many things somebody has to decide.
    """

    since: datetime | None = None
    lost: bool = False
    waiting: int = 0
    conflicts: int = 0


class ServerWatch(QObject):
    """Asks the server every few seconds whether it is there, keeps the copy, and sends what was written without it.

    Attributes:
        state: how it stands.

    Signals:
        changed(ServerState): it stands otherwise.
        alone(): the copy stands in from now on.
        back(): the server is used again.
    """

    changed = Signal(object)
    alone = Signal()
    back = Signal()

    def __init__(
        self, context: PageContext, stand_in: StandIn, parent: QObject, *, every_ms: int | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._stand_in = stand_in
        self._rules = loss_rules_on(context.today())
        lost = stand_in.since is not None
        self.state = ServerState(stand_in.since, lost)
        self._standing = Standing(lost)
        self._asking = self._copying = self._sending = self._stopped = False
        self._sent = self._listed = 0
        self._moved, self._left_over = lost, True
        self._probe = QTimer(self)
        self._probe.timeout.connect(self._ask)
        self._probe.start(every_ms or self._rules.every_ms)
        self._copy = QTimer(self)
        self._copy.timeout.connect(self.refresh)
        self._copy.start(reserve_rules_on(context.today()).look_every_ms)
        QTimer.singleShot(START_AFTER_MS, self, self._begin)

    def stop(self) -> None:
        """Ask nothing more; what waits to be sent waits for the next time."""
        self._stopped = True
        self._probe.stop()
        self._copy.stop()

    def refresh(self) -> None:
        """Let the copy follow the server, unless that is under way or the server is away."""
        if self._is_over() or self._copying or self.state.lost:
            return
        self._copying = True
        keeping, user = self._context.house.copy_keeping, self._context.user
        self._context.jobs.network(
            lambda: keeping.refresh(user), self._on_copied, owner=self, failed=self._on_not_copied
        )

    def on_changed(self, subjects: frozenset[str]) -> None:
        """Take notice of what changed: on the server, or here while that is away."""
        if self.state.since is not None and self.state.lost:
            sending, user = self._context.house.sending, self._context.user
            self._context.jobs.read(
                lambda: sending.waiting(user), lambda count: self._tell(waiting=count), owner=self, key="waiting"
            )
        elif CONFLICTS in subjects:
            self.count_conflicts()

    def count_conflicts(self) -> None:
        """Read how many things somebody has to decide, for those who may know."""
        conflicts, user = self._context.house.replay_conflicts, self._context.user
        if self._is_over() or self.state.lost or not user.may(Act.SEE_QUEUE):
            return
        self._context.jobs.read(
            lambda: conflicts.count(user),
            lambda count: self._tell(conflicts=count),
            owner=self,
            failed=lambda _error: None,
            key="conflicts",
        )

    def _begin(self) -> None:
        """Take up what an earlier run of the program left; the server may be away from the start."""
        self.changed.emit(self.state)
        self.on_changed(frozenset())
        self.refresh()
        self.count_conflicts()
        self._send()

    def _ask(self) -> None:
        reach = self._context.house.uow.database.reach
        if self._is_over() or self._asking or reach is None:
            return
        self._asking = True
        house, user = self._context.house, self._context.user
        before, rules, stand_in = self._standing, self._rules, self._stand_in

        def ask() -> Standing:
            """Ask, and let go at once of whatever waits for a server that is lost."""
            after = before.after(rules, answered=reach.answers(rules.patience_s))
            if after.lost and not before.lost:
                if house.copy_keeping.is_ready(user):
                    stand_in.begin(house.uow.clock.now())
                reach.let_go()
            return after

        self._context.jobs.network(ask, self._on_answer, owner=self, failed=lambda _error: self._on_answer(before))

    def _on_answer(self, standing: Standing) -> None:
        self._asking = False
        was, self._standing = self._standing.lost, standing
        if standing.lost and not was:
            self._tell(lost=True)
            self.on_changed(frozenset())
            self._moved = self._left_over = True
            self.alone.emit()
        elif was and not standing.lost:
            self._tell(lost=False)
        if not standing.lost:
            self._send()

    def _send(self) -> None:
        """Send the oldest entry; saves of the user come between, since each is a save of its own."""
        if self._is_over() or self._sending or self.state.lost:
            return
        if not (self._left_over or self._stand_in.since is not None):
            return
        self._sending = True
        sending, user = self._context.house.sending, self._context.user
        self._context.jobs.write(lambda: sending.send_next(user), self._on_sent, owner=self, failed=self._on_not_sent)

    def _on_sent(self, sent: SentOne | None) -> None:
        self._sending = False
        if sent is not None:
            self._sent += not sent.quiet
            self._listed += sent.listed
            self._tell(waiting=sent.left)
            self._send()
            return
        if self._is_over():
            return
        self._sending = True
        sending, user = self._context.house.sending, self._context.user
        self._context.jobs.write(lambda: sending.end(user), self._on_ended, owner=self, failed=self._on_not_sent)

    def _on_not_sent(self, _error: UserError) -> None:
        """Try again when the server next answers."""
        self._sending = False

    def _on_ended(self, ended: bool) -> None:  # noqa: FBT001 - the job hands it over
        self._sending = self._left_over = False
        if not ended:  # somebody saved meanwhile
            self._send()
            return
        sent, self._sent = self._sent, 0
        self._tell(waiting=0)
        keeping, user = self._context.house.copy_keeping, self._context.user
        self._context.jobs.network(
            lambda: keeping.renew(user), lambda _nothing: None, owner=self, failed=lambda _error: None
        )
        self.count_conflicts()
        if sent:
            decide = f", {self._listed} perlu keputusan" if self._listed else ""
            self._context.messages.info(f"Server kembali: {sent} catatan Mode darurat terkirim{decide}.")
        self._listed = 0
        if self._moved:
            self._moved = False
            self.back.emit()

    def _on_copied(self, more: bool) -> None:  # noqa: FBT001 - the job hands it over
        self._copying = False
        if more:
            self.refresh()
        else:
            self._reserve()

    def _on_not_copied(self, _error: UserError) -> None:
        self._copying = False

    def _reserve(self) -> None:
        """Have numbers in reserve."""
        if self._is_over() or self.state.lost:
            return
        keeping, user = self._context.house.copy_keeping, self._context.user
        self._context.jobs.write(
            lambda: keeping.reserve(user), lambda _nothing: None, owner=self, failed=lambda _error: None
        )

    def _tell(self, *, lost: bool | None = None, waiting: int | None = None, conflicts: int | None = None) -> None:
        now = ServerState(
            self._stand_in.since,
            self.state.lost if lost is None else lost,
            self.state.waiting if waiting is None else waiting,
            self.state.conflicts if conflicts is None else conflicts,
        )
        if now != self.state:
            self.state = now
            self.changed.emit(now)

    def _is_over(self) -> bool:
        return self._stopped or self._context.jobs.is_closed()
