"""What cannot be of mothers and children when a person is registered or changed."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import Birth, Person, Pregnancy
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.pregnancy.motherhood import Parent, mother_problem
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.people.birth_checks import order_problem, orders_taken
from ilp_desktop.services.person.maternal import may_know_pregnancy
from ilp_desktop.services.person.person_data import PersonData

HAS_PREGNANCIES = (
    "Ada kehamilan tercatat pada orang ini. Bila keliru, catat «Tidak hamil (keliru)» di ruang 2 Ibu & Anak dahulu."
)
NOT_TOLD = "Ada catatan ruang 2 Ibu & Anak yang tidak cocok dengan perubahan ini. Minta bidan meluruskannya dahulu."
MOTHER, SEX, BIRTH_DATE, ORDER = "mother", "sex", "birth_date", "birth_order"


def refuse_wrong_mother(work: Work, child: Person, data: PersonData, twins: Collection[UUID] = ()) -> None:
    """Raise ``WrongAnswers`` where what is new of mother, birth date and anak ke- cannot be this child's.

    ``twins`` are children whose numbers (anak ke-) change together with this one's.
    """
    hold_mother(work, data)
    if (data.mother_id, data.birth_date) != (child.mother_id, child.birth_date):
        _refuse_who_cannot_be(work, child.id, data)
    if (data.mother_id, data.birth_order) != (child.mother_id, child.birth_order):
        _refuse_taken_order(work, child.id, data, twins)


def hold_mother(work: Work, data: PersonData) -> None:
    """Let nobody else number (anak ke-) a child of this mother until this transaction ends.

    She is held before her child is, as a delivery holds them; what else is written of her meanwhile does not wait.
    """
    if data.mother_id is not None:
        work.session.execute(select(Person.id).where(Person.id == data.mother_id).with_for_update(key_share=True))


def _refuse_who_cannot_be(work: Work, child_id: UUID, data: PersonData) -> None:
    """Raise ``WrongAnswers`` where the mother named cannot be this child's, or another gave birth to it."""
    if data.mother_id is None or data.birth_date is None:
        return
    problem = mother_problem(_parent(work.own(Person, data.mother_id)), child_id, data.birth_date, work.today)
    if not problem:
        other = _who_gave_birth(work, child_id, data.mother_id)
        problem = other and f"Kelahiran anak ini tercatat dari {other}. Satu anak mempunyai satu ibu kandung."
    if problem:
        raise WrongAnswers({MOTHER: problem})


def refuse_unfit_mother(work: Work, person: Person, data: PersonData) -> None:
    """Raise ``WrongAnswers`` where a change would make a mother of somebody who cannot be one of her children."""
    if (data.sex, data.birth_date) == (person.sex, person.birth_date) or data.sex is None or data.birth_date is None:
        return
    if data.sex is not Sex.FEMALE and person.sex is Sex.FEMALE:
        _refuse_pregnancies(work, person)
    changed = Parent(person.id, " ".join(data.name.split()), data.sex, data.birth_date)
    for child_id, name, born_on in _children(work, person.id):
        if mother_problem(changed, child_id, born_on, work.today):
            field = SEX if data.sex is not person.sex else BIRTH_DATE
            raise WrongAnswers({field: f"Tercatat sebagai ibu {name}. Perbaiki dahulu ibunya pada data anak itu."})


def _refuse_taken_order(work: Work, child_id: UUID, data: PersonData, twins: Collection[UUID]) -> None:
    if data.mother_id is None or data.birth_order is None:
        return
    taken = orders_taken(work, data.mother_id, (child_id, *twins))
    if data.birth_order in taken:
        raise WrongAnswers({ORDER: order_problem(data.birth_order, taken[data.birth_order])})


def _parent(mother: Person) -> Parent:
    return Parent(mother.id, mother.name, mother.sex, mother.birth_date)


def _who_gave_birth(work: Work, child_id: UUID, mother_id: UUID) -> str:
    """Return the name of another woman of whom the birth of a child is on record, or nothing."""
    found = work.session.scalar(
        select(Person.name)
        .join(Birth, Birth.mother_id == Person.id)
        .where(Birth.child_id == child_id, Birth.mother_id != mother_id)
    )
    return found or ""


def _refuse_pregnancies(work: Work, person: Person) -> None:
    real = select(Pregnancy.id).where(
        Pregnancy.person_id == person.id, Pregnancy.outcome != PregnancyEnd.MISTAKEN.value
    )
    if work.session.scalar(real.limit(1)) is not None:
        may_know = may_know_pregnancy(work.user, person.birth_date, work.today)
        raise WrongAnswers({SEX: HAS_PREGNANCIES if may_know else NOT_TOLD})


def _children(work: Work, mother_id: UUID) -> Iterator[tuple[UUID, str, date]]:
    """Give those who have somebody for their mother, by their own data or by their birth."""
    of_birth = select(Birth.child_id).where(Birth.mother_id == mother_id)
    rows = work.session.execute(
        select(Person.id, Person.name, Person.birth_date).where(
            (Person.mother_id == mother_id) | Person.id.in_(of_birth), Person.removed_at.is_(None)
        )
    )
    yield from ((row.id, row.name, row.birth_date) for row in rows)
