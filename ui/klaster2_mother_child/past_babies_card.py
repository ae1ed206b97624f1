"""The obstetric history of a woman: births and losses before, from the record here and as she tells them."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from ilp_desktop.domain.birth.delivery import listed
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy_past import PastOutcome, past_choices
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.pregnancy.earlier_babies import BabyRow
from ilp_desktop.services.pregnancy.obstetric_history import NewPastBaby, ObstetricFile
from ui.klaster2_mother_child.lines_card import Line, LinesCard
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.draft_places import PAST_BABY
from ui.widgets.many_field import ManyField, YesNoField
from ui.widgets.number_field import NumberField
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

OF_BIRTHS = ("mode", "helper", "place", "weight_g", "sex", "living", "complications")
YEAR_LETTERS = 4
WHOLE = {"weight_g": "Isi gram, tanpa koma.", "weeks": "Isi minggu, tanpa koma."}


class PastBabiesCard(LinesCard):
    """Lists earlier births and losses and takes in another."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__(room, "Riwayat obstetri", PAST_BABY, 4, "Tambah riwayat")
        today = room.context.today()
        self.when_field = TextField(
            "year", "Tahun atau tanggal", required=True, hint="2023 atau 17-5-23", max_length=12
        )
        outcomes = [(one.value, one.value.capitalize()) for one in PastOutcome]
        self.outcome_field = ChoiceField("outcome", "Keadaan", outcomes, required=True)
        self.twin_field = YesNoField("twin", "Kembar dengan bayi di atasnya")
        self.weeks_field = NumberField("weeks", "Umur kehamilan", unit="minggu")
        self.mode_field = ChoiceField("mode", "Cara persalinan", listed("mode", today))
        self.helper_field = ChoiceField("helper", "Penolong", listed("helper", today))
        self.place_field = TextField("place", "Tempat", max_length=80)
        self.weight_field = NumberField("weight_g", "Berat lahir", unit="gram")
        self.sex_field = ChoiceButtons("sex", "Jenis kelamin", [(one.value, one.value) for one in Sex])
        self.living_field = YesNoField("living", "Masih hidup sekarang")
        choices = past_choices("complications", today)
        self.complications_field = ManyField("complications", "Penyulit", choices, columns=3)
        self.form.add_all(self.when_field, self.outcome_field, self.twin_field, self.weeks_field)
        self.form.add_all(self.mode_field, self.helper_field, self.place_field, self.weight_field)
        self.form.add_all(self.sex_field, self.living_field)
        self.form.add(self.complications_field, span=4, new_row=True)
        self.form.changed.connect(lambda _name: self._arrange())
        self._arrange()

    def show_history(self, person_id: UUID, history: ObstetricFile, gpa_note: str) -> None:
        """List the history of a woman."""
        self.begin(person_id)
        self._arrange()
        none = "Belum ada riwayat yang tercatat."
        self.show_lines([Line(row.id, _said(row)) for row in history.rows], gpa_note if history.rows else none)

    def problems(self) -> Mapping[str, str]:
        """Return what is missing or no whole number."""
        wrong = {}
        for field in (self.weight_field, self.weeks_field):
            if isinstance(field.value(), float):
                wrong[field.name] = WHOLE[field.name]
        reading = self._when()
        if reading.problem:
            wrong["year"] = reading.problem
        return wrong

    def storing(self, subject: UUID) -> Callable[[], object]:
        """Return what stores the answers."""
        world, wanted = self.room.context, self._wanted(subject)
        return lambda: world.house.obstetrics.add(world.user, wanted)

    def removing(self, row_id: UUID, reason: str) -> Callable[[], object]:
        """Return what takes a row back."""
        world = self.room.context
        return lambda: world.house.obstetrics.remove(world.user, row_id, reason)

    def _wanted(self, person_id: UUID) -> NewPastBaby:
        outcome, sex = self.outcome_field.value(), self.sex_field.value()
        of_birth = not self.mode_field.isHidden()
        weight, weeks = self.weight_field.number(), self.weeks_field.number()
        return NewPastBaby(
            client_id=self.client_id,
            person_id=person_id,
            outcome=PastOutcome(outcome) if outcome else None,
            year=self._year(),
            ended_on=self._when().value,
            twin=self.twin_field.value() is True,
            weeks=None if weeks is None else int(weeks),
            mode=self.mode_field.value() or "" if of_birth else "",
            helper=self.helper_field.value() or "" if of_birth else "",
            place=self.place_field.text() if of_birth else "",
            weight_g=None if weight is None or not of_birth else int(weight),
            sex=Sex(sex) if sex and of_birth else None,
            living=self.living_field.value() if of_birth else None,
            complications=self.complications_field.value() or () if of_birth else (),
        )

    def _year(self) -> int | None:
        text = self.when_field.text()
        return int(text) if text.isdigit() and len(text) == YEAR_LETTERS else None

    def _when(self) -> TypedDate:
        """Return the day typed; a year alone is none, and no mistake."""
        text = self.when_field.text()
        return TypedDate(None) if not text or self._year() is not None else parse_date(text, self.room.context.today())

    def _arrange(self) -> None:
        """Ask of a loss only what can be told of it."""
        outcome = self.outcome_field.value()
        lost = outcome is not None and not PastOutcome(outcome).is_birth
        dead = outcome == PastOutcome.STILLBIRTH.value
        self.form.hide_fields(set(OF_BIRTHS) if lost else {"living"} if dead else set())


def _said(row: BabyRow) -> str:
    baby = row.baby
    when = indonesian_date(baby.on) if isinstance(baby.on, date) else str(baby.year)
    complications = "" if not baby.complications else ", ".join(one.replace("_", " ") for one in baby.complications)
    fate = "" if baby.living is not False or baby.outcome is not PastOutcome.LIVE else "meninggal"
    parts = (
        when,
        f"{baby.outcome.value}{', kembar' if baby.twin else ''}",
        f"{row.weeks} mg" if row.weeks is not None else "",
        baby.mode,
        row.helper,
        row.place,
        f"{row.weight_g} g" if row.weight_g is not None else "",
        row.sex.value if row.sex else "",
        fate,
        complications,
        row.note,
        "" if row.id is not None else "tercatat di sini",
    )
    return " · ".join(part for part in parts if part)
