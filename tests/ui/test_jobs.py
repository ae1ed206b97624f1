"""Background work answers on the GUI thread, in order, to those who still want to know."""

import gc
from threading import Event, get_ident

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.errors import UserError
from ui.gui_collector import MOST_YOUNG, GuiCollector
from ui.jobs import NO_ANSWER, Jobs, UnexpectedFault
from ui.long_job import Progress


class TellsItsThread:
    """Notes on which thread it is destroyed."""

    def __init__(self, ends: list[int]) -> None:
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(get_ident())


def fail(error: Exception) -> None:
    raise error


def fail_after(go: Event, error: Exception) -> None:
    go.wait()
    raise error


def test_read_runs_elsewhere_and_answers_on_the_gui_thread(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    answers: list[tuple[int, int]] = []
    jobs.read(get_ident, lambda worker: answers.append((worker, get_ident())), owner=qapp)
    qtbot.waitUntil(lambda: len(answers) == 1)
    worker, here = answers[0]
    assert here == get_ident() != worker


def test_answer_is_dropped_when_its_owner_is_gone(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    go, answers = Event(), list[str]()
    owner = QObject()
    jobs.read(go.wait, lambda _: answers.append("late"), owner=owner)
    shiboken6.delete(owner)
    go.set()
    jobs.write(lambda: "end", answers.append, owner=qapp)
    qtbot.waitUntil(lambda: "end" in answers)
    jobs.close()
    assert answers == ["end"]


def test_newer_question_with_the_same_key_silences_the_older(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    go, answers = Event(), list[str]()
    jobs.read(lambda: (go.wait(), "old")[1], answers.append, owner=qapp, key="search")
    jobs.read(lambda: "new", answers.append, owner=qapp, key="search")
    qtbot.waitUntil(lambda: answers == ["new"])
    go.set()
    jobs.close()
    assert answers == ["new"]


def test_questions_without_a_key_are_all_answered(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    answers: list[int] = []
    for number in range(5):
        jobs.read(lambda number=number: number, answers.append, owner=qapp)  # type: ignore[misc]
    qtbot.waitUntil(lambda: sorted(answers) == [0, 1, 2, 3, 4])


def test_saves_keep_their_order(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    stored: list[int] = []
    answers: list[None] = []
    for number in range(50):
        jobs.write(lambda number=number: stored.append(number), answers.append, owner=qapp)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert stored == list(range(50))


def test_failed_save_of_a_closed_screen_reaches_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    go, owner, error = Event(), QObject(), UserError("Nomor sudah dipakai.")
    with qtbot.waitSignal(jobs.save_failed) as told:
        jobs.write(lambda: fail_after(go, error), print, owner=owner, failed=print)
        shiboken6.delete(owner)
        go.set()
    assert told.args == [error]


def test_something_to_put_right_goes_to_whoever_asked(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    error, told = UserError("NIK sudah terdaftar."), list[UserError]()
    with qtbot.assertNotEmitted(jobs.problem):
        jobs.write(lambda: fail(error), print, owner=qapp, failed=told.append)
        qtbot.waitUntil(lambda: told == [error])


def test_something_to_put_right_that_nobody_takes_becomes_a_problem(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    error = UserError("Server terputus.")
    with qtbot.waitSignal(jobs.problem) as told:
        jobs.read(lambda: fail(error), print, owner=qapp)
    assert told.args == [error]


def test_fault_of_the_program_is_reported_and_the_screen_told(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    error, told = KeyError("x"), list[UserError]()
    with qtbot.waitSignal(jobs.crashed) as crashed:
        jobs.write(lambda: fail(error), print, owner=qapp, failed=told.append)
    assert crashed.args == [error]
    assert [type(one) for one in told] == [UnexpectedFault]


def test_closing_finishes_the_saves_and_tells_their_end(jobs: Jobs, qapp: QObject) -> None:
    stored, answers = list[int](), list[None]()
    for number in range(20):
        jobs.write(lambda number=number: stored.append(number), answers.append, owner=qapp)  # type: ignore[misc]
    jobs.close()
    assert stored == list(range(20))
    assert len(answers) == 20


def test_closing_waits_for_no_read_that_has_not_begun(jobs: Jobs, qapp: QObject) -> None:
    begun, go, read = Event(), Event(), list[int]()

    def hold() -> None:
        begun.set()
        go.wait()

    for _ in range(2):
        jobs.read(hold, print, owner=qapp)
    for number in range(20):
        jobs.read(lambda number=number: read.append(number), print, owner=qapp)  # type: ignore[misc]
    assert begun.wait(10)

    def let_go_once_the_queue_is_forgotten() -> None:
        while not jobs._readers._queue.empty():
            pass
        go.set()

    jobs.write(let_go_once_the_queue_is_forgotten, print, owner=qapp)
    jobs.close()
    assert read == []


def test_save_after_closing_is_refused_aloud(jobs: Jobs, qapp: QObject) -> None:
    jobs.close()
    with pytest.raises(RuntimeError):
        jobs.write(print, print, owner=qapp)


def test_long_job_tells_how_far_it_is_and_gives_its_result(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    reports, answers = list[float](), list[str]()

    def work(progress: Progress) -> str:
        for step in range(1, 101):
            progress(step / 100, "menghitung")
        return "selesai"

    handle = jobs.long(work, answers.append, owner=qapp)
    handle.progressed.connect(lambda fraction, _text: reports.append(fraction))
    with qtbot.waitSignal(handle.ended):
        pass
    qtbot.waitUntil(lambda: answers == ["selesai"])
    assert reports[-1] == 1.0
    assert reports == sorted(reports)


def test_paper_of_many_pages_does_not_wait_for_an_export(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    def half_done(progress: Progress) -> None:
        progress(0.5, "Halaman 1")

    hold, answers = Event(), list[str]()
    jobs.long(lambda _progress: hold.wait(20), lambda _: answers.append("ekspor"), owner=qapp)
    handle = jobs.long(half_done, lambda _: answers.append("kertas"), owner=qapp, paper=True)
    with qtbot.waitSignal(handle.progressed) as told:
        pass
    qtbot.waitUntil(lambda: answers == ["kertas"])
    assert told.args == [0.5, "Halaman 1"]
    hold.set()
    qtbot.waitUntil(lambda: answers == ["kertas", "ekspor"])


def test_cancelled_long_job_stops_and_gives_no_result(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    begun, stopped, answers = Event(), Event(), list[None]()

    def work(progress: Progress) -> None:
        try:
            while True:
                progress(0.5)
                begun.set()
        finally:
            stopped.set()

    handle = jobs.long(work, answers.append, owner=qapp)
    with qtbot.waitSignal(handle.ended), qtbot.assertNotEmitted(jobs.crashed):
        assert begun.wait(10)
        handle.cancel()
    assert stopped.is_set()
    assert answers == []


def test_what_a_job_holds_is_let_go_on_the_gui_thread(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    ends: list[int] = []
    for _ in range(200):
        held = TellsItsThread(ends)
        jobs.read(lambda held=held: held, lambda _: None, owner=qapp)  # type: ignore[misc]
        del held
    qtbot.waitUntil(lambda: len(ends) == 200)
    assert set(ends) == {get_ident()}


def test_garbage_is_collected_by_the_gui_alone_while_jobs_run(qapp: QObject) -> None:
    jobs = Jobs()
    assert not gc.isenabled()
    jobs.close()
    assert gc.isenabled()


def test_what_is_new_is_looked_through_while_jobs_run_before_it_is_much(qapp: QObject) -> None:
    collector = GuiCollector(qapp, lambda: True)
    gc.collect()
    kept = [[number] for number in range(MOST_YOUNG // 2)]
    collector.collect()
    assert gc.get_count()[0] >= len(kept)  # somebody waits, and it is little
    kept += [[number] for number in range(MOST_YOUNG)]
    collector.collect()
    assert gc.get_count()[0] < MOST_YOUNG
    collector.stop()


def test_what_may_never_answer_is_given_up_and_its_late_answer_does_not_count(
    qtbot: QtBot, jobs: Jobs, qapp: QObject
) -> None:
    go, told, late = Event(), list[str](), list[str]()
    jobs.limited(
        lambda: str(go.wait(20)), told.append, owner=qapp, failed=lambda error: late.append(error.message), seconds=0.05
    )
    qtbot.waitUntil(lambda: late == [NO_ANSWER])
    assert jobs.is_idle()
    jobs.limited(lambda: "sesudahnya", told.append, owner=qapp)
    qtbot.waitUntil(lambda: told == ["sesudahnya"])
    go.set()
    jobs.read(lambda: "terakhir", told.append, owner=qapp)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert late == [NO_ANSWER]
    assert told == ["sesudahnya", "terakhir"]


def test_trouble_of_what_may_never_answer_is_told_at_once(qtbot: QtBot, jobs: Jobs, qapp: QObject) -> None:
    failed: list[str] = []
    jobs.limited(
        lambda: fail(UserError("Terkunci.")),
        lambda _: failed.append("selesai"),
        owner=qapp,
        failed=lambda error: failed.append(error.message),
    )
    qtbot.waitUntil(lambda: failed == ["Terkunci."])
    assert jobs.is_idle()


def test_closing_does_not_wait_for_what_never_answers(qapp: QObject) -> None:
    jobs, go = Jobs(), Event()
    jobs.limited(lambda: go.wait(20), lambda _: None, owner=qapp)
    jobs.close()
    go.set()
