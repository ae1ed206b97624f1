"""The clock of the tour: it goes as fast as any, and always begins in the middle of a morning of today."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from ilp_desktop.clock import SystemClock, local_day
from ilp_desktop.demo.lists import settings

BEGINS = time(10, 5)


class MorningClock:
    """Tells the time since the tour began, counted from five past ten where the demo's Puskesmas stands."""

    def __init__(self) -> None:
        self._system = SystemClock()
        zone = settings("puskesmas")["facility"]["time_zone"]
        now = self._system.now()
        begin = datetime.combine(local_day(now, zone), BEGINS, ZoneInfo(zone))
        self._shift: timedelta = begin - now

    def now(self) -> datetime:
        """Return the present instant of the tour in UTC."""
        return self._system.now() + self._shift
