from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.identity.identifiers import CheckedNumber, check_bpjs, check_kk, check_phone
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


def _checked(kind: str, text: str) -> CheckedNumber:
    if kind == "kk":
        return check_kk(text, TODAY)
    return check_bpjs(text) if kind == "bpjs" else check_phone(text)


@every_row("row", cases("identifiers"), ids=told)
def test_number_is_cleaned_refused_or_warned_of(row: dict[str, str]) -> None:
    checked = _checked(row["kind"], row["text"])
    assert checked.value == row["value"]
    assert checked.accepted == (row["accepted"] == "ya")
    wanted = row["messages"].split("|") if row["messages"] else []
    messages = [*checked.refusals, *checked.warnings]
    assert len(messages) == len(wanted)
    assert all(text in message for text, message in zip(wanted, messages, strict=True))


@given(st.sampled_from(["kk", "bpjs", "phone"]), st.text(max_size=30))
def test_any_text_is_checked_without_an_error(kind: str, text: str) -> None:
    checked = _checked(kind, text)
    assert not checked.accepted or (checked.value.isascii() and checked.value.isdigit())


@given(st.sampled_from(["kk", "bpjs", "phone"]), st.text("0123456789 -.+()", max_size=24))
def test_accepted_number_stays_the_same_when_checked_again(kind: str, text: str) -> None:
    checked = _checked(kind, text)
    if checked.accepted:
        assert _checked(kind, checked.value) == checked
