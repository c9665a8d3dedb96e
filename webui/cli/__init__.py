"""The command `backfile`, and the commands that need pages: serving, and what pages link to."""
