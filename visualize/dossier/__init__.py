"""The dossier: one page for the meeting, with what is missing, the advice, the ways to it and the plan."""
