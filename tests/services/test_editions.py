"""The list of reference tables and forms in use, what each says, and clinicians' signatures under them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ilp_desktop import reference
from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.services.edition.editions import EditionInfo, EditionPage, EditionState
from ilp_desktop.services.edition.sign_offs import NOTE_MISSING, WHOLE, EditionKey, EditionKind, NewSignOff
from ilp_desktop.services.record.case_finding import TB_FORM
from tests.forms.shipped import form
from tests.house_fixtures import TODAY, Clinic
from tests.services.test_two_facilities import neighbour_of

OPEN_FORM = EditionKey(EditionKind.FORM, "anc_visit", form("anc_visit").version)
OPEN_TABLE = EditionKey(EditionKind.TABLE, "suspected_infectious", "2023")


def info_of(clinic: Clinic, key: EditionKey) -> EditionInfo:
    return next(one for one in clinic.house.editions.listed(clinic.head, TODAY) if one.key == key)


def page_of(clinic: Clinic, key: EditionKey) -> EditionPage:
    return clinic.house.editions.page(clinic.head, key)


def signing(clinic: Clinic, key: EditionKey, *items: str, note: str = "") -> NewSignOff:
    """Return a signature a minute after what was signed before."""
    clinic.clock.forward(timedelta(minutes=1))
    return NewSignOff(clinic.new_id(), key, frozenset(items), note)


def test_every_shipped_table_and_form_is_listed_with_a_title_people_can_read(clinic: Clinic) -> None:
    listed = clinic.house.editions.listed(clinic.head, TODAY)
    tables = {edition.key.name for edition in listed if edition.key.kind is EditionKind.TABLE}
    assert tables == set(reference.names())
    assert TB_FORM in {edition.key.name for edition in listed if edition.key.kind is EditionKind.FORM}
    assert len({edition.id for edition in listed}) == len(listed)
    assert all(edition.source and edition.key.version for edition in listed)
    assert [edition.key.name for edition in listed if edition.title in ("", edition.key.name)] == []


def test_the_list_of_editions_says_what_was_not_yet_checked(clinic: Clinic) -> None:
    listed = {edition.key.name: edition for edition in clinic.house.editions.listed(clinic.head, TODAY)}
    assert listed["bmi_adult"].state is EditionState.SHIPPED
    assert listed["suspected_infectious"].state is EditionState.OPEN
    assert "J09-J11" in listed["suspected_infectious"].note
    with pytest.raises(NotAllowed):
        clinic.house.editions.listed(clinic.desk, TODAY)


def test_every_edition_can_be_read_and_its_items_signed(clinic: Clinic) -> None:
    for edition in clinic.house.editions.listed(clinic.head, TODAY):
        page = page_of(clinic, edition.key)
        assert page.outline, edition.title
        assert all(len(row.cells) == len(part.headings or "1") for part in page.outline for row in part.rows)
        assert len({item.key for item in page.items}) == len(page.items)
        assert all(item.name and len(item.key) <= 60 for item in page.items), edition.title


def test_a_form_is_laid_out_with_numbers_choices_limits_and_the_edges_of_its_bands(clinic: Clinic) -> None:
    page = page_of(clinic, EditionKey(EditionKind.FORM, TB_FORM, form(TB_FORM).version))
    parts = {part.title: part for part in page.outline}
    assert parts["Kontak"].rows[0].cells[:3] == ("1", "Serumah atau sering bersama penderita TBC", "ya atau tidak")
    bands = [row.cells[:3] for row in parts["Kesimpulan"].rows]
    assert bands[0] == ("di bawah 1", "Serumah atau sering bersama penderita TBC: Ya", "Kontak erat TBC tanpa gejala")
    assert bands[2] == ("1 ke atas", "lainnya", "Terduga TBC")
    vitals = page_of(clinic, EditionKey(EditionKind.FORM, "vital_signs", form("vital_signs").version))
    cells = [cell for part in vitals.outline for row in part.rows for cell in row.cells]
    assert any("Diterima" in cell and "Lazim" in cell for cell in cells)


def test_a_whole_edition_signed_by_a_clinician_counts_as_verified_with_name_and_time(any_clinic: Clinic) -> None:
    editions = any_clinic.house.editions
    editions.sign(any_clinic.doctor, signing(any_clinic, OPEN_TABLE, WHOLE, note="Dicocokkan dengan KMK"))
    info = info_of(any_clinic, OPEN_TABLE)
    assert (info.state, info.verified, info.signed) == (EditionState.SIGNED, True, True)
    signature = page_of(any_clinic, OPEN_TABLE).in_force[WHOLE]
    assert (signature.by, signature.note) == ("dr. Ratna Contoh, Dokter", "Dicocokkan dengan KMK")
    assert (signature.at.hour, signature.at.minute) == (7, 31)


def test_items_are_signed_one_by_one_and_all_of_them_make_the_edition_verified(any_clinic: Clinic) -> None:
    editions = any_clinic.house.editions
    items = [item.key for item in page_of(any_clinic, OPEN_FORM).items]
    editions.sign(any_clinic.doctor, signing(any_clinic, OPEN_FORM, *items[1:]))
    assert info_of(any_clinic, OPEN_FORM).state is EditionState.PARTLY
    assert not info_of(any_clinic, OPEN_FORM).verified
    editions.sign(any_clinic.doctor, signing(any_clinic, OPEN_FORM, items[0]))
    assert info_of(any_clinic, OPEN_FORM).state is EditionState.SIGNED


def test_a_signature_is_withdrawn_by_a_new_row_with_its_reason_and_may_be_given_again(any_clinic: Clinic) -> None:
    editions = any_clinic.house.editions
    editions.sign(any_clinic.doctor, signing(any_clinic, OPEN_TABLE, WHOLE))
    with pytest.raises(WrongAnswers) as refused:
        editions.withdraw(any_clinic.doctor, signing(any_clinic, OPEN_TABLE, WHOLE, note="  "))
    assert refused.value.fields == {"note": NOTE_MISSING}
    editions.withdraw(any_clinic.doctor, signing(any_clinic, OPEN_TABLE, WHOLE, note="Salah edisi"))
    assert info_of(any_clinic, OPEN_TABLE).state is EditionState.OPEN
    editions.sign(any_clinic.doctor, signing(any_clinic, OPEN_TABLE, WHOLE))
    page = page_of(any_clinic, OPEN_TABLE)
    assert [(one.withdrawn, one.note) for one in page.signatures] == [(False, ""), (True, "Salah edisi"), (False, "")]
    assert page.info.verified


def test_signing_nothing_the_unknown_or_twice_is_refused(clinic: Clinic) -> None:
    editions = clinic.house.editions
    for items, said in (((), "Pilih"), (("tanya:tidak_ada",), "Tidak ada dalam edisi ini")):
        with pytest.raises(WrongAnswers) as refused:
            editions.sign(clinic.doctor, signing(clinic, OPEN_FORM, *items))
        assert refused.value.fields["items"].startswith(said)
    wanted = signing(clinic, OPEN_FORM, WHOLE)
    editions.sign(clinic.doctor, wanted)
    editions.sign(clinic.doctor, wanted)
    assert len(page_of(clinic, OPEN_FORM).signatures) == 1
    with pytest.raises(WrongAnswers) as refused:
        editions.sign(clinic.doctor, signing(clinic, OPEN_FORM, WHOLE))
    assert refused.value.fields["items"] == "Sudah ditandatangani: seluruh edisi."
    with pytest.raises(WrongAnswers) as refused:
        editions.withdraw(clinic.doctor, signing(clinic, OPEN_TABLE, WHOLE, note="Keliru"))
    assert "belum pernah ada" in refused.value.fields["items"]


def test_the_next_version_of_a_file_starts_unsigned(clinic: Clinic) -> None:
    clinic.house.editions.sign(clinic.doctor, signing(clinic, OPEN_FORM, WHOLE))
    newer = replace(OPEN_FORM, version=f"{OPEN_FORM.version}+")
    with pytest.raises(UserError, match="tidak ada"):
        page_of(clinic, newer)
    with pytest.raises(UserError, match="tidak ada"):
        clinic.house.editions.sign(clinic.doctor, signing(clinic, newer, WHOLE))


def test_signatures_belong_to_the_version_that_was_read(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic.house.editions.sign(clinic.doctor, signing(clinic, OPEN_TABLE, WHOLE))
    now = reference.editions(OPEN_TABLE.name)[-1]
    monkeypatch.setattr(reference, "editions", lambda name: (replace(now, name=name, version="2030", verified=False),))
    newer = replace(OPEN_TABLE, version="2030")
    assert info_of(clinic, newer).state is EditionState.OPEN


def test_only_lines_marked_unverified_in_a_table_are_signed_one_by_one(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        'title = "Uji"\nversion = "1"\nsource = "S"\nvalid_from = 2026-01-01\nverified = false\n'
        '[[row]]\ncode = "a"\nbelow = 1\n[[row]]\ncode = "b"\nverified = false\n[extra]\nx = 1\nverified = false\n'
    )
    monkeypatch.setattr(reference, "names", lambda: ("uji",))
    monkeypatch.setattr(reference, "editions", lambda _name: (reference.parse_edition("uji", text),))
    key = EditionKey(EditionKind.TABLE, "uji", "1")
    assert [(item.key, item.name) for item in page_of(clinic, key).items] == [("row[2]", "b"), ("extra", "extra")]
    clinic.house.editions.sign(clinic.doctor, signing(clinic, key, "row[2]"))
    assert info_of(clinic, key).state is EditionState.PARTLY
    clinic.house.editions.sign(clinic.doctor, signing(clinic, key, "extra"))
    assert info_of(clinic, key).verified


def test_signatures_of_another_puskesmas_count_for_nothing_here(any_clinic: Clinic) -> None:
    neighbour = neighbour_of(any_clinic).user
    any_clinic.house.editions.sign(neighbour, signing(any_clinic, OPEN_TABLE, WHOLE))
    assert not info_of(any_clinic, OPEN_TABLE).signed
    assert page_of(any_clinic, OPEN_TABLE).signatures == ()
    with pytest.raises(WrongAnswers):
        any_clinic.house.editions.withdraw(any_clinic.doctor, signing(any_clinic, OPEN_TABLE, WHOLE, note="Bukan saya"))


def test_the_head_alone_reads_but_does_not_sign(clinic: Clinic) -> None:
    office = replace(clinic.head, roles=frozenset(role for role in clinic.head.roles if role.value == "kepala"))
    assert clinic.house.editions.page(office, OPEN_TABLE).info.title == "Terduga penyakit menular"
    with pytest.raises(NotAllowed):
        clinic.house.editions.sign(office, signing(clinic, OPEN_TABLE, WHOLE))
