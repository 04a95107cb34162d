"""Views as lines of text: the report of a consultation, its short form, check lists. The lines are data."""
