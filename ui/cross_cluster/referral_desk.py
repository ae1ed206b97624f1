"""The worklist of all referrals of the Puskesmas, with the way to a spreadsheet."""

from pathlib import Path

from ilp_desktop.domain.permissions import Act
from ui.context import PageContext
from ui.long_outputs import XLSX, LongOutputs
from ui.widgets.buttons import quiet_button
from ui.widgets.page import HouseKey, bind
from ui.widgets.room.referrals.worklist import ReferralWorklist

EXPORT = HouseKey("Ctrl+E", "Ekspor XLSX")


class ReferralDesk(ReferralWorklist):
    """Every klaster's referrals.

    Attributes:
        export_button: writes what the list shows into a file.
        outputs: tells how far that is.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._context = context
        self.export_button = quiet_button("Ekspor XLSX", "document")
        self.outputs = LongOutputs(context)
        self.head.addWidget(self.outputs)
        self.head.addWidget(self.export_button)
        self.export_button.setVisible(context.user.may(Act.TAKE_LIST))
        self.export_button.clicked.connect(self._ask)
        self.outputs.busy.connect(lambda busy: self.export_button.setEnabled(not busy))
        bind(EXPORT, self.export_button)

    def write(self, file: Path) -> None:
        """Write what the list shows into a file."""
        lists, user, wanted = self._context.house.referral_lists, self._context.user, self.wanted()
        self.outputs.follow(
            self._context.jobs.long(
                lambda progress: lists.export(user, wanted, file, progress),
                lambda count: self._context.messages.exported(f"{count} rujukan tersimpan dalam {file.name}."),
                owner=self,
                failed=self._context.messages.problem,
            ),
            "Menulis berkas …",
        )

    def _ask(self) -> None:
        self.outputs.ask_file("Ekspor rujukan", "rujukan", XLSX, self.write)
