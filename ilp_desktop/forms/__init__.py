"""Forms as data: loading a definition, which questions are asked, checking, scoring."""
