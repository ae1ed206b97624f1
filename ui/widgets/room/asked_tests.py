"""The tests that are about to be asked for."""

from collections.abc import Sequence

from ilp_desktop.domain.orders.lab_tests import LabTests
from ilp_desktop.services.order.order_data import AskedTest
from ui.palette import Tone
from ui.widgets.choice_field import TickField
from ui.widgets.chosen_rows import ChosenRow, ChosenRows
from ui.widgets.look_up import SearchBox
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField

HINT = "Cari pemeriksaan: hb, gds, urin, tcm"
AS_TYPED = "Tidak ada dalam daftar: diminta seperti diketik."
ALREADY = "Pemeriksaan ini sudah ada dalam daftar."
LONGEST_QUESTION = 200


class AskedRow(ChosenRow):
    """One test, what is to be found out, and whether it hurries."""

    def __init__(self, asked: AskedTest, specimen: str) -> None:
        super().__init__("", asked.name, specimen, columns=3)
        self._asked = asked
        self.form.add(TextField("question", "Keterangan klinis", max_length=LONGEST_QUESTION), span=2)
        self.form.add(TickField("urgent", "Segera", statement="Cito"))
        self.form.set_values({"question": asked.question or None, "urgent": asked.urgent})

    def value(self) -> AskedTest:
        """Return the test as its fields say."""
        question, urgent = (self.form.field(name).value() for name in ("question", "urgent"))
        return AskedTest(self._asked.name, self._asked.test, str(question or ""), bool(urgent))


class AskedTests(ChosenRows):
    """A field holding the tests to ask for; ``value`` is a tuple of ``AskedTest``."""

    def __init__(self, name: str, tests: LabTests, box: SearchBox) -> None:
        self._tests = tests
        super().__init__(name, "Tambah pemeriksaan", box)

    def make_row(self, thing: AskedTest) -> AskedRow:
        """Return the row of a test."""
        known = self._tests.get(thing.test)
        return AskedRow(thing, known.specimen if known else "")

    def chosen(self, found: Suggestion) -> AskedTest | None:
        """Return the test that was chosen, or None when it stands in the list."""
        known = self._tests.get(str(found.value))
        asked = AskedTest(known.name, known.code) if known else AskedTest(found.text)
        if asked.name.casefold() in (row.name.casefold() for row in self.rows()):
            self.set_note(ALREADY, Tone.WARN)
            return None
        self.set_note("")
        return asked


def offered_tests(tests: LabTests, text: str, usual: Sequence[str], *, restricted: bool) -> list[Suggestion]:
    """Return the tests for what is typed, the usual ones first; what the list does not have is taken as typed."""
    found = tests.choices(text, usual, restricted=restricted)
    known = [
        Suggestion(one.code, one.name, " · ".join(part for part in (one.group, one.specimen) if part)) for one in found
    ]
    as_typed = not tests.holds_all(text) or (text.strip() and not known)
    return [Suggestion("", text.strip(), AS_TYPED), *known] if as_typed else known
