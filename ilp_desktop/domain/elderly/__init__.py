"""The elderly: what a screening of capacity asks to be looked at next, and who is cared for at home."""
