"""The screens: they reach data, paper and network through services alone."""
