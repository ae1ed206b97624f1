"""Whether a letter of a kind may go to a destination, by its level and whether it takes emergencies."""

from dataclasses import dataclass

from ilp_desktop.domain.care.referral_kind import EMERGENCY, ReferralKind, ReferralRules

TIERS = {"fktp": "FKTP (tingkat pertama)", "fkrtl": "FKRTL (rumah sakit atau klinik utama)"}
OTHER_KIND = {
    "fktp": "pakai rujukan FKTP lain",
    "fkrtl": "pakai surat rujukan RS",
    "social": "pakai rujukan sosial dan hukum",
}


@dataclass(frozen=True)
class Goal:
    """A destination: what it is, empty while nobody said, and whether it takes emergencies, None likewise."""

    name: str
    level: str = ""
    emergency_room: bool | None = None


def unfit(rules: ReferralRules, kind: ReferralKind, goal: Goal) -> str:
    """Return why a letter of a kind does not go there, or nothing."""
    if kind.code == EMERGENCY:
        return f"{goal.name} tercatat tanpa gawat darurat; pilih yang lain." if goal.emergency_room is False else ""
    level = rules.level(goal.level)
    if level is None or not kind.tier or level.tier == kind.tier:
        return ""
    return f"{goal.name} tercatat sebagai {level.label}, bukan {TIERS[kind.tier]}; {OTHER_KIND[level.tier]}."


def is_offered(rules: ReferralRules, kind: ReferralKind, goal: Goal) -> bool:
    """Say whether a destination is offered for a kind: those that fit, or that fit once it is an emergency."""
    urgent = rules.kinds.get(kind.urgent)
    return not unfit(rules, kind, goal) or (urgent is not None and bool(goal.emergency_room))


def goal_words(rules: ReferralRules, goal: Goal) -> str:
    """Return what a destination is, in a few words; empty while nobody said."""
    level = rules.level(goal.level)
    parts = (level.label if level else "", "IGD" if goal.emergency_room else "")
    return ", ".join(part for part in parts if part)
