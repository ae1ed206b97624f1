"""Set-up page 1: the Puskesmas itself."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractButton

from ui.first_run.answers import Answers
from ui.first_run.step_page import StepPage
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

TIME_ZONES = (("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"))


class FacilityPage(StepPage):
    """Asks for what stands on letterheads, and for the clock the Puskesmas goes by."""

    def __init__(self) -> None:
        super().__init__("Puskesmas", "Nama dan alamat ini tercetak pada kepala surat.")
        self.form = FieldForm(columns=2)
        self.form.add(TextField("name", "Nama Puskesmas", required=True, max_length=120))
        self.form.add(TextField("code", "Kode Puskesmas", required=True, hint="Kode registrasi", max_length=20))
        self.form.add(TextField("address", "Alamat", required=True, max_length=250), span=2)
        self.form.add(TextField("phone", "Telepon", max_length=30))
        self.form.add(TextField("regency", "Kabupaten/kota", hint="Contoh: Kabupaten Pati", max_length=80))
        self.form.add(ChoiceButtons("time_zone", "Zona waktu", TIME_ZONES, required=True))
        card = Card()
        card.add(self.form)
        self.setFocusProxy(self.form.field("name"))
        self.body.addWidget(card)
        self.body.addStretch(1)

    def collect(self, answers: Answers) -> None:
        """Write what is typed here into the answers."""
        answers.profile = {name: str(value or "") for name, value in self.form.raw().items()}

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong beside its field."""
        self.form.show_errors(problems)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.form.focus_first()

    def set_next_button(self, button: QAbstractButton) -> None:
        """Let Enter go from the last field to the button."""
        self.form.set_save_button(button)
