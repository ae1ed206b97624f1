"""The rows of the service packages become plans; a row that cannot be read names itself and its fault."""

from collections.abc import Mapping
from typing import Any

from ilp_desktop.domain.due.service_plan import (
    AT_ONCE,
    BIRTH,
    CONTROL,
    DELIVERY,
    DOCTOR,
    LAST_PERIOD,
    ONE_MONTH,
    ServicePlan,
    Unwell,
)
from ilp_desktop.domain.expressions.condition_parsing import ConditionFault, parse_condition
from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.domain.span import Span

EVENTS = ("form", "answer", "dose", "diagnosis", DOCTOR, CONTROL, "household", "referral", "pregnancy")
UNITS = {"days": 1, "weeks": 7}
LONGEST_CODE = 40
KEYS = frozenset(
    (
        *("code", "label", "why", "source", "form", "done_by", "who", "anchor", "opens", "closes", "late", "every"),
        *(
            "months",
            "stays",
            "place",
            "gap",
            "unwell",
            "restricted",
            "restricted_below_years",
            "each_visit",
            "sick_only",
            "corrected",
            "recall",
        ),
    )
)


class PlanFault(Exception):
    """A service row that cannot be used; the Indonesian message says why."""


def read_plan(row: Mapping[str, Any], source: str, names: Mapping[str, Name], rank: int = 0) -> ServicePlan:
    """Return the plan of one row; ``source`` stands where the row has none. Raises ``PlanFault``."""
    code = _text(row, "code")
    _check_keys(row, code)
    form = str(row.get("form", ""))
    plan = ServicePlan(
        code=code,
        label=_text(row, "label"),
        why=_text(row, "why"),
        source=str(row.get("source", source)),
        form=form,
        done_by=tuple(row.get("done_by", ())) or ((f"form:{form}",) if form else ()),
        who=_condition(row, names),
        anchor=str(row.get("anchor", BIRTH)),
        opens=_span(row, "opens") or AT_ONCE,
        closes=_span(row, "closes"),
        late=_span(row, "late"),
        every=_span(row, "every"),
        months=tuple(row.get("months", ())),
        stays=_span(row, "stays") or ONE_MONTH,
        place=int(row.get("place", 1)),
        gap=_span(row, "gap") or AT_ONCE,
        unwell=Unwell(row.get("unwell", Unwell.POSTPONE.value)),
        restricted=bool(row.get("restricted", False)),
        restricted_below_years=int(row.get("restricted_below_years", 0)),
        each_visit=bool(row.get("each_visit", False)),
        sick_only=bool(row.get("sick_only", False)),
        corrected=bool(row.get("corrected", False)),
        recall=bool(row.get("recall", False)),
        rank=rank,
    )
    _check(plan)
    return plan


def _text(row: Mapping[str, Any], key: str) -> str:
    found = row.get(key)
    if not isinstance(found, str) or not found.strip():
        raise PlanFault(f'layanan "{row.get("code", "?")}": "{key}" tidak ada atau kosong')
    return found.strip()


def _check_keys(row: Mapping[str, Any], code: str) -> None:
    unknown = sorted(set(row) - KEYS)
    if unknown:
        raise PlanFault(f'layanan "{code}": "{unknown[0]}" tidak dikenal')


def _condition(row: Mapping[str, Any], names: Mapping[str, Name]) -> Any:
    written = str(row.get("who", ""))
    if not written:
        return None
    try:
        return parse_condition(written, names)
    except ConditionFault as fault:
        raise PlanFault(f'layanan "{row["code"]}": {fault}') from fault


def _span(row: Mapping[str, Any], key: str) -> Span | None:
    """Return a length written as ``{ years = 1 }``, ``{ months = 6, days = 15 }`` or ``{ weeks = 13 }``."""
    written = row.get(key)
    if written is None:
        return None
    known = {"years", "months", *UNITS}
    if (
        not isinstance(written, Mapping)
        or set(written) - known
        or not all(isinstance(n, int) for n in written.values())
    ):
        raise PlanFault(f'layanan "{row["code"]}": "{key}" harus tahun, bulan, minggu atau hari')
    months = written.get("months", 0) + 12 * written.get("years", 0)
    return Span(months=months, days=sum(written.get(unit, 0) * days for unit, days in UNITS.items()))


def _check(plan: ServicePlan) -> None:
    for fault, wrong in (
        ("kode harus huruf kecil dan garis bawah, paling panjang 40", not _is_code(plan.code)),
        ("tidak ada yang menyatakan selesai", not plan.done_by),
        ("bukan kejadian yang dikenal", any(key.split(":")[0] not in EVENTS for key in plan.done_by)),
        ('"every" dan "months" tidak dapat bersama', plan.every is not None and bool(plan.months)),
        ("bulan harus 1 sampai 12", any(not 1 <= month <= 12 for month in plan.months)),
        ('"place" harus 1 atau lebih', plan.place < 1),
        ('"place" hanya untuk layanan sekali dalam jangka waktu', plan.place > 1 and _repeats(plan)),
        ('"recall" hanya untuk layanan berulang dengan formulir', plan.recall and not (plan.every and plan.form)),
        ('"anchor" tidak dikenal', not _is_anchor(plan.anchor)),
    ):
        if wrong:
            raise PlanFault(f'layanan "{plan.code}": {fault}')


def _is_code(code: str) -> bool:
    return len(code) <= LONGEST_CODE and code.replace("_", "").isalnum() and code == code.lower()


def _repeats(plan: ServicePlan) -> bool:
    return plan.every is not None or bool(plan.months)


def _is_anchor(anchor: str) -> bool:
    return anchor in (BIRTH, LAST_PERIOD, DELIVERY) or anchor.split(":", maxsplit=1)[0] in EVENTS
