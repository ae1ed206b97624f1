"""From answers to a conclusion, and never from answers that are not there."""

import pytest

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.forms.scoring import Rules, assess, readings
from tests.forms import samples, ways
from tests.forms.samples import changed

WOMAN = ways.person(480)
MAN = ways.person(480, Sex.MALE)


def _counted(answers: Answers, facts: Facts) -> Assessment | None:
    if "batang" not in answers or facts.age is None:
        return None
    return Assessment(f"batang_{answers['batang']}", "Dihitung", Urgency.NONE, "contoh", score=facts.age.years)


RULES: Rules = {"hitung": _counted}


def concluded(form: Form, facts: Facts = WOMAN, /, **typed: str) -> Assessment | None:
    return assess(form, check(form, typed, facts), facts, RULES)


def method(name: str) -> Form:
    second = "below = 2", "below = 1"
    return samples.form_of(changed(('method = "sum"', f'method = "{name}"'), second, ("at_least = 2", "at_least = 1")))


@pytest.mark.parametrize(
    ("smoker", "cough", "total", "code"),
    [("tidak", "0", 0, "low"), ("ya", "0", 1, "low"), ("ya", "1", 2, "high"), ("ya", "2", 3, "high")],
)
def test_sum_adds_the_scores(smoker: str, cough: str, total: float, code: str) -> None:
    found = concluded(samples.form_of(samples.WHOLE), merokok=smoker, batuk=cough)
    assert found == Assessment(
        code,
        {"low": "Rendah", "high": "Tinggi"}[code],
        {"low": Urgency.NONE, "high": Urgency.WATCH}[code],
        "Pedoman contoh 2024",
        score=total,
    )


@pytest.mark.parametrize(("name", "total"), [("sum", 3), ("count", 2), ("any", 1)])
def test_count_and_any_do_not_weigh(name: str, total: float) -> None:
    found = concluded(method(name), merokok="ya", batuk="2")
    assert found is not None
    assert found.score == total


def test_unanswered_question_is_never_taken_for_no() -> None:
    assert concluded(samples.form_of(samples.WHOLE), merokok="ya") is None
    assert concluded(samples.form_of(samples.WHOLE), batuk="0") is None


def test_refused_answer_gives_no_conclusion() -> None:
    assert concluded(samples.form_of(samples.WHOLE), merokok="ya", batuk="9") is None


def test_band_of_a_condition_goes_before_the_others() -> None:
    special = '[[scoring.band]]\nat_least = 1\nbelow = 2\nwhen = "jenis_kelamin = P"\ncode = "special"\n'
    special += 'conclusion = "Khusus"\nurgency = "refer"\n\n[[scoring.band]]\nbelow = 2'
    form = samples.form_of(changed(("[[scoring.band]]\nbelow = 2", special)))
    woman, man = concluded(form, merokok="ya", batuk="0"), concluded(form, MAN, merokok="ya", batuk="0")
    assert (woman and woman.code, man and man.code) == ("special", "low")


def test_one_alarming_item_decides_whatever_the_score() -> None:
    alarm = '[[scoring.band]]\nwhen = "batuk = 1"\ncode = "alarm"\nconclusion = "Segera"\nurgency = "emergency"\n'
    form = samples.form_of(changed(("[[scoring.band]]\nbelow = 2", f"{alarm}\n[[scoring.band]]\nbelow = 2")))
    found = concluded(form, merokok="tidak", batuk="1")
    assert found is not None
    assert found.urgency is Urgency.EMERGENCY


def test_bands_for_other_people_give_no_conclusion() -> None:
    text = samples.changed(("at_least = 2", 'when = "umur_tahun < 18"'))
    form = samples.form_of(
        text.replace(text[text.index("[[scoring.band]]\nbelow") : text.rindex("[[scoring.band]]")], "")
    )
    assert concluded(form, merokok="ya", batuk="1") is None
    found = concluded(form, ways.person(120), merokok="ya", batuk="1")
    assert found is not None
    assert (found.code, found.score) == ("high", 2)


def test_domain_rule_is_the_one_handed_in_and_waits_for_its_answers() -> None:
    ruled = (
        samples.HEADER + samples.QUESTIONS + '\n[scoring]\nmethod = "rule"\nrule = "hitung"\nquestions = ["batang"]\n'
    )
    form = samples.form_of(ruled)
    assert concluded(form, merokok="ya") is None
    found = concluded(form, merokok="ya", batang="12")
    assert found is not None
    assert (found.code, found.score) == ("batang_12", 40)


def test_domain_rule_waits_until_a_doubt_is_settled() -> None:
    ruled = (
        samples.HEADER + samples.QUESTIONS + '\n[scoring]\nmethod = "rule"\nrule = "hitung"\nquestions = ["batang"]\n'
    )
    form = samples.form_of(ruled)
    typed = {"merokok": "ya", "batang": "60"}
    assert assess(form, check(form, typed, WOMAN), WOMAN, RULES) is None
    found = assess(form, check(form, typed, WOMAN, {"batang=60"}), WOMAN, RULES)
    assert found is not None
    assert (found.code, found.score) == ("batang_60", 40)


def test_form_without_scoring_has_no_conclusion() -> None:
    assert concluded(samples.form_of(samples.HEADER + samples.QUESTIONS), merokok="ya", batuk="1") is None


def test_reading_stands_beside_its_question_as_soon_as_it_is_answered() -> None:
    form = samples.form_of(samples.WHOLE)
    assert readings(form, check(form, {"merokok": "ya"}, WOMAN), WOMAN, RULES) == {}
    said = readings(form, check(form, {"merokok": "ya", "batang": "3"}, WOMAN), WOMAN, RULES)
    assert [found.code for found in said["batang"]] == ["batang_3"]


def test_reading_is_only_for_those_its_condition_names() -> None:
    form = samples.form_of(changed(('rule = "hitung"', 'rule = "hitung"\nwhen = "jenis_kelamin = L"')))
    typed = {"merokok": "ya", "batang": "3"}
    assert readings(form, check(form, typed, WOMAN), WOMAN, RULES) == {}
    assert readings(form, check(form, typed, MAN), MAN, RULES)


def test_rule_with_nothing_to_say_is_left_out() -> None:
    form = samples.form_of(samples.WHOLE)
    checked = check(form, {"merokok": "ya", "batang": "3"}, WOMAN)
    assert readings(form, checked, Facts(WOMAN.day), RULES) == {}
