"""What the tabs of a room are handed: the world, the visit that is open, and forms saved with the examination."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.services.encounters import EncounterFile
from ilp_desktop.services.screening import FilledForm
from ui.widgets.form_view import FormView
from ui.widgets.room.opened_visit import OpenedVisit
from ui.widgets.room.world import RoomWorld


class RoomContext(QObject):
    """The room as its tabs see it.

    Attributes:
        context: services, jobs, messages, user, day and paper: the ``PageContext`` the room was given.
        klaster: whose room it is.

    Signals:
        typed(): an answer of any form view changed.
        reload_wanted(): ``reload`` was called.
    """

    typed = Signal()
    reload_wanted = Signal()

    def __init__(self, context: RoomWorld, klaster: Klaster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.klaster = klaster
        self._visit: OpenedVisit | None = None
        self._views: dict[str, FormView] = {}

    @property
    def visit(self) -> OpenedVisit:
        """Return the visit that is open with all that was read; raises ``LookupError`` when none is."""
        if self._visit is None:
            raise LookupError("no visit is open")
        return self._visit

    @property
    def file(self) -> EncounterFile:
        """Return the visit that is open; raises ``LookupError`` when none is."""
        return self.visit.file

    @property
    def facts(self) -> Facts:
        """Return what forms know of the patient today; raises ``LookupError`` when no visit is open."""
        return self.visit.facts

    def reload(self) -> None:
        """Read the visit again, as after a pregnancy was started: every tab is shown it, and nothing typed is lost."""
        self.reload_wanted.emit()

    def form_view(self, form_code: str, *, columns: int = 3) -> FormView:
        """Return the one view of a form in this room, to be put into a tab's layout.

        The room fills it for each visit, puts it among what is saved, keeps what is typed while the patient is away,
        and shows in it what the services refuse. The code must be named in ``OwnTab.forms``.
        """
        if form_code not in self._views:
            view = FormView(self.visit.forms[form_code], self.facts, self.context.house.screening, columns=columns)
            self._begin(view)
            for other in self._views.values():
                view.adopt(_told_by(other, view))
            self._views[form_code] = view
            view.changed.connect(lambda: self._share(view))
            view.changed.connect(self.typed)
        return self._views[form_code]

    def views(self) -> Mapping[str, FormView]:
        """Return the form views made so far, by form code."""
        return self._views

    def collect(self) -> tuple[FilledForm, ...]:
        """Return what was typed and is not stored yet; a blank form is among it only when it has been emptied."""
        return tuple(
            view.filled()
            for code, view in self._views.items()
            if view.has_typing() and (code in self.file.answers or not view.is_blank())
        )

    def show_visit(self, visit: OpenedVisit) -> None:
        """Take every form view to a visit; whatever was typed into them is gone."""
        self._visit = visit
        for view in self._views.values():
            self._begin(view)

    def renew(self, visit: OpenedVisit, stored: Sequence[FilledForm] = ()) -> None:
        """Show the same visit read again, keeping what was typed but for what has just been stored."""
        before, self._visit = self.visit, visit
        for code, view in self._views.items():
            view.set_words(visit.words.get(code, {}))
            filled = view.filled()
            if filled in stored:
                self._begin(view)
            elif _differs(before, visit, code):
                typed = view.has_typing()
                self._begin(view)
                if typed:
                    view.show_typed(filled)

    def show_wrong(self, problems: Mapping[str, str]) -> tuple[str, ...]:
        """Show what the services refuse (``form.question`` to message); return the codes of the forms concerned."""
        by_form: dict[str, dict[str, str]] = {}
        for key, message in problems.items():
            code, _, question = key.partition(".")
            if code in self._views:
                by_form.setdefault(code, {})[question] = message
        for code, messages in by_form.items():
            self._views[code].show_wrong(messages)
        return tuple(by_form)

    def _begin(self, view: FormView) -> None:
        form = self.visit.forms.get(view.form.code, view.form)
        own = self.file.answers.get(form.code, {})
        view.set_words(self.visit.words.get(form.code, {}))
        view.begin(form, self.facts, own, self.visit.earlier)
        for code, answers in self.file.answers.items():
            if code != form.code and code in self.visit.forms:
                asked = self.visit.forms[code]
                view.adopt(
                    {key: as_typed(asked.question(key), value) for key, value in answers.items() if key not in own}
                )

    def _share(self, view: FormView) -> None:
        """Show what is typed in one form also where another asks the same, so that no fact is typed twice."""
        for other in self._views.values():
            if other is not view:
                other.adopt({code: view.filled().typed.get(code, "") for code in _asked_by_both(view, other)})


def _asked_by_both(view: FormView, other: FormView) -> set[str]:
    return set(view.form_codes()) & set(other.form_codes())


def _told_by(view: FormView, other: FormView) -> dict[str, str]:
    """Return what is typed in a view of all that another asks too."""
    common = _asked_by_both(view, other)
    return {code: text for code, text in view.filled().typed.items() if code in common}


def _differs(before: OpenedVisit, now: OpenedVisit, code: str) -> bool:
    """Tell whether a form looks different in a visit read again."""
    seen = [(one.file.answers.get(code), one.facts, one.earlier, one.forms.get(code)) for one in (before, now)]
    return seen[0] != seen[1]
