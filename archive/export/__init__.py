"""Formats that articles are written in; one module a format."""
