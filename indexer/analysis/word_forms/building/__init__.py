"""Building of the tables of word forms."""
