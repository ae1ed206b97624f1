"""Storing what a visit asks for, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Allergy, Encounter, LabOrder, Person, PrescriptionLine
from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.orders.dose_doubt import doubled, doubts_of
from ilp_desktop.domain.orders.formulary import Medicine, formulary, longest_days
from ilp_desktop.domain.orders.lab_tests import lab_tests
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.domain.orders.signa import read_signa
from ilp_desktop.domain.orders.typed_medicine import medicine_behind
from ilp_desktop.domain.orders.written_line import Doubt, Written
from ilp_desktop.forms.schema import Answer
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.order.order_data import MEDICINES, TESTS, AskedTest, OrderDraft, Prescribed
from ilp_desktop.services.order.therapy_writing import dosed_by

TEST_LIMITS = {"name": ("Nama pemeriksaan", 120), "question": ("Keterangan", 200)}
MEDICINE_LIMITS = {
    "name": ("Nama obat", 120),
    "form": ("Bentuk", 40),
    "strength": ("Kekuatan", 60),
    "signa": ("Aturan pakai", 120),
    "note": ("Keterangan", 200),
    "reason": ("Alasan", 200),
}
WHY_MISSING = "Tulis alasannya, atau betulkan."
TWICE = "{} sudah diminta di daftar ini."


def draft_problems(draft: OrderDraft, day: date) -> dict[str, str]:
    """Return what is wrong with what is asked for, by list."""
    found = {}
    names = [one.test or one.name.strip().casefold() for one in draft.tests]
    twice = next((one for place, one in enumerate(draft.tests) if names.index(names[place]) < place), None)
    wrong = TWICE.format(twice.name) if twice else next(filter(None, map(test_problem, draft.tests)), "")
    if wrong:
        found[TESTS] = wrong
    for one in draft.medicines:
        problems = medicine_problems(one, day)
        if problems:
            found[MEDICINES] = f"{one.label or 'Obat'}: {next(iter(problems.values()))}"
            break
    return found


def test_problem(asked: AskedTest) -> str:
    """Return what is wrong with a test asked for, or nothing."""
    if not asked.name.strip():
        return "Pilih atau tulis nama pemeriksaan."
    return next(iter(too_long(asked, TEST_LIMITS).values()), "")


def medicine_problems(wanted: Prescribed, day: date) -> dict[str, str]:
    """Return what is wrong with a line of a prescription, by field."""
    known = formulary(day).get(wanted.key)
    problems = too_long(wanted, MEDICINE_LIMITS)
    if not wanted.name.strip():
        problems["name"] = "Pilih atau tulis nama obat."
    if wanted.key and known is None:
        problems["name"] = "Obat ini tidak ada lagi dalam daftar. Cari lagi."
    signa = read_signa(wanted.signa)
    wrong = "Isi aturan pakai, misalnya 3x1 pc." if not signa.typed else signa.problem(known.unit if known else "")
    if wrong:
        problems.setdefault("signa", wrong)
    limits, longest = edition_on("formulary", day).body, longest_days(day)
    if wanted.days is not None and not 1 <= wanted.days <= longest:
        problems["days"] = f"Lama 1 sampai {longest} hari."
    elif signa.days is not None and wanted.days not in (None, signa.days):
        problems["days"] = f"Aturan pakai menyebut {signa.days} hari, lamanya {wanted.days} hari: samakan."
    if wanted.quantity is None:
        problems["quantity"] = "Isi jumlah yang diserahkan."
    elif not 0 < wanted.quantity <= limits["most_quantity"]:
        problems["quantity"] = f"Jumlah lebih dari 0 sampai {limits['most_quantity']}."
    return problems


def doubts_about(wanted: Prescribed, child: DosedChild, others: Sequence[Prescribed] = ()) -> tuple[Doubt, ...]:
    """Return what is asked about a line for this person, whether or not it was said to be right.

    ``others`` are the lines that stand before it in the same prescription.
    """
    medicine = _medicine_of(wanted, child.day)
    written = Written(wanted.name, read_signa(wanted.signa), medicine, wanted.days, wanted.quantity)
    earlier = (_medicine_of(one, child.day) for one in others)
    return (*doubled(medicine, earlier, child.day), *doubts_of(written, child))


def _medicine_of(wanted: Prescribed, day: date) -> Medicine | None:
    return formulary(day).get(wanted.key) or medicine_behind(wanted.label, day)


def dosed_person(
    session: Session, encounter: Encounter, person: Person, answers: Mapping[str, Mapping[str, Answer]]
) -> DosedChild:
    """Return what a dose depends on: age, the weight of this visit, and allergies."""
    told = session.scalars(select(Allergy.substance).where(Allergy.person_id == person.id))
    return replace(dosed_by(person.birth_date, encounter.day, answers), allergies=tuple(told))


def write_orders(work: Work, encounter: Encounter, draft: OrderDraft, child: DosedChild) -> None:
    """Store what is asked for; raises ``WrongAnswers`` while nobody says that a doubtful dose is right, and why."""
    for place, one in enumerate(draft.medicines):
        doubts = doubts_about(one, child, draft.medicines[:place])
        open_doubts = [doubt for doubt in doubts if doubt.key not in one.confirmed]
        if open_doubts or (doubts and not one.reason.strip()):
            told = open_doubts[0].says if open_doubts else WHY_MISSING
            raise WrongAnswers({MEDICINES: f"{one.label}: {told}"})
    work.session.add_all(_test_rows(work, encounter, draft.tests))
    work.session.add_all(_medicine_rows(work, encounter, draft.medicines, child))
    work.touch("order", encounter.id, tests=len(draft.tests), medicines=len(draft.medicines))


def _test_rows(work: Work, encounter: Encounter, tests: Sequence[AskedTest]) -> Iterator[LabOrder]:
    for rank, one in enumerate(tests, start=1):
        known = lab_tests(encounter.day).get(one.test)
        yield LabOrder(
            **work.stamp(),
            encounter_id=encounter.id,
            person_id=encounter.person_id,
            day=encounter.day,
            rank=rank,
            state=OrderState.WAITING.value,
            test=known.code if known else "",
            name=known.name if known else one.name.strip(),
            specimen=known.specimen if known else "",
            question=one.question.strip(),
            urgent=one.urgent,
        )


def _medicine_rows(
    work: Work, encounter: Encounter, medicines: Sequence[Prescribed], child: DosedChild
) -> Iterator[PrescriptionLine]:
    for rank, one in enumerate(medicines, start=1):
        known = formulary(encounter.day).get(one.key)
        signa = read_signa(one.signa)
        unit = signa.unit or (known.unit if known else "")
        doubts = doubts_about(one, child, medicines[: rank - 1])
        sure = [doubt.says for doubt in doubts if doubt.key in one.confirmed]
        yield PrescriptionLine(
            **work.stamp(),
            encounter_id=encounter.id,
            person_id=encounter.person_id,
            day=encounter.day,
            state=OrderState.WAITING.value,
            rank=rank,
            drug=known.drug if known else "",
            name=known.name if known else one.name.strip(),
            form=known.form if known else one.form.strip(),
            strength=known.strength if known else one.strength.strip(),
            signa=signa.typed,
            directions=signa.in_words(known.unit if known else ""),
            times=signa.times,
            amount=signa.amount,
            unit=unit,
            route=", ".join(signa.places),
            quantity=one.quantity,
            days=one.days if one.days is not None else signa.days,
            note=one.note.strip(),
            confirmed="; ".join(sure),
            confirmed_reason=one.reason.strip() if sure else "",
        )
