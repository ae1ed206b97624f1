"""What is written of a visit: its clinical note in versions, and its diagnoses with a trace of what they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, Note, Person, WithdrawnDiagnosis
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.diagnosis_fit import Fit, fitting
from ilp_desktop.domain.care.prognosis import PROGNOSES, prognosis_problem
from ilp_desktop.domain.count_text import count_text
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.unit_of_work import Work

LONGEST_TEXT = 20_000
SURE_HINT = " Bila memang demikian, tekan Benar."


@dataclass(frozen=True)
class SoapNote:
    """The clinical note: what was told, found, concluded, planned, given, done, taught and expected."""

    subjective: str = ""
    objective: str = ""
    assessment: str = ""
    plan: str = ""
    therapy: str = ""
    actions: str = ""
    present_illness: str = ""
    past_history: str = ""
    drug_history: str = ""
    family_history: str = ""
    social_history: str = ""
    education: str = ""
    prognosis_vitam: str = ""
    prognosis_functionam: str = ""
    prognosis_sanationam: str = ""


NOTE_LABELS = {
    "subjective": "Subjektif",
    "objective": "Objektif",
    "assessment": "Asesmen",
    "plan": "Rencana",
    "therapy": "Terapi",
    "actions": "Tindakan",
    "present_illness": "Riwayat penyakit sekarang",
    "past_history": "Riwayat penyakit dahulu",
    "drug_history": "Riwayat obat",
    "family_history": "Riwayat keluarga",
    "social_history": "Riwayat sosial dan pekerjaan",
    "education": "Edukasi yang diberikan",
    "prognosis_vitam": "Prognosis ad vitam",
    "prognosis_functionam": "Prognosis ad functionam",
    "prognosis_sanationam": "Prognosis ad sanationam",
}


class Certainty(Enum):
    """Whether a diagnosis is worked with or holds; nobody said of those of paper and of older records."""

    UNSAID = ""
    WORKING = "kerja"
    DEFINITE = "pasti"


@dataclass(frozen=True)
class GivenDiagnosis:
    """A diagnosis of the visit; the first of the list is the primary one.

    ``sure`` says that a code which hardly fits sex or age was confirmed.
    """

    code: str
    new_case: bool = True
    certainty: Certainty = Certainty.WORKING
    sure: bool = False


def note_problems(note: SoapNote, day: date) -> dict[str, str]:
    """Return which parts of a note are too long, or no word of their list: field name to message."""
    problems = too_long(note, {key: (label, LONGEST_TEXT) for key, label in NOTE_LABELS.items()})
    typed = {key: count_text(len(getattr(note, key).strip())) for key in problems}
    chosen = {key: text for key in PROGNOSES if (text := prognosis_problem(getattr(note, key), day))}
    return {key: f"{text} Isian ini {typed[key]} huruf." for key, text in problems.items()} | chosen


def diagnosis_problem(given: Sequence[GivenDiagnosis], known: DiagnosisCodes) -> str:
    """Return what is wrong with diagnoses, or nothing."""
    codes = [one.code for one in given]
    unknown = [code for code in codes if not known.exists(code)]
    if unknown:
        return f"Kode {unknown[0]} tidak ada dalam ICD-10."
    heading = next((entry for code in codes if (entry := known.get(code)) and entry.is_heading), None)
    if heading is not None:
        return f"{heading.code} judul kelompok, bukan diagnosis: pilih kode yang lebih rinci di bawahnya."
    if codes and (first := known.get(codes[0])) is not None and first.is_asterisk:
        return f"{first.code} kode bintang: tulis dulu kode penyebabnya sebagai diagnosis utama."
    return "Satu diagnosis tertulis dua kali." if len(set(codes)) < len(codes) else ""


@dataclass(frozen=True)
class Misfits:
    """Diagnoses that do not fit sex or age: why one cannot be, and what is asked of the others, by code."""

    impossible: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict)

    def problem(self, given: Sequence[GivenDiagnosis]) -> str:
        """Return what is wrong with diagnoses whose doubts were confirmed as far as they say so, or nothing."""
        open_doubts = (self.doubts[one.code] for one in given if one.code in self.doubts and not one.sure)
        return self.impossible or next((words + SURE_HINT for words in open_doubts), "")


def misfits(given: Sequence[GivenDiagnosis], person: Person, day: date) -> Misfits:
    """Return which diagnoses do not fit a person on the day of a visit."""
    found = {one.code: fitting(one.code, person.sex, person.birth_date, day) for one in given}
    impossible = (one.words for one in found.values() if one.fit is Fit.IMPOSSIBLE)
    doubts = {code: one.words for code, one in found.items() if one.fit is Fit.DOUBTFUL}
    return Misfits(next(impossible, ""), doubts)


def latest_note(session: Session, encounter_id: UUID) -> Note | None:
    """Return the last version of the note of a visit, or None."""
    return session.scalar(select(Note).where(Note.encounter_id == encounter_id).order_by(Note.version.desc()).limit(1))


def soap_of(note: Note) -> SoapNote:
    """Return the parts of a stored note."""
    return SoapNote(**{key: getattr(note, key) for key in NOTE_LABELS})


def write_note(work: Work, encounter_id: UUID, note: SoapNote, latest: Note | None = None, reason: str = "") -> None:
    """Store a note after its latest version, unless it says what that does."""
    if latest is not None and soap_of(latest) == note:
        return
    version = latest.version + 1 if latest else 1
    row = Note(**work.stamp(), encounter_id=encounter_id, version=version, reason=reason, **vars(note))
    work.session.add(row)


def diagnoses_of(session: Session, encounter_id: UUID) -> list[Diagnosis]:
    """Return the diagnoses of a visit, the primary one first."""
    given = select(Diagnosis).where(Diagnosis.encounter_id == encounter_id).order_by(Diagnosis.rank)
    return list(session.scalars(given))


def diagnosed_before(session: Session, encounter: Encounter) -> frozenset[str]:
    """Return the codes of a patient's diagnoses at other visits."""
    person, other = Diagnosis.person_id == encounter.person_id, Diagnosis.encounter_id != encounter.id
    return frozenset(session.scalars(select(Diagnosis.code).where(person, other)))


def given_of(row: Diagnosis) -> GivenDiagnosis:
    """Return a stored diagnosis as it was given."""
    return GivenDiagnosis(row.code, row.new_case, Certainty(row.certainty), sure=bool(row.doubt))


def write_diagnoses(
    work: Work,
    encounter: Encounter,
    wanted: tuple[GivenDiagnosis, ...],
    rows: Sequence[Diagnosis],
    doubts: Mapping[str, str] | None = None,
    reason: str = "",
) -> tuple[GivenDiagnosis, ...]:
    """Store the diagnoses of a visit beside the rows that stand there; return those that stood, if anything changed.

    What stays as it was keeps its author and time. What goes or changes leaves a trace.
    """
    before = tuple(given_of(row) for row in rows)
    if before == wanted:
        return ()
    ranks = {given.code: rank for rank, given in enumerate(wanted, start=1)}
    kept = {given.code: given for given in wanted}
    gone = [row for row in rows if row.code not in kept]
    changed = [row for row in rows if row.code in kept and _changes(row, kept[row.code], ranks[row.code])]
    traces = [_trace(work, row, "dihapus", reason) for row in gone]
    traces += [_trace(work, row, "diubah", reason) for row in changed]
    if traces:
        work.session.execute(insert(WithdrawnDiagnosis), traces)
        work.touch("encounter", encounter.id, old_diagnoses=[given.code for given in before])
    if gone:
        work.session.execute(delete(Diagnosis).where(Diagnosis.id.in_([row.id for row in gone])))
    stamp = {"recorded_at": work.now, "recorded_by": work.user.staff_id}
    for row in rows:
        if row in gone:
            continue
        given = kept.pop(row.code)
        said = {"new_case": given.new_case, "certainty": given.certainty.value} | (stamp if row in changed else {})
        for name, value in {"rank": ranks[row.code], **said}.items():
            setattr(row, name, value)
    work.session.add_all(
        Diagnosis(
            **work.stamp(),
            encounter_id=encounter.id,
            person_id=encounter.person_id,
            day=encounter.day,
            rank=ranks[code],
            code=code,
            new_case=given.new_case,
            certainty=given.certainty.value,
            doubt=(doubts or {}).get(code, "")[:200],
        )
        for code, given in kept.items()
    )
    return before


def _changes(row: Diagnosis, given: GivenDiagnosis, rank: int) -> bool:
    """Tell whether a diagnosis says something else now: its kind, or whether it is the primary one."""
    kind = (row.new_case, row.certainty) != (given.new_case, given.certainty.value)
    return kind or (row.rank == 1) != (rank == 1)


def _trace(work: Work, row: Diagnosis, became: str, reason: str) -> dict[str, Any]:
    kept = ("encounter_id", "person_id", "day", "rank", "code", "new_case", "certainty")
    return {
        **work.stamp(),
        **{name: getattr(row, name) for name in kept},
        "given_by": row.recorded_by,
        "given_at": row.recorded_at,
        "became": became,
        "reason": reason,
    }
