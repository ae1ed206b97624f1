"""The ticket handed over at the desk, on both databases."""

from datetime import timedelta

from tests.house_fixtures import Clinic
from tests.printing.reading import text_of


def test_ticket_says_number_room_local_time_and_record_number_and_no_name(any_clinic: Clinic) -> None:
    person = any_clinic.register("Siti Rahasia")
    any_clinic.clock.forward(timedelta(minutes=12))
    ticket = any_clinic.visit(person.person_id, "4", complaint="mual hebat")
    sheet = any_clinic.house.visits.ticket_sheet(any_clinic.desk, ticket.ticket_id, 58)
    for words in (text_of(sheet.pdf), sheet.roll().decode("ascii", "replace")):
        for said in ("A-001", "Ruang KIA", "07.42", person.record_number, "Puskesmas Uji Sejahtera"):
            assert said in words
        assert "Rahasia" not in words
        assert "mual" not in words
