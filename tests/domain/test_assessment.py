"""The worst of several conclusions keeps all of them, also what one of them brings along."""

from ilp_desktop.domain.assessment import Assessment, Urgency, worst


def said(code: str, urgency: Urgency, *parts: Assessment) -> Assessment:
    return Assessment(code, code, urgency, "contoh", parts=parts)


def test_nothing_said_is_no_conclusion() -> None:
    assert worst([]) is None


def test_first_of_the_most_urgent_leads_and_the_others_follow_in_their_order() -> None:
    found = worst([said("a", Urgency.NONE), said("b", Urgency.REFER), said("c", Urgency.REFER)])
    assert found is not None
    assert [one.code for one in found.members] == ["b", "a", "c"]


def test_parts_of_parts_are_never_lost_and_may_lead() -> None:
    found = worst(
        [said("a", Urgency.WATCH, said("b", Urgency.EMERGENCY), said("c", Urgency.NONE)), said("d", Urgency.REFER)]
    )
    assert found is not None
    assert [one.code for one in found.members] == ["b", "a", "c", "d"]
    assert all(one.parts == () for one in found.members)


def test_result_that_is_awaited_calls_nobody_to_act() -> None:
    assert [urgency.value for urgency in Urgency if urgency.calls_for_action] == ["watch", "refer", "emergency"]
