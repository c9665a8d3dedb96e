"""The Tantivy engine: compiled postings for large archives, counted in NumPy.

Nothing is imported here: a process that words texts takes half the time to start without.
"""
