"""What is asked, refused, doubted and stored while a form is filled in."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import FACT_NAMES, Facts
from ilp_desktop.forms.filling import Checked, check, limit_for
from ilp_desktop.forms.schema import Form
from tests.forms import samples, ways
from tests.forms.shipped import FORM_IDS, FORMS, form

VITALS = form("vital_signs")
ADULT = ways.person(480)
INFANT = ways.person(5, Sex.MALE)
SAMPLE = samples.form_of(samples.WHOLE)


def vitals(facts: Facts = ADULT, /, **typed: str) -> Checked:
    return check(VITALS, typed, facts)


def test_weight_of_500_kg_is_refused_with_the_limits() -> None:
    checked = vitals(berat="500")
    assert checked.errors == {"berat": "Di luar batas: isi 0,3 sampai 300 kg."}
    assert "berat" not in checked.answers
    assert not checked.storable


@pytest.mark.parametrize(("systolic", "diastolic"), [("80", "120"), ("100", "100")])
def test_diastolic_that_is_not_below_systolic_is_refused_beside_its_field(systolic: str, diastolic: str) -> None:
    checked = vitals(sistolik=systolic, diastolik=diastolic)
    assert checked.errors == {"diastolik": "Diastolik harus lebih rendah daripada sistolik."}
    assert checked.answers == {"sistolik": int(systolic)}
    assert not checked.storable


def test_refused_answer_is_not_doubted_as_well() -> None:
    checked = vitals(sistolik="100", diastolik="140")
    assert "diastolik" in checked.errors
    assert checked.doubts == {}


def test_first_of_two_messages_beside_a_question_stands() -> None:
    twice = samples.CHECK.replace("Periksa lagi.", "Pesan kedua.")
    sample = samples.form_of(samples.WHOLE + twice)
    checked = check(sample, {"merokok": "tidak", "batuk": "2"}, ADULT)
    assert checked.errors == {"batuk": "Periksa lagi."}


def test_diastolic_just_below_systolic_is_stored() -> None:
    assert vitals(sistolik="100", diastolik="99").answers == {"sistolik": 100, "diastolik": 99}


def test_half_a_blood_pressure_is_refused_beside_the_missing_half() -> None:
    assert vitals(sistolik="120").errors == {"diastolik": "Isi diastolik juga."}
    assert vitals(diastolik="80").errors == {"sistolik": "Isi sistolik juga."}


def test_text_that_is_not_a_number_is_refused_and_the_rest_kept() -> None:
    checked = vitals(nadi="8o", suhu="36,7")
    assert checked.errors == {"nadi": '"8o" bukan angka.'}
    assert checked.answers == {"suhu": 36.7}


def test_nothing_typed_is_nothing_stored() -> None:
    checked = vitals()
    assert checked.answers == {}
    assert not checked.errors
    assert not checked.storable


def test_unlikely_value_is_asked_once_and_asked_again_when_it_changes() -> None:
    doubt = vitals(berat="160").doubts["berat"]
    assert doubt.message == "Tidak lazim: biasanya 30 sampai 150 kg. Sudah benar?"
    assert not vitals(berat="160").storable
    assert check(VITALS, {"berat": "160"}, ADULT, {doubt.key}).storable
    assert check(VITALS, {"berat": "160,0"}, ADULT, {doubt.key}).storable
    assert not check(VITALS, {"berat": "260"}, ADULT, {doubt.key}).storable


def test_confirmation_never_opens_a_hard_limit() -> None:
    assert "berat" in check(VITALS, {"berat": "500"}, ADULT, {"berat=500"}).errors


def test_limits_follow_the_age() -> None:
    assert vitals(ADULT, berat="4").doubts
    assert vitals(INFANT, berat="4").storable
    assert "25 kg" in vitals(INFANT, berat="70").errors["berat"]


def test_child_is_asked_how_it_was_measured_and_adult_is_not() -> None:
    assert "posisi_ukur" not in vitals(INFANT).asked
    child = vitals(INFANT, tinggi="64,5")
    assert child.errors == {"posisi_ukur": "Belum diisi."}
    assert child.missing == {"posisi_ukur"}
    assert vitals(INFANT, tinggi="64,5", posisi_ukur="terlentang").storable
    assert "posisi_ukur" not in vitals(ADULT, tinggi="160").asked


def test_question_that_depends_on_a_refused_answer_is_not_asked() -> None:
    assert "posisi_ukur" not in vitals(INFANT, tinggi="500").asked


def test_answer_to_a_question_no_longer_asked_is_not_stored() -> None:
    typed = {"merokok": "tidak", "batang": "12"}
    checked = check(SAMPLE, typed, ADULT)
    assert checked.asked == ("merokok", "batuk")
    assert checked.answers == {"merokok": False}
    assert check(SAMPLE, {**typed, "merokok": "ya"}, ADULT).answers == {"merokok": True, "batang": 12}


def test_wrong_text_in_a_question_not_asked_is_no_error() -> None:
    assert check(SAMPLE, {"merokok": "tidak", "batang": "banyak"}, ADULT).storable


def test_check_beside_a_question_not_asked_says_nothing() -> None:
    beside = samples.changed(('question = "batuk"\nmessage', 'question = "batang"\nmessage'))
    assert check(samples.form_of(beside), {"merokok": "tidak", "batuk": "2"}, ADULT).storable


def test_nothing_is_known_of_somebody_unknown() -> None:
    nobody = Facts(date(2026, 3, 16))
    assert nobody.values == {}
    assert check(SAMPLE, {"merokok": "ya"}, nobody).asked == ("merokok", "batuk")


def test_birth_after_the_visit_makes_the_age_unknown() -> None:
    assert Facts(date(2026, 3, 16), date(2026, 3, 17)).age is None


def test_facts_carry_the_names_of_conditions() -> None:
    day, born = date(2026, 3, 16), date(2000, 3, 17)
    facts = Facts(day, born, Sex.FEMALE, pregnant=True, gestation_days=139, delivered_on=date(2026, 3, 6))
    assert facts.values == {
        "umur_hari": 9495,
        "umur_bulan": 311,
        "umur_tahun": 25,
        "jenis_kelamin": "P",
        "hamil": True,
        "usia_kehamilan_minggu": 19,
        "masa_nifas": 10,
        "umur_kpsp": 0,
    }
    assert facts.values.keys() == FACT_NAMES.keys()


def test_weeks_are_known_only_in_a_pregnancy() -> None:
    after = Facts(date(2026, 3, 16), sex=Sex.FEMALE, pregnant=False, gestation_days=139)
    assert "usia_kehamilan_minggu" not in after.values


def test_date_is_limited_in_days_from_the_visit() -> None:
    anc, mother = form("anc_visit"), ways.person(300, gestation=140, pregnant=True)
    typed = {"tindak_lanjut": "kontrol"}
    refused = check(anc, {**typed, "tanggal_kontrol": "16-3-2026"}, mother)
    assert refused.errors["tanggal_kontrol"] == "Di luar batas: isi 17-03-2026 sampai 14-07-2026."
    doubtful = check(anc, {**typed, "tanggal_kontrol": "1-7-2026"}, mother)
    assert (
        doubtful.doubts["tanggal_kontrol"].message == "Tidak lazim: biasanya 17-03-2026 sampai 30-04-2026. Sudah benar?"
    )
    assert check(anc, {**typed, "tanggal_kontrol": "17-3-2026"}, mother).answers["tanggal_kontrol"] == "2026-03-17"


TYPED = st.one_of(
    st.text(max_size=12), st.text("0123456789,.-", max_size=7), st.sampled_from(["ya", "tidak", "kontrol"])
)


@pytest.mark.parametrize("any_form", FORMS, ids=FORM_IDS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_typed_only_likely_and_possible_values_can_be_stored(any_form: Form, data: st.DataObject) -> None:
    facts = data.draw(st.sampled_from(ways.PEOPLE))
    typed = data.draw(st.dictionaries(st.sampled_from([q.code for q in any_form.questions]), TYPED, max_size=12))
    checked = check(any_form, typed, facts)
    assert set(checked.answers) | set(checked.errors) <= set(checked.asked)
    assert not set(checked.answers) & set(checked.errors)
    assert checked.missing <= checked.errors.keys()
    for code in checked.asked:
        said = code in checked.answers or code in checked.errors or code in checked.doubts
        assert said or not typed.get(code, "").strip()
    for code, answer in checked.answers.items():
        question = any_form.question(code)
        if question.kind.is_number:
            limit = limit_for(question.hard, checked.values(facts))
            assert limit is not None
            assert isinstance(answer, (int, float))
            assert limit.low <= answer <= limit.high
