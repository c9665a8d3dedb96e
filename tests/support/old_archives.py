"""Archives as older Backfiles made them, out of new ones."""

# SQL that takes from the table of articles what schema 5 put into it.
WITHOUT_ARRIVALS = """
DROP INDEX articles_by_arrival;
ALTER TABLE articles DROP COLUMN arrival;
ALTER TABLE articles DROP COLUMN received;
"""
