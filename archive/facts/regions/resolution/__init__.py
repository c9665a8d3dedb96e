"""Toponym resolution: which place a name means in its article."""
