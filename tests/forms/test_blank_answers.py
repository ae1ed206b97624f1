"""An optional question left blank is never taken for "no", and holds up nothing that does not rest on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.forms.scoring import INCOMPLETE, PARTIAL, assess
from tests.forms import samples, ways
from tests.forms.form_cases import cases_of
from tests.forms.rich_sample import rich_form
from tests.forms.samples import HEADER
from tests.forms.shipped import form as shipped

FORM = rich_form()
WOMAN = ways.person(720)
CALM = {"tahun_merokok": "0", "butir_1": "tidak", "butir_2": "0", "butir_3": "tidak"}


def concluded(typed: dict[str, str], form: Form = FORM) -> Assessment | None:
    return assess(form, check(form, typed, WOMAN), WOMAN, {})


def without(*codes: str, **typed: str) -> dict[str, str]:
    return {code: text for code, text in {**CALM, **typed}.items() if code not in codes}


@pytest.mark.parametrize("blank", ["butir_2", "butir_3"])
def test_nothing_found_is_not_said_while_a_blank_could_find_something(blank: str) -> None:
    found = concluded(without(blank))
    assert found is not None
    assert [one.code for one in found.members] == ["low"]
    assert found.flags == (PARTIAL,)
    assert found.advice.endswith("Belum dinilai karena ada isian kosong: Keluhan jiwa.")


def test_band_stands_where_no_answer_to_the_blank_could_change_it() -> None:
    found = concluded(without("butir_2", butir_3="ya"))
    assert found is not None
    complaint = next(one for one in found.members if one.code == "complaint")
    assert complaint.score == 1
    assert complaint.advice == "Terisi 1 dari 2 butir."
    assert found.flags == ()


def test_band_that_asks_to_act_stands_although_a_blank_could_change_it() -> None:
    middle = '[[scoring.band]]\nat_least = 3\nbelow = 5\ncode = "middle"\nconclusion = "Risiko sedang"\n'
    middle += 'urgency = "watch"\n\n[[scoring.band]]\nat_least = 5'
    milder = rich_form(
        ("below = 4\ncode", "below = 3\ncode"),
        ("at_least = 4\ncode", "at_least = 5\ncode"),
        (
            "[[scoring.band]]\nat_least = 5",
            middle,
        ),
    )
    typed = without("butir_1", tahun_merokok="20", batang_per_hari="20")
    found = concluded(typed, milder)
    assert found is not None
    assert (found.code, found.score) == ("middle", 3)
    assert found.advice == "Terisi 2 dari 3 butir; yang kosong dapat mengubah kesimpulan."


def test_band_with_a_condition_that_no_score_can_reach_leaves_the_others_as_sure_as_they_are() -> None:
    apart = rich_form(
        (
            "[[scoring.band]]\nbelow = 1",
            (
                '[[scoring.band]]\nat_least = 2\nwhen = "tahun_merokok > 0"\ncode = "smoker"\n'
                'conclusion = "Keluhan pada perokok"\nurgency = "none"\n\n[[scoring.band]]\nbelow = 1'
            ),
        ),
    )
    found = concluded(without("tahun_merokok", butir_2="0", butir_3="tidak"), apart)
    assert found is not None
    assert "calm" in [one.code for one in found.members]


NO_RISK_OF_HIV = {"populasi_kunci": "bukan", "risiko_hiv": "tidak_ada", "gejala_ims": "tidak_ada"}
CALM_FORMS = [
    ("hepatitis", {"risiko_hepatitis": "tidak_ada"}, {"hbsag": "HBsAg", "anti_hcv": "Anti-HCV"}),
    (
        "malaria",
        {"gejala_malaria": "tidak_ada", "malaria_berat": "tidak_ada", "risiko_malaria": "tidak_ada"},
        {"malaria": "Pemeriksaan malaria"},
    ),
    (
        "hiv_sti_risk",
        {"pernah_tes_hiv": "belum", **NO_RISK_OF_HIV, "gejala_hiv": "tidak_ada"},
        {"hiv": "Tes HIV", "sifilis": "Tes sifilis"},
    ),
]


@pytest.mark.parametrize(("code", "calm", "results"), CALM_FORMS, ids=[code for code, _, _ in CALM_FORMS])
def test_result_left_blank_is_named_and_said_outright_it_lets_all_be_well(
    code: str, calm: dict[str, str], results: dict[str, str]
) -> None:
    examined = {**calm, **dict.fromkeys(results, "belum")}
    whole = ruled(examined, code)
    assert (whole.urgency, whole.flags) == (Urgency.NONE, ())
    for blank, scale in results.items():
        found = ruled({name: text for name, text in examined.items() if name != blank}, code)
        assert (found.code, found.flags) == (whole.code, (PARTIAL,))
        assert found.advice.endswith(f"Belum dinilai karena ada isian kosong: {scale}.")


def ruled(typed: dict[str, str], code: str) -> Assessment:
    found = concluded(typed, shipped(code))
    assert found is not None
    return found


def test_blank_that_points_look_at_leaves_its_scale_open() -> None:
    found = concluded(without("tahun_merokok"))
    assert found is not None
    assert [one.code for one in found.members] == ["calm"]
    assert "Risiko paru" in found.advice


def test_wrong_answer_is_no_blank_and_keeps_the_whole_form_incomplete() -> None:
    assert concluded({**CALM, "butir_2": "banyak"}) is None
    found = concluded({**CALM, "butir_2": "banyak", "butir_3": "ya"})
    assert found is not None
    assert (found.code, found.flags) == ("despair", (INCOMPLETE,))


def test_form_of_which_everything_is_blank_concludes_nothing() -> None:
    assert concluded({}) is None


def test_scale_waits_for_the_answer_that_decides_whether_its_questions_are_asked() -> None:
    shown = ('label = "Nafsu makan"', 'label = "Nafsu makan"\nshown_when = "butir_1 = ya"')
    form = rich_form(('code = "butir_1"', 'code = "butir_1"\nrequired = true'), shown)
    assert concluded(without("butir_1", "butir_2"), form) is None
    found = concluded(without("butir_2"), form)
    assert found is not None
    assert (found.code, found.flags) == ("low", ())


def test_rule_is_not_asked_while_a_question_it_needs_is_blank() -> None:
    def counted(answers: Answers, _facts: object) -> Assessment:
        return Assessment("counted", f"{len(answers)} jawaban", Urgency.NONE, "contoh")

    ruled = HEADER + samples.QUESTIONS + '\n[scoring]\nmethod = "rule"\nrule = "hitung"\nquestions = ["batuk"]\n'
    form = samples.form_of(ruled)
    assert assess(form, check(form, {"merokok": "tidak"}, WOMAN), WOMAN, {"hitung": counted}) is None
    found = assess(form, check(form, {"merokok": "tidak", "batuk": "0"}, WOMAN), WOMAN, {"hitung": counted})
    assert found is not None
    assert found.code == "counted"


ANSWERS = st.fixed_dictionaries(
    {
        "tahun_merokok": st.sampled_from(["", "0", "20", "30"]),
        "batang_per_hari": st.sampled_from(["", "0", "20", "40"]),
        "butir_1": st.sampled_from(["", "ya", "tidak"]),
        "butir_2": st.sampled_from(["", "0", "1", "2"]),
        "butir_3": st.sampled_from(["", "ya", "tidak"]),
    }
)


@given(ANSWERS, ANSWERS)
def test_what_is_said_to_be_fine_stays_fine_whatever_the_blanks_become(
    typed: dict[str, str], later: dict[str, str]
) -> None:
    before = concluded(typed)
    after = concluded({code: text or later[code] for code, text in typed.items()})
    fine = {one.code for one in before.members if one.urgency is Urgency.NONE} if before else set()
    told = {one.code for one in after.members} if after else set()
    assert not fine or fine <= told or "despair" in told
    worst_before = before.urgency.rank if before else 0
    assert (after.urgency.rank if after else 0) >= worst_before


PREGNANT = ways.person(300, gestation=210, pregnant=True)
ANC = {
    **dict.fromkeys(("batuk", "berat_turun", "demam", "keringat_malam", "kontak_erat", "kondisi_jiwa"), "tidak"),
    "tanda_bahaya": "tidak_ada",
    "sistolik": "110",
    "diastolik": "70",
    "protein_urin": "negatif",
    "djj_terdengar": "ya",
    "djj": "140",
    "gerak_janin_cukup": "ya",
    "tindak_lanjut": "kontrol",
}


def of_pregnant(typed: dict[str, str], facts: Facts = PREGNANT) -> Assessment:
    form = shipped("anc_visit")
    found = assess(form, check(form, typed, facts), facts, DOMAIN_RULES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("blank", "told"),
    [
        ({"sistolik", "diastolik"}, "Tekanan darah"),
        ({"djj_terdengar", "djj"}, "Denyut jantung janin"),
        ({"kondisi_jiwa"}, "cemas atau sedih"),
        ({"batuk"}, "Batuk"),
    ],
)
def test_blank_that_could_set_off_an_alarm_lets_no_visit_be_all_well(blank: set[str], told: str) -> None:
    found = of_pregnant({code: text for code, text in ANC.items() if code not in blank})
    assert (found.urgency, PARTIAL in found.flags) == (Urgency.NONE, True)
    assert told in found.advice
    assert told not in of_pregnant(ANC).advice


def test_blank_that_could_no_longer_set_off_an_alarm_is_not_named() -> None:
    early, late = (ways.person(300, gestation=days, pregnant=True) for days in (210, 252))
    assert "Presentasi" not in of_pregnant(ANC, early).advice
    assert "Presentasi" in of_pregnant(ANC, late).advice


def test_blank_that_could_only_be_awaited_is_not_named() -> None:
    assert "Golongan darah" not in of_pregnant(ANC).advice
    assert of_pregnant({**ANC, "golongan_darah": "menunggu"}).urgency is Urgency.AWAITED


@pytest.mark.parametrize(("code", "blank"), [("anc_visit", "tindak_lanjut"), ("growth", "posisi_ukur")])
def test_required_question_of_no_scale_keeps_a_form_incomplete_and_nothing_is_green(code: str, blank: str) -> None:
    calm = next(case for case in cases_of(shipped(code)) if blank in case.checked.answers and case.is_green)
    typed = {code: text for code, text in calm.typed.items() if code != blank}
    checked = check(calm.form, typed, calm.facts)
    assert checked.missing == {blank}
    assert assess(calm.form, checked, calm.facts, DOMAIN_RULES) is None


def test_restricted_blank_is_not_told() -> None:
    advice = of_pregnant(ANC).advice
    assert "HBsAg" in advice
    assert not any(word in advice for word in ("HIV", "ifilis"))
