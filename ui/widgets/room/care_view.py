"""What the classes of a sick child ask for: steps, doses, advice and the next visit."""

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from ilp_desktop.domain.care.medicine_dose import Dose
from ilp_desktop.domain.care.sick_child import Care, CarePlan, Colour
from ilp_desktop.domain.invitation import day_in_words
from ui.palette import Tone, current_palette
from ui.widgets.room.advice_view import CHILDREN, AdviceView, bullets, head, ink, source

TONES = {Colour.RED: Tone.BAD, Colour.YELLOW: Tone.WARN, Colour.GREEN: Tone.GOOD}
HELD = "Anak dirujuk: obat rawat jalan klasifikasi ini ditunda."
CLOSE = "margin-top:6px;margin-bottom:2px"
BEFORE, AT_HOME = "Obat sebelum dirujuk", "Obat"


class CareView(AdviceView):
    """The plan of the form in front."""

    word, tip = "Tata laksana", "Langkah, obat dengan dosisnya, nasihat, dan kunjungan ulang"
    print_word, title, file_name = "Cetak lembar ibu", "Nasihat untuk ibu", "nasihat-untuk-ibu.pdf"
    nothing = "Belum ada klasifikasi.", "Isi penilaian pada formulir; tata laksana muncul di sini.", "pill"

    def plan(self) -> CarePlan | None:
        """Return what the classes concluded so far ask for."""
        room, view = self.room, self.view
        return room.context.house.sick_children.plan(
            view.form.code, view.checked().answers, view.conclusion(), room.facts, room.file.patient.allergies
        )

    def words(self) -> str:
        """Return the plan as rich text."""
        plan = self.plan()
        return plan_words(plan) if plan else ""

    def letter(self) -> Mapping[str, object]:
        """Return the red classes, and what is given before the child leaves."""
        plan = self.plan()
        if plan is None or not plan.is_referred:
            return {}
        red = [care.words for care in plan.cares if care.colour is Colour.RED]
        others = [care.words for care in plan.cares if care.colour is Colour.YELLOW]
        given = [f"{dose.name} {dose.amount}" for dose in plan.doses if dose.amount]
        parts = (("Juga", others), ("Pengobatan sebelum dirujuk menurut bagan", given))
        told = [f"{word}: {', '.join(lines)}." for word, lines in parts if lines]
        return {
            "clinic": CHILDREN,
            "emergency": True,
            "reason_note": "; ".join(red),
            "findings": " ".join((f"{'; '.join(red)}.", *told)),
        }

    def pdf(self, encounter_id: UUID) -> bytes:
        """Return the sheet for the mother."""
        world = self.room.context
        return world.house.sick_children.pdf(world.user, encounter_id, self.view.form.code)


def plan_words(plan: CarePlan) -> str:
    """Return a plan as rich text."""
    parts = [_care(care) for care in plan.cares]
    if plan.doses:
        parts += [head(BEFORE if plan.is_referred else AT_HOME), _doses(plan.doses)]
    if not plan.is_referred:
        again = [day_in_words(plan.return_on)] if plan.return_on else []
        for title, lines in (
            ("Di rumah", plan.home),
            ("Kunjungan ulang", [*again, *plan.return_if]),
            ("Segera kembali bila", plan.back),
        ):
            parts += [head(title) + bullets(lines)] if lines else []
    return "".join((*parts, source(plan.source)))


def _care(care: Care) -> str:
    fill, letters = current_palette().chip(TONES[care.colour], strong=care.colour is Colour.RED)
    chip = (
        f'<span style="background-color:{fill.name()};color:{letters.name()}">&nbsp;'
        f"{escape(care.colour.value.upper())}&nbsp;</span>"
    )
    to = f" → rujuk ke {escape(care.refer_to)}" if care.refer_to else ""
    words = care.words.replace(f" ({care.colour.value})", "")
    steps = [*care.steps, *([HELD] if care.held else [])]
    return f'<p style="{CLOSE}">{chip}&nbsp; <b>{escape(words)}</b>{to}</p>{bullets(steps)}'


def _doses(doses: Sequence[Dose]) -> str:
    rows = "".join(
        f'<tr><td style="padding-right:16px"><b>{escape(dose.name)}</b></td>'
        f'<td style="padding-right:16px">{_amount(dose)}</td><td>{escape(dose.how)}</td></tr>'
        for dose in doses
    )
    return f'<table cellspacing="0" cellpadding="2">{rows}</table>'


def _amount(dose: Dose) -> str:
    if dose.problem:
        return f'<span style="color:{ink("danger")}">{escape(dose.problem)}</span>'
    return escape(dose.amount)
