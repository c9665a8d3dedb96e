"""Markup common to several formats: character encodings, XML, HTML, blocks of text."""
