"""The values that every other part of the archive speaks of."""
