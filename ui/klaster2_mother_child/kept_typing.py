"""What was typed about a person and is not stored yet, kept while another person is open."""

from uuid import UUID

from ui.widgets.field_form import FieldForm


class KeptTyping:
    """Answers by person, in memory only."""

    def __init__(self) -> None:
        self._by_person: dict[UUID, dict[str, object]] = {}

    def keep(self, person_id: UUID, form: FieldForm) -> None:
        """Keep what stands in a form about a person."""
        typed = {name: value for name in form.names() if (value := form.field(name).value()) is not None}
        self._by_person[person_id] = typed

    def show(self, person_id: UUID, form: FieldForm) -> None:
        """Make a form blank but for what was kept about a person."""
        form.clear()
        form.set_values(self._by_person.get(person_id, {}))
