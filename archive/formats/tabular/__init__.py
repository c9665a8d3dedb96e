"""Tables of articles: JSON Lines, JSON arrays, CSV and its relatives."""
