"""What comes of two who wrote into one visit: laws that hold for any places."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.room.record.merging import decided, meet

KEYS = ("plan", "vital_signs.sistolik", "vital_signs.suhu", "vital_signs.nadi")
PLACES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", "1", "2", "3"]), max_size=4)


@given(before=PLACES, now=PLACES, mine=PLACES)
def test_nothing_anybody_wrote_is_lost_unasked(
    before: dict[str, str], now: dict[str, str], mine: dict[str, str]
) -> None:
    met = meet(before, now, mine)
    for key in {**before, **now, **mine}:
        old, theirs, own = (each.get(key, "") for each in (before, now, mine))
        kept = met.places[key]
        if key in met.clashing:
            assert old not in (theirs, own)
            assert own != theirs
        assert kept == own if own != old else kept == theirs
        assert kept == theirs or own != old
        if theirs not in (old, kept):
            assert key in met.clashing


@given(before=PLACES, now=PLACES, mine=PLACES)
def test_one_who_wrote_nothing_is_asked_nothing(
    before: dict[str, str], now: dict[str, str], mine: dict[str, str]
) -> None:
    assert meet(before, now, before).clashing == ()
    assert meet(before, before, mine).clashing == ()
    assert meet(before, mine, mine).clashing == ()


@given(now=PLACES, mine=PLACES)
def test_choosing_puts_either_text_or_both_into_each_place(now: dict[str, str], mine: dict[str, str]) -> None:
    keys = {**now, **mine}
    assert decided(mine, now, dict.fromkeys(keys, "stored")) == {key: now.get(key, "") for key in keys}
    assert decided(mine, now, dict.fromkeys(keys, "mine")) == mine
    both = decided(mine, now, dict.fromkeys(keys, "both"))
    assert all(text in both[key].splitlines() for key in keys for text in (now.get(key), mine.get(key)) if text)
