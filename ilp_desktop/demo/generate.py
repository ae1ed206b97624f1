"""Filling an empty database with a made-up Puskesmas; the same seed gives the same rows."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.inviting import Inviter
from ilp_desktop.demo.ledger import Ledger, opening
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.losses import tell_losses
from ilp_desktop.demo.staffing import settle_passwords, staffed
from ilp_desktop.demo.story import Story
from ilp_desktop.demo.today import fill_today
from ilp_desktop.demo.wanted import DemoWanted, Progress
from ilp_desktop.domain.keys.recovery_words import BITS_A_BYTE, word_rules, words_of
from ilp_desktop.domain.permissions import Act
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.keys.key_keeping import words_settings
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening, Vault, Way
from ilp_desktop.services.start.opening_doubts import MADE_UP

WORKED_OUT_TOGETHER = 500
STORY_SHARE, INVITED_FROM, QUEUE_FROM = 0.6, 0.95, 0.97
YEARS_BACK = timedelta(days=3 * 365)


def make_demo(folder: DataFolder, wanted: DemoWanted, progress: Progress, way: Way | None = None) -> Vault:
    """Fill an empty data folder, or the empty server it goes ``way`` to, and return it open.

    An interrupted filling leaves a folder empty.
    """
    staff = settings("staff")
    key_keeper = way or Opening(folder)
    vault = key_keeper.begin(staff["passphrase"])
    try:
        fill(vault, wanted, progress)
        for one in staff["staff"]:
            vault.admit(one["user_name"], staff["password"])
    except BaseException:
        key_keeper.give_up(vault)
        raise
    return key_keeper.finish(vault)


def _opened_by(vault: Vault, wanted: DemoWanted) -> Mapping[str, Any]:
    """Let a passphrase and words open the data, and return what the database remembers of them."""
    chance = Random(wanted.seed).randbytes(word_rules().random_bits // BITS_A_BYTE)  # noqa: S311 - no secret either
    words = words_settings(vault, words_of(chance), _morning(wanted.today))
    return {**vault.change_passphrase(settings("staff")["passphrase"]), **words}


def fill(vault: Vault, wanted: DemoWanted, progress: Progress) -> None:
    """Fill an empty database."""
    random = Random(wanted.seed)  # noqa: S311 - made-up people, not secrets
    clock = SteppingClock(_morning(wanted.today) - YEARS_BACK)
    identities = Identities(clock, random.randbytes)
    house = build_house(vault.database, None, clock, identities)
    house.uow.stand_at(MADE_UP)
    progress(0.0, "Menyiapkan Puskesmas")
    users = staffed(house, _opened_by(vault, wanted))
    settle_passwords(house, random)
    with house.uow.writing(users["kepala"], Act.MANAGE_FACILITY) as work:
        ledger = Ledger(work.session, work.facility_id, clock, identities)
        story = Story(random, ledger, house, users, wanted)
        story.tell(lambda share, words: progress(share * STORY_SHARE, words))
        work.touch("facility", work.facility_id, people=wanted.people)
    tell_losses(house, users, wanted.today, lambda day: clock.set(_morning(day)))
    clock.set(_morning(wanted.today))
    _work_out_dues(house, users["kepala"], progress)
    progress(INVITED_FROM, "Menulis undangan")
    Inviter(random, house, clock, users).send_all(wanted.today)
    clock.set(_morning(wanted.today))
    progress(QUEUE_FROM, "Menyusun antrean hari ini")
    fill_today(random, house, clock, users, wanted.today)
    progress(1.0, "Selesai")


def _work_out_dues(house: House, user: SignedIn, progress: Progress) -> None:
    total = house.dues.stale(user)
    done = 0
    while done < total:
        done += house.dues.refresh_some(user, WORKED_OUT_TOGETHER)
        progress(STORY_SHARE + (INVITED_FROM - STORY_SHARE) * done / total, "Menghitung layanan yang jatuh tempo")


def _morning(day: date) -> datetime:
    return opening(day, settings("puskesmas")["facility"]["time_zone"])
