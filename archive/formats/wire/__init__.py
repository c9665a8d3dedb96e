"""Formats of news agencies: NewsML-G2, NITF and ninjs."""
