"""Antenatal contacts somewhere else, copied from the Buku KIA of a woman who moved in."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.pregnancy.antenatal_record import ToldContact
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile
from ilp_desktop.services.pregnancy.pregnancy_episode import LONGEST_PLACE, NewContact
from ui.klaster2_mother_child.lines_card import Line, LinesCard
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import ELSEWHERE
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

NOTE = "Tercatat dari Buku KIA, diperiksa di tempat lain; ikut dihitung pada K1-K6."
DOCTOR, OTHER = "dokter", "lain"


class ElsewhereCard(LinesCard):
    """Lists the contacts elsewhere and takes in another."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "Kontak di tempat lain", ELSEWHERE, 3, "Catat kontak")
        self.day_field = DateField("day", "Tanggal periksa", self._read_date, required=True)
        examiners = ((DOCTOR, "Dokter"), (OTHER, "Bidan atau lain"))
        self.by_field = ChoiceButtons("by_doctor", "Diperiksa oleh", examiners, required=True)
        self.place_field = TextField("place", "Tempat", hint="Puskesmas, RS, praktik bidan", max_length=LONGEST_PLACE)
        self.form.add_all(self.day_field, self.by_field, self.place_field)

    def show_file(self, file: PregnancyFile) -> None:
        """List the contacts of a pregnancy."""
        self.begin(file.id)
        self.show_lines([Line(one.id, _said(one)) for one in file.elsewhere], NOTE)

    def problems(self) -> Mapping[str, str]:
        """Return what is missing."""
        return {} if self.by_field.value() else {"by_doctor": "Pilih siapa yang memeriksa."}

    def storing(self, subject: UUID) -> Callable[[], object]:
        """Return what stores the contact."""
        world, day = self.room.context, self.day_field.value()
        wanted = NewContact(
            self.client_id,
            subject,
            day if isinstance(day, date) else None,
            self.by_field.value() == DOCTOR,
            self.place_field.text(),
        )
        return lambda: world.house.episodes.add_contact(world.user, wanted)

    def removing(self, row_id: UUID, reason: str) -> Callable[[], object]:
        """Return what takes a contact back."""
        world = self.room.context
        return lambda: world.house.episodes.remove_contact(world.user, row_id, reason)

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self.room.context.today())


def _said(one: ToldContact) -> str:
    parts = (indonesian_date(one.day), one.gestation, "dokter" if one.by_doctor else "bidan atau lain", one.place)
    return " · ".join(part for part in parts if part)
