"""The mother's page of the KIA summary."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.printing.contents.charts import VisitChart, WeightGainChart
from ilp_desktop.printing.wording import Number


@dataclass(frozen=True)
class DueService:
    """A service that comes next, and since or by when."""

    service: str
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class MotherIdentity:
    """Who the mother is; empty texts are printed as not recorded."""

    name: str
    nik: str
    record_number: str
    age: str
    insurance_number: str = ""
    blood_group: str = ""
    husband: str = ""
    address: str = ""
    phone: str = ""
    kia_book: str = ""


@dataclass(frozen=True)
class PastBirth:
    """An earlier birth."""

    year: int | None
    mode: str = ""
    helper: str = ""
    weight_g: int | None = None
    outcome: str = ""


@dataclass(frozen=True)
class ObstetricHistory:
    """Earlier pregnancies and what else matters; None for a count that nobody recorded.

    Diseases and contraception that are empty stand nowhere: either nobody told, or it may not be told on paper.
    """

    gravida: int | None = None
    para: int | None = None
    abortus: int | None = None
    past_births: tuple[PastBirth, ...] = ()
    diseases: str = ""
    allergies: str = ""
    contraception: str = ""


@dataclass(frozen=True)
class CurrentPregnancy:
    """The pregnancy in progress; texts are conclusions in words, empty when not assessed.

    ``dated_by`` names what the due day rests on where that is not the last period.
    """

    last_period_on: date | None = None
    due_on: date | None = None
    dated_by: str = ""
    gestation: str = ""
    bmi_before: Number | None = None
    bmi_class: str = ""
    kspr: str = ""
    preeclampsia_screening: str = ""
    four_too: str = ""
    td_status: str = ""


@dataclass(frozen=True)
class AntenatalVisit:
    """One line of the antenatal table; None and empty are printed as a dash; ``package`` is how many T were done."""

    day: date
    gestation: str = ""
    weight_kg: Number | None = None
    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    arm_cm: Number | None = None
    fundal_height_cm: Number | None = None
    fetal_heart_rate: int | None = None
    presentation: str = ""
    haemoglobin_g_dl: Number | None = None
    urine_protein: str = ""
    glucose_mg_dl: Number | None = None
    triple_elimination: str = ""
    iron_tablets: int | None = None
    action: str = ""
    examiner: str = ""
    next_visit: date | None = None
    package: str = ""


@dataclass(frozen=True)
class MotherPage:
    """All of the mother's page; ``pregnancy`` is None when none is in progress.

    Attributes:
        charts: measures of the visits beside the weight gain.
        lacking: what of the 12T is open, in words.
    """

    identity: MotherIdentity
    history: ObstetricHistory
    pregnancy: CurrentPregnancy | None = None
    visits: tuple[AntenatalVisit, ...] = ()
    weight_gain: WeightGainChart | None = None
    charts: tuple[VisitChart, ...] = ()
    lacking: str = ""
    warnings: tuple[str, ...] = ()
    due: tuple[DueService, ...] = ()
