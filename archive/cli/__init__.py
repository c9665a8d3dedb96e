"""The commands that add, show and correct articles, one file a group of commands."""
