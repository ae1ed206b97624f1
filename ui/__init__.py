"""The screens: they reach data, paper and network through services alone."""

from ui.constants_guard import keep_constants_alive

keep_constants_alive()
