"""The registry of the fields that can be searched, counted and sorted by."""
