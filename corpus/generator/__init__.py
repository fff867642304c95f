"""Builds the sample corpus: content (one text file per document) -> PDF and gold.

Reading order: ``model`` (what a document is made of), ``inline`` and ``markup`` (text -> model), ``odf``, ``web``,
``flow`` and ``scan`` (model -> PDF), ``pages`` and ``gold`` (model and PDF -> gold).
"""
