"""Start the frozen program: what PyInstaller takes as its script."""

import sys

from ilp_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
