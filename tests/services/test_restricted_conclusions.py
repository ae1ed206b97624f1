"""Figures of conclusions: what rests on a restricted answer is closed, scale by scale, and nothing else is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.permissions import Act, Role, may
from ilp_desktop.domain.reporting_period import Period, days_of
from ilp_desktop.domain.small_counts import ENOUGH, FEW
from ilp_desktop.forms.closed import closed_of
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Sensitivity
from ilp_desktop.forms.scoring import assess
from ilp_desktop.services.answers.conclusions import stored_conclusion
from ilp_desktop.services.answers.form_figures import Part
from ilp_desktop.services.answers.scale_figures import ALARMED, ALARMS, ELSEWHERE, FURTHER, scale_figures
from tests.forms import ways
from tests.forms.score_ways import people
from tests.forms.shipped import FORMS
from tests.forms.shipped import form as shipped
from tests.house_fixtures import TODAY, Clinic
from tests.services.answered_forms import OPEN_FORM, SAMPLES, Answering, in_role

MONTH = days_of(Period.MONTH, TODAY)
TRIES, VARIANTS = 12, 4
HALF_OPEN = [form for form in FORMS if form.sensitivity is Sensitivity.GENERAL and form.restricted_codes()]
SEEING = [role for role in Role if may({role}, Act.SEE_FIGURES)]
SECRET_ALARM = """
[[scoring.alarm]]
when = "rahasia = ya"
question = "rahasia"
code = "hal_rahasia"
conclusion = "Ada hal rahasia"
urgency = "refer"
"""
OPEN_ALARM = SECRET_ALARM.replace("rahasia", "batuk").replace("Ada hal batuk", "Ada batuk")
SECRET_SCALE = """
[[scoring]]
code = "tertutup"
label = "Tertutup"
method = "any"
questions = ["rahasia"]

[[scoring.band]]
below = 1
code = "tidak_rahasia"
conclusion = "Tidak ada rahasia"
urgency = "none"

[[scoring.band]]
at_least = 1
code = "rahasia"
conclusion = "Ada rahasia"
urgency = "emergency"
"""


def sample(further: str = SECRET_SCALE) -> str:
    """Return a form with an open scale that has an open and a restricted alarm, and a restricted scale."""
    head, _, scale = SAMPLES[OPEN_FORM].partition("[scoring]")
    return f'{head}[[scoring]]\ncode = "terbuka"\nlabel = "Terbuka"{scale}{SECRET_ALARM}{OPEN_ALARM}{further}'


def answered(form: Form, seed: str, variant: int) -> Iterator[Assessment | None]:
    """Give what different people conclude; only restricted answers differ between variants."""
    hidden = form.restricted_codes()
    for facts in people(form):
        typed: dict[str, str] = {}
        while blank := [form.question(one) for one in check(form, typed, facts).asked if one not in typed]:
            for question in blank:
                secret = question.code in hidden
                chance = Random(f"{seed} {question.code} {variant if secret else ''}")
                texts = ways.texts_for(form, question, facts)
                typed[question.code] = chance.choice(texts if question.required or secret else ["", *texts])
        yield assess(form, check(form, typed, facts), facts, DOMAIN_RULES)


@pytest.mark.parametrize(
    "form", [*HALF_OPEN, parse_form(sample(), "uji_umum.toml")], ids=lambda form: f"{form.code}-{form.version}"
)
def test_no_restricted_answer_changes_a_figure_that_those_without_leave_see(form: Form) -> None:
    changed = False
    for seed in map(str, range(TRIES)):
        concluded = [[stored_conclusion(one) for one in answered(form, seed, variant)] for variant in range(VARIANTS)]
        told = [scale_figures(form, [(one, 1) for one in found], sees_closed=False) for found in concluded]
        assert all(one == told[0] for one in told)
        changed = changed or any(one != concluded[0] for one in concluded)
    closed = closed_of(form)
    assert changed is bool(closed.scales or closed.alarms)


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("anc_visit", ["Tanda bahaya", "Tekanan darah", "LiLA", "Hb", ALARMS]),
        ("catin", ["", ALARMS]),
        ("posyandu_school", ["Pelayanan", "Tekanan darah", "IMT menurut umur", ALARMS]),
        ("kspr", []),
    ],
)
def test_head_sees_every_scale_that_rests_on_nothing_restricted(code: str, labels: list[str]) -> None:
    found = Assessment("normal", "Normal", Urgency.NONE, "", flags=("measured",))
    parts = tuple(replace(found, label=one) for one in ("Tekanan darah", "LiLA", "Hb", "IMT menurut umur"))
    told = scale_figures(shipped(code), [(stored_conclusion(replace(found, parts=parts)), 9)], sees_closed=False)
    known = {scoring.label for scoring in shipped(code).scorings} | {ALARMS}
    assert [one.label for one in told if one.label in known] == labels


@pytest.fixture
def answering(clinic: Clinic, tmp_path: Path) -> Answering:
    """Return a Puskesmas where 12 people have nothing, 3 the restricted thing, 2 the open alarm, 6 a risk."""
    folder = tmp_path / "half-open"
    folder.mkdir()
    found = Answering(clinic, folder)
    (folder / f"{OPEN_FORM}.toml").write_text(sample(), encoding="utf-8")
    fine = {"warna": "hijau", "batuk": "tidak", "rahasia": "tidak"}
    found.answer(fine, times=12)
    found.answer(fine | {"rahasia": "ya"}, times=3)
    found.answer(fine | {"batuk": "ya"}, times=2)
    found.answer(fine | {"warna": "merah"}, times=6)
    return found


@pytest.mark.parametrize("role", SEEING, ids=lambda role: role.value)
def test_open_scale_is_told_to_every_role_and_the_restricted_one_with_leave_alone(
    clinic: Clinic, answering: Answering, role: Role
) -> None:
    found = answering.statistics.figures(in_role(clinic, role), OPEN_FORM, MONTH)
    told = {scale.label: {part.code: part.people for part in scale.parts} for scale in found.conclusions}
    leave = may({role}, Act.SEE_RESTRICTED)
    closed = {"Tertutup": {"tidak_rahasia": ENOUGH, "rahasia": FEW}} if leave else {}
    secret = {"hal_rahasia": FEW} if leave else {}
    assert told == {
        "Terbuka": {"aman": "15", "risiko": "6", ALARMED: "2"},
        **closed,
        ALARMS: {"hal_batuk": "2", **secret},
    }
    words = {part.text for scale in found.conclusions for part in scale.parts}
    assert "Tidak berisiko (di luar hal terbatas)" in words


@pytest.mark.parametrize("role", SEEING, ids=lambda role: role.value)
def test_question_asked_only_after_a_restricted_answer_is_closed_with_it(
    clinic: Clinic, tmp_path: Path, role: Role
) -> None:
    folder = tmp_path / "gated"
    folder.mkdir()
    found = Answering(clinic, folder)
    after = SAMPLES[OPEN_FORM].replace(
        "[scoring]",
        '[[question]]\nsection = "Uji"\ncode = "sesudah"\nlabel = "Sesudah"\nkind = "boolean"\n'
        'shown_when = "rahasia = ya"\n\n[scoring]',
    )
    (folder / f"{OPEN_FORM}.toml").write_text(after, encoding="utf-8")
    found.answer({"warna": "hijau", "rahasia": "ya", "sesudah": "ya"})
    seen = found.statistics.figures(in_role(clinic, role), OPEN_FORM, MONTH)
    told = {one.code: one.answered for one in seen.questions}
    assert told.get("sesudah") == (FEW if may({role}, Act.SEE_RESTRICTED) else None)


def concluded(text: str, *found: Assessment, sees_closed: bool = False) -> dict[str, dict[str, str]]:
    form = parse_form(text, "uji_umum.toml")
    scales = scale_figures(form, [(stored_conclusion(one), 1) for one in found], sees_closed=sees_closed)
    return {scale.label: {part.code: part.people for part in scale.parts} for scale in scales}


def test_what_only_an_older_edition_concluded_may_have_been_restricted() -> None:
    old = Assessment("hal_lama", "Hal lama", Urgency.REFER, "", score=1, label="Terbuka")
    alone = Assessment("hal_sendiri", "Hal sendiri", Urgency.REFER, "", parts=(replace(old, label="Lama"),))
    told = concluded(sample(), old, alone)
    assert told["Terbuka"] == {"aman": "0", "risiko": "0", ALARMED: "0", ELSEWHERE: "1", "": "1"}
    assert {FURTHER, "Lama"}.isdisjoint(told)
    assert concluded(sample(), old, alone, sees_closed=True)["Lama"]["hal_lama"] == FEW


def test_alarm_that_could_not_be_left_out_of_its_scale_closes_the_scale() -> None:
    assert "Terbuka" in concluded(sample())
    two = 'below = 1\nwhen = "batuk = ya"\ncode = "aman_batuk"\nconclusion = "Aman"\nurgency = "none"\n\n'
    assert "Terbuka" not in concluded(sample().replace("below = 1\n", f"{two}[[scoring.band]]\nbelow = 1\n", 1))


def test_scale_that_waits_for_what_only_a_restricted_answer_asks_closes_all() -> None:
    asked = '[[question]]\nsection = "Uji"\ncode = "lanjut"\nlabel = "Lanjut"\nkind = "boolean"\nrequired = true\n'
    asked += 'shown_when = "rahasia = ya"\n\n[[scoring]]'
    waiting = SECRET_SCALE.replace('["rahasia"]', '["rahasia", "lanjut"]')
    text = sample(waiting).replace("[[scoring]]", asked, 1)
    assert concluded(text) == {ALARMS: {"hal_batuk": "0"}}


def test_what_was_read_is_told_beside_the_scales_under_its_label_and_without_a_number() -> None:
    shown = form_figures_of("cvd_risk_nonlab", {"sistolik": "165", "berat": "80"}, {"sistolik": "170", "berat": "81"})
    assert {part.text: part.people for part in shown[FURTHER]} == {
        "Tekanan darah: Kisaran hipertensi derajat 2": "2",
        "IMT: obesitas II": "2",
    }


def form_figures_of(code: str, *answers: dict[str, str]) -> dict[str, tuple[Part, ...]]:
    form, facts = shipped(code), ways.person(600)
    usual = {"riwayat_diri": "tidak_ada", "status_merokok": "tidak", "diastolik": "85", "tinggi": "160"}
    found = [assess(form, check(form, {**usual, **one}, facts), facts, DOMAIN_RULES) for one in answers]
    told = scale_figures(form, [(stored_conclusion(one), 1) for one in found], sees_closed=True)
    return {scale.label: scale.parts for scale in told}
