"""How a form comes to its conclusions, laid out to be read: points, bands with their edges, alarms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.expressions.conditions import Condition
from ilp_desktop.forms.condition_words import condition_text
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.scales import Alarm, Band, Meaning, Method, Point, Scoring
from ilp_desktop.forms.schema import Form, Kind
from ilp_desktop.forms.wording import NO_RESULT
from ilp_desktop.services.edition.outline import OutlinePart, OutlineRow

SCORING, BANDS, ALARMS, POINTS = "Penilaian", "Kesimpulan", "Tanda bahaya jawaban", "Nilai tambahan"
BAND_HEADINGS = ("Nilai", "Untuk", "Kesimpulan", "Tindakan", "Saran dan tindak lanjut")
ALARM_HEADINGS = ("Bila", "Kesimpulan", "Tindakan", "Saran dan tindak lanjut")
POINT_HEADINGS = ("Kelompok", "Untuk", "Bila", "Nilai")
BAND_ITEM, ALARM_ITEM, POINT_ITEM = "simpulan", "tanda", "nilai"
EVERYBODY, THE_REST = "semua", "lainnya"
METHODS = {
    Method.SUM: "Nilai dijumlahkan",
    Method.COUNT: "Dihitung berapa jawaban yang bernilai",
    Method.ANY: "Satu jawaban yang bernilai sudah cukup",
    Method.RULE: "Dinilai dengan aturan",
}
URGENCIES = {
    Urgency.NONE: "tidak perlu",
    Urgency.AWAITED: NO_RESULT,
    Urgency.WATCH: "pantau",
    Urgency.REFER: "rujuk",
    Urgency.EMERGENCY: "gawat darurat",
}


@dataclass(frozen=True)
class FormWords:
    """A form with what its parts are called: numbers of questions, titles of other forms."""

    form: Form
    numbers: Mapping[str, str]
    titles: Mapping[str, str]

    def called(self, code: str) -> str:
        """Return a question by its number, or by its label where it has none."""
        return self.numbers[code] or self.form.question(code).label

    def whom(self, when: Condition | None, rest: str = EVERYBODY) -> str:
        """Return a condition in words, or who is meant without one."""
        return rest if when is None else condition_text(when, self.form)


def scales(words: FormWords) -> Iterator[OutlinePart]:
    """Give the parts of each scale: how it counts, its points, bands and alarms."""
    several = len(words.form.scorings) > 1
    for number, scoring in enumerate(words.form.scorings, start=1):
        scale = _Scale(words, scoring, f"{number}." if several else "", f" · {scoring.label}" if scoring.label else "")
        yield from scale.parts()


def edges_text(band: Band) -> str:
    """Return the scores of a band, with the edge that belongs to it and the one that does not."""
    low = "" if band.at_least is None else decimal_text(band.at_least)
    high = "" if band.below is None else decimal_text(band.below)
    if low and high:
        return f"{low} sampai di bawah {high}"
    if low:
        return f"{low} ke atas"
    return f"di bawah {high}" if high else "berapa pun"


@dataclass(frozen=True)
class _Scale:
    """One scale; ``mark`` and ``after`` tell its items and titles from those of the others."""

    words: FormWords
    scoring: Scoring
    mark: str
    after: str

    def parts(self) -> Iterator[OutlinePart]:
        yield OutlinePart(SCORING + self.after, (), (OutlineRow((self._how(),)),))
        for title, headings, rows in (
            (POINTS, POINT_HEADINGS, [self._point(one) for one in self.scoring.points]),
            (ALARMS, ALARM_HEADINGS, [self._alarm(one) for one in self.scoring.alarms]),
            (BANDS, BAND_HEADINGS, self._bands()),
        ):
            if rows:
                yield OutlinePart(title + self.after, headings, tuple(rows))

    def _how(self) -> str:
        scoring = self.scoring
        how = f"{METHODS[scoring.method]} {scoring.rule}".rstrip()
        if scoring.questions:
            how += f", dari pertanyaan {', '.join(map(self.words.called, scoring.questions))}"
        weights = [f"{self.words.called(code)} kali {decimal_text(by)}" for code, by in scoring.weights.items()]
        kinds = {self.words.form.question(code).kind for code in scoring.questions}
        yes = "Ya bernilai 1." if Kind.BOOLEAN in kinds and scoring.method is not Method.RULE else ""
        base = f"Nilai awal {decimal_text(scoring.base)}." if scoring.base else ""
        times = f"Bobot: {', '.join(weights)}." if weights else ""
        return " ".join(part for part in (f"{how}.", yes, base, times) if part)

    def _point(self, point: Point) -> OutlineRow:
        when = condition_text(point.when, self.words.form)
        cells = (point.group, point.label, when, decimal_text(point.score))
        return OutlineRow(cells, f"{POINT_ITEM}:{self.mark or 1}", f"{POINTS}{self.after}")

    def _alarm(self, alarm: Alarm) -> OutlineRow:
        cells = (condition_text(alarm.when, self.words.form), *self._meaning(alarm.meaning))
        return OutlineRow(cells, f"{ALARM_ITEM}:{self.mark}{alarm.meaning.code}", f"Tanda: {alarm.meaning.conclusion}")

    def _bands(self) -> Sequence[OutlineRow]:
        rest = THE_REST if any(band.when for band in self.scoring.bands) else EVERYBODY
        return [
            OutlineRow(
                (edges_text(band), self.words.whom(band.when, rest), *self._meaning(band.meaning)),
                f"{BAND_ITEM}:{self.mark}{band.meaning.code}",
                f"Kesimpulan{self.after}: {band.meaning.conclusion}",
            )
            for band in self.scoring.bands
        ]

    def _meaning(self, meaning: Meaning) -> tuple[str, str, str]:
        further = (
            meaning.advice,
            f"Lanjut: {self.words.titles.get(meaning.follow_up, meaning.follow_up)}." if meaning.follow_up else "",
            f"Rujuk ke {meaning.refer_to}." if meaning.refer_to else "",
            f"Ulangi setelah {meaning.repeat_days} hari." if meaning.repeat_days else "",
        )
        return meaning.conclusion, URGENCIES[meaning.urgency], " ".join(part for part in further if part)
