"""What the tabs of a room are handed: the world, the visit that is open, and forms saved with the examination."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.parsing import as_typed
from ilp_desktop.forms.schema import Answers, Form, Sensitivity
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.form_view import FormView
from ui.widgets.room.opened_visit import OpenedForms, OpenedVisit, read_forms
from ui.widgets.room.stored_alerts import stored_alerts
from ui.widgets.room.world import RoomWorld


class RoomContext(QObject):
    """The room as its tabs see it.

    Attributes:
        context: services, jobs, messages, user, day and paper: the ``PageContext`` the room was given.
        klaster: whose room it is.

    Signals:
        typed(): an answer of any form view changed.
        form_read(str): the form of this code was read and can be shown.
        form_missing(str): it could not be read; the window says why.
        form_closed(str): its view is gone, since another patient came in.
        form_wanted(str): the form of this code is to be opened, as after a conclusion.
        referral_wanted(object): a letter is to be begun with these values of its form, by field name.
        certificate_wanted(str): a certificate of this kind is to be begun.
        reload_wanted(): ``reload`` was called.
    """

    typed = Signal()
    form_read = Signal(str)
    form_missing = Signal(str)
    form_closed = Signal(str)
    form_wanted = Signal(str)
    referral_wanted = Signal(object)
    certificate_wanted = Signal(str)
    reload_wanted = Signal()

    def __init__(self, context: RoomWorld, klaster: Klaster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.klaster = klaster
        self._visit: OpenedVisit | None = None
        self._views: dict[str, FormView] = {}
        self._idle: dict[str, FormView] = {}
        self._unseen: dict[str, tuple[Assessment, ...]] = {}

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
        and shows in it what the services refuse. The code must be named in ``OwnTab.forms``, or have been read by
        ``read_form``.
        """
        if form_code in self._idle:
            self._take_in(form_code, self._idle.pop(form_code))
        elif form_code not in self._views:
            view = FormView(self.visit.forms[form_code], self.facts, self.context.house.screening, columns=columns)
            self._take_in(form_code, view)
            view.changed.connect(lambda: self._share(view))
            view.changed.connect(self.typed)
            view.conclusion_line.follow_up_wanted.connect(self.form_wanted)
        return self._views[form_code]

    def has_form(self, form_code: str) -> bool:
        """Tell whether a form was read, so that ``form_view`` can show it."""
        return form_code in self.visit.forms

    def read_form(self, form_code: str) -> None:
        """Read a form in the background; ``form_read`` or ``form_missing`` tells the end."""
        world, file = self.context, self.file
        world.jobs.read(
            lambda: read_forms(world, file, (form_code,)),
            lambda opened: self._on_form_read(file, form_code, opened),
            owner=self,
            failed=lambda error: self._on_form_missing(file, form_code, error),
        )

    def may_open(self, form_code: str) -> bool:
        """Tell whether there is a form of this code that the user may see."""
        header = self.visit.headers.get(form_code)
        restricted = header is not None and header.sensitivity is Sensitivity.RESTRICTED
        return header is not None and (not restricted or self.context.user.may(Act.SEE_RESTRICTED))

    def views(self) -> Mapping[str, FormView]:
        """Return the form views that show this visit, by form code."""
        return self._views

    def alerts(self) -> Iterator[tuple[Form, Assessment]]:
        """Yield what has to be acted on, with the form that says it: of views, and of stored forms without one."""
        for view in self._views.values():
            yield from ((view.form, alert) for alert in view.alerts())
        for code in self._unseen.keys() - self._views.keys():
            yield from ((self.visit.forms[code], alert) for alert in self._unseen[code])

    def unfinished(self) -> Mapping[str, FormView]:
        """Return the forms begun at this visit that only lack answers, by code; a save leaves them as they are."""
        return {
            code: view
            for code, view in self._views.items()
            if code not in self.file.answers and view.has_typing() and not view.is_blank() and view.checked().unfinished
        }

    def collect(self) -> tuple[FilledForm, ...]:
        """Return what is to be stored; a blank form is among it only when it has been emptied."""
        left = self.unfinished()
        return tuple(
            view.filled()
            for code, view in self._views.items()
            if view.has_typing() and code not in left and (code in self.file.answers or not view.is_blank())
        )

    def empty(self, form_code: str) -> None:
        """Make a form blank; another that asks the same keeps what was typed into it or is stored."""
        view, told = self._views[form_code], dict[str, str]()
        view.show_typed(FilledForm(form_code, {}))
        for code, answers in self.file.answers.items():
            if code != form_code and code in self.visit.forms:
                told |= _as_asked(self.visit.forms[code], answers)
        for other in self._views.values():
            told |= other.typed_here()
        for other in self._views.values():
            if other is not view:
                common = _asked_by_both(view, other) - other.typed_here().keys()
                other.adopt({code: told.get(code, "") for code in common})
        self.typed.emit()

    def show_visit(self, visit: OpenedVisit) -> None:
        """Take the form views of a visit to it, and let the others go; whatever was typed into them is gone.

        A view shows the visit when somebody asks for it, as the tab it stands in does before it is seen, or when it
        asks what is stored or typed.
        """
        self._visit = visit
        made = {**self._views, **self._idle}
        for code in [code for code in made if code not in visit.forms]:
            made.pop(code).deleteLater()
            self.form_closed.emit(code)
        self._views, self._idle = {}, made
        self._wake_for_stored()

    def take_up(self, forms: Sequence[FilledForm]) -> None:
        """Show what was typed before and not stored, also where another form asks the same."""
        kept = [filled for filled in forms if filled.form_code in self.visit.forms]
        for filled in kept:
            self.form_view(filled.form_code).show_typed(filled)
        for view in [self._views[filled.form_code] for filled in kept]:
            for other in self._views.values():
                if other is not view:
                    other.adopt(_told_by(view, other))

    def renew(self, visit: OpenedVisit, stored: Sequence[FilledForm] = ()) -> None:
        """Show the same visit read again, keeping what was typed but for what has just been stored."""
        before, visit = self.visit, visit.with_forms(self.visit.opened)
        self._visit = visit
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
        self._wake_for_stored()

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

    def _on_form_read(self, file: EncounterFile, form_code: str, opened: OpenedForms) -> None:
        if self._visit is not None and self.file.encounter_id == file.encounter_id:
            self._visit = self._visit.with_forms(opened)
            self.form_read.emit(form_code)

    def _on_form_missing(self, file: EncounterFile, form_code: str, error: UserError) -> None:
        if self._visit is not None and self.file.encounter_id == file.encounter_id:
            self.context.messages.problem(error)
            self.form_missing.emit(form_code)

    def _take_in(self, form_code: str, view: FormView) -> None:
        """Let a view show the visit, with what others that ask the same were told."""
        self._begin(view)
        for other in self._views.values():
            view.adopt(_told_by(other, view))
        self._views[form_code] = view

    def _wake_for_stored(self) -> None:
        """Let the views show the visit that ask what is stored, so that what calls for somebody is told at once."""
        stored, forms = self.file.answers, self.visit.forms
        self._wake({code for answers in stored.values() for code in answers})
        unseen = [code for code in stored if code in forms and code not in self._views and self.may_open(code)]
        screening = self.context.house.screening
        self._unseen = {code: stored_alerts(forms[code], stored[code], self.facts, screening) for code in unseen}

    def _wake(self, questions: AbstractSet[str]) -> None:
        """Let the views show the visit that ask any of some questions."""
        for code in tuple(self._idle):
            if questions & {question.code for question in self.visit.forms[code].questions}:
                self._take_in(code, self._idle.pop(code))

    def _begin(self, view: FormView) -> None:
        form = self.visit.forms.get(view.form.code, view.form)
        own = self.file.answers.get(form.code, {})
        view.set_words(self.visit.words.get(form.code, {}))
        view.begin(form, self.facts, own, self.visit.earlier)
        for code, answers in self.file.answers.items():
            if code != form.code and code in self.visit.forms:
                other = {key: value for key, value in answers.items() if key not in own}
                view.adopt(_as_asked(self.visit.forms[code], other))

    def _share(self, view: FormView) -> None:
        """Show what is typed in one form also where another asks the same, so that no fact is typed twice."""
        self._wake(set(view.form_codes()))
        for other in self._views.values():
            if other is not view:
                other.adopt({code: view.filled().typed.get(code, "") for code in _asked_by_both(view, other)})


def _as_asked(form: Form, answers: Answers) -> dict[str, str]:
    """Return stored answers as they are typed, as far as the edition in force asks for them."""
    asked = (question for question in form.questions if question.code in answers)
    return {question.code: as_typed(question, answers[question.code]) for question in asked}


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
