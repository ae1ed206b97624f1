"""What care rests on: diagnosis codes, danger signs, doses, sick children, letters."""
