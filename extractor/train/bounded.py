"""Logistic regression with signs: weights of likeness are held at or above zero, weights against at or below.

scikit-learn's regression has no bounds, so the loss (log-likelihood with a ridge) is given to scipy's L-BFGS-B.

References:
    Byrd, Lu, Nocedal and Zhu (1995), A limited memory algorithm for bound constrained optimization.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from extractor.match.model import Logistic

RIDGE = 30.0
"""Strength of the ridge; from 10 to 100 held-out plans differ by about a point, and 30 is the best of them."""


def fit_bounded(
    rows: np.ndarray,
    right: np.ndarray,
    names: Sequence[str],
    against: Collection[str] = (),
    free: Collection[str] = (),
    ridge: float = RIDGE,
) -> Logistic:
    """The regression of ``right`` (0 or 1) on ``rows``.

    Args:
        rows: one row an example, one column a name.
        right: what to learn.
        names: the columns.
        against: columns that may only lower the probability.
        free: columns of either sign.
        ridge: strength of the penalty on squared weights.
    """
    from scipy.optimize import minimize

    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-9] = 1.0
    standard = (rows - mean) / scale

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        log_odds = standard @ values[1:] + values[0]
        error = 1 / (1 + np.exp(-np.clip(log_odds, -60, 60))) - right
        total = np.logaddexp(0, log_odds).sum() - log_odds @ right + ridge / 2 * values[1:] @ values[1:]
        return float(total), np.concatenate(([error.sum()], standard.T @ error + ridge * values[1:]))

    bounds = [(None, None), *(_bounds_of(name, against, free) for name in names)]
    fitted = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return Logistic(tuple(names), mean, scale, fitted[1:], float(fitted[0]))


def _bounds_of(name: str, against: Collection[str], free: Collection[str]) -> tuple[float | None, float | None]:
    if name in free:
        return None, None
    return (None, 0.0) if name in against else (0.0, None)


def log_odds_of(fitted: Logistic, rows: np.ndarray) -> np.ndarray:
    """Log-odds of many rows at once, columns in the order of ``fitted.names``."""
    values: np.ndarray = (rows - fitted.mean) / fitted.scale @ fitted.weight + fitted.intercept
    return values
