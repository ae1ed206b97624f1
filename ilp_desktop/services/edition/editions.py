"""Which editions of reference tables and forms the program works with, and who found them equal to their sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from ilp_desktop import reference
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.faults import FormFaults
from ilp_desktop.forms.groups import Wording
from ilp_desktop.forms.schema import Header
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.edition.form_outline import outline_of_form
from ilp_desktop.services.edition.outline import Item, Outline, items_of
from ilp_desktop.services.edition.sign_offs import (
    WHOLE,
    EditionKey,
    EditionKind,
    NewSignOff,
    Signature,
    in_force,
    refuse_signing,
    refuse_withdrawing,
    signatures,
    write_sign_offs,
)
from ilp_desktop.services.edition.table_outline import outline_of_table

Signed = Mapping[EditionKey, tuple[Signature, ...]]
TABLES_GROUP = "Tabel rujukan"


class EditionState(Enum):
    """How far an edition was compared with its source; the value is the Indonesian word."""

    SHIPPED = "terverifikasi"
    SIGNED = "ditandatangani"
    PARTLY = "sebagian ditandatangani"
    OPEN = "belum diverifikasi"


@dataclass(frozen=True)
class EditionInfo:
    """One edition.

    Attributes:
        group: who a form is for, or that it is a table.
        note: what had to be decided where the source is silent or errs.
        signed: whether a clinician's signature under it, or under a part of it, is in force.
        official_words: whether its questions are asked in the words of an official sheet.
    """

    key: EditionKey
    title: str
    group: str
    source: str
    rights: str
    valid_from: date
    note: str
    state: EditionState
    signed: bool
    official_words: bool = False

    @property
    def id(self) -> EditionKey:
        """Return what tells this edition from all others."""
        return self.key

    @property
    def verified(self) -> bool:
        """Say whether it was found equal to its source, before it was shipped or here."""
        return self.state in (EditionState.SHIPPED, EditionState.SIGNED)


@dataclass(frozen=True)
class EditionPage:
    """One edition with all it says and every signature, the newest first."""

    info: EditionInfo
    outline: Outline
    items: tuple[Item, ...]
    signatures: tuple[Signature, ...]

    @property
    def in_force(self) -> Mapping[str, Signature]:
        """Return the signatures that nobody took back, by item."""
        return in_force(self.signatures)


class Editions:
    """Editions and signatures under them."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def listed(self, user: SignedIn, day: date) -> tuple[EditionInfo, ...]:
        """Return every edition of every reference table, and of every form the one in force on a day, by title."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            signed = signatures(session, user.facility_id, user.time_zone)
        found = [self._judged(info, signed) for info in (*_tables(), *_forms(self._catalogue, day))]
        return tuple(sorted(found, key=lambda edition: (edition.title.casefold(), edition.valid_from)))

    def page(self, user: SignedIn, edition: EditionKey) -> EditionPage:
        """Return an edition to be read beside its source; raises ``UserError`` when there is none."""
        with self._uow.reading(user, Act.SEE_FIGURES) as session:
            return self._page(edition, signatures(session, user.facility_id, user.time_zone))

    def sign(self, user: SignedIn, wanted: NewSignOff) -> None:
        """Sign an edition or items of it; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.SIGN_EDITION) as work:
            if work.saved_before(wanted.client_id) is None:
                signed = signatures(work.session, work.facility_id, user.time_zone)
                page = self._page(wanted.edition, signed)
                refuse_signing(wanted, page.items, page.in_force)
            write_sign_offs(work, wanted, withdrawn=False)

    def withdraw(self, user: SignedIn, wanted: NewSignOff) -> None:
        """Take signatures back, with the reason; raises ``WrongAnswers``."""
        with self._uow.writing(user, Act.SIGN_EDITION) as work:
            if work.saved_before(wanted.client_id) is None:
                signed = signatures(work.session, work.facility_id, user.time_zone)
                refuse_withdrawing(wanted, in_force(signed.get(wanted.edition, ())))
            write_sign_offs(work, wanted, withdrawn=True)

    def _page(self, edition: EditionKey, signed: Signed) -> EditionPage:
        info = next((one for one in self._known(edition) if one.key == edition), None)
        if info is None:
            raise UserError("Edisi ini tidak ada.", "Muat ulang daftar edisi.")
        outline = self._outline(edition)
        return EditionPage(self._judged(info, signed), outline, items_of(outline), signed.get(edition, ()))

    def _known(self, edition: EditionKey) -> Iterator[EditionInfo]:
        if edition.kind is EditionKind.TABLE:
            return _tables()
        return (_form_info(header) for header in self._catalogue.headers() if header.code == edition.name)

    def _outline(self, edition: EditionKey) -> Outline:
        if edition.kind is EditionKind.FORM:
            return outline_of_form(self._catalogue.edition(edition.name, edition.version), self._titles())
        known = reference.editions(edition.name)
        return outline_of_table(next(one for one in known if one.version == edition.version))

    def _titles(self) -> Mapping[str, str]:
        return {header.code: header.title for header in self._catalogue.headers()}

    def _judged(self, info: EditionInfo, signed: Signed) -> EditionInfo:
        """Return an edition with what the signatures under it say of it."""
        own = in_force(signed.get(info.key, ()))
        if not own:
            return info
        if info.verified:
            return replace(info, signed=True)
        state = EditionState.SIGNED if WHOLE in own or self._all_signed(info.key, own) else EditionState.PARTLY
        return replace(info, signed=True, state=state)

    def _all_signed(self, edition: EditionKey, signed: Mapping[str, Signature]) -> bool:
        try:
            items = items_of(self._outline(edition))
        except FormFaults:
            return False
        return bool(items) and all(item.key in signed for item in items)


def _tables() -> Iterator[EditionInfo]:
    for name in reference.names():
        for edition in reference.editions(name):
            yield EditionInfo(
                key=EditionKey(EditionKind.TABLE, name, edition.version),
                title=edition.title,
                group=TABLES_GROUP,
                source=edition.source,
                rights="",
                valid_from=edition.valid_from,
                note=edition.note.strip(),
                state=EditionState.SHIPPED if edition.verified else EditionState.OPEN,
                signed=False,
            )


def _forms(catalogue: Catalogue, day: date) -> Iterator[EditionInfo]:
    return map(_form_info, catalogue.listed(day))


def _form_info(header: Header) -> EditionInfo:
    return EditionInfo(
        key=EditionKey(EditionKind.FORM, header.code, header.version),
        title=header.title,
        group=header.group.title,
        source=header.source,
        rights=header.rights,
        valid_from=header.valid_from,
        note=header.note.strip(),
        state=EditionState.SHIPPED if header.verified else EditionState.OPEN,
        signed=False,
        official_words=header.wording is Wording.OFFICIAL,
    )
