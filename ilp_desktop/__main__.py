"""The program's one entrance: `ilp-desktop`, `python -m ilp_desktop`, and the frozen program."""

import sys

from ilp_desktop.cli import run_command
from ilp_desktop.private_files import keep_private


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    keep_private()
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
