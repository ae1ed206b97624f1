"""The actions of primary care and the tests of a laboratory: whole lists, found by everyday words."""

import re
from datetime import date

import pytest

from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.orders.lab_tests import lab_tests

DAY = date(2026, 11, 23)
ACTIONS, TESTS = action_codes(DAY), lab_tests(DAY)


def test_there_are_enough_actions_each_with_names() -> None:
    assert len(ACTIONS) >= 150
    for entry in ACTIONS:
        assert re.fullmatch(r"[0-9]{2}\.[0-9]{1,2}", entry.code)
        assert entry.title
        assert entry.title_en
        assert entry.common in (1, 2, 3)
        assert len({word.lower() for word in entry.synonyms}) == len(entry.synonyms) > 0
    assert len({entry.title for entry in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("86.59", "86.59"), ("8659", "86.59"), ("jahit luka", "86.59"), ("hecting", "86.59"), ("heting", "86.59"),
        ("ganti perban", "93.57"), ("rawat luka", "86.28"), ("infus", "99.18"), ("pasang infus", "99.18"),
        ("nebul", "93.94"), ("uap", "93.94"), ("oksigen", "93.96"), ("cabut gigi", "23.09"),
        ("cabut gigi susu", "23.01"),
        ("tambal gigi", "23.2"), ("karang gigi", "96.54"), ("kb suntik", "99.24"), ("pasang iud", "69.7"),
        ("pasang spiral", "69.7"), ("pasang implan", "86.09"), ("lepas implan", "86.05"), ("sunat", "64.0"),
        ("ekg", "89.52"), ("cuci telinga", "96.52"), ("bisul dibelah", "86.04"), ("insisi abses", "86.04"),
        ("kateter", "57.94"), ("ngt", "96.07"), ("bidai", "93.54"), ("iva", "67.19"), ("usg", "88.78"),
        ("konseling", "94.49"), ("suntik tt", "99.38"), ("bcg", "99.33"), ("kelilipan", "98.21"),
        ("cabut kuku", "86.23"),
        ("partus normal", "73.59"), ("jahit perineum", "75.69"), ("rjp", "99.60"), ("fisioterapi", "93.39"),
        ("spirometri", "89.37"), ("suture", "97.38"),
    ],
)  # fmt: skip
def test_an_action_is_found_by_what_nurses_say(typed: str, code: str) -> None:
    assert code in [entry.code for entry in ACTIONS.choices(typed)][:5]


def test_usual_actions_come_first_and_alone_where_nothing_is_typed() -> None:
    assert [entry.code for entry in ACTIONS.choices("", ("93.57", "00.00", "86.59"))] == ["93.57", "86.59"]
    assert ACTIONS.choices("jahit", ("75.69",))[0].code == "75.69"


@pytest.mark.parametrize(
    ("typed", "test"),
    [
        ("hb", "hb"), ("gds", "glucose_random"), ("gula puasa", "glucose_fasting"), ("kolesterol", "cholesterol_total"),
        ("asam urat", "uric_acid"), ("urin", "urine_full"), ("tes hamil", "pregnancy_test"), ("tcm", "tb_tcm"),
        ("bta", "tb_smear"), ("goldar", "blood_group"), ("hiv", "hiv_r1"), ("sifilis", "syphilis_rapid"),
        ("hbsag", "hbsag"), ("ns1", "dengue_ns1"), ("trombo", "platelets"), ("ekg", "ecg"),
        ("rontgen paru", "chest_xray"),
        ("hba1c", "hba1c"), ("creatinin", "creatinine"), ("malaria", "malaria_smear"),
    ],
)  # fmt: skip
def test_a_test_is_found_by_what_people_type(typed: str, test: str) -> None:
    assert test in [one.code for one in TESTS.choices(typed)][:3]


def test_every_test_is_whole_and_those_of_hiv_and_sti_are_restricted() -> None:
    for one in TESTS:
        assert one.name
        assert one.group
        assert len(one.code) <= 40
        assert len(one.name) <= 120
        assert len(one.specimen) <= 80
    assert {"hiv_r1", "syphilis_rapid", "rpr", "hiv_viral_load"} <= TESTS.restricted()
    assert not TESTS.choices("hiv", restricted=False)
