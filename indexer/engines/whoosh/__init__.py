"""The Whoosh engine: pure Python and NumPy, nothing to run beside it."""
