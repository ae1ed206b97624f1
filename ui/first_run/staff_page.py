"""Set-up page 5: the first member of staff, and the head's passphrase."""

from collections.abc import Mapping

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout

from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.start.access import EXAMINES, PROFESSIONS
from ui.first_run.answers import Answers
from ui.first_run.step_page import StepPage
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.password_field import PasswordField
from ui.widgets.text_fields import TextField

EXPLANATION = "Petugas pertama menjadi kepala dan dapat menambah petugas lain sesudahnya."
ENVELOPE_WORDS = (
    "Frasa ini membuka data bila semua kata sandi hilang. "
    "Tulis di kertas, simpan dalam amplop tertutup; tanpa frasa itu data tidak dapat dipulihkan siapa pun."
)
EXAMINES_PATIENTS, AT_DESK = "role_examines", "role_desk"
ROLES = (
    (EXAMINES_PATIENTS, "Peran", "Memeriksa pasien"),
    (AT_DESK, "Peran lain", "Melayani pendaftaran (loket)"),
)
SECRETS = ("passphrase", "passphrase_again")


class StaffPage(StepPage):
    """Asks who runs the program first, and for the passphrase that opens the data when passwords are lost."""

    def __init__(self) -> None:
        super().__init__("Petugas pertama", EXPLANATION)
        self.form = FieldForm(columns=2)
        self.form.add(TextField("user_name", "Nama dengan gelar", required=True, max_length=120), span=2)
        professions = tuple((word, word) for word in PROFESSIONS)
        self.form.add(ChoiceField("user_profession", "Profesi", professions, required=True))
        self.form.add(TextField("user_sip", "Nomor SIP", hint="Bagi yang memeriksa", max_length=60))
        for name, heading, statement in ROLES:
            self.form.add(TickField(name, heading, statement=statement))
        self.form.add_section("Akun")
        self.form.add(TextField("user_user_name", "Nama pengguna", required=True, max_length=40), span=2)
        self.form.add(PasswordField("user_password", "Kata sandi", required=True))
        self.form.add(PasswordField("user_again", "Kata sandi, sekali lagi", required=True))
        self.form.add_section("Frasa sandi kepala")
        self.form.add(PasswordField("passphrase", "Frasa sandi kepala", required=True))
        self.form.add(PasswordField("passphrase_again", "Frasa sandi, sekali lagi", required=True))
        card, note = Card(), Card("Amplop tertutup")
        card.add(self.form)
        words = label(ENVELOPE_WORDS, "")
        words.setWordWrap(True)
        note.add(words)
        note.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(card, 3)
        row.addWidget(note, 1)
        self.setFocusProxy(self.form.field("user_name"))
        self.body.addLayout(row)
        self.body.addStretch(1)

    def collect(self, answers: Answers) -> None:
        """Write what is typed here into the answers."""
        raw = self.form.raw()
        answers.first_user = {
            name.removeprefix("user_"): str(value or "") for name, value in raw.items() if name.startswith("user_")
        }
        examining = EXAMINES.get(answers.first_user.get("profession", ""), Role.NURSE)
        ticked = ((EXAMINES_PATIENTS, examining), (AT_DESK, Role.REGISTRATION))
        answers.roles = frozenset(role for name, role in ticked if raw[name])
        answers.passphrase, answers.passphrase_again = (str(raw[name] or "") for name in SECRETS)

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong beside its field."""
        self.form.show_errors(problems)

    def focus_first(self) -> None:
        """Go to the first field."""
        self.form.focus_first()

    def set_next_button(self, button: QAbstractButton) -> None:
        """Let Enter go from the last field to the button."""
        self.form.set_save_button(button)
