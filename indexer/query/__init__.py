"""The query language: from text to a tree, and from a tree to text again."""
