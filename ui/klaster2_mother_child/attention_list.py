"""Perhatian: what in a pregnancy somebody has to act upon, the worst first."""

from collections.abc import Sequence

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.services.antenatal.pregnancy_attention import Attention
from ui.palette import Tone
from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label

WORDS = {
    Urgency.EMERGENCY: ("Gawat", Tone.BAD, True),
    Urgency.REFER: ("Segera", Tone.BAD, False),
    Urgency.WATCH: ("Pantau", Tone.WARN, False),
    Urgency.AWAITED: ("Ditunggu", Tone.NEUTRAL, False),
    Urgency.NONE: ("", Tone.NEUTRAL, False),
}
ALWAYS = (Urgency.EMERGENCY, Urgency.REFER)
MOST_SHOWN = 8
NOTHING = "Tidak ada temuan yang perlu ditindaklanjuti pada kunjungan yang tercatat."
NO_VISIT = "Belum ada kunjungan antenatal pada kehamilan ini."


class AttentionList(FoldedLines[Attention]):
    """One line each: how soon, and what; hovering tells what to do and where that stands."""

    def show_attention(self, found: Sequence[Attention], *, visits: int) -> None:
        """Show what was found, or plainly that nothing was; what presses is never folded."""
        pressing = sum(1 for one in found if one.urgency in ALWAYS)
        self.show_lines(found, max(MOST_SHOWN, pressing), NOTHING if visits else NO_VISIT)

    def add_line(self, row: int, line: Attention) -> None:
        """Put how soon and what into a row."""
        word, tone, strong = WORDS[line.urgency]
        pill = Pill(word, tone, strong=strong)
        words = label(line.text, "strong" if line.urgency in ALWAYS else "")
        words.setWordWrap(True)
        why = "\n".join(part for part in (line.advice, f"Sumber: {line.source}" if line.source else "") if part)
        for part in (pill, words):
            part.setToolTip(why)
        self.put(pill, row, 0)
        self.put(words, row, 1)
