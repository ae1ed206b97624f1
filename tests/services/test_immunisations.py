"""One person's immunisation: how a dose was given, withdrawing one, status, plan and card."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.immunisation import DoseState
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.immunised import event, from_stock, received, refused
from tests.services.merged import entered_twice, merge

BORN = date(2026, 9, 23)


def dose(clinic: Clinic, antigen: str = "OPV", **changes: object) -> NewDose:
    """Return a dose of a new baby given here with everything that is asked for."""
    wanted: dict[str, object] = {
        "client_id": clinic.new_id(),
        "antigen": antigen,
        "dose": 1,
        "given_on": TODAY,
        "batch": "B-1",
        "expires_on": date(2027, 1, 31),
        "vvm": "A",
        "site": "mulut",
        "route": "oral",
        "given_by": clinic.doctor.staff_id,
        "place_kind": "posyandu",
        "place": "Melati",
    }
    wanted |= changes
    if "person_id" not in wanted:
        wanted["person_id"] = clinic.register("Bayi Uji", birth_date=BORN).person_id
    return NewDose(**wanted)  # type: ignore[arg-type]


def test_how_a_dose_was_given_is_kept(any_clinic: Clinic) -> None:
    wanted = dose(any_clinic)
    any_clinic.house.children.give(any_clinic.doctor, wanted)
    recorded = any_clinic.house.immunisations.file(any_clinic.doctor, wanted.person_id).recorded
    assert len(recorded) == 1
    one = recorded[0]
    assert (one.label, one.batch, one.expires_on, one.vvm) == ("OPV1", "B-1", date(2027, 1, 31), "A")
    assert (one.site, one.route, one.giver) == ("Mulut", "Oral (tetes)", "dr. Ratna Contoh")
    assert (one.place, one.told, one.why_not) == ("Posyandu Melati", "", "")


def test_what_a_told_dose_rests_on_is_kept(any_clinic: Clinic) -> None:
    wanted = dose(any_clinic, "BCG", told=True, told_by="card", given_by=None, site="", route="", vvm="")
    any_clinic.house.children.give(any_clinic.doctor, wanted)
    recorded = any_clinic.house.immunisations.file(any_clinic.doctor, wanted.person_id).recorded
    assert [(one.told, one.giver) for one in recorded] == [("kartu atau Buku KIA", "")]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"given_on": BORN - timedelta(days=1)}, "given_on", "Sebelum tanggal lahir 23-09-2026"),
        ({"given_on": TODAY + timedelta(days=1)}, "given_on", "belum tiba"),
        ({"given_on": None}, "given_on", "Isi tanggal pemberian"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on", "Vaksin kedaluwarsa 22-11-2026. Jangan diberikan"),
        ({"vvm": "D"}, "vvm", "VVM D: jangan diberikan"),
        ({"vvm": "E"}, "vvm", "Pilih dari daftar"),
        ({"batch": ""}, "batch", "Isi nomor batch"),
        ({"expires_on": None}, "expires_on", "Isi tanggal kedaluwarsa"),
        ({"site": ""}, "site", "Pilih lokasi"),
        ({"route": ""}, "route", "Pilih cara"),
        ({"given_by": None}, "given_by", "Pilih siapa"),
        ({"site": "kaki"}, "site", "Pilih dari daftar"),
        ({"route": "iv"}, "route", "Pilih dari daftar"),
        ({"place_kind": "pasar"}, "place_kind", "Pilih dari daftar"),
        ({"place": "x" * 81}, "place", "paling panjang 80"),
        ({"told": True, "told_by": "mimpi"}, "told_by", "Pilih dari daftar"),
    ],
)
def test_dose_that_cannot_be_is_refused_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str, words: str
) -> None:
    wanted = dose(clinic, **changes)  # type: ignore[arg-type] # none of them is the antigen
    with pytest.raises(WrongAnswers) as caught:
        clinic.house.children.give(clinic.doctor, wanted)
    assert set(caught.value.fields) == {field}
    assert words in caught.value.fields[field]
    assert clinic.house.immunisations.file(clinic.doctor, wanted.person_id).recorded == ()


def test_everything_missing_of_a_dose_given_here_is_told_at_once(clinic: Clinic) -> None:
    bare = {"batch": "", "expires_on": None, "site": "", "route": "", "given_by": None, "vvm": "", "place_kind": ""}
    with pytest.raises(WrongAnswers) as caught:
        clinic.house.children.give(clinic.doctor, dose(clinic, **bare))  # type: ignore[arg-type]
    assert set(caught.value.fields) == {"batch", "expires_on", "site", "route", "given_by"}
    told = dose(clinic, told=True, told_by="spoken", **bare)  # type: ignore[arg-type]
    clinic.house.children.give(clinic.doctor, told)
    assert len(clinic.house.immunisations.file(clinic.doctor, told.person_id).recorded) == 1


def test_dose_from_the_stock_still_needs_its_manner(clinic: Clinic) -> None:
    received(clinic)
    key = clinic.house.vaccine_stock.offer(clinic.doctor, "OPV").supplies[0].key
    with pytest.raises(WrongAnswers) as caught:
        clinic.house.children.give(
            clinic.doctor, dose(clinic, supply=key, batch="", expires_on=None, site="", route="", given_by=None)
        )
    assert set(caught.value.fields) == {"site", "route", "given_by"}


def test_vaccine_may_be_given_on_the_last_day_of_its_label(clinic: Clinic) -> None:
    wanted = dose(clinic, expires_on=TODAY)
    clinic.house.children.give(clinic.doctor, wanted)
    assert clinic.house.immunisations.file(clinic.doctor, wanted.person_id).recorded[0].expires_on == TODAY


def test_giver_of_another_puskesmas_is_refused(clinic: Clinic) -> None:
    with pytest.raises(UserError, match="tidak ada"):
        clinic.house.children.give(clinic.doctor, dose(clinic, given_by=clinic.new_id()))


def test_withdrawn_dose_leaves_its_trace_and_counts_no_more(any_clinic: Clinic) -> None:
    house, wanted = any_clinic.house, dose(any_clinic)
    dose_id = house.children.give(any_clinic.doctor, wanted)
    with refused("Tulis alasannya"):
        house.immunisations.withdraw(any_clinic.doctor, dose_id, " x ")
    house.immunisations.withdraw(any_clinic.doctor, dose_id, "Tercatat pada anak yang salah")
    file = house.immunisations.file(any_clinic.doctor, wanted.person_id)
    assert file.recorded == ()
    trace = file.withdrawn[0]
    assert (trace.label, trace.given_on, trace.reason, trace.by) == (
        "OPV1",
        TODAY,
        "Tercatat pada anak yang salah",
        "dr. Ratna Contoh",
    )
    assert next(one for one in file.statuses if one.label == "OPV1").state is DoseState.LATE
    again = house.children.give(any_clinic.doctor, dose(any_clinic, person_id=wanted.person_id))
    assert again != dose_id


def test_dose_with_a_report_is_not_withdrawn(any_clinic: Clinic) -> None:
    wanted = dose(any_clinic)
    dose_id = any_clinic.house.children.give(any_clinic.doctor, wanted)
    any_clinic.house.adverse_events.report(any_clinic.doctor, event(any_clinic, wanted.person_id, dose_id))
    with pytest.raises(UserError, match="Ada laporan KIPI"):
        any_clinic.house.immunisations.withdraw(any_clinic.doctor, dose_id, "Salah anak")


def test_merge_can_be_taken_back_after_a_dose_was_withdrawn(clinic: Clinic) -> None:
    twice = entered_twice(clinic)
    done = merge(clinic, twice)
    recorded = clinic.house.immunisations.file(clinic.doctor, twice.survivor).recorded
    clinic.house.immunisations.withdraw(clinic.doctor, recorded[0].id, "Dosis ini tidak pernah ada")
    plan = clinic.house.unmerging.plan(clinic.head, done)
    assert clinic.house.unmerging.undo(clinic.head, done, "Dua orang") == plan
    (gone,) = clinic.house.immunisations.file(clinic.doctor, twice.survivor).withdrawn
    assert gone.reason == "Dosis ini tidak pernah ada"


def test_services_due_follow_a_withdrawal(any_clinic: Clinic) -> None:
    house, wanted = any_clinic.house, dose(any_clinic)
    dose_id = house.children.give(any_clinic.doctor, wanted)

    def due() -> set[str]:
        return {item.service for item in house.dues.of_person(any_clinic.doctor, wanted.person_id).items}

    assert "dose:OPV:1" not in due()
    house.immunisations.withdraw(any_clinic.doctor, dose_id, "Salah anak")
    assert "dose:OPV:1" in due()


def test_schoolchild_is_shown_what_comes_at_school(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak Sekolah", birth_date=date(2019, 8, 10)).person_id
    file = any_clinic.house.immunisations.file(any_clinic.doctor, child)
    assert [(one.label, one.state) for one in file.statuses] == [
        ("MR (BIAS)", DoseState.LATE),
        ("DT (BIAS)", DoseState.DUE),
    ]
    assert file.tetanus is not None
    assert (file.tetanus.number, file.tetanus.last_on) == (0, None)


def test_woman_is_shown_her_tetanus_status_and_next_dose(any_clinic: Clinic) -> None:
    woman = any_clinic.register("Ibu Uji", birth_date=date(2000, 1, 10)).person_id
    file = any_clinic.house.immunisations.file(any_clinic.doctor, woman)
    assert [(one.label, one.state) for one in file.statuses] == [("Td (T1)", DoseState.DUE)]
    given = dose(any_clinic, "Td", person_id=woman, site="lengan_kiri", route="im")
    any_clinic.house.children.give(any_clinic.doctor, given)
    file = any_clinic.house.immunisations.file(any_clinic.doctor, woman)
    assert file.tetanus is not None
    assert file.tetanus.text == "T1"
    assert [(one.label, one.state) for one in file.statuses] == [
        ("Td 1", DoseState.GIVEN),
        ("Td (T2)", DoseState.NOT_YET),
    ]


def test_man_is_shown_nothing_of_tetanus(any_clinic: Clinic) -> None:
    man = any_clinic.register("Bapak Uji", birth_date=date(1990, 1, 10), sex=Sex.MALE).person_id
    assert any_clinic.house.immunisations.file(any_clinic.doctor, man).statuses == ()


def test_plan_is_printed_in_plain_words(any_clinic: Clinic) -> None:
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 6, 20), mother_name="Ibu Uji").person_id
    text = text_of(any_clinic.house.immunisations.plan_pdf(any_clinic.doctor, child))
    for words in (
        "Rencana imunisasi",
        "Bayi Uji",
        "Ibu Uji",
        "Hari ini",
        "BCG, OPV1, DPT-HB-Hib 1, PCV1, IPV1",
        "Posyandu Melati atau Puskesmas",
        "RV1, RV2, RV3: RV1 tidak dimulai lagi pada umur 5 bulan ke atas.",
        "dilanjutkan, tidak diulang dari awal",
    ):
        assert words in text


def test_nothing_to_plan_is_said(any_clinic: Clinic) -> None:
    man = any_clinic.register("Bapak Uji", birth_date=date(1990, 1, 10), sex=Sex.MALE).person_id
    with pytest.raises(UserError, match="Tidak ada dosis yang perlu direncanakan"):
        any_clinic.house.immunisations.plan_pdf(any_clinic.doctor, man)


def test_card_says_day_batch_place_status_and_what_comes(any_clinic: Clinic) -> None:
    received(any_clinic)
    child = any_clinic.register("Bayi Uji", birth_date=BORN).person_id
    from_stock(any_clinic, child, "OPV", 1)
    told = dose(any_clinic, "BCG", person_id=child, told=True, told_by="card", given_on=date(2026, 10, 1), batch="C-7")
    any_clinic.house.children.give(any_clinic.doctor, told)
    text = text_of(any_clinic.house.immunisations.card_pdf(any_clinic.doctor, child))
    for words in (
        "Kartu imunisasi",
        "23-11-2026, B123",
        "01-10-2026, C-7, Posyandu Melati, dari luar",
        "Imunisasi dasar lengkap (IDL): belum lengkap",
        "Hari ini: DPT-HB-Hib 1, PCV1, RV1",
        "Halaman 1 dari 1",
    ):
        assert words in text
