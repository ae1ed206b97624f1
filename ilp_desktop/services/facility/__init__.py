"""The Puskesmas itself: profile, area, rooms, destinations."""
