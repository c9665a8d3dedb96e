"""Credits: people and their roles, parsed from bylines, credit lines and datelines.

A text is a credit only if all of it parses, as roles and names, to its end: "The theft was reported
by Lt. Han" is none.
"""
