"""Lexer and parser of the query language; nothing that a person types is an error.

    text      headline:(ferry OR lobster) -"rice row"
    tokens    headline:(   ferry   OR   lobster   )   -   "rice row"
    AST       And(Or(Words(ferry, headline), Words(lobster, headline)), Not(Words(rice row)))
    unparse   headline:(ferry OR lobster) -"rice row"

The language, by precedence, the closest binding first:

- words; "phrases", also with others between their words ("near phrase"~5); beginnings of words
  with a star (econom*), other forms of them (w?ld, *word), words spelled almost so (word~2);
  `date:` with a day, a month, a year, a range of them, a comparison or days counted from today
  (date:2018..2020-06, date:>=2019, date:last-week), `before:` and `after:` with the like;
  `words:` with a number of words (words:>800); `cluster:` with the id of near-duplicates; groups
  in parentheses; ATLEAST3(word). Any of them may have a field before it (headline:econom*), and
  a field may have any word at all (byline:*);
- NEAR/5, and W/5 where the order counts;
- NOT, or a minus at the start of what it denies;
- AND, which may be left out;
- OR. Operators are in capitals: "and" is a word.

`duplicates:show`, anywhere, lists near-duplicates one by one, `duplicates:hide` does not; the
last one counts.

What cannot be taken as typed is read as words or left out, with a notice at its offset.
"""

from indexer.query.parser.date_range import date_range
from indexer.query.parser.lexer import MAX_DEPTH
from indexer.query.parser.parser import MAX_CHARACTERS, MAX_CLAUSES, parse

__all__ = ["MAX_CHARACTERS", "MAX_CLAUSES", "MAX_DEPTH", "date_range", "parse"]
