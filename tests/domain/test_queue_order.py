from dataclasses import replace
from datetime import datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.queue_order import Waiting, order_queue, order_words, skipped_place, ticket_text
from ilp_desktop.reference import edition_on

OPEN = datetime(2026, 11, 23, 7, 0, tzinfo=timezone(timedelta(hours=7)))
NOW = OPEN + timedelta(hours=5)


def waiting(number: int, priority: Priority, minute: int) -> Waiting:
    return Waiting(f"t{number:03}", number, priority, OPEN + timedelta(minutes=minute))


def order(*tickets: Waiting) -> list[int]:
    return [placed.ticket.number for placed in order_queue(tickets, NOW)]


QUEUES = st.lists(st.tuples(st.sampled_from(Priority), st.integers(0, 300)), max_size=25).map(
    lambda rows: [waiting(number, *row) for number, row in enumerate(rows, start=1)]
)


def test_same_class_is_called_in_the_order_of_arrival() -> None:
    assert order(waiting(3, Priority.GENERAL, 9), waiting(1, Priority.GENERAL, 0), waiting(2, Priority.GENERAL, 4)) == [
        1,
        2,
        3,
    ]


def test_red_is_called_before_everybody_however_late_it_comes() -> None:
    assert order(waiting(1, Priority.GENERAL, 0), waiting(2, Priority.YELLOW, 1), waiting(3, Priority.RED, 299))[0] == 3


def test_classes_rank_when_people_come_together() -> None:
    together = [waiting(number, priority, 0) for number, priority in enumerate(reversed(Priority), start=1)]
    assert order(*together) == [4, 3, 2, 1]


def test_priority_overtakes_up_to_half_an_hour_and_no_longer() -> None:
    first = waiting(1, Priority.GENERAL, 0)
    assert order(first, waiting(2, Priority.PRIORITY, 29)) == [2, 1]
    assert order(first, waiting(2, Priority.PRIORITY, 30)) == [2, 1]
    assert order(first, waiting(2, Priority.PRIORITY, 31)) == [1, 2]


def test_yellow_overtakes_up_to_an_hour_and_no_longer() -> None:
    first = waiting(1, Priority.GENERAL, 0)
    assert order(first, waiting(2, Priority.YELLOW, 60)) == [2, 1]
    assert order(first, waiting(2, Priority.YELLOW, 61)) == [1, 2]


def test_stream_of_priority_does_not_hold_up_the_first_general_visitor() -> None:
    stream = [waiting(number, Priority.PRIORITY, number) for number in range(2, 200)]
    assert order(waiting(1, Priority.GENERAL, 0), *stream).index(1) == 29


def test_reason_tells_class_wait_and_who_was_overtaken() -> None:
    placed = order_queue(
        [waiting(1, Priority.GENERAL, 0), waiting(2, Priority.PRIORITY, 10)], OPEN + timedelta(minutes=15)
    )
    assert [entry.place for entry in placed] == [1, 2]
    assert placed[0].reason == "Prioritas, menunggu 5 menit; mendahului 1 orang yang datang lebih dulu."
    assert placed[1].reason == "Umum, menunggu 15 menit; didahului 1 orang yang lebih mendesak."


def test_empty_queue_stays_empty() -> None:
    assert order_queue([], NOW) == ()


@given(QUEUES, st.randoms(use_true_random=False))
def test_order_is_the_same_however_the_tickets_are_handed_in(tickets: list[Waiting], shuffler: Random) -> None:
    shuffled = list(tickets)
    shuffler.shuffle(shuffled)
    assert order(*shuffled) == order(*tickets)


@given(QUEUES)
def test_everybody_has_exactly_one_place(tickets: list[Waiting]) -> None:
    placed = order_queue(tickets, NOW)
    assert sorted(entry.ticket.number for entry in placed) == sorted(ticket.number for ticket in tickets)
    assert [entry.place for entry in placed] == list(range(1, len(tickets) + 1))


@given(QUEUES, st.integers(0, 600))
def test_order_does_not_change_while_nobody_comes(tickets: list[Waiting], minutes: int) -> None:
    later = [placed.ticket.number for placed in order_queue(tickets, NOW + timedelta(minutes=minutes))]
    assert later == order(*tickets)


@given(QUEUES)
def test_nobody_is_overtaken_by_those_who_come_later_than_the_head_start(tickets: list[Waiting]) -> None:
    starts = edition_on("queue_order", NOW.date()).body["head_start_minutes"]
    placed = [entry.ticket for entry in order_queue(tickets, NOW)]
    for place, ticket in enumerate(placed):
        for ahead in placed[:place]:
            advantage = starts[ahead.priority.value] - starts[ticket.priority.value]
            assert ahead.since - ticket.since <= timedelta(minutes=advantage)


@given(QUEUES)
def test_more_urgent_and_not_later_is_always_ahead(tickets: list[Waiting]) -> None:
    numbers = order(*tickets)
    for one in tickets:
        for other in tickets:
            if one.priority.rank < other.priority.rank and one.since <= other.since:
                assert numbers.index(one.number) < numbers.index(other.number)


@pytest.mark.parametrize(("letter", "number", "text"), [("A", 14, "A-014"), ("B", 1, "B-001"), ("A", 1000, "A-1000")])
def test_ticket_is_written_with_three_digits(letter: str, number: int, text: str) -> None:
    assert ticket_text(letter, number) == text


def test_who_comes_back_is_ahead_of_everybody_but_red() -> None:
    back = replace(waiting(9, Priority.GENERAL, 290), returned=True)
    assert order(waiting(1, Priority.GENERAL, 0), waiting(2, Priority.YELLOW, 5), back) == [9, 2, 1]
    assert order(back, waiting(3, Priority.RED, 295)) == [3, 9]


@given(QUEUES.filter(len))
def test_whoever_is_passed_over_waits_behind_as_many_as_the_rule_says_and_no_more(tickets: list[Waiting]) -> None:
    first, *others = [placed.ticket for placed in order_queue(tickets, NOW)]
    placed_at = skipped_place(first, others, NOW)
    behind = edition_on("queue_rules", NOW.date()).body["skipped"]["after_people"]
    assert (placed_at is None) == (not others)
    again = order(replace(first, placed_at=placed_at), *others)
    assert behind <= len(others) or again[-1] == first.number
    assert len(others) < behind or again.index(first.number) >= behind


def test_the_rule_is_told_in_words() -> None:
    lines = order_words(NOW.date())
    assert lines[0] == (
        "Dihitung datang lebih awal: merah 24 jam, kuning 1 jam, prioritas 30 menit. Selebihnya menurut waktu datang."
    )
    assert "di belakang 3 orang" in lines[3]
