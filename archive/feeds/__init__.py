"""Feed polling: polite HTTP, robots.txt, new items and their pages."""
