"""What matching is measured beside: scores of items (rows) with actions (columns) by methods anybody could use.

An action's text here is what the recommendation behind it says and what the force does, one after the other.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

Scorer = Callable[[Sequence[str], Sequence[str]], np.ndarray]
K1, B = 1.5, 0.75
WORD = re.compile(r"[a-z0-9']+")


def bm25_scores(items: Sequence[str], actions: Sequence[str]) -> np.ndarray:
    """Okapi BM25 with the usual constants.

    References:
        Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond.
    """
    bags = [Counter(WORD.findall(text.lower())) for text in actions]
    mean = sum(map(sum, (bag.values() for bag in bags))) / len(bags)
    seen = Counter(word for bag in bags for word in bag)
    idf = {word: math.log(1 + (len(bags) - count + 0.5) / (count + 0.5)) for word, count in seen.items()}
    scores = np.zeros((len(items), len(actions)))
    for row, text in enumerate(items):
        words = set(WORD.findall(text.lower())) & set(idf)
        for column, bag in enumerate(bags):
            length = K1 * (1 - B + B * sum(bag.values()) / mean)
            scores[row, column] = sum(idf[word] * bag[word] * (K1 + 1) / (bag[word] + length) for word in words)
    return scores


def token_set_scores(items: Sequence[str], actions: Sequence[str]) -> np.ndarray:
    """Rapidfuzz token_set_ratio, 0 to 100."""
    from rapidfuzz import fuzz, process

    return np.asarray(process.cdist(items, actions, scorer=fuzz.token_set_ratio, processor=str.lower))


def word_tfidf_scores(items: Sequence[str], actions: Sequence[str]) -> np.ndarray:
    """Cosine of TF-IDF over words and pairs of words."""
    return _tfidf(items, actions, analyzer="word", ngram_range=(1, 2), stop_words="english", sublinear_tf=True)


def char_tfidf_scores(items: Sequence[str], actions: Sequence[str]) -> np.ndarray:
    """Cosine of TF-IDF over three to five letters within words."""
    return _tfidf(items, actions, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)


def _tfidf(items: Sequence[str], actions: Sequence[str], **settings: object) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(**settings).fit([*actions, *items])
    scores: np.ndarray = (vectorizer.transform(items) @ vectorizer.transform(actions).T).toarray()
    return scores


BASELINES: dict[str, Scorer] = {
    "BM25": bm25_scores,
    "token_set_ratio": token_set_scores,
    "word TF-IDF": word_tfidf_scores,
    "character TF-IDF": char_tfidf_scores,
}
