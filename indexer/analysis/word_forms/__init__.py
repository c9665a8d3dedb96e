"""Stemming in each language: a table of the forms that its stemmer gets wrong, then the stemmer."""
