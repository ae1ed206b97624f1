"""Which column of the chosen file holds what: guessed, shown with an example, decided by the user."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.services.family_import.family_import_data import ImportWanted, SourceTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import scrolled

VILLAGE = "for_all"
NO_TITLES = "Baris judul tidak dikenali: pilih kolomnya menurut contoh isinya."
LONGEST_EXAMPLE = 28


class ImportMapping(QWidget):
    """A choice of a column for every field a list may bring.

    Signals:
        changed(): another column was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table: SourceTable | None = None
        self.form = FieldForm(columns=2)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.told)
        self._scroll = scrolled(self.form)
        self._column.addWidget(self._scroll, 1)

    def show_table(self, table: SourceTable) -> None:
        """Offer the columns of a file, each field beginning with the one that was guessed."""
        self.table = table
        header = table.header
        self.told.setText(f"Judul pada baris {header.row}. Periksa pasangan kolomnya." if header.row else NO_TITLES)
        choices = [(str(number), self._titled(number)) for number in range(len(header.titles))]
        form = FieldForm(columns=2)
        for field in table.fields:
            choice = ChoiceField(field.code, field.label, choices, required=field.required)
            form.add(choice)
            if field.code in header.columns:
                choice.set_value(str(header.columns[field.code]))
        form.add(ChoiceField(VILLAGE, "Desa bila kolomnya kosong", [(str(key), name) for key, name in table.villages]))
        form.changed.connect(lambda _name: self.changed.emit())
        self._replace(form)

    def columns(self) -> Mapping[str, int]:
        """Return the column of each field that has one."""
        if self.table is None:
            return {}
        chosen = {field.code: self.form.field(field.code).value() for field in self.table.fields}
        return {code: int(str(value)) for code, value in chosen.items() if value is not None}

    def wanted(self) -> ImportWanted | None:
        """Return the file and how it is to be read, None while there is none."""
        if self.table is None:
            return None
        village = self.form.field(VILLAGE).value()
        place = UUID(str(village)) if village else None
        return ImportWanted(self.table.file, self.table.header, self.columns(), place)

    def _titled(self, number: int) -> str:
        """Return the title of a column with an example of what stands in it."""
        if self.table is None:
            return ""
        title = self.table.header.titles[number] or f"Kolom {number + 1}"
        example = next((row[number] for row in self.table.sample if number < len(row) and row[number]), "")
        return f"{title} · {example[:LONGEST_EXAMPLE]}" if example else title

    def _replace(self, form: FieldForm) -> None:
        self._column.removeWidget(self._scroll)
        self._scroll.deleteLater()
        self.form, self._scroll = form, scrolled(form)
        self._column.addWidget(self._scroll, 1)
