"""The list of places people are referred to: its columns, the fields of one, and what is typed in them."""

from datetime import date

from ilp_desktop.domain.care.destination_fit import goal_words
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.services.facility.destinations import DestinationInfo
from ilp_desktop.services.start.setup import NewDestination
from ui.klaster1_management.entry_form import Raw, words
from ui.models.paged_table import Column
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field import Field
from ui.widgets.text_fields import TextField

YES, NO = "ya", "tidak"
NOT_SAID = "belum diisi"


def destination_columns(day: date) -> tuple[Column[DestinationInfo], ...]:
    """Return the columns."""
    rules = referral_rules_on(day)

    def what(place: DestinationInfo) -> str:
        return goal_words(rules, place.goal) or NOT_SAID

    return (
        Column("Nama", lambda place: place.name, tooltip=lambda place: f"{place.name}, {place.city or '-'}"),
        Column("Tingkat", what, 124, tooltip=what),
        Column("Poli", _clinics, 92, tooltip=_clinics),
    )


def destination_fields(day: date) -> list[tuple[Field, int]]:
    """Return the fields of a destination, each with the columns it takes."""
    levels = [(level.code, f"{level.tier.upper()}: {level.label}") for level in referral_rules_on(day).levels]
    return [
        (TextField("name", "Nama rumah sakit atau tujuan lain", required=True, max_length=120), 2),
        (TextField("city", "Kota atau kabupaten", max_length=80), 1),
        (TextField("clinics", "Poli, pisahkan dengan koma", hint="Anak, Penyakit Dalam"), 1),
        (ChoiceField("level", "Tingkat", levels), 1),
        (ChoiceField("emergency_room", "Menerima gawat darurat", ((YES, "Ya"), (NO, "Tidak"))), 1),
    ]


def typed_destination(raw: Raw) -> NewDestination:
    """Return what is typed in the fields."""
    emergency = {YES: True, NO: False}.get(words(raw, "emergency_room"))
    clinics = tuple(words(raw, "clinics").split(","))
    return NewDestination(words(raw, "name"), words(raw, "city"), clinics, words(raw, "level"), emergency)


def shown_destination(place: DestinationInfo) -> Raw:
    """Return what the fields show of a destination that is to be changed."""
    emergency = {True: YES, False: NO}.get(place.emergency_room) if place.emergency_room is not None else None
    return {
        "name": place.name,
        "city": place.city,
        "clinics": _clinics(place),
        "level": place.level or None,
        "emergency_room": emergency,
    }


def _clinics(place: DestinationInfo) -> str:
    return ", ".join(place.clinics)
