"""The class for expectant mothers: when a woman came, and whether with her husband or family."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.mother_class import ClassCount
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile
from ilp_desktop.services.pregnancy.pregnancy_episode import Meeting, NewMeeting
from ui.klaster2_mother_child.lines_card import Line, LinesCard
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import MOTHER_CLASS
from ui.widgets.many_field import YesNoField
from ui.widgets.room.room_context import RoomContext
from ui.widgets.when_seen import WhenSeen

AT_VISIT = "dicentang pada kunjungan ANC"


class MotherClassCard(LinesCard):
    """Lists the meetings and takes in another."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "Kelas ibu hamil", MOTHER_CLASS, 2, "Catat kehadiran")
        self._count: ClassCount | None = None
        self._seen = WhenSeen(self)
        self.day_field = DateField("day", "Tanggal kelas", self._read_date, required=True)
        self.accompanied_field = YesNoField("accompanied", "Ditemani suami atau keluarga", required=True)
        self.form.add_all(self.day_field, self.accompanied_field)

    def show_file(self, file: PregnancyFile) -> None:
        """List the meetings of a pregnancy, once the card is unfolded."""
        self.begin(file.id)
        self._count = file.classes
        self._seen.do(lambda: self._read(file.id))

    def problems(self) -> Mapping[str, str]:
        """Return what is missing."""
        return {} if self.accompanied_field.value() is not None else {"accompanied": "Pilih ya atau tidak."}

    def storing(self, subject: UUID) -> Callable[[], object]:
        """Return what stores the meeting."""
        world, day = self.room.context, self.day_field.value()
        on = day if isinstance(day, date) else None
        wanted = NewMeeting(self.client_id, subject, on, self.accompanied_field.value())
        return lambda: world.house.episodes.add_meeting(world.user, wanted)

    def removing(self, row_id: UUID, reason: str) -> Callable[[], object]:
        """Return what takes a meeting back."""
        world = self.room.context
        return lambda: world.house.episodes.remove_meeting(world.user, row_id, reason)

    def _read(self, pregnancy_id: UUID) -> None:
        world = self.room.context
        world.jobs.read(
            lambda: world.house.episodes.meetings(world.user, pregnancy_id),
            self._show,
            owner=self,
            failed=world.messages.problem,
            key="mother-class",
        )

    def _show(self, meetings: Sequence[Meeting]) -> None:
        lines = [Line(one.id, _said(one)) for one in meetings]
        count = self._count
        note = ""
        if count is not None:
            note = f"Sedikitnya {count.needed} kali, {count.needed_accompanied} kali ditemani suami atau keluarga."
            self.note_label.setToolTip(f"Sumber: {count.source}")
        self.show_lines(lines, note)

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self.room.context.today())


def _said(one: Meeting) -> str:
    with_whom = "ditemani" if one.accompanied else "" if one.id is None else "sendiri"
    parts = (indonesian_date(one.day), with_whom, AT_VISIT if one.id is None else "")
    return " · ".join(part for part in parts if part)
