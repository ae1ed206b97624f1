"""Opening a visit: why somebody comes, triage, and the klaster that is proposed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.routing import RouteProposal
from ilp_desktop.domain.queue.triage import parse_triage, triage_choices
from ilp_desktop.domain.queue.visit_words import DOCUMENTS, Payer
from ilp_desktop.services.person.person_reads import PersonFile
from ilp_desktop.services.queue.visits import LONGEST_COMPLAINT, LONGEST_REASON, IssuedTicket, NewVisit, VisitFacts
from ui.context import PageContext
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.person_strip import PersonStrip
from ui.front_desk.proposal_panel import ProposalPanel
from ui.front_desk.triage_field import TriageField
from ui.front_desk.wording import PAYER_CHOICES, payer_line
from ui.palette import Tone
from ui.widgets.choice_field import ChoiceButtons, TickField
from ui.widgets.draft_places import VISIT_FORM, place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.many_field import ManyField
from ui.widgets.page import scrolled
from ui.widgets.text_fields import TextField

SICK, HEALTHY, CATIN = "sakit", "sehat", "catin"
RECEIVING = (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS, Klaster.CROSS)
OVERRIDE = ("klaster", "klaster_reason")
SECOND = "second_reason"
MEANT = "Kunjungan hari ini masih terbuka; isi hanya bila kunjungan kedua memang dimaksud."
NOT_SEEN = "Baca usulan klasternya dahulu, lalu tekan Simpan lagi."


@dataclass(frozen=True)
class _Draft:
    """A visit that was left before it was saved."""

    client_id: UUID
    values: Mapping[str, object]
    overriding: bool


class VisitForm(FormPanel):
    """The form for a visit; its proposal is read again at every answer it depends on.

    Signals:
        issued(IssuedTicket, RouteProposal): the ticket is made.
    """

    issued = Signal(object, object)

    def __init__(self, context: PageContext, number_held: Callable[[], UUID | None] = lambda: None) -> None:
        super().__init__(context, FieldForm(columns=3), "Simpan dan cetak tiket")
        self._number_held = number_held
        self.strip = PersonStrip(context)
        self.proposal = ProposalPanel()
        self._file: PersonFile | None = None
        self._client_id = context.house.uow.identities.new()
        self._drafts: dict[UUID, _Draft] = {}
        self._touched = False
        self._overriding = False
        self._build_fields()
        self.head.addWidget(self.strip, 1)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self.proposal)
        layout.addStretch(1)
        self.body.addWidget(scrolled(inside))
        self.form.changed.connect(self._on_changed)
        self.proposal.other_wanted.connect(self._on_other_wanted)

    def start(self, file: PersonFile) -> None:
        """Begin a visit of this person, or go on with one that was left."""
        if self.is_saving():
            return
        same = self._file is not None and self._file.id == file.id
        if same and self._touched:
            self.renew(file)
        else:
            kept = self.keeper.take_up(place_of(VISIT_FORM, file.id))
            self._put_aside()
            self._begin(file, self._drafts.pop(file.id, None) if kept is None else _draft_of(kept.typed))
            if kept is not None:
                self.keeper.say_shown(kept)
        self.form.go_to(self.sick)

    def renew(self, file: PersonFile) -> None:
        """Take notice of what somebody else did for this person meanwhile, a visit opened before all; typing stays."""
        if self._file is not None and self._file.id == file.id:
            self._file = file
            self._override(wanted=self._overriding)

    def snapshot(self) -> dict[str, Any] | None:
        """Return what is typed as plain values, None when nothing is that is not saved."""
        if not self._touched:
            return None
        return {
            "client_id": str(self._client_id),
            "answers": plain_answers(self.typed()),
            "overriding": self._overriding,
        }

    def save(self) -> None:
        """Check everything at once, then open the visit; nobody accepts a proposal they have not seen."""
        problems = self._problems()
        if problems:
            self.show_errors(problems)
            return
        proposal = self.proposal.proposal
        if proposal is None:
            self.say_problem(NOT_SEEN, "")
            return
        chosen = self.klaster.value() if self._overriding else None
        wanted = NewVisit(
            client_id=self._client_id,
            person_id=self._opened().id,
            facts=self._facts(),
            payer=Payer(self.payer.value()),
            complaint=self.complaint.text(),
            documents=self.documents.value() or (),
            control=self.control.value(),
            klaster=Klaster(int(chosen)) if chosen else None,
            klaster_reason=self.reason.text() if chosen else "",
            number_id=self._number_held(),
            second_reason=self.second.text() if self._opened().open_today is not None else "",
        )
        visits, user = self.context.house.visits, self.context.user
        self.submit(lambda: visits.open(user, wanted), lambda ticket: self._on_issued(ticket, proposal))

    def _build_fields(self) -> None:
        form = self.form
        self.payer = ChoiceButtons("payer", "Penjamin kunjungan ini", PAYER_CHOICES, required=True)
        self.control = TickField("control", "Jenis kunjungan", statement="Kontrol")
        self.documents = ManyField("documents", "Dokumen yang dibawa", [(one, one) for one in DOCUMENTS], columns=5)
        form.add(self.payer, span=2)
        form.add(self.control)
        form.add(self.documents, span=3)
        reasons = [(SICK, "1 Sakit"), (HEALTHY, "2 Sehat"), (CATIN, "3 Catin")]
        self.sick = ChoiceButtons("sick", "Datang", reasons, required=True)
        self.complaint = TextField("complaint", "Keluhan", hint="beberapa kata", max_length=LONGEST_COMPLAINT)
        self.triage = TriageField("triage", "Triase: tanyakan, ketik angkanya")
        klasters = [(str(one.value), one.label.replace("&", "&&")) for one in RECEIVING]
        self.klaster = ChoiceButtons("klaster", "Klaster yang dipilih", klasters, required=True)
        self.reason = TextField(
            "klaster_reason", "Alasan memilih klaster lain", required=True, max_length=LONGEST_REASON
        )
        form.add(self.sick)
        form.add(self.complaint, span=2)
        form.add(self.triage, span=3)
        form.add(self.klaster, span=2)
        form.add(self.reason)
        self.second = TextField(
            "second_reason", "Alasan kunjungan kedua hari ini", required=True, max_length=LONGEST_REASON
        )
        form.add(self.second, span=3)
        form.hide_fields((*OVERRIDE, SECOND))

    def _begin(self, file: PersonFile, draft: _Draft | None) -> None:
        self._file = file
        self.form.clear()
        self.strip.show_person(file)
        born, today = file.data.birth_date, self.context.today()
        if born is not None and file.data.sex is not None:
            self.triage.offer(triage_choices(file.data.sex, age_on(born, today)))
        self.payer.set_value(file.data.payer.value if file.data.payer else None)
        self.payer.set_note(f"Tercatat: {payer_line(file.data)}", self._payer_tone(file))
        if draft is not None:
            self.form.set_values(draft.values)
        self._client_id = self.context.house.uow.identities.new() if draft is None else draft.client_id
        self._touched = draft is not None
        self._override(wanted=draft is not None and draft.overriding)
        self.say_problem("", "")
        self._propose()

    def _payer_tone(self, file: PersonFile) -> Tone:
        return (
            Tone.WARN if file.data.payer and file.data.payer.is_bpjs and not file.data.registered_fktp else Tone.NEUTRAL
        )

    def _put_aside(self) -> None:
        """Keep what was typed for one person while this form serves another."""
        if self._touched and self._file is not None:
            self._drafts[self._file.id] = _Draft(self._client_id, self.typed(), self._overriding)
        self._touched = False

    def _opened(self) -> PersonFile:
        if self._file is None:
            raise AssertionError("the form is used before a person is shown")
        return self._file

    def _facts(self) -> VisitFacts:
        return VisitFacts(self.triage.text(), sick=self.sick.value() == SICK, catin=self.sick.value() == CATIN)

    def _problems(self) -> dict[str, str]:
        found = {
            "payer": "" if self.payer.value() else "Pilih penjamin.",
            "sick": "" if self.sick.value() else "Pilih sakit, sehat, atau catin.",
            "triage": self._triage_problem(),
        }
        if self._opened().open_today is not None:
            found[SECOND] = "" if self.second.text() else "Tulis alasannya, atau pakai nomor yang sudah ada."
        if self._overriding:
            found["klaster"] = "" if self.klaster.value() else "Pilih klasternya."
            found["klaster_reason"] = "" if self.reason.text() or self._accepts() else "Tulis alasannya."
        return {name: text for name, text in found.items() if text}

    def _triage_problem(self) -> str:
        data = self._opened().data
        if data.sex is None or data.birth_date is None:
            raise AssertionError("a stored person has sex and birth date")
        return parse_triage(self.triage.text(), data.sex, age_on(data.birth_date, self.context.today())).problem

    def _accepts(self) -> bool:
        """Tell whether the klaster chosen is the proposed one after all."""
        proposal = self.proposal.proposal
        return proposal is not None and self.klaster.value() == str(proposal.klaster.value)

    def _on_changed(self, name: str) -> None:
        self._touched = True
        if name in ("triage", "sick"):
            self._propose()

    def _propose(self) -> None:
        """Read the proposal anew for what is answered now."""
        self.proposal.show_proposal(None)
        if self.sick.value() is None or not self.triage.text():
            return
        facts, user, person_id = self._facts(), self.context.user, self._opened().id

        def shown(proposal: RouteProposal) -> None:
            if self._file is not None and (person_id, facts) == (self._file.id, self._facts()):
                self.proposal.show_proposal(proposal)

        self.context.jobs.read(
            lambda: self.context.house.visits.propose(user, person_id, facts),
            shown,
            owner=self,
            failed=self._on_not_proposed,
            key="propose",
        )

    def _on_not_proposed(self, error: UserError) -> None:
        if isinstance(error, WrongAnswers):
            self.triage.set_error(error.fields.get("triage", ""))
        else:
            self.say_problem(error.message, error.remedy)

    def _on_other_wanted(self) -> None:
        self._override(wanted=not self._overriding)
        self.form.go_to(self.klaster if self._overriding else self.triage)

    def _override(self, *, wanted: bool) -> None:
        """Ask for another klaster and why, or go back to the proposal."""
        self._overriding = wanted
        second = self._file is not None and self._file.open_today is not None
        self.second.set_note(MEANT if second else "")
        self.form.hide_fields((*(() if wanted else OVERRIDE), *(() if second else (SECOND,))))
        self.proposal.other_button.setText("Pakai usulan" if wanted else "Klaster lain")

    def _on_issued(self, ticket: IssuedTicket, proposal: RouteProposal) -> None:
        self._touched = False
        self._file = None
        self.issued.emit(ticket, proposal)


def _draft_of(typed: Mapping[str, Any]) -> _Draft:
    """Return what an earlier run of the program kept."""
    return _Draft(UUID(typed["client_id"]), answers_of(typed["answers"]), typed["overriding"])
