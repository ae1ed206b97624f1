"""Reports of events after immunisation: what is asked, what is refused, the list and the sheet."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.services.immunisation.adverse_event_reading import EventRow
from ilp_desktop.services.immunisation.adverse_events import EventCorrection, EventFollowUp
from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.immunised import event, labelled

BORN = date(2026, 6, 20)


def immunised(clinic: Clinic, name: str = "Bayi Uji", on: date = TODAY - timedelta(days=2)) -> tuple[UUID, UUID]:
    """Return a child and the dose it got."""
    child = clinic.register(name, birth_date=BORN, mother_name="Ibu Uji").person_id
    wanted = NewDose(clinic.new_id(), child, "DPT-HB-Hib", 1, on, **labelled(clinic, "DPT-HB-Hib", "D-1"))
    return child, clinic.house.children.give(clinic.doctor, wanted)


def test_report_is_listed_until_it_has_ended(any_clinic: Clinic) -> None:
    child, dose = immunised(any_clinic)
    events = any_clinic.house.adverse_events
    verdict = events.report(any_clinic.doctor, event(any_clinic, child, dose, onset_on=TODAY - timedelta(days=1)))
    assert (verdict.serious, verdict.look_again_on) == (False, TODAY + timedelta(days=7))
    row = events.listed(any_clinic.doctor, waiting=True, after=None, limit=10)[0]
    assert (row.name, row.reaction_text, row.outcome_text) == ("Bayi Uji", "Demam", "Belum sembuh")
    assert [(one.label, one.batch) for one in row.doses] == [("DPT-HB-Hib 1", "D-1")]
    assert (row.reported_by, row.follow_up_on) == ("Pasien atau keluarga", TODAY + timedelta(days=7))
    events.follow_up(any_clinic.doctor, EventFollowUp(row.id, row.version, "sembuh", note="Demam satu hari"))
    assert events.listed(any_clinic.doctor, waiting=True, after=None, limit=10) == ()
    row = events.listed(any_clinic.doctor, waiting=False, after=None, limit=10)[0]
    assert (row.outcome_text, row.note, row.follow_up_on) == ("Sembuh", "Demam satu hari", None)


def test_serious_reaction_says_what_to_do_and_is_looked_at_tomorrow(any_clinic: Clinic) -> None:
    child, dose = immunised(any_clinic)
    verdict = any_clinic.house.adverse_events.report(
        any_clinic.doctor, event(any_clinic, child, dose, reactions=("demam", "kejang"))
    )
    assert verdict.serious
    assert verdict.reasons == ("Kejang",)
    assert verdict.alarms[0].startswith("Kejang: amankan jalan napas")
    assert "24 jam" in verdict.alarms[-1]
    assert verdict.look_again_on == TODAY + timedelta(days=1)


def test_report_that_became_serious_says_so(any_clinic: Clinic) -> None:
    child, dose = immunised(any_clinic)
    events = any_clinic.house.adverse_events
    events.report(any_clinic.doctor, event(any_clinic, child, dose))
    row = events.of_person(any_clinic.doctor, child)[0]
    verdict = events.follow_up(any_clinic.doctor, EventFollowUp(row.id, row.version, "belum", ("rawat_inap",)))
    assert (verdict.serious, verdict.reasons) == (True, ("Dirawat inap",))
    with pytest.raises(StaleRecord):
        events.follow_up(any_clinic.doctor, EventFollowUp(row.id, row.version, "sembuh"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"onset_on": TODAY - timedelta(days=3)}, "onset_on", "Sebelum dosis terakhir yang dicentang, 21-11-2026"),
        ({"onset_on": TODAY + timedelta(days=1)}, "onset_on", "belum tiba"),
        ({"onset_on": None}, "onset_on", "Isi tanggal mulai"),
        ({"onset_hours": 2}, "onset_hours", "2 hari setelah dosis"),
        ({"onset_hours": -1}, "onset_hours", "Tidak cocok"),
        ({"reactions": ()}, "reactions", "Centang paling sedikit satu"),
        ({"reactions": ("flu",)}, "reactions", "Centang paling sedikit satu"),
        ({"reactions": ("lain",)}, "note", "Tulis reaksi lainnya"),
        ({"outcome": ""}, "outcome", "Pilih keadaannya"),
        ({"reported_by": ""}, "reported_by", "Pilih siapa"),
        ({"criteria": ("x",)}, "criteria", "Pilih dari daftar"),
        ({"reporter": "x" * 81}, "reporter", "paling panjang 80"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str, words: str
) -> None:
    child, dose = immunised(clinic)
    with pytest.raises(WrongAnswers) as caught:
        clinic.house.adverse_events.report(clinic.doctor, event(clinic, child, dose, **changes))
    assert set(caught.value.fields) == {field}
    assert words in caught.value.fields[field]
    assert clinic.house.adverse_events.of_person(clinic.doctor, child) == ()


def test_dose_of_somebody_else_is_refused(any_clinic: Clinic) -> None:
    child, _ = immunised(any_clinic)
    _, other = immunised(any_clinic, "Bayi Lain")
    for doses in ((), (other,)):
        with pytest.raises(WrongAnswers) as caught:
            any_clinic.house.adverse_events.report(any_clinic.doctor, event(any_clinic, child, *doses))
        assert set(caught.value.fields) == {"dose_ids"}


def test_report_sent_twice_is_one(any_clinic: Clinic) -> None:
    child, dose = immunised(any_clinic)
    wanted = event(any_clinic, child, dose)
    for _ in range(2):
        any_clinic.house.adverse_events.report(any_clinic.doctor, wanted)
    assert len(any_clinic.house.adverse_events.of_person(any_clinic.doctor, child)) == 1


@pytest.mark.parametrize("waiting", [True, False])
def test_list_goes_on_page_by_page(any_clinic: Clinic, waiting: bool) -> None:
    events = any_clinic.house.adverse_events
    for number in range(5):
        child, dose = immunised(any_clinic, f"Bayi {number}")
        reactions = ("kejang",) if number % 2 else ("demam",)
        events.report(any_clinic.doctor, event(any_clinic, child, dose, reactions=reactions))
    whole = events.listed(any_clinic.doctor, waiting=waiting, after=None, limit=10)
    pages, after = list[EventRow](), None
    while page := events.listed(any_clinic.doctor, waiting=waiting, after=after, limit=2):
        pages += page
        after = page[-1]
    assert pages == list(whole)
    assert len(whole) == 5
    if waiting:
        assert [row.verdict.serious for row in whole] == [True, True, False, False, False]


def test_sheet_says_it_all(any_clinic: Clinic) -> None:
    child, dose = immunised(any_clinic)
    wanted = event(any_clinic, child, dose, reactions=("anafilaksis",), reporter="Ibu Uji", onset_hours=47.5)
    any_clinic.house.adverse_events.report(any_clinic.doctor, wanted)
    row = any_clinic.house.adverse_events.of_person(any_clinic.doctor, child)[0]
    text = text_of(any_clinic.house.adverse_events.pdf(any_clinic.doctor, row.id))
    for words in (
        "KIPI SERIUS",
        "Syok anafilaktik: beri adrenalin",
        "Bayi Uji",
        "DPT-HB-Hib 1",
        "D-1",
        "30-06-2027",
        "23-11-2026, 47,5 jam setelah dosis",
        "Pasien atau keluarga, Ibu Uji",
        "24 November 2026",
    ):
        assert words in text


def test_report_that_is_not_there_is_told(clinic: Clinic) -> None:
    with pytest.raises(UserError, match="tidak ada"):
        clinic.house.adverse_events.pdf(clinic.doctor, clinic.new_id())


def test_dose_onset_and_reactions_written_wrongly_are_set_right(any_clinic: Clinic) -> None:
    child, dose = immunised(any_clinic)
    label = labelled(any_clinic, "PCV", "P-1")
    wanted = NewDose(any_clinic.new_id(), child, "PCV", 1, TODAY - timedelta(days=2), **label)
    other = any_clinic.house.children.give(any_clinic.doctor, wanted)
    events = any_clinic.house.adverse_events
    events.report(any_clinic.doctor, event(any_clinic, child, dose))
    row = events.of_person(any_clinic.doctor, child)[0]
    onset = TODAY - timedelta(days=1)
    right = EventCorrection(row.id, row.version, (other,), onset, 20, ("kejang",), "Salah centang dosis")
    assert events.correct(any_clinic.doctor, right).serious
    row = events.of_person(any_clinic.doctor, child)[0]
    assert [one.label for one in row.doses] == ["PCV1"]
    assert (row.onset_on, row.onset_hours, row.reactions) == (onset, 20, ("kejang",))
    assert row.follow_up_on == TODAY + timedelta(days=1)
    with pytest.raises(StaleRecord):
        events.correct(any_clinic.doctor, right)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "ya"}, "reason"),
        ({"dose_ids": ()}, "dose_ids"),
        ({"onset_on": TODAY - timedelta(days=5)}, "onset_on"),
        ({"onset_hours": 300.0}, "onset_hours"),
        ({"reactions": ()}, "reactions"),
        ({"reactions": ("lain",)}, "reactions"),
    ],
)
def test_correction_is_asked_the_same_as_a_report(clinic: Clinic, changes: dict[str, object], field: str) -> None:
    child, dose = immunised(clinic)
    events = clinic.house.adverse_events
    events.report(clinic.doctor, event(clinic, child, dose))
    row = events.of_person(clinic.doctor, child)[0]
    wanted = EventCorrection(row.id, row.version, (dose,), TODAY, None, ("demam",), "Salah tulis")
    with pytest.raises(WrongAnswers) as caught:
        events.correct(clinic.doctor, replace(wanted, **changes))  # type: ignore[arg-type]
    assert set(caught.value.fields) == {field}
    assert events.of_person(clinic.doctor, child)[0] == row
