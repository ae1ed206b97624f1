"""What a referral letter says, taken down when it is issued, so that a reprint says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Allergy, Destination, Encounter, Person, Referral, Village
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.schema import Answer
from ilp_desktop.printing.contents import referral as paper
from ilp_desktop.services.person.person_reads import BPJS, RECORD_NUMBER, nik_words, numbers_of
from ilp_desktop.services.referral.referral_dangers import DangerOffer

VITAL_CODES = ("sistolik", "diastolik", "nadi", "napas", "suhu", "berat", "tinggi", "spo2", "kesadaran")


@dataclass(frozen=True)
class VisitFindings:
    """What the examination just stored says; ``answers`` holds every form of the visit by form code."""

    history: str
    physical_exam: str
    treatment: tuple[str, ...]
    codes: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Answer]]


def taken_down(
    session: Session, encounter: Encounter, person: Person, found: VisitFindings, codes: DiagnosisCodes
) -> dict[str, Any]:
    """Return the patient, findings, diagnoses and treatment of a visit as they stand now, as plain values."""
    allergies = session.execute(select(Allergy.substance, Allergy.reaction).where(Allergy.person_id == person.id))
    return {
        "patient": _patient(session, person, encounter),
        "history": _sentences(encounter.complaint, found.history),
        "physical_exam": found.physical_exam,
        "vitals": _measured(found.answers),
        "diagnoses": [[code, codes.title(code)] for code in found.codes],
        "treatment": "\n".join(part for part in found.treatment if part),
        "allergies": ", ".join(f"{row[0]} ({row[1]})" if row[1] else row[0] for row in allergies),
    }


def _sentences(*parts: str) -> str:
    """Return what was said as sentences, each with a capital letter."""
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part)


def handed_over(offer: DangerOffer, ticked: Sequence[str], said: tuple[str, str]) -> dict[str, Any]:
    """Return danger signs and SBAR of a mother or a newborn as plain values; nothing for anybody else.

    ``said`` is the condition on leaving and what is asked for.
    """
    if offer.group is None:
        return {}
    condition, request = said
    signs = [[sign.label, sign.code in ticked] for sign in offer.signs]
    sbar = {
        "condition": condition,
        "background": offer.background,
        "assessment": offer.assessment,
        "request": request,
    }
    return {"dangers": {"title": offer.title, "signs": signs}, "sbar": sbar}


def letter_of(referral: Referral, destination: Destination) -> paper.ReferralLetter:
    """Return the letter to print from what was taken down."""
    said: Mapping[str, Any] = referral.content
    return paper.ReferralLetter(
        number=referral.number,
        day=referral.day,
        kind=paper.ReferralKind.EMERGENCY if referral.emergency else paper.ReferralKind.OUTPATIENT,
        destination=paper.ReferralDestination(destination.name, referral.clinic, referral.planned_on),
        patient=_printed_patient(said["patient"]),
        findings=paper.Findings(
            history=said["history"],
            physical_exam=said["physical_exam"],
            vitals=_vitals(said["vitals"]),
            supporting_tests=referral.findings,
        ),
        diagnoses=tuple(paper.Diagnosis(code, title) for code, title in said["diagnoses"]),
        treatment=said["treatment"],
        allergies=said["allergies"],
        reason=paper.ReferralReason(referral.reason_code),
        reason_note=referral.reason_note,
        doctor=paper.Doctor(*said["doctor"]),
        national_number=referral.external_number,
        escort=said.get("escort", ""),
        dangers=_dangers(said),
        sbar=_sbar(said, referral),
    )


def _dangers(said: Mapping[str, Any]) -> paper.DangerList | None:
    told = said.get("dangers")
    if told is None:
        return None
    return paper.DangerList(told["title"], tuple((label, bool(ticked)) for label, ticked in told["signs"]))


def _sbar(said: Mapping[str, Any], referral: Referral) -> paper.Sbar | None:
    """Return the handover: what is found now and already done stands in the letter itself."""
    told = said.get("sbar")
    if told is None:
        return None
    signs = [label for label, ticked in said["dangers"]["signs"] if ticked]
    danger = f"Tanda bahaya: {', '.join(signs)}" if signs else "Tanpa tanda bahaya yang tercatat"
    diagnoses = "; ".join(title for _, title in said["diagnoses"])
    return paper.Sbar(
        situation=_sentences(said["history"], danger, told["condition"]),
        background=told["background"],
        assessment=_sentences(diagnoses, told["assessment"]),
        recommendation=_sentences(told["request"], referral.reason_note),
    )


def _patient(session: Session, person: Person, encounter: Encounter) -> dict[str, Any]:
    identifiers = numbers_of(session, person.id)
    numbers = {kind: row.value for kind, row in identifiers.items()}
    village = session.get(Village, person.village_id) if person.village_id else None
    place = village.name if village else person.outside_village
    block = f"RT {person.rt}/RW {person.rw}" if person.rt or person.rw else ""
    return {
        "name": person.name,
        "nik": nik_words(session, person, identifiers),
        "record_number": numbers.get(RECORD_NUMBER, ""),
        "birth_date": person.birth_date.isoformat(),
        "age": age_on(person.birth_date, encounter.day).text,
        "sex": person.sex.value,
        "address": ", ".join(part for part in (person.address, block, place) if part),
        "occupation": person.occupation,
        "phone": person.phone,
        "payer": encounter.payer,
        "card": numbers.get(BPJS, ""),
        "fktp": person.registered_fktp,
    }


def _printed_patient(said: Mapping[str, Any]) -> paper.ReferredPatient:
    return paper.ReferredPatient(
        name=said["name"],
        nik=said["nik"],
        record_number=said["record_number"],
        birth_date=date.fromisoformat(said["birth_date"]),
        age=said["age"],
        sex=Sex(said["sex"]),
        address=said["address"],
        occupation=said["occupation"],
        phone=said["phone"],
        insurance=paper.Insurance(said["payer"], said["card"], said["fktp"]),
    )


def _measured(forms: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the vital signs of a visit, in whichever form they were taken; a code means the same in all of them."""
    taken = {code: value for answers in forms.values() for code, value in answers.items()}
    return {code: taken[code] for code in VITAL_CODES if code in taken}


def _vitals(answers: Mapping[str, Any]) -> paper.Vitals:
    return paper.Vitals(
        systolic_mmhg=answers.get("sistolik"),
        diastolic_mmhg=answers.get("diastolik"),
        pulse_per_minute=answers.get("nadi"),
        breaths_per_minute=answers.get("napas"),
        temperature_c=answers.get("suhu"),
        weight_kg=answers.get("berat"),
        height_cm=answers.get("tinggi"),
        oxygen_percent=answers.get("spo2"),
        consciousness=str(answers.get("kesadaran", "")).replace("_", " ").capitalize(),
    )
