"""Actions, tests and medicines of a visit: stored with the examination, awaited until answered, on both databases."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from db.models import Audit, Due, PrescriptionLine, Referral, VisitAction
from ilp_desktop.domain.errors import NotAllowed, StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.orders.order_words import OrderKind, OrderState
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import AskedTest, OrderDraft, Prescribed, waiting_words
from ilp_desktop.services.order.usual_codes import CodeKind
from ilp_desktop.services.record.encounters import EncounterFile, Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.services.test_encounters import letter

HB, HIV = AskedTest("Hemoglobin", "hb", "pucat"), AskedTest("Tes HIV", "hiv_r1")
AMLODIPINE = Prescribed("Amlodipin", "amlodipine/tablet 5 mg", signa="1x1 pagi", quantity=30, days=30)
FREE = Prescribed("Madu asli", signa="1x1 sendok makan", quantity=1, note="beli sendiri")
TLD = Prescribed("TLD", "tld/tablet 300 mg + 300 mg + 50 mg", signa="1x1 malam", quantity=30, days=30)


class Blind(SignedIn):
    """A clinician without leave for restricted things."""

    def may(self, act: Act) -> bool:
        return act is not Act.SEE_RESTRICTED and super().may(act)


def visited(clinic: Clinic, /, **changes: object) -> Examination:
    """Return an examination of a fresh visit with what a test asks for."""
    person = clinic.register("Siti Aminah", **changes.pop("person", {})).person_id  # type: ignore[arg-type]
    ticket = clinic.visit(person)
    wanted = Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="Pusing"))
    return replace(wanted, **changes)  # type: ignore[arg-type]


def saved(clinic: Clinic, wanted: Examination) -> EncounterFile:
    clinic.house.encounters.record(clinic.doctor, wanted)
    return clinic.house.encounters.open(clinic.doctor, wanted.encounter_id)


def due_services(clinic: Clinic) -> set[str]:
    with clinic.database.reading() as session:
        return {code for code in session.scalars(select(Due.service)) if "order:" in code}


def test_what_is_asked_for_is_stored_once_and_waits(any_clinic: Clinic) -> None:
    wanted = visited(any_clinic, orders=OrderDraft((HB,), (AMLODIPINE, FREE)))
    file = saved(any_clinic, wanted)
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    test, pill, honey = any_clinic.house.encounters.open(any_clinic.doctor, wanted.encounter_id).orders
    assert (test.title, test.detail, test.state) == (
        "Hemoglobin",
        "darah vena atau kapiler · pucat",
        OrderState.WAITING,
    )
    assert (pill.title, pill.detail) == ("Amlodipin tablet 5 mg", "1 kali sehari 1 tablet pagi · jumlah 30")
    assert (honey.title, honey.detail) == ("Madu asli", "1 kali sehari 1 sendok makan · jumlah 1 · beli sendiri")
    assert test.asked_by == "dr. Ratna Contoh"
    assert waiting_words(file.orders) == ("1 hasil penunjang", "2 obat")
    with any_clinic.database.reading() as session:
        line = session.scalars(select(PrescriptionLine).where(PrescriptionLine.drug == "amlodipine")).one()
        assert (line.times, line.amount, line.unit, line.days, line.quantity) == (1, 1, "tablet", 30, 30)


def test_it_is_due_until_the_station_answers(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,), (AMLODIPINE,))))
    person = file.patient.person_id
    labels = [item.label for item in any_clinic.house.dues.of_person(any_clinic.doctor, person).items]
    assert "Hasil pemeriksaan penunjang: Hemoglobin" in labels
    assert "Obat dari resep: Amlodipin" in labels
    assert due_services(any_clinic) == {"order:lab", "order:resep"}
    any_clinic.house.orders.done(any_clinic.doctor, OrderKind.TEST, file.orders[0].id)
    assert due_services(any_clinic) == {"order:resep"}
    any_clinic.house.orders.cancel(any_clinic.doctor, OrderKind.MEDICINE, file.orders[1].id, "obat habis")
    assert due_services(any_clinic) == set()
    after = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id)
    assert [order.state for order in after.orders] == [OrderState.DONE, OrderState.CANCELLED]
    assert "obat habis" in after.orders[1].ended
    assert waiting_words(after.orders) == ()


def test_what_waits_is_late_after_the_days_of_the_edition(any_clinic: Clinic) -> None:
    saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,))))
    with any_clinic.database.reading() as session:
        row = session.scalars(select(Due).where(Due.service == "order:lab")).one()
        assert (row.due_from, row.late_from, row.closes_on) == (date(2026, 11, 23), date(2026, 11, 24), None)


def test_what_waits_is_seen_at_the_next_visit(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,), (AMLODIPINE,))))
    any_clinic.house.orders.done(any_clinic.doctor, OrderKind.MEDICINE, file.orders[1].id)
    any_clinic.clock.forward(timedelta(days=2))
    again = any_clinic.visit(file.patient.person_id)
    orders = any_clinic.house.encounters.open(any_clinic.doctor, again.encounter_id).orders
    assert [(order.title, order.here) for order in orders] == [("Hemoglobin", False)]


@pytest.mark.parametrize("kind", list(OrderKind))
def test_an_order_ends_once(any_clinic: Clinic, kind: OrderKind) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,), (AMLODIPINE,))))
    order = next(one for one in file.orders if one.kind is kind)
    any_clinic.house.orders.done(any_clinic.doctor, kind, order.id)
    with pytest.raises(StaleRecord):
        any_clinic.house.orders.done(any_clinic.doctor, kind, order.id)
    with pytest.raises(StaleRecord):
        any_clinic.house.orders.cancel(any_clinic.doctor, kind, order.id, "terlambat")


def test_taking_back_needs_a_reason(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,))))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.orders.cancel(any_clinic.doctor, OrderKind.TEST, file.orders[0].id, "  ")
    assert "reason" in refused.value.fields


@pytest.mark.parametrize(
    ("orders", "field", "says"),
    [
        (OrderDraft((AskedTest(" "),)), "orders.tests", "nama pemeriksaan"),
        (OrderDraft((HB, HB)), "orders.tests", "sudah diminta"),
        (OrderDraft((replace(HB, question="x" * 20_000),)), "orders.tests", "paling panjang 200"),
        (OrderDraft((), (replace(AMLODIPINE, signa=""),)), "orders.medicines", "aturan pakai"),
        (OrderDraft((), (replace(AMLODIPINE, signa="1 tablet"),)), "orders.medicines", "berapa kali"),
        (OrderDraft((), (replace(AMLODIPINE, quantity=None),)), "orders.medicines", "jumlah"),
        (OrderDraft((), (replace(AMLODIPINE, quantity=0),)), "orders.medicines", "Jumlah"),
        (OrderDraft((), (replace(AMLODIPINE, days=0),)), "orders.medicines", "hari"),
        (OrderDraft((), (replace(AMLODIPINE, key="tidak/ada"),)), "orders.medicines", "Cari lagi"),
        (OrderDraft((), (replace(FREE, name="x" * 20_000),)), "orders.medicines", "paling panjang 120"),
        (OrderDraft((), (replace(FREE, signa="1x1"),)), "orders.medicines", "satuannya"),
        (OrderDraft((), (replace(AMLODIPINE, signa="1x10"),)), "orders.medicines", "paling banyak 10 mg"),
        (OrderDraft((), (replace(AMLODIPINE, quantity=300),)), "orders.medicines", "cukup untuk 300 hari"),
        (OrderDraft((), (replace(FREE, name="Simvastatin 200 mg", signa="1x1 tab"),)), "orders.medicines", "40 mg"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored(
    any_clinic: Clinic, orders: OrderDraft, field: str, says: str
) -> None:
    wanted = visited(any_clinic, orders=orders)
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert says in refused.value.fields[field]
    file = any_clinic.house.encounters.open(any_clinic.doctor, wanted.encounter_id)
    assert (file.orders, file.note, file.version) == ((), SoapNote(), 1)


def test_restricted_orders_are_absent_for_those_without_leave(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB, HIV), (AMLODIPINE, TLD, FREE))))
    assert len(file.orders) == 5
    assert due_services(any_clinic) == {"order:lab", "order:resep", "x:order:lab", "x:order:resep"}
    blind = Blind(**vars(any_clinic.doctor))
    seen = any_clinic.house.encounters.open(blind, file.encounter_id)
    assert [order.title for order in seen.orders] == ["Hemoglobin", "Amlodipin tablet 5 mg", "Madu asli"]
    words = [item.label for item in any_clinic.house.dues.of_person(blind, file.patient.person_id).items]
    assert not [word for word in words if "HIV" in word or "enofovir" in word or "Madu" in word]
    hidden = next(order for order in file.orders if order.title == "Tes HIV")
    with pytest.raises(UserError):
        any_clinic.house.orders.done(blind, OrderKind.TEST, hidden.id)


def test_the_prescription_goes_to_paper_and_that_is_noted(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((), (AMLODIPINE,))))
    assert any_clinic.house.orders.pdf(any_clinic.doctor, file.encounter_id).startswith(b"%PDF")
    any_clinic.house.orders.note_printed(any_clinic.doctor, file.encounter_id)
    any_clinic.house.orders.cancel(any_clinic.doctor, OrderKind.MEDICINE, file.orders[0].id, "salah obat")
    with pytest.raises(UserError):
        any_clinic.house.orders.pdf(any_clinic.doctor, file.encounter_id)
    with any_clinic.database.reading() as session:
        assert {"paper": "resep"} in session.scalars(select(Audit.detail).where(Audit.subject == "print")).all()


def test_the_desk_neither_sees_nor_ends_an_order(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,))))
    with pytest.raises(NotAllowed):
        any_clinic.house.orders.done(any_clinic.desk, OrderKind.TEST, file.orders[0].id)


def test_actions_are_stored_with_side_count_hour_and_who_did_them(any_clinic: Clinic) -> None:
    nurse = any_clinic.head.staff_id
    stitched = GivenAction("86.59", "5 jahitan", "kanan", 1, nurse, time(7, 10))
    dressed = GivenAction("93.57", count=2)
    file = saved(any_clinic, visited(any_clinic, actions=(stitched, dressed)))
    assert file.actions == (stitched, replace(dressed, done_by=any_clinic.doctor.staff_id))


def test_actions_that_stay_keep_their_author_and_those_taken_away_are_in_the_audit(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, actions=(GivenAction("86.59", "siku"), GivenAction("93.57"))))
    with any_clinic.database.reading() as session:
        before = {row.code: (row.id, row.recorded_by) for row in session.scalars(select(VisitAction))}
    wanted = Examination(any_clinic.new_id(), file.encounter_id, file.version, file.note, actions=file.actions[1:])
    any_clinic.house.encounters.record(any_clinic.head, wanted)
    with any_clinic.database.reading() as session:
        after = {row.code: (row.id, row.recorded_by) for row in session.scalars(select(VisitAction))}
        audits = session.scalars(select(Audit.detail)).all()
    assert after == {"93.57": before["93.57"]}
    assert {"old_actions": ["86.59 siku"]} in audits


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (GivenAction("00.00"), "tidak ada dalam daftar"),
        (GivenAction("86.59", count=0), "jumlah 1 sampai"),
        (GivenAction("86.59", side="atas"), "sisi"),
        (GivenAction("86.59", note="x" * 20_000), "paling panjang 200"),
        (GivenAction("86.59", at=time(23, 59)), "belum terjadi"),
    ],
)
def test_an_action_that_cannot_be_is_refused(any_clinic: Clinic, action: GivenAction, says: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.encounters.record(any_clinic.doctor, visited(any_clinic, actions=(action,)))
    assert says in refused.value.fields["done_actions"]


def test_the_letter_tells_actions_and_medicines_also_those_of_an_earlier_save(any_clinic: Clinic) -> None:
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((), (AMLODIPINE,))))
    wanted = Examination(
        any_clinic.new_id(),
        file.encounter_id,
        file.version,
        replace(file.note, therapy="Diet rendah garam"),
        (GivenDiagnosis("I10"),),
        referral=letter(any_clinic),
        actions=(GivenAction("93.96", "2 liter"),),
    )
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    with any_clinic.database.reading() as session:
        told = session.scalars(select(Referral.content)).one()["treatment"]
    assert told.split("\n") == [
        "Diet rendah garam",
        "Amlodipin tablet 5 mg: 1 kali sehari 1 tablet pagi",
        "Pemberian oksigen (2 liter)",
    ]


def test_usual_codes_are_the_marked_ones_then_mine_then_those_of_all(any_clinic: Clinic) -> None:
    house, doctor = any_clinic.house, any_clinic.doctor
    for code in ("I10", "E11.9"):
        saved(any_clinic, visited(any_clinic, diagnoses=(GivenDiagnosis(code),)))
        any_clinic.clock.forward(timedelta(minutes=5))
    assert house.usual_codes.usual(doctor, CodeKind.DIAGNOSIS) == (("E11.9", "I10"), frozenset())
    assert house.usual_codes.usual(any_clinic.head, CodeKind.DIAGNOSIS)[0] == ()
    assert house.usual_codes.mark(doctor, CodeKind.DIAGNOSIS, "A09.9") is True
    assert house.usual_codes.usual(doctor, CodeKind.DIAGNOSIS) == (("A09.9", "E11.9", "I10"), frozenset({"A09.9"}))
    assert house.usual_codes.mark(doctor, CodeKind.DIAGNOSIS, "A09.9") is False
    assert house.usual_codes.usual(doctor, CodeKind.DIAGNOSIS)[1] == frozenset()


def test_what_five_visits_have_is_usual_for_everybody(any_clinic: Clinic) -> None:
    for _ in range(5):
        saved(any_clinic, visited(any_clinic, diagnoses=(GivenDiagnosis("J06.9"),)))
    assert any_clinic.house.usual_codes.usual(any_clinic.head, CodeKind.DIAGNOSIS)[0] == ("J06.9",)


def test_medicines_written_lately_are_usual_by_their_key(any_clinic: Clinic) -> None:
    saved(any_clinic, visited(any_clinic, orders=OrderDraft((HB,), (AMLODIPINE, FREE))))
    keys = any_clinic.house.usual_codes.usual(any_clinic.doctor, CodeKind.MEDICINE)[0]
    assert "amlodipine/tablet 5 mg" in keys
    assert any_clinic.house.usual_codes.usual(any_clinic.doctor, CodeKind.TEST)[0] == ("hb",)
