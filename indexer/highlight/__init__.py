"""Highlighting: from a query and a text to matches, and from matches to snippets.

The query `"ferry crews" strik*` has two leaves, a phrase (0) and a prefix (1). In the text

    The ferry crews are striking.

`query_matcher` finds (start, end, leaf) = (4, 15, 0) and (20, 28, 1), and `snippets` cuts the
sentences around them: The <mark>ferry crews</mark> are <mark>striking</mark>.
"""
