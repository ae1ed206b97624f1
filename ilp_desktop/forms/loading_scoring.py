"""The ``[scoring]`` table of a definition file and its ``[[scoring.band]]`` tables."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.conditions import Name
from ilp_desktop.forms.schema import Band, Kind, Method, Question, Scoring
from ilp_desktop.forms.scoring import score_range
from ilp_desktop.forms.tables import Table

SCORED = (Kind.BOOLEAN, Kind.CHOICE, Kind.MANY)


def read_scoring(
    table: Table, questions: Sequence[Question], names: Mapping[str, Name], rules: Collection[str]
) -> Scoring:
    """Return the scoring, noting every fault of it; it is of use only when none was noted."""
    method = table.word("method", Method) or Method.RULE
    counted = table.words("questions")
    rule = table.text("rule", "")
    bands = [_band(table, body, names) for body in table.tables("band")]
    table.finish()
    by_code = {question.code: question for question in questions}
    for code in counted:
        if code not in by_code:
            table.fault(f'skor menyebut pertanyaan "{code}" yang tidak ada')
    scoring = Scoring(method, tuple(code for code in counted if code in by_code), tuple(bands), rule)
    if method is Method.RULE:
        _check_rule(scoring, table, rules)
    else:
        _check_scores([by_code[code] for code in scoring.questions], table)
        _check_bands(scoring, questions, table)
    return scoring


def _band(table: Table, body: Mapping[str, Any], names: Mapping[str, Name]) -> Band:
    inner = Table(body, table.faults, table.section)
    band = Band(
        at_least=inner.number("at_least"),
        below=inner.number("below"),
        code=inner.text("code"),
        conclusion=inner.text("conclusion"),
        urgency=inner.word("urgency", Urgency) or Urgency.NONE,
        advice=inner.text("advice", ""),
        when=inner.condition("when", names),
    )
    inner.finish()
    return band


def _check_rule(scoring: Scoring, table: Table, rules: Collection[str]) -> None:
    if scoring.rule not in rules:
        table.fault(f'aturan "{scoring.rule}" tidak dikenal')
    if scoring.bands:
        table.fault("aturan tidak memakai pita skor")


def _check_scores(counted: Sequence[Question], table: Table) -> None:
    if not counted:
        table.fault('"questions" kosong: tidak ada yang dinilai')
    for question in counted:
        if question.kind not in SCORED:
            table.faults.add(f"{question.kind.value} tidak dapat dinilai", question.section, question.code)
        unscored = [choice.value for choice in question.choices if choice.score is None]
        if unscored:
            table.faults.add(f"pilihan tanpa skor: {', '.join(unscored)}", question.section, question.code)


def _check_bands(scoring: Scoring, questions: Sequence[Question], table: Table) -> None:
    """Bands with one condition, or with none, are a scale: no gap, no overlap, nothing out of reach."""
    if scoring.rule:
        table.fault('"rule" hanya berlaku untuk method = "rule"')
    lowest, highest = score_range(scoring, questions)
    scales: dict[str, list[Band]] = {}
    for band in scoring.bands:
        if band.when is not None and "" in scales:
            table.fault(f'pita "{band.code}" bersyarat, harus mendahului pita tanpa syarat')
        scales.setdefault(band.when.text if band.when else "", []).append(band)
    if not scales:
        table.fault("tidak ada pita skor")
    for condition, scale in scales.items():
        whole = not condition or "" not in scales
        _check_scale(_sorted(scale), (lowest, highest), table, whole=whole)


def _sorted(scale: Sequence[Band]) -> list[Band]:
    return sorted(scale, key=lambda band: float("-inf") if band.at_least is None else band.at_least)


def _check_scale(scale: Sequence[Band], reach: tuple[float, float], table: Table, *, whole: bool) -> None:
    lowest, highest = reach
    for band in scale:
        start = lowest if band.at_least is None else max(lowest, band.at_least)
        if start > highest or (band.below is not None and band.below <= start):
            table.fault(f'pita "{band.code}" tidak dapat dicapai: skor {lowest:g} sampai {highest:g}')
    for before, after in pairwise(scale):
        _check_edge(before, after, table)
    first, last = scale[0], scale[-1]
    if whole and first.at_least is not None and first.at_least > lowest:
        table.fault(f"skor {lowest:g} sampai {first.at_least:g} tidak masuk pita mana pun")
    if whole and last.below is not None and last.below <= highest:
        table.fault(f"skor {last.below:g} sampai {highest:g} tidak masuk pita mana pun")


def _check_edge(before: Band, after: Band, table: Table) -> None:
    if before.below is None or after.at_least is None or after.at_least < before.below:
        table.fault(f'pita "{before.code}" dan "{after.code}" bertumpang tindih')
    elif after.at_least > before.below:
        table.fault(f"skor {before.below:g} sampai {after.at_least:g} tidak masuk pita mana pun")
