"""The domain rules of following up a child's nutrition: the day to look again, and supplementary food."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.nutrition_steps import NAME
from ilp_desktop.forms.answered import number
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers
from ilp_desktop.forms.scoring import Rule
from ilp_desktop.reference import edition_on


def _review(answers: Answers, facts: Facts) -> Assessment | None:
    """Ask for the child again on the day the doctor set, until somebody says it is better."""
    source = edition_on(NAME, facts.day).source
    if answers.get("gizi_selesai") is True:
        return Assessment("nutrition_better", "Membaik, tindak lanjut selesai", Urgency.NONE, source)
    told = answers.get("gizi_kontrol")
    if not isinstance(told, str):
        return None
    again = date.fromisoformat(told)
    words = f"Nilai ulang gizi {indonesian_date(again)}"
    return Assessment("nutrition_review", words, Urgency.WATCH, source, repeat_days=(again - facts.day).days)


def _pmt(answers: Answers, facts: Facts) -> Assessment | None:
    source, days = edition_on(NAME, facts.day).source, number(answers, "pmt_hari")
    if days is None:
        return None
    if answers.get("pmt_habis") in ("sebagian", "sedikit", "tidak"):
        told = f"PMT {days:.0f} hari, tidak dihabiskan"
        advice = "Tanyakan sebabnya, ubah bentuk atau rasa, dampingi makan."
        return Assessment("pmt_left", told, Urgency.WATCH, source, advice=advice, follow_up="nutrition_plan")
    if answers.get("pmt_selesai") is True:
        return Assessment("pmt_done", f"PMT selesai, {days:.0f} hari", Urgency.NONE, source)
    return Assessment("pmt_given", f"PMT berjalan, {days:.0f} hari", Urgency.NONE, source)


NUTRITION_RULES: Mapping[str, Rule] = MappingProxyType({"nutrition_review": _review, "pmt_given": _pmt})
"""Part of the shipped rules, by the names that forms use."""
