"""Non-communicable disease of one person: the picture a doctor looks at."""
