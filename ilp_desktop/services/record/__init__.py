"""The visit in the room and its record, also when written down later."""
