"""Two people beside each other, and what may be done about them."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.services.merge.duplicates import Pair
from ilp_desktop.services.person.person_reads import PersonFile
from ui.context import PageContext
from ui.klaster1_management.merge_words import comparison, reasons
from ui.klaster1_management.pair_list import TONES
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.labels import Pill, label
from ui.widgets.page import DELETE, EDIT, HouseKey, bind
from ui.widgets.reading import Reading

FIRST, SECOND = "1", "2"
TRY = HouseKey(EDIT.keys, "Uji gabung")
APART = HouseKey(DELETE.keys, "Bukan orang yang sama")
CHOOSE = "Pilih pasangan di daftar, atau pilih dua orang sendiri."
Files = tuple[PersonFile, PersonFile]


class PairDetail(Card):
    """The pair selected.

    Signals:
        trial_wanted(UUID, UUID): a merge is to be tried: the identity that goes, the one that stays.
        apart_wanted(Pair): somebody says that they are two people.
    """

    trial_wanted = Signal(object, object)
    apart_wanted = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__("Dua orang")
        self._context = context
        self._pair: Pair | None = None
        self._files: Files | None = None
        self.state = Pill("")
        self.add_action(self.state)
        self.hint = label(CHOOSE, "muted")
        self.reading = Reading("Perbandingan dua orang")
        choices = [(FIRST, "Identitas 1"), (SECOND, "Identitas 2")]
        self.survivor = ChoiceButtons("survivor", "Identitas yang dipertahankan", choices, required=True)
        self.apart_button = quiet_button("Bukan orang yang sama", "close")
        self.try_button = primary_button("Uji gabung", "people")
        self._lay_out()
        self.clear()

    def show_pair(self, pair: Pair | None, people: tuple[UUID, UUID]) -> None:
        """Read two people and show them; ``pair`` is None when they were chosen by hand."""
        self._pair = pair
        registration, user = self._context.house.registration, self._context.user
        self._context.jobs.read(
            lambda: (registration.person(user, people[0]), registration.person(user, people[1])),
            self._show,
            owner=self,
            key="pair",
        )

    def clear(self) -> None:
        """Show nobody."""
        self._pair = self._files = None
        self._set_shown(shown=False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.survivor, 1)
        row.addWidget(self.apart_button)
        row.addWidget(self.try_button)
        self.add(self.hint)
        self.add(self.reading, 1)
        self.body.addLayout(row)
        self.apart_button.clicked.connect(lambda _checked: self.apart_wanted.emit(self._pair))
        self.try_button.clicked.connect(lambda _checked: self._on_try())
        bind(TRY, self.try_button)
        bind(APART, self.apart_button)

    def _show(self, files: Files) -> None:
        self._files, pair = files, self._pair
        blocks = [comparison(*files)] if pair is None else [reasons(pair), comparison(*files)]
        self.reading.show_blocks(blocks)
        older = FIRST if files[0].id <= files[1].id else SECOND
        self.survivor.set_value(older)
        self.survivor.set_error("")
        self.state.set(pair.likeness.value if pair else "", TONES[pair.likeness] if pair else self.state.tone())
        self._set_shown(shown=True)

    def _set_shown(self, *, shown: bool) -> None:
        self.hint.setVisible(not shown)
        for part in (self.reading, self.survivor, self.try_button):
            part.setVisible(shown)
        self.apart_button.setVisible(shown and self._pair is not None)
        self.state.setVisible(shown and self._pair is not None)

    def _on_try(self) -> None:
        chosen = self.survivor.value()
        if self._files is None:
            return
        if chosen is None:
            self.survivor.set_error("Pilih identitas yang dipertahankan.")
            return
        stays = 0 if chosen == FIRST else 1
        self.trial_wanted.emit(self._files[1 - stays].id, self._files[stays].id)
