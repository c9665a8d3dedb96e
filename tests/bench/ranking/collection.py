"""A retrieval collection: articles, questions, and what answers each."""

from dataclasses import dataclass

from archive.model.article import Article


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain words, and of each article that answers it how well, by its number."""

    text: str
    gains: dict[int, float]


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles by their numbers, and the questions asked of them."""

    name: str
    articles: dict[int, Article]
    questions: tuple[Question, ...]
