"""A dose ten times too high in the therapy of a note is stored, and printed on a letter, only when it is confirmed."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from db.models import Audit, Note, Referral
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.record.late_writing import Unlikely
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.services.test_encounters import count, examination, letter
from tests.services.test_late_entries import paper

SLIPPED = "Amlodipin 100 mg 1x1, glibenklamid 50 mg"
AMLODIPINE = "Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg."
GLIBENCLAMIDE = "Glibenklamid tablet 50 mg: Sekali pakai 50 mg; paling banyak 10 mg."
BOTH = frozenset({"amlodipin 100 mg 1x1", "glibenklamid 50 mg"})


def confirmed(clinic: Clinic) -> list[list[str]]:
    """Return what the audit names as confirmed."""
    with clinic.database.reading() as session:
        details = session.scalars(select(Audit.detail).order_by(Audit.seq)).all()
    return [detail["therapy_confirmed"] for detail in details if detail and "therapy_confirmed" in detail]


def test_a_doubtful_dose_is_refused_until_each_is_confirmed_and_the_audit_names_it(any_clinic: Clinic) -> None:
    clinic, encounters = any_clinic, any_clinic.house.encounters
    wanted = examination(clinic, note=SoapNote(therapy=SLIPPED), referral=letter(clinic))
    for sure, told in (
        (frozenset[str](), (AMLODIPINE, GLIBENCLAMIDE)),
        (BOTH - {"glibenklamid 50 mg"}, (GLIBENCLAMIDE,)),
    ):
        with pytest.raises(WrongAnswers) as refused:
            encounters.record(clinic.doctor, replace(wanted, sure_therapy=sure))
        assert refused.value.fields == {"therapy": f"{' '.join(told)} Tekan Benar bila memang demikian."}
        assert (count(clinic, Note), count(clinic, Referral)) == (0, 0)
    version = encounters.record(clinic.doctor, replace(wanted, sure_therapy=BOTH))
    assert confirmed(clinic) == [[AMLODIPINE, GLIBENCLAMIDE]]
    more = SoapNote(therapy=f"{SLIPPED}\nIstirahat")
    changed = replace(wanted, client_id=clinic.new_id(), version=version, note=more, referral=None)
    encounters.record(clinic.doctor, changed)
    assert encounters.open(clinic.doctor, wanted.encounter_id).note == more
    assert len(confirmed(clinic)) == 1


def test_an_ordinary_therapy_asks_nothing(any_clinic: Clinic) -> None:
    clinic = any_clinic
    clinic.house.encounters.record(clinic.doctor, examination(clinic))
    assert confirmed(clinic) == []


def test_a_line_of_paper_is_asked_once(any_clinic: Clinic) -> None:
    clinic, late = any_clinic, any_clinic.house.late_entries
    wanted = paper(clinic, clinic.register().person_id, treatment="Amlodipin 100 mg 1x1")
    with pytest.raises(Unlikely) as asked:
        late.add(clinic.doctor, wanted)
    assert asked.value.fields["treatment"] == AMLODIPINE
    late.add(clinic.doctor, replace(wanted, sure=True))
    assert confirmed(clinic) == [[AMLODIPINE]]
