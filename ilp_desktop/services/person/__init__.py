"""Reading one person: data, numbers, the line they are found by, the header."""
