"""Words of names and villages by the forms under which they are filed."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ilp_desktop.domain.search.search_text import TypedWord
from ilp_desktop.domain.search.spelling import nearest, slip_forms


class FiledWords(NamedTuple):
    """The words filed under each of the forms that were asked for."""

    by_form: Mapping[str, Collection[str]]

    @property
    def words(self) -> set[str]:
        """Return all of them."""
        return {word for words in self.by_form.values() for word in words}

    def alike(self, key: str) -> set[str]:
        """Return the words that share a form with a key."""
        return {word for form in slip_forms(key) for word in self.by_form.get(form, ())}

    def meant(self, word: TypedWord, *, unfinished: bool) -> dict[str, int]:
        """Return the words that may be meant by a typed one with how many slips each takes."""
        meant: dict[str, int] = {}
        for key in word.beginnings:
            for other, taken in nearest(key, self.alike(key), unfinished=unfinished).items():
                meant[other] = min(taken, meant.get(other, taken))
        return meant
