"""Inviting people to what is due for them, and who of them has come."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models import Invitation, Person
from db.queries.invitations import (
    InvitationPassed,
    InvitationsWanted,
    came,
    invitation_of,
    invitations_of,
    invited_since,
    to_come,
)
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.invitation import (
    InvitationRules,
    Invited,
    filled,
    invitation_rules,
    mobile_number,
    text_problem,
    whatsapp_link,
)
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.search.search_text import search_words
from ilp_desktop.services.core.ownership import not_there, owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork, Work
from ilp_desktop.services.due.due_names import ServiceNames
from ilp_desktop.services.due.due_reading import DueReadings
from ilp_desktop.services.due.due_rows import DueFilter, DueRow
from ilp_desktop.services.due.invitation_rows import (
    Again,
    Channel,
    InvitationFilter,
    InvitationForm,
    InvitationMessage,
    InvitationRow,
    InvitedBatch,
    NewInvitations,
    Standing,
)
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.person.person_finding import ways_of

GONE = {Leaving.DIED.value: "meninggal", Leaving.MOVED.value: "pindah"}
LONGEST_PLACE = 120
LONGEST_TEXT = 1000
MOST_AT_ONCE = 1000


class Invitations:
    """Invitations by paper, WhatsApp or kader."""

    def __init__(self, uow: UnitOfWork, readings: DueReadings) -> None:
        self._uow = uow
        self._readings = readings

    def form(self, user: SignedIn) -> InvitationForm:
        """Return what the form of new invitations begins with."""
        with self._uow.reading(user, Act.INVITE) as session:
            rules = invitation_rules(self._uow.today(user))
            return InvitationForm(rules.text, profile_of(session, user.facility_id).name, rules.again_within_days)

    def create(self, user: SignedIn, wanted: NewInvitations) -> InvitedBatch:
        """Invite people; raises ``WrongAnswers``, on ``again`` when some were invited not long ago."""
        with self._uow.writing(user, Act.INVITE) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("invitation", earlier, repeated=True)
                return _made_before(work.session, earlier)
            rules = invitation_rules(work.today)
            _check(work, wanted, rules)
            found = self._readings.open(work.session, user).among(
                wanted.people, DueFilter(services=wanted.services, state=wanted.state)
            )
            recent = invited_since(work.session, wanted.people, rules.recent_from(work.today))
            invited = _agreed(found, recent, wanted, rules)
            batch = work.new_id()
            work.session.add_all(_invitation(work, batch, row, wanted) for row in invited)
            work.remember(wanted.client_id, batch)
            work.touch("invitation", batch, people=len(invited), channel=wanted.channel.value)
            return InvitedBatch(
                batch_id=batch,
                invited=len(invited),
                skipped=len(found) - len(invited),
                not_due=len(set(wanted.people)) - len(found),
                without_number=_without_number(invited, wanted.channel),
            )

    def listed(
        self, user: SignedIn, wanted: InvitationFilter, after: InvitationRow | None, limit: int
    ) -> tuple[InvitationRow, ...]:
        """Return invitations, the newest first, after a row; at most ``limit``."""
        with self._uow.reading(user, Act.INVITE) as session:
            names = self._readings.open(session, user).names
            words = search_words(wanted.search, names.day)
            if wanted.search.strip() and not words:
                return ()
            chosen = InvitationsWanted(wanted.batch_id, wanted.since, wanted.came, ways_of(words))
            passed = InvitationPassed(after.day, after.name, after.id) if after is not None else None
            rows = invitations_of(session, user.facility_id, chosen, passed, limit)
            return tuple(_row(row, names) for row in rows)

    def message(self, user: SignedIn, invitation_id: UUID) -> InvitationMessage:
        """Return an invitation as a text to send."""
        with self._uow.reading(user, Act.INVITE) as session:
            owned(session, user.facility_id, Invitation, invitation_id)
            row = invitation_of(session, invitation_id)
            names = self._readings.open(session, user).names
            gone = gone_words(row, names.day)
            if gone:
                raise UserError(f"{row.name}: {gone}.", "Undangan tidak dikirim.")
            facility = profile_of(session, user.facility_id).name
        text = filled(row.Invitation.text, spoken_to(row, names), facility, invitation_rules(names.day), names.day)
        number = mobile_number(row.phone)
        return InvitationMessage(text, number, whatsapp_link(number, text))

    def mark(self, user: SignedIn, invitation_id: UUID, *, has_come: bool) -> None:
        """Note by hand that somebody has come today, or that this was a mistake."""
        with self._uow.writing(user, Act.INVITE) as work:
            invitation = work.own(Invitation, invitation_id)
            if has_come and invitation.came_on is not None:
                day = indonesian_date(invitation.came_on)
                raise UserError(f"Orang ini sudah tercatat datang {day}.", "Muat ulang daftar.")
            invitation.came_on = work.today if has_come else None
            work.touch("invitation", invitation_id, came=has_come)


def invitations_open(session: Session, person_id: UUID, day: date) -> int:
    """Return how many invitations somebody answers by coming on a day."""
    return to_come(session, person_id, day, invitation_rules(day).counts_from(day))


def note_coming(work: Work, person_id: UUID, day: date) -> None:
    """Note that an invited person has come on a day, when a visit is opened or written down later."""
    since = invitation_rules(day).counts_from(day)
    if invitations_open(work.session, person_id, day) and came(work.session, person_id, day, since):
        work.touch("invitation", person_id, came=True)


def gone_words(row: Row[Any], today: date) -> str:
    """Return why the person of an invitation is not to be invited any more, or nothing."""
    if row.removed_at is not None:
        return "catatan digabung"
    if row.left_on is None or row.left_on > today:
        return ""
    return f"{GONE.get(row.left_why, 'pergi')} {indonesian_date(row.left_on)}"


def spoken_to(row: Row[Any], names: ServiceNames) -> Invited:
    """Return the person of an invitation with the public words of their services."""
    words = public_words(row.Invitation.services, row.birth_date, names)
    return Invited(row.name, row.birth_date, words, row.Invitation.invited_for, row.Invitation.place)


def public_words(services: Sequence[str], birth_date: date, names: ServiceNames) -> tuple[str, ...]:
    """Return what services are called in public: never a diagnosis, never anything restricted."""
    codes = (names.of(code).public_code(birth_date, names.day) for code in services)
    return invitation_rules(names.day).words_of(codes)


def _check(work: Work, wanted: NewInvitations, rules: InvitationRules) -> None:
    problems = {
        "people": _people_problem(len(set(wanted.people))),
        "invited_for": _day_problem(wanted.invited_for, work.today),
        "place": _text_problem(wanted.place, LONGEST_PLACE, rules, "Tempat"),
        "text": _text_problem(wanted.text, LONGEST_TEXT, rules, "Naskah") if wanted.text.strip() else "Tulis naskah.",
    }
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise WrongAnswers(found)
    own = select(func.count()).select_from(Person)
    chosen = own.where(Person.facility_id == work.facility_id, Person.id.in_(wanted.people))
    if work.session.scalar(chosen) != len(set(wanted.people)):
        raise not_there()


def _people_problem(count: int) -> str:
    if not count:
        return "Pilih orang yang diundang."
    return f"Paling banyak {MOST_AT_ONCE} orang sekali undang." if count > MOST_AT_ONCE else ""


def _day_problem(day: date | None, today: date) -> str:
    return "Tanggal pelayanan sudah lewat." if day is not None and day < today else ""


def _text_problem(text: str, longest: int, rules: InvitationRules, label: str) -> str:
    return f"{label} paling panjang {longest} huruf." if len(text) > longest else text_problem(text, rules)


def _agreed(found: Sequence[DueRow], recent: set[UUID], wanted: NewInvitations, rules: InvitationRules) -> list[DueRow]:
    """Return who is invited; raises ``WrongAnswers`` while it is open what becomes of those invited not long ago."""
    twice = sum(row.person_id in recent for row in found)
    if twice and wanted.again is None:
        told = f"{twice} dari {len(found)} orang sudah diundang dalam {rules.again_within_days} hari terakhir."
        raise WrongAnswers({"again": f"{told} Pilih: lewati mereka, atau undang lagi."})
    return [row for row in found if wanted.again is Again.INVITE or row.person_id not in recent]


def _invitation(work: Work, batch: UUID, row: DueRow, wanted: NewInvitations) -> Invitation:
    return Invitation(
        **work.stamp(),
        batch_id=batch,
        person_id=row.person_id,
        services=[one.name.code for one in row.services],
        day=work.today,
        channel=wanted.channel.value,
        invited_for=wanted.invited_for,
        place=wanted.place.strip(),
        text=wanted.text.strip(),
    )


def _without_number(invited: Sequence[DueRow], channel: Channel) -> int:
    return sum(not mobile_number(row.phone) for row in invited) if channel is Channel.WHATSAPP else 0


def _made_before(session: Session, batch: UUID) -> InvitedBatch:
    made = select(func.count()).select_from(Invitation).where(Invitation.batch_id == batch)
    return InvitedBatch(batch, session.scalar(made) or 0)


def _row(row: Row[Any], names: ServiceNames) -> InvitationRow:
    one: Invitation = row.Invitation
    return InvitationRow(
        id=one.id,
        batch_id=one.batch_id,
        person_id=one.person_id,
        name=row.name,
        village=row.village,
        rw=row.rw,
        rt=row.rt,
        phone=row.phone,
        words=public_words(one.services, row.birth_date, names),
        day=one.day,
        channel=Channel(one.channel),
        invited_for=one.invited_for,
        place=one.place,
        came_on=one.came_on,
        standing=_standing(one, names.day),
        invited_by=row.invited_by,
        gone=gone_words(row, names.day),
    )


def _standing(one: Invitation, today: date) -> Standing:
    if one.came_on is not None:
        return Standing.CAME
    still_open = (one.invited_for or one.day) >= invitation_rules(today).counts_from(today)
    return Standing.INVITED if still_open else Standing.MISSED
