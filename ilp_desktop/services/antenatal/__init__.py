"""The picture of a pregnancy: what is wrong, what is due, what was done."""
