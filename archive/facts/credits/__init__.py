"""Credits of an article: people and their roles, parsed from newsrooms' ways of naming them.

A text counts as credits only if the whole of it is: roles and names, and so on to its end.
"The theft was reported by Lt. Han" is no credit.
"""

from archive.facts.credits.credit_lines import parse_byline, parse_credits
from archive.facts.credits.person_names import is_full_name, is_lone_name
from archive.facts.credits.trailing_credits import SplitBody, employer, split_credits

__all__ = [
    "SplitBody",
    "employer",
    "is_full_name",
    "is_lone_name",
    "parse_byline",
    "parse_credits",
    "split_credits",
]
