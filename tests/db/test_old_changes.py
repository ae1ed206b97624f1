"""Trimming the change rows, on both databases."""

from datetime import timedelta

from sqlalchemy import func, select

from db.models import Audit, Change
from db.queries.old_changes import forget_old_changes
from tests.house_fixtures import Clinic


def test_old_changes_go_and_the_audit_trail_stays(any_clinic: Clinic) -> None:
    any_clinic.register("Orang Lama")
    with any_clinic.database.reading() as session:
        audited = session.scalar(select(func.count()).select_from(Audit))
    forget_old_changes(any_clinic.database, any_clinic.clock.now() + timedelta(days=8))
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Change)) == 1
        assert session.scalar(select(func.count()).select_from(Audit)) == audited


def test_a_window_open_since_before_a_long_holiday_still_hears_of_changes(any_clinic: Clinic) -> None:
    any_clinic.register("Orang Lama")
    assert "person" in any_clinic.database.feed.poll()
    forget_old_changes(any_clinic.database, any_clinic.clock.now() + timedelta(days=8))
    any_clinic.register("Orang Baru")
    assert "person" in any_clinic.database.feed.poll()
