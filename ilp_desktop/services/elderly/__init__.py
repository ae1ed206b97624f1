"""The elderly: the picture of one person, from the screening to the plan of care."""
