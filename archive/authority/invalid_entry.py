"""What is wrong in a file that a person has edited."""


class Misstatement(Exception):
    """A sentence on what cannot be meant, and the word of the file that it is about.

    `files` turns it into an `AuthorityError` that names the file and the line.
    """

    def __init__(self, sentence: str, about: str) -> None:
        super().__init__(sentence)
        self.about = about
