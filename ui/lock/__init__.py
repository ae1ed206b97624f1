"""The locked screen: who comes next at a shared computer, and when it locks by itself."""
