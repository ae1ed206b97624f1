"""The proposed klaster and priority, with the reasons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.queue.routing import RouteProposal
from ui.front_desk.wording import PRIORITY_TONES
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import Pill, label

WAITING = "Usulan klaster muncul setelah sakit atau sehat dan triase diisi."


class ProposalPanel(QFrame):
    """Shows a proposal; the desk may choose otherwise.

    Signals:
        other_wanted(): the desk wants another klaster, or the proposed one again.
    """

    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.proposal: RouteProposal | None = None
        self.klaster_label = label("", "figure")
        self.priority_pill = Pill("")
        self.precaution_pill = Pill("")
        self.emergency_pill = Pill("")
        self.reasons_label = label("")
        self.reasons_label.setWordWrap(True)
        self.reasons_label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.other_button = quiet_button("Klaster lain")
        self.other_button.clicked.connect(self.other_wanted)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(label("Usulan", "muted"))
        first.addWidget(self.klaster_label)
        for pill in (self.emergency_pill, self.priority_pill, self.precaution_pill):
            first.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        first.addWidget(self.other_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addWidget(self.reasons_label)
        self.show_proposal(None)

    def show_proposal(self, proposal: RouteProposal | None) -> None:
        """Show a proposal, or that none can be made yet."""
        self.proposal = proposal
        self.other_button.setVisible(proposal is not None)
        if proposal is None:
            self.klaster_label.setText("-")
            self.reasons_label.setText(WAITING)
            for pill in (self.priority_pill, self.precaution_pill, self.emergency_pill):
                pill.set("")
            return
        self.klaster_label.setText(proposal.klaster.label)
        word, tone = proposal.priority.value.capitalize(), PRIORITY_TONES[proposal.priority]
        self.priority_pill.set(word, tone, strong=True)
        self.precaution_pill.set("Masker, ruang infeksius" if proposal.precaution else "", Tone.WARN)
        self.emergency_pill.set("Langsung ke gawat darurat" if proposal.emergency else "", Tone.BAD, strong=True)
        self.reasons_label.setText("\n".join(f"•  {reason.sentence}" for reason in proposal.reasons))
        self.reasons_label.setToolTip("\n".join(f"{reason.sentence} ({reason.source})" for reason in proposal.reasons))
