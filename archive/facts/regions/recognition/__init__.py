"""Toponym recognition: which words of a text may name a place."""
