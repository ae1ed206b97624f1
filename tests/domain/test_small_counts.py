"""Small counts of restricted things are not told, nor can a single one be reckoned from the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.small_counts import ENOUGH, FEW, LEAST_TOLD, told


@pytest.mark.parametrize(
    ("counts", "texts"),
    [
        ((0,), ("<5",)),
        ((4,), ("<5",)),
        ((5,), ("5",)),
        ((54, 3), ("≥5", "<5")),
        ((54, 7, 3), ("54", "≥5", "<5")),
        ((54, 2, 3), ("54", "<5", "<5")),
        ((5, 6), ("5", "6")),
        ((), ()),
    ],
)
def test_counts_under_five_are_blurred(counts: tuple[int, ...], texts: tuple[str, ...]) -> None:
    assert told(counts, restricted=True) == texts
    assert told(counts, restricted=False) == tuple(map(str, counts))


@given(st.lists(st.integers(0, 30), min_size=2, max_size=8))
def test_no_part_can_be_reckoned_from_the_whole(counts: list[int]) -> None:
    texts = told(counts, restricted=True)
    assert texts.count(FEW) == sum(count < LEAST_TOLD for count in counts)
    assert sum(text in (FEW, ENOUGH) for text in texts) != 1
    assert all(text in (FEW, ENOUGH) or int(text) == count for text, count in zip(texts, counts, strict=True))


@given(st.lists(st.integers(0, 30), min_size=3, max_size=8), st.integers(1, 2))
def test_no_part_can_be_reckoned_when_the_last_are_known_from_elsewhere(counts: list[int], known: int) -> None:
    own = told(counts, restricted=True, known=known)[:-known]
    assert FEW not in own or sum(text in (FEW, ENOUGH) for text in own) > 1 or len(own) == 1
