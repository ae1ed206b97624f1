"""The queue display of this computer: opened and closed, kept up to date, and heard."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ilp_desktop.clock import local_time
from ilp_desktop.domain.permissions import Act
from ilp_desktop.reference import edition_on
from ilp_desktop.services.facility.facilities import RoomInfo
from ilp_desktop.services.queue.displays import SUBJECT, TABLE, DisplaySettings
from ilp_desktop.services.queue.queueing import Call
from ui.context import PageContext
from ui.live_speech import live_speech
from ui.queue_display.announcer import Announcer, Manner
from ui.queue_display.board import MOST_TILES
from ui.queue_display.source import read_calls
from ui.queue_display.window import DisplayWindow
from ui.sound_player import SoundPlayer

EVERY_SECOND_MS = 1000
RULES = frozenset({SUBJECT, "facility"})
Read = tuple[tuple[Call, ...], DisplaySettings, tuple[RoomInfo, ...]]


class QueueDisplay(QObject):
    """Shows and says the calls of today while it is open.

    Attributes:
        window: the window, while it is open.
        announcer: makes new calls known, while it is open.

    Signals:
        opened(bool): it was opened, or closed.
    """

    opened = Signal(bool)

    def __init__(self, context: PageContext, facility: str, main: QWidget) -> None:
        super().__init__(main)
        self._context = context
        self._facility = facility
        self._main = main
        self._seen: frozenset[UUID] | None = None
        self._read: Read | None = None
        self._here = context.settings.value.display
        self._day = context.today()
        self.window: DisplayWindow | None = None
        self.announcer: Announcer | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_second)

    def open_again(self) -> None:
        """Open it where it stood open before, once the main window stands, and without taking its focus."""
        if self._context.settings.value.display.open and self._context.user.may(Act.SEE_QUEUE):
            QTimer.singleShot(0, self, lambda: self._open(take_focus=False))

    def toggle(self) -> None:
        """Open it, or close it, and remember that."""
        if self.window is None:
            self._open(take_focus=True)
            self._remember(is_open=True)
        else:
            self.window.close()

    def on_changed(self, subjects: frozenset[str]) -> None:
        """Read again when numbers were called, or the display is wanted otherwise."""
        if self.window is not None and (RULES | {"ticket"}) & subjects:
            self._reload()

    def on_reachable(self, reached: bool) -> None:  # noqa: FBT001 - a slot
        """Read again once the data can be reached."""
        if self.window is not None:
            self.window.board.show_this(reached=reached)
            if reached:
                self._reload()

    def stop(self) -> None:
        """Close it because the program is left, so that it is opened again next time."""
        window = self.window
        self._put_away()
        if window is not None:
            window.shut()

    def _open(self, *, take_focus: bool) -> None:
        if self.window is not None:
            return
        context = self._context
        self.window = DisplayWindow(self._main.window())
        self.window.closed.connect(self._on_closed)
        self.window.board.show_this(facility=self._facility)
        player = SoundPlayer(self)
        self.announcer = Announcer(context.jobs, player, lambda: live_speech(self), context.house.uow.clock.now, self)
        self.announcer.begun.connect(self._on_begun)
        self.announcer.rested.connect(self._on_rested)
        self._on_second()
        self._timer.start(EVERY_SECOND_MS)
        self.window.open(take_focus=take_focus)
        if not take_focus:
            self._main.window().activateWindow()
        self._reload()
        self.opened.emit(True)

    def _on_closed(self) -> None:
        window = self.window
        self._put_away()
        if window is not None:
            window.deleteLater()
        self._remember(is_open=False)
        self.opened.emit(False)

    def _put_away(self) -> None:
        self._timer.stop()
        if self.announcer is not None:
            self.announcer.stop()
            self.announcer.deleteLater()
        self.window = self.announcer = self._seen = self._read = None

    def _remember(self, *, is_open: bool) -> None:
        settings = self._context.settings
        settings.set_display(replace(settings.value.display, open=is_open))
        self._here = settings.value.display

    def _reload(self) -> None:
        house, user, context = self._context.house, self._context.user, self._context
        limit = edition_on(TABLE, context.today()).body["read"]["calls_at_most"]
        context.jobs.read(
            lambda: (read_calls(context, limit), house.displays.settings(user), house.facilities.rooms(user)),
            self._on_read,
            owner=self,
            failed=lambda _error: self.on_reachable(False),
            key="calls",
        )

    def _on_read(self, read: Read) -> None:
        if self.window is None or self.announcer is None:
            return
        self._read = read
        calls, settings, _ = read
        self._set_manner(settings)
        self.window.foot.set_text(settings.running_text)
        self.window.board.show_this(reached=True, lines=settings.last_calls)
        shown = self._wanted(calls)
        before, self._seen = self._seen, frozenset(call.call_id for call in calls)
        fresh = [] if before is None else [call for call in reversed(shown) if call.call_id not in before]
        if not fresh and not self.window.board.shown.calling:
            self._show_newest()
        self._show_lists()
        self.announcer.add(fresh)

    def _set_manner(self, settings: DisplaySettings) -> None:
        seconds = edition_on(TABLE, self._context.today()).body["seconds"]
        if self.announcer is not None:
            self.announcer.manner = Manner(
                voice=self._here.voice,
                volume=self._here.volume,
                repetition=settings.repetition,
                quiet=settings.quiet,
                time_zone=self._context.user.time_zone,
                show_seconds=seconds["show_at_least"],
                say_within_seconds=seconds["say_within"],
            )

    def _wanted(self, calls: Sequence[Call]) -> tuple[Call, ...]:
        """Return the calls of the rooms that this display shows."""
        rooms = self._here.rooms
        return tuple(call for call in calls if not rooms or call.room in rooms)

    def _on_begun(self, call: Call) -> None:
        if self.window is not None:
            self.window.board.show_this(current=call, calling=True)
            self._show_lists()

    def _on_rested(self) -> None:
        """Let the last call stand, unless it was undone meanwhile; what it says is no longer being said."""
        if self.window is not None:
            self.window.board.show_this(calling=False)
            self._show_newest()
            self._show_lists()

    def _show_newest(self) -> None:
        if self.window is not None and self._read is not None:
            calls = self._wanted(self._read[0])
            self.window.board.show_this(current=calls[0] if calls else None)

    def _show_lists(self) -> None:
        """Show the calls before the one that stands large, and each room with its number."""
        if self.window is None or self._read is None:
            return
        calls, settings, known = self._read
        current = self.window.board.shown.current
        called: dict[str, Call] = {}
        for call in self._wanted(calls):
            called.setdefault(call.number, call)
        last = [call for call in called.values() if current is None or call.number != current.number]
        newest = {call.room: call.number for call in reversed(calls)}
        names = self._here.rooms or tuple(
            dict.fromkeys((*(room.name for room in known), *sorted(filter(None, newest))))
        )
        rooms = sorted(names, key=lambda name: name not in newest)[:MOST_TILES]
        shown = tuple((name, newest.get(name, "")) for name in names if name in rooms)
        self.window.board.show_this(last=tuple(last[: settings.last_calls]), rooms=shown if len(names) > 1 else ())

    def _on_second(self) -> None:
        """Show the time; notice a new day, and what was changed in the settings of this computer."""
        if self.window is None:
            return
        now = local_time(self._context.house.uow.clock.now(), self._context.user.time_zone)
        self.window.board.show_this(now=now.replace(second=0, microsecond=0))
        here = self._context.settings.value.display
        if here != self._here or now.date() != self._day:
            self._here, self._day = here, now.date()
            self._reload()
