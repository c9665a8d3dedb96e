"""Wording of numbers and sentences on the terminal."""


def counted(number: int, noun: str) -> str:
    """A count with its noun in the right number, as in "1 change" and "1,200 changes"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def sentence_case(clause: str) -> str:
    """A clause with a capital first letter; the rest, such as names, stays as it is."""
    return clause[:1].upper() + clause[1:]
