"""KSPR, preeclampsia screening and 4T as the record tells them, day by day."""

from itertools import pairwise

import pytest

from ilp_desktop.forms.risk_course import RiskCourse
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.antenatal.pregnancy_record import RISK_FORMS
from ilp_desktop.services.antenatal.pregnancy_risks import risk_courses, risk_text, short_class
from tests.domain.cases import cases, told
from tests.services.recorded_pregnancies import recorded

CATALOGUE = shipped_forms()
PLAIN = {
    "now": "30",
    "age": "28",
    "gpa": "1/0/0",
    "births": "",
    "babies": "",
    "height": "155",
    "weight": "50",
    "diagnoses": "",
    "visits": "",
    "asked": "",
}
FINE = "tanda_bahaya=tidak_ada;sistolik=110;diastolik=70;tindak_lanjut=kontrol"


def course_of(row: dict[str, str], form: str, *, restricted: bool = True) -> RiskCourse:
    """Return one score of the pregnancy of a row."""
    found = risk_courses(recorded(row), CATALOGUE, restricted=restricted)
    return found[RISK_FORMS.index(form)]


@pytest.mark.parametrize("row", cases("antenatal_risk"), ids=told)
def test_score_follows_the_record(row: dict[str, str]) -> None:
    course = course_of(row, row["form"])
    assert (course.now.score, short_class(course)) == (float(row["score"]), row["class"])
    change = course.change
    assert ("" if change is None else f"{change.before:g}>{change.after:g}") == row["change"]
    why = "; ".join(sorted(one.text for one in course.now.factors))
    assert why == "; ".join(sorted(row["why"].split("; ") if row["why"] else []))


@pytest.mark.parametrize("row", cases("antenatal_risk"), ids=told)
def test_points_of_the_factors_are_the_score(row: dict[str, str]) -> None:
    course = course_of(row, row["form"])
    base = 2 if row["form"] == "kspr" else 0
    for point in course.points:
        assert point.score == base + sum(one.points for one in point.factors)
    for earlier, later in pairwise(course.points):
        assert earlier.day < later.day


def test_change_is_told_with_its_day_and_what_made_it() -> None:
    visits = f"10: {FINE};hb_status=ada_hasil;hb=11,4 | 20: {FINE};hb_status=ada_hasil;hb=9,8"
    assert risk_text(course_of(PLAIN | {"visits": visits}, "kspr")) == "KSPR 2 → 6 (KRT) sejak 14-09-2026: Hb 9,8"
    healed = course_of(PLAIN | {"visits": f"{visits} | 26: {FINE};hb_status=ada_hasil;hb=11,2"}, "kspr")
    assert risk_text(healed) == "KSPR 6 → 2 (KRR) sejak 26-10-2026: tidak lagi Kurang darah atau malaria"


def test_what_nobody_answered_and_no_record_tells_is_still_to_be_asked() -> None:
    first = course_of(PLAIN, "kspr").now
    assert first.open == (
        "Hamil pertama setelah menikah 4 tahun atau lebih",
        "Penyakit pada ibu hamil",
        "Penyakit menular seksual",
        "Bengkak pada muka atau tungkai dan tekanan darah tinggi",
        "Jumlah janin",
        "Hidramnion (kembar air)",
        "Bayi mati dalam kandungan",
        "Perdarahan dalam kehamilan ini",
        "Preeklampsia berat atau kejang",
    )
    seen = PLAIN | {"visits": f"20: {FINE};jumlah_janin=tunggal;djj_terdengar=ya;djj=140"}
    assert course_of(seen, "kspr").now.open == (
        "Hamil pertama setelah menikah 4 tahun atau lebih",
        "Penyakit pada ibu hamil",
        "Penyakit menular seksual",
        "Hidramnion (kembar air)",
    )


def test_anaemia_read_from_the_record_does_not_settle_the_other_diseases() -> None:
    row = PLAIN | {"visits": f"20: {FINE};hb_status=ada_hasil;hb=9,8"}
    assert "Penyakit pada ibu hamil" in course_of(row, "kspr").now.open


def test_without_leave_no_restricted_answer_counts_and_none_is_named() -> None:
    row = PLAIN | {"visits": f"10: {FINE};sifilis=reaktif"}
    assert course_of(row, "kspr").now.score == 6
    hidden = course_of(row, "kspr", restricted=False)
    assert hidden.now.score == 2
    assert not any("menular seksual" in text for text in (*hidden.now.open, risk_text(hidden)))


def test_a_birth_without_its_mode_leaves_the_operation_to_be_asked() -> None:
    row = PLAIN | {"gpa": "3/2/0", "births": "60: Spontan|30:"}
    assert "Pernah operasi sesar" in course_of(row, "kspr").now.open
    told_all = PLAIN | {"gpa": "3/2/0", "births": "60: Spontan|30: Spontan"}
    assert "Pernah operasi sesar" not in course_of(told_all, "kspr").now.open
    half = PLAIN | {"gpa": "3/2/0", "births": "30: Spontan"}
    assert "Pernah operasi sesar" in course_of(half, "kspr").now.open


def test_failure_is_settled_only_where_every_child_is_told_to_live() -> None:
    living = PLAIN | {"gpa": "2/1/0", "births": "40: Spontan/hidup"}
    assert "Pernah gagal kehamilan" not in course_of(living, "kspr").now.open
    unknown = PLAIN | {"gpa": "2/1/0", "births": "40: Spontan"}
    assert "Pernah gagal kehamilan" in course_of(unknown, "kspr").now.open


def test_spacing_of_a_birth_of_which_only_the_year_is_known_is_asked() -> None:
    row = PLAIN | {"gpa": "2/1/0", "births": "20: Spontan/tahun"}
    assert "Jarak dari persalinan terakhir sampai kehamilan ini" in course_of(row, "kspr").now.open
