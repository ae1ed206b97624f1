"""Whether the clock of this computer is behind what was written last."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ui.context import PageContext

MOST_BEHIND = timedelta(minutes=10)
CLOCK_BEHIND = "Jam komputer ini menunjukkan {shown}, padahal catatan terakhir ditulis {written}."
CLOCK_REMEDY = "Betulkan tanggal dan jam komputer sebelum mendaftar; tanpa itu nomor dan kunjungan salah hari."


def look_at_clock(context: PageContext, owner: QObject) -> None:
    """Say that the clock of this computer is behind what was written last: all of today would get a wrong day."""
    house, user = context.house, context.user

    def told(last: datetime | None) -> None:
        now = house.uow.clock.now()
        if last is not None and last - now > MOST_BEHIND:
            shown, written = (indonesian_moment(local_time(at, user.time_zone)) for at in (now, last))
            context.messages.warn(CLOCK_BEHIND.format(shown=shown, written=written), CLOCK_REMEDY)

    context.jobs.read(lambda: house.facilities.last_written(user), told, owner=owner, key="last written")
