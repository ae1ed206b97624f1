"""Services due: from facts and packages to what is due, since when and until when."""
