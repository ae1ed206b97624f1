"""Certificates (surat keterangan) as their reference table lists them, and what one may not say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.premarital import PackagePart, PartStanding, lacking
from ilp_desktop.reference import edition_on

TABLE = "certificate"
HEALTHY, SICK, BRIDAL, DEATH, RESUME = "sehat", "sakit", "catin", "kematian", "resume"
NOT_DATED_BACK = "Tidak sebelum hari kunjungan, {}: surat tidak bertanggal mundur."
NOT_EXAMINED = "Tidak diperiksa"
LONGEST = {
    "purpose": ("Keperluan", 120),
    "note": ("Keterangan", 300),
    "partner": ("Pasangan", 120),
    "cause_words": ("Penyebab", 200),
}


@dataclass(frozen=True)
class Measure:
    """Something measured at the visit; ``choices`` are the words of its answers, where it has such."""

    code: str
    label: str
    questions: tuple[str, ...]
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CertificateKind:
    """One kind.

    Attributes:
        title: what stands above the paper.
        mark, counter: the letters its numbers bear, and where these come from.
        asks, needs: its fields in their order, and those that may not stay blank.
        measured: codes of what must have been measured at the visit.
        conclusions: what the doctor may conclude; ``wants_note`` those that need words.
        asks_about_illness: the conclusions that are asked about when there is a diagnosis of the day.
        form, package: what a package consists of, and the form that tells it.
        of_the_dead: whether it is about somebody who died; any other is about somebody who lives.
        sums_up: whether it tells of visits that were, of the living and of the dead; it bears the day of issue.
        names_nik: whether the paper names the NIK; an employer needs none.
    """

    code: str
    label: str
    title: str
    mark: str
    counter: str
    asks: tuple[str, ...]
    needs: frozenset[str]
    opening: str
    measured: tuple[str, ...] = ()
    validity_days: int | None = None
    conclusions: tuple[tuple[str, str], ...] = ()
    wants_note: frozenset[str] = frozenset()
    asks_about_illness: frozenset[str] = frozenset()
    form: str = ""
    package: tuple[PackagePart, ...] = ()
    of_the_dead: bool = False
    sums_up: bool = False
    names_nik: bool = True


@dataclass(frozen=True)
class CertificateRules:
    """The table of a day.

    Attributes:
        longest_rest_days: a longer rest is asked about once.
        package_months: how old the form of a package may be.
        well: beginnings of codes that tell of no illness.
    """

    kinds: Mapping[str, CertificateKind]
    measures: Mapping[str, Measure]
    longest_rest_days: int
    package_months: int
    well: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class CertificateDraft:
    """What is asked for one certificate; what a kind does not ask stays as it is here.

    Attributes:
        colour: what was seen of colour vision, where the visit has no answer.
        left_out: measures that are to be printed as not examined.
        first_day, last_day: of the rest.
        agreed: the patient agrees that the diagnosis is named, which is ``diagnosis``.
        partner: name, NIK or No. RM of the other of a couple.
        since, until: the days of the visits that a resume tells of; neither for this visit alone.
        tells_cause, cause, cause_words: whether the cause of a death is named, its code and the doctor's words.
    """

    kind: str
    doctor_id: UUID | None = None
    purpose: str = ""
    colour: str = ""
    left_out: frozenset[str] = frozenset()
    conclusion: str = ""
    note: str = ""
    first_day: date | None = None
    last_day: date | None = None
    agreed: bool = False
    diagnosis: str = ""
    partner: str = ""
    since: date | None = None
    until: date | None = None
    tells_cause: bool = False
    cause: str = ""
    cause_words: str = ""


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate rests on.

    Attributes:
        day: of the visit.
        today: the day it is issued.
        late: whether the visit was written down later from paper.
        died_on: None for somebody who lives.
        measured: what the visit has, by code of the measure.
        diagnoses: code and title of those of the day that may be named.
        found: those of the day that whoever issues it may know.
        package: how the parts of the package of a couple to be stand; None where its form was not filled in.
    """

    day: date
    today: date
    late: bool = False
    died_on: date | None = None
    measured: Mapping[str, str] = field(default_factory=dict)
    diagnoses: tuple[tuple[str, str], ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    package: tuple[PartStanding, ...] | None = None


@lru_cache(maxsize=64)
def certificate_rules_on(day: date) -> CertificateRules:
    """Return the table in force on a day."""
    edition = edition_on(TABLE, day)
    body = edition.body
    return CertificateRules(
        kinds={row["code"]: _kind(row) for row in body["kind"]},
        measures={row["code"]: _measure(row) for row in body["measure"]},
        longest_rest_days=body["longest_rest_days"],
        package_months=body["package_months"],
        well=tuple(body["well"]),
        source=edition.source,
    )


def certificate_day(kind: CertificateKind, facts: CertificateFacts) -> date:
    """Return the day a certificate bears: the visit's, or the day of issue where it certifies no visit's state."""
    return facts.today if kind.of_the_dead or kind.sums_up else facts.day


def backdated(kind: CertificateKind, facts: CertificateFacts) -> str:
    """Return why a certificate of this visit would be dated back, or nothing."""
    if kind.of_the_dead or kind.sums_up or facts.late or facts.day == facts.today:
        return ""
    return (
        f"Tanggal surat adalah tanggal kunjungan, dan kunjungan ini tanggal {indonesian_date(facts.day)}: "
        "surat tidak diterbitkan mundur."
    )


def problems_of(draft: CertificateDraft, rules: CertificateRules, facts: CertificateFacts) -> dict[str, str]:
    """Return what is wrong with a certificate: field name to message."""
    kind = rules.kinds[draft.kind]
    wrong = {name: "Wajib diisi." for name in kind.needs if not _filled(getattr(draft, name))}
    long = {name: most for name, most in LONGEST.items() if len(getattr(draft, name).strip()) > most[1]}
    wrong |= {name: f"{label} paling panjang {longest} huruf." for name, (label, longest) in long.items()}
    if draft.conclusion and draft.conclusion not in dict(kind.conclusions):
        wrong["conclusion"] = "Pilih kesimpulan."
    if draft.conclusion in kind.wants_note and not draft.note.strip():
        wrong["note"] = "Tulis catatannya."
    missing = [rules.measures[code] for code in missing_measures(draft, rules, facts)]
    if any(one.choices for one in missing):
        wrong["colour"] = "Pilih hasilnya, atau «tidak diperiksa»."
    if any(not one.choices for one in missing):
        names = ", ".join(one.label.lower() for one in missing if not one.choices)
        wrong["left_out"] = f"Belum diukur pada kunjungan ini: {names}. Ukur dahulu, atau tandai tidak diperiksa."
    if kind.code == SICK:
        wrong |= _rest_problems(draft, facts) | _naming_problems(draft, facts)
    if kind.sums_up:
        wrong |= _period_problems(draft, facts)
    if draft.tells_cause and not (draft.cause or draft.cause_words.strip()):
        wrong["cause"] = "Pilih penyebabnya, atau hilangkan tanda «Sebut penyebab»."
    return wrong


def doubts_of(draft: CertificateDraft, rules: CertificateRules, facts: CertificateFacts) -> dict[str, str]:
    """Return what is asked about once: field name to question."""
    kind = rules.kinds[draft.kind]
    asked, days = dict[str, str](), rest_days(draft)
    if kind.code == SICK and days > rules.longest_rest_days:
        asked["last_day"] = f"Istirahat {days} hari, lebih dari {rules.longest_rest_days} hari. Sudah benar?"
    ill = [f"{code} {title}" for code, title in facts.found if not code.startswith(rules.well)]
    if draft.conclusion in kind.asks_about_illness and ill:
        asked["conclusion"] = f"Hari ini tercatat {ill[0]}. Tetap dinyatakan sehat?"
    missing = ", ".join(lacking(facts.package or ())).lower() if kind.code == BRIDAL else ""
    if missing:
        asked["note"] = f"Paket belum lengkap: {missing}. Surat akan menyebutnya. Tetap diterbitkan?"
    return asked


def missing_measures(draft: CertificateDraft, rules: CertificateRules, facts: CertificateFacts) -> tuple[str, ...]:
    """Return the measures a certificate needs and the visit has not, unless they are told or left out by choice."""
    told = {measure.code for measure in rules.measures.values() if measure.choices and draft.colour}
    have = told.union(facts.measured, draft.left_out)
    return tuple(code for code in rules.kinds[draft.kind].measured if code not in have)


def rest_days(draft: CertificateDraft) -> int:
    """Return how many days of rest are given, the first and the last among them; 0 where there are none."""
    if draft.first_day is None or draft.last_day is None:
        return 0
    return max(0, (draft.last_day - draft.first_day).days + 1)


def _rest_problems(draft: CertificateDraft, facts: CertificateFacts) -> dict[str, str]:
    first, last = draft.first_day, draft.last_day
    if first is not None and first < facts.day:
        return {"first_day": NOT_DATED_BACK.format(indonesian_date(facts.day))}
    if first is not None and last is not None and last < first:
        return {"last_day": "Hari terakhir sebelum hari pertama."}
    return {}


def _period_problems(draft: CertificateDraft, facts: CertificateFacts) -> dict[str, str]:
    if draft.since is not None and draft.since > facts.today:
        return {"since": "Tanggal ini belum tiba."}
    backward = draft.since is not None and draft.until is not None and draft.until < draft.since
    return {"until": "Akhir periode sebelum awalnya."} if backward else {}


def _naming_problems(draft: CertificateDraft, facts: CertificateFacts) -> dict[str, str]:
    if not draft.diagnosis:
        return {"diagnosis": "Pilih diagnosisnya."} if draft.agreed else {}
    if not draft.agreed:
        return {"agreed": "Diagnosis hanya ditulis bila pasien setuju."}
    if draft.diagnosis not in dict(facts.diagnoses):
        return {"diagnosis": "Diagnosis ini tidak dapat ditulis pada surat."}
    return {}


def _filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _kind(row: Mapping[str, Any]) -> CertificateKind:
    known = dict(row)
    known["asks"], known["measured"] = tuple(row["asks"]), tuple(row.get("measured", ()))
    for name in ("needs", "wants_note", "asks_about_illness"):
        known[name] = frozenset(row.get(name, ()))
    known["conclusions"] = _pairs(row.get("conclusions", ()))
    known["package"] = tuple(_part(part) for part in row.get("package", ()))
    return CertificateKind(**known)


def _part(row: Mapping[str, Any]) -> PackagePart:
    known = dict(row)
    known["questions"], known["forms"] = tuple(row["questions"]), tuple(row.get("forms", ()))
    known["waits_by"] = tuple(row.get("waits_by", ()))
    for name in ("missing", "waiting"):
        known[name] = frozenset(row.get(name, ()))
    known["tests"] = {question: frozenset(codes) for question, codes in row.get("tests", {}).items()}
    return PackagePart(**known)


def _measure(row: Mapping[str, Any]) -> Measure:
    questions = tuple(row["questions"])
    return Measure(row["code"], row["label"], questions, row.get("unit", ""), _pairs(row.get("choices", ())))


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, label) for code, label in rows)
