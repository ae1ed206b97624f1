"""What mother and baby receive after a birth beside the visits: done, to be done, too late, with dates."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.reference import edition_on

RULES = "postnatal_care"
NOT_RECORDED = "belum tercatat"


@dataclass(frozen=True)
class CareItem:
    """One thing received or due; ``urgency`` is none when it is done or not yet due."""

    code: str
    label: str
    words: str
    urgency: Urgency = Urgency.NONE
    done: bool = False


@dataclass(frozen=True)
class HeelPrick:
    """What is known of the newborn screening: when a sample was taken, when a result came, whether it was refused."""

    sampled_on: date | None = None
    result_on: date | None = None
    result: str = ""
    refused: bool = False


def once(code: str, label: str, given: str, *, refused: bool = False, still_due: bool = True) -> CareItem:
    """Return something that is given once; ``given`` says when, empty when it is not on record."""
    if given:
        return CareItem(code, label, given, done=True)
    if refused:
        return CareItem(code, label, "tidak diberikan", Urgency.WATCH)
    return CareItem(code, label, NOT_RECORDED, Urgency.WATCH if still_due else Urgency.NONE)


def heel_prick(born_at: datetime, found: HeelPrick, now: datetime, *, hour_known: bool) -> CareItem:
    """Return where the newborn screening (SHK) stands; both moments by the wall clock of the Puskesmas."""
    label = "SHK"
    if found.result_on is not None:
        urgency = Urgency.NONE if found.result in ("", "normal") else Urgency.REFER
        return CareItem("shk", label, f"hasil {found.result} {indonesian_date(found.result_on)}", urgency, done=True)
    if found.sampled_on is not None:
        return CareItem(
            "shk", label, f"sampel {indonesian_date(found.sampled_on)}, hasil ditunggu", Urgency.AWAITED, done=True
        )
    if found.refused:
        return CareItem("shk", label, "ditolak", Urgency.WATCH)
    return _heel_prick_due(born_at, now, label, hour_known=hour_known)


def _heel_prick_due(born_at: datetime, now: datetime, label: str, *, hour_known: bool) -> CareItem:
    rules = edition_on(RULES, born_at.date()).body
    hours = rules["heel_prick_hours"]
    opens, closes = (born_at + timedelta(hours=hours[end]) for end in ("from", "to"))
    last = born_at.date() + timedelta(days=rules["heel_prick_last_day"])
    between = f"{_moment(opens, hour_known=hour_known)} sampai {_moment(closes, hour_known=hour_known)}"
    if now.date() > last:
        return CareItem("shk", label, f"terlewat, sampai {indonesian_date(last)}")
    if now < opens and (hour_known or now.date() < opens.date()):
        return CareItem("shk", label, f"mulai {between}")
    if now <= closes or (not hour_known and now.date() <= closes.date()):
        return CareItem("shk", label, f"sekarang, {between}", Urgency.WATCH)
    return CareItem("shk", label, f"terlambat sejak {_moment(closes, hour_known=hour_known)}", Urgency.REFER)


def hours_after(born_at: datetime, given_at: datetime) -> float:
    """Return how many hours after a birth something was given."""
    return (given_at - born_at) / timedelta(hours=1)


def hb0_limit_hours(day: date) -> int:
    """Return within how many hours after the birth the first dose of hepatitis B belongs."""
    return int(edition_on(RULES, day).body["hb0_hours"])


def vitamin_a(capsules: int, delivered_on: date, *, in_nifas: bool) -> CareItem:
    """Return how many capsules of vitamin A the mother had."""
    wanted = edition_on(RULES, delivered_on).body["vitamin_a_capsules"]
    return _counted("vitamin_a", "Vitamin A nifas", (capsules, wanted), "kapsul", due=in_nifas)


def iron_tablets(tablets: int, delivered_on: date, *, in_nifas: bool) -> CareItem:
    """Return how many iron tablets the mother had since the birth."""
    wanted = edition_on(RULES, delivered_on).body["iron_tablets"]
    return _counted("iron", "TTD nifas", (tablets, wanted), "tablet", due=in_nifas)


def contraception(method: str, delivered_on: date, today: date) -> CareItem:
    """Return the method of contraception after the birth; empty when none was chosen yet."""
    last = delivered_on + timedelta(days=edition_on(RULES, delivered_on).body["contraception_days"])
    if method:
        return CareItem("kbpp", "KB pascasalin", method, done=True)
    if today > last:
        return CareItem("kbpp", "KB pascasalin", f"belum, lewat {indonesian_date(last)}", Urgency.WATCH)
    return CareItem("kbpp", "KB pascasalin", f"belum, sampai {indonesian_date(last)}", Urgency.WATCH)


def _counted(code: str, label: str, count: tuple[int, int], unit: str, *, due: bool) -> CareItem:
    had, wanted = count
    words = f"{had} dari {wanted} {unit}"
    if had >= wanted:
        return CareItem(code, label, words, done=True)
    return CareItem(code, label, words, Urgency.WATCH if due else Urgency.NONE)


def _moment(at: datetime, *, hour_known: bool) -> str:
    return f"{at:%d-%m} pukul {at:%H.%M}" if hour_known else f"{at:%d-%m}"
