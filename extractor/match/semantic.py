"""Optional better vectors: a sentence-embedding model that the user has installed, mixed into the latent views.

Off by default and never downloaded: ``[match] encoder`` names a folder with a model for sentence-transformers (the
extra ``[semantic]``), or an installed package that holds such a folder. A latent row becomes half its own and half the
encoder's, so that the cosine is the mean of both and the fitted weights keep their meaning.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np

from extractor.errors import MissingModel


class Encoder(Protocol):
    """Anything that turns texts into vectors. ``name`` tells its vectors from another's."""

    @property
    def name(self) -> str:
        """Which model it is."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, of any length and any norm."""


MODEL_FILE = "modules.json"
"""What a folder holds that sentence-transformers can open."""


class SentenceEncoder:
    """A model of sentence-transformers in a folder, under the name that it was asked for by."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._model = _load(folder)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        return np.asarray(self._model.encode(list(texts), show_progress_bar=False), np.float32)  # type: ignore[attr-defined]


def _load(folder: Path) -> object:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a folder that lacks a file must fail, not fetch it
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingModel(
            "An encoder is named under [match], but sentence-transformers is not installed.",
            "Install the extra [semantic], or take the line away.",
        ) from error
    return SentenceTransformer(str(folder), local_files_only=True)


def load_encoder(place: Path | None) -> Encoder | None:
    """The encoder in a folder, or in the package of that name; None where none is named.

    Raises:
        MissingModel: the folder or the library is not there.
    """
    return SentenceEncoder(find_model(place), place.name) if place is not None else None


def find_model(place: Path) -> Path:
    """The folder of a model: the one given, or the one inside the installed package of that name.

    Raises:
        MissingModel: there is neither.
    """
    if place.is_dir():
        return place
    package = find_spec(place.name) if place.name.isidentifier() else None
    for folder in (package.submodule_search_locations or ()) if package else ():
        for found in sorted(Path(folder).rglob(MODEL_FILE)):
            return found.parent
    raise MissingModel(
        f"There is no folder {place} with an encoder, and no installed package of that name holds one.",
        "Correct encoder under [match].",
    )


def mix_rows(latent: np.ndarray, texts: Sequence[str], encoder: Encoder | None) -> np.ndarray:
    """Latent rows with the encoder's beside them, each half of the squared length; the rows as they are without one."""
    if encoder is None:
        return latent
    rows = encoder.encode(texts).astype(np.float32) if texts else np.zeros((0, 1), np.float32)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    half = np.float32(math.sqrt(0.5))
    return np.hstack((half * latent, half * rows / np.where(norms > 0, norms, 1)))
