"""Puts made-up households on file: families, people, their numbers and what they are found by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from db.models import Allergy, Consent, Family, Identifier, Person, PersonSearch
from ilp_desktop.demo.ledger import Ledger
from ilp_desktop.demo.lists import FEMALE, given_names, occupations, settings
from ilp_desktop.demo.numbers import NumberPress
from ilp_desktop.demo.population import Household, Someone
from ilp_desktop.domain.identity.family_member import FamilyRelation, propose_suffix
from ilp_desktop.domain.identity.record_number import format_number, parse_pattern
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.domain.search.search_text import Findable, line_words, search_line
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.services.facility.facilities import FacilityProfile, VillageArea
from ilp_desktop.services.person.person_reads import BPJS, NIK, RECORD_NUMBER

PAYERS = ((Payer.BPJS_PBI, 55), (Payer.BPJS_OTHER, 25), (Payer.SELF, 17), (Payer.REGIONAL, 3))
ALLERGENS = (
    ("Amoksisilin", "gatal"),
    ("Kotrimoksazol", "ruam"),
    ("Ikan laut", "biduran"),
    ("Asam mefenamat", "bengkak"),
)
NO_NIK_BELOW_DAYS = 45


@dataclass(frozen=True)
class Registrant:
    """A made-up person on file."""

    person_id: UUID
    someone: Someone
    payer: Payer


class Registrar:
    """Registers households one after the other; ``words`` are those of their names."""

    def __init__(
        self, random: Random, ledger: Ledger, profile: FacilityProfile, area: tuple[VillageArea, ...], clerk: UUID
    ) -> None:
        self._random = random
        self._ledger = ledger
        self._profile = profile
        self._area = area
        self._weights = [village["weight"] for village in settings("puskesmas")["village"]]
        self._hamlets = {
            village["name"]: {rw: name for name, rw, *_ in village["hamlets"]}
            for village in settings("puskesmas")["village"]
        }
        self._press = NumberPress(random, settings("puskesmas")["facility"]["region_code"])
        self._pattern = parse_pattern(profile.record_number_pattern)
        self._clerk = clerk
        self._folder = 0
        self._village_names = {village.id: village.name for village in area}
        self.words: set[str] = set()

    def register(self, home: Household, today: date) -> Iterator[Registrant]:
        """Register a household on some day of the past and give its members."""
        self._folder += 1
        day = today - timedelta(days=self._random.randint(30, 900))
        self._ledger.at(day, self._folder % 240, self._profile.time_zone)
        place = self._domicile()
        card = self._press.card(day)
        family = self._ledger.add(
            Family, {"kk_number": card, "folder_number": self._folder, "row_version": 1, **place}, by=self._clerk
        )
        payer = self._random.choices([one for one, _ in PAYERS], [weight for _, weight in PAYERS])[0]
        filed: dict[int, UUID] = {}
        used: list[int] = []
        for someone in home.members:
            self._ledger.at(max(day, someone.birth_date), self._folder % 240, self._profile.time_zone)
            common = {**place, "family_id": family, "mother_id": filed.get(id(someone.mother))}
            person = self._person(someone, payer, common, today)
            filed[id(someone)] = person["id"]
            suffix = propose_suffix(someone.relation, used, today, someone.birth_order).suffix
            used.append(suffix)
            self._numbers(someone, person, (card, suffix), today)
            yield Registrant(person["id"], someone, payer)

    def _domicile(self) -> dict[str, Any]:
        village = self._random.choices(self._area, self._weights)[0]
        rw, rt, _ = self._random.choice(village.neighbourhoods)
        hamlet = self._hamlets[village.name].get(rw, village.name)
        number = self._random.randint(1, 90)
        return {"address": f"{hamlet} No. {number}", "village_id": village.id, "rw": rw, "rt": rt}

    def _person(self, someone: Someone, payer: Payer, common: Mapping[str, Any], today: date) -> dict[str, Any]:
        age = someone.age(today)
        words, weights = occupations(someone.sex, age)
        mother = someone.mother.name if someone.mother else self._random.choice(given_names(FEMALE, "lama"))
        row = {
            **common,
            "relation": someone.relation.value,
            "name": someone.name,
            "sex": Sex(someone.sex),
            "birth_date": someone.birth_date,
            "birth_date_estimated": False,
            "birth_place": self._profile.regency.removeprefix("Kabupaten "),
            "mother_name": mother,
            "birth_order": someone.birth_order,
            "occupation": self._random.choices(words, weights)[0] if words else "",
            "phone": self._press.phone() if someone.relation is FamilyRelation.HEAD else "",
            "blood_type": "",
            "disability": self._random.random() < 0.012,
            "outside_village": "",
            "payer": payer.value,
            "bpjs_status": BpjsStatus.ACTIVE.value if payer.is_bpjs else "",
            "bpjs_checked_on": None,
            "registered_fktp": self._profile.name if payer.is_bpjs else "",
            "last_visit_on": None,
            "removed_at": None,
            "removed_reason": "",
            "row_version": 1,
        }
        row["id"] = self._ledger.add(Person, row, by=self._clerk)
        return row

    def _numbers(self, someone: Someone, person: Mapping[str, Any], filed: tuple[str, int], today: date) -> None:
        card, suffix = filed
        numbers = {RECORD_NUMBER: format_number(self._pattern, {"family": self._folder, "member": suffix})}
        if (today - someone.birth_date).days > NO_NIK_BELOW_DAYS:
            numbers[NIK] = self._press.nik(someone.sex, someone.birth_date)
        if Payer(person["payer"]).is_bpjs:
            numbers[BPJS] = self._press.bpjs()
        for kind, value in numbers.items():
            self._ledger.add(
                Identifier, {"person_id": person["id"], "kind": kind, "value": value, "verified": kind != BPJS}
            )
        place = self._village_names[person["village_id"]]
        everything = (*numbers.values(), card, person["phone"])
        line = search_line(Findable(someone.name, someone.birth_date, person["mother_name"], place, everything), today)
        self.words.update(line_words(line))
        self._ledger.add_plain(PersonSearch, {"person_id": person["id"], "text": line})
        self._extras(someone, person, today)

    def _extras(self, someone: Someone, person: Mapping[str, Any], today: date) -> None:
        if self._random.random() < 0.03:
            substance, reaction = self._random.choice(ALLERGENS)
            values = {"person_id": person["id"], "substance": substance, "reaction": reaction}
            self._ledger.add(Allergy, values, by=self._clerk)
        consent = edition_on("consent", today)
        child = someone.age(today) < consent.body["adult_age_years"]
        self._ledger.add(
            Consent,
            {
                "person_id": person["id"],
                "kind": "umum",
                "text_version": consent.version,
                "given_by": person["mother_name"] if child else someone.name,
                "guardian_relation": "ibu" if child else "",
            },
            by=self._clerk,
        )
