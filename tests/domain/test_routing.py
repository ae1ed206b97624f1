import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.routing import Arrival, propose_route
from ilp_desktop.domain.queue.triage import TriageSign, stored_signs
from tests.domain.cases import TODAY, age_of, cases, told
from tests.every_row import every_row

ARRIVALS = st.builds(
    Arrival,
    age=st.builds(age_of, st.integers(0, 1300), st.integers(0, 27)),
    signs=st.frozensets(st.sampled_from(TriageSign)),
    sick=st.booleans(),
    maternal=st.booleans(),
    disabled=st.booleans(),
    catin=st.booleans(),
)


def _sentences(arrival: Arrival) -> list[str]:
    return [reason.sentence for reason in propose_route(arrival).reasons]


@every_row("row", cases("routing"), ids=told)
def test_arrival_is_sent_where_the_rules_say(row: dict[str, str]) -> None:
    arrival = Arrival(
        age=age_of(int(row["months"])),
        signs=stored_signs(row["triage"], TODAY),
        sick=row["sick"] == "ya",
        maternal=row["maternal"] == "ya",
        disabled=row["disabled"] == "ya",
    )
    proposal = propose_route(arrival)
    assert proposal.klaster.value == int(row["klaster"])
    assert proposal.precaution == (row["precaution"] == "ya")
    assert proposal.priority.value == row["priority"]


def test_healthy_adult_is_saidwhy_klaster_3() -> None:
    assert _sentences(Arrival(age_of(361, 3), frozenset(), sick=False)) == [
        "Umur 30 th 1 bl 3 hr (Dewasa): klaster 3 Dewasa & Lansia.",
        "Datang sehat: skrining menurut siklus hidup di klasternya.",
        "Datang sehat: menunggu terpisah dari pasien sakit.",
    ]


@pytest.mark.parametrize(("months", "maternal", "klaster"), [(204, False, 3), (300, False, 3), (300, True, 2)])
def test_somebody_about_to_marry_goes_to_klaster_3_unless_pregnant(months: int, maternal: bool, klaster: int) -> None:
    proposal = propose_route(Arrival(age_of(months), frozenset(), sick=False, maternal=maternal, catin=True))
    assert proposal.klaster.value == klaster
    assert ("Calon pengantin" in proposal.reasons[0].sentence) is not maternal


def test_pregnant_woman_with_an_emergency_is_saidboth_and_the_emergency_first() -> None:
    arrival = Arrival(age_of(300), frozenset({TriageSign.EMERGENCY, TriageSign.MATERNAL}), sick=True)
    proposal = propose_route(arrival)
    assert (proposal.klaster, proposal.priority) == (Klaster.CROSS, Priority.RED)
    assert proposal.emergency
    assert _sentences(arrival)[:3] == [
        "Tanda gawat: langsung ke gawat darurat sebelum pendaftaran.",
        "Hamil atau nifas dengan tanda gawat: ruang tindakan atau ruang bersalin.",
        "Hamil atau nifas: klaster 2 Ibu & Anak, berapa pun umurnya.",
    ]


def test_coughing_elder_gets_a_mask_and_priority() -> None:
    arrival = Arrival(age_of(800), frozenset({TriageSign.FEVER}), sick=True)
    assert "Batuk, demam atau ruam: masker dan ruang infeksius." in _sentences(arrival)
    assert "Lansia 60 tahun ke atas didahulukan." in _sentences(arrival)


@pytest.mark.parametrize("sign", [TriageSign.EMERGENCY, TriageSign.FEVER, TriageSign.CONTACT])
def test_nobody_with_a_danger_or_a_mask_is_saidto_wait_among_the_healthy(sign: TriageSign) -> None:
    said = _sentences(Arrival(age_of(361, 3), frozenset({sign}), sick=False))
    assert not any("menunggu terpisah" in sentence for sentence in said)
    assert ("Datang sehat: skrining menurut siklus hidup di klasternya." in said) is (sign is TriageSign.CONTACT)


@given(ARRIVALS)
def test_every_proposal_has_reasons_with_sources(arrival: Arrival) -> None:
    reasons = propose_route(arrival).reasons
    assert len(reasons) >= 2
    assert all(reason.sentence.endswith(".") and reason.source for reason in reasons)


@given(ARRIVALS)
def test_nobody_is_proposed_for_management_or_the_infectious_worklist(arrival: Arrival) -> None:
    assert propose_route(arrival).klaster in (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.CROSS)


@given(ARRIVALS)
def test_one_sign_more_never_lowers_the_priority(arrival: Arrival) -> None:
    before = propose_route(arrival).priority.rank
    for sign in TriageSign:
        more = Arrival(
            arrival.age, arrival.signs | {sign}, arrival.sick, arrival.maternal, arrival.disabled, arrival.catin
        )
        assert propose_route(more).priority.rank <= before
