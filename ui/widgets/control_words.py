"""The words and tones of control of a chronic disease."""

from ilp_desktop.domain.chronic.chronic_control import ControlState
from ui.palette import Tone

STATES = {
    ControlState.CONTROLLED: ("Terkendali", Tone.GOOD),
    ControlState.UNCONTROLLED: ("Belum terkendali", Tone.BAD),
    ControlState.NOT_JUDGED: ("Tidak dinilai", Tone.NEUTRAL),
}
