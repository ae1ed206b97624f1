"""The fields of a referral by name: which kind of field each is, under which heading, and how wide."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.care.destination_fit import goal_words, is_offered
from ilp_desktop.domain.care.referral_kind import HOSPITAL, ReferralKind, ReferralRules, referral_rules_on
from ilp_desktop.domain.care.tacc import TaccReason
from ilp_desktop.forms.parsing import parse
from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.services.facility.destinations import DestinationInfo
from ilp_desktop.services.referral.referral_dangers import NO_DANGERS, DangerOffer
from ui.jobs import Jobs
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.form_view_fields import ReadDate
from ui.widgets.look_up import SearchBox
from ui.widgets.many_field import ManyField
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import LineField, MultiLineField, TextField

PLANNED = Question("", "planned_on", "Tanggal rencana berkunjung", Kind.DATE)
LONGEST_NUMBER = 40
AS_TYPED = "Tidak ada dalam daftar; dipakai seperti diketik."
TO, FROM, WHY, ASKED, NUMBER = (
    "Tujuan",
    "Asal",
    "Alasan dan penunjang",
    "Isi rujukan",
    "Nomor rujukan P-Care / SATUSEHAT",
)
SECTIONS = {
    **dict.fromkeys(("from_place", "brought_by"), FROM),
    **dict.fromkeys(("external_number", "external_missing"), NUMBER),
    **dict.fromkeys(("reason_code", "reason_note", "findings", "problems", "treatment"), ASKED),
}
HANDOVER = ("condition", "request")
Wide = tuple[Field, int]


@dataclass(frozen=True)
class ReferralChoices:
    """What a referral of one visit can be made of; ``signer`` is who is signed in, if allowed to sign."""

    destinations: tuple[DestinationInfo, ...]
    doctors: tuple[tuple[UUID, str], ...]
    reasons: tuple[TaccReason, ...]
    signer: UUID | None
    age: Age
    dangers: DangerOffer = NO_DANGERS

    @property
    def rules(self) -> ReferralRules:
        """Return the kinds in force on the day of the visit."""
        return referral_rules_on(self.age.day)


class OfferedField(LineField):
    """A line chosen from those known, or typed."""

    def __init__(self, name: str, label_text: str, jobs: Jobs, *, required: bool = True, max_length: int = 80) -> None:
        self._known: tuple[str, ...] = ()
        self.box = SearchBox(self._search, jobs, "Ketik, atau panah bawah untuk daftar", least_letters=0)
        super().__init__(name, label_text, line=self.box, required=required, max_length=max_length)

    def offer(self, known: Sequence[str]) -> None:
        """Say which are known."""
        self._known = tuple(known)

    def value(self) -> str | None:
        """Return the line, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show a line."""
        self.set_text("" if value is None else str(value))

    def _search(self, text: str) -> list[Suggestion]:
        wanted = text.casefold()
        known = [Suggestion(one, one) for one in self._known if wanted in one.casefold()]
        return known or [Suggestion(text, text, AS_TYPED)]


@dataclass
class ReferralFields:
    """Makes the fields of one kind.

    Attributes:
        offered: the fields that offer what is known, by name, as far as they were made.
    """

    kind: ReferralKind
    choices: ReferralChoices
    jobs: Jobs
    offered: dict[str, OfferedField] = field(default_factory=dict)

    def sections(self) -> Iterator[tuple[str, list[Wide]]]:
        """Give the headings with their fields, each with the columns it takes."""
        title, some = "", list[Wide]()
        for name in self.kind.asks:
            here = self._section(name)
            if here != title and some:
                yield title, some
                some = []
            title = here
            some += self._made(name)
        if some:
            yield title, some

    def _section(self, name: str) -> str:
        if name in HANDOVER:
            group = self.choices.dangers
            return f"Tanda bahaya {group.title} dan SBAR" if group.group is not None else "SBAR gawat darurat"
        found = SECTIONS.get(name, TO)
        return WHY if found == ASKED and self.kind.code == HOSPITAL else found

    def _made(self, name: str) -> list[Wide]:
        return self._makers()[name](self.kind.labels.get(name, ""))

    def _makers(self) -> Mapping[str, Callable[[str], list[Wide]]]:
        """Return what makes each field, by its name."""
        return {
            "destination_id": self._destinations,
            "clinic": lambda label_text: self._offering("clinic", label_text or "Poli tujuan"),
            "planned_on": lambda _: [(DateField("planned_on", PLANNED.label, self.read_planned), 1)],
            "doctor_id": self._doctor,
            "emergency": lambda _: [(TickField("emergency", "Kedaruratan", statement="Rujukan gawat darurat"), 1)],
            "escort": self._escort,
            "vehicle": self._vehicle,
            "reason_code": self._reasons,
            "reason_note": self._reason_note,
            "findings": self._findings,
            "condition": self._condition,
            "request": lambda _: [(TextField("request", "Yang diminta dari penerima", hint="Rekomendasi"), 2)],
            "external_number": lambda _: [
                (TextField("external_number", "Nomor rujukan", max_length=LONGEST_NUMBER), 1)
            ],
            "external_missing": lambda _: [
                (TickField("external_missing", "Bila belum terbit", statement="Belum ada nomor"), 1)
            ],
            "place": self._places,
            "unit": self._units,
            "urgent": lambda _: [(TickField("urgent", "Kesegeraan", statement="Segera, pasien menunggu"), 1)],
            "from_place": lambda _: self._offering("from_place", "Posyandu atau Pustu"),
            "brought_by": lambda _: [
                (TextField("brought_by", "Kader atau petugas yang merujuk", required=True, max_length=120), 1)
            ],
            "problems": self._problems,
            "treatment": lambda _: [(MultiLineField("treatment", "Tindakan yang sudah diberikan", lines=2), 3)],
            "violence": lambda _: [
                (TickField("violence", "Kekerasan", statement="Kasus kekerasan terhadap perempuan atau anak"), 1)
            ],
            "agreed": lambda _: [(TickField("agreed", "Persetujuan", statement="Pasien atau walinya menyetujui"), 1)],
        }

    def _destinations(self, _label: str) -> list[Wide]:
        places = [(str(place.id), _place_text(place, self.choices.rules)) for place in self.fitting()]
        return [(ChoiceField("destination_id", "Tujuan rujukan", places, required=True), 1)]

    def fitting(self) -> list[DestinationInfo]:
        """Return the destinations that a letter of the kind may go to."""
        rules = self.choices.rules
        return [place for place in self.choices.destinations if is_offered(rules, self.kind, place.goal)]

    def _places(self, label_text: str) -> list[Wide]:
        """Ask where to by name, offering those of the list whose level is known to fit."""
        made = self._offering("place", label_text or "Tujuan", 100)
        if self.kind.tier:
            known = [place for place in self.fitting() if place.level]
            self.offered["place"].offer([place.name for place in known])
        return made

    def _offering(self, name: str, label_text: str, longest: int = 80) -> list[Wide]:
        made = self.offered[name] = OfferedField(name, label_text, self.jobs, max_length=longest)
        return [(made, 1)]

    def _doctor(self, _label: str) -> list[Wide]:
        doctors = [(str(doctor), name) for doctor, name in self.choices.doctors]
        return [(ChoiceField("doctor_id", "Dokter penanda tangan", doctors, required=True), 1)]

    def _reasons(self, _label: str) -> list[Wide]:
        reasons = [(reason.code, reason.label) for reason in self.choices.reasons]
        made: list[Wide] = [(ChoiceField("reason_code", "Alasan rujukan (TACC)", reasons, required=True), 1)]
        for reason in self.choices.reasons:
            if reason.kind == "days":
                texts = [(text, text) for text in reason.choices]
                made.append((ChoiceField(days_field(reason), "Lama sakit", texts, required=True), 1))
        return made

    def _reason_note(self, label_text: str) -> list[Wide]:
        if self.kind.code == HOSPITAL:
            return [(TextField("reason_note", "Penjelasan alasan"), 1)]
        needed = "reason_note" in self.kind.needs
        return [(MultiLineField("reason_note", label_text, lines=2, required=needed), 3)]

    def _findings(self, label_text: str) -> list[Wide]:
        hint = "" if label_text else "Laboratorium dan lain-lain"
        return [(MultiLineField("findings", label_text or "Hasil penunjang", lines=2, hint=hint), 3)]

    def _condition(self, _label: str) -> list[Wide]:
        """Ask for the handover, and before it for the danger signs of a mother or a newborn."""
        offer, signs = self.choices.dangers, list[Wide]()
        if offer.group is not None:
            listed = [(sign.code, sign.label) for sign in offer.signs]
            signs.append((ManyField("danger_signs", "Tanda bahaya", listed, columns=3), 3))
        return [*signs, (TextField("condition", "Keadaan saat berangkat", hint="Situasi"), 1)]

    def _units(self, label_text: str) -> list[Wide]:
        units = [(unit.code, unit.label) for unit in self.choices.rules.units_of(self.kind.code)]
        return [(ChoiceField("unit", label_text or "Tujuan", units, required=True), 1)]

    def _problems(self, _label: str) -> list[Wide]:
        return [(ManyField("problems", "Masalah", [*self.choices.rules.problems], columns=3), 3)]

    def _escort(self, label_text: str) -> list[Wide]:
        needed = self.kind.code == HOSPITAL
        hint = "Nama dan profesi" if needed else "Nama dan hubungan"
        return [(TextField("escort", label_text or "Pengantar", required=needed, hint=hint, max_length=120), 1)]

    def _vehicle(self, _label: str) -> list[Wide]:
        return [(ChoiceField("vehicle", "Kendaraan", [*self.choices.rules.vehicles]), 1)]

    def read_planned(self, text: str) -> ReadDate:
        """Return what was typed as the day of the visit there."""
        day = self.choices.age.day
        parsed = parse(PLANNED, text, day)
        planned = date.fromisoformat(parsed.answer) if isinstance(parsed.answer, str) else None
        if planned is not None and planned < day:
            return ReadDate(None, "Tanggal rencana sudah lewat.")
        return ReadDate(planned, parsed.error)


def days_field(reason: TaccReason) -> str:
    """Return the name of the field that asks for how long somebody was ill."""
    return f"days_{reason.code}"


def _place_text(place: DestinationInfo, rules: ReferralRules) -> str:
    """Return name, city and what it is, the latter as far as somebody said."""
    return ", ".join(part for part in (place.name, place.city, goal_words(rules, place.goal)) if part)
