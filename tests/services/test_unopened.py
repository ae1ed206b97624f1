"""A database that does not open: what is wrong is said, not a byte is changed, and there are ways out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from db.commit_mark import CommitMark, Mark
from db.keys import KeyRing
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import DataTrouble, OutOfOrder, UserError, WrongAnswers
from ilp_desktop.domain.keys.opener import OpenedBy, Opener
from ilp_desktop.domain.keys.recovery_words import secret_of, words_of
from ilp_desktop.services.backup.bringing_back import FIELD, listed_backups, prepare_from
from ilp_desktop.services.backup.restoring import put_in_place
from ilp_desktop.services.entrance import Entrance
from ilp_desktop.services.rescue.copying_aside import copy_aside
from ilp_desktop.services.rescue.support_file import support_text, write_support
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening
from ilp_desktop.services.start.opening_doubts import DoubtKind
from tests.house_fixtures import KEY, MORNING, PASSWORD, Clinic
from tests.services.backed_up import PHRASE, BackedUp, backed_up, people_in, silent

NAME = "Bunga Rahasia"
PAGE = 4096
WORDS = words_of(bytes(range(15)))
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def here(clinic: Clinic) -> BackedUp:
    """Return a data folder with a backup, closed."""
    clinic.register(NAME, nik="3201015705900001")
    found = backed_up(clinic)
    KeyRing.of(found.data.path).wrap_words(KEY, secret_of(WORDS))
    found.make()
    clinic.register("Datang Kemudian")
    clinic.database.close()
    return found


def trouble(data: DataFolder) -> DataTrouble:
    """Return what opening the data folder comes to."""
    with pytest.raises(DataTrouble) as refused:
        Opening(data, SteppingClock(MORNING)).unlock("kepala", PASSWORD)
    return refused.value


def flip(held: bytes, place: int) -> bytes:
    """Return the same bytes with one bit flipped."""
    changed = bytearray(held)
    changed[place] ^= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda held: b"", "kosong atau terpotong"),
        (lambda held: held[:1000], "kosong atau terpotong"),
        (lambda held: b"SQLite format 3\0" + held[16:], "bukan data program ini"),
        (lambda held: Random(1).randbytes(len(held)), "bukan kunci berkas itu"),
        (lambda held: bytes(len(held)), "bukan kunci berkas itu"),
        (lambda held: flip(held, 100), "rusak, 1 dari"),
        (lambda held: held[: -PAGE // 2], "terpotong, 1 dari"),
        (lambda held: held[: -3 * PAGE], "susunannya rusak"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_and_it_stays_as_it_is(here: BackedUp, spoil: Spoil, said: str) -> None:
    file = here.data.database
    spoilt = spoil(file.read_bytes())
    file.write_bytes(spoilt)
    found = trouble(here.data)
    assert said in found.message
    assert "apa adanya" in found.remedy
    assert file.read_bytes() == spoilt


def test_damage_found_while_the_data_is_in_use_is_told_and_not_taken_for_a_fault_of_the_program(
    here: BackedUp,
) -> None:
    held = here.data.database.read_bytes()
    pages = len(held) // PAGE
    entered = Entrance(here.data, SteppingClock(MORNING)).enter("kepala", PASSWORD)
    spoilt = b"".join(flip(held[n * PAGE : (n + 1) * PAGE], 2000) for n in range(3, pages))
    with here.data.database.open("r+b") as file:
        file.seek(3 * PAGE)
        file.write(spoilt)
    with pytest.raises(OutOfOrder, match="rusak di satu tempat"):
        entered.house.registration.search(entered.user, "bunga")
    with pytest.raises(UserError, match="Berkas data di komputer ini rusak"):
        entered.house.backups.make(entered.user, silent)
    entered.lock()


def test_the_support_file_tells_what_helps_and_nothing_about_anybody(here: BackedUp, tmp_path: Path) -> None:
    here.data.database.write_bytes(flip(here.data.database.read_bytes(), 100))
    (here.data.path / "Siti Aminah.pdf").write_text("surat")
    text = support_text(here.data, trouble(here.data), MORNING)
    for told in ("program 0.", "skema 00", "SQLite 3.", "ilp.db:", "tidak utuh", "sebab CannotOpen", "cadangan: 1"):
        assert told in text
    for word in (NAME, "Bunga", "3201015705900001", "Puskesmas Uji", "Petugas Loket", "Siti", "kepala", str(tmp_path)):
        assert word not in text
    write_support(tmp_path / "dukungan.txt", text)
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        write_support(tmp_path / "tiada" / "dukungan.txt", text)


def test_everything_is_copied_aside_as_it_is(here: BackedUp, tmp_path_factory: pytest.TempPathFactory) -> None:
    here.data.database.write_bytes(b"rusak" * 5000)
    place = tmp_path_factory.mktemp("usb")
    copied = copy_aside(here.data, place, MORNING, silent)
    assert (copied / "ilp.db").read_bytes() == b"rusak" * 5000
    assert (copied / "kunci.json").read_bytes() == (here.data.path / "kunci.json").read_bytes()
    with pytest.raises(UserError, match="di dalam folder data"):
        copy_aside(here.data, here.data.backups, MORNING, silent)
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        copy_aside(here.data, place / "tiada", MORNING, silent)


@pytest.mark.parametrize(
    "opener",
    [
        Opener(OpenedBy.PASSWORD, PASSWORD, "kepala"),
        Opener(OpenedBy.PASSPHRASE, PHRASE),
        Opener(OpenedBy.WORDS, " ".join(WORDS)),
    ],
)
def test_a_backup_is_restored_over_data_that_does_not_open(here: BackedUp, opener: Opener) -> None:
    ruined = b"rusak" * 5000
    here.data.database.write_bytes(ruined)
    (found,) = listed_backups(here.data)
    clock, field = SteppingClock(MORNING), FIELD[opener.way]
    wrong = " ".join(words_of(bytes(15))) if opener.way is OpenedBy.WORDS else "salah sekali"
    with pytest.raises(WrongAnswers) as refused:
        prepare_from(here.data, found.folder, replace(opener, secret=wrong), clock, silent)
    assert "tidak membuka cadangan" in refused.value.fields[field]
    with pytest.raises(UserError, match="tidak mencakup"):
        prepare_from(here.data, found.folder, Opener(OpenedBy.PASSWORD, PASSWORD, "loket"), clock, silent)
    aside = put_in_place(prepare_from(here.data, found.folder, opener, clock, silent), MORNING)
    assert (aside / "ilp.db").read_bytes() == ruined
    assert people_in(here.data.path) == {NAME}
    entered = Entrance(here.data, clock).enter("kepala", PASSWORD)
    assert entered.doubts == ()
    entered.lock()


def test_an_older_file_in_place_of_the_data_is_noticed_and_asked_about_once(here: BackedUp) -> None:
    clock = SteppingClock(MORNING)
    newest = here.data.database.read_bytes()
    (found,) = listed_backups(here.data)
    here.data.database.write_bytes(found.folder.database.read_bytes())
    entered = Entrance(here.data, clock).enter("kepala", PASSWORD)
    (doubt,) = entered.doubts
    assert doubt.kind is DoubtKind.LOST
    assert "simpanan sampai 23-11-2026 07.30" in doubt.message
    assert entered.look_again()
    (aside,) = here.data.backups.glob("tidak-lengkap-*")
    assert (aside / "ilp.db").stat().st_size == len(found.folder.database.read_bytes())
    entered.take_as_it_is(entered.doubts)
    entered.lock()
    entered = Entrance(here.data, clock).enter("kepala", PASSWORD)
    assert entered.doubts == ()
    entered.lock()
    assert newest != here.data.database.read_bytes()


def test_a_clock_set_to_2019_is_asked_about(here: BackedUp) -> None:
    clock = SteppingClock(MORNING.replace(year=2019))
    entrance = Entrance(here.data, clock)
    entered = entrance.enter("kepala", PASSWORD)
    (doubt,) = entered.doubts
    assert doubt.kind is DoubtKind.CLOCK
    assert "menunjukkan 23-11-2019 07.30, padahal catatan terakhir ditulis 23-11-2026 07.30" in doubt.message
    clock.set(MORNING)
    assert list(entered.look_again()) == []
    clock.set(MORNING.replace(year=2019))
    entered.take_as_it_is(entered.doubts)
    entered.lock()
    again = entrance.enter("kepala", PASSWORD)
    assert list(again.doubts) == []
    again.lock()


def test_a_mark_that_cannot_be_read_or_was_altered_says_nothing(tmp_path: Path) -> None:
    mark = CommitMark(tmp_path / "ilp.db")
    assert mark.read() is None
    mark.move_to(Mark(7, MORNING, bytes(32)))
    assert mark.read() == Mark(7, MORNING, bytes(32))
    mark.move_to(Mark(5, MORNING, bytes(32)))
    assert (mark.read() or Mark(0, MORNING, b"")).seq == 7
    mark.move_to(Mark(5, MORNING, bytes(32)), back=True)
    assert (mark.read() or Mark(0, MORNING, b"")).seq == 5
    held = mark.file.read_bytes()
    for place in range(len(held)):
        mark.file.write_bytes(flip(held, place))
        assert mark.read() is None
    mark.close()
