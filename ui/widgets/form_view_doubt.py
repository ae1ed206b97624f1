"""What stands beneath a field whose value is unlikely: the curve that shows why, and the buttons that answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.forms.filling import Doubt
from ui.palette import Tone
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form_view_state import FieldState
from ui.widgets.growth_picture import GrowthPicture
from ui.widgets.growth_plot import GrowthPlot

PLOT_PX = 190
PLOT_WIDTH_PX = 200
Picture = Callable[[Doubt], GrowthPicture | None]


class SmallPlot(GrowthPlot):
    """A growth chart that fits beneath a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(PLOT_PX)
        self.setMinimumWidth(PLOT_WIDTH_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_picture(self, picture: GrowthPicture) -> None:
        """Draw a picture; what it shows is told to screen readers too."""
        self.show_growth(picture.title, picture.axis, picture.measure, picture.lines, picture.marks)


class DoubtAsk(Button):
    """Asks once about an unlikely value; gone when the value changes or is confirmed.

    Attributes:
        plot: the curve with the new value on it; None until one was wanted.
        use_button: types what was probably meant.

    Signals:
        confirmed(str): the person says the value of this key is right.
        meant(str): the person wants this typed instead.
    """

    confirmed = Signal(str)
    meant = Signal(str)

    def __init__(self, field: Field, picture: Picture) -> None:
        super().__init__("Ya, sudah benar", "quiet", "check", field)
        self._field = field
        self._picture = picture
        self._key = ""
        self._meant = ""
        self.plot: SmallPlot | None = None
        self.use_button = Button("", "quiet", "undo", field)
        self.setAccessibleName(f"{field.label}: ya, sudah benar")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self)
        row.addWidget(self.use_button)
        row.addStretch(1)
        self._layout = field.layout()
        if isinstance(self._layout, QVBoxLayout):
            self._layout.addLayout(row)
        self.hide()
        self.use_button.hide()
        self.clicked.connect(lambda: self.confirmed.emit(self._key))
        self.use_button.clicked.connect(lambda: self.meant.emit(self._meant))

    def ask(self, doubt: Doubt) -> None:
        """Ask about a value."""
        self._key = doubt.key
        self._field.set_note(doubt.message, Tone.WARN)
        self.show()
        self._show_around(doubt)

    def show_beyond(self, doubt: Doubt) -> None:
        """Show how far a refused value lies from the curve, and what was probably meant."""
        self._key = ""
        self.hide()
        self._show_around(doubt)

    def withdraw(self) -> None:
        """Ask no longer."""
        self._key = ""
        self.hide()
        self.use_button.hide()
        if self.plot is not None:
            self.plot.hide()

    def _show_around(self, doubt: Doubt) -> None:
        self._meant = doubt.meant
        self.use_button.setText(f"Pakai {doubt.meant}")
        self.use_button.setAccessibleName(f"{self._field.label}: pakai {doubt.meant}")
        self.use_button.setVisible(bool(doubt.meant))
        picture = self._picture(doubt)
        if picture is None:
            if self.plot is not None:
                self.plot.hide()
            return
        if self.plot is None:
            self.plot = SmallPlot(self._field)
            if isinstance(self._layout, QVBoxLayout):
                self._layout.insertWidget(self._layout.count() - 1, self.plot)
        self.plot.show_picture(picture)
        self.plot.show()


class DoubtAsks:
    """What asks about the values of one form, each made when it is first wanted."""

    def __init__(
        self,
        field: Callable[[str], Field],
        confirmed: Callable[[str, str], object],
        used: Callable[[str, str], object],
        picture: Picture,
    ) -> None:
        """``field`` gives the field of a question, ``picture`` the curve of a doubt.

        ``confirmed`` is told the code of a question and the key said to be right, ``used`` what is to be typed.
        """
        self._field = field
        self._confirmed = confirmed
        self._used = used
        self._picture = picture
        self._asks: dict[str, DoubtAsk] = {}

    def of(self, code: str) -> DoubtAsk:
        """Return what asks about a question."""
        if code not in self._asks:
            ask = self._asks[code] = DoubtAsk(self._field(code), self._picture)
            ask.confirmed.connect(lambda key: self._confirmed(code, key))
            ask.meant.connect(lambda text: self._used(code, text))
        return self._asks[code]

    def show(self, code: str, state: FieldState) -> None:
        """Show beside a field its error, the question about it, or what its value means."""
        field = self._field(code)
        field.set_error(state.error)
        if state.beyond is not None:
            self.of(code).show_beyond(state.beyond)
        elif state.doubt is not None:
            self.of(code).ask(state.doubt)
        else:
            self.withdraw(code)
            field.set_note(state.note, state.tone)
            field.note.setToolTip(state.error or state.why)

    def withdraw(self, code: str) -> None:
        """Ask about a question no longer, if it was asked about."""
        if code in self._asks:
            self._asks[code].withdraw()

    def clear(self) -> None:
        """Forget every button: the fields are made anew."""
        self._asks.clear()
