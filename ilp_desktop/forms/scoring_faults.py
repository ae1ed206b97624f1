"""What does not go together in a scoring: bands with a gap or an overlap, points that count for nothing."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from ilp_desktop.domain.expressions.condition_logic import follows
from ilp_desktop.forms.scales import Band, Method, Scoring
from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.forms.score_range import score_range
from ilp_desktop.forms.tables import Table

SCORED = (Kind.BOOLEAN, Kind.CHOICE, Kind.MANY)


def note_faults(scoring: Scoring, questions: Sequence[Question], rules: Collection[str], table: Table) -> None:
    """Note all that is wrong with a scoring as a whole."""
    _note_points(scoring, table)
    bands = {band.meaning.code for band in scoring.bands}
    for code in sorted({alarm.meaning.code for alarm in scoring.alarms} & bands):
        table.fault(f'kode "{code}" dipakai alarm dan pita; kesimpulannya tidak dapat dibedakan')
    if scoring.method is Method.RULE:
        _note_rule(scoring, table, rules)
        return
    if scoring.rule:
        table.fault('"rule" hanya berlaku untuk method = "rule"')
    if scoring.method is not Method.SUM and (scoring.weights or scoring.base):
        table.fault('"weights" dan "base" hanya berlaku untuk method = "sum"')
    by_code = {question.code: question for question in questions}
    _note_scores([by_code[code] for code in scoring.questions], scoring, table)
    _note_bands(scoring, questions, table)


def _note_points(scoring: Scoring, table: Table) -> None:
    """Note points of a group that are never given, since an earlier one holds wherever they do."""
    for group in scoring.point_groups:
        for at, point in enumerate(group):
            wider = next((one for one in group[:at] if follows(one.when.root, point.when.root)), None)
            if wider is not None:
                table.fault(
                    f'poin "{point.label}" tidak pernah diberikan: "{wider.label}" lebih luas dan mendahuluinya'
                )


def _note_rule(scoring: Scoring, table: Table, rules: Collection[str]) -> None:
    if scoring.rule not in rules:
        table.fault(f'aturan "{scoring.rule}" tidak dikenal')
    if scoring.bands or scoring.points or scoring.weights or scoring.base:
        table.fault("aturan tidak memakai pita skor, bobot atau poin")


def _note_scores(counted: Sequence[Question], scoring: Scoring, table: Table) -> None:
    if not counted and not scoring.points:
        table.fault('"questions" kosong: tidak ada yang dinilai')
    for question in counted:
        if question.kind not in SCORED:
            table.faults.add(f"{question.kind.value} tidak dapat dinilai", question.section, question.code)
        unscored = [choice.value for choice in question.choices if choice.score is None]
        if unscored:
            table.faults.add(f"pilihan tanpa skor: {', '.join(unscored)}", question.section, question.code)


def _note_bands(scoring: Scoring, questions: Sequence[Question], table: Table) -> None:
    """Bands with one condition, or with none, are a scale: no gap, no overlap, nothing out of reach."""
    reach = score_range(scoring, questions)
    scales: dict[str, list[Band]] = {}
    for band in scoring.bands:
        if band.when is not None and "" in scales:
            table.fault(f'pita "{band.meaning.code}" bersyarat, harus mendahului pita tanpa syarat')
        scales.setdefault(band.when.text if band.when else "", []).append(band)
    if not scales:
        table.fault("tidak ada pita skor")
    for condition, scale in scales.items():
        whole = not condition or "" not in scales
        _note_scale(_sorted(scale), reach, table, whole=whole)


def _sorted(scale: Sequence[Band]) -> list[Band]:
    return sorted(scale, key=lambda band: float("-inf") if band.at_least is None else band.at_least)


def _note_scale(scale: Sequence[Band], reach: tuple[float, float], table: Table, *, whole: bool) -> None:
    lowest, highest = reach
    for band in scale:
        start = lowest if band.at_least is None else max(lowest, band.at_least)
        if start > highest or (band.below is not None and band.below <= start):
            table.fault(f'pita "{band.meaning.code}" tidak dapat dicapai: skor {lowest:g} sampai {highest:g}')
    for before, after in pairwise(scale):
        _note_edge(before, after, table)
    first, last = scale[0], scale[-1]
    if whole and first.at_least is not None and first.at_least > lowest:
        table.fault(f"skor {lowest:g} sampai {first.at_least:g} tidak masuk pita mana pun")
    if whole and last.below is not None and last.below <= highest:
        table.fault(f"skor {last.below:g} sampai {highest:g} tidak masuk pita mana pun")


def _note_edge(before: Band, after: Band, table: Table) -> None:
    if before.below is None or after.at_least is None or after.at_least < before.below:
        table.fault(f'pita "{before.meaning.code}" dan "{after.meaning.code}" bertumpang tindih')
    elif after.at_least > before.below:
        table.fault(f"skor {before.below:g} sampai {after.at_least:g} tidak masuk pita mana pun")
