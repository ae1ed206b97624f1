"""Children: birth and doses, development, sick children."""
