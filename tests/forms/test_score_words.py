"""The words beside a conclusion: the scale, its points, and what comes next."""

from dataclasses import replace

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.scoring import MEASURED
from ilp_desktop.forms.wording import score_text

FOUND = Assessment("low", "Skor rendah", Urgency.NONE, "Sumber 2020", score=3, label="Skala")


def test_points_of_a_scale_are_told_and_a_measured_value_only_in_its_own_words() -> None:
    assert score_text(FOUND) == "Skala skor 3"
    assert score_text(replace(FOUND, flags=(MEASURED,))) == "Skala"
    assert score_text(replace(FOUND, score=None, label="")) == ""
