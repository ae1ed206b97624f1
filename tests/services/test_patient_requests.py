"""Patients who ask to have data corrected: noted, decided by the head, answered on paper; on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.services.record.patient_requests import NewRequest
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of

ANSWER = "Tanggal lahir diperbaiki menurut akta."


def request_of(clinic: Clinic, person: UUID) -> NewRequest:
    return NewRequest(clinic.new_id(), person, "pasien", "", "identitas", "17 Mei 1990", "17 Mei 1991")


def test_what_a_patient_asks_stands_in_the_list_until_the_head_decides(any_clinic: Clinic) -> None:
    requests, person = any_clinic.house.patient_requests, any_clinic.register().person_id
    asked = requests.note(any_clinic.desk, request_of(any_clinic, person))
    row = requests.listed(any_clinic.desk, None)[0]
    assert (row.patient, row.asked_by, row.state) == ("Siti Aminah", "Pasien sendiri", "menunggu")
    assert row.due_at - row.asked_at == timedelta(hours=72)
    with pytest.raises(UserError, match="belum dijawab"):
        requests.pdf(any_clinic.desk, asked)
    requests.decide(any_clinic.head, asked, granted=True, answer=ANSWER)
    row = requests.listed(any_clinic.desk, None)[0]
    assert (row.state, row.answer, row.decided_by) == ("dikabulkan", ANSWER, "Kepala Contoh")
    with pytest.raises(StaleRecord):
        requests.decide(any_clinic.head, asked, granted=False, answer="Tidak.")


def test_an_answer_that_is_overdue_is_told(any_clinic: Clinic) -> None:
    requests, person = any_clinic.house.patient_requests, any_clinic.register().person_id
    asked = requests.note(any_clinic.desk, request_of(any_clinic, person))
    any_clinic.clock.forward(timedelta(hours=72))
    assert requests.listed(any_clinic.head, None)[0].state == "menunggu"
    any_clinic.clock.forward(timedelta(seconds=1))
    assert requests.listed(any_clinic.head, None)[0].state == "lewat batas"
    requests.decide(any_clinic.head, asked, granted=False, answer="Data sudah benar menurut KTP.")
    assert requests.listed(any_clinic.head, None)[0].late


def test_a_request_sent_twice_is_noted_once_and_pages_follow_each_other(any_clinic: Clinic) -> None:
    requests, person = any_clinic.house.patient_requests, any_clinic.register().person_id
    wanted = request_of(any_clinic, person)
    assert requests.note(any_clinic.desk, wanted) == requests.note(any_clinic.desk, wanted)
    for _ in range(4):
        requests.note(any_clinic.desk, request_of(any_clinic, person))
    everything = requests.listed(any_clinic.desk, None)
    pages = requests.listed(any_clinic.desk, None, 2)
    while page := requests.listed(any_clinic.desk, pages[-1], 2):
        pages += page
    assert len(everything) == 5
    assert [row.id for row in pages] == [row.id for row in everything]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asked_as": "tetangga"}, "asked_as"),
        ({"asked_as": "orang_tua"}, "asked_by"),
        ({"subject": "entah"}, "subject"),
        ({"stands": " "}, "stands"),
        ({"wanted": ""}, "wanted"),
        ({"wanted": "x" * 401}, "wanted"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(clinic: Clinic, changes: dict[str, Any], field: str) -> None:
    wanted = replace(request_of(clinic, clinic.register().person_id), **changes)
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.patient_requests.note(clinic.desk, wanted)
    assert set(refused.value.fields) == {field}
    assert clinic.house.patient_requests.listed(clinic.desk, None) == ()


def test_the_answer_on_paper_tells_who_asked_what_and_why_it_was_decided_so(any_clinic: Clinic) -> None:
    requests, person = any_clinic.house.patient_requests, any_clinic.register().person_id
    wanted = replace(request_of(any_clinic, person), asked_as="orang_tua", asked_by="Sumarni")
    asked = requests.note(any_clinic.desk, wanted)
    requests.decide(any_clinic.head, asked, granted=False, answer="Akta menyebut tahun 1990.")
    text = text_of(requests.pdf(any_clinic.desk, asked))
    for said in ("Siti Aminah", "Sumarni (Orang tua)", "17 Mei 1991", "tidak dikabulkan", "Akta menyebut tahun 1990."):
        assert said in text
    for said in ("Kepala Contoh", "UU 27/2022"):
        assert said in text
