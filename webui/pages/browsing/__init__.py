"""Browsing: the front page, and pages on people, regions, sources, sections, topics and dates."""
