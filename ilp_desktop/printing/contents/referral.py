"""What a referral letter (surat rujukan) says."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.wording import Number


class ReferralKind(Enum):
    """Whether the patient goes by appointment or at once."""

    OUTPATIENT = "Rawat jalan"
    EMERGENCY = "Gawat darurat"


class ReferralReason(Enum):
    """Why the patient cannot be treated here: the TACC codes of P-Care, or what the facility lacks."""

    TIME = "1"
    AGE = "2"
    COMPLICATION = "3"
    COMORBIDITY = "4"
    FACILITY = "-1"

    @property
    def label(self) -> str:
        """Return the words beside the box."""
        return _REASON_LABELS[self]


_REASON_LABELS = {
    ReferralReason.TIME: "Time (perjalanan penyakit)",
    ReferralReason.AGE: "Age (usia)",
    ReferralReason.COMPLICATION: "Complication (komplikasi)",
    ReferralReason.COMORBIDITY: "Comorbidity (penyakit penyerta)",
    ReferralReason.FACILITY: "Keterbatasan fasilitas",
}


@dataclass(frozen=True)
class ReferralDestination:
    """Where the patient is sent, and the day that was agreed."""

    facility: str
    clinic: str
    planned_on: date | None = None


@dataclass(frozen=True)
class Insurance:
    """Who pays: kind of membership, card, and the first-level facility it is registered at."""

    kind: str
    card_number: str = ""
    registered_at: str = ""


@dataclass(frozen=True)
class ReferredPatient:
    """The patient as the hospital has to know them; ``age`` is written out, e.g. ``34 th 2 bl``."""

    name: str
    nik: str
    record_number: str
    birth_date: date | None
    age: str
    sex: Sex
    address: str
    occupation: str
    phone: str
    insurance: Insurance


@dataclass(frozen=True)
class Vitals:
    """Vital signs on leaving; what was not measured is None and printed as such; ``taken_at`` the hour, if known."""

    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    pulse_per_minute: int | None = None
    breaths_per_minute: int | None = None
    temperature_c: Number | None = None
    weight_kg: Number | None = None
    height_cm: Number | None = None
    oxygen_percent: int | None = None
    consciousness: str = ""
    taken_at: str = ""


@dataclass(frozen=True)
class Findings:
    """What was asked, seen, measured and tested; free text, empty when nothing was recorded."""

    history: str
    physical_exam: str
    vitals: Vitals
    supporting_tests: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """A diagnosis with its ICD-10 code."""

    code: str
    title: str


@dataclass(frozen=True)
class Doctor:
    """Who signs; ``sip`` is the licence to practise."""

    name: str
    sip: str


@dataclass(frozen=True)
class DangerList:
    """The danger signs of a mother or a newborn; ``title`` says whose, each sign whether it is there."""

    title: str
    signs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Sbar:
    """What is handed over by word of mouth: situation, background, assessment, recommendation."""

    situation: str
    background: str
    assessment: str
    recommendation: str


@dataclass(frozen=True)
class ReferralLetter:
    """A whole letter.

    Attributes:
        number: from the facility's counter, as it should be printed.
        diagnoses: the first is the primary one; any number may follow.
        treatment: therapy and procedures already given.
        national_number: P-Care or SATUSEHAT referral number; empty prints plainly that there is none yet.
        escort, vehicle, leaving: in an emergency, name and profession of who goes along, how they go, and how the
            patient is on leaving.
        reason: None on a letter that names no TACC reason.
        dangers, sbar: danger signs of a mother or a newborn, the handover of these and of any emergency.
        word: the name of the document.
        valid_until: the last day it is valid; None where it does not expire.
        mark: what is stamped on it, e.g. that it is a copy.
    """

    number: str
    day: date
    kind: ReferralKind
    destination: ReferralDestination
    patient: ReferredPatient
    findings: Findings
    diagnoses: tuple[Diagnosis, ...]
    treatment: str
    allergies: str
    reason: ReferralReason | None
    reason_note: str
    doctor: Doctor
    national_number: str = ""
    escort: str = ""
    vehicle: str = ""
    leaving: str = ""
    dangers: DangerList | None = None
    sbar: Sbar | None = None
    word: str = "Surat rujukan"
    valid_until: date | None = None
    mark: str = ""
