"""The rule language, its loader, and the guideline editions written in it."""
