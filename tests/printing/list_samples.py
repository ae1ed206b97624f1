"""Made-up lists for kader and invitations that paper tests and benchmarks print."""

from datetime import date

from ilp_desktop.printing.contents.invitation import InvitationCard, InvitationSheet
from ilp_desktop.printing.contents.sweeping import SweepingBlock, SweepingLine, SweepingList, SweepingService

LATE, DUE = SweepingService("Imunisasi MR2", late=True), SweepingService("Penimbangan bulanan", late=False)
LINE = SweepingLine(
    "Putri Contoh", "2 th 4 bl", "P", "Wati Contoh", "Dusun Krajan No. 4", "0812-0000-0001", (LATE, DUE)
)
TEXT = "Yth. Bapak/Ibu wali dari Putri Contoh\n\nMohon hadir."
CARD = InvitationCard("Putri Contoh", "Dusun Krajan No. 4, RT 002", TEXT)


def sweeping(*blocks: SweepingBlock) -> SweepingList:
    """Return a list of some RT."""
    return SweepingList("Puskesmas Contoh", "Desa Contoh, RW 001", "Semua layanan", date(2026, 11, 23), blocks)


def block(people: int, rt: str = "002") -> SweepingBlock:
    """Return an RT with so many people, each with a name of their own."""
    lines = tuple(
        SweepingLine(f"Warga {rt}-{number}", "56 th", "L", "", "Jl. Contoh", "", (LATE, DUE) * 3)
        for number in range(people)
    )
    return SweepingBlock(f"Desa Contoh, RW 001, RT {rt}", lines)


def sheet(cards: int) -> InvitationSheet:
    """Return so many invitations, each to a name of its own."""
    made = tuple(InvitationCard(f"Warga {number}", CARD.address, CARD.text) for number in range(cards))
    return InvitationSheet("Puskesmas Contoh", "Jl. Contoh No. 1", "(021) 5550101", made)
