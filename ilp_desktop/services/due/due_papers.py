"""Lists that leave the program: the kader's list and invitations on paper, and the list as a spreadsheet."""

from collections.abc import Callable, Iterator
from itertools import groupby
from math import ceil
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Village
from db.queries.invitations import InvitationsWanted, invitations_of
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.invitation import filled, invitation_rules
from ilp_desktop.domain.permissions import Act
from ilp_desktop.exchange.spreadsheets import Cell, write_table
from ilp_desktop.printing.contents.invitation import CardsAPage, InvitationCard, InvitationSheet
from ilp_desktop.printing.contents.sweeping import SweepingBlock, SweepingLine, SweepingList, SweepingService
from ilp_desktop.services.core.ownership import not_there
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.due.due_names import ServiceNames
from ilp_desktop.services.due.due_reading import DueReading, DueReadings
from ilp_desktop.services.due.due_rows import DueFilter, DueRow, DueState, Place
from ilp_desktop.services.due.invitations import gone_words, spoken_to
from ilp_desktop.services.facility.facilities import profile_of
from ilp_desktop.services.paperwork import invitations_pdf, sweeping_pdf

MOST_ON_PAPER = 2000
NAMED_AT_MOST = 3
READING_SHARE = 0.3
PEOPLE_A_PAGE = 9
UNNAMED = "Layanan lain"
NOBODY = UserError("Tidak ada orang dalam daftar ini.", "Pilih tempat, layanan, atau keadaan lain.")
NOBODY_LEFT = UserError("Semua orang dalam undangan ini sudah meninggal atau pindah.", "Pilih undangan lain.")
COLUMNS = (
    *(("Nama", 30.0), ("JK", 5.0), ("Umur", 16.0), ("Tanggal lahir", 13.0), ("Nama ibu", 24.0), ("Desa", 18.0)),
    *(("RW", 6.0), ("RT", 6.0), ("Alamat", 28.0), ("Telepon", 18.0), ("Layanan", 60.0)),
    *(("Jatuh tempo sejak", 16.0), ("Terlambat sejak", 16.0), ("Terakhir diundang", 16.0)),
)
CARDS = {2: CardsAPage.TWO, 4: CardsAPage.FOUR}
UNWRITABLE = "Pilih folder lain, atau tutup berkasnya di program lain."
PRIVATE = "Berkas ini berisi data pribadi dan kesehatan. Simpan di tempat yang aman dan hapus bila tidak diperlukan."

Progress = Callable[[float, str], object]
"""Told how much is done, 0 to 1, and with what one is busy; may raise to stop the work."""


class DuePapers:
    """Makes papers and files of lists; that they were made is kept in the audit trail."""

    def __init__(self, uow: UnitOfWork, readings: DueReadings) -> None:
        self._uow = uow
        self._readings = readings

    def sweeping_list(self, user: SignedIn, wanted: DueFilter, progress: Progress) -> bytes:
        """Return the list for kader as PDF, by RT; nothing restricted stands in it, whoever prints it."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            reading = self._readings.open(session, user, open_to_all=True)
            rows: list[DueRow] = []
            for page in reading.pages(wanted):
                rows += page
                progress(READING_SHARE * min(1.0, len(rows) / MOST_ON_PAPER), f"{len(rows)} orang dibaca")
                if len(rows) > MOST_ON_PAPER:
                    told = f"Daftar ini lebih dari {MOST_ON_PAPER} orang."
                    raise UserError(told, "Cetak per RW atau per Posyandu, atau ekspor ke XLSX.")
            listed = _sweeping(session, user, wanted, reading.names, rows)
        if not rows:
            raise NOBODY
        pdf = sweeping_pdf(listed, _by_page(progress, len(rows) / PEOPLE_A_PAGE))
        self._note(user, "daftar kader", len(rows))
        return pdf

    def invitations(self, user: SignedIn, batch_id: UUID, a_page: int, progress: Progress) -> bytes:
        """Return the invitations that were sent at once as PDF, two or four a page."""
        cards = CARDS[a_page]
        with self._uow.reading(user, Act.INVITE) as session:
            names = self._readings.open(session, user).names
            rules = invitation_rules(names.day)
            profile = profile_of(session, user.facility_id)
            found = invitations_of(session, user.facility_id, InvitationsWanted(batch_id), None, None)
            made = [
                InvitationCard(
                    row.name,
                    _address(row.address, row.rw, row.rt, row.village),
                    filled(row.Invitation.text, spoken_to(row, names), profile.name, rules, names.day),
                )
                for row in found
                if not gone_words(row, names.day)
            ]
        if not found:
            raise not_there()
        if not made:
            raise NOBODY_LEFT
        sheet = InvitationSheet(profile.name, profile.address, profile.phone, tuple(made))
        columns, lines = cards.value
        pdf = invitations_pdf(sheet, cards, _by_page(progress, len(made) / (columns * lines)))
        self._note(user, "undangan", len(made))
        return pdf

    def export(self, user: SignedIn, wanted: DueFilter, file: Path, progress: Progress) -> int:
        """Write the list as it is shown into an XLSX file and return how many people stand in it."""
        with self._uow.reading(user, Act.SEE_DUES) as session:
            reading = self._readings.open(session, user)
            title = place_words(session, wanted.place)
            about = (
                profile_of(session, user.facility_id).name,
                title,
                what_words(wanted, reading.names, sees_all=reading.sees_all),
                f"Keadaan {indonesian_date(reading.names.day)}, dibuat oleh {user.name}",
                PRIVATE,
            )
            try:
                count = write_table(file, "Sasaran", COLUMNS, _cells(reading, wanted, progress), about)
            except OSError as error:
                raise UserError(f"{file.name} tidak dapat ditulis.", UNWRITABLE) from error
        self._note(user, "xlsx", count)
        return count

    def _note(self, user: SignedIn, kind: str, people: int) -> None:
        with self._uow.writing(user, Act.TAKE_LIST) as work:
            work.touch("due_list", None, kind=kind, people=people)


def place_words(session: Session, place: Place) -> str:
    """Return where a list is of, in words."""
    village = session.get(Village, place.village_id) if place.village_id is not None else None
    if village is None:
        return "Seluruh wilayah kerja"
    words = (("Desa", village.name), ("RW", place.rw), ("RT", place.rt), ("Posyandu", place.posyandu))
    return ", ".join(f"{label} {word}" for label, word in words if word)


def what_words(wanted: DueFilter, names: ServiceNames, *, sees_all: bool) -> str:
    """Return what a list is of, in words that its readers may see."""
    known = [names.of(code) for code in wanted.services]
    labels = list(dict.fromkeys(one.label for one in known if sees_all or not one.restricted))
    if known and not labels:
        what = UNNAMED
    elif not labels:
        what = "Semua layanan"
    elif len(labels) <= NAMED_AT_MOST:
        what = ", ".join(labels)
    else:
        what = f"{len(labels)} layanan"
    state = "jatuh tempo atau terlambat" if wanted.state is DueState.DUE else wanted.state.value
    searched = f", dicari «{wanted.search.strip()}»" if wanted.search.strip() else ""
    return f"{what} yang {state}{searched}"


def _by_page(progress: Progress, pages: float) -> Callable[[int], object]:
    return lambda page: progress(
        READING_SHARE + (1 - READING_SHARE) * min(1.0, page / max(1, ceil(pages))), f"Halaman {page}"
    )


def _sweeping(
    session: Session, user: SignedIn, wanted: DueFilter, names: ServiceNames, rows: list[DueRow]
) -> SweepingList:
    blocks = groupby(rows, key=lambda row: (row.village, row.rw, row.rt))
    return SweepingList(
        facility=profile_of(session, user.facility_id).name,
        place=place_words(session, wanted.place),
        what=what_words(wanted, names, sees_all=False),
        day=names.day,
        blocks=tuple(
            SweepingBlock(_heading(*place), tuple(_line(row, names) for row in people)) for place, people in blocks
        ),
    )


def _heading(village: str, rw: str, rt: str) -> str:
    return f"Desa {village}, RW {rw or '-'}, RT {rt or '-'}"


def _line(row: DueRow, names: ServiceNames) -> SweepingLine:
    return SweepingLine(
        name=row.name,
        age=row.age.short_text,
        sex=row.sex.value,
        mother=row.mother_name,
        address=row.address,
        phone=row.phone,
        services=tuple(
            SweepingService(one.name.label, one.state_on(names.day) is DueState.LATE) for one in row.services
        ),
    )


def _cells(reading: DueReading, wanted: DueFilter, progress: Progress) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of the file, telling how far it is after each page read."""
    living = max(1, reading.people_in(wanted.place))
    done = 0
    for page in reading.pages(wanted):
        for row in page:
            yield _row_cells(row)
        done += len(page)
        progress(min(1.0, done / living), f"{done} orang ditulis")


def _row_cells(row: DueRow) -> tuple[Cell, ...]:
    return (
        row.name,
        row.sex.value,
        row.age.text,
        row.birth_date,
        row.mother_name,
        row.village,
        row.rw,
        row.rt,
        row.address,
        row.phone,
        "; ".join(one.name.label for one in row.services),
        row.due_from,
        row.late_from,
        row.invited_on,
    )


def _address(address: str, rw: str, rt: str, village: str) -> str:
    parts = (address, f"RT {rt}" if rt else "", f"RW {rw}" if rw else "", village)
    return ", ".join(part for part in parts if part)
