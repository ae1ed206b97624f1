"""Takes a register out of the program: a spreadsheet, or the KIA summaries of everybody listed in one PDF."""

from pathlib import Path

from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterInfo
from ui.long_outputs import PDF, XLSX, LongOutputs


class RegisterOutputs(LongOutputs):
    """Files of registers."""

    def export(self, info: RegisterInfo, wanted: RegisterFilter) -> None:
        """Ask where the spreadsheet shall lie, then write it."""
        self.ask_file(f"Ekspor {info.title}", file_name(info), XLSX, lambda file: self.write(wanted, file))

    def write(self, wanted: RegisterFilter, file: Path) -> None:
        """Write a register into a spreadsheet."""
        papers, user = self.context.house.register_papers, self.context.user
        self.follow(
            self.context.jobs.long(
                lambda progress: papers.export(user, wanted, file, progress),
                lambda count: self.context.messages.exported(f"{count} baris tersimpan dalam {file.name}."),
                owner=self,
                failed=self.context.messages.problem,
            ),
            "Menulis berkas …",
        )

    def summarise(self, wanted: RegisterFilter) -> None:
        """Ask where the summaries shall lie, then write them."""
        self.ask_file(
            "Ringkasan KIA semua yang tampil", "ringkasan-kia", PDF, lambda file: self.write_summaries(wanted, file)
        )

    def write_summaries(self, wanted: RegisterFilter, file: Path) -> None:
        """Write the KIA summaries of everybody listed into one PDF."""
        papers, user = self.context.house.register_papers, self.context.user
        self.follow(
            self.context.jobs.long(
                lambda progress: papers.summaries(user, wanted, file, progress),
                lambda count: self.context.messages.exported(f"{count} ringkasan KIA tersimpan dalam {file.name}."),
                owner=self,
                failed=self.context.messages.problem,
                paper=True,
            ),
            "Menyusun ringkasan KIA …",
        )


def file_name(info: RegisterInfo) -> str:
    """Return how a file of a register is called."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in info.title.lower()).split())
