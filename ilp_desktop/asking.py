"""What commands at a terminal share: asking who is at it, saying how far they are, and why they stopped."""

import sys
from getpass import getpass

from ilp_desktop.domain.errors import UserError

BAR = 30


def typed_lines(*asked: tuple[str, bool]) -> tuple[str, ...]:
    """Ask at a terminal, what is secret unseen, or read as many lines."""
    if sys.stdin.isatty():
        return tuple(getpass(words) if secret else input(words) for words, secret in asked)
    return tuple(sys.stdin.readline().rstrip("\r\n") for _ in asked)


def show_progress(fraction: float, text: str) -> None:
    """Say at a terminal how far the work is."""
    if sys.stdout.isatty():
        done = int(BAR * fraction)
        sys.stdout.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {text:<30}")
        sys.stdout.flush()


def end_progress() -> None:
    """Go on with a new line after the progress."""
    if sys.stdout.isatty():
        sys.stdout.write("\n")


def refused(error: UserError) -> int:
    """Say why a command stopped; returns its exit status."""
    sys.stderr.write(f"{error.message} {error.remedy}\n")
    return 1
