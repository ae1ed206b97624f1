"""1 Manajemen > Layar, suara & tiket: what the hall sees and hears, and what prints the tickets here."""

from collections.abc import Callable

from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.spoken_call import spoken_pieces, spoken_sentence
from ilp_desktop.domain.queue.ticket_printer import PrinterKind
from ilp_desktop.services.paperwork import TicketSheet
from ilp_desktop.services.queue.call_sound import call_sound
from ilp_desktop.services.queue.displays import SAMPLE_NUMBER, DisplaySettings
from ilp_desktop.settings import LIVE, DisplayHere, TicketPrinter
from ui.context import PageContext
from ui.klaster1_management.display_fields import (
    EVERYWHERE,
    address_words,
    display_form,
    typed_values,
    wanted_everywhere,
    wanted_here,
)
from ui.klaster1_management.panel import Panel
from ui.live_speech import Speech, live_speech
from ui.paper import TICKET, Paper
from ui.sound_player import SoundPlayer
from ui.system_printers import SystemPrinters
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import SAVE, bind, scrolled
from ui.widgets.text_fields import TextField

SAVED = "Pengaturan layar, suara, dan tiket tersimpan."
HEAD_ALONE = "Bagian pertama hanya dapat diubah peran Kepala/admin."
NOT_HEARD = "Suara tidak terdengar di komputer ini."
HOW_TO_HEAR = "Periksa pengeras suara. Layar dan antrean tetap berjalan tanpa suara."
NO_VOICE = "Komputer ini tidak memiliki suara berbahasa Indonesia."
RECORDED_INSTEAD = "Panggilan memakai rekaman; untuk suara komputer, pasang suara Indonesia di sistemnya."
NOT_SAVED = "Pencetak yang diisi belum disimpan."
SAVE_FIRST = "Tekan Simpan, lalu cetak contohnya."
SAMPLE_CALL = ("A", 114, "Ruang Ibu dan Anak")
Found = tuple[DisplaySettings, tuple[str, ...]]


class DisplayPanel(Panel):
    """The settings of display, voice and ticket printer, with buttons that try them.

    Attributes:
        form: the questions, once it is known which rooms there are.
        player: plays the sound that tries the loudspeaker.
        find_speech: looks for a voice of the system.
    """

    subjects = frozenset({"display", "facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.form: FieldForm | None = None
        self.player = SoundPlayer(self)
        self.find_speech: Callable[[], Speech | None] = lambda: live_speech(self)
        self._rooms: tuple[str, ...] | None = None
        self.save_button = primary_button("Simpan", "save")
        self.sound_button = quiet_button("Uji suara", "speaker")
        self.print_button = quiet_button("Cetak contoh tiket", "printer")
        self.note = label("", "muted")

    def fill(self, column: QVBoxLayout) -> None:
        """Put the card with its questions and the buttons beneath."""
        self._card = Card()
        self._place = QVBoxLayout()
        inner = QWidget()
        inner.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._card.add(scrolled(inner), 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.save_button, self.sound_button, self.print_button):
            row.addWidget(button)
        row.addWidget(self.note)
        row.addStretch(1)
        self._card.body.addLayout(row)
        column.addWidget(self._card, 1)
        bind(SAVE, self.save_button)
        self.save_button.clicked.connect(self._on_save)
        self.sound_button.clicked.connect(self._on_sound_wanted)
        self.print_button.clicked.connect(self._on_print_wanted)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read what is set, and which rooms and counters call."""
        house, user = self.context.house, self.context.user

        def places() -> tuple[str, ...]:
            rooms = (room.name for room in house.facilities.rooms(user))
            return tuple(dict.fromkeys((*rooms, *house.arrivals.counters(user))))

        self.context.jobs.read(
            lambda: (house.displays.settings(user), places()),
            self._on_read,
            owner=self,
            failed=self.on_failed,
            key="settings",
        )

    def _on_read(self, found: Found) -> None:
        settings, rooms = found
        if self.form is None or rooms != self._rooms:
            self._make_form(rooms)
        if self.form is not None:
            self.form.set_values(typed_values(settings, self.context.settings.value))
            self._show_address_words()

    def _make_form(self, rooms: tuple[str, ...]) -> None:
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.deleteLater()
        self._rooms, self.form = rooms, display_form(rooms)
        self.form.set_save_button(self.save_button)
        self.form.changed.connect(self._on_changed)
        self._place.insertWidget(0, self.form)
        if not self.context.user.may(Act.MANAGE_FACILITY):
            self.note.setText(HEAD_ALONE)
            for name in EVERYWHERE:
                self.form.field(name).setEnabled(False)
        self.context.jobs.paper(SystemPrinters().names, self._on_printers_known, owner=self.form)

    def _on_printers_known(self, names: tuple[str, ...]) -> None:
        field = self.form.field("address") if self.form else None
        if isinstance(field, TextField) and names:
            field.line.setCompleter(QCompleter(list(names), field.line))

    def _on_changed(self, name: str) -> None:
        if name == "kind" and self.form is not None:
            self.form.field("address").set_value("")
            self._show_address_words()

    def _show_address_words(self) -> None:
        field = self.form.field("address") if self.form else None
        if self.form is not None and isinstance(field, TextField):
            asked, example = address_words(self.form.field("kind").value())
            field.set_label(asked)
            field.line.setPlaceholderText(example)

    def _on_save(self) -> None:
        """Store what holds here at once, and what holds everywhere in the database."""
        if self.form is None or not self.form.check():
            return
        raw, settings, here = self.form.raw(), self.context.settings, self._typed_here()
        if here is None:
            return
        display, printer = here
        settings.set_display(display)
        settings.set_ticket_printer(printer)
        name = self.form.field("address").text()
        if printer.kind == PrinterKind.PDF.value and name:
            settings.set_printer(TICKET, name)
        if not self.context.user.may(Act.MANAGE_FACILITY):
            self.context.messages.info(SAVED)
            return
        house, user = self.context.house, self.context.user
        self.context.jobs.write(
            lambda: house.displays.change(user, wanted_everywhere(raw)),
            lambda _: self.context.messages.info(SAVED),
            owner=self,
            failed=self._on_refused,
        )

    def _typed_here(self) -> tuple[DisplayHere, TicketPrinter] | None:
        """Return what is typed for this computer; None when it cannot be, which is then told beside its field."""
        if self.form is None:
            return None
        try:
            return wanted_here(self.form.raw(), self.context.settings.value.display)
        except WrongAnswers as error:
            self.form.show_errors(error.fields)
            return None

    def _on_refused(self, error: UserError) -> None:
        if not isinstance(error, WrongAnswers) or self.form is None or self.form.show_errors(error.fields):
            self.context.messages.problem(error)

    def _on_sound_wanted(self) -> None:
        """Say a sample call with the voice and as loud as is typed, and tell when nothing was heard."""
        here = self._typed_here()
        if here is None:
            return
        self.sound_button.setEnabled(False)
        volume, live = here[0].volume, here[0].voice == LIVE
        speech = self.find_speech() if live else None
        if speech is not None:
            speech.say(spoken_sentence(*SAMPLE_CALL), volume, lambda: self._on_heard(True))
            return
        if live:
            self.context.messages.warn(NO_VOICE, RECORDED_INSTEAD)
        pieces = spoken_pieces(*SAMPLE_CALL)
        self.context.jobs.read(
            lambda: self.player.keep(call_sound(pieces, 1, volume)),
            lambda kept: self.player.play(kept, self._on_heard),
            owner=self,
            failed=lambda _error: self._on_heard(False),
        )

    def _names_another(self, printer: TicketPrinter) -> bool:
        """Tell whether another ordinary printer is typed than the one that takes the tickets."""
        typed = self.form.field("address").text() if self.form else ""
        return printer.kind == PrinterKind.PDF.value and typed != self.context.settings.value.printers.get(TICKET, "")

    def _on_heard(self, heard: bool) -> None:  # noqa: FBT001 - the player hands it over
        self.sound_button.setEnabled(True)
        if not heard:
            self.context.messages.warn(NOT_HEARD, HOW_TO_HEAR)

    def _on_print_wanted(self) -> None:
        """Print a sample on the printer that is set; another one that is typed is to be saved first."""
        here, house, user = self._typed_here(), self.context.house, self.context.user
        if here is None:
            return
        if here[1] != self.context.settings.value.ticket_printer or self._names_another(here[1]):
            self.context.messages.warn(NOT_SAVED, SAVE_FIRST)
            return
        roll_mm = self.context.settings.value.ticket_printer.roll_mm

        def printed(sheet: TicketSheet) -> None:
            name = f"tiket-{SAMPLE_NUMBER}.pdf"
            paper = Paper("Contoh tiket", name, sheet.pdf, TICKET, sample=True, roll=sheet.roll)
            self.context.print_now(paper)

        self.context.jobs.paper(lambda: house.displays.sample_ticket(user, roll_mm), printed, owner=self)
