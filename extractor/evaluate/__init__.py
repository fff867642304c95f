"""Gold against predicted: counts first, then shares, then how sure they are.

``gold`` loads annotated reports, ``pairing`` decides which prediction answers which gold item, ``metrics`` holds the
arithmetic, ``fields`` scores what hangs on a matched pair, ``report`` puts it together per document and family.
"""
