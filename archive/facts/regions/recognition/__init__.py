"""Toponym recognition: finds the words of a text that may name a place."""
