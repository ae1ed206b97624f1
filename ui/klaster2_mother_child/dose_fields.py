"""The fields of the form that records a dose, and which of them are asked for."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.immunisation.vaccine import Vaccines, vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import Supply, stock_rules_on
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date, parse_expiry
from ilp_desktop.services.immunisation.dose_giving import CARD, KADER, LONGEST_BATCH, LONGEST_PLACE, NO_EXPIRY, SPOKEN
from ilp_desktop.services.immunisation.immunisations import GivingChoices
from ilp_desktop.services.immunisation.vaccine_stock_reading import KnownBatch, Offer
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

HERE, ELSEWHERE, TOLD, REPORTED = "here", "told", "spoken", "kader"
TYPED, RECENT = "typed", "recent"
TOLD_BY = {ELSEWHERE: CARD, TOLD: SPOKEN, REPORTED: KADER}
NAMED_PLACES = ("posyandu", "pustu", "sekolah", "rumah", "lain")
ORDER = (DoseState.LATE, DoseState.CATCH_UP, DoseState.DUE, DoseState.NOT_YET, DoseState.CLOSED)
OF_GIVING = frozenset({"supply", "batch", "expires_on", "vvm", "route", "site", "giver", "place_kind", "place"})
HINT_EXPIRY = "hh-bb-tttt"
NO_DOSE, NO_SOURCE, NO_SUPPLY = "Pilih vaksin dan dosis.", "Pilih di mana diberikan.", "Pilih batch vaksin."


def code_of(dose: DoseStatus) -> str:
    """Return what a dose is called in the list of the form."""
    return f"{dose.antigen}|{dose.dose}"


def rank_of(dose: DoseStatus) -> tuple[int, date]:
    """Return where a dose stands in the list: those that wait longest first."""
    return ORDER.index(dose.state), dose.due_from


def dose_fields(doses: Sequence[DoseStatus], today: date) -> FieldForm:
    """Return the form for these doses, blank."""

    def read_day(text: str) -> TypedDate:
        return parse_date(text, today)

    def read_expiry(text: str) -> TypedDate:
        return parse_expiry(text, today)

    words = vaccines_on(today)
    form = FieldForm(columns=2)
    choices = [(code_of(dose), f"{dose.label} ({dose.state.value})") for dose in doses]
    sources = ((HERE, "Di sini"), (ELSEWHERE, "Kartu"), (TOLD, "Cerita"), (REPORTED, "Kader"))
    form.add(ChoiceField("dose", "Vaksin dan dosis", choices, required=True), span=2)
    form.add(ChoiceButtons("source", "Diberikan di sini, atau menurut", sources, required=True), span=2)
    form.add(DateField("given_on", "Tanggal pemberian", read_day, required=True))
    form.add(ChoiceField("place_kind", "Tempat", [*words.places.items()]))
    form.add(TextField("place", "Nama tempat", max_length=LONGEST_PLACE), span=2)
    form.add(ChoiceField("supply", "Batch", []), span=2)
    form.add(TextField("batch", "Nomor batch", max_length=LONGEST_BATCH))
    form.add(DateField("expires_on", "Kedaluwarsa", read_expiry, hint=HINT_EXPIRY))
    form.add(ChoiceButtons("vvm", "VVM", [(state, state) for state in stock_rules_on(today).vvm]), span=2)
    form.add(ChoiceField("route", "Cara", [*words.routes.items()]))
    form.add(ChoiceField("site", "Lokasi", [*words.sites.items()]))
    form.add(ChoiceField("giver", "Pemberi", []), span=2)
    return form


def hidden_fields(form: FieldForm, offer: Offer | None) -> set[str]:
    """Return which fields are not asked for by the answers so far."""
    source = form.field("source").value()
    if source is None:
        return set(OF_GIVING)
    hidden = set() if form.field("place_kind").value() in NAMED_PLACES else {"place"}
    if source == ELSEWHERE:
        return hidden | (OF_GIVING - {"batch", "place_kind", "place"})
    if source in (TOLD, REPORTED):
        return hidden | (OF_GIVING - {"place_kind", "place"})
    if not supply_choices(offer):
        return hidden | {"supply"}
    return hidden | label_hidden(form)


def label_hidden(form: FieldForm) -> set[str]:
    """Return which words of a vial's label are known by the batch chosen, and so not asked for."""
    return set() if form.field("supply").value() == TYPED else {"batch", "expires_on", "vvm"}


def supply_choices(offer: Offer | None) -> list[tuple[str, str]]:
    """Return what a dose may be taken from, what should be used first leading; nothing where nothing is known."""
    if offer is None:
        return []
    known = [(one.key, supply_text(one)) for one in offer.supplies]
    known += [(recent_code(one), _recent_text(one)) for one in offer.recent if _is_new(one, offer)]
    return [*known, (TYPED, "Batch lain, diketik")] if known else []


def supply_text(supply: Supply) -> str:
    """Return one supply as the list words it."""
    if supply.opened and supply.use_until is not None:
        return f"{supply.batch}, vial terbuka, sisa {supply.doses_left}, buang {supply.use_until:%d-%m %H.%M}"
    return f"{supply.batch}, buka vial baru, ED {indonesian_date(supply.expires_on)}"


def recent_code(batch: KnownBatch) -> str:
    """Return what a batch used lately is called in the list."""
    return f"{RECENT}|{batch.batch}|{batch.expires_on.isoformat()}"


def vial_of(form: FieldForm) -> tuple[str, str, date | None]:
    """Return supply, batch and expiry by the answers; a supply of the stock says the rest itself."""
    chosen = str(form.field("supply").value() or "")
    if chosen.startswith(RECENT):
        _, batch, day = chosen.split("|")
        return "", batch, date.fromisoformat(day)
    if chosen in ("", TYPED):
        return "", form.field("batch").text(), _typed_expiry(form)
    return chosen, "", None


def missing_answers(form: FieldForm) -> dict[str, str]:
    """Return which answers are missing that no service would ask for."""
    source = form.field("source").value()
    wrong = {} if form.field("dose").value() is not None else {"dose": NO_DOSE}
    wrong |= {} if source is not None else {"source": NO_SOURCE}
    if source == HERE:
        shown = {one.name for one in form.shown_fields()}
        if "supply" in shown and form.field("supply").value() is None:
            wrong["supply"] = NO_SUPPLY
        wrong |= missing_expiry(form)
    return wrong


def missing_expiry(form: FieldForm) -> dict[str, str]:
    """Return that the day on a vial's label is missing where its batch is named and the day is asked for."""
    asked = "expires_on" in {one.name for one in form.shown_fields()}
    return {"expires_on": NO_EXPIRY} if asked and vial_of(form)[1] and _typed_expiry(form) is None else {}


def offer_givers(form: FieldForm, choices: GivingChoices) -> None:
    """Offer who may have given a dose."""
    giver = form.field("giver")
    if isinstance(giver, ChoiceField):
        giver.offer([(str(one), name) for one, name in choices.givers])


def giver_of(form: FieldForm) -> UUID | None:
    """Return the member of staff chosen."""
    chosen = form.field("giver").value()
    return UUID(str(chosen)) if chosen else None


def usual_manner(words: Vaccines, antigen: str) -> dict[str, object]:
    """Return how a vaccine is usually given."""
    vaccine = words.of_antigen(antigen)
    return {} if vaccine is None else {"route": vaccine.route, "site": vaccine.sites[0]}


def _typed_expiry(form: FieldForm) -> date | None:
    expires_on = form.field("expires_on").value()
    return expires_on if isinstance(expires_on, date) else None


def _is_new(batch: KnownBatch, offer: Offer) -> bool:
    return batch.batch not in {supply.batch for supply in offer.supplies}


def _recent_text(batch: KnownBatch) -> str:
    return f"{batch.batch}, ED {indonesian_date(batch.expires_on)}"
