"""Somebody died or moved away: nothing is due for them from then on, and who was head is followed by another."""

from datetime import date
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.household import MoveKind
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.people.family_folders import living_members
from ilp_desktop.services.people.household_batch import Batch
from ilp_desktop.services.pregnancy.pregnancy_leaving import follow_leaving

HEAD = FamilyRelation.HEAD.value


def mark_left(work: Work, person: Person, why: Leaving | None, day: date | None, new_head: UUID | None = None) -> None:
    """Note since when and why a person is gone, or with None that they are not; raises ``WrongAnswers``.

    The family of somebody who was its head and leaves others behind gets ``new_head``; who comes back to a family that
    has another head by now is no head any more.
    """
    if why is not None and (day is None or not person.birth_date <= day <= work.today):
        raise WrongAnswers({"left_on": "Isi tanggalnya, antara tanggal lahir dan hari ini."})
    old = {"left_why": person.left_why, "left_on": person.left_on and person.left_on.isoformat()}
    left_before = person.left_on
    person.left_on, person.left_why = (day, why.value) if why is not None else (None, "")
    work.touch("person", person.id, left=person.left_why, old=old)
    work.due_for(person.id)
    follow_leaving(work, person, left_before)
    work.session.flush()
    if person.family_id is not None and person.relation == HEAD:
        _settle_head(work, person, person.family_id, day or work.today, new_head)


def _settle_head(work: Work, person: Person, family_id: UUID, day: date, new_head: UUID | None) -> None:
    living = living_members(work.session, family_id)
    others = [one for one in living if one.id != person.id]
    heads = [one for one in others if one.relation == HEAD]
    batch = Batch(work, MoveKind.RELATION, day)
    if person.left_why and others and not heads:
        follower = next((one for one in others if one.id == new_head), None)
        if follower is None:
            raise WrongAnswers({"new_head": "Kepala keluarga meninggalkan yang lain: pilih kepala yang baru."})
        batch.succeed(follower, [person, *others])
    elif not person.left_why and heads:
        batch.take(person.id).relation = FamilyRelation.OTHER.value
    else:
        return
    batch.close()
