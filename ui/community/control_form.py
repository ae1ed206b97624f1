"""Kontrol di luar Puskesmas: how somebody stands, where and when the control was, and the forms of it."""

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace, NextControl
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.ncd.outside_control import ControlSheet, OutsideControl, outside_places
from ui.community.control_state import StateLines
from ui.community.second_control import AGAIN, REASON, SecondControl
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.date_field import DateField
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import OUTSIDE_CONTROL, place_of
from ui.widgets.field_form import FieldForm
from ui.widgets.form_view import FormView
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key, scrolled

TITLE = "Kontrol {name}, {age} · No. RM {number}"
DAY, PLACE, FORMS, SURE = "day", "place", "forms", "sure"
OF_HEAD = (DAY, PLACE, AGAIN, REASON)
CHOOSE_PLACE = "Pilih tempat kontrol."
SAVED, SEND = "Kontrol {name} tersimpan. Berikutnya {day}, {place}.", "{name}: ke {place} sekarang."
NOTHING = "Belum ada yang diisi."


class ControlForm(Card):
    """One person's control.

    Attributes:
        state: how the person stands.
        head: day and place; both stay for the next person, for one day at a Pustu is many controls.
        second: what it is to a control of that day and place that is written down.
        views: the forms, one a disease.
        keeper: keeps what is typed and not saved.

    Signals:
        saved(): a control is stored.
        left(): the user goes back; what is typed stays as a draft.
    """

    saved = Signal()
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Kontrol")
        self._context = context
        self._sheet: ControlSheet | None = None
        self._client_id = context.house.uow.identities.new()
        self._saving = False
        self._left: dict[UUID, dict[str, Any]] = {}
        self.views: dict[str, FormView] = {}
        self.keeper = DraftKeeper(context, self._snapshot, self, lambda: self._saving)
        self.state = StateLines()
        self.head = FieldForm(2)
        self.day = DateField(DAY, "Tanggal kontrol", self._parse, required=True)
        self.day.set_value(context.today())
        self.place = ChoiceButtons(PLACE, "Tempat", outside_places(context.today()), required=True)
        self.head.add_all(self.day, self.place)
        self.second = SecondControl(self.head)
        self.save_button = primary_button("Simpan", "save")
        self.back_button = quiet_button("Kembali")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self._go_back)
        self.day.finished.connect(self._read_again)
        self.place.changed.connect(self._offer)
        self.second.turned.connect(self._turn)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self._go_back)

    def start(self, person_id: UUID) -> None:
        """Ask what was measured of somebody."""
        self._client_id = self._context.house.uow.identities.new()
        self._read(person_id)

    def save(self) -> None:
        """Store what is typed, once."""
        sheet = self._sheet
        if self._saving or sheet is None or not self._is_right():
            return
        if self.is_blank():
            self._context.messages.note(NOTHING)
            return
        forms = tuple(view.filled() for view in self.views.values() if not view.is_blank())
        corrected, place = self.second.corrected(), str(self.place.value())
        wanted = OutsideControl(
            *(self._client_id, sheet.person_id, sheet.day, place, forms),
            again=self.second.is_another(),
            corrects=None if corrected is None else corrected.encounter_id,
            reason=self.second.reason.text(),
        )
        self._set_saving(saving=True)
        controls, user = self._context.house.outside_controls, self._context.user
        self.keeper.save(lambda: controls.record(user, wanted), self._on_saved, owner=self, failed=self._on_refused)

    def is_blank(self) -> bool:
        """Tell whether nothing is typed into any form."""
        return all(view.is_blank() for view in self.views.values())

    def _lay_out(self) -> None:
        self._forms = QWidget()
        self._column = QVBoxLayout(self._forms)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.save_button)
        self.add(self.state)
        self.add(self.second)
        self.add(self.head)
        self.add(scrolled(self._forms), 1)
        self._conclusions = QVBoxLayout()
        self._conclusions.setSpacing(4)
        self.body.addLayout(self._conclusions)
        self.body.addLayout(row)

    def _parse(self, text: str) -> TypedDate:
        return parse_date(text, self._context.today())

    def _is_right(self) -> bool:
        """Show what is wrong or missing and go to the first of it."""
        if not self.head.check():
            return False
        if self.place.value() is None:
            self.head.show_errors({PLACE: CHOOSE_PLACE})
            return False
        if not self.second.is_told():
            return False
        return all(view.check() for view in self.views.values() if not view.is_blank())

    def _read_again(self) -> None:
        """Read the person again for another day, by whose rules the forms then ask."""
        if self._sheet is not None and self.day.value() not in (None, self._sheet.day):
            self._read(self._sheet.person_id)

    def _read(self, person_id: UUID) -> None:
        day = self.day.value()
        if not isinstance(day, date):
            day = self._context.today()
            self.day.set_value(day)
        controls, user = self._context.house.outside_controls, self._context.user
        self._context.jobs.read(
            lambda: controls.sheet(user, person_id, day), self._show, owner=self, failed=self._on_unknown, key="sheet"
        )

    def _show(self, sheet: ControlSheet) -> None:
        """Show a person; what was typed before and not stored stands there again."""
        same = self._sheet is not None and self._sheet.person_id == sheet.person_id
        typed = self._snapshot() if same else None
        self._sheet = sheet
        self.set_title(TITLE.format(name=sheet.name, age=sheet.age, number=sheet.record_number))
        self.state.show_sheet(sheet)
        self._make_views(sheet)
        if not same:
            kept = self.keeper.take_up(place_of(OUTSIDE_CONTROL, sheet.person_id))
            typed = self._left.pop(sheet.person_id, None) or (dict(kept.typed) if kept else None)
            if kept is not None:
                self.keeper.say_shown(kept)
        self._show_typed(typed)
        self._offer()
        if self.place.value() is None:
            self.head.go_to(self.place)
        elif self.views and not same:
            next(iter(self.views.values())).focus_first()

    def _offer(self) -> None:
        """Ask what this control is to one that is written down at the place chosen."""
        self.second.offer(() if self._sheet is None else self._sheet.recorded, self.place.value())
        self._turn()

    def _turn(self) -> None:
        """Show what was answered then to correct it, and only what is typed here for a control of its own."""
        corrected = self.second.corrected()
        stored = {} if corrected is None else corrected.answers
        for code, view in self.views.items():
            typed, sure = view.typed_here(), view.filled().confirmations
            view.set_answers(stored.get(code, {}))
            view.show_typed(FilledForm(code, {**view.filled().typed, **typed}, sure))

    def _make_views(self, sheet: ControlSheet) -> None:
        for column in (self._column, self._conclusions):
            while item := column.takeAt(0):
                part = item.widget()
                if part is not None:
                    part.deleteLater()
        self.views = {}
        for form in sheet.forms:
            view = FormView(form, sheet.facts, self._context.house.screening)
            view.begin(form, sheet.facts, None, sheet.earlier)
            view.changed.connect(self.keeper.touched)
            self.views[form.code] = view
            self._column.addWidget(label(form.title, "section"))
            self._column.addWidget(view)
            self._conclusions.addWidget(view.conclusion_line)
        self._column.addStretch(1)
        views = list(self.views.values())
        for view, following in itertools.pairwise(views):
            view.set_next(following)
        if views:
            views[-1].set_save_button(self.save_button)

    def _show_typed(self, typed: Mapping[str, Any] | None) -> None:
        if typed is None:
            return
        for code, view in self.views.items():
            if code in typed[FORMS]:
                view.show_typed(FilledForm(code, typed[FORMS][code], frozenset(typed[SURE].get(code, ()))))

    def _snapshot(self) -> dict[str, Any] | None:
        typed = {code: dict(view.typed_here()) for code, view in self.views.items() if view.typed_here()}
        if not typed:
            return None
        sure = {code: sorted(self.views[code].filled().confirmations) for code in typed}
        return {FORMS: typed, SURE: sure}

    def _on_saved(self, following: NextControl) -> None:
        self._set_saving(saving=False)
        name = self._sheet.name if self._sheet is not None else ""
        place = _where(following, self._sheet)
        if following.at_once:
            self._context.messages.warn(SEND.format(name=name, place=place), following.why)
        else:
            day = indonesian_date(following.on)
            self._context.messages.info(SAVED.format(name=name, day=day, place=place))
        self._forget()
        self.saved.emit()

    def _on_refused(self, error: UserError) -> None:
        self._set_saving(saving=False)
        if not isinstance(error, WrongAnswers):
            self._context.messages.problem(error)
            return
        left = self.head.show_errors({name: text for name, text in error.fields.items() if name in OF_HEAD})
        if AGAIN in error.fields and self._sheet is not None:
            self._read(self._sheet.person_id)
        for code, view in self.views.items():
            own = {name.removeprefix(f"{code}."): text for name, text in error.fields.items() if name.startswith(code)}
            if own:
                view.show_wrong(own)
        if left or "" in error.fields:
            self._context.messages.problem(error)

    def _on_unknown(self, error: UserError) -> None:
        self._context.messages.problem(error)
        if self._sheet is None:
            self.left.emit()

    def _forget(self) -> None:
        self._make_views_none()
        self.keeper.leave()

    def _make_views_none(self) -> None:
        self._sheet, self.views = None, {}
        self.second.offer((), None)

    def _go_back(self) -> None:
        typed = self._snapshot()
        if self._sheet is not None and typed is not None:
            self._left[self._sheet.person_id] = typed
        self.keeper.leave()
        self._make_views_none()
        self.left.emit()

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        self.save_button.setEnabled(not saving)


def _where(following: NextControl, sheet: ControlSheet | None) -> str:
    """Return where the next control is, the Pustu by its name where that is known."""
    pustu = sheet.pustu if sheet is not None else ""
    return pustu if pustu and following.place is ControlPlace.PUSTU else following.place.value
