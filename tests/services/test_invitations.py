"""Inviting people: what is sent, whom it reaches, not twice unasked, and who has come."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import Invitation
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.due.due_rows import DueFilter, DueState
from ilp_desktop.services.due.invitation_rows import Again, Channel, InvitationFilter, Standing
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.due_people import MINOR_BORN, adult, pregnant
from tests.services.invited import OPEN_DAY, TEXT, invitation, invite, listed
from tests.services.test_two_facilities import neighbour_of


def test_invitation_is_kept_with_day_place_and_who_sent_it(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Budi", phone="0812 3456 7890")
    made = invite(any_clinic, person, services=("glucose", "blood_pressure"), channel=Channel.WHATSAPP)
    assert (made.invited, made.skipped, made.not_due, made.without_number) == (1, 0, 0, 0)
    (row,) = listed(any_clinic)
    assert (row.name, row.day, row.channel, row.invited_for) == ("Budi", TODAY, Channel.WHATSAPP, OPEN_DAY)
    assert (row.place, row.invited_by, row.came_on) == ("Balai Desa", "Petugas Loket", None)
    assert row.batch_id == made.batch_id
    assert set(row.words) == {"pemeriksaan gula darah", "pemeriksaan tekanan darah"}


def test_list_of_who_is_due_tells_when_each_was_invited_last(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Budi")
    invite(any_clinic, person)
    any_clinic.clock.forward(timedelta(days=20))
    invite(any_clinic, person, invited_for=None)
    (row,) = any_clinic.house.due_lists.listed(any_clinic.desk, DueFilter(), None, 10)
    assert row.invited_on == TODAY + timedelta(days=20)


def test_who_has_nothing_due_of_what_was_chosen_is_not_invited(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak", birth_date=date(2024, 1, 1)).person_id
    made = invite(any_clinic, adult(any_clinic, "Budi"), child, services=("glucose",))
    assert (made.invited, made.not_due) == (1, 1)
    assert [row.name for row in listed(any_clinic)] == ["Budi"]


def test_what_is_coming_can_be_invited_to_before_it_is_due(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Hampir Dewasa", birth_date=date(2008, 12, 10))
    assert invite(any_clinic, person, services=("blood_pressure",)).invited == 0
    assert invite(any_clinic, person, services=("blood_pressure",), state=DueState.COMING).invited == 1


def test_nobody_is_invited_twice_in_a_fortnight_without_being_asked_about(any_clinic: Clinic) -> None:
    one, other = adult(any_clinic, "Budi"), adult(any_clinic, "Agus")
    invite(any_clinic, one)
    any_clinic.clock.forward(timedelta(days=13))
    with pytest.raises(WrongAnswers) as asked:
        invite(any_clinic, one, other, invited_for=None)
    assert "1 dari 2 orang sudah diundang dalam 14 hari" in asked.value.fields["again"]
    assert len(listed(any_clinic)) == 1
    made = invite(any_clinic, one, other, invited_for=None, again=Again.SKIP)
    assert (made.invited, made.skipped) == (1, 1)
    assert invite(any_clinic, one, other, invited_for=None, again=Again.INVITE).invited == 2


def test_after_a_fortnight_people_are_invited_without_a_question(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Budi")
    invite(any_clinic, person)
    any_clinic.clock.forward(timedelta(days=14))
    assert invite(any_clinic, person, invited_for=None).invited == 1


def test_invitation_sent_twice_by_one_save_is_one(any_clinic: Clinic) -> None:
    wanted = invitation(any_clinic, adult(any_clinic, "Budi"), adult(any_clinic, "Agus"))
    first = any_clinic.house.invitations.create(any_clinic.desk, wanted)
    assert any_clinic.house.invitations.create(any_clinic.desk, wanted) == first
    assert len(listed(any_clinic)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"people": ()}, "people"),
        ({"invited_for": TODAY - timedelta(days=1)}, "invited_for"),
        ({"place": "x" * 121}, "place"),
        ({"place": "Klinik VCT"}, "place"),
        ({"text": " "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "Mohon datang kontrol hipertensi."}, "text"),
        ({"text": "Yth. {nik}"}, "text"),
    ],
)
def test_invitation_that_cannot_be_sent_is_refused_beside_its_field(
    any_clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    person = adult(any_clinic, "Budi")
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.invitations.create(any_clinic.desk, invitation(any_clinic, *(person,), **changes))
    assert set(refused.value.fields) == {field}
    assert listed(any_clinic) == ()


def test_no_word_of_an_invitation_tells_a_diagnosis_or_anything_restricted(any_clinic: Clinic) -> None:
    man = adult(any_clinic, "Budi")
    girl = pregnant(any_clinic, "Remaja", MINOR_BORN)
    woman = pregnant(any_clinic, "Ibu", date(1995, 5, 17))
    invite(any_clinic, man, by=any_clinic.doctor, services=("mental_adult",))
    invite(any_clinic, girl, by=any_clinic.doctor, services=("anc_t1", "epds_pregnant"))
    invite(any_clinic, woman, by=any_clinic.doctor, services=("anc_t1",))
    words = {row.name: row.words for row in listed(any_clinic)}
    assert words == {
        "Budi": ("pemeriksaan kesehatan",),
        "Remaja": ("pemeriksaan kesehatan",),
        "Ibu": ("pemeriksaan kesehatan ibu",),
    }


def test_the_desk_cannot_invite_to_what_it_may_not_see(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Budi")
    assert invite(any_clinic, person, services=("mental_adult",)).invited == 0
    invite(any_clinic, person)
    with any_clinic.database.reading() as session:
        stored = session.scalars(select(Invitation.services)).one()
    assert "glucose" in stored
    assert "mental_adult" not in stored


def test_message_is_filled_in_and_its_link_opens_the_right_number(any_clinic: Clinic) -> None:
    mother = adult(any_clinic, "Anak Kecil", birth_date=date(2024, 1, 1), phone="+62 812-3456-7890")
    invite(any_clinic, mother, services=("weighing",), place="")
    found = any_clinic.house.invitations.message(any_clinic.desk, listed(any_clinic)[0].id)
    assert found.text == (
        "Yth. Bapak/Ibu orang tua atau wali dari Anak Kecil, Puskesmas Uji Sejahtera mengundang untuk penimbangan dan "
        "pengukuran pada Selasa, 1\u00a0Desember\u00a02026 di Puskesmas Uji Sejahtera."
    )
    assert found.link.startswith("https://wa.me/6281234567890?text=Yth.%20Bapak/Ibu%20orang%20tua")


@pytest.mark.parametrize("phone", ["", "021 555 0000"])
def test_without_a_mobile_number_there_is_a_text_but_no_link(any_clinic: Clinic, phone: str) -> None:
    made = invite(any_clinic, adult(any_clinic, "Budi", phone=phone), channel=Channel.WHATSAPP)
    assert made.without_number == 1
    found = any_clinic.house.invitations.message(any_clinic.desk, listed(any_clinic)[0].id)
    assert (found.number, found.link) == ("", "")
    assert "Budi" in found.text


def test_opening_a_visit_tells_that_the_invited_have_come(any_clinic: Clinic) -> None:
    came, stayed = adult(any_clinic, "Datang"), adult(any_clinic, "Tidak Datang")
    invite(any_clinic, came, stayed)
    any_clinic.clock.forward(timedelta(days=8))
    any_clinic.visit(came)
    assert [(row.name, row.came_on) for row in listed(any_clinic, came=True)] == [("Datang", TODAY + timedelta(days=8))]
    assert [row.name for row in listed(any_clinic, came=False)] == ["Tidak Datang"]


@pytest.mark.parametrize(("days", "counts"), [(38, True), (39, False)])
def test_visit_long_after_the_day_answers_no_invitation(any_clinic: Clinic, days: int, counts: bool) -> None:
    person = adult(any_clinic, "Budi")
    invite(any_clinic, person)
    any_clinic.clock.forward(timedelta(days=days))
    any_clinic.visit(person)
    assert bool(listed(any_clinic, came=True)) is counts


@pytest.mark.parametrize(("days", "standing"), [(38, Standing.INVITED), (39, Standing.MISSED)])
def test_who_can_no_longer_answer_an_invitation_has_missed_it(
    any_clinic: Clinic, days: int, standing: Standing
) -> None:
    invite(any_clinic, adult(any_clinic, "Budi"))
    any_clinic.clock.forward(timedelta(days=days))
    (row,) = listed(any_clinic)
    assert row.standing is standing
    any_clinic.house.invitations.mark(any_clinic.desk, row.id, has_come=True)
    assert listed(any_clinic)[0].standing is Standing.CAME


def test_coming_is_marked_by_hand_once_and_taken_back(any_clinic: Clinic) -> None:
    invite(any_clinic, adult(any_clinic, "Budi"))
    (row,) = listed(any_clinic)
    invitations, desk = any_clinic.house.invitations, any_clinic.desk
    invitations.mark(desk, row.id, has_come=True)
    with pytest.raises(UserError, match="sudah tercatat datang"):
        invitations.mark(desk, row.id, has_come=True)
    assert listed(any_clinic)[0].came_on == TODAY
    invitations.mark(desk, row.id, has_come=False)
    assert listed(any_clinic)[0].came_on is None


def test_pages_of_invitations_hold_each_once_the_newest_first(any_clinic: Clinic) -> None:
    for number in range(3):
        invite(any_clinic, *(adult(any_clinic, f"Warga {number} {one}") for one in range(3)), invited_for=None)
        any_clinic.clock.forward(timedelta(days=1))
    invitations, seen = any_clinic.house.invitations, []
    page = invitations.listed(any_clinic.desk, InvitationFilter(), None, 4)
    while page:
        seen += [(row.day, row.name) for row in page]
        page = invitations.listed(any_clinic.desk, InvitationFilter(), page[-1], 4)
    assert seen == sorted(seen, key=lambda one: (-one[0].toordinal(), one[1]))
    assert len(set(seen)) == 9


@pytest.mark.parametrize(
    ("changes", "found"),
    [({"since": TODAY}, 1), ({"since": TODAY + timedelta(days=1)}, 0), ({"search": "budi"}, 1), ({"search": "x9"}, 0)],
)
def test_invitations_are_narrowed_by_day_and_name(any_clinic: Clinic, changes: dict[str, object], found: int) -> None:
    invite(any_clinic, adult(any_clinic, "Budi"))
    assert len(listed(any_clinic, **changes)) == found


def test_another_puskesmas_neither_sees_nor_invites_its_people(any_clinic: Clinic) -> None:
    person = adult(any_clinic, "Budi")
    invite(any_clinic, person)
    stranger = neighbour_of(any_clinic).user
    assert any_clinic.house.invitations.listed(stranger, InvitationFilter(), None, 10) == ()
    with pytest.raises(UserError, match="tidak ada"):
        any_clinic.house.invitations.create(stranger, invitation(any_clinic, person, again=Again.INVITE))
    assert any_clinic.house.invitations.form(stranger).place == "Puskesmas Tetangga"


def test_form_begins_with_the_text_of_the_edition(any_clinic: Clinic) -> None:
    begun = any_clinic.house.invitations.form(any_clinic.desk)
    assert begun.place == "Puskesmas Uji Sejahtera"
    assert "{kepada}" in begun.text
    assert invite(any_clinic, adult(any_clinic, "Budi"), text=begun.text).invited == 1
    assert begun.text != TEXT


@pytest.mark.parametrize("why", list(Leaving), ids=lambda why: why.name)
def test_who_died_or_moved_is_not_invited_any_more_and_the_list_says_why(any_clinic: Clinic, why: Leaving) -> None:
    gone, here = (adult(any_clinic, name, phone="081234567890") for name in ("Almarhum Agus", "Budi"))
    made = invite(any_clinic, gone, here)
    any_clinic.house.registration.leave(any_clinic.desk, gone, 1, why, TODAY)
    rows = {row.name: row for row in listed(any_clinic)}
    assert rows["Almarhum Agus"].gone == f"{why.value} 23-11-2026"
    assert rows["Budi"].gone == ""
    papers = any_clinic.house.due_papers
    text = text_of(papers.invitations(any_clinic.desk, made.batch_id, 4, lambda _done, _text: None))
    assert "Budi" in text
    assert "Almarhum" not in text
    assert any_clinic.house.invitations.message(any_clinic.desk, rows["Budi"].id).text
    with pytest.raises(UserError, match=why.value):
        any_clinic.house.invitations.message(any_clinic.desk, rows["Almarhum Agus"].id)
    any_clinic.house.registration.leave(any_clinic.desk, here, 1, why, TODAY)
    with pytest.raises(UserError, match="meninggal atau pindah"):
        papers.invitations(any_clinic.desk, made.batch_id, 4, lambda _done, _text: None)
