"""A definition with a fault is refused, and the fault is named by file, section and question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms.faults import FormFaults
from ilp_desktop.forms.schema import Kind
from tests.every_row import every_row
from tests.forms import samples
from tests.forms.faulty import FAULTS, Change, Place
from tests.forms.samples import changed, faults_of


def test_sample_has_no_fault() -> None:
    assert faults_of(samples.WHOLE) == ()


@every_row(("change", "place", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named_by_file_section_and_question(change: Change, place: Place, message: str) -> None:
    faults = faults_of(changed(change))
    assert any(
        (fault.file, fault.section, fault.question) == ("contoh.toml", *place) and message in fault.message
        for fault in faults
    ), [str(fault) for fault in faults]


def test_section_that_is_torn_apart_is_a_fault() -> None:
    again = samples.QUESTIONS.split("[[question]]")[1].replace("merokok", "merokok_lagi")
    (fault,) = faults_of(f"{samples.WHOLE}\n[[question]]\n{again}")
    assert (fault.section, fault.question) == ("Kebiasaan", "merokok_lagi")
    assert "berurutan" in fault.message


def test_every_fault_is_told_in_one_list() -> None:
    text = changed(('kind = "boolean"', 'kind = "x"'), ('unit = "batang"', 'unit = "y"'), ('"watch"', '"z"'))
    with pytest.raises(FormFaults) as caught:
        samples.form_of(text)
    assert len(caught.value.faults) >= 3
    assert "contoh.toml > Kebiasaan > batang: satuan" in caught.value.remedy


def test_form_without_questions_is_a_fault() -> None:
    assert [fault.message for fault in faults_of(samples.HEADER)] == ["tidak ada pertanyaan"]


def test_bands_of_a_condition_need_not_cover_what_the_others_cover() -> None:
    special = '[[scoring.band]]\nat_least = 3\nwhen = "jenis_kelamin = P"\n'
    special += 'code = "s"\nconclusion = "S"\nurgency = "none"\n\n[[scoring.band]]\nbelow = 2'
    assert faults_of(changed(("[[scoring.band]]\nbelow = 2", special))) == ()


def test_bands_for_men_and_women_must_each_cover_every_score() -> None:
    men = ("below = 2", 'below = 2\nwhen = "jenis_kelamin = L"')
    women = ("at_least = 2", 'at_least = 2\nwhen = "jenis_kelamin = P"')
    messages = [fault.message for fault in faults_of(changed(men, women))]
    assert messages == ["skor 2 sampai 3 tidak masuk pita mana pun", "skor 0 sampai 2 tidak masuk pita mana pun"]


def test_question_that_may_go_unasked_can_score_nothing() -> None:
    always = (
        ('["0", "Tidak", 0]', '["0", "Tidak", 1]'),
        ('["merokok", "batuk"]', '["batuk"]'),
        ("below = 2", "at_least = 1\nbelow = 2"),
    )
    assert faults_of(changed(*always)) == ()
    (fault,) = faults_of(changed(*always, ('label = "Batuk"', 'label = "Batuk"\nshown_when = "merokok = ya"')))
    assert fault.message == "skor 0 sampai 1 tidak masuk pita mana pun"


def test_sections_stand_in_the_order_of_the_file() -> None:
    form = samples.form_of(samples.WHOLE)
    assert [(part.title, [q.code for q in part.questions]) for part in form.sections] == [
        ("Kebiasaan", ["merokok", "batang"]),
        ("Gejala", ["batuk"]),
    ]
    assert form.question("batang").kind is Kind.INTEGER
    with pytest.raises(KeyError):
        form.question("demam")


@given(st.text(max_size=200))
def test_any_text_is_a_form_or_a_list_of_faults(text: str) -> None:
    assert faults_of(text)


@given(st.sampled_from(samples.WHOLE.splitlines()), st.text(max_size=30))
def test_any_line_may_be_spoilt_and_the_reader_still_answers(line: str, spoilt: str) -> None:
    faults_of(samples.WHOLE.replace(line, spoilt, 1))


KEYS = ("section", "code", "label", "kind", "unit", "decimals", "required", "hard", "soft_for", "choices", "shown_when")
VALUES = ("1", "-0.5", "nan", "true", "''", "'x'", "'a b'", "[]", "[[]]", "[1, 'x']", "{}", "[{}]", "1979-05-27")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", VALUES)
def test_question_with_a_strange_value_is_refused_and_nothing_else_happens(key: str, value: str) -> None:
    assert faults_of(f"{samples.WHOLE}\n[[question]]\n{key} = {value}\n")
