"""The doses of one antigen that count so far, which one the next injection is, and how long it waits."""

from collections.abc import Mapping
from datetime import date

from ilp_desktop.domain.immunisation.immunisation_schedule import DoseRule
from ilp_desktop.domain.span import Span

Numbered = Mapping[int, DoseRule]


class Series:
    """The doses of one antigen in the order they were given.

    Attributes:
        filled: the day of each dose of the series that counts, by its number.
    """

    def __init__(self) -> None:
        self.filled: dict[int, date] = {}
        self._recorded: set[int] = set()
        self._counted: list[int] = []

    def add(self, number: int, counts_as: int | None, on: date) -> None:
        """Take in a dose recorded under a number, later than all before it."""
        self._recorded.add(number)
        if counts_as is not None:
            self._counted.append(number)
            self.filled[counts_as] = on

    def place(self, number: int, rules: Numbered) -> int | None:
        """Return which dose of the series an injection recorded under a number is; None when it is one too many.

        The series goes on where it stands: after a dose that did not count, the next one takes its place, whatever
        number it was recorded under. Lower numbers of which nothing is on record are taken to have been given.
        """
        if number in self.filled:
            return None
        rule = rules.get(number)
        if rule is not None and rule.stands_alone:
            return number
        next_free = first_free(self.filled, rules)
        if next_free is None or number == next_free:
            return next_free
        unknown = sum(1 for each in range(1, number) if each not in self._recorded)
        place = 1 + unknown + sum(1 for each in self._counted if each < number)
        return place if place in rules and place not in self.filled and not rules[place].stands_alone else next_free


def first_free(filled: Mapping[int, date], rules: Numbered) -> int | None:
    """Return the lowest dose of a series that does not count yet."""
    for number, rule in rules.items():
        if number not in filled and not rule.stands_alone:
            return number
    return None


def interval_before(place: int, filled: Mapping[int, date], rules: Numbered) -> Span:
    """Return the least time after the last dose that counts; a gap waits as long as the injection in turn."""
    rule = rules[place]
    if rule.stands_alone:
        return rule.interval
    longest = rules.get(max(place, len(filled) + 1), rule)
    return rule.interval if longest.stands_alone else longest.interval
