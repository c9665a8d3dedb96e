"""What a person or a program sees: pages, an API, and the command line."""
