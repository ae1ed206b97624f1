"""The official words of questionnaires, as a Puskesmas entered them from its own sheets; every version stays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.models import ItemWording, Staff
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.groups import Wording
from ilp_desktop.forms.schema import Form, Question
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work, require

SOURCE = "source"
LONGEST_SOURCE = 200
LONGEST_WORDS = 1000
BLANK = "Tulis kata-kata pada lembar resmi."
SOURCE_MISSING = "Tulis lembar atau buku asalnya."
TOO_LONG = "Paling banyak {most} huruf."
Words = Mapping[str, str]
"""Question code to the official words."""


@dataclass(frozen=True)
class WordingVersion:
    """One version of the words of an item: who entered it, when, and from which sheet."""

    version: int
    words: str
    source: str
    by: str
    at: datetime


@dataclass(frozen=True)
class WordedItem:
    """An item of a questionnaire with its newest words, or None while they were not entered."""

    code: str
    number: str
    topic: str
    newest: WordingVersion | None

    @property
    def words(self) -> str:
        """Return the newest words, or nothing."""
        return "" if self.newest is None else self.newest.words


@dataclass(frozen=True)
class NewWords:
    """What was typed for items of a questionnaire, by question code.

    Attributes:
        seen: the words each item had when it was shown; an item that has others by now is refused as stale.
    """

    form_code: str
    words: Words
    source: str
    seen: Words | None = None


class Wordings:
    """Official words: read for screen and paper, entered in versions.

    A question means the same in every form, so words entered for one form stand in every form that asks the question.
    """

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def words(self, user: SignedIn, form_code: str) -> Words:
        """Return the newest words of each item of a form; nothing for a form in our own words."""
        return self.words_of(user, [self._catalogue.form(form_code, self._uow.today(user))])[form_code]

    def words_of(self, user: SignedIn, forms: Iterable[Form]) -> Mapping[str, Words]:
        """Return the newest words of the items of several forms, by form code."""
        require(user, Act.SEE_FACILITY)
        asked = {form.code: [item.code for item in official_items(form)] for form in forms}
        if not any(asked.values()):
            return {form_code: {} for form_code in asked}
        with self._uow.reading(user, Act.SEE_FACILITY, without_server=True) as session:
            newest = _newest(session, user, {code for codes in asked.values() for code in codes})
        return {
            form_code: {code: newest[code].words for code in codes if code in newest}
            for form_code, codes in asked.items()
        }

    def items(self, user: SignedIn, form_code: str) -> tuple[WordedItem, ...]:
        """Return the items of a questionnaire in their order; raises ``UserError`` for forms in our own words."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            items = official_items(self._official(user, form_code))
            newest = _newest(session, user, [item.code for item in items])
        return tuple(WordedItem(item.code, item.item, item.label, newest.get(item.code)) for item in items)

    def history(self, user: SignedIn, form_code: str) -> Mapping[str, tuple[WordingVersion, ...]]:
        """Return every version of the words of each item of a form, the newest first, by question code."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            items = official_items(self._official(user, form_code))
            found: dict[str, list[WordingVersion]] = {}
            for code, version in _versions(session, user, [item.code for item in items]):
                found.setdefault(code, []).append(version)
        return {code: tuple(versions) for code, versions in found.items()}

    def enter(self, user: SignedIn, form_code: str, question_code: str, words: str, source: str) -> int:
        """Enter the words of one item; returns how many versions that made. Raises ``WrongAnswers``."""
        return self.enter_all(user, NewWords(form_code, {question_code: words}, source))

    def enter_all(self, user: SignedIn, wanted: NewWords) -> int:
        """Enter the words of several items in one save; the same words again make no version.

        Raises ``WrongAnswers`` by question code and ``source``, and ``StaleRecord`` when somebody entered others.
        """
        try:
            with self._uow.writing(user, Act.WRITE_WORDING) as work:
                form = self._official(user, wanted.form_code)
                typed = {code: tidy(words) for code, words in wanted.words.items()}
                _refuse(form, typed, wanted.source)
                return _write(work, wanted, typed)
        except IntegrityError as error:
            raise _stale() from error

    def _official(self, user: SignedIn, form_code: str) -> Form:
        form = self._catalogue.form(form_code, self._uow.today(user))
        if form.wording is not Wording.OFFICIAL:
            raise UserError(
                f"{form.title} ditulis dengan kata-kata sendiri.",
                "Kata resmi hanya untuk formulir yang mengikuti lembar resmi.",
            )
        return form


def official_items(form: Form) -> tuple[Question, ...]:
    """Return the questions that are items of an official sheet, in their order; none of a form in our own words."""
    official = form.wording is Wording.OFFICIAL
    return tuple(question for question in form.questions if official and question.item)


def tidy(words: str) -> str:
    """Return words without needless space; lines stay lines."""
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def _refuse(form: Form, typed: Words, source: str) -> None:
    known = {question.code for question in official_items(form)}
    unknown = sorted(typed.keys() - known)
    if unknown:
        raise UserError(f"Butir {', '.join(unknown)} tidak ada dalam {form.title}.", "Muat ulang halaman ini.")
    problems = {code: BLANK for code, words in typed.items() if not words}
    problems |= {
        code: TOO_LONG.format(most=LONGEST_WORDS) for code, words in typed.items() if len(words) > LONGEST_WORDS
    }
    if not source.strip():
        problems[SOURCE] = SOURCE_MISSING
    elif len(source.strip()) > LONGEST_SOURCE:
        problems[SOURCE] = TOO_LONG.format(most=LONGEST_SOURCE)
    if problems:
        raise WrongAnswers(problems)


def _write(work: Work, wanted: NewWords, typed: Words) -> int:
    newest = _newest(work.session, work.user, typed)
    changed = {code: words for code, words in typed.items() if code not in newest or newest[code].words != words}
    for code, words in changed.items():
        before = newest.get(code)
        if wanted.seen is not None and wanted.seen.get(code, "") != (before.words if before else ""):
            raise _stale(before)
        work.session.add(
            ItemWording(
                **work.stamp(),
                form_code=wanted.form_code,
                question_code=code,
                version=before.version + 1 if before else 1,
                words=words,
                source=wanted.source.strip(),
            )
        )
    work.touch("wording", None, form=wanted.form_code, items=list(changed))
    return len(changed)


def _stale(newer: WordingVersion | None = None) -> StaleRecord:
    who = f" oleh {newer.by} pukul {newer.at:%H.%M}" if newer else ""
    return StaleRecord(
        f"Kata resmi ini baru saja diisi{who}.", "Isian Anda belum disimpan. Muat ulang, bandingkan, lalu simpan."
    )


def _newest(session: Session, user: SignedIn, question_codes: Iterable[str]) -> dict[str, WordingVersion]:
    newest: dict[str, WordingVersion] = {}
    for code, version in _versions(session, user, question_codes):
        newest.setdefault(code, version)
    return newest


def _versions(session: Session, user: SignedIn, question_codes: Iterable[str]) -> Iterator[tuple[str, WordingVersion]]:
    """Give the versions of some items, the newest of each first."""
    rows = session.execute(
        select(ItemWording, Staff.name)
        .join(Staff, Staff.id == ItemWording.recorded_by)
        .where(ItemWording.facility_id == user.facility_id, ItemWording.question_code.in_(list(question_codes)))
        .order_by(ItemWording.version.desc(), ItemWording.recorded_at.desc())
    )
    for row, name in rows:
        at = local_time(row.recorded_at, user.time_zone)
        yield row.question_code, WordingVersion(row.version, row.words, row.source, name, at)
