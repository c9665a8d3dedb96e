"""News agency formats: NewsML-G2, NITF and ninjs."""
