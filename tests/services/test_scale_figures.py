"""Counts of conclusions: everybody has one place on a scale, and nobody with an alarm is counted as fine."""

from dataclasses import replace

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.services.answers.conclusions import stored_conclusion
from ilp_desktop.services.answers.scale_figures import ALARMS, FURTHER, scale_figures
from tests.forms.shipped import form

ALARM = Assessment("suicide_risk", "Ada pikiran mengakhiri hidup", Urgency.EMERGENCY, "contoh", score=3)
CALM = Assessment("srq_normal", "Tidak ada tanda", Urgency.NONE, "contoh", score=3)


def counted(*found: tuple[Assessment | None, int]) -> dict[str, dict[str, str]]:
    open_form = replace(form("srq20"), sensitivity=Sensitivity.GENERAL)
    scales = scale_figures(open_form, [(stored_conclusion(one), people) for one, people in found], sees_closed=True)
    return {scale.label: {part.code: part.people for part in scale.parts if part.people != "0"} for scale in scales}


def test_alarm_has_a_place_of_its_own_on_the_scale() -> None:
    assert counted((CALM, 7), (ALARM, 2), (None, 1)) == {
        "": {"srq_normal": "7", "!": "2", "": "1"},
        ALARMS: {"suicide_risk": "2"},
    }


def test_alarm_stored_beside_a_reassuring_band_is_not_counted_as_fine() -> None:
    together = Assessment(**{**vars(ALARM), "parts": (CALM,)})
    assert counted((together, 4)) == {"": {"!": "4"}, ALARMS: {"suicide_risk": "4"}}


def test_what_a_rule_adds_is_counted_apart_so_that_everybody_has_one_place() -> None:
    added = Assessment("oedema", "Edema", Urgency.WATCH, "contoh")
    found = Assessment("high", "Berpotensi", Urgency.REFER, "contoh", parts=(added,))
    assert counted((found, 3), (CALM, 1)) == {
        "": {"srq_normal": "1", "high": "3"},
        ALARMS: {},
        FURTHER: {"oedema": "3"},
    }
