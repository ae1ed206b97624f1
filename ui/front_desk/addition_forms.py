"""What is added to a person who is known: an allergy, a consent, that they died or moved away."""

from datetime import date
from typing import Any
from uuid import UUID

from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.person.person_data import ConsentGiven
from ilp_desktop.services.person.person_reads import PersonFile
from ui.context import PageContext
from ui.front_desk.consent_field import ConsentField
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.person_strip import PersonStrip
from ui.front_desk.wording import is_minor
from ui.widgets.area_fields import AreaChoice
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import ALLERGY, CONSENT, LEAVING, place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

HERE = "di_sini"


class AdditionForm(FormPanel):
    """A short form about one person; what was left unsaved about somebody is still there when they are seen again."""

    kind = ""

    def __init__(self, context: PageContext, form: FieldForm) -> None:
        super().__init__(context, form)
        self.strip = PersonStrip(context)
        self.file: PersonFile | None = None
        self._drafts: dict[UUID, dict[str, object]] = {}
        self.head.addWidget(self.strip, 1)
        self.body.addWidget(form)
        self.body.addStretch(1)

    def start(self, file: PersonFile) -> None:
        """Ask about this person."""
        if self.file is None or self.file.id != file.id:
            kept = self.keeper.take_up(place_of(self.kind, file.id))
            if self.file is not None:
                self._drafts[self.file.id] = self.typed()
            self.form.clear()
            self.form.set_values(self._drafts.pop(file.id, {}) if kept is None else answers_of(kept.typed))
            self.say_problem("", "")
            if kept is not None:
                self.keeper.say_shown(kept)
        self.file = file
        self.strip.show_person(file)
        self.form.focus_first()

    def snapshot(self) -> dict[str, Any] | None:
        """Return what is typed as plain values, None when nothing is that is not saved."""
        typed = {name: value for name, value in self.typed().items() if value}
        return plain_answers(typed) if typed else None

    def person(self) -> PersonFile:
        """Return whom the form is about."""
        if self.file is None:
            raise AssertionError("the form is used before a person is shown")
        return self.file

    def finish(self, told: str) -> None:
        """Go back after saving."""
        self.form.clear()
        self.context.messages.info(told)
        self.back_wanted.emit()


class AllergyForm(AdditionForm):
    """One allergy more."""

    kind = ALLERGY

    def __init__(self, context: PageContext) -> None:
        form = FieldForm(columns=2)
        super().__init__(context, form)
        self.substance = TextField("substance", "Alergi obat atau bahan", required=True, max_length=80)
        self.reaction = TextField("reaction", "Reaksi", hint="misalnya ruam, sesak", max_length=120)
        form.add_section("Alergi baru")
        form.add_all(self.substance, self.reaction)

    def save(self) -> None:
        """Store the allergy."""
        registration, user, person_id = self.context.house.registration, self.context.user, self.person().id
        substance, reaction = self.substance.text(), self.reaction.text()
        self.submit(
            lambda: registration.add_allergy(user, person_id, substance, reaction),
            lambda _: self.finish(f"Alergi {substance} tercatat."),
        )


class ConsentForm(AdditionForm):
    """General consent: its text, who gives it, and for a child the guardian."""

    kind = CONSENT

    def __init__(self, context: PageContext) -> None:
        form = FieldForm(columns=2)
        super().__init__(context, form)
        self.consent = ConsentField("consent", context.today)
        self.guardian = TextField("guardian", "Hubungan wali dengan anak", hint="misalnya ibu", max_length=40)
        form.add(self.consent, span=2)
        form.add(self.guardian)

    def start(self, file: PersonFile) -> None:
        """Ask about this person; the guardian only for a child."""
        born = file.data.birth_date
        minor = born is not None and is_minor(born, self.context.today())
        self.form.hide_fields(() if minor else ("guardian",))
        super().start(file)

    def save(self) -> None:
        """Store the consent with the version of its text and the time."""
        registration, user, person_id = self.context.house.registration, self.context.user, self.person().id
        guardian = "" if self.guardian.isHidden() else self.guardian.text()
        given = ConsentGiven(self.consent.text(), guardian)
        self.submit(
            lambda: registration.consent(user, person_id, given), lambda _: self.finish("Persetujuan tercatat.")
        )


class LeavingForm(AdditionForm):
    """That a person died or moved away, or came back; nothing is due for who is gone."""

    kind = LEAVING

    def __init__(self, context: PageContext) -> None:
        form = FieldForm(columns=2)
        super().__init__(context, form)
        choices = [(HERE, "Masih di wilayah ini"), *((why.value, why.value.capitalize()) for why in Leaving)]
        self.why = ChoiceField("why", "Keadaan", choices, required=True)
        self.day = DateField("left_on", "Sejak tanggal", self._read)
        self.new_head = AreaChoice("new_head", "Kepala keluarga yang baru")
        form.add_section("Meninggal atau pindah")
        form.add_all(self.why, self.day, self.new_head)

    def start(self, file: PersonFile) -> None:
        """Ask about this person; who follows is asked only of a head who leaves others behind."""
        family = file.family
        head = family is not None and family.head is not None and family.head.id == file.id
        others = [one for one in family.living if one.id != file.id] if family else []
        self.new_head.offer([(str(one.id), one.name) for one in others])
        self.form.hide_fields(() if head and others else ("new_head",))
        super().start(file)

    def save(self) -> None:
        """Store why and since when the person is gone."""
        file, chosen, day = self.person(), self.why.value(), self.day.value()
        if not chosen:
            self.show_errors({"why": "Pilih keadaannya."})
            return
        why = None if chosen == HERE else Leaving(chosen)
        registration, user = self.context.house.registration, self.context.user
        gone_on = day if isinstance(day, date) and why is not None else None
        follower = self.new_head.value()
        new_head = UUID(follower) if follower else None
        self.submit(
            lambda: registration.leave(user, file.id, file.version, why, gone_on, new_head=new_head),
            lambda _: self.finish("Keadaan orang ini tercatat."),
        )

    def _read(self, text: str) -> TypedDate:
        return parse_date(text, self.context.today())
