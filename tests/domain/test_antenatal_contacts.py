import re
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.pregnancy.antenatal_contacts import AntenatalContact, count_contacts
from tests.domain.cases import cases, told
from tests.every_row import every_row

LAST_PERIOD = date(2026, 1, 5)
END = LAST_PERIOD + timedelta(weeks=44)
CONTACTS = st.lists(
    st.builds(
        AntenatalContact,
        on=st.dates(LAST_PERIOD - timedelta(days=20), END + timedelta(days=20)),
        by_doctor=st.booleans(),
    ),
    max_size=14,
)


def _contact(text: str) -> AntenatalContact:
    found = re.fullmatch(r"(\d+)(?:\+(\d))?(D?)", text)
    assert found is not None
    days = int(found[1]) * 7 + int(found[2] or 0)
    return AntenatalContact(LAST_PERIOD + timedelta(days=days), by_doctor=bool(found[3]))


@every_row("row", cases("antenatal_contacts"), ids=told)
def test_contacts_are_numbered_and_completeness_is_told(row: dict[str, str]) -> None:
    summary = count_contacts(LAST_PERIOD, [_contact(text) for text in row["contacts"].split()], END)
    assert " ".join(contact.label for contact in summary.contacts) == row["labels"]
    for name in ("k1_pure", "k1_access", "k4", "six_reached", "doctor_reached"):
        assert getattr(summary, name) == (row[name] == "ya"), name
    assert len(summary.missing) == int(row["missing"])
    assert summary.k6_complete == (not summary.missing)


def test_what_is_missing_is_said_by_trimester() -> None:
    summary = count_contacts(LAST_PERIOD, [_contact("8"), _contact("16")], END)
    assert summary.missing == (
        "Trimester 1: belum diperiksa dokter.",
        "Trimester 2: kurang 1 kontak.",
        "Trimester 3: kurang 3 kontak.",
        "Trimester 3: belum diperiksa dokter.",
    )


def test_two_visits_on_one_day_are_one_contact() -> None:
    summary = count_contacts(LAST_PERIOD, [_contact("8"), _contact("8D")], END)
    assert len(summary.contacts) == 1
    assert "Trimester 1: belum diperiksa dokter." not in summary.missing


def test_visits_outside_the_pregnancy_do_not_count() -> None:
    outside = [LAST_PERIOD - timedelta(days=1), END + timedelta(days=1)]
    summary = count_contacts(LAST_PERIOD, [AntenatalContact(day) for day in outside], END)
    assert summary.contacts == ()
    assert not summary.k1_access


@given(CONTACTS, st.dates(LAST_PERIOD, END), st.booleans())
def test_one_contact_more_never_makes_care_less_complete(
    contacts: list[AntenatalContact], on: date, by_doctor: bool
) -> None:
    before = count_contacts(LAST_PERIOD, contacts, END)
    after = count_contacts(LAST_PERIOD, [*contacts, AntenatalContact(on, by_doctor)], END)
    assert len(after.contacts) >= len(before.contacts)
    assert set(after.missing) <= set(before.missing) or len(after.missing) <= len(before.missing)
    assert after.k6_complete or not before.k6_complete
    assert after.k4 or not before.k4


@given(CONTACTS)
def test_k6_includes_k4_and_k1_murni(contacts: list[AntenatalContact]) -> None:
    summary = count_contacts(LAST_PERIOD, contacts, END)
    if summary.six_reached:
        assert summary.k4
        assert summary.k1_pure
    if summary.k1_pure:
        assert summary.k1_access


@given(CONTACTS, st.randoms(use_true_random=False))
def test_order_in_which_visits_are_handed_in_does_not_matter(
    contacts: list[AntenatalContact], shuffler: Random
) -> None:
    shuffled = list(contacts)
    shuffler.shuffle(shuffled)
    assert count_contacts(LAST_PERIOD, shuffled, END) == count_contacts(LAST_PERIOD, contacts, END)


def test_contact_elsewhere_counts_and_is_told_as_such() -> None:
    elsewhere = AntenatalContact(LAST_PERIOD + timedelta(weeks=8), by_doctor=True, told=True)
    summary = count_contacts(LAST_PERIOD, [elsewhere, _contact("16")], END)
    assert [(contact.label, contact.told) for contact in summary.contacts] == [("K1", True), ("K2", False)]
    assert summary.k1_pure


def test_contact_here_on_the_day_of_one_elsewhere_is_no_longer_told() -> None:
    elsewhere = AntenatalContact(LAST_PERIOD + timedelta(weeks=8), told=True)
    summary = count_contacts(LAST_PERIOD, [elsewhere, _contact("8")], END)
    assert [contact.told for contact in summary.contacts] == [False]
