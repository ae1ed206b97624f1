"""Takes a list out of the program: paper in the preview, a spreadsheet into a file the user chooses."""

from pathlib import Path
from uuid import UUID

from ilp_desktop.services.due.due_rows import DueFilter
from ui.long_outputs import XLSX, LongOutputs
from ui.paper import Paper

SWEEPING, INVITATIONS = "Daftar sasaran untuk kader", "Undangan"


class ListOutputs(LongOutputs):
    """Lists of who is due, and invitations."""

    def print_sweeping_list(self, wanted: DueFilter) -> None:
        """Make the list for kader and show it."""
        papers, user = self.context.house.due_papers, self.context.user
        name = f"daftar-kader-{self.day()}.pdf"
        self.follow(
            self.context.jobs.long(
                lambda progress: papers.sweeping_list(user, wanted, progress),
                lambda pdf: self.context.show_paper(Paper(SWEEPING, name, pdf, "daftar")),
                owner=self,
                failed=self.context.messages.problem,
                paper=True,
            ),
            "Menyusun daftar kader …",
        )

    def print_invitations(self, batch_id: UUID, a_page: int) -> None:
        """Make the invitations that were sent at once and show them."""
        papers, user = self.context.house.due_papers, self.context.user
        name = f"undangan-{self.day()}.pdf"
        self.follow(
            self.context.jobs.long(
                lambda progress: papers.invitations(user, batch_id, a_page, progress),
                lambda pdf: self.context.show_paper(Paper(INVITATIONS, name, pdf, "undangan")),
                owner=self,
                failed=self.context.messages.problem,
                paper=True,
            ),
            "Menyusun undangan …",
        )

    def export(self, wanted: DueFilter) -> None:
        """Ask where the file shall lie, then write it."""
        self.ask_file("Ekspor daftar sasaran", "daftar-sasaran", XLSX, lambda file: self.write(wanted, file))

    def write(self, wanted: DueFilter, file: Path) -> None:
        """Write the list into a file."""
        papers, user = self.context.house.due_papers, self.context.user
        self.follow(
            self.context.jobs.long(
                lambda progress: papers.export(user, wanted, file, progress),
                lambda count: self.context.messages.exported(f"{count} orang tersimpan dalam {file.name}."),
                owner=self,
                failed=self.context.messages.problem,
            ),
            "Menulis berkas …",
        )
