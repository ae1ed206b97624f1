"""The Buku KIA of a pregnancy or of a child: which there is, its number, and another that is written down."""

from collections.abc import Callable, Mapping
from uuid import UUID

from ilp_desktop.domain.pregnancy.kia_book import LONGEST_NUMBER, BookKind, book_text
from ilp_desktop.services.pregnancy.kia_books import BookFile, NewBook
from ui.klaster2_mother_child.lines_card import Line, LinesCard
from ui.widgets.buttons import Button, plain_button
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.draft_places import KIA_BOOK
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

CONFIRM = "confirmed"
NOT_RECORDED = "belum tercatat"
KINDS = tuple((kind.value, kind.label) for kind in BookKind)


class KiaBookCard(LinesCard):
    """Lists the books and takes in another; a number that another has is asked about once.

    Attributes:
        button: says which book there is, and unfolds the card.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "Buku KIA", KIA_BOOK, 2, "Catat buku")
        self._person_id: UUID | None = None
        self._of_pregnancy = False
        self.button: Button = plain_button("Buku KIA", "document")
        self.button.setCheckable(True)
        self.button.toggled.connect(self.setVisible)
        self.button.clicked.connect(self.form.focus_first)
        self.hide()
        self.kind_field = ChoiceField("kind", "Buku", KINDS, required=True)
        self.number_field = TextField(
            "number", "No. Buku KIA", hint="Kosong bila bukunya tidak bernomor", max_length=LONGEST_NUMBER
        )
        self.confirm_field = TickField(CONFIRM, "", statement="Nomor ini sudah dipastikan benar")
        self.form.add_all(self.kind_field, self.number_field)
        self.form.add(self.confirm_field, span=2)
        self.form.hide_fields({CONFIRM})
        self.form.changed.connect(self._on_changed)

    def show_pregnancy(self, person_id: UUID, pregnancy_id: UUID, found: BookFile) -> None:
        """List the books of a pregnancy."""
        self._begin(person_id, pregnancy_id, of_pregnancy=True)
        self._show(pregnancy_id, found)

    def show_child(self, child_id: UUID) -> None:
        """Read and list the books of a child, its own and that of the pregnancy it came from."""
        self._begin(child_id, child_id, of_pregnancy=False)
        world = self.room.context
        world.jobs.read(
            lambda: world.house.kia_books.of_child(world.user, child_id),
            lambda found: self._show(child_id, found),
            owner=self,
            failed=world.messages.problem,
            key="kia-book",
        )

    def storing(self, subject: UUID) -> Callable[[], object]:
        """Return what stores the book."""
        world = self.room.context
        kind = BookKind.KIA.value if self._of_pregnancy else self.kind_field.value()
        wanted = NewBook(
            self.client_id,
            self._person_id or subject,
            subject if self._of_pregnancy else None,
            BookKind(kind) if kind else None,
            self.number_field.text(),
            confirmed=self.confirm_field.value(),
        )
        return lambda: world.house.kia_books.add(world.user, wanted)

    def removing(self, row_id: UUID, reason: str) -> Callable[[], object]:
        """Return what takes a book back."""
        world = self.room.context
        return lambda: world.house.kia_books.remove(world.user, row_id, reason)

    def show_wrong(self, errors: Mapping[str, str]) -> None:
        """Show what is refused, with the tick where a doubt is asked about."""
        self._arrange(asked=CONFIRM in errors)
        super().show_wrong(errors)

    def _begin(self, person_id: UUID, subject: UUID, *, of_pregnancy: bool) -> None:
        if subject != self.subject:
            self.button.setText("Buku KIA")
            self.button.setChecked(False)
            self.show_lines((), "")
        self._person_id, self._of_pregnancy = person_id, of_pregnancy
        self.begin(subject)
        self._arrange(asked=False)

    def _arrange(self, *, asked: bool) -> None:
        """Show which book only of a child, whose may be one of two, and the tick where a doubt is ``asked`` about."""
        hidden = {CONFIRM: asked, self.kind_field.name: not self._of_pregnancy}
        self.form.hide_fields({name for name, shown in hidden.items() if not shown})

    def _show(self, subject: UUID, found: BookFile) -> None:
        if subject != self.subject:
            return
        self.button.setText(f"Buku KIA: {book_text(found.books) or NOT_RECORDED}")
        lines = [Line(row.id, f"{row.book.kind.label} · {row.book.number or 'tanpa nomor'}") for row in found.rows]
        told = book_text(found.of_mother)
        self.show_lines(lines, f"Dari kehamilan ibunya: {told}." if told else "")
        self.button.setChecked(self.button.isChecked() or self.has_typing())

    def _on_changed(self, name: str) -> None:
        """Ask about the number anew once it is another one."""
        if name != CONFIRM and self.confirm_field.value():
            self.confirm_field.clear()
