"""Referrals and certificates of one person, and askings for leave, come page by page, the newest first."""

from datetime import timedelta

from tests.house_fixtures import Clinic
from tests.services.certified import draft, examine, issue
from tests.services.referred import answer, letter, other, pass_days, refer


def test_referrals_come_page_by_page_and_counts_tell_of_all(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    made = []
    for number in range(5):
        wanted = letter(any_clinic) if number % 2 else other("internal")
        made.append(refer(any_clinic, person, wanted))
        pass_days(any_clinic, 1)
    said = answer(any_clinic, made[0], answered_on=house.uow.today(any_clinic.doctor), control_on=None)
    house.referral_answers.record(any_clinic.doctor, said)
    first = house.referral_loop.of_person(any_clinic.doctor, person, None, 2)
    second = house.referral_loop.of_person(any_clinic.doctor, person, first[-1].id, 2)
    third = house.referral_loop.of_person(any_clinic.doctor, person, second[-1].id, 2)
    assert [one.id for one in (*first, *second, *third)] == made[::-1]
    assert house.referral_loop.of_person(any_clinic.doctor, person, third[-1].id, 2) == ()
    assert house.referral_loop.counts_of_person(any_clinic.doctor, person) == (5, 4)


def test_nothing_restricted_is_counted_for_the_desk(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    refer(any_clinic, person, letter(any_clinic))
    refer(any_clinic, person, other("social", violence=True))
    loop = any_clinic.house.referral_loop
    assert loop.counts_of_person(any_clinic.doctor, person) == (2, 2)
    assert loop.counts_of_person(any_clinic.desk, person) == (1, 1)


def test_certificates_come_page_by_page(any_clinic: Clinic) -> None:
    person, certificates = any_clinic.register().person_id, any_clinic.house.certificates
    visit = examine(any_clinic, person)
    made = [issue(any_clinic, visit, draft(any_clinic, "sakit")).id for _ in range(3)]
    first = certificates.of_person(any_clinic.doctor, person, None, 2)
    rest = certificates.of_person(any_clinic.doctor, person, first[-1].id, 2)
    assert sorted(one.id for one in (*first, *rest)) == sorted(made)
    assert (len(first), len(rest)) == (2, 1)


def test_askings_go_on_behind_the_last_one_read(any_clinic: Clinic) -> None:
    house = any_clinic.house
    for name in ("Warga Satu", "Warga Dua", "Warga Tiga"):
        refer(any_clinic, any_clinic.register(name).person_id, letter(any_clinic))
    visits = [row.encounter_id for row in house.signing.unsigned(any_clinic.doctor)]
    any_clinic.clock.forward(timedelta(days=5))
    for visit in visits:
        any_clinic.clock.forward(timedelta(minutes=1))
        house.signing.ask(any_clinic.doctor, visit, "Salah tulis")
    everybody = house.signing.asked(any_clinic.head)
    assert len(everybody) == 3
    assert house.signing.asked(any_clinic.head, everybody[0]) == everybody[1:]
    assert house.signing.asked(any_clinic.head, everybody[-1]) == ()
