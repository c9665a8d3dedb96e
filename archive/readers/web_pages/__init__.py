"""Web pages as they were saved: HTML and MHTML."""
