"""Text as it is copied from a page."""
