"""The open referrals of a person, as the KIA summary warns of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from db.models import Destination, Diagnosis, Person, Referral
from ilp_desktop.domain.care.referral_state import UNANSWERED, ReferralState
from ilp_desktop.printing.wording import short_date
from ilp_desktop.services.kia_sheet import Sheet, is_restricted_now
from ilp_desktop.services.letter.referral_steps import shown_state

OPEN = tuple(state for state in UNANSWERED if state is not ReferralState.EXPIRED)
"""Where a referral stands that still leads somewhere; a letter that has expired does not."""


def open_referrals(sheet: Sheet, person: Person) -> tuple[str, ...]:
    """Return each open referral in one sentence, the newest first; the sheet goes home, so no restricted one."""
    rows = sheet.session.execute(
        select(Referral, Destination.name)
        .outerjoin(Destination, Destination.id == Referral.destination_id)
        .where(
            Referral.person_id == person.id,
            Referral.day <= sheet.today,
            Referral.state.in_([state.value for state in OPEN]),
            Referral.restricted.is_(False),
        )
        .order_by(Referral.day.desc(), Referral.number.desc())
    ).all()
    telling = _telling(sheet, person, [letter for letter, _ in rows])
    return tuple(
        _sentence(letter, place or letter.to_name, state)
        for letter, place in rows
        if letter.id not in telling and (state := shown_state(letter, sheet.today)) in OPEN
    )


def _telling(sheet: Sheet, person: Person, letters: Sequence[Referral]) -> set[UUID]:
    """Return the referrals whose visit has, or whose letter names, a restricted diagnosis: the clinic would tell it."""
    given: dict[UUID | None, set[str]] = {one.encounter_id: set() for one in letters}
    for visit, code in sheet.session.execute(
        select(Diagnosis.encounter_id, Diagnosis.code).where(Diagnosis.encounter_id.in_(given))
    ):
        given[visit].add(code)
    return {
        one.id
        for one in letters
        if any(
            is_restricted_now(code, person, one.day, sheet.today)
            for code in given[one.encounter_id].union(code for code, _ in one.content.get("diagnoses", ()))
        )
    }


def _sentence(letter: Referral, place: str, state: ReferralState) -> str:
    where = ", ".join(part for part in (place, letter.clinic) if part)
    return f"Dirujuk {short_date(letter.day)} ke {where}: {state.value}, belum dijawab"
