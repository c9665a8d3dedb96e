"""Tabular formats: JSON Lines, JSON arrays, CSV and its variants."""
