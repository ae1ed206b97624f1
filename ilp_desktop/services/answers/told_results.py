"""The newest result of forms and what they told, as pictures of a person show them; nothing is concluded from it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.chronic.chronic_follow_up import ago
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.forms.scoring import MEASURED
from ilp_desktop.forms.wording import answer_text, conclusion_text
from ilp_desktop.services.answers.stored_answers import StoredResponse
from ilp_desktop.services.core.signed_in import SignedIn


@dataclass(frozen=True)
class DatedPicture:
    """A picture of a person as it stands on a day."""

    day: date

    def age_of(self, day: date) -> str:
        """Return how long ago a day was."""
        return ago(day, self.day)


@dataclass(frozen=True)
class FormResult:
    """What a form concluded on a day; ``found`` is None where it concludes nothing."""

    form: str
    title: str
    day: date
    found: Assessment | None
    source: str = ""

    @property
    def conclusion(self) -> str:
        """Return the conclusion in words, or that the form was filled in."""
        return "terisi" if self.found is None else conclusion_text(self.found)

    @property
    def score(self) -> float | None:
        """Return the score of the scale that gave the conclusion, where it has one."""
        return None if self.found is None or MEASURED in self.found.flags else self.found.score


def forms_seen(catalogue: Catalogue, user: SignedIn, day: date) -> frozenset[str]:
    """Return the forms whose results a user may be told."""
    return forms_open(catalogue, day, restricted=user.may(Act.SEE_RESTRICTED))


def forms_open(catalogue: Catalogue, day: date, *, restricted: bool) -> frozenset[str]:
    """Return the forms whose results may be told with leave for restricted things, or without."""
    return frozenset(
        one.code for one in catalogue.listed(day) if restricted or one.sensitivity is not Sensitivity.RESTRICTED
    )


def results_of(
    catalogue: Catalogue, responses: Sequence[StoredResponse], forms: Collection[str]
) -> Iterator[FormResult]:
    """Give the result of each response to some forms, in the order of the responses."""
    for one in responses:
        if one.form_code in forms:
            source = "" if one.found is None else one.found.source
            yield FormResult(one.form_code, catalogue.title(one.form_code, one.day), one.day, one.found, source)


def newest_of(results: Sequence[FormResult], forms: Sequence[str]) -> tuple[FormResult, ...]:
    """Return the newest result of each form that has one, in the order of the forms; the newest come first."""
    newest = {one.form: one for one in reversed(results)}
    return tuple(newest[code] for code in forms if code in newest)


def told(catalogue: Catalogue, response: StoredResponse, code: str) -> str:
    """Return an answer in words, empty where there is none."""
    answer = response.answers.get(code)
    if answer is None:
        return ""
    return answer_text(catalogue.edition(response.form_code, response.form_version).question(code), answer)


def day_told(response: StoredResponse, code: str) -> date | None:
    """Return a day that was answered, None where none was."""
    answer = response.answers.get(code)
    return date.fromisoformat(answer) if isinstance(answer, str) and answer else None
