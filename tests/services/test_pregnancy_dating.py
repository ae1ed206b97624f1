"""A pregnancy is dated by what is known, dated anew when somebody says so, and corrected with its traces."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy_dating import DatingMethod, Measure, Measured
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.pregnancy.pregnancies import CorrectedPregnancy, NewPregnancy, PregnancyFile, ScanDecision
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at
from tests.services.pregnant_women import PERIOD, current, start, visit_with

SCAN_DAY = date(2026, 8, 3)  # 9 weeks by the period
OLDER = Measured(SCAN_DAY, Measure.AGE, "10+2")
AGREES = Measured(SCAN_DAY, Measure.AGE, "9+4")


def refusal(clinic: Clinic, period: date | None = PERIOD, **changes: object) -> dict[str, str]:
    """Return what is said beside the fields of a pregnancy that is refused."""
    with pytest.raises(WrongAnswers) as refused:
        start(clinic, period, **changes)
    return dict(refused.value.fields)


def corrected(file: PregnancyFile, **changes: object) -> CorrectedPregnancy:
    """Return a correction that changes only what a test says."""
    dating = file.dating
    use_scan = None if dating.measured is None else dating.method is DatingMethod.SCAN
    same = CorrectedPregnancy(
        file.id,
        file.version,
        dating.told_period,
        *file.counts,
        file.height_cm,
        file.weight_before_kg,
        dating.measured,
        use_scan,
        file.babies_expected,
    )
    return replace(same, **changes)  # type: ignore[arg-type]


def test_woman_who_knows_no_period_is_dated_by_the_scan(any_clinic: Clinic) -> None:
    file = current(any_clinic, start(any_clinic, None, measured=OLDER))
    assert (file.dating.method, file.dating.told_period) == (DatingMethod.SCAN, None)
    assert (file.last_period_on, file.due_on) == (date(2026, 5, 23), date(2027, 2, 27))
    assert file.gestation == "26 mg 2 hr"


def test_fundal_height_is_the_last_resort(any_clinic: Clinic) -> None:
    height = Measured(TODAY, Measure.FUNDAL, "26")
    file = current(any_clinic, start(any_clinic, None, measured=height))
    assert (file.dating.method, file.gestation) == (DatingMethod.FUNDAL, "26 mg 0 hr")
    assert file.dating.method.label == "TFU, perkiraan"


def test_scan_that_agrees_confirms_the_period(any_clinic: Clinic) -> None:
    file = current(any_clinic, start(any_clinic, measured=AGREES))
    assert (file.dating.method, file.last_period_on, file.due_on) == (
        DatingMethod.LAST_PERIOD,
        PERIOD,
        date(2027, 3, 8),
    )
    assert file.dating.measured == AGREES


def test_scan_that_contradicts_is_refused_until_somebody_decides(any_clinic: Clinic) -> None:
    told = refusal(any_clinic, measured=OLDER)
    assert told["last_period_on"].startswith("Menurut USG 9 hari lebih tua daripada HPHT, batas 7 hari")
    assert set(told) == {"last_period_on", "use_scan"}
    by_scan = current(any_clinic, start(any_clinic, measured=OLDER, use_scan=True))
    assert (by_scan.dating.method, by_scan.dating.told_period) == (DatingMethod.SCAN, PERIOD)
    assert by_scan.last_period_on == date(2026, 5, 23)
    kept = current(any_clinic, start(any_clinic, measured=OLDER, use_scan=False))
    assert (kept.dating.method, kept.last_period_on, kept.offer) == (DatingMethod.LAST_PERIOD, PERIOD, None)


@pytest.mark.parametrize(
    ("period", "changes", "field"),
    [
        (None, {}, "last_period_on"),
        (TODAY + timedelta(days=1), {}, "last_period_on"),
        (TODAY - timedelta(days=337), {}, "last_period_on"),
        (date(2026, 11, 2), {"seen_on": date(2026, 11, 1)}, "last_period_on"),
        (None, {"measured": Measured(date(2025, 12, 1), Measure.AGE, "6+0")}, "last_period_on"),
        (None, {"measured": Measured(TODAY, Measure.FUNDAL, "40")}, "measured"),
        (PERIOD, {"measured": Measured(TODAY + timedelta(days=1), Measure.AGE, "9+0")}, "measured_on"),
        (PERIOD, {"height_cm": 1.55}, "height_cm"),
        (PERIOD, {"weight_before_kg": 50_000.0}, "weight_before_kg"),
        (PERIOD, {"babies_expected": 7}, "babies_expected"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    any_clinic: Clinic, period: date | None, changes: dict[str, object], field: str
) -> None:
    assert field in refusal(any_clinic, period, **changes)


def test_number_in_another_unit_is_recognised(clinic: Clinic) -> None:
    told = refusal(clinic, height_cm=1.55, weight_before_kg=50_000.0)
    assert told["height_cm"] == "Harus antara 100 dan 220 cm. Tampaknya ditulis dalam meter."
    assert told["weight_before_kg"] == "Harus antara 25 dan 250 kg. Tampaknya ditulis dalam gram."
    assert refusal(clinic, height_cm=500.0)["height_cm"] == "Harus antara 100 dan 220 cm."


def test_scan_of_a_visit_is_offered_and_dates_everything_by_one_press(any_clinic: Clinic) -> None:
    at(any_clinic, SCAN_DAY)
    woman = start(any_clinic)
    visit_with(any_clinic, woman, SCAN_DAY, usg_crl="45")  # 79 days, 16 more than the 63 by the period
    at(any_clinic, TODAY)
    before = current(any_clinic, woman)
    assert before.offer is not None
    assert before.offer.due_on == date(2027, 2, 20)
    assert "16 hari lebih tua" in before.offer.text
    decision = ScanDecision(before.id, before.version, before.offer.scan, use_scan=True)
    any_clinic.house.pregnancies.decide_scan(any_clinic.doctor, decision)
    after = current(any_clinic, woman)
    assert (after.dating.method, after.dating.told_period, after.offer) == (DatingMethod.SCAN, PERIOD, None)
    assert after.gestation_days == before.gestation_days + 16
    assert after.visits[0].gestation == "11 mg 2 hr"
    facts = any_clinic.house.screening.facts(any_clinic.doctor, woman)
    assert facts.gestation_days == after.gestation_days
    header = any_clinic.house.encounters.open(any_clinic.doctor, any_clinic.visit(woman).encounter_id).patient
    assert (header.gestation_days, header.due_on) == (after.gestation_days, after.due_on)
    (step,) = any_clinic.house.pregnancies.steps(any_clinic.doctor, after.id)
    assert (step.day, step.by) == (TODAY, "dr. Ratna Contoh")
    assert "HPL: 08-03-2027 menjadi 20-02-2027" in step.words
    assert "Dasar: HPHT menjadi USG" in step.words
    with pytest.raises(StaleRecord):
        any_clinic.house.pregnancies.decide_scan(any_clinic.doctor, decision)


def test_contacts_are_counted_anew_by_the_dating_in_force(clinic: Clinic) -> None:
    at(clinic, date(2026, 8, 24))
    woman = start(clinic)
    visit_with(clinic, woman, date(2026, 8, 24), usg_hpl="20022027")  # 12 weeks by the period, 14+2 by the scan
    at(clinic, TODAY)
    file = current(clinic, woman)
    assert file.contacts.k1_pure
    assert file.offer is not None
    clinic.house.pregnancies.decide_scan(clinic.doctor, ScanDecision(file.id, file.version, file.offer.scan, True))
    assert not current(clinic, woman).contacts.k1_pure


def test_scan_that_was_set_aside_is_not_offered_again(any_clinic: Clinic) -> None:
    at(any_clinic, SCAN_DAY)
    woman = start(any_clinic)
    visit_with(any_clinic, woman, SCAN_DAY, usg_crl="45")
    file = current(any_clinic, woman)
    assert file.offer is not None
    any_clinic.house.pregnancies.decide_scan(
        any_clinic.doctor, ScanDecision(file.id, file.version, file.offer.scan, use_scan=False)
    )
    visit_with(any_clinic, woman, date(2026, 9, 14), usg_hpl="20022027")
    after = current(any_clinic, woman)
    assert (after.offer, after.dating.method, after.due_on) == (None, DatingMethod.LAST_PERIOD, file.due_on)


def test_later_scan_never_takes_the_place_of_an_earlier_one(clinic: Clinic) -> None:
    at(clinic, SCAN_DAY)
    woman = start(clinic, None, measured=OLDER)
    visit_with(clinic, woman, TODAY, usg_hpl="20042027")
    assert current(clinic, woman).offer is None


def test_scan_is_offered_to_whoever_was_dated_by_the_fundal_height(clinic: Clinic) -> None:
    woman = start(clinic, None, measured=Measured(TODAY, Measure.FUNDAL, "24"))
    visit_with(clinic, woman, TODAY, usg_hpl="20022027")
    offer = current(clinic, woman).offer
    assert offer is not None
    assert "tinggi fundus" in offer.text


def test_scan_within_what_is_allowed_offers_nothing(clinic: Clinic) -> None:
    at(clinic, SCAN_DAY)
    woman = start(clinic)
    visit_with(clinic, woman, SCAN_DAY, usg_crl="30")  # 69 days, 6 more
    assert current(clinic, woman).offer is None


def test_correction_keeps_what_stood_before_and_who_changed_it(any_clinic: Clinic) -> None:
    woman = start(any_clinic)
    file = current(any_clinic, woman)
    wanted = corrected(file, last_period_on=date(2026, 5, 25), gravida=3, abortus=1, height_cm=150.5, babies_expected=2)
    any_clinic.house.pregnancies.correct(any_clinic.doctor, wanted)
    after = current(any_clinic, woman)
    assert (after.last_period_on, after.due_on, after.gpa) == (date(2026, 5, 25), date(2027, 3, 1), "G3P1A1")
    assert (after.height_cm, after.babies_expected) == (150.5, 2)
    (step,) = any_clinic.house.pregnancies.steps(any_clinic.doctor, file.id)
    assert "HPL: 08-03-2027 menjadi 01-03-2027" in step.words
    assert "Tinggi: 155 menjadi 150,5" in step.words
    assert "Jumlah bayi: kosong menjadi 2" in step.words
    with pytest.raises(StaleRecord, match="Ratna Contoh"):
        any_clinic.house.pregnancies.correct(any_clinic.doctor, wanted)


def test_correction_that_changes_nothing_leaves_no_trace(clinic: Clinic) -> None:
    file = current(clinic, start(clinic))
    clinic.house.pregnancies.correct(clinic.doctor, corrected(file))
    assert clinic.house.pregnancies.steps(clinic.doctor, file.id) == ()


def test_period_after_a_visit_is_refused(any_clinic: Clinic) -> None:
    at(any_clinic, SCAN_DAY)
    woman = start(any_clinic)
    visit_with(any_clinic, woman, SCAN_DAY)
    at(any_clinic, TODAY)
    file = current(any_clinic, woman)
    later = corrected(file, last_period_on=SCAN_DAY + timedelta(days=1))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.pregnancies.correct(any_clinic.doctor, later)
    assert refused.value.fields == {
        "last_period_on": "Ada kunjungan antenatal 03-08-2026, sebelum kehamilan mulai menurut isian ini."
    }
    any_clinic.house.pregnancies.correct(any_clinic.doctor, replace(later, last_period_on=SCAN_DAY))


def test_second_open_pregnancy_is_refused_with_the_way_to_go(any_clinic: Clinic) -> None:
    woman = start(any_clinic)
    wanted = NewPregnancy(any_clinic.new_id(), woman, date(2026, 7, 1), 2, 1, 0)
    with pytest.raises(StaleRecord, match="HPL 08-03-2027 masih berjalan") as refused:
        any_clinic.house.pregnancies.start(any_clinic.doctor, wanted)
    assert "catat dahulu akhirnya" in refused.value.remedy


def test_man_is_refused_with_the_way_to_correct_the_sex(any_clinic: Clinic) -> None:
    man = any_clinic.register("Bapak Uji", sex=Sex.MALE).person_id
    with pytest.raises(UserError, match="perempuan") as refused:
        any_clinic.house.pregnancies.start(any_clinic.doctor, NewPregnancy(any_clinic.new_id(), man, PERIOD, 1, 0, 0))
    assert "perbaiki di Loket" in refused.value.remedy
