"""The Tantivy engine: compiled postings for large archives, counted in NumPy.

Nothing is imported here, so that an analysis process starts in half the time.
"""
