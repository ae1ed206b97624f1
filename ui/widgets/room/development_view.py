"""How parents help a child with what it has not reached of a KPSP form, the missed aspects first."""

from collections.abc import Mapping
from html import escape
from uuid import UUID

from ui.widgets.room.advice_view import CHILDREN, AdviceView, bullets, head

USUAL, NOTED = "Stimulasi sesuai umur", "Belum tercapai, catat pada rujukan bila dirujuk"


class DevelopmentView(AdviceView):
    """Stimulation by aspect."""

    word, tip = "Stimulasi", "Yang dilatih orang tua di rumah, menurut aspek"
    print_word, title, file_name = "Cetak lembar ibu", "Nasihat untuk ibu", "stimulasi-anak.pdf"

    def words(self) -> str:
        """Return what was missed with what helps, and what helps any child of the age."""
        development, facts = self.room.context.house.development, self.room.facts
        missed = development.missed(self.view.form, self.view.checked().answers, facts)
        parts = []
        if missed:
            parts.append(head(NOTED))
        for one in missed:
            count = f"{one.aspect.label} ({one.aspect.value}): {len(one.missed)} dari {one.asked} butir"
            parts.append(f'<p style="margin-top:6px;margin-bottom:2px"><b>{escape(count)}</b></p>')
            parts.append(bullets((*one.missed, f"Latih: {one.help}")))
        shown = {one.aspect.label for one in missed}
        rest = [f"{label}: {words}" for label, words in development.usual(self.view.form, facts) if label not in shown]
        return "".join((*parts, head(USUAL), bullets(rest))) if rest else "".join(parts)

    def letter(self) -> Mapping[str, object]:
        """Return the conclusion and what was missed, aspect by aspect."""
        found = self.view.conclusion()
        if found is None or not found.refer_to:
            return {}
        development = self.room.context.house.development
        missed = development.missed(self.view.form, self.view.checked().answers, self.room.facts)
        told = [f"{one.aspect.label} ({one.aspect.value}): {', '.join(one.missed)}" for one in missed]
        findings = f"{self.view.form.title}: {found.conclusion}."
        return {
            "clinic": CHILDREN,
            "reason_note": f"Perkembangan anak: {found.conclusion}",
            "findings": f"{findings} Belum tercapai: {'; '.join(told)}." if told else findings,
        }

    def pdf(self, encounter_id: UUID) -> bytes:
        """Return the sheet for the parents."""
        world = self.room.context
        return world.house.development.pdf(world.user, encounter_id, self.view.form.code)
