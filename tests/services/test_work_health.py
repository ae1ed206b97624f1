"""Work and health: what was told and coded, as it was; only what the form itself asks for is due; on both databases."""

from datetime import date
from uuid import UUID

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.reference import edition_on
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.work_health.work_care import TABLE, WorkPicture
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at

WORK = {
    "jenis_pekerjaan": "Penambang batu",
    "sektor_kerja": "informal",
    "lama_kerja": "12",
    "apd": "kadang",
    "pajanan_kerja": "fisik, kimia",
    "pak_penetapan": "belum",
}


def miner(clinic: Clinic) -> UUID:
    """Register a man who breaks stones."""
    return clinic.register(
        "Pak Penambang", sex=Sex.MALE, birth_date=date(1975, 1, 1), occupation="Buruh tambang"
    ).person_id


def picture(clinic: Clinic, who: UUID) -> WorkPicture:
    """Return what is on record of somebody's work."""
    return clinic.house.work.picture(clinic.doctor, who)


def test_what_was_told_stands_there_as_it_was_told(any_clinic: Clinic) -> None:
    who = miner(any_clinic)
    found = picture(any_clinic, who)
    assert (found.occupation, found.told, found.found, found.marks, found.due) == ("Buruh tambang", (), None, (), ())
    attend(any_clinic, who, Visit(date(2026, 9, 1), forms={"work_health": WORK}))
    at(any_clinic, TODAY)
    found = picture(any_clinic, who)
    assert {one.label: one.text for one in found.told}["Jenis pekerjaan"] == "Penambang batu"
    assert {one.label: one.text for one in found.told}["Lama bekerja"].startswith("12")
    assert found.found is not None
    assert "Penetapan penyakit akibat kerja" in found.found.conclusion
    assert [(one.form, one.state) for one in found.due] == [("work_health", ServiceState.LATE)]


def test_a_later_form_with_less_takes_nothing_away_and_its_determination_counts(any_clinic: Clinic) -> None:
    who = miner(any_clinic)
    attend(any_clinic, who, Visit(date(2026, 9, 1), forms={"work_health": WORK}))
    later = {"jenis_pekerjaan": "Pemecah batu", "pak_penetapan": "dugaan"}
    attend(any_clinic, who, Visit(date(2026, 10, 1), forms={"work_health": later}))
    at(any_clinic, TODAY)
    found = picture(any_clinic, who)
    told = {one.label: (one.text, one.day) for one in found.told}
    assert told["Jenis pekerjaan"] == ("Pemecah batu", date(2026, 10, 1))
    assert told["Memakai alat pelindung diri"] == ("Kadang-kadang", date(2026, 9, 1))
    assert found.found is not None
    assert found.found.conclusion.startswith("Dugaan penyakit akibat kerja")
    assert [one.service for one in found.due] == ["refer:work_health"]


def test_a_code_marks_what_work_has_to_do_with(any_clinic: Clinic) -> None:
    who = miner(any_clinic)
    attend(any_clinic, who, Visit(date(2026, 3, 2), ("S61.0", "Y96")))
    attend(any_clinic, who, Visit(date(2026, 5, 4), ("H83.3", "Y96", "Z57.0")))
    at(any_clinic, TODAY)
    marks = [(one.code, one.first, one.last) for one in picture(any_clinic, who).marks]
    assert marks == [("Y96", date(2026, 3, 2), date(2026, 5, 4)), ("Z57.0", date(2026, 5, 4), date(2026, 5, 4))]


def test_what_is_told_of_work_is_asked_by_forms_and_restricted_in_none() -> None:
    for row in edition_on(TABLE, TODAY).body["told"]:
        form = shipped_forms().form(row["form"], TODAY)
        assert not set(row["questions"]) & set(form.restricted_codes())
        assert all(form.question(code) for code in row["questions"])
