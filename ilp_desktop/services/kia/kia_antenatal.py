"""Antenatal visits as the KIA summary prints them."""

from collections.abc import Mapping
from datetime import date

from ilp_desktop.domain.pregnancy.pregnancy import gestational_age
from ilp_desktop.forms.schema import Answer, Form, Sensitivity
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.contents.kia_mother import AntenatalVisit
from ilp_desktop.services.antenatal.pregnancy_next import agreed_visit
from ilp_desktop.services.pregnancy.antenatal_record import ToldContact
from ilp_desktop.services.pregnancy.pregnancies import AntenatalRow

HAEMOGLOBIN = "hb"
NO_RESULT = ("menunggu", "belum")
TRIPLE = (("hiv", "HIV"), ("sifilis", "Sif"), ("hbsag", "HBsAg"))
RESULT_MARKS = {"nonreaktif": "NR", "reaktif": "R"}


def antenatal_line(
    row: AntenatalRow, form: Form, last_period_on: date, *, restricted: bool, package: str = ""
) -> AntenatalVisit:
    """Return one line of the antenatal table; ``restricted`` says whether HIV and syphilis results may show."""
    answers = row.answers
    age = gestational_age(last_period_on, row.day)
    return AntenatalVisit(
        day=row.day,
        gestation=f"{age.weeks}+{age.days}",
        weight_kg=_number(answers, "berat"),
        systolic_mmhg=_whole(answers, "sistolik"),
        diastolic_mmhg=_whole(answers, "diastolik"),
        arm_cm=_number(answers, "lila"),
        fundal_height_cm=_number(answers, "tfu"),
        fetal_heart_rate=_whole(answers, "djj"),
        presentation=_said(form, answers, "presentasi"),
        haemoglobin_g_dl=_number(answers, HAEMOGLOBIN),
        urine_protein=_said(form, answers, "protein_urin"),
        glucose_mg_dl=_number(answers, "gds"),
        triple_elimination=_triple(form, answers, restricted=restricted),
        iron_tablets=_whole(answers, "jumlah_tablet"),
        action=_action(form, answers),
        examiner=row.examiner,
        next_visit=agreed_visit(row),
        package=package,
    )


def contact_line(row: ToldContact, counted_from: date) -> AntenatalVisit:
    """Return the line of a contact somewhere else, of which no more is known."""
    age = gestational_age(counted_from, max(row.day, counted_from))
    seen_by = "dokter" if row.by_doctor else "bidan atau lain"
    return AntenatalVisit(
        day=row.day,
        gestation=f"{age.weeks}+{age.days}",
        action="dari Buku KIA",
        examiner=f"{seen_by}, {row.place or 'tempat lain'}",
    )


def _number(answers: Mapping[str, Answer], code: str) -> float | None:
    value = answers.get(code)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _whole(answers: Mapping[str, Answer], code: str) -> int | None:
    value = _number(answers, code)
    return None if value is None else int(value)


def _said(form: Form, answers: Mapping[str, Answer], code: str) -> str:
    value = answers.get(code)
    return "" if value is None or value in NO_RESULT else answer_text(form.question(code), value)


def _triple(form: Form, answers: Mapping[str, Answer], *, restricted: bool) -> str:
    seen = [
        (code, label)
        for code, label in TRIPLE
        if restricted or form.question(code).sensitivity is not Sensitivity.RESTRICTED
    ]
    marks = [(label, RESULT_MARKS.get(str(answers.get(code)), "")) for code, label in seen]
    return ", ".join(f"{label} {mark}" for label, mark in marks if mark)


def _action(form: Form, answers: Mapping[str, Answer]) -> str:
    parts = ["Td" if answers.get("td") == "diberikan" else "", _said(form, answers, "tindak_lanjut")]
    return "; ".join(part for part in parts if part)
