"""Analysis: from text to terms with positions, the same for index, query and highlighting.

The paragraphs "Co-operating crews" and "北京 café" of a prose field are indexed as

    position  0       1     2     103      104  105
    terms     cooper  oper  crew  北京, 北   京   cafe
              co

A hyphenated word is its parts, and joined up at the position of the first; a run of a script
without spaces is its overlapping pairs of characters, and each character by itself. Positions
jump by `PARAGRAPH_GAP` between paragraphs. Queries look for "co oper crew", and for the pair 北京.
"""
