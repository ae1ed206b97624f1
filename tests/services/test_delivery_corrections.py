"""Corrections of a delivery: what was there before stays known, and what depends on it follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.models import Audit, Pregnancy
from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.birth.deliveries import MotherFile
from ilp_desktop.services.birth.delivery_correction import DeliveryCorrection
from ilp_desktop.services.birth.delivery_data import NewBaby
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import BABY, LAST_PERIOD, NO_HB0, delivery
from tests.services.kia_story import DAUGHTER_BORN, birth, family
from tests.services.test_deliveries import recorded


def correction(clinic: Clinic, file: MotherFile, reason: str, baby: NewBaby, **changes: object) -> DeliveryCorrection:
    found = file.deliveries[0]
    pregnancy = found.pregnancy_id or clinic.new_id()
    wanted = delivery(clinic, pregnancy, baby, **changes)
    return DeliveryCorrection(found.id, found.version, (found.babies[0].birth_id,), wanted, reason)


def test_a_correction_moves_the_child_with_it_and_keeps_what_was_there(any_clinic: Clinic) -> None:
    file = recorded(any_clinic)
    yesterday = TODAY - timedelta(days=1)
    right = replace(NO_HB0, weight_g=3510, sex=Sex.MALE)
    wanted = correction(any_clinic, file, "salah baca timbangan", right, delivered_on=yesterday)
    any_clinic.house.deliveries.correct(any_clinic.doctor, wanted)
    after = any_clinic.house.deliveries.of_mother(any_clinic.doctor, file.person_id)
    (found,) = after.deliveries
    (baby,) = found.babies
    assert (baby.weight_g, baby.sex, baby.born_on) == (3510, Sex.MALE, yesterday)
    assert baby.hb0 == file.deliveries[0].babies[0].hb0
    assert "dr. Ratna Contoh: salah baca timbangan" in found.corrections[0]
    assert baby.child_id is not None
    person = any_clinic.house.registration.person(any_clinic.desk, baby.child_id)
    assert (person.data.birth_date, person.data.sex) == (yesterday, Sex.MALE)
    with any_clinic.database.reading() as session:
        ended = session.scalar(select(Pregnancy.ended_on).where(Pregnancy.person_id == file.person_id))
        details = session.scalars(select(Audit.detail).where(Audit.subject == "delivery")).all()
    assert ended == yesterday
    assert any(detail and detail.get("old", {}).get("b1.weight_g") == 3150 for detail in details)
    again = replace(wanted, wanted=replace(wanted.wanted, client_id=any_clinic.new_id()))
    with pytest.raises(StaleRecord):
        any_clinic.house.deliveries.correct(any_clinic.doctor, again)


def test_a_correction_wants_a_reason_and_is_checked_like_a_delivery(any_clinic: Clinic) -> None:
    file = recorded(any_clinic)
    for wanted, field in (
        (correction(any_clinic, file, " ", BABY), "reason"),
        (correction(any_clinic, file, "x", BABY, delivered_on=LAST_PERIOD - timedelta(days=2)), "delivered_on"),
        (correction(any_clinic, file, "x", replace(BABY, weight_g=3.2)), "b1.weight_g"),
    ):
        with pytest.raises(WrongAnswers) as found:
            any_clinic.house.deliveries.correct(any_clinic.doctor, wanted)
        assert field in found.value.fields
    assert any_clinic.house.deliveries.of_mother(any_clinic.doctor, file.person_id) == file


def test_a_birth_without_a_pregnancy_gets_the_mothers_side_by_correction(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    file = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother)
    baby = replace(NO_HB0, order=1)
    wanted = correction(any_clinic, file, "dilengkapi", baby, delivered_on=DAUGHTER_BORN, blood_loss_ml=700)
    any_clinic.house.deliveries.correct(any_clinic.doctor, wanted)
    (found,) = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).deliveries
    assert found.haemorrhage is not None
    assert found.haemorrhage.conclusion == "Perdarahan pascasalin (lebih dari 500 ml)"
