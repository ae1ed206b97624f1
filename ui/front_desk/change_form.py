"""Changing what is known about somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from ilp_desktop.domain.errors import StaleRecord
from ilp_desktop.domain.queue.visit_words import BpjsStatus
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.growth.growth_changes import GrowthChange
from ilp_desktop.services.person.person_data import PersonData, person_problems
from ilp_desktop.services.person.person_reads import PersonFile
from ui.context import PageContext
from ui.front_desk.duplicate_finder import DuplicateFinder
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.identity_checks import IdentityChecks
from ui.front_desk.person_fields import PersonFields
from ui.front_desk.person_strip import PersonStrip
from ui.palette import Tone
from ui.widgets.date_field import date_text
from ui.widgets.draft_places import CHANGE, place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.page import scrolled

COMPARE = "Yang berubah ditandai di bawah isiannya. Bandingkan, lalu simpan lagi."
SAVE_AGAIN = "Tekan Simpan sekali lagi bila tanggal lahir memang salah."
FIELD_OF = {"mother_id": "mother", "village_id": "village", "birth_date_estimated": "birth_date"}
DATA_OF = {"mother": "mother_id", "village": "village_id", "outside_area": "outside_village"}


@dataclass(frozen=True)
class _Draft:
    """Changes that were left before they were saved, and what they started from."""

    file: PersonFile
    values: Mapping[str, object]
    before: Mapping[str, object]
    estimated: bool


class ChangeForm(FormPanel):
    """The form for a person who is known; what somebody else changed meanwhile is laid beside what is typed.

    Attributes:
        duplicates: tells of other people who may be the same.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, FieldForm(columns=3))
        self.fields = PersonFields(self.form, context)
        self.checks = IdentityChecks(self.fields, context.today)
        self.duplicates = DuplicateFinder(context, self.fields)
        self.strip = PersonStrip(context)
        self._file: PersonFile | None = None
        self._drafts: dict[UUID, _Draft] = {}
        self._before: dict[str, object] = {}
        self._touched = False
        self._told: set[date | None] = set()
        self.head.addWidget(self.strip, 1)
        self.body.addWidget(scrolled(self.form))
        self.form.changed.connect(self._on_changed)

    def set_area(self, area: tuple[VillageArea, ...]) -> None:
        """Offer the villages of the working area."""
        self.fields.domicile.set_area(area)

    def start(self, file: PersonFile) -> None:
        """Show a person, or go on with what was typed about them before."""
        if self.is_saving():
            return
        same = self._file is not None and self._file.id == file.id
        if not (same and self._touched):
            kept = self.keeper.take_up(place_of(CHANGE, file.id))
            self._put_aside()
            self._begin(file)
            if kept is not None:
                self._take_up(kept.typed)
                self.keeper.say_shown(kept)
        self.form.focus_first()

    def snapshot(self) -> dict[str, Any] | None:
        """Return what is typed as plain values, None when nothing is that is not saved."""
        if not self._touched:
            return None
        return {
            "before": plain_answers(self._before),
            "answers": plain_answers(self.typed()),
            "estimated": self.fields.birth.is_estimated(),
        }

    def save(self) -> None:
        """Check everything at once, then store."""
        file = self._opened()
        data = self._data()
        problems = person_problems(data, self.context.today()) | self.fields.problems()
        if problems:
            self.show_errors(problems)
            return
        if data.birth_date != file.data.birth_date and data.birth_date not in self._told:
            self._tell_first(file.id, data.birth_date)
            return
        registration, user = self.context.house.registration, self.context.user
        self.submit(lambda: registration.change(user, file.id, file.version, data), lambda _: self._on_saved())

    def _tell_first(self, person_id: UUID, birth_date: date | None) -> None:
        """Say what another birth date changes in the growth on record; the next press saves it."""
        world = self.context
        if birth_date is None:
            return

        def told(found: GrowthChange) -> None:
            self._told.add(birth_date)
            if found.text:
                self.say_problem(found.text, SAVE_AGAIN)
            else:
                self.save()

        world.jobs.read(
            lambda: world.house.growth_care.birth_date_change(world.user, person_id, birth_date),
            told,
            owner=self,
            failed=lambda error: self.say_problem(error.message, error.remedy),
            key="birth_date",
        )

    def on_stale(self, error: StaleRecord) -> None:
        """Read the person again and lay the other's changes beside what is typed."""
        person_id, user = self._opened().id, self.context.user
        self.say_problem(error.message, COMPARE)
        self.context.jobs.read(
            lambda: self.context.house.registration.person(user, person_id), self._compare, owner=self, key="stale"
        )

    def _begin(self, file: PersonFile) -> None:
        draft = self._drafts.pop(file.id, None)
        self._file = file if draft is None else draft.file
        self._touched = draft is not None
        self._told.clear()
        self.strip.show_person(file)
        self.form.clear()
        if draft is None:
            self.fields.fill(file.data)
            self._before = self.typed()
        else:
            self._before = dict(draft.before)
            self.form.set_values(draft.values)
            self.fields.domicile.refresh()
            self.fields.birth.set_estimated(estimated=draft.estimated)
        self.say_problem("", "")
        self.checks.start()
        self.duplicates.start(file.id, file.family.id if file.family else None)

    def _put_aside(self) -> None:
        """Keep what was typed about one person while this form serves another."""
        if self._touched and self._file is not None:
            self._drafts[self._file.id] = _Draft(
                self._file, self.typed(), self._before, self.fields.birth.is_estimated()
            )
        self._touched = False

    def _take_up(self, kept: Mapping[str, Any]) -> None:
        """Show what an earlier run of the program kept, over what is stored now; tell where both were changed."""
        before, typed, stored = answers_of(kept["before"]), answers_of(kept["answers"]), self._before
        mine = {name: value for name, value in typed.items() if value != before.get(name)}
        self.form.set_values(mine)
        self.fields.domicile.refresh()
        if "birth_date" in mine:
            self.fields.birth.set_estimated(estimated=kept["estimated"])
        self.fields.show_what_applies()
        self._touched = True
        for name in mine:
            if stored.get(name) != before.get(name):
                self._mark(DATA_OF.get(name, name), self._opened(), kept=True)

    def _opened(self) -> PersonFile:
        if self._file is None:
            raise AssertionError("the form is used before a person is shown")
        return self._file

    def _data(self) -> PersonData:
        """Return what is typed; a card that was looked up today is dated today."""
        data, before = self.fields.data(), self._opened().data
        checked_on = before.bpjs_checked_on
        if data.bpjs_status is not before.bpjs_status:
            checked_on = None if data.bpjs_status is BpjsStatus.UNCHECKED else self.context.today()
        return replace(data, bpjs_checked_on=checked_on)

    def _on_changed(self, _name: str) -> None:
        self._touched = True

    def _on_saved(self) -> None:
        self._touched = False
        self.context.messages.info("Perubahan tersimpan.")
        self.back_wanted.emit()

    def _compare(self, now: PersonFile) -> None:
        """Take over what only the other changed; keep what is typed and tell what is stored."""
        before, typed = self._opened().data, self._data()
        names = [one.name for one in fields(PersonData)]
        mine = {name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(before, name)}
        theirs = [name for name in names if getattr(now.data, name) != getattr(before, name)]
        self._file = now
        self.fields.fill(now.data)
        self._before = self.typed()
        self.fields.fill(replace(now.data, **mine))
        self.strip.show_person(now)
        for name in theirs:
            self._mark(name, now, kept=name in mine)

    def _mark(self, name: str, now: PersonFile, *, kept: bool) -> None:
        field_name = FIELD_OF.get(name, name)
        if field_name not in self.form.names():
            return
        spelled = {"village_id": now.village, "mother_id": now.data.mother_name}
        stored = spelled[name] if name in spelled else _shown(getattr(now.data, name))
        words = f"Tersimpan kini: {stored or 'kosong'}" if kept else "Baru saja diperbarui petugas lain"
        self.form.field(field_name).set_note(words, Tone.WARN if kept else Tone.INFO)


def _shown(value: object) -> str:
    """Return a stored value as a field shows it."""
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, Sex):
        return value.word
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return str(value.value) if isinstance(value, Enum) else str(value or "")
