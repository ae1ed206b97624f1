"""Antenatal visits as the KIA summary prints them, and what in them must not be overlooked."""

from collections.abc import Mapping
from datetime import date

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.haemoglobin import assess_haemoglobin_in_pregnancy
from ilp_desktop.domain.pregnancy import gestational_age
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.schema import Answer, Form, Sensitivity
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.contents.kia_mother import AntenatalVisit
from ilp_desktop.printing.wording import figure, short_date
from ilp_desktop.services.antenatal_record import ToldContact
from ilp_desktop.services.pregnancies import ANC_FORM, AntenatalRow, PregnancyFile
from ilp_desktop.services.screening import Screening

HAEMOGLOBIN = "hb"
NO_RESULT = ("menunggu", "belum")
TRIPLE = (("hiv", "HIV"), ("sifilis", "Sif"), ("hbsag", "HBsAg"))
RESULT_MARKS = {"nonreaktif": "NR", "reaktif": "R"}


def antenatal_line(row: AntenatalRow, form: Form, last_period_on: date, *, restricted: bool) -> AntenatalVisit:
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
        next_visit=next_visit(row),
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


def next_visit(row: AntenatalRow) -> date | None:
    """Return the day agreed for the next visit."""
    said = row.answers.get("tanggal_kontrol")
    return date.fromisoformat(said) if isinstance(said, str) else None


def antenatal_warnings(screening: Screening, file: PregnancyFile, birth_date: date) -> tuple[str, ...]:
    """Return what the latest visit found that somebody must act upon, and the latest haemoglobin when it is low."""
    if not file.visits:
        return ()
    latest = file.visits[-1]
    form = screening.catalogue.form(ANC_FORM, latest.day)
    facts = Facts(
        day=latest.day,
        birth_date=birth_date,
        sex=Sex.FEMALE,
        pregnant=True,
        gestation_days=(latest.day - file.last_period_on).days,
    )
    found = [*_danger_signs(form, latest)]
    for code, said in screening.readings(form, Checked(answers=latest.answers), facts).items():
        found += [
            f"{_measure(form, latest.answers, code)}: {each.conclusion}"
            for each in said
            if each.urgency is not Urgency.NONE and code != HAEMOGLOBIN
        ]
    return (*found, *_low_haemoglobin(file))


def _danger_signs(form: Form, row: AntenatalRow) -> list[str]:
    question = form.question("tanda_bahaya")
    told = row.answers.get(question.code)
    signs = [str(value) for value in told if value != question.exclusive] if isinstance(told, list) else []
    return [f"Tanda bahaya {short_date(row.day)}: {answer_text(question, signs)}"] if signs else []


def _measure(form: Form, answers: Mapping[str, Answer], code: str) -> str:
    if code == "diastolik":
        return f"TD {figure(_number(answers, 'sistolik'))}/{figure(_number(answers, 'diastolik'))}"
    question = form.question(code)
    return f"{question.label} {answer_text(question, answers[code])}"


def _low_haemoglobin(file: PregnancyFile) -> tuple[str, ...]:
    """Return what the haemoglobin measured last means; it is not measured at every visit."""
    measured = [(row.day, value) for row in file.visits if (value := _number(row.answers, HAEMOGLOBIN)) is not None]
    if not measured:
        return ()
    day, value = measured[-1]
    found = assess_haemoglobin_in_pregnancy(value, gestational_age(file.last_period_on, day), day)
    if found.urgency is Urgency.NONE:
        return ()
    when = "" if day == file.visits[-1].day else f" ({short_date(day)})"
    return (f"Hb {figure(value, 'g/dL')}{when}: {found.conclusion}",)


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
