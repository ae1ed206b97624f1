"""The fields of a newborn's first dose of hepatitis B: those asked for any dose given here."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date, parse_expiry
from ilp_desktop.services.birth.delivery_data import HB0, HB0_CHOICES, HB0_HERE, HB0_TOLD
from ilp_desktop.services.immunisation.dose_giving import LONGEST_BATCH
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ui.klaster2_mother_child.dose_fields import HINT_EXPIRY, usual_manner
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

WHEN = ("hb0_on", "hb0_hour")
OF_HERE = ("hb0_batch", "hb0_expires_on", "hb0_route", "hb0_site", "hb0_giver")
DETAILS = (*WHEN, *OF_HERE)
CHOSEN = ("hb0", "hb0_route", "hb0_site")

Key = Callable[[str], str]


def first_dose_fields(key: Key, today: date) -> list[Field]:
    """Return the fields of one baby, blank."""

    def read_day(text: str) -> TypedDate:
        return parse_date(text, today)

    def read_expiry(text: str) -> TypedDate:
        return parse_expiry(text, today)

    words = vaccines_on(today)
    return [
        ChoiceField(key("hb0"), "HB0", HB0_CHOICES),
        DateField(key("hb0_on"), "Tanggal HB0", read_day),
        TimeField(key("hb0_hour"), "Jam HB0"),
        TextField(key("hb0_batch"), "Batch HB0", max_length=LONGEST_BATCH),
        DateField(key("hb0_expires_on"), "Kedaluwarsa HB0", read_expiry, hint=HINT_EXPIRY),
        ChoiceField(key("hb0_route"), "Cara HB0", [*words.routes.items()]),
        ChoiceField(key("hb0_site"), "Lokasi HB0", [*words.sites.items()]),
        ChoiceField(key("hb0_giver"), "Pemberi HB0", []),
    ]


def hidden_of_dose(hb0: object) -> set[str]:
    """Return which of them are not asked for by where the dose was given."""
    if hb0 == HB0_HERE:
        return set()
    return set(OF_HERE) if hb0 == HB0_TOLD else set(DETAILS)


def offer_first_givers(form: FieldForm, key: Key, choices: GivingChoices) -> None:
    """Offer who may have given the dose."""
    giver = form.field(key("hb0_giver"))
    if isinstance(giver, ChoiceField):
        giver.offer([(str(one), name) for one, name in choices.givers])


def fill_usual_manner(form: FieldForm, key: Key, today: date, giver: UUID) -> None:
    """Show the usual way, place and giver of a dose given here where nothing else was chosen."""
    if form.field(key("hb0")).value() != HB0_HERE:
        return
    usual = {f"hb0_{name}": value for name, value in usual_manner(vaccines_on(today), HB0).items()}
    usual["hb0_giver"] = str(giver)
    form.set_values({key(name): value for name, value in usual.items() if form.field(key(name)).value() is None})
