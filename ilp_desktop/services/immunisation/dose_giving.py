"""Recording a dose: what is asked, what is refused, what only warns, and which vial it is taken from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from db.models import DoseGiven, Encounter, Person, Staff
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_record import dose_effect, known_dose
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import stock_rules_on
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.immunisation.dose_reading import given_doses
from ilp_desktop.services.immunisation.vaccine_supply import Taken, take_dose, vial_or_lot

LONGEST_BATCH, LONGEST_PLACE = 40, 80
PUSKESMAS = "puskesmas"
CARD, SPOKEN, KADER = "card", "spoken", "kader"
TOLD_BY = {CARD: "kartu atau Buku KIA", SPOKEN: "cerita keluarga", KADER: "laporan kader"}
UNKNOWN_CODE = "Pilih dari daftar."
NO_BATCH = "Isi nomor batch vaksin yang diberikan di sini."
NO_EXPIRY = "Isi tanggal kedaluwarsa pada label vial."
NO_ROUTE, NO_SITE = "Pilih cara pemberian.", "Pilih lokasi pemberian."
NO_GIVER = "Pilih siapa yang memberikan."


@dataclass(frozen=True)
class NewDose:
    """A dose to be recorded; ``told`` when the family reports it from elsewhere.

    One given here needs its vial (``supply``, or batch and expiry), route, site and giver.

    Attributes:
        confirmed: warnings (too early, too close) were shown and the dose was given all the same.
        told_by: what a told dose rests on: ``card``, ``spoken`` or ``kader``.
        supply: the key of an opened vial or a batch of the stock it is taken from; batch and expiry follow from it.
        given_by: the member of staff who gave it; None where that is not known.
        place_kind: code of the kind of place; ``place`` its name.
        given_at: the hour where it matters and is known, as for the dose on the day of birth.
    """

    client_id: UUID
    person_id: UUID
    antigen: str
    dose: int
    given_on: date | None
    encounter_id: UUID | None = None
    batch: str = ""
    told: bool = False
    confirmed: bool = False
    told_by: str = ""
    supply: str = ""
    expires_on: date | None = None
    vvm: str = ""
    site: str = ""
    route: str = ""
    given_by: UUID | None = None
    place_kind: str = ""
    place: str = ""
    given_at: datetime | None = None


def ask_dose_ahead(work: Work, wanted: NewDose) -> None:
    """Ask together what is read before a dose is taken from the stock."""
    staff_id = wanted.given_by
    work.ahead(
        lambda: work.own(Person, wanted.person_id, locked=True),
        lambda: work.own(Staff, staff_id) if staff_id is not None else None,
        lambda: given_doses(work.session, wanted.person_id),
        lambda: vial_or_lot(work, wanted.supply) if wanted.supply else None,
    )


def give_dose(work: Work, wanted: NewDose) -> UUID:
    """Store a dose inside a transaction; raises ``WrongAnswers``, also for warnings nobody has confirmed."""
    ask_dose_ahead(work, wanted)
    person = work.own(Person, wanted.person_id, locked=True)
    if wanted.encounter_id is not None:
        work.own(Encounter, wanted.encounter_id)
    if wanted.given_by is not None:
        work.own(Staff, wanted.given_by)
    problems = _problems(work, person, wanted)
    if problems:
        raise WrongAnswers(problems)
    taken = take_dose(work, wanted.supply, wanted.antigen) if wanted.supply else None
    row = DoseGiven(**work.stamp(), **_columns(person, wanted, taken))
    work.session.add(row)
    work.session.flush()
    work.remember(wanted.client_id, row.id)
    work.touch("dose", row.id)
    work.touch("person", person.id)
    work.due_for(person.id)
    return row.id


def _columns(person: Person, wanted: NewDose, taken: Taken | None) -> dict[str, Any]:
    return {
        "person_id": person.id,
        "encounter_id": wanted.encounter_id,
        "antigen": wanted.antigen,
        "dose": wanted.dose,
        "given_on": wanted.given_on,
        "given_at": wanted.given_at,
        "batch": wanted.batch.strip() if taken is None else taken.batch,
        "expires_on": wanted.expires_on if taken is None else taken.expires_on,
        "vvm": wanted.vvm if taken is None else taken.vvm,
        "vial_id": None if taken is None else taken.vial_id,
        "told": wanted.told,
        "told_by": wanted.told_by,
        "site": wanted.site,
        "route": wanted.route,
        "given_by": wanted.given_by,
        "place_kind": wanted.place_kind,
        "place": wanted.place.strip(),
    }


def _problems(work: Work, person: Person, wanted: NewDose) -> dict[str, str]:
    day = wanted.given_on
    wrong_day = _day_problem(day, person.birth_date, work.today)
    if day is None or wrong_day:
        return {"given_on": wrong_day}
    if not known_dose(wanted.antigen, wanted.dose, day):
        return {"antigen": "Pilih vaksin dan dosis dari jadwal."}
    wrong = {**_vial_problems(work, wanted, day), **_manner_problems(wanted, day)}
    dose = GivenDose(wanted.antigen, wanted.dose, day)
    effect = dose_effect(person.birth_date, given_doses(work.session, person.id), dose)
    if effect.refusal:
        return {"antigen": effect.refusal, **wrong}
    if effect.warnings and not wanted.confirmed:
        return {"confirmed": " ".join(effect.warnings), **wrong}
    return wrong


def _day_problem(day: date | None, birth_date: date, today: date) -> str:
    if day is None:
        return "Isi tanggal pemberian, antara tanggal lahir dan hari ini."
    if day < birth_date:
        return f"Sebelum tanggal lahir {indonesian_date(birth_date)}. Periksa tanggal ini atau tanggal lahirnya."
    return "Tanggal ini belum tiba." if day > today else ""


def _vial_problems(work: Work, wanted: NewDose, given_on: date) -> dict[str, str]:
    """Return what is wrong with the vial of a dose."""
    if len(wanted.batch.strip()) > LONGEST_BATCH:
        return {"batch": f"Nomor batch paling panjang {LONGEST_BATCH} huruf."}
    if wanted.told:
        return {"supply": "Dosis dari tempat lain tidak diambil dari stok."} if wanted.supply else {}
    if wanted.supply:
        stale = given_on != work.today
        return {"supply": "Stok hanya untuk dosis hari ini. Ketik nomor batchnya."} if stale else {}
    return _typed_vial_problems(wanted, given_on)


def _typed_vial_problems(wanted: NewDose, given_on: date) -> dict[str, str]:
    """Return what is wrong with a vial whose label was typed."""
    missing = {} if wanted.batch.strip() else {"batch": NO_BATCH}
    if wanted.expires_on is None:
        return {**missing, "expires_on": NO_EXPIRY}
    if wanted.expires_on < given_on:
        expired = indonesian_date(wanted.expires_on)
        return {**missing, "expires_on": f"Vaksin kedaluwarsa {expired}. Jangan diberikan; ambil batch lain."}
    if wanted.vvm and wanted.vvm not in stock_rules_on(given_on).usable_vvm:
        return {**missing, "vvm": f"VVM {wanted.vvm}: jangan diberikan; ambil vial lain."}
    return missing


def _manner_problems(wanted: NewDose, day: date) -> dict[str, str]:
    """Return which codes of how, where and by what word are unknown, and which are missing of a dose given here."""
    known = vaccines_on(day)
    asked = {
        "site": (wanted.site, known.sites),
        "route": (wanted.route, known.routes),
        "place_kind": (wanted.place_kind, known.places),
        "told_by": (wanted.told_by, TOLD_BY),
        "vvm": (wanted.vvm, stock_rules_on(day).vvm),
    }
    wrong = {} if wanted.told else _missing_manner(wanted)
    wrong |= {name: UNKNOWN_CODE for name, (code, codes) in asked.items() if code and code not in codes}
    if len(wanted.place.strip()) > LONGEST_PLACE:
        wrong["place"] = f"Nama tempat paling panjang {LONGEST_PLACE} huruf."
    return wrong


def _missing_manner(wanted: NewDose) -> dict[str, str]:
    """Return what nobody said of how a dose was given here, and by whom."""
    said = {
        "route": (wanted.route, NO_ROUTE),
        "site": (wanted.site, NO_SITE),
        "given_by": (wanted.given_by, NO_GIVER),
    }
    return {name: words for name, (answer, words) in said.items() if not answer}
