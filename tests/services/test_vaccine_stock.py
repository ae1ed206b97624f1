"""The stock of vaccines: what is taken from it, what is refused, and what the figures say."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.vaccine_stock import Expiry
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.immunisation.vaccine_stock import RemovedVials
from ilp_desktop.services.immunisation.vaccine_stock_reading import StockRow, VaccineSum
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.immunised import from_stock, labelled, manner, received, refused, supply_keys, vials


def rows(clinic: Clinic) -> tuple[StockRow, ...]:
    """Return the batches of which something is left."""
    return clinic.house.vaccine_stock.stock(clinic.doctor).rows


def sum_of(clinic: Clinic, vaccine: str) -> VaccineSum:
    """Return the figures of one vaccine."""
    return next(one for one in clinic.house.vaccine_stock.stock(clinic.doctor).sums if one.vaccine == vaccine)


def baby(clinic: Clinic, name: str = "Bayi Uji") -> NewDose:
    """Return a dose for a new baby of two months that has no vial yet."""
    child = clinic.register(name, birth_date=date(2026, 9, 23)).person_id
    return NewDose(clinic.new_id(), child, "OPV", 1, TODAY)


def test_dose_opens_a_vial_by_itself_and_the_next_one_comes_from_it(any_clinic: Clinic) -> None:
    received(any_clinic)
    first, second = baby(any_clinic), baby(any_clinic, "Bayi Lain")
    from_stock(any_clinic, first.person_id, "OPV", 1)
    row = rows(any_clinic)[0]
    assert (row.closed_vials, row.doses_left, len(row.open_vials)) == (4, 49, 1)
    assert row.open_vials[0].use_until - row.open_vials[0].opened_at == timedelta(days=14)
    from_stock(any_clinic, second.person_id, "OPV", 1)
    row = rows(any_clinic)[0]
    assert (row.closed_vials, row.open_vials[0].doses_left) == (4, 8)
    recorded = any_clinic.house.immunisations.file(any_clinic.doctor, first.person_id).recorded[0]
    assert (recorded.batch, recorded.expires_on, recorded.vvm) == ("B123", date(2027, 6, 30), "A")


def test_vial_that_is_used_up_is_put_away(any_clinic: Clinic) -> None:
    received(any_clinic, vials=1, doses_per_vial=1)
    from_stock(any_clinic, baby(any_clinic).person_id, "OPV", 1)
    assert rows(any_clinic) == ()
    assert supply_keys(any_clinic, "OPV") == []
    figures = sum_of(any_clinic, "OPV")
    assert (figures.usage.given, figures.usage.vials_opened, figures.usage.wasted) == (1, 1, 0)
    assert figures.low


def test_batch_that_expires_first_is_used_first(any_clinic: Clinic) -> None:
    received(any_clinic, batch="LAMA", expires_on=date(2028, 1, 1))
    received(any_clinic, batch="DEKAT", expires_on=date(2027, 1, 1))
    offer = any_clinic.house.vaccine_stock.offer(any_clinic.doctor, "OPV")
    assert [one.batch for one in offer.supplies] == ["DEKAT", "LAMA"]


def test_opened_vial_comes_before_a_batch_that_expires_sooner(any_clinic: Clinic) -> None:
    received(any_clinic, batch="LAMA", expires_on=date(2028, 1, 1))
    from_stock(any_clinic, baby(any_clinic).person_id, "OPV", 1)
    received(any_clinic, batch="DEKAT", expires_on=date(2027, 1, 1))
    offer = any_clinic.house.vaccine_stock.offer(any_clinic.doctor, "OPV")
    assert [(one.batch, one.opened) for one in offer.supplies] == [("LAMA", True), ("DEKAT", False), ("LAMA", False)]


def test_opened_vial_is_not_used_after_its_hours(any_clinic: Clinic) -> None:
    received(any_clinic, "BCG", doses_per_vial=20)
    wanted = baby(any_clinic)
    from_stock(any_clinic, wanted.person_id, "BCG", 1)
    vial = supply_keys(any_clinic, "BCG")[0]
    any_clinic.clock.forward(timedelta(hours=3))
    assert vial not in supply_keys(any_clinic, "BCG")
    with refused("melewati masa pakai"):
        from_stock(any_clinic, baby(any_clinic, "Bayi Lain").person_id, "BCG", 1, vial)
    row = rows(any_clinic)[0]
    assert row.open_vials[0].is_over
    any_clinic.house.vaccine_stock.discard(any_clinic.doctor, row.open_vials[0].id, "lewat")
    figures = sum_of(any_clinic, "BCG")
    assert (figures.usage.given, figures.usage.wasted, figures.usage.index) == (1, 19, 1.0)
    assert figures.usage.wastage_percent == 95.0


def test_expired_batch_and_bad_monitor_are_refused(any_clinic: Clinic) -> None:
    lot = received(any_clinic, expires_on=TODAY)
    key = supply_keys(any_clinic, "OPV")[0]
    any_clinic.house.vaccine_stock.set_vvm(any_clinic.doctor, lot, "C")
    assert supply_keys(any_clinic, "OPV") == []
    wanted = baby(any_clinic)
    with refused("VVM batch B123 sudah C"):
        from_stock(any_clinic, wanted.person_id, "OPV", 1, key)
    any_clinic.house.vaccine_stock.set_vvm(any_clinic.doctor, lot, "B")
    any_clinic.clock.forward(timedelta(days=1))
    assert rows(any_clinic)[0].expiry is Expiry.EXPIRED
    next_day, given = TODAY + timedelta(days=1), manner(any_clinic, "OPV")
    late = NewDose(any_clinic.new_id(), wanted.person_id, "OPV", 1, next_day, supply=key, **given)
    with refused("sudah kedaluwarsa 23-11-2026"):
        any_clinic.house.children.give(any_clinic.doctor, late)


def test_batch_of_another_vaccine_is_refused(any_clinic: Clinic) -> None:
    received(any_clinic, "MR")
    key = supply_keys(any_clinic, "MR")[0]
    with refused("bukan vaksin untuk OPV"):
        from_stock(any_clinic, baby(any_clinic).person_id, "OPV", 1, key)


def test_stock_is_only_for_doses_of_today_given_here(any_clinic: Clinic) -> None:
    received(any_clinic)
    key, wanted = supply_keys(any_clinic, "OPV")[0], baby(any_clinic)
    for changes in ({"given_on": TODAY - timedelta(days=1)}, {"told": True}):
        dose = NewDose(
            **{
                "client_id": any_clinic.new_id(),
                "person_id": wanted.person_id,
                "antigen": "OPV",
                "dose": 1,
                "given_on": TODAY,
                "supply": key,
                **manner(any_clinic, "OPV"),
            }
            | changes
        )
        with pytest.raises(WrongAnswers) as caught:
            any_clinic.house.children.give(any_clinic.doctor, dose)
        assert set(caught.value.fields) == {"supply"}
    assert rows(any_clinic)[0].open_vials == ()


def test_refused_dose_opens_no_vial(any_clinic: Clinic) -> None:
    received(any_clinic)
    wanted = baby(any_clinic)
    early = NewDose(any_clinic.new_id(), wanted.person_id, "OPV", 4, TODAY, supply=supply_keys(any_clinic, "OPV")[0])
    with pytest.raises(WrongAnswers):
        any_clinic.house.children.give(any_clinic.doctor, early)
    assert rows(any_clinic)[0].closed_vials == 5


def test_clinic_without_stock_gives_doses_and_its_batches_are_offered_again(any_clinic: Clinic) -> None:
    wanted = baby(any_clinic)
    for batch, expires_on in (("X-1", date(2027, 1, 31)), ("X-2", date(2027, 2, 28)), ("X-3", date(2026, 11, 22))):
        child = any_clinic.register(f"Bayi {batch}", birth_date=date(2026, 9, 23)).person_id
        day = TODAY - timedelta(days=1)
        label = labelled(any_clinic, "OPV", batch) | {"expires_on": expires_on}
        dose = NewDose(any_clinic.new_id(), child, "OPV", 1, day, **label)
        any_clinic.house.children.give(any_clinic.doctor, dose)
        any_clinic.clock.forward(timedelta(minutes=1))
    offer = any_clinic.house.vaccine_stock.offer(any_clinic.doctor, "OPV")
    assert offer.supplies == ()
    assert [one.batch for one in offer.recent] == ["X-2", "X-1"]
    assert any_clinic.house.vaccine_stock.offer(any_clinic.doctor, "BCG").recent == ()
    assert any_clinic.house.vaccine_stock.stock(any_clinic.doctor).sums == ()
    assert wanted.supply == ""


def test_batch_told_of_from_elsewhere_is_never_offered(any_clinic: Clinic) -> None:
    wanted = baby(any_clinic)
    dose = NewDose(any_clinic.new_id(), wanted.person_id, "OPV", 1, TODAY, batch="LUAR-1", told=True, told_by="card")
    any_clinic.house.children.give(any_clinic.doctor, dose)
    assert any_clinic.house.vaccine_stock.offer(any_clinic.doctor, "OPV").recent == ()


def test_vials_leave_with_a_reason_and_never_more_than_there_are(any_clinic: Clinic) -> None:
    lot, stock = received(any_clinic), any_clinic.house.vaccine_stock
    stock.remove(any_clinic.doctor, RemovedVials(any_clinic.new_id(), lot, 2, "pecah"))
    stock.remove(any_clinic.doctor, RemovedVials(any_clinic.new_id(), lot, 1, "dikembalikan"))
    assert rows(any_clinic)[0].closed_vials == 2
    assert sum_of(any_clinic, "OPV").usage.wasted == 20
    with pytest.raises(WrongAnswers) as caught:
        stock.remove(any_clinic.doctor, RemovedVials(any_clinic.new_id(), lot, 3, ""))
    assert caught.value.fields == {"vials": "Tinggal 2 vial tertutup.", "reason": "Pilih alasannya."}


def test_saves_sent_twice_are_one(any_clinic: Clinic) -> None:
    wanted, stock = vials(any_clinic), any_clinic.house.vaccine_stock
    lot = stock.receive(any_clinic.doctor, wanted)
    assert stock.receive(any_clinic.doctor, wanted) == lot
    removal = RemovedVials(any_clinic.new_id(), lot, 1, "pecah")
    for _ in range(2):
        stock.remove(any_clinic.doctor, removal)
    assert rows(any_clinic)[0].closed_vials == 4


def test_same_batch_received_again_is_one_row(any_clinic: Clinic) -> None:
    lot = received(any_clinic)
    assert received(any_clinic, batch=" b123 ", vials=3, vvm="B") == lot
    assert [(row.closed_vials, row.vvm) for row in rows(any_clinic)] == [(8, "B")]
    with refused("berisi 10 dosis"):
        received(any_clinic, doses_per_vial=20)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"vaccine": "XXX"}, "vaccine", "Pilih vaksin."),
        ({"batch": "  "}, "batch", "Isi nomor batch"),
        ({"expires_on": None}, "expires_on", "Isi tanggal kedaluwarsa"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on", "Sudah kedaluwarsa"),
        ({"doses_per_vial": 0}, "doses_per_vial", "1 sampai 50"),
        ({"vials": None}, "vials", "Isi jumlah vial"),
        ({"vvm": "C"}, "vvm", "C atau D"),
    ],
)
def test_label_that_cannot_be_is_refused_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str, words: str
) -> None:
    vaccine = str(changes.pop("vaccine", "OPV"))
    with pytest.raises(WrongAnswers) as caught:
        received(clinic, vaccine, **changes)
    assert set(caught.value.fields) == {field}
    assert words in caught.value.fields[field]


def test_withdrawn_dose_gives_its_vial_back(any_clinic: Clinic) -> None:
    received(any_clinic, vials=1, doses_per_vial=1)
    wanted = baby(any_clinic)
    dose = from_stock(any_clinic, wanted.person_id, "OPV", 1)
    any_clinic.house.immunisations.withdraw(any_clinic.doctor, dose, "Salah anak")
    assert [(row.closed_vials, row.open_vials[0].doses_left) for row in rows(any_clinic)] == [(0, 1)]


def test_card_tells_the_history_of_a_batch(any_clinic: Clinic, tmp_path: Path) -> None:
    lot = received(any_clinic)
    from_stock(any_clinic, baby(any_clinic).person_id, "OPV", 1)
    stock, cards, doctor = any_clinic.house.vaccine_stock, any_clinic.house.vaccine_cards, any_clinic.doctor
    stock.discard(doctor, rows(any_clinic)[0].open_vials[0].id, "sesi")
    stock.remove(doctor, RemovedVials(any_clinic.new_id(), lot, 1, "pecah", "jatuh"))
    card = cards.card(doctor, lot)
    assert (card.vaccine, card.batch, card.doses_per_vial) == ("Polio tetes (bOPV)", "B123", 10)
    told = [(one.what, one.came, one.went, one.left, one.doses, one.note) for one in card.entries]
    assert told == [
        ("Diterima", 5, 0, 5, "", ""),
        ("Dibuka", 0, 1, 4, "1 diberikan, 9 dibuang", "Sesi selesai"),
        ("Pecah atau bocor", 0, 1, 3, "", "jatuh"),
    ]
    assert {one.by for one in card.entries} == {"dr. Ratna Contoh"}
    assert card.entries[-1].left == rows(any_clinic)[0].closed_vials
    paper = text_of(cards.pdf(doctor, lot))
    for words in ("Kartu stok vaksin", "B123", "1 diberikan, 9 dibuang", "jatuh"):
        assert words in paper
    received(any_clinic, "BCG", batch="C9")
    file = tmp_path / "kartu.xlsx"
    assert cards.export(doctor, file) == 4
    sheet = load_workbook(file)["Kartu stok vaksin"]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][:2] == ("Vaksin", "Batch")
    assert [line[5] for line in lines[1:]] == ["Diterima", "Diterima", "Dibuka", "Pecah atau bocor"]


def test_card_of_a_batch_next_door_is_not_there(any_clinic: Clinic) -> None:
    with pytest.raises(UserError):
        any_clinic.house.vaccine_cards.card(any_clinic.doctor, any_clinic.new_id())
