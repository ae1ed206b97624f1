"""1 Manajemen > Puskesmas: profile, rooms, referral destinations and the working area."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.facility.destinations import DestinationInfo
from ilp_desktop.services.facility.facilities import RoomInfo, VillageArea
from ilp_desktop.services.facility.facility_checks import KLASTER_WITH_ROOMS
from ilp_desktop.services.start.setup import NewRoom
from ui.context import PageContext
from ui.klaster1_management.destination_fields import (
    destination_columns,
    destination_fields,
    shown_destination,
    typed_destination,
)
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.klaster1_management.list_card import ListCard
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.profile_card import ProfileCard
from ui.klaster1_management.sub_room_form import SubRoomForm
from ui.klaster1_management.territory_form import TerritoryForm
from ui.models.paged_table import Column
from ui.widgets.buttons import plain_button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.many_field import ManyField
from ui.widgets.text_fields import TextField

HEAD_ALONE = "Hanya peran Kepala/admin yang dapat menambah."


@dataclass(frozen=True)
class Hamlet:
    """The RT of one RW that one Posyandu serves."""

    village: str
    rw: str
    rt: tuple[str, ...]
    posyandu: str
    pustu: str = ""


class FacilityPanel(Panel):
    """The Puskesmas at a glance; rooms and destinations can be added."""

    subjects = frozenset({"facility"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        house, user = context.house, context.user
        self._changing: UUID | None = None
        self._changing_place: UUID | None = None
        self.close_button = plain_button("Tutup ruang")
        self.parts_button = plain_button("Bagian")
        self.parts = SubRoomForm(context)
        self.profile = ProfileCard(may_change=user.may(Act.MANAGE_FACILITY), server=context.server)
        self.rooms: ListCard[RoomInfo] = ListCard(
            context, "Ruang", room_columns(), lambda: house.facilities.rooms(user), "Belum ada ruang."
        )
        self.places: ListCard[DestinationInfo] = ListCard(
            context,
            "Tujuan rujukan",
            destination_columns(context.today()),
            lambda: house.facilities.destinations(user),
            "Belum ada tujuan rujukan.",
        )
        self.area: ListCard[Hamlet] = ListCard(
            context,
            "Wilayah kerja",
            area_columns(),
            lambda: tuple(hamlets_of(house.facilities.area(user))),
            "Belum ada desa atau kelurahan.",
        )

    def fill(self, column: QVBoxLayout) -> None:
        """Put the profile on top and the three lists side by side."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for card, share in ((self.rooms, 9), (self.places, 11), (self.area, 10)):
            row.addWidget(card, share)
            card.failed.connect(self.on_failed)
        column.addWidget(self.profile)
        self.profile.je_wanted.connect(self._set_je)
        self.profile.malaria_wanted.connect(self._set_malaria)
        self.profile.server_wanted.connect(self.context.change_server)
        column.addLayout(row, 1)
        refused = "" if self.context.user.may(Act.MANAGE_FACILITY) else HEAD_ALONE
        room_form = EntryForm(self.context, room_fields(), 2, self._store_room)
        place_form = EntryForm(self.context, destination_fields(self.context.today()), 2, self._store_place)
        self.rooms.offer_adding(room_form, "Tambah ruang", refused=refused)
        self.places.offer_adding(place_form, "Tambah tujuan rujukan", refused=refused)
        room_form.form.changed.connect(self._on_room_changed)
        room_form.closed.connect(self._on_room_left)
        self.rooms.adding.connect(self._on_room_left)
        place_form.closed.connect(self._on_place_left)
        self.places.adding.connect(self._on_place_left)
        self.rooms.add(self.parts)
        self.parts.hide()
        if not refused:
            self.places.table.setToolTip("Enter mengganti tujuan yang dipilih")
            self.places.table.chosen.connect(self._change_place)
            self._offer_changing_rooms()
            self._offer_changing_parts()
        self.territory = TerritoryForm(self.context)
        self.area.offer_adding(self.territory, "Ubah kode desa dan Pustu", refused=refused)
        self.area.add_button.setText("Kode dan Pustu")
        cards = (self.rooms, self.places, self.area)
        for card in cards:
            for other in cards:
                if other is not card:
                    card.adding.connect(other.close_entry)

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read everything again."""
        facilities, user = self.context.house.facilities, self.context.user
        self.context.jobs.read(
            lambda: (facilities.profile(user), facilities.je_endemic(user), facilities.malaria_endemic(user)),
            lambda found: self.profile.show_profile(found[0], je_endemic=found[1], malaria_endemic=found[2]),
            owner=self,
            failed=self.on_failed,
            key="profile",
        )
        for card in (self.rooms, self.places, self.area):
            card.model.reload()
        sub_rooms = self.context.house.sub_rooms
        self.context.jobs.read(
            lambda: sub_rooms.listed(user), self.parts.set_parts, owner=self, failed=self.on_failed, key="parts"
        )
        self.context.jobs.read(
            lambda: facilities.area(user), self.territory.set_area, owner=self, failed=self.on_failed, key="area"
        )

    def _set_je(self, endemic: bool) -> None:  # noqa: FBT001 - a slot
        save = partial(self.context.house.facilities.set_je_endemic, self.context.user, endemic=endemic)
        self._set_endemic(save, "Status endemis JE tersimpan; daftar layanan dihitung ulang.")

    def _set_malaria(self, endemic: bool) -> None:  # noqa: FBT001 - a slot
        save = partial(self.context.house.facilities.set_malaria_endemic, self.context.user, endemic=endemic)
        self._set_endemic(save, "Status endemis malaria tersimpan.")

    def _set_endemic(self, save: Callable[[], None], said: str) -> None:
        self.context.jobs.write(save, lambda _: self.context.messages.info(said), owner=self, failed=self.on_failed)

    def _offer_changing_rooms(self) -> None:
        """Let a room of the list be changed, or taken out of use."""
        self.close_button.setToolTip("Tutup ruang yang dipilih; nomor yang menunggu tetap dipanggil ruang lain")
        self.close_button.setEnabled(False)
        self.close_button.clicked.connect(lambda _checked=False: self._close_room())
        self.rooms.add_action(self.close_button)
        self.rooms.table.setToolTip("Enter mengganti ruang yang dipilih")
        self.rooms.table.selected.connect(lambda room: self.close_button.setEnabled(room is not None))
        self.rooms.table.chosen.connect(self._change_room)

    def _offer_changing_parts(self) -> None:
        """Let the parts of klaster 2's waiting list be renamed, or made to take other people."""
        self.rooms.add_action(self.parts_button)
        self.parts_button.setToolTip("Ubah bagian antrean klaster 2: KIA, imunisasi, MTBS, remaja")
        self.parts_button.clicked.connect(self._open_parts)
        self.rooms.adding.connect(self.parts.hide)
        self.parts.closed.connect(self.parts.hide)
        self.parts.saved.connect(self._on_part_saved)

    def _open_parts(self) -> None:
        for card in (self.rooms, self.places, self.area):
            card.close_entry()
        self.parts.open()

    def _on_part_saved(self, name: str) -> None:
        self.parts.hide()
        self.context.messages.info(f"Bagian {name} diubah; berlaku untuk yang datang sesudah ini.")

    def _change_room(self, room: RoomInfo) -> None:
        self.rooms.open_to_change(
            {
                "name": room.name,
                "klaster": str(room.klaster),
                "queue_letter": room.queue_letter,
                "also": tuple(str(klaster) for klaster in room.klasters[1:]),
            }
        )
        self._changing = room.id

    def _close_room(self) -> None:
        room = self.rooms.table.current_row()
        facilities, user = self.context.house.facilities, self.context.user
        if room is not None:
            self.context.jobs.write(
                lambda: facilities.close_room(user, room.id),
                lambda _: self.context.messages.info(f"{room.name} ditutup."),
                owner=self,
            )

    def _on_room_left(self) -> None:
        self._changing = None

    def _on_room_changed(self, name: str) -> None:
        """Write the letter that a klaster has already, once the klaster is chosen."""
        if name != "klaster" or self.rooms.entry is None:
            return
        form = self.rooms.entry.form
        letters = {str(room.klaster): room.queue_letter for room in self.rooms.model.rows()}
        letter = letters.get(words(form.raw(), "klaster"))
        if letter is not None:
            form.field("queue_letter").set_value(letter)

    def _store_room(self, raw: Raw) -> UUID:
        """Add the room typed, or change the one chosen; runs on the writer thread."""
        also = raw.get("also")
        wanted = NewRoom(
            words(raw, "name"),
            int(words(raw, "klaster") or 0),
            words(raw, "queue_letter"),
            tuple(int(klaster) for klaster in also) if isinstance(also, tuple) else (),
        )
        facilities, changing = self.context.house.facilities, self._changing
        if changing is None:
            return facilities.add_room(self.context.user, wanted)
        facilities.change_room(self.context.user, changing, wanted)
        return changing

    def _change_place(self, place: DestinationInfo) -> None:
        self.places.open_to_change(shown_destination(place))
        self._changing_place = place.id

    def _on_place_left(self) -> None:
        self._changing_place = None

    def _store_place(self, raw: Raw) -> UUID:
        """Add the destination typed, or change the one chosen; runs on the writer thread."""
        facilities, changing = self.context.house.facilities, self._changing_place
        if changing is None:
            return facilities.add_destination(self.context.user, typed_destination(raw))
        facilities.change_destination(self.context.user, changing, typed_destination(raw))
        return changing


def room_columns() -> tuple[Column[RoomInfo], ...]:
    """Return the columns of the rooms."""
    return (
        Column("Nama", lambda room: room.name, tooltip=lambda room: room.name),
        Column("Klaster", served_text, 140, tooltip=served_text),
        Column("Huruf", lambda room: room.queue_letter, 58),
    )


def served_text(room: RoomInfo) -> str:
    """Return which klaster a room serves, its own first; beside its own by number."""
    own, *more = room.klasters
    return " + ".join((Klaster(own).label, *(Klaster(number).label.split()[0] for number in more)))


def room_fields() -> list[tuple[TextField | ChoiceField | ManyField, int]]:
    """Return the fields of a new room, each with the columns it takes."""
    choices = [(str(klaster.value), klaster.label) for klaster in KLASTER_WITH_ROOMS]
    return [
        (TextField("name", "Nama ruang", required=True, max_length=60), 2),
        (ChoiceField("klaster", "Klaster", choices, required=True), 1),
        (TextField("queue_letter", "Huruf nomor antrean", required=True, max_length=1), 1),
        (ManyField("also", "Juga melayani klaster", [(code, word.replace("&", "&&")) for code, word in choices]), 2),
    ]


def area_columns() -> tuple[Column[Hamlet], ...]:
    """Return the columns of the working area."""
    return (
        Column("Desa", lambda hamlet: hamlet.village, tooltip=lambda hamlet: hamlet.village),
        Column("RW", lambda hamlet: hamlet.rw, 44),
        Column("RT", _blocks, 72, tooltip=_blocks),
        Column("Posyandu", lambda hamlet: hamlet.posyandu or "-", 92, tooltip=lambda hamlet: hamlet.posyandu),
        Column("Pustu", lambda hamlet: hamlet.pustu or "-", 84, tooltip=lambda hamlet: hamlet.pustu),
    )


def hamlets_of(area: Sequence[VillageArea]) -> Iterator[Hamlet]:
    """Give the working area as rows: the RT of one RW and one Posyandu together."""
    for village in area:
        for (rw, posyandu), blocks in groupby(village.neighbourhoods, lambda block: (block[0], block[2])):
            yield Hamlet(village.name, rw, tuple(rt for _, rt, _ in blocks), posyandu, village.pustu)
        if not village.neighbourhoods:
            yield Hamlet(village.name, "-", (), ", ".join(village.posyandu), village.pustu)


def _blocks(hamlet: Hamlet) -> str:
    """Return the RT of a row; those that follow one another as a range."""
    numbers = [int(rt) for rt in hamlet.rt if rt.isdecimal()]
    if len(numbers) == len(hamlet.rt) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"{hamlet.rt[0]}-{hamlet.rt[-1]}"
    return ", ".join(hamlet.rt)
