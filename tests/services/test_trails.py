"""The trail as the head reads it: a day by staff and kind, one patient, and the list the patient may ask for."""

from datetime import timedelta
from uuid import UUID

from db.models import PersonMerge
from ilp_desktop.domain.audit.kinds import TrailKind
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.audit.daily_heads import daily_heads
from ilp_desktop.services.audit.trails import TrailFilter, TrailRow
from ilp_desktop.services.chart.record_papers import CopyWanted
from ilp_desktop.services.chart.records import SealBreaking
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts, text_of
from tests.services.charted import Written, colleague, next_day, write
from tests.services.test_record_seals import HIV


def told(rows: tuple[TrailRow, ...]) -> list[tuple[str, str, str, str]]:
    """Return who did what about what to whom."""
    return [(row.by, row.what, row.about, row.patient) for row in rows]


def looked(clinic: Clinic) -> tuple[UUID, UUID]:
    """Let the desk and a room open a record, and copy it; returns the person and the visit."""
    house = clinic.house
    person = clinic.register().person_id
    visit = write(clinic, person, clinic.doctor, finish=False)
    house.registration.person(clinic.desk, person)
    house.encounters.open(clinic.doctor, visit)
    house.record_papers.pdf(clinic.doctor, CopyWanted(visit))
    house.uow.write_seen()
    return person, visit


def test_a_day_is_read_newest_first_by_staff_and_kind_page_by_page(any_clinic: Clinic) -> None:
    looked(any_clinic)
    trails, head = any_clinic.house.trails, any_clinic.head
    everything = trails.listed(head, TrailFilter(TODAY), None, 100)
    assert [(row.at, row.id) for row in everything] == sorted(((row.at, row.id) for row in everything), reverse=True)
    pages: list[TrailRow] = []
    while page := trails.listed(head, TrailFilter(TODAY), pages[-1] if pages else None, 3):
        pages += page
    assert tuple(pages) == everything
    name = "Siti Aminah (000001-00)"
    looks = told(trails.listed(head, TrailFilter(TODAY, kind=TrailKind.LOOK), None, 50))
    assert looks[:2] == [
        ("dr. Ratna Contoh", "membuka rekam medis", "", name),
        ("Petugas Loket", "melihat identitas", "", name),
    ]
    papers = trails.listed(head, TrailFilter(TODAY, kind=TrailKind.PAPER), None, 50)
    assert told(papers) == [("dr. Ratna Contoh", "menyalin rekam medis", "", name)]
    desk = trails.listed(head, TrailFilter(TODAY, any_clinic.desk.staff_id), None, 50)
    assert {row.by for row in desk} == {"Petugas Loket"}
    assert "daftar orang" in {row.what for row in desk}
    assert trails.listed(head, TrailFilter(TODAY - timedelta(days=1)), None, 50) == ()


def test_kinds_share_out_every_act_once() -> None:
    shared = [act for kind in TrailKind for act in kind.acts]
    assert sorted(shared, key=lambda act: act.name) == sorted(Act, key=lambda act: act.name)


def test_the_head_reads_who_opened_one_record_and_nothing_of_others(any_clinic: Clinic) -> None:
    person, _ = looked(any_clinic)
    other = any_clinic.register("Tetangga Contoh").person_id
    any_clinic.house.registration.person(any_clinic.desk, other)
    any_clinic.house.uow.write_seen()
    trails, head = any_clinic.house.trails, any_clinic.head
    assert [row.what for row in trails.of_person(head, person, None, 50)] == [
        "membuka rekam medis",
        "melihat identitas",
        "menyalin rekam medis",
    ]
    first = trails.of_person(head, person, None, 1)
    assert [row.what for row in trails.of_person(head, person, first[0], 1)] == ["melihat identitas"]
    assert [row.what for row in trails.of_person(head, other, None, 50)] == ["melihat identitas"]


def test_a_seal_broken_stands_in_the_list_without_what_it_hid(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = write(any_clinic, person, colleague(any_clinic), HIV, Klaster.INFECTIOUS)
    next_day(any_clinic)
    beside = write(any_clinic, person, any_clinic.doctor, Written(("J06.9",), forms=()), finish=False)
    any_clinic.house.records.break_seal(
        any_clinic.doctor, SealBreaking(any_clinic.new_id(), beside, visit, "pasien sesak")
    )
    any_clinic.house.uow.write_seen()
    rows = any_clinic.house.trails.of_person(any_clinic.head, person, None, 50)
    assert "membuka data terbatas dengan alasan" in [row.what for row in rows]
    everything = f"{rows} {any_clinic.house.trails.listed(any_clinic.head, TrailFilter(rows[0].at.date()), None, 200)}"
    assert not any(word in everything for word in ("B20", "HIV", "ARV", "TLD", "sesak"))


def test_the_list_for_the_patient_has_days_names_and_acts_and_no_nik_or_computer(any_clinic: Clinic) -> None:
    person, visit = looked(any_clinic)
    any_clinic.clock.forward(timedelta(minutes=20))
    any_clinic.house.encounters.open(any_clinic.doctor, visit)
    any_clinic.house.uow.write_seen()
    pdf = any_clinic.house.trails.access_list(any_clinic.head, person)
    text = text_of(pdf)
    for words in ("Daftar akses rekam medis", "Siti Aminah", "000001-00", "dr. Ratna Contoh", "Petugas Loket"):
        assert words in text
    assert "UU 27/2022" in text
    assert "25 tahun" in text
    assert "23-11-2051" in text
    assert any_clinic.house.uow.workstation not in text
    assert len(page_texts(pdf)) == 1
    assert any_clinic.house.uow.write_seen() == 1  # that it was made is itself in the trail
    rows = any_clinic.house.trails.of_person(any_clinic.head, person, None, 50)
    assert (rows[0].by, rows[0].about) == ("Kepala Contoh", "daftar akses")


def test_openings_of_an_identity_that_was_merged_belong_to_whom_it_is_now(any_clinic: Clinic) -> None:
    old, new = any_clinic.register("Siti Lama").person_id, any_clinic.register("Siti Baru").person_id
    any_clinic.house.registration.person(any_clinic.desk, old)
    any_clinic.house.uow.write_seen()
    with any_clinic.house.uow.writing(any_clinic.head, Act.MERGE_PEOPLE) as work:
        work.session.add(PersonMerge(**work.stamp(), loser_id=old, survivor_id=new, reason="orang yang sama"))
        work.touch("merge", None)
    assert [row.what for row in any_clinic.house.trails.of_person(any_clinic.head, new, None, 50)] == [
        "melihat identitas"
    ]


def test_papers_made_of_somebody_are_noted_by_name(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak Contoh", birth_date=TODAY - timedelta(days=200)).person_id
    any_clinic.house.immunisations.card_pdf(any_clinic.doctor, child)
    any_clinic.house.growth_care.card_pdf(any_clinic.doctor, child)
    any_clinic.house.kia.pdf(any_clinic.doctor, None, child)
    any_clinic.house.uow.write_seen()
    rows = any_clinic.house.trails.of_person(any_clinic.head, child, None, 50)
    assert [row.about for row in rows] == ["ringkasan KIA", "KMS", "kartu imunisasi"]


def test_an_opening_written_late_stands_where_it_happened(any_clinic: Clinic) -> None:
    house, clock = any_clinic.house, any_clinic.clock
    person = any_clinic.register().person_id
    clock.forward(timedelta(seconds=1))
    house.registration.person(any_clinic.desk, person)
    clock.forward(timedelta(seconds=1))
    any_clinic.register("Orang Sesudahnya")
    house.uow.write_seen()
    rows = house.trails.listed(any_clinic.head, TrailFilter(TODAY, any_clinic.desk.staff_id), None, 50)
    at = [row.at for row in rows]
    place = [row.what for row in rows].index("melihat identitas")
    assert at == sorted(at, reverse=True)
    assert rows[place].id == max(row.id for row in rows), "it was written last"
    assert 0 < place < len(rows) - 1
    pages: list[TrailRow] = []
    wanted = TrailFilter(TODAY, any_clinic.desk.staff_id)
    while page := house.trails.listed(any_clinic.head, wanted, pages[-1] if pages else None, 1):
        pages += page
    assert tuple(pages) == rows


def test_the_report_of_a_day_holds_the_heads_that_a_check_compares(any_clinic: Clinic) -> None:
    looked(any_clinic)
    head = daily_heads(any_clinic.database, any_clinic.head.time_zone, TODAY)[-1]
    text = text_of(any_clinic.house.trails.day_report(any_clinic.head, TODAY))
    groups = [head.hash[start : start + 8] for start in range(0, len(head.hash), 8)]
    assert all(group in text for group in groups)
    assert str(head.seq) in text
    assert "belum berakhir" in text
    any_clinic.clock.forward(timedelta(days=1))
    later = text_of(any_clinic.house.trails.day_report(any_clinic.head, TODAY))
    assert "belum berakhir" not in later
    assert all(group in later for group in groups)
