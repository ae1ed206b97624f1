"""What a mother is ill with and by which method she plans her family, as the KIA summary that goes home may tell it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from db.models import Person
from db.queries.chronic import diagnosed_among
from ilp_desktop.domain.birth.postnatal import MOTHER_FORM
from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.contraception.contraception import KIND, METHOD, method_in_use
from ilp_desktop.domain.contraception.contraception import TABLE as METHODS
from ilp_desktop.domain.due.service_registers import Register, chronic_prefixes, registers_on
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.printing.wording import short_date
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.screening import StoredResponse, responses_of
from ilp_desktop.services.answers.told_results import told
from ilp_desktop.services.antenatal.pregnancy_record import KSPR
from ilp_desktop.services.birth.postnatal import NO_METHOD, PLANNING_FORM
from ilp_desktop.services.contraception.contraception_care import contacts_of
from ilp_desktop.services.kia_sheet import Sheet, is_restricted_now
from ilp_desktop.services.record.problems import KnownProblem, problems_of

OWN_DISEASES = "riwayat_diri"
HISTORY_FORMS = ("fit_pregnancy", "catin", "ncd_screening", "home_visit_adult", "cvd_risk_lab", "cvd_risk_nonlab")
PREGNANT_DISEASES = "kspr_penyakit"
PREECLAMPSIA = "preeclampsia_screen"
RISK_DISEASES = ("pe_diabetes", "pe_hipertensi_kronik", "pe_penyakit_ginjal", "pe_autoimun", "pe_antifosfolipid")
NONE = "tidak_ada"
SAME_DISEASE = {
    "pe_diabetes": "diabetes",
    "pe_hipertensi_kronik": "hipertensi",
    "pe_penyakit_ginjal": "ginjal",
    "tbc_paru": "tbc",
    f"{PREGNANT_DISEASES}.jantung": "gagal_jantung",
}
"""Answers that mean a disease which another question, or a register, calls otherwise."""
AFTER_BIRTH = "kb_pascasalin"
POSTNATAL_FORMS = (MOTHER_FORM, "posyandu_postnatal", "home_visit_postnatal")
NOT_USING = "tidak ber-KB"


class _Told(NamedTuple):
    """A disease told at an anamnesis; ``disease`` is what tells it from others."""

    disease: str
    words: str
    day: date


def diseases_of(sheet: Sheet, mother: Person, pregnant_since: date | None) -> str:
    """Return her diseases without any restricted one: problems that go on, chronic diagnoses, and what she told.

    What only goes on during a pregnancy is asked of the one that began on ``pregnant_since``. Empty where nothing is
    known that the sheet may tell.
    """
    problems = problems_of(sheet.session, mother.id)
    active = [  # what stands in words alone may be restricted: nobody said that it is none
        one
        for one in problems
        if one.is_active and one.code and not is_restricted_now(one.code, mother, one.began_on, sheet.today)
    ]
    codes = diagnosis_codes(sheet.today)
    titles = {one.code: entry.title if (entry := codes.get(one.code)) else one.code for one in active}
    registers = registers_on(sheet.today)
    listed = {register.code for register in registers if any(one.code.startswith(register.prefixes) for one in active)}
    over = _over(problems, registers)
    chronic = _chronic(sheet, mother, over)
    words = [*titles.values(), *(label for code, label in chronic.items() if code not in listed)]
    known = listed | set(chronic)
    for one in _told_by_her(sheet, mother, pregnant_since):
        if one.disease not in known and one.day > over.get(one.disease, date.min):
            known.add(one.disease)
            words.append(f"{one.words} (anamnesis {short_date(one.day)})")
    return ", ".join(dict.fromkeys(words))


def contraception_of(sheet: Sheet, mother: Person) -> str:
    """Return the method of contraception last told and when; empty where nobody told, or the sheet may not.

    It is her own sheet, so it names hers; that of a child never, nor what she told as a child, and nothing is told
    where who prints may not see restricted answers.
    """
    if not sheet.restricted or is_kept_private(mother.birth_date, sheet.today):
        return ""
    found = [
        one
        for one in responses_of(sheet.session, mother.id, PLANNING_FORM, *POSTNATAL_FORMS)
        if one.day <= sheet.today and not is_kept_private(mother.birth_date, one.day)
    ]
    said = [*_after_birth(sheet, found), *_planned(sheet, found)]
    if not said:
        return ""
    day, words = max(said, key=lambda one: one[0])
    return f"{words} ({short_date(day)})"


def _over(problems: Sequence[KnownProblem], registers: Sequence[Register]) -> dict[str, date]:
    """Return when the disease of a register was last said to be over."""
    ended = [(one.code, one.resolved_on) for one in problems if one.resolved_on is not None]
    days = {one.code: [day for code, day in ended if code.startswith(one.prefixes)] for one in registers}
    return {register: max(some) for register, some in days.items() if some}


def _chronic(sheet: Sheet, mother: Person, over: dict[str, date]) -> dict[str, str]:
    """Return the registers of chronic disease she stands in by her diagnoses, with their names."""
    rows = diagnosed_among(sheet.session, [mother.id], chronic_prefixes(sheet.today), sheet.today)
    open_rows = [row for row in rows if not is_restricted_now(row.code, mother, row.day, sheet.today)]
    return {
        one.code: one.label
        for one in registers_on(sheet.today)
        if not one.restricted
        and any(row.code.startswith(one.prefixes) and row.day > over.get(one.code, date.min) for row in open_rows)
    }


def _told_by_her(sheet: Sheet, mother: Person, pregnant_since: date | None) -> Iterator[_Told]:
    """Give the diseases told last at each anamnesis, without those of restricted questions."""
    for one in responses_of(sheet.session, mother.id, *HISTORY_FORMS)[:1]:
        yield from _chosen(sheet, one, OWN_DISEASES)
    if pregnant_since is None:
        return
    asked = [one for one in responses_of(sheet.session, mother.id, KSPR, PREECLAMPSIA) if one.day >= pregnant_since]
    for one in [one for one in asked if one.form_code == KSPR][:1]:
        yield from _chosen(sheet, one, PREGNANT_DISEASES)
    for one in [one for one in asked if one.form_code == PREECLAMPSIA][:1]:
        for code in RISK_DISEASES:
            question = sheet.screening.catalogue.edition(one.form_code, one.form_version).question(code)
            if one.answers.get(code) is True and question.sensitivity is not Sensitivity.RESTRICTED:
                yield _Told(SAME_DISEASE.get(code, code), question.label, one.day)


def _chosen(sheet: Sheet, response: StoredResponse, code: str) -> Iterator[_Told]:
    """Give each disease chosen at a question, its name without the letter of the paper form."""
    chosen = response.answers.get(code)
    question = sheet.screening.catalogue.edition(response.form_code, response.form_version).question(code)
    if not isinstance(chosen, list) or question.sensitivity is Sensitivity.RESTRICTED:
        return
    for value in (str(one) for one in chosen if one != NONE):
        disease = SAME_DISEASE.get(f"{code}.{value}", SAME_DISEASE.get(value, value))
        label = answer_text(question, [value])
        yield _Told(disease, label.partition(". ")[2] or label, response.day)


def _after_birth(sheet: Sheet, found: Sequence[StoredResponse]) -> Iterator[tuple[date, str]]:
    """Give what was told last after a birth."""
    for one in found:
        answer = one.answers.get(AFTER_BIRTH)
        if one.form_code in POSTNATAL_FORMS and answer is not None:
            none = answer in NO_METHOD
            yield one.day, NOT_USING if none else told(sheet.screening.catalogue, one, AFTER_BIRTH)
            return


def _planned(sheet: Sheet, found: Sequence[StoredResponse]) -> Iterator[tuple[date, str]]:
    """Give what the visits for family planning say: the method in use, or that she stopped."""
    visits = [one for one in found if one.form_code == PLANNING_FORM]
    served = {str(one.answers.get(METHOD)): told(sheet.screening.catalogue, one, METHOD) for one in visits}
    use = method_in_use(contacts_of(visits), sheet.today)
    if use is not None and use.method in served:
        yield use.served_on, served[use.method]
        return
    body = edition_on(METHODS, sheet.today).body
    for one in visits:
        if one.answers.get(KIND) in (body["stopped"], *body["served"]):
            yield one.day, NOT_USING
            return
