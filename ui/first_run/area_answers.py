"""From the quick entry of a village to its RW, RT and Posyandu, keeping what was assigned before."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.start.setup import NewVillage

MOST_RW = 99
MOST_RT = 99


def village_of(raw: Mapping[str, object], others: Iterable[NewVillage], before: NewVillage | None = None) -> NewVillage:
    """Return the village of a quick entry; raises ``WrongAnswers``.

    ``raw`` has name, rw (how many), rt (how many in each RW) and posyandu (names with commas). An RT keeps the
    Posyandu it had in ``before``; with only one Posyandu every RT belongs to it.
    """
    name = " ".join(str(raw.get("name") or "").split())
    posyandu = _names(str(raw.get("posyandu") or ""))
    problems = {key: text for key, text in _count_problems(raw).items() if text}
    if not name:
        problems["name"] = "Nama desa atau kelurahan harus diisi."
    elif any(other.name.casefold() == name.casefold() for other in others):
        problems["name"] = "Desa ini sudah ada dalam daftar."
    if problems:
        raise WrongAnswers(problems)
    kept = {(rw, rt): served for rw, rt, served in before.neighbourhoods} if before else {}
    only = posyandu[0] if len(posyandu) == 1 else ""
    blocks = [(f"{rw:03}", f"{rt:03}") for rw in _numbers(raw["rw"]) for rt in _numbers(raw["rt"])]
    served_by = {block: kept.get(block, "") if kept.get(block, "") in posyandu else "" for block in blocks}
    return NewVillage(
        name=name,
        posyandu=posyandu,
        neighbourhoods=tuple((rw, rt, served_by[rw, rt] or only) for rw, rt in blocks),
    )


def raw_of(village: NewVillage) -> dict[str, object]:
    """Return a village as its quick entry, to be changed; RW of unequal length show their longest."""
    rw = {block[0] for block in village.neighbourhoods}
    rt = {block[1] for block in village.neighbourhoods}
    return {"name": village.name, "rw": len(rw), "rt": len(rt), "posyandu": ", ".join(village.posyandu)}


def assigned(village: NewVillage, blocks: Iterable[tuple[str, str]], posyandu: str) -> NewVillage:
    """Return the village with some RT served by another Posyandu; an empty name takes the Posyandu away."""
    chosen = set(blocks)
    changed = tuple((rw, rt, posyandu if (rw, rt) in chosen else old) for rw, rt, old in village.neighbourhoods)
    return replace(village, neighbourhoods=changed)


def unassigned(village: NewVillage) -> int:
    """Return how many RT have no Posyandu yet."""
    return sum(not served for _, _, served in village.neighbourhoods)


def _names(text: str) -> tuple[str, ...]:
    """Return the names between the commas, each once, in the order typed."""
    names = (" ".join(part.split()) for part in text.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _numbers(count: object) -> range:
    return range(1, int(str(count)) + 1)


def _count_problems(raw: Mapping[str, object]) -> dict[str, str]:
    return {
        "rw": _count_problem(raw.get("rw"), "RW", MOST_RW),
        "rt": _count_problem(raw.get("rt"), "RT", MOST_RT),
    }


def _count_problem(value: object, what: str, most: int) -> str:
    if isinstance(value, int) and 1 <= value <= most:
        return ""
    return f"Isi jumlah {what}, 1 sampai {most}."
