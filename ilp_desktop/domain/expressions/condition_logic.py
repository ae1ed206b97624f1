"""Whether one condition always holds where another does, as far as that can be told from how they are written."""

from ilp_desktop.domain.expressions.conditions import Compare, Joined, Node, Not, OneOf, exact

UP, DOWN = (">", ">="), ("<", "<=")


def follows(claim: Node, given: Node) -> bool:
    """Say whether a claim surely holds wherever what is given does; False where that cannot be told."""
    if isinstance(given, Joined) and given.word == "or":
        return claim == given or all(follows(claim, part) for part in given.parts)
    if isinstance(claim, Joined):
        whole = all if claim.word == "and" else any
        if whole(follows(part, given) for part in claim.parts):
            return True
    if isinstance(given, Joined):
        return claim == given or any(follows(claim, part) for part in given.parts)
    return claim == given or _follows_plainly(claim, given)


def _follows_plainly(claim: Node, given: Node) -> bool:
    if isinstance(claim, Not) and isinstance(given, Not):
        return follows(given.part, claim.part)
    if isinstance(claim, OneOf) and isinstance(given, OneOf):
        return _is_among(claim, given)
    return isinstance(claim, Compare) and isinstance(given, Compare) and _is_beyond(claim, given)


def _is_among(claim: OneOf, given: OneOf) -> bool:
    same = claim.name == given.name and not claim.negated and not given.negated
    return same and set(given.wanted) <= set(claim.wanted)


def _is_beyond(claim: Compare, given: Compare) -> bool:
    """Say whether a quantity beyond one edge is beyond the other as well: 60 and above is above 50."""
    if claim.name != given.name or isinstance(claim.operand, str) or isinstance(given.operand, str):
        return False
    wanted, known = exact(claim.operand), exact(given.operand)
    if claim.sign in UP and given.sign in (*UP, "="):
        return known > wanted or (known == wanted and (claim.sign == ">=" or given.sign == ">"))
    if claim.sign in DOWN and given.sign in (*DOWN, "="):
        return known < wanted or (known == wanted and (claim.sign == "<=" or given.sign == "<"))
    return False
