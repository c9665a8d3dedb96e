"""The error for an invalid entry of an authority file."""


class Misstatement(Exception):
    """Invalid entry: a sentence for the user, and the word of the file that it is about.

    `AuthorityFile` turns it into an `AuthorityError` with the file's name and the word's line.
    """

    def __init__(self, sentence: str, about: str) -> None:
        super().__init__(sentence)
        self.about = about
