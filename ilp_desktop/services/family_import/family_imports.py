"""Importing a list of families from a file: read whole and compared first, then stored a few people at a time."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import sleep
from typing import TypeVar

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.imports.import_cells import text_of
from ilp_desktop.domain.imports.import_columns import TABLE, find_header, import_fields, missing_fields
from ilp_desktop.domain.imports.import_conflicts import settled
from ilp_desktop.domain.imports.import_rows import ImportedPerson, RefusedRow
from ilp_desktop.domain.permissions import Act
from ilp_desktop.exchange.spreadsheets import write_table
from ilp_desktop.exchange.tables import table_rows
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.family_import.family_import_data import (
    CheckedRow,
    ImportPlan,
    ImportResult,
    ImportWanted,
    Outcome,
    SourceTable,
)
from ilp_desktop.services.family_import.family_import_lookup import Known
from ilp_desktop.services.family_import.family_import_reading import (
    Places,
    Progress,
    ReadRows,
    limits_on,
    read_rows,
    rows_again,
    villages_of,
    words_of,
)
from ilp_desktop.services.family_import.family_import_store import Tally, store_lot

Item = TypeVar("Item")
DUES_ASKED = "dues asked"
READ_SHARE = 0.6
EXPECTED_ROWS = 50_000
SAMPLE_ROWS = 30
MS_A_SECOND = 1000
LINE, WHY = ("Baris", 8.0), ("Alasan", 80.0)
TEXT_LETTERS = 20.0
PRIVATE = "Berkas ini berisi data pribadi. Simpan di tempat yang aman dan hapus bila tidak diperlukan."
AGAIN = "Perbaiki isiannya, lalu impor berkas ini lagi. Kolom Baris dan Alasan tidak dibaca."


class FamilyImports:
    """Lists of families from other programs.

    ``pause`` lets others write between two lots, at least as long as a lot has kept them from it.
    """

    def __init__(self, uow: UnitOfWork, pause: Callable[[float], object] = sleep) -> None:
        self._uow = uow
        self._pause = pause

    def inspect(self, user: SignedIn, file: Path) -> SourceTable:
        """Return the titles of a file, what its columns seem to be, and its first rows; raises ``UserError``."""
        today = self._uow.today(user)
        with self._uow.reading(user, Act.IMPORT_FAMILIES) as session:
            villages = tuple((row.id, row.name) for row in villages_of(session, user.facility_id))
        most = edition_on(TABLE, today).body["header_within"] + SAMPLE_ROWS
        rows = list(islice(table_rows(file, limits_on(today)), most))
        header = find_header(rows, today)
        body = [row for number, row in rows if number > header.row][:SAMPLE_ROWS]
        sample = tuple(tuple(text_of(cell) for cell in row) for row in body)
        return SourceTable(file, header, import_fields(today), villages, sample)

    def prepare(self, user: SignedIn, wanted: ImportWanted, progress: Progress) -> ImportPlan:
        """Read a file whole and say what would become of its rows; raises ``UserError``."""
        today = self._uow.today(user)
        missing = missing_fields(wanted.columns, today)
        if missing:
            raise UserError(f"Kolom belum ditentukan: {', '.join(missing)}.", "Pilih kolomnya, lalu periksa lagi.")
        with self._uow.reading(user, Act.IMPORT_FAMILIES) as session:
            places = Places(villages_of(session, user.facility_id), wanted.village_id)
        read = read_rows(
            wanted,
            places,
            today,
            lambda line: progress(READ_SHARE * min(1.0, line / EXPECTED_ROWS), f"{line} baris dibaca"),
        )
        rows = settled(read.people)
        plan = ImportPlan(
            wanted=wanted,
            people=rows.people,
            villages={one.line: place for one in rows.people if (place := places.of(one)) is not None},
            refused=tuple(sorted((*read.refused, *rows.refused), key=lambda one: one.line)),
            counts={},
            shown=(),
        )
        return self._compared(user, plan, read, rows.doubled, progress)

    def run(self, user: SignedIn, plan: ImportPlan, progress: Progress) -> ImportResult:
        """Store what a plan brings and return what became of it; stopped, it goes on when it is run again.

        What is due for the people of the list is worked out afterwards, in the background.
        """
        try:
            return self._stored(user, plan, progress)
        finally:
            with self._uow.writing(user, Act.IMPORT_FAMILIES) as work:
                work.touch(DUES_ASKED, None)

    def _stored(self, user: SignedIn, plan: ImportPlan, progress: Progress) -> ImportResult:
        rules = edition_on(TABLE, self._uow.today(user)).body
        tally, total, done = Tally(), len(plan.people) or 1, 0
        for lot in lots(plan.people, rules["looked_up_a_lot"]):
            progress(done / total, f"{done} dari {total} orang")
            wanted = self._to_be_stored(user, plan, lot, tally)
            done += len(lot) - len(wanted)
            for some in lots(wanted, rules["people_a_lot"]):
                begun = self._uow.clock.now()
                store_lot(self._uow, user, plan, some, tally)
                took = (self._uow.clock.now() - begun).total_seconds()
                self._pause(max(took, rules["pause_ms"] / MS_A_SECOND))
                done += len(some)
                progress(done / total, f"{done} dari {total} orang")
        refused = sorted((*plan.refused, *tally.refused), key=lambda one: one.line)
        counts = {**tally.counts, Outcome.REFUSED: len(refused), Outcome.DOUBLED: plan.counts[Outcome.DOUBLED]}
        return ImportResult(counts, tuple(refused), tuple(sorted(tally.remarks)))

    def write_refused(self, user: SignedIn, plan: ImportPlan, refused: Sequence[RefusedRow], file: Path) -> int:
        """Write the refused rows as they were, each with its reasons, so that they can be put right and imported."""
        with self._uow.writing(user, Act.IMPORT_FAMILIES) as work:
            work.touch("family", None, refused=len(refused))
            today = work.today
        named = enumerate(plan.wanted.header.titles, 1)
        titles = [(title or f"Kolom {number}", TEXT_LETTERS) for number, title in named]
        rows = rows_again(plan.wanted, {one.line: one for one in refused}, limits_on(today))
        try:
            return write_table(file, "Ditolak", [*titles, LINE, WHY], rows, (AGAIN, PRIVATE))
        except OSError as error:
            raise UserError(f"{file.name} tidak dapat ditulis.", "Pilih folder lain.") from error

    def _compared(
        self,
        user: SignedIn,
        plan: ImportPlan,
        read: ReadRows,
        doubled: Sequence[tuple[int, int]],
        progress: Progress,
    ) -> ImportPlan:
        """Return the plan with what becomes of every row, as the database stands now."""
        rules = edition_on(TABLE, self._uow.today(user)).body
        most, total, done = rules["shown_rows"], len(plan.people) or 1, 0
        counts = Counter({Outcome.REFUSED: len(plan.refused), Outcome.DOUBLED: len(doubled)})
        shown = [
            CheckedRow(one.line, Outcome.REFUSED, read.words(one.line), one.reasons) for one in plan.refused[:most]
        ]
        shown += [
            CheckedRow(line, Outcome.DOUBLED, read.words(line), {}, (f"Sama dengan baris {other}.",))
            for line, other in doubled[:most]
        ]
        last = max(sorted(one.line for one in plan.people)[:most], default=0)
        for lot in lots(plan.people, rules["looked_up_a_lot"]):
            progress(READ_SHARE + (1 - READ_SHARE) * done / total, "Mencocokkan dengan data")
            done += len(lot)
            with self._uow.reading(user, Act.IMPORT_FAMILIES) as session:
                known = Known(session, user.facility_id, lot)
                for one in lot:
                    match = known.match(one, plan.villages[one.line])
                    counts[match.outcome] += 1
                    if one.line <= last:
                        reasons = match.refused.reasons if match.refused else {}
                        shown.append(CheckedRow(one.line, match.outcome, words_of(one), reasons, match.notes))
        return replace(plan, counts=dict(counts), shown=tuple(sorted(shown, key=lambda row: row.line)))

    def _to_be_stored(
        self, user: SignedIn, plan: ImportPlan, lot: Sequence[ImportedPerson], tally: Tally
    ) -> list[ImportedPerson]:
        """Return whoever of a lot is to be stored; of the others it is noted at once what became of them."""
        with self._uow.reading(user, Act.IMPORT_FAMILIES) as session:
            known = Known(session, user.facility_id, lot)
            matches = [(one, known.match(one, plan.villages[one.line])) for one in lot]
        for _, match in matches:
            if match.outcome not in (Outcome.NEW, Outcome.UPDATED):
                tally.note(match)
        return [one for one, match in matches if match.outcome in (Outcome.NEW, Outcome.UPDATED)]


def lots(items: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """Give items so many at a time."""
    return (items[start : start + most] for start in range(0, len(items), most))
