"""Tests of the rule language, its loader and the editions."""
