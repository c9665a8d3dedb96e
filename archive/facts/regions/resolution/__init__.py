"""Toponym resolution: picks the place that each recognized name means in its article."""
