"""1 Manajemen > Petugas: everybody who signs in, and adding somebody."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.core.unit_of_work import require
from ilp_desktop.services.start.access import PROFESSIONS, NewStaff, StaffInfo
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import primary_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import label
from ui.widgets.many_field import ManyField
from ui.widgets.page import NEW, bind
from ui.widgets.password_field import PasswordField
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

ROLE_WORDS = {Role.REGISTRATION: "Pendaftaran", Role.CLINICIAN: "Klinisi", Role.HEAD: "Kepala/admin"}
ROLE_DOES = {
    Role.REGISTRATION: "Pendaftaran: mendaftar, membuka kunjungan, antrean",
    Role.CLINICIAN: "Klinisi: memanggil, rekam medis, rujukan, angka",
    Role.HEAD: "Kepala/admin: angka, petugas, data Puskesmas",
}
FORM_PX = 400


class StaffPanel(Panel):
    """The list of staff beside the form for a new one."""

    subjects = frozenset({"staff"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model = PagedTable(staff_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, "Belum ada petugas.")
        self.count = label("", "muted")
        self.new_button = primary_button("Petugas baru", "user-plus")
        kept = self.new_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.new_button.setSizePolicy(kept)
        self.entry = EntryForm(context, staff_fields(), 2, self._store)
        self.card = Card("Petugas baru")
        self.card.setFixedWidth(FORM_PX)
        self.card.hide()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list at the left; the form appears at the right."""
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.new_button)
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addWidget(self.card)
        self.card.add(self.entry)
        self.card.body.addStretch(1)
        column.addLayout(head)
        column.addLayout(row, 1)
        self._connect()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again."""
        self.model.reload()

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.on_failed)
        self.new_button.clicked.connect(self._open)
        self.entry.closed.connect(self._close)
        self.entry.saved.connect(self._on_saved)
        bind(NEW, self.new_button)

    def _fetch(self, after: StaffInfo | None, _limit: int) -> Sequence[StaffInfo]:
        """Return everybody at once; runs on a reader thread."""
        require(self.context.user, Act.MANAGE_STAFF)
        return () if after is not None else self.context.house.access.staff(self.context.user)

    def _store(self, raw: Raw) -> UUID:
        """Add whoever was typed; runs on the writer thread."""
        if raw.get("password") != raw.get("again"):
            raise WrongAnswers({"again": "Kedua kata sandi tidak sama."})
        return self.context.house.access.add_staff(self.context.user, staff_of(raw))

    def _open(self) -> None:
        self.card.show()
        self.new_button.hide()
        self.entry.open()

    def _close(self) -> None:
        self.card.hide()
        self.new_button.show()
        self.table.setFocus()

    def _on_loaded(self) -> None:
        active = sum(row.active for row in self.model.rows())
        self.count.setText(f"{active} petugas aktif" if active else "")

    def _on_saved(self, name: str) -> None:
        self.context.messages.info(f"{name} ditambahkan dan sudah dapat masuk.")
        self.model.reload()


def staff_columns() -> tuple[Column[StaffInfo], ...]:
    """Return the columns of the list."""
    return (
        Column("Nama", lambda row: row.name, tooltip=lambda row: row.name),
        Column("Profesi", lambda row: row.profession, 144),
        Column("Nomor SIP", lambda row: row.sip or "-", tooltip=lambda row: row.sip),
        Column("Nama pengguna", lambda row: row.user_name, 112),
        Column("Peran", roles_text, tooltip=roles_text),
        Column("Keadaan", _state, 92, colour=lambda row: Tone.GOOD if row.active else Tone.NEUTRAL),
    )


def staff_fields() -> list[tuple[TextField | ChoiceField | PasswordField | ManyField, int]]:
    """Return the fields of the form, each with the columns it takes."""
    roles = [(role.value, does) for role, does in ROLE_DOES.items()]
    return [
        (TextField("name", "Nama dengan gelar", required=True, max_length=120), 2),
        (ChoiceField("profession", "Profesi", [(word, word) for word in PROFESSIONS], required=True), 1),
        (TextField("sip", "Nomor SIP", hint="Bagi yang memeriksa", max_length=60), 1),
        (ManyField("roles", "Peran", roles, required=True, columns=1), 2),
        (TextField("user_name", "Nama pengguna", required=True, max_length=40), 2),
        (PasswordField("password", "Kata sandi", required=True), 1),
        (PasswordField("again", "Kata sandi, sekali lagi", required=True), 1),
    ]


def staff_of(raw: Raw) -> NewStaff:
    """Return what was typed as a new member of staff."""
    ticked = raw.get("roles")
    return NewStaff(
        name=words(raw, "name"),
        profession=words(raw, "profession"),
        sip=words(raw, "sip"),
        user_name=words(raw, "user_name"),
        password=words(raw, "password"),
        roles=frozenset(Role(word) for word in ticked) if isinstance(ticked, tuple) else frozenset(),
    )


def roles_text(staff: StaffInfo) -> str:
    """Return the roles of a member of staff as words."""
    return ", ".join(word for role, word in ROLE_WORDS.items() if role in staff.roles)


def _state(staff: StaffInfo) -> str:
    return "aktif" if staff.active else "tidak aktif"
