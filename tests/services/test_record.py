"""The timeline of a record: pages, filters, one visit with everything of it, and trends; on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, event

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.chart.rows import RecordFilter, RecordKind, TimelineEntry
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.services.charted import VITALS, Written, change, filled, next_day, write

MOST_STATEMENTS = 15
NO_SYMPTOM = dict.fromkeys(
    ("kontak_erat", "batuk", "berat_turun", "demam", "keringat_malam", "lesu", "sesak", "kelenjar"), "tidak"
)


def past(clinic: Clinic, visits: int = 5) -> tuple[UUID, UUID, list[UUID]]:
    """Return a patient, the visit of today, and earlier ones, the newest first."""
    person = clinic.register().person_id
    made = []
    for number in range(visits):
        forms = (filled("vital_signs", VITALS | {"sistolik": str(130 + number)}),)
        codes = ("E11.9",) if number == 1 else ("I10",)
        note = SoapNote(subjective="Kaki kesemutan" if number == 2 else "Pusing")
        klaster = Klaster.CROSS if number == 3 else Klaster.ADULT_ELDERLY
        made.append(write(clinic, person, clinic.doctor, Written(codes, note, forms), klaster))
        next_day(clinic)
    return person, clinic.visit(person).encounter_id, made[::-1]


def page(clinic: Clinic, beside: UUID, **wanted: object) -> tuple[TimelineEntry, ...]:
    """Return the rows that a filter leaves."""
    return clinic.house.records.page(clinic.doctor, beside, RecordFilter(**wanted))  # type: ignore[arg-type]


def test_pages_follow_each_other_without_a_gap_or_a_row_twice(any_clinic: Clinic) -> None:
    _, beside, made = past(any_clinic, 7)
    found: list[TimelineEntry] = []
    while True:
        rows = any_clinic.house.records.page(
            any_clinic.doctor, beside, RecordFilter(), found[-1] if found else None, limit=3
        )
        found += rows
        if len(rows) < 3:
            break
    assert [row.encounter_id for row in found] == [beside, *made]
    assert [row.at for row in found] == sorted((row.at for row in found), reverse=True)


def test_visits_of_one_day_keep_their_order_over_a_page_border(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    made = [write(any_clinic, person, any_clinic.doctor) for _ in range(3)]
    beside = any_clinic.visit(person).encounter_id
    first = any_clinic.house.records.page(any_clinic.doctor, beside, RecordFilter(), None, limit=2)
    rest = any_clinic.house.records.page(any_clinic.doctor, beside, RecordFilter(), first[-1], limit=9)
    assert {row.encounter_id for row in (*first, *rest)} == {beside, *made}
    assert len(first) + len(rest) == 4


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"klaster": 5}, [3]),
        ({"text": "kesemutan"}, [2]),
        ({"text": "KESEMUTAN"}, [2]),
        ({"text": "E11"}, [1]),
        ({"text": "diabetes"}, [1]),
        ({"text": "tidak ada di mana pun"}, []),
        ({"text": "100%"}, []),
        ({"kind": RecordKind.DIAGNOSIS, "klaster": 5}, [3]),
        ({"kind": RecordKind.LETTER}, []),
        ({"kind": RecordKind.MEASURE}, [4, 3, 2, 1, 0]),
        ({"year": 2025}, []),
        ({"place": "sekolah"}, []),
        ({"text": "tanda vital"}, [4, 3, 2, 1, 0]),
    ],
)
def test_filter_leaves_what_it_says(clinic: Clinic, wanted: dict[str, object], expected: list[int]) -> None:
    _, beside, made = past(clinic)
    oldest_first = made[::-1]
    assert [row.encounter_id for row in page(clinic, beside, **wanted)] == [oldest_first[place] for place in expected]


def test_filters_run_on_both_databases(any_clinic: Clinic) -> None:
    _, beside, made = past(any_clinic, 3)
    everything = RecordFilter(text="pusing", year=2026, klaster=3, place="", kind=RecordKind.DIAGNOSIS)
    rows = any_clinic.house.records.page(any_clinic.doctor, beside, everything)
    assert {row.encounter_id for row in rows} <= set(made)
    for kind in RecordKind:
        any_clinic.house.records.page(any_clinic.doctor, beside, RecordFilter(kind=kind, text="tanda"))


def test_a_dose_told_from_a_card_is_a_row_of_its_own(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak Uji", birth_date=date(2025, 11, 23)).person_id
    any_clinic.house.children.give(
        any_clinic.doctor, NewDose(any_clinic.new_id(), child, "HB0", 1, date(2025, 11, 23), told=True)
    )
    beside = any_clinic.visit(child).encounter_id
    (row,) = page(any_clinic, beside, kind=RecordKind.DOSE)
    assert (row.encounter_id, row.kind, row.day) == (None, RecordKind.DOSE, date(2025, 11, 23))
    assert page(any_clinic, beside, text="hb0") == (row,)
    assert page(any_clinic, beside, text="polio") == ()
    entry = any_clinic.house.records.apart(any_clinic.doctor, beside, row)
    assert entry is not None
    assert entry.author == "dr. Ratna Contoh"


def test_a_visit_tells_every_version_with_author_and_hour_and_the_class_of_each_measure(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = write(any_clinic, person, any_clinic.doctor, finish=False)
    next_day(any_clinic, 0)
    change(any_clinic, any_clinic.doctor, visit, note=SoapNote(subjective="Pusing dan mual"))
    change(any_clinic, any_clinic.doctor, visit, forms=(filled("vital_signs", VITALS | {"sistolik": "162"}),))
    whole = any_clinic.house.records.visit(any_clinic.doctor, visit, visit)
    notes = whole.of(RecordKind.NOTE)
    assert [(one.superseded, dict(one.lines)["Subjektif"]) for one in notes] == [
        (False, "Pusing dan mual"),
        (True, "Pusing tiga hari"),
    ]
    assert {one.author for one in notes} == {"dr. Ratna Contoh"}
    assert all(one.at.hour == 7 for one in notes)
    now, before = whole.of(RecordKind.FORM)
    assert (now.superseded, before.superseded) == (False, True)
    assert "hipertensi derajat" in str(now.lines)
    assert dict(before.lines)["Tekanan darah sistolik"].startswith("150 ")
    assert [one.title.split()[0] for one in whole.of(RecordKind.DIAGNOSIS)] == ["I10"]
    assert whole.of(RecordKind.QUEUE)


def test_a_visit_of_somebody_else_is_not_read_beside_this_one(any_clinic: Clinic) -> None:
    beside = any_clinic.visit(any_clinic.register().person_id).encounter_id
    other = any_clinic.visit(any_clinic.register("Tetangga").person_id).encounter_id
    with pytest.raises(UserError, match="tidak ada dalam rekam medis"):
        any_clinic.house.records.visit(any_clinic.doctor, beside, other)


def test_outline_and_trend_tell_every_value_in_order(any_clinic: Clinic) -> None:
    _, beside, _ = past(any_clinic, 4)
    outline = any_clinic.house.records.outline(any_clinic.doctor, beside)
    assert (outline.years, outline.places, outline.visits) == ((2026,), ("",), 5)
    assert outline.klasters == (Klaster.ADULT_ELDERLY, Klaster.CROSS)
    assert "sistolik" in dict(outline.measures)
    trend = any_clinic.house.records.trend(any_clinic.doctor, beside, "sistolik")
    assert [point.value for point in trend.points] == [130, 131, 132, 133]
    assert (trend.label, trend.unit) == ("Tekanan darah sistolik", "mmHg")
    assert any_clinic.house.records.trend(any_clinic.doctor, beside, "tak_dikenal").points == ()


@contextmanager
def sent() -> Iterator[list[str]]:
    """Collect the reading statements that are sent meanwhile, by whichever engine."""
    statements: list[str] = []

    def note(*args: object) -> None:
        statement = str(args[2])
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


def test_opening_a_record_sends_few_statements_however_much_it_holds(any_clinic: Clinic) -> None:
    counts = []
    for visits in (1, 6):
        _, beside, _ = past(any_clinic, visits)
        with sent() as statements:
            file = any_clinic.house.encounters.open(any_clinic.doctor, beside)
        assert len(file.timeline) == visits + 1
        counts.append(len(statements))
    assert 0 < counts[0] == counts[1] <= MOST_STATEMENTS, statements


def test_reading_a_whole_visit_asks_no_more_for_more_forms(clinic: Clinic) -> None:
    person = clinic.register().person_id
    one = write(clinic, person, clinic.doctor)
    two = (filled("vital_signs", VITALS), filled("tb_symptoms", NO_SYMPTOM))
    many = write(clinic, person, clinic.doctor, Written(forms=two))
    counts = []
    for visit in (one, many):
        with sent() as statements:
            clinic.house.records.visit(clinic.doctor, many, visit)
        counts.append(len(statements))
    assert 0 < counts[1] <= counts[0]
