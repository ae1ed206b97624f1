"""Stretches of waiting from the steps of tickets."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.queue.visit_words import Stage, TicketStatus
from ilp_desktop.domain.queue.waiting_times import QueueStep, Stepped, WaitFigures, figures_by, figures_of, stretches

START = datetime(2026, 11, 23, 7, tzinfo=timezone.utc)
STEPS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(TicketStatus), st.integers(0, 300)), max_size=30).map(
    lambda rows: [step(*row) for row in sorted(rows, key=lambda row: (row[0], row[2]))]
)


def step(ticket: int, became: TicketStatus, minute: int, stage: Stage = Stage.KLASTER) -> Stepped:
    return Stepped(ticket, became.value, START + timedelta(minutes=minute), stage.value, 3)


def test_a_day_without_a_ticket_has_no_stretch() -> None:
    assert stretches([], START) == ()
    assert figures_of([]) == WaitFigures()


def test_each_step_lasts_until_the_next_and_the_last_until_now() -> None:
    steps = [step(1, TicketStatus.WAITING, 0), step(1, TicketStatus.CALLED, 8), step(2, TicketStatus.WAITING, 2)]
    found = stretches(steps, START + timedelta(minutes=10))
    assert [(one.step, one.minutes, one.going_on) for one in found] == [
        (QueueStep.WAITING, 8, False),
        (QueueStep.CALLED, 2, True),
        (QueueStep.WAITING, 8, True),
    ]
    assert figures_by(found, lambda one: one.step)[QueueStep.WAITING] == WaitFigures(1, 8, 8, 8)


def test_what_leaves_somebody_waiting_is_one_wait_and_a_second_call_is_one_call() -> None:
    steps = [
        step(1, TicketStatus.WAITING, 0),
        step(1, TicketStatus.WAITING, 40),  # another priority, or the person of the number put right
        step(1, TicketStatus.CALLED, 60),
        step(1, TicketStatus.CALLED, 62),
        step(1, TicketStatus.SERVED, 65),
        step(2, TicketStatus.SERVED, 65),
    ]
    found = stretches(steps, START + timedelta(minutes=70))
    assert [(one.step, one.minutes) for one in found] == [
        (QueueStep.WAITING, 60),
        (QueueStep.CALLED, 5),
        (QueueStep.SERVED, 5),
        (QueueStep.SERVED, 5),
    ]
    assert figures_by(found, lambda one: one.step)[QueueStep.WAITING] == WaitFigures(1, 60, 60)


def test_before_the_desk_is_a_step_of_its_own_and_the_end_is_none() -> None:
    steps = [
        step(1, TicketStatus.WAITING, 0, Stage.REGISTRATION),
        step(1, TicketStatus.CALLED, 5, Stage.REGISTRATION),
        step(1, TicketStatus.DONE, 7, Stage.REGISTRATION),
    ]
    assert [(one.step, one.minutes) for one in stretches(steps, START)] == [
        (QueueStep.REGISTRATION, 5),
        (QueueStep.DESK, 2),
    ]


@given(STEPS)
def test_nobody_is_in_two_steps_at_once_nor_for_less_than_no_time(steps: list[Stepped]) -> None:
    now = START + timedelta(minutes=400)
    found = stretches(steps, now)
    assert all(one.minutes >= 0 for one in found)
    assert sum(one.going_on for one in found) <= len({one.ticket_id for one in steps})
