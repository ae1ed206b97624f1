"""One edition to be read beside its source: where it is from, who signed what, and all it says."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.services.edition.editions import EditionInfo, EditionPage, EditionState
from ilp_desktop.services.edition.form_outline import QUESTION_HEADINGS
from ilp_desktop.services.edition.outline import OutlinePart
from ilp_desktop.services.edition.scale_outline import ALARM_HEADINGS, BAND_HEADINGS
from ilp_desktop.services.edition.sign_offs import WHOLE, EditionKey, Signature
from ilp_desktop.services.edition.table_outline import WIDE_HEADINGS
from ui.klaster1_management.edition_list import TONES
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.date_field import date_text
from ui.widgets.labels import Pill, label
from ui.widgets.page import DELETE, EDIT, NEW, HouseKey, bind
from ui.widgets.reading import Block, Reading

MEANING = {
    EditionState.SHIPPED: "Naskah sumber sudah dibuka dan isinya cocok.",
    EditionState.SIGNED: "Dicocokkan dengan sumbernya di Puskesmas ini.",
    EditionState.PARTLY: "Sebagian sudah dicocokkan di Puskesmas ini; sisanya perlu dicocokkan sebelum diandalkan.",
    EditionState.OPEN: "Naskah sumber belum dibuka. Isinya perlu dicocokkan sebelum diandalkan.",
}
SIGNED_BY, NOT_YET = "Tanda tangan", "belum"
WIDTHS = {
    QUESTION_HEADINGS: (7, 31, 34, 28),
    BAND_HEADINGS: (16, 20, 20, 14, 30),
    ALARM_HEADINGS: (26, 24, 14, 36),
    WIDE_HEADINGS: (24, 76),
}
SIGNED_WIDTHS = {
    QUESTION_HEADINGS: (7, 26, 29, 22, 16),
    BAND_HEADINGS: (14, 17, 18, 13, 22, 16),
    ALARM_HEADINGS: (22, 20, 14, 28, 16),
    WIDE_HEADINGS: (22, 62, 16),
}
SIGN = HouseKey(NEW.keys, "Tanda tangani")
WITHDRAW = HouseKey(DELETE.keys, "Tarik tanda tangan")
WRITE_WORDS = HouseKey(EDIT.keys, "Isi kata resmi")


class EditionDetail(Card):
    """The edition selected, with what may be done about it."""

    def __init__(self) -> None:
        super().__init__("Edisi")
        self._key: EditionKey | None = None
        self.state = Pill("")
        self.add_action(self.state)
        self.edition = label("", "muted")
        self.sign_button = primary_button("Tanda tangani", "check")
        self.withdraw_button = quiet_button("Tarik tanda tangan", "undo")
        self.words_button = quiet_button("Kata resmi", "edit")
        self.reading = Reading("Isi edisi")
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, button in (
            (WRITE_WORDS, self.words_button),
            (WITHDRAW, self.withdraw_button),
            (SIGN, self.sign_button),
        ):
            bind(key, button)
            row.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.edition)
        head.addStretch(1)
        head.addWidget(self.buttons)
        self.body.addLayout(head)
        self.add(self.reading, 1)
        self.show_page(None)

    def show_page(self, page: EditionPage | None) -> None:
        """Show an edition, or nothing."""
        for part in (self.state, self.reading):
            part.setVisible(page is not None)
        self.sign_button.setVisible(bool(page and WHOLE not in page.in_force))
        self.withdraw_button.setVisible(bool(page and page.in_force))
        self.words_button.setVisible(bool(page and page.info.official_words))
        self.set_title(page.info.title if page else "Edisi")
        self.edition.setText(_edition_text(page.info) if page else "Pilih edisi di daftar.")
        if page is not None:
            self.state.set(page.info.state.value, TONES[page.info.state])
        known, self._key = self._key, page.info.key if page else None
        self.reading.show_blocks(tuple(blocks_of(page)) if page else (), anew=known != self._key)

    def refuse_signing(self, why: str) -> None:
        """Say why this role may not sign."""
        for button in (self.sign_button, self.withdraw_button):
            button.setEnabled(False)
            button.setToolTip(why)


def blocks_of(page: EditionPage) -> Iterator[Block]:
    """Give what is to be read of an edition: source and state, signatures, then all it says."""
    info = page.info
    lines = [("Sumber", info.source), ("Hak", info.rights), ("Status", MEANING[info.state]), ("Catatan", info.note)]
    yield Block("", (), tuple((f"{heading}: {words}",) for heading, words in lines if words))
    names = {item.key: item.name for item in page.items} | {WHOLE: "Seluruh edisi"}
    if page.signatures:
        in_order = sorted(page.signatures, key=lambda one: list(names).index(one.item) if one.item in names else -1)
        newest_first = sorted(in_order, key=lambda one: one.at, reverse=True)
        rows = tuple(_signature_row(one, names) for one in newest_first)
        yield Block("Tanda tangan", ("Yang ditandatangani", "Oleh", "Waktu", "Catatan"), rows, widths=(30, 26, 18, 26))
    for part in page.outline:
        yield _block(part, page)


def _block(part: OutlinePart, page: EditionPage) -> Block:
    rows = tuple(row.cells for row in part.rows)
    signed = [page.in_force.get(row.item) for row in part.rows]
    if not any(signed):
        return Block(part.title, part.headings, rows, widths=WIDTHS.get(part.headings, ()))
    marks = [
        _mark(signature) if signature else (NOT_YET if row.item else "")
        for row, signature in zip(part.rows, signed, strict=True)
    ]
    marked = tuple((*cells, mark) for cells, mark in zip(rows, marks, strict=True))
    return Block(part.title, (*part.headings, SIGNED_BY), marked, widths=SIGNED_WIDTHS.get(part.headings, ()))


def _mark(signature: Signature) -> str:
    return f"{signature.by.split(',')[0]}, {indonesian_date(signature.at)}"


def _signature_row(one: Signature, names: Mapping[str, str]) -> tuple[str, ...]:
    what = names.get(one.item, one.item)
    return (f"Ditarik: {what}" if one.withdrawn else what, one.by, indonesian_moment(one.at), one.note)


def _edition_text(info: EditionInfo) -> str:
    return f"Edisi {info.key.version}, berlaku sejak {date_text(info.valid_from)}"
