"""The screen in the hall: which number is called to which room, and the spoken call."""
