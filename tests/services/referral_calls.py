"""Every method about referrals on their way, with real arguments, and who may."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from ilp_desktop.domain.care.referral_answer import AnswerWords
from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.referral.back_letters import NewBackLetter
from ilp_desktop.services.referral.field_slips import NewSlip
from ilp_desktop.services.referral.referral_answers import NewAnswer
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralView
from tests.services.calling import Call, Known
from tests.services.referred import other, refer

DESK_AND_ROOM = frozenset({Role.REGISTRATION, Role.DOCTOR})
ROOM_ALONE = frozenset({Role.DOCTOR})
SAID = AnswerWords(date(2026, 11, 23), "dr. Budi, Sp.PD", ("I10",), "Amlodipin", "Kontrol")


def _own(user: SignedIn, known: Known) -> UUID:
    """Return a referral that the user may know of: for whoever sees those inside alone, a new one of these."""
    if user.may(Act.SEE_EVERY_REFERRAL) or not user.may(Act.SEE_REFERRALS):
        return known.referral
    person = known.clinic.register("Warga Dirujuk").person_id
    return refer(known.clinic, person, other("internal"))


def _answer(house: House, user: SignedIn, known: Known) -> None:
    house.referral_answers.record(user, NewAnswer(known.new_id(), _own(user, known), 1, SAID))


def _version(house: House, user: SignedIn, known: Known, act: Act, referral: UUID) -> int:
    """Return the version of the referral, answered first where the user may do what is tried then."""
    if not user.may(act):
        return 1
    file = house.referral_loop.file(user, referral)
    if file.is_answered:
        return file.version
    house.referral_answers.record(user, NewAnswer(known.new_id(), referral, file.version, SAID))
    return file.version + 1


def _correct(house: House, user: SignedIn, known: Known) -> None:
    version = _version(house, user, known, Act.WRITE_REFERRAL, known.referral)
    house.referral_answers.correct(user, NewAnswer(known.new_id(), known.referral, version, SAID, "Salah salin"))


def _act(house: House, user: SignedIn, known: Known) -> None:
    house.referral_loop.act(user, known.new_id(), _own(user, known), 1, (ReferralAct.RECEIVE.value, ""))


def _answer_paper(house: House, user: SignedIn, known: Known) -> None:
    referral = _own(user, known) if user.may(Act.PRINT_PAPER) else known.referral
    _version(house, user, known, Act.PRINT_PAPER, referral)
    house.referral_answers.pdf(user, referral)


def _slip(house: House, user: SignedIn, known: Known) -> UUID:
    draft = ReferralDraft(None, "", None, "", "Pusing", kind="community", from_place="Posyandu", brought_by="Kader")
    return house.field_slips.write(user, NewSlip(known.new_id(), known.mother, draft)).id


def _export(house: House, user: SignedIn, _known: Known) -> None:
    with TemporaryDirectory() as folder:
        house.referral_lists.export(
            user, ReferralFilter(ReferralView.ALL), Path(folder) / "rujukan.xlsx", lambda _done, _text: None
        )


_OF_RECORD: dict[str, tuple[frozenset[Role], Callable[[House, SignedIn, Known], object]]] = {
    "referral_loop.file": (DESK_AND_ROOM, lambda house, user, known: house.referral_loop.file(user, _own(user, known))),
    "referral_loop.of_person": (
        DESK_AND_ROOM,
        lambda house, user, known: house.referral_loop.of_person(user, known.mother),
    ),
    "referral_loop.counts_of_person": (
        DESK_AND_ROOM,
        lambda house, user, known: house.referral_loop.counts_of_person(user, known.mother),
    ),
    "referral_loop.act": (DESK_AND_ROOM, _act),
    "referral_answers.record": (DESK_AND_ROOM, _answer),
    "back_letters.record": (
        DESK_AND_ROOM,
        lambda house, user, known: house.back_letters.record(
            user, NewBackLetter(known.new_id(), known.encounter, "RSUD Contoh", SAID)
        ),
    ),
    "referral_answers.correct": (ROOM_ALONE, _correct),
    "referral_answers.referred_back": (
        ROOM_ALONE,
        lambda house, user, known: house.referral_answers.referred_back(user, known.mother),
    ),
    "referral_answers.pdf": (ROOM_ALONE, _answer_paper),
}
_SLIPS: dict[str, Callable[[House, SignedIn, Known], object]] = {
    "field_slips.offer": lambda house, user, known: house.field_slips.offer(user, known.mother),
    "field_slips.write": _slip,
    "field_slips.pdf": lambda house, user, known: house.field_slips.pdf(user, _slip(house, user, known)),
    "field_slips.note_printed": lambda house, user, known: house.field_slips.note_printed(
        user, _slip(house, user, known)
    ),
}
_LISTS: dict[str, tuple[frozenset[Role], Callable[[House, SignedIn, Known], object]]] = {
    "referral_lists.listed": (
        DESK_AND_ROOM,
        lambda house, user, _: house.referral_lists.listed(user, ReferralFilter(ReferralView.ALL), None, 10),
    ),
    "referral_lists.counts": (DESK_AND_ROOM, lambda house, user, _: house.referral_lists.counts(user)),
    "referral_lists.incoming": (DESK_AND_ROOM, lambda house, user, _: house.referral_lists.incoming(user, 3)),
    "referral_lists.export": (DESK_AND_ROOM, _export),
}
REFERRAL_CALLS = (
    {name: Call(*one) for name, one in _OF_RECORD.items()}
    | {name: Call(DESK_AND_ROOM, run) for name, run in _SLIPS.items()}
    | {name: Call(*one, of_record=False) for name, one in _LISTS.items()}
)
