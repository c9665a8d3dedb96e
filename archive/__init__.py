"""What an article is, where it comes from, and where it is kept."""
