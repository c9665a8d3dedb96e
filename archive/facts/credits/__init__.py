"""Credits: people and their roles, parsed from bylines, credit lines and datelines.

A text is a credit only if all of it parses, as roles and names, to its end: "The theft was reported
by Lt. Han" is none.
"""

from archive.facts.credits.credit_lines import parse_byline, parse_credits
from archive.facts.credits.inverted_names import names_in_order
from archive.facts.credits.lone_places import is_lone_place
from archive.facts.credits.person_names import is_full_name, is_lone_name
from archive.facts.credits.trailing_credits import SplitBody, employer, split_credits

__all__ = [
    "SplitBody",
    "employer",
    "is_full_name",
    "is_lone_name",
    "is_lone_place",
    "names_in_order",
    "parse_byline",
    "parse_credits",
    "split_credits",
]
