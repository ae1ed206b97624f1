"""Pure clinical and administrative rules: standard library only, dates handed in."""
