"""Cancer screens: which there are, how somebody stands after one, and when it is done again."""
