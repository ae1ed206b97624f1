"""The shipped rules, read from the answers of the shipped forms."""

from datetime import timedelta

import pytest

from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.scoring import readings
from tests.forms import score_ways, ways
from tests.forms.shipped import FORMS, form

MAN, WOMAN, MOTHER = ways.person(480, Sex.MALE), ways.person(300), ways.person(300, gestation=210, pregnant=True)
GIRL, BOY = ways.person(120), ways.person(11, Sex.MALE)
# Children of the reference cases, scored by WHO's own programs.
GIRL_OF_1827_DAYS, BOY_OF_300_DAYS, BOY_OF_366_DAYS = (
    Facts(ways.DAY, ways.DAY - timedelta(days=days), sex)
    for days, sex in ((1827, Sex.FEMALE), (300, Sex.MALE), (366, Sex.MALE))
)

SAID: tuple[tuple[str, Facts, dict[str, str], dict[str, list[str]]], ...] = (
    ("vital_signs", MAN, {"sistolik": "150", "diastolik": "95"}, {"diastolik": ["kisaran hipertensi derajat 1"]}),
    ("vital_signs", MAN, {"nadi": "80", "suhu": "39"}, {"nadi": ["nadi normal"], "suhu": ["demam tinggi"]}),
    ("vital_signs", MAN, {"napas": "16", "spo2": "97"}, {"napas": ["napas normal"], "spo2": ["saturasi normal"]}),
    ("vital_signs", MAN, {"berat": "80,5", "tinggi": "160"}, {"tinggi": ["IMT 31,4: obesitas II"]}),
    ("vital_signs", MAN, {"lingkar_perut": "90,1"}, {"lingkar_perut": ["obesitas sentral"]}),
    ("vital_signs", MAN, {"lila": "22"}, {}),
    ("vital_signs", MAN, {"tinggi": "160"}, {}),
    ("vital_signs", WOMAN, {"lila": "23,4"}, {"lila": ["risiko kurang energi kronis (KEK)"]}),
    ("vital_signs", GIRL, {"lila": "17"}, {}),
    (
        "vital_signs",
        GIRL_OF_1827_DAYS,
        {"berat": "16,7", "tinggi": "102,1"},
        {"tinggi": ["IMT/U +0,50: Gizi baik (normal)"]},
    ),
    (
        "vital_signs",
        BOY_OF_300_DAYS,
        {"berat": "7,85", "tinggi": "77,6", "posisi_ukur": "terlentang", "lila": "15,1", "lingkar_kepala": "43,2"},
        {
            "berat": ["BB/U -1,38: Berat badan normal"],
            "tinggi": ["PB/U +1,98: Normal", "BB/PB -3,05: Gizi buruk"],
            "lingkar_kepala": ["LK/U -1,70: Lingkar kepala normal"],
        },
    ),
    (
        "vital_signs",
        BOY_OF_366_DAYS,
        {"berat": "8,64", "tinggi": "78,9", "posisi_ukur": "berdiri"},
        {"berat": ["BB/U -1,01: Berat badan normal"], "tinggi": ["PB/U +1,61: Normal", "BB/PB -2,27: Gizi kurang"]},
    ),
    ("vital_signs", BOY, {"edema": "ya"}, {"edema": ["Gizi buruk, menurut edema"]}),
    ("vital_signs", BOY, {"lila": "11,4"}, {"lila": ["LiLA 11,4: Gizi buruk"]}),
    ("vital_signs", BOY, {"lila": "12,5", "edema": "tidak"}, {}),
    ("vital_signs", Facts(ways.DAY), {"nadi": "80", "sistolik": "120", "diastolik": "80", "berat": "70"}, {}),
    (
        "anc_visit",
        MOTHER,
        {"sistolik": "140", "diastolik": "80"},
        {"diastolik": ["kisaran hipertensi dalam kehamilan"]},
    ),
    (
        "anc_visit",
        MOTHER,
        {"tfu": "30", "lila": "23,5"},
        {"tfu": ["TFU sesuai umur kehamilan"], "lila": ["LiLA normal"]},
    ),
    ("anc_visit", MOTHER, {"djj_terdengar": "ya", "djj": "161"}, {"djj": ["DJJ cepat"]}),
)


@pytest.mark.parametrize(("code", "facts", "typed", "said"), SAID)
def test_reading_beside_the_field(code: str, facts: Facts, typed: dict[str, str], said: dict[str, list[str]]) -> None:
    asked = form(code)
    checked = check(asked, typed, facts)
    found = readings(asked, checked, facts, DOMAIN_RULES)
    assert {question: [each.conclusion for each in all_] for question, all_ in found.items()} == said


def test_every_reading_names_its_source() -> None:
    for each in (each for each in FORMS if each.readings):
        for facts in score_ways.people(each):
            for pick in range(3):
                found = readings(each, ways.filled(each, facts, pick), facts, DOMAIN_RULES)
                assert all(one.source for said in found.values() for one in said)


def test_every_rule_is_used_by_a_form() -> None:
    read = {reading.rule for each in FORMS for reading in each.readings}
    concluded = {scoring.rule for each in FORMS for scoring in each.scorings if scoring.rule}
    assert read | concluded == DOMAIN_RULES.keys()
