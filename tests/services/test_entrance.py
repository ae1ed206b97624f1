"""Coming in: what a wrong password, a lost one, a lost key and an unfinished set-up come to."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.models import Audit
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from tests.house_fixtures import MORNING, PASSWORD, Clinic, new_facility

PHRASE = "kopi pahit di pagi hari"


def nobody_waits(_fraction: float, _text: str) -> None:
    """Take reports nobody looks at."""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path / "data")
    found.prepare()
    return found


@pytest.fixture
def entrance(folder: DataFolder) -> Entrance:
    return Entrance(folder, SteppingClock(MORNING))


@pytest.fixture
def made(entrance: Entrance) -> Entrance:
    entrance.create(PHRASE, new_facility(), nobody_waits).lock()
    return entrance


def test_first_user_has_entered_once_the_puskesmas_is_made(entrance: Entrance, folder: DataFolder) -> None:
    steps: list[float] = []
    entered = entrance.create(PHRASE, new_facility(), lambda fraction, _text: steps.append(fraction))
    assert (entered.user.name, entered.facility.name) == ("Kepala Contoh", "Puskesmas Uji Sejahtera")
    assert steps == sorted(steps)
    entered.lock()
    assert folder.prepare() is FolderState.READY


def test_set_up_that_is_wrong_or_fails_leaves_the_folder_empty(entrance: Entrance, folder: DataFolder) -> None:
    with pytest.raises(WrongAnswers):
        entrance.create(PHRASE, replace(new_facility(), name=" "), nobody_waits)
    with pytest.raises(WrongAnswers):
        entrance.create("pendek", new_facility(), nobody_waits)

    def stop(_fraction: float, text: str) -> None:
        if "Menyimpan" in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        entrance.create(PHRASE, new_facility(), stop)
    assert folder.prepare() is FolderState.EMPTY


@pytest.mark.parametrize(("user_name", "password"), [("kepala", "bukan-ini"), ("orang-lain", PASSWORD)])
def test_wrong_password_is_the_answer_of_its_field(made: Entrance, user_name: str, password: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        made.enter(user_name, password)
    assert "salah" in refused.value.fields["password"]


def test_lost_password_is_replaced_and_the_old_one_opens_nothing(made: Entrance) -> None:
    made.reset_password(PHRASE, " Kepala ", "sandi-baru-01")
    entered = made.enter("kepala", "sandi-baru-01")
    with entered.house.uow.database.reading() as session:
        audit = session.query(Audit).order_by(Audit.seq.desc()).first()
        assert audit is not None
        assert (audit.subject, audit.subject_id) == ("staff", entered.user.staff_id)
        assert audit.detail is not None
        assert audit.detail["password"] == "diganti dengan frasa sandi kepala"
    entered.lock()
    with pytest.raises(WrongAnswers):
        made.enter("kepala", PASSWORD)


@pytest.mark.parametrize(
    ("passphrase", "user_name", "password", "field"),
    [
        ("frasa yang salah sekali", "kepala", "sandi-baru-01", "passphrase"),
        (PHRASE, "tidak-ada", "sandi-baru-01", "user_name"),
        (PHRASE, "kepala", "pendek", "password"),
    ],
)
def test_refused_reset_changes_nothing(
    made: Entrance, passphrase: str, user_name: str, password: str, field: str
) -> None:
    with pytest.raises(WrongAnswers) as refused:
        made.reset_password(passphrase, user_name, password)
    assert set(refused.value.fields) == {field}
    made.enter("kepala", PASSWORD).lock()


@pytest.mark.parametrize("damage", [None, "", "{", "{}"])
def test_key_that_is_lost_or_damaged_is_told_before_a_password_is_asked(
    made: Entrance, folder: DataFolder, damage: str | None
) -> None:
    made.require_key()
    key = folder.path / "kunci.json"
    if damage is None:
        key.unlink()
    else:
        key.write_text(damage, encoding="utf-8")
    with pytest.raises(UserError, match=r"kunci\.json"):
        made.require_key()


def test_password_is_reset_on_either_database(any_clinic: Clinic) -> None:
    access = any_clinic.house.access
    access.reset_password("dokter", "sandi-baru-01")
    assert access.sign_in("dokter", "sandi-baru-01") == any_clinic.doctor
    with pytest.raises(UserError, match="salah"):
        access.sign_in("dokter", PASSWORD)
