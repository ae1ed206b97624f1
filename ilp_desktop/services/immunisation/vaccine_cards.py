"""Stock cards of vaccines: the history of a batch on the screen, on paper, and of all batches as a spreadsheet."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from db.models import VaccineLot
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.exchange.spreadsheets import Cell, write_table
from ilp_desktop.printing.contents.vaccine_card import StockCardSheet
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.immunisation.vaccine_card_reading import StockCard, stock_cards
from ilp_desktop.services.paperwork import stock_card_pdf

TITLE = "Kartu stok vaksin"
HEADINGS = (
    ("Vaksin", 24.0),
    ("Batch", 16.0),
    ("Kedaluwarsa", 12.0),
    ("Dosis per vial", 12.0),
    ("Tanggal", 12.0),
    ("Uraian", 26.0),
    ("Vial masuk", 10.0),
    ("Vial keluar", 10.0),
    ("Sisa vial", 10.0),
    ("Dosis", 26.0),
    ("Catatan", 36.0),
    ("Petugas", 24.0),
)
UNWRITABLE = "Pilih folder lain, atau tutup berkas itu bila sedang terbuka di program lain."


class VaccineCards:
    """Reads stock cards and takes them out of the program; they name no patient."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def card(self, user: SignedIn, lot_id: UUID) -> StockCard:
        """Return the history of one batch."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            owned(session, user.facility_id, VaccineLot, lot_id)
            return stock_cards(session, user.facility_id, self._uow.today(user), user.time_zone, [lot_id])[0]

    def pdf(self, user: SignedIn, lot_id: UUID) -> bytes:
        """Return the card of one batch on paper."""
        with self._uow.reading(user, Act.PRINT_PAPER) as session:
            owned(session, user.facility_id, VaccineLot, lot_id)
            card = stock_cards(session, user.facility_id, self._uow.today(user), user.time_zone, [lot_id])[0]
            sheet = StockCardSheet(
                vaccine=card.vaccine,
                batch=card.batch,
                expires_on=card.expires_on,
                doses_per_vial=card.doses_per_vial,
                lines=tuple(
                    (one.day, one.what, one.came, one.went, one.left, one.doses, one.note, one.by)
                    for one in card.entries
                ),
                printed_by=user.name,
                printed_at=local_time(self._uow.clock.now(), user.time_zone),
            )
            profile = profile_of(session, user.facility_id)
        return stock_card_pdf(sheet, profile)

    def export(self, user: SignedIn, file: Path) -> int:
        """Write the cards of all batches into an XLSX file; returns how many lines stand in it."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            today = self._uow.today(user)
            cards = stock_cards(session, user.facility_id, today, user.time_zone)
            at = local_time(self._uow.clock.now(), user.time_zone)
            about = (profile_of(session, user.facility_id).name, f"Dibuat {indonesian_moment(at)} oleh {user.name}")
        try:
            count = write_table(file, TITLE, HEADINGS, _lines(cards), about)
        except OSError as error:
            raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        with self._uow.writing(user, Act.TAKE_LIST) as work:
            work.touch("vaccine", None, kartu=count)
        return count


def _lines(cards: tuple[StockCard, ...]) -> Iterator[tuple[Cell, ...]]:
    for card in cards:
        for one in card.entries:
            head = (card.vaccine, card.batch, card.expires_on, card.doses_per_vial)
            yield (*head, one.day, one.what, one.came or None, one.went or None, one.left, one.doses, one.note, one.by)
