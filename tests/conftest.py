"""Test set-up shared by everything: no screen needed, no network allowed."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
