"""Rules that say which questions of a risk form the record answers by itself, visit by visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.expressions.condition_parsing import parse_condition
from ilp_desktop.domain.expressions.conditions import YES_NO, Condition, Name
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.schema import Form
from ilp_desktop.reference import Edition, edition_on

TABLE = "antenatal_risk"
PRESSURE = "blood_pressure_pregnancy"
PRESSURE_CLASS = "td_kelas"

HISTORY_NAMES: Mapping[str, Name] = {
    "gravida": Name("Gravida"),
    "para": Name("Para"),
    "abortus": Name("Abortus"),
    "jarak_kehamilan": Name("Jarak kehamilan (tahun)"),
    "berat_sebelum_hamil": Name("Berat sebelum hamil"),
    "protein_tinggi_kali": Name("Pemeriksaan dengan protein urin lebih dari +1"),
    "pernah_sesar": Name("Pernah operasi sesar", YES_NO),
    "pernah_tarikan": Name("Pernah lahir dengan tarikan", YES_NO),
    "pernah_uri_dirogoh": Name("Pernah uri dirogoh", YES_NO),
    "pernah_transfusi": Name("Pernah infus atau transfusi", YES_NO),
    "pernah_gagal": Name("Pernah gagal kehamilan", YES_NO),
    "pernah_pe": Name("Pernah preeklampsia", YES_NO),
    "janin_diharapkan": Name("Jumlah janin"),
    "anemia": Name("Anemia menurut trimester", YES_NO),
}
"""What the record tells beside the answers of a visit."""


@dataclass(frozen=True)
class RiskRule:
    """One answer the record gives.

    Attributes:
        forms: codes of the forms that ask the question.
        answer: ya, tidak, or a choice; empty where a number is taken or a choice cleared.
        take: name of the number that answers.
        clears: the choice of a list that no longer holds.
        evidence: what the record says, with names in braces; Indonesian.
        lasting: what was once so stays so for the rest of the pregnancy.
    """

    forms: frozenset[str]
    question: str
    when: Condition
    answer: str = ""
    take: str = ""
    clears: str = ""
    evidence: str = ""
    lasting: bool = False


@dataclass(frozen=True)
class RiskRules:
    """The rules of a day, and the codes by which diagnoses and classes are read."""

    rules: tuple[RiskRule, ...]
    diagnoses: Mapping[str, "WatchedDiagnosis"]
    heavy_protein: frozenset[str]
    pressure_classes: tuple[str, ...]
    source: str

    def pressure_class(self, code: str) -> str:
        """Return the class of a blood pressure among those of pregnancy; one that is low is below all of them."""
        return code if code in self.pressure_classes else self.pressure_classes[0]

    def of_form(self, form: str) -> tuple[RiskRule, ...]:
        """Return the rules that answer a form."""
        return tuple(rule for rule in self.rules if form in rule.forms)


@dataclass(frozen=True)
class WatchedDiagnosis:
    """Diagnoses that answer a question, of this pregnancy or of any time before."""

    prefixes: tuple[str, ...]
    ever: bool


_read: dict[tuple[date, date], tuple[Form, RiskRules]] = {}
"""What was parsed last of each pair of editions, and over which form: a picture asks for it at every look."""


def read_risk_rules(visit_form: Form, day: date) -> RiskRules:
    """Return the rules in force on a day over the questions of the antenatal form; raises ``ConditionFault``."""
    edition, pressure = edition_on(TABLE, day), edition_on(PRESSURE, day)
    days = edition.valid_from, pressure.valid_from
    known = _read.get(days)
    if known is None or known[0] is not visit_form:
        known = _read[days] = visit_form, _parsed(visit_form, edition, pressure)
    return known[1]


def _parsed(visit_form: Form, edition: Edition, pressure: Edition) -> RiskRules:
    body = edition.body
    names = _names(visit_form, edition, pressure)
    return RiskRules(
        rules=tuple(_rule(row, names) for row in body["rule"]),
        diagnoses={
            name: WatchedDiagnosis(tuple(row["icd10"]), bool(row.get("ever", False)))
            for name, row in body["diagnoses"].items()
        },
        heavy_protein=frozenset(body["heavy_protein"]),
        pressure_classes=tuple(row["code"] for row in pressure.body["row"]),
        source=edition.source,
    )


def _names(visit_form: Form, edition: Edition, pressure: Edition) -> dict[str, Name]:
    questions = {question.code: question.as_name() for question in visit_form.questions}
    classes = {row["code"]: row["conclusion"] for row in pressure.body["row"]}
    return {
        **FACT_NAMES,
        **HISTORY_NAMES,
        **{name: Name(name, YES_NO) for name in edition.body["diagnoses"]},
        **{code: name for code, name in questions.items() if name is not None},
        PRESSURE_CLASS: Name("Kelas tekanan darah", classes),
    }


def _rule(row: Mapping[str, object], names: Mapping[str, Name]) -> RiskRule:
    forms = row["forms"]
    return RiskRule(
        forms=frozenset(forms if isinstance(forms, list) else ()),
        question=str(row["question"]),
        when=parse_condition(str(row["when"]), names),
        answer=str(row.get("answer", "")),
        take=str(row.get("take", "")),
        clears=str(row.get("clears", "")),
        evidence=str(row.get("evidence", "")),
        lasting=bool(row.get("lasting", False)),
    )
