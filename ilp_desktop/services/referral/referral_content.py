"""What a referral letter says, taken down when it is issued, so that a reprint says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Encounter, FormResponse, Person, Referral, Village
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.referral_kind import COMMUNITY, EMERGENCY, INTERNAL, ReferralKind, ReferralRules
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.schema import Answer
from ilp_desktop.printing.contents import referral as paper
from ilp_desktop.printing.contents.referral_slip import ReferralSlip
from ilp_desktop.services.letter.referral_steps import last_valid
from ilp_desktop.services.person.allergies import allergies_told
from ilp_desktop.services.person.person_reads import BPJS, RECORD_NUMBER, nik_words, numbers_of
from ilp_desktop.services.referral.referral_dangers import DangerOffer
from ilp_desktop.services.referral.referral_drafts import ReferralDraft

VITAL_CODES = ("sistolik", "diastolik", "nadi", "napas", "suhu", "berat", "tinggi", "spo2", "kesadaran")

SIGNS_ON_THE_WAY = ("sistolik", "nadi", "napas", "suhu", "spo2", "kesadaran")


@dataclass(frozen=True)
class VisitFindings:
    """What the examination just stored says.

    Attributes:
        answers: every form of the visit by form code.
        actions: codes of what was done.
    """

    history: str
    physical_exam: str
    treatment: tuple[str, ...]
    codes: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Answer]]
    actions: tuple[str, ...] = ()


def taken_down(
    session: Session, encounter: Encounter, person: Person, found: VisitFindings, codes: DiagnosisCodes
) -> dict[str, Any]:
    """Return the patient, findings, diagnoses and treatment of a visit as they stand now, as plain values."""
    allergies = allergies_told(session, person.id)
    return {
        "patient": _patient(session, person, encounter.day, encounter.payer),
        "history": _sentences(encounter.complaint, found.history),
        "physical_exam": found.physical_exam,
        "vitals": _measured(found.answers),
        "diagnoses": [[code, codes.title(code)] for code in found.codes],
        "treatment": "\n".join(part for part in found.treatment if part),
        "allergies": ", ".join(f"{row[0]} ({row[1]})" if row[1] else row[0] for row in allergies),
    }


def hour_measured(session: Session, encounter: Encounter, time_zone: str) -> str:
    """Return at what o'clock the newest vital signs of a visit were recorded; nothing where that was on another day."""
    session.flush()
    responses = session.execute(
        select(FormResponse.recorded_at, FormResponse.answers)
        .where(FormResponse.encounter_id == encounter.id)
        .order_by(FormResponse.recorded_at.desc())
    )
    at = next((at for at, answers in responses if any(code in answers for code in SIGNS_ON_THE_WAY)), None)
    moment = local_time(at, time_zone) if at else None
    return f"{moment:%H.%M}" if moment and moment.date() == encounter.day else ""


def slip_content(session: Session, person: Person, day: date) -> dict[str, Any]:
    """Return the patient of a slip that is written without a visit; nothing was examined here."""
    blank = dict.fromkeys(("history", "physical_exam", "treatment", "allergies"), "")
    return {"patient": _patient(session, person, day, ""), "vitals": {}, "diagnoses": [], **blank}


def _sentences(*parts: str) -> str:
    """Return what was said as sentences, each with a capital letter."""
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part)


def handed_over(offer: DangerOffer, ticked: Sequence[str], said: tuple[str, str], *, emergency: bool) -> dict[str, Any]:
    """Return danger signs of a mother or a newborn, and the SBAR of them or of any emergency, as plain values.

    ``said`` is the condition on leaving and what is asked for.
    """
    if offer.group is None and not emergency:
        return {}
    condition, request = said
    sbar = {
        "condition": condition,
        "background": offer.background,
        "assessment": offer.assessment,
        "request": request,
    }
    if offer.group is None:
        return {"sbar": sbar}
    signs = [[sign.label, sign.code in ticked] for sign in offer.signs]
    return {"dangers": {"title": offer.title, "signs": signs}, "sbar": sbar}


def told_by(draft: ReferralDraft, rules: ReferralRules, writer: tuple[str, str], klaster: str) -> dict[str, Any]:
    """Return what was typed for the paper alone, and who wrote it, as plain values."""
    problems, vehicles = dict(rules.problems), dict(rules.vehicles)
    return {
        "escort": draft.escort.strip(),
        "vehicle": vehicles.get(draft.vehicle, ""),
        "leaving": draft.condition.strip() if draft.emergency else "",
        "writer": list(writer),
        "klaster": klaster,
        "urgent": draft.urgent,
        "brought_by": draft.brought_by.strip(),
        "problems": [problems[code] for code in draft.problems if code in problems],
        "given": draft.treatment.strip(),
        "place": draft.place.strip(),
        "agreed": draft.agreed,
    }


def letter_of(referral: Referral, destination: str, kind: ReferralKind, copy: int = 0) -> paper.ReferralLetter:
    """Return the letter to print from what was taken down; ``copy`` is how often it was printed before."""
    said: Mapping[str, Any] = referral.content
    return paper.ReferralLetter(
        number=referral.number,
        day=referral.day,
        kind=paper.ReferralKind.EMERGENCY if kind.code == EMERGENCY else paper.ReferralKind.OUTPATIENT,
        destination=paper.ReferralDestination(destination, referral.clinic, referral.planned_on),
        patient=printed_patient(said["patient"]),
        findings=paper.Findings(
            history=said["history"],
            physical_exam=said["physical_exam"],
            vitals=_vitals(said["vitals"], said.get("vitals_at", "")),
            supporting_tests=referral.findings,
        ),
        diagnoses=tuple(paper.Diagnosis(code, title) for code, title in said["diagnoses"]),
        treatment=said["treatment"],
        allergies=said["allergies"],
        reason=paper.ReferralReason(referral.reason_code) if referral.reason_code else None,
        reason_note=referral.reason_note,
        doctor=paper.Doctor(*said["doctor"]),
        national_number=referral.external_number,
        escort=said.get("escort", ""),
        vehicle=said.get("vehicle", ""),
        leaving=said.get("leaving", ""),
        dangers=_dangers(said),
        sbar=_sbar(said, referral),
        word=kind.word,
        valid_until=last_valid(referral),
        mark=_mark(referral, copy),
    )


def slip_of(referral: Referral, kind: ReferralKind, copy: int = 0) -> ReferralSlip:
    """Return the slip to print from what was taken down; ``copy`` is how often it was printed before."""
    said: Mapping[str, Any] = referral.content
    patient = printed_patient(said["patient"])
    clinical = kind.code == INTERNAL
    return ReferralSlip(
        word=kind.word,
        number=referral.number,
        day=referral.day,
        sent_from=referral.from_name or said.get("klaster", ""),
        sent_to=referral.to_name,
        patient=patient,
        entries=tuple((name, text) for name, text in _slip_entries(referral, said, kind.code) if text),
        diagnoses=tuple(paper.Diagnosis(code, title) for code, title in said["diagnoses"]) if clinical else (),
        signed_by=_signed_by(referral, said),
        urgent=bool(said.get("urgent")),
        mark=_mark(referral, copy),
    )


def _slip_entries(referral: Referral, said: Mapping[str, Any], kind: str) -> list[tuple[str, str]]:
    """Return what a slip says, each under its name; an agency is told nothing clinical."""
    if kind == COMMUNITY:
        return [
            ("Masalah", "; ".join(said.get("problems", ()))),
            ("Keterangan", referral.reason_note),
            ("Tindakan", said.get("given", "")),
        ]
    if kind == INTERNAL:
        return [
            ("Yang diminta", referral.reason_note),
            ("Keterangan klinis", referral.findings),
            ("Alergi", said.get("allergies", "")),
        ]
    return [
        ("Yang diminta", referral.reason_note),
        ("Pendamping", said.get("escort", "")),
        ("Persetujuan", "Pasien atau walinya menyetujui rujukan ini." if said.get("agreed") else ""),
    ]


def _signed_by(referral: Referral, said: Mapping[str, Any]) -> tuple[str, str]:
    """Return who signs a slip: the kader or officer who brought it, else who wrote it; with what they are."""
    if referral.kind == COMMUNITY:
        return said.get("brought_by", ""), "Kader/petugas yang merujuk"
    name, profession = said.get("writer", ("", ""))
    return name, profession


def _mark(referral: Referral, copy: int) -> str:
    """Return what is stamped on a paper: that it is void, or the how-manyth copy."""
    if referral.state == ReferralState.VOID.value:
        return "DIBATALKAN"
    return f"SALINAN ke-{copy}" if copy else ""


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
    listed = said.get("dangers")
    signs = [label for label, ticked in listed["signs"] if ticked] if listed else []
    none = "Tanpa tanda bahaya yang tercatat" if listed else ""
    danger = f"Tanda bahaya: {', '.join(signs)}" if signs else none
    diagnoses = "; ".join(title for _, title in said["diagnoses"])
    return paper.Sbar(
        situation=_sentences(said["history"], danger, told["condition"]),
        background=told["background"],
        assessment=_sentences(diagnoses, told["assessment"]),
        recommendation=_sentences(told["request"], referral.reason_note),
    )


def _patient(session: Session, person: Person, day: date, payer: str) -> dict[str, Any]:
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
        "age": age_on(person.birth_date, day).text,
        "sex": person.sex.value,
        "address": ", ".join(part for part in (person.address, block, place) if part),
        "occupation": person.occupation,
        "phone": person.phone,
        "payer": payer,
        "card": numbers.get(BPJS, ""),
        "fktp": person.registered_fktp,
    }


def printed_patient(said: Mapping[str, Any]) -> paper.ReferredPatient:
    """Return the patient as a paper names them."""
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


def _vitals(answers: Mapping[str, Any], hour: str) -> paper.Vitals:
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
        taken_at=hour,
    )
