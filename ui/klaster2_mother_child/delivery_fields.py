"""The fields of a delivery: the mother's, and a section for each baby."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from ilp_desktop.domain.birth.death_kind import DeathKind, causes
from ilp_desktop.domain.birth.delivery import BirthOutcome, complications, listed, most_babies
from ilp_desktop.domain.sex import Sex
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.birth.delivery_data import NewBaby, baby_key
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ui.klaster2_mother_child.first_dose_fields import (
    CHOSEN,
    DETAILS,
    fill_usual_manner,
    first_dose_fields,
    hidden_of_dose,
    offer_first_givers,
)
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.many_field import ManyField, YesNoField
from ui.widgets.number_field import NumberField
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

COLUMNS = 4
BABY = "Bayi"
DEATH_DETAILS = ("died_on", "died_hour", "death_cause")
NOT_FOR_STILLBORN = ("early_breastfeeding", "vitamin_k", "vitamin_k_hour", "eye_ointment", "hb0", *DETAILS, "name")
NOT_CORRECTED = ("outcome", "name", "hb0", *DETAILS, "died_on", "died_hour")
DAYS = ("born_on", "hb0_on", "hb0_expires_on", "died_on")
WHOLE = "Isi bilangan bulat."
WHOLE_NUMBERS = ("order", "apgar_1", "apgar_5", "apgar_10")
MOTHERS_TEXTS = (
    *("place", "place_name", "helper", "helper_name", "complication_note"),
    *("perineum", "placenta", "mother_state", "companion"),
)
NUMBERED = ("pertama", "kedua", "ketiga", "keempat")


class DeliveryFields(FieldForm):
    """Every field of a delivery; babies are added one by one and share the walk of Enter.

    Attributes:
        babies: how many are shown.
    """

    def __init__(self, today: date, staff_id: UUID) -> None:
        super().__init__(columns=COLUMNS)
        self._today = today
        self._staff_id = staff_id
        self._givers = GivingChoices((), {})
        self._made = 0
        self._correcting = False
        self.babies = 1
        self._add_mothers()
        self._make_baby()
        self.changed.connect(self._on_changed)
        self._adapt()

    def offer_givers(self, givers: GivingChoices) -> None:
        """Offer who may have given the first dose of hepatitis B."""
        self._givers = givers
        for place in range(self._made):
            offer_first_givers(self, _keys(place), givers)

    def add_baby(self) -> bool:
        """Show a section for one baby more; False when there is no room for another."""
        if self.babies >= most_babies(self._today):
            return False
        self.babies += 1
        if self.babies > self._made:
            self._make_baby()
        self._adapt()
        return True

    def drop_baby(self) -> None:
        """Take the last baby away with what is typed about it."""
        if self.babies > 1:
            for name in self.names():
                if name.startswith(baby_key(self.babies - 1, "")):
                    self.field(name).clear()
            self.babies -= 1
            self._adapt()

    def set_correcting(self, *, correcting: bool) -> None:
        """Ask only for what a correction may change, and why."""
        self._correcting = correcting
        self._adapt()

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show answers, making room for as many babies as there are."""
        wanted = [int(name[1:].partition(".")[0]) for name in values if name.startswith("b") and name[1:2].isdigit()]
        while self.babies < max(wanted, default=1) and self.add_baby():
            pass
        super().set_values(values)
        self._adapt()

    def clear(self) -> None:
        """Make every field blank; one baby stays."""
        super().clear()
        self.babies = 1
        self._adapt()

    def check(self) -> bool:
        """Show what the fields themselves know to be wrong; True when that is nothing."""
        wrong = {one.name: text for one in self.shown_fields() if (text := one.problem())}
        for one in self.shown_fields():
            whole = one.name.partition(".")[2] in WHOLE_NUMBERS or one.name == "blood_loss_ml"
            if whole and isinstance(one.value(), float):
                wrong[one.name] = WHOLE
        if wrong:
            self.show_errors(wrong)
        return not wrong

    def mothers(self) -> dict[str, Any]:
        """Return the answers about the mother, by the names of ``NewDelivery``."""
        typed: dict[str, Any] = {name: str(self.field(name).value() or "") for name in MOTHERS_TEXTS}
        day = self.field("delivered_on").value()
        ticked = self.field("complications").value()
        return typed | {
            "delivered_on": day if isinstance(day, date) else None,
            "complications": ticked if isinstance(ticked, tuple) else (),
            "blood_loss_ml": self._whole("blood_loss_ml"),
        }

    def baby(self, place: int) -> NewBaby:
        """Return the answers about one baby."""
        key = _keys(place)
        sex, outcome = self.field(key("sex")).value(), self.field(key("outcome")).value()
        texts = ("name", "mode", "resuscitation", "anomalies", "hb0_batch", "death_cause", *CHOSEN)
        ticks = ("early_breastfeeding", "vitamin_k", "eye_ointment")
        measures: dict[str, Any] = {name: self._number(key(name)) for name in ("weight_g", "length_cm", "head_cm")}
        counted: dict[str, Any] = {name: self._whole(key(name)) for name in WHOLE_NUMBERS}
        days: dict[str, Any] = {name: self._day(key(name)) for name in DAYS}
        hours: dict[str, Any] = {
            name: self._hour(key(name)) for name in ("hour", "vitamin_k_hour", "hb0_hour", "died_hour")
        }
        said: dict[str, Any] = {name: self._shown(key(name)) or "" for name in texts}
        answered: dict[str, Any] = {name: self._shown(key(name)) for name in ticks}
        giver = self._shown(key("hb0_giver"))
        return NewBaby(
            hb0_giver=UUID(giver) if giver else None,
            sex=Sex(sex) if sex else None,
            outcome=BirthOutcome(outcome) if outcome else None,
            **measures,
            **counted,
            **days,
            **hours,
            **said,
            **answered,
        )

    def read_date(self, text: str) -> TypedDate:
        """Return what a typed date means."""
        return parse_date(text, self._today)

    def _add_mothers(self) -> None:
        self.add_section("Persalinan")
        self.add(DateField("delivered_on", "Tanggal persalinan", self.read_date, required=True))
        self.add(ChoiceField("place", "Tempat", listed("place", self._today), required=True))
        self.add(TextField("place_name", "Nama tempat", hint="Bila di tempat lain", max_length=80))
        self.add(ChoiceField("companion", "Pendamping", listed("companion", self._today)))
        self.add(ChoiceField("helper", "Penolong", listed("helper", self._today), required=True))
        self.add(TextField("helper_name", "Nama penolong", max_length=80))
        self.add(NumberField("blood_loss_ml", "Jumlah perdarahan", unit="ml"))
        self.add(ChoiceField("placenta", "Plasenta", listed("placenta", self._today)))
        self.add(ChoiceField("perineum", "Perineum", listed("perineum", self._today)))
        self.add(ChoiceField("mother_state", "Keadaan ibu", listed("mother_state", self._today)))
        self.add(TextField("complication_note", "Keterangan komplikasi", max_length=200), span=2)
        ticks = ManyField("complications", "Komplikasi", complications(self._today), columns=COLUMNS)
        self.add(ticks, span=COLUMNS, new_row=True)

    def _make_baby(self) -> None:
        """Make the fields of one baby more."""
        place = self._made
        self._made += 1
        fields = [(one, 1) for one in self._babys(place)]
        self.add_whole_section(f"{BABY} {NUMBERED[place]}", fields)
        offer_first_givers(self, _keys(place), self._givers)

    def _babys(self, place: int) -> list[Field]:
        key = _keys(place)
        sexes = [(Sex.MALE.value, "Laki-laki"), (Sex.FEMALE.value, "Perempuan")]
        outcomes = [(one.value, one.label) for one in BirthOutcome]
        fields: list[Field] = [
            NumberField(key("order"), "Anak ke-", required=True),
            ChoiceButtons(key("sex"), "Jenis kelamin", sexes, required=True),
            ChoiceField(key("outcome"), "Keadaan", outcomes, required=True),
            ChoiceField(key("mode"), "Cara persalinan", listed("mode", self._today)),
            TimeField(key("hour"), "Jam lahir", hint="Kosong: tidak diketahui"),
            NumberField(key("weight_g"), "Berat lahir", unit="gram"),
            NumberField(key("length_cm"), "Panjang", unit="cm"),
            NumberField(key("head_cm"), "Lingkar kepala", unit="cm"),
            NumberField(key("apgar_1"), "APGAR 1 menit"),
            NumberField(key("apgar_5"), "APGAR 5 menit"),
            NumberField(key("apgar_10"), "APGAR 10 menit"),
            ChoiceField(key("resuscitation"), "Resusitasi", listed("resuscitation", self._today)),
            YesNoField(key("early_breastfeeding"), "IMD"),
            YesNoField(key("vitamin_k"), "Vitamin K1"),
            TimeField(key("vitamin_k_hour"), "Jam vitamin K1"),
            YesNoField(key("eye_ointment"), "Salep mata"),
            *first_dose_fields(key, self._today),
            TextField(key("anomalies"), "Kelainan bawaan", max_length=200),
            TextField(key("name"), "Nama bayi", hint="Kosong: By. Ny. …", max_length=120),
            DateField(key("born_on"), "Tanggal lahir bayi ini", self.read_date, hint="Bila berbeda"),
            DateField(key("died_on"), "Tanggal meninggal", self.read_date),
            TimeField(key("died_hour"), "Jam meninggal"),
            ChoiceField(key("death_cause"), "Penyebab langsung", causes(DeathKind.EARLY_NEONATAL, self._today)),
        ]
        return fields

    def _on_changed(self, name: str) -> None:
        baby, _, asked = name.partition(".")
        if asked == "hb0":
            fill_usual_manner(self, _keys(int(baby[1:]) - 1), self._today, self._staff_id)
        if asked in ("outcome", "hb0"):
            self._adapt()

    def _adapt(self) -> None:
        """Show what is asked for the answers so far."""
        hidden: set[str] = set()
        for place in range(self._made):
            names = {name for name in self.names() if name.startswith(baby_key(place, ""))}
            hidden |= names if place >= self.babies else self._babys_hidden(place)
        self.hide_fields(hidden)

    def _babys_hidden(self, place: int) -> set[str]:
        outcome, hb0 = self.field(baby_key(place, "outcome")).value(), self.field(baby_key(place, "hb0")).value()
        hidden: set[str] = set()
        if self._correcting:
            hidden |= set(NOT_CORRECTED)
        if outcome == BirthOutcome.STILLBORN.value:
            hidden |= set(NOT_FOR_STILLBORN)
        if outcome == BirthOutcome.STILLBORN.value:
            hidden |= {"died_on", "died_hour"}
        elif outcome != BirthOutcome.DIED.value or self._correcting:
            hidden |= set(DEATH_DETAILS)
        hidden |= hidden_of_dose(hb0)
        if place == 0 and not self._correcting:
            hidden.add("born_on")
        return {baby_key(place, name) for name in hidden}

    def _shown(self, name: str) -> Any:
        """Return what stands in a field, None where it is hidden."""
        one = self.field(name)
        return None if one.isHidden() else one.value()

    def _number(self, name: str) -> float | None:
        value = self._shown(name)
        return value if isinstance(value, int | float) else None

    def _whole(self, name: str) -> int | None:
        value = self._shown(name)
        return value if isinstance(value, int) else None

    def _day(self, name: str) -> date | None:
        value = self._shown(name)
        return value if isinstance(value, date) else None

    def _hour(self, name: str) -> time | None:
        value = self._shown(name)
        return value if isinstance(value, time) else None


def _keys(place: int) -> Callable[[str], str]:
    """Return what names the fields of one baby."""

    def key(name: str) -> str:
        return baby_key(place, name)

    return key
