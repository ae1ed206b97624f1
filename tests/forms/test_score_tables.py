"""The forms against the official score tables: every answer, every total, every edge."""

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Kind
from ilp_desktop.forms.scoring import READ, assess
from tests.every_row import every_row
from tests.forms.form_cases import cases_of, codes_of, confirmed
from tests.forms.score_tables import TABLES, ScoreTable, person

every_table = every_row("table", TABLES, ids=lambda table: table.name)
INSTRUMENTS = {"aks_barthel", "skilas", "puma", "srq20", "phq9", "gds4", "gds15", "sppb", "mna_sf"}

CALM_WITH_ALARM = {"srq20": range(1, 6), "phq9": range(1, 5)}
"""Totals whose band calls for nothing, so that an alarm stands alone."""


def _concluded(table: ScoreTable, typed: dict[str, str]) -> Assessment:
    facts = person(typed)
    answers = {code: text for code, text in typed.items() if not code.startswith("@")}
    checked = confirmed(table.form, answers, facts)
    assert not checked.errors, (typed, checked.errors)
    found = assess(table.form, checked, facts, DOMAIN_RULES)
    assert found is not None, typed
    return found


def test_every_instrument_has_its_table() -> None:
    assert {table.form.code for table in TABLES} == INSTRUMENTS
    assert all(table.told["source"] for table in TABLES)


@every_table
def test_the_bands_of_a_table_leave_no_total_out_and_none_twice(table: ScoreTable) -> None:
    assert [total for total in table.totals if len(table.codes(total)) != 1] == []


@every_table
def test_every_total_can_be_reached_and_no_other(table: ScoreTable) -> None:
    sums = {0}
    for part in table.parts:
        sums = {total + points for total in sums for _, points in part}
    assert sums == set(table.totals)
    assert {total for _, total in table.combinations()} == set(table.totals)


@every_table
def test_a_form_asks_all_items_of_its_table_with_all_their_answers(table: ScoreTable) -> None:
    told = {pair for part in table.parts for text, _ in part for pair in text.split(";")}
    scoring = next(one for one in table.form.scorings if one.code in ("", table.told.get("scale", "overall")))
    for code in scoring.questions:
        question = table.form.question(code)
        answers = ("ya", "tidak") if question.kind is Kind.BOOLEAN else [choice.value for choice in question.choices]
        assert {f"{code}={answer}" for answer in answers} == {pair for pair in told if pair.startswith(f"{code}=")}
    asked = {question.code for question in table.form.questions}
    assert {pair.partition("=")[0] for pair in told if not pair.startswith("@")} <= asked


@every_table
def test_every_combination_gives_one_conclusion_and_that_of_its_total(table: ScoreTable) -> None:
    for typed, total in table.combinations():
        found = _concluded(table, typed)
        of_table = [one for one in found.members if one.code in table.all_codes and READ not in one.flags]
        (right,) = table.codes(total)
        alarmed = table.is_alarm(typed)
        calm = alarmed and total in CALM_WITH_ALARM[table.form.code]
        assert [one.code in right for one in of_table] == [True][calm:], (typed, total, codes_of(found))
        assert calm or of_table[0].score == total, typed
        if "alarm" in table.told:
            assert (table.told["alarm"][1] == found.code) == alarmed, typed


@every_table
def test_both_ends_of_every_band_are_among_the_reference_cases(table: ScoreTable) -> None:
    members = [one for case in cases_of(table.form) if case.found for one in case.found.members]
    reached = {(one.code, one.score) for one in members if READ not in one.flags}
    for low, high, codes in table.told["bands"]:
        for total in {low, high}:
            assert any((code, total) in reached for code in codes.split()), f"{table.name} {codes} {total}"
