"""Feeds that are kept on a list, asked politely, and followed to their pages."""
