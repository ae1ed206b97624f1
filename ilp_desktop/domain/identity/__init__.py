"""Who somebody is and where: numbers, areas, household, kin."""
