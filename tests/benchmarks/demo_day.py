"""The day the example of the benchmarks ends on, in a file that loads no library."""

from datetime import date, datetime, timezone

DAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 4, 0, tzinfo=timezone.utc)
