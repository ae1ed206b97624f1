"""The papers of immunisation at their fullest and at their emptiest."""

from datetime import date, timedelta

from ilp_desktop.domain.immunisation.immunisation import next_doses
from ilp_desktop.domain.immunisation.immunisation_book import age_columns, book_rows
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.printing.adverse_event import print_event
from ilp_desktop.printing.contents.immunisation import CardRow, CardSheet, EventSheet, PlanSheet, PlanVisit
from ilp_desktop.printing.immunisation_card import print_card
from ilp_desktop.printing.immunisation_plan import print_plan
from ilp_desktop.printing.paper import Letterhead
from tests.printing.reading import fonts_without_file, page_texts, text_of

TODAY, BIRTH = date(2026, 11, 23), date(2024, 1, 10)
HEAD = Letterhead("Puskesmas Uji Sejahtera", "P9999", "Jl. Contoh No. 1", "0210000000", ("Dinas Kesehatan",))
LONG = "Nama Yang Sangat Panjang Sekali Bin Ayahnya Yang Juga Panjang Namanya"


def card(*, full: bool) -> CardSheet:
    """Return a card on which everything stands, or nothing."""
    doses = schedule_on(TODAY).doses
    given = [GivenDose(dose.antigen, dose.dose, dose.start.after(BIRTH)) for dose in doses] if full else []
    columns = age_columns(TODAY)
    rows = book_rows(BIRTH, next_doses(BIRTH, given, TODAY, je_endemic=True), TODAY)
    later = tuple((f"Td {number}", TODAY, "TD-1", "Sekolah SDN 1") for number in range(12)) if full else ()
    return CardSheet(
        name=LONG if full else "Adi",
        sex="Laki-laki",
        birth_date=BIRTH,
        age="2 th 10 bl 13 hr",
        nik="3201010101240001" if full else "",
        record_number="000001-02" if full else "",
        mother=LONG if full else "",
        address=f"{LONG}, RT 002/RW 001, Sukamaju" if full else "",
        day=TODAY,
        columns=tuple(column.label for column in columns),
        rows=tuple(
            CardRow(
                row.status.label,
                row.windows,
                row.given_column,
                row.status.given_on,
                "BATCH-PANJANG-123456" if full else "",
                "Posyandu Melati Sukamaju Indah" if full else "",
                "" if full else "kejar, paling lambat 09-01-2029",
            )
            for row in rows
        ),
        later=later,
        complete=("Imunisasi dasar lengkap (IDL): lengkap, 10-10-2024",) * 2 if full else (),
        following=tuple(f"{TODAY:%d-%m-%Y}: OPV1, DPT-HB-Hib 1, PCV1, IPV1" for _ in range(6)) if full else (),
        remarks=("DPT-HB-Hib 1 10-02-2024: DPT-HB-Hib 1 terlalu dini: mulai umur 2 bulan, 10-03-2024.",) * 9
        if full
        else (),
        printed_by=LONG if full else "Bidan",
        source=schedule_on(TODAY).source,
    )


def plan(visits: int, lost: int) -> PlanSheet:
    """Return a plan of so many visits."""
    return PlanSheet(
        name=LONG,
        birth_date=BIRTH,
        age="2 th 10 bl 13 hr",
        mother="Ibu Uji",
        record_number="",
        day=TODAY,
        place="Posyandu Melati atau Puskesmas",
        visits=tuple(
            PlanVisit(TODAY + timedelta(days=28 * number), "2 th 11 bl", ("OPV1", "DPT-HB-Hib 1", "PCV1"))
            for number in range(visits)
        ),
        protects=(("OPV", "polio"), ("PCV", "radang paru karena pneumokokus")),
        lost=tuple(f"RV{number}: tidak dimulai lagi pada umur 5 bulan ke atas." for number in range(lost)),
        printed_by="Bidan",
    )


def event(*, serious: bool) -> EventSheet:
    """Return a report."""
    return EventSheet(
        name=LONG,
        sex="Laki-laki",
        birth_date=BIRTH,
        age="2 th",
        nik="",
        record_number="",
        mother="",
        address="",
        phone="",
        doses=tuple((f"DPT-HB-Hib {number}", TODAY, "D-1", None) for number in range(1, 5)),
        onset="23-11-2026",
        reactions=("Demam",),
        serious=serious,
        reasons=("Kejang",) if serious else (),
        alarms=("Kejang: rujuk sekarang.",) if serious else (),
        outcome="",
        reported_by="Tenaga kesehatan",
        treatment="",
        note="x " * 140,
        follow_up_on=None,
        reported_on=TODAY,
        recorded_by="Bidan",
        printed_by="Bidan",
        source="Permenkes 12/2017",
    )


def test_card_is_one_page_however_much_stands_on_it() -> None:
    for full in (True, False):
        pdf = print_card(card(full=full), HEAD)
        assert len(page_texts(pdf)) == 1
        assert fonts_without_file(pdf) == set()
    assert text_of(pdf).count("kejar, paling lambat 09-01-2029") == len(card(full=False).rows)


def test_card_shows_each_dose_in_the_column_of_its_age() -> None:
    text = text_of(print_card(card(full=True), HEAD))
    for day in ("10-01-24", "10-03-24", "10-10-24", "10-07-25"):
        assert day in text
    for words in ("waktu tepat", "masih boleh", "kejar", "tidak diberikan", "Umur dalam bulan"):
        assert words in text


def test_plan_of_a_dozen_visits_goes_on_over_the_page_with_its_headings() -> None:
    assert len(page_texts(print_plan(plan(6, 1), HEAD))) == 1
    pages = page_texts(print_plan(plan(26, 3), HEAD))
    assert len(pages) > 1
    assert all("Hari dan tanggal" in page for page in pages[:2])
    assert fonts_without_file(print_plan(plan(6, 1), HEAD)) == set()


def test_report_says_serious_or_not_and_stays_on_one_page() -> None:
    for serious, words in ((True, "KIPI SERIUS"), (False, "KIPI tidak serius")):
        pages = page_texts(print_event(event(serious=serious), HEAD))
        assert len(pages) == 1
        assert words in pages[0]
