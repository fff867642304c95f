"""Opens and verifies what lies in ``models/``, and finds the packaged data.

A model is a folder: weights as JSON or ``.npz`` (read without pickle), ``meta.json`` with a sha256 of every other
file, the metrics, the library versions and the hashes of the data it was trained from, and a ``MODEL_CARD.md``.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import AlteredModel, MissingModel

if TYPE_CHECKING:
    import numpy as np

META = "meta.json"
CARD = "MODEL_CARD.md"
MEMBER_SUFFIXES = frozenset({".json", ".npz"})
"""What the members of a model end in."""
HERE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """``models`` or ``corpus``: inside the installed package, else beside it in a checkout.

    Raises:
        MissingModel: the installation is not whole.
    """
    for folder in (HERE / name, HERE.parent / name):
        if folder.is_dir() and any(folder.iterdir()):
            return folder
    raise MissingModel(f"The packaged folder {name} is not there.", "Install the package again.")


@cache
def load_list(name: str) -> Mapping[str, Any]:
    """A list of facts kept as data, such as the bodies or the PEEL programmes: ``models/lists/<name>.toml``."""
    path = data_folder("models") / "lists" / f"{name}.toml"
    if not path.is_file():
        raise MissingModel(f"The list {name} is not among the packaged data.", "Install the package again.")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Artifact:
    """A verified model folder."""

    folder: Path
    meta: Mapping[str, Any]

    @property
    def id(self) -> str:
        """``name@version`` as it stands beside every prediction."""
        return f"{self.folder.name}@{self.meta['version']}"

    def read_json(self, name: str) -> Any:
        """A JSON member.

        Raises:
            MissingModel: the model has no such member, as one that another version of the program wrote.
        """
        return json.loads(self._member(name).read_text(encoding="utf-8"))

    def read_arrays(self, name: str) -> dict[str, np.ndarray]:
        """The arrays of an ``.npz`` member; object arrays are refused.

        Raises:
            MissingModel: the model has no such member.
        """
        import numpy as np

        with np.load(self._member(name), allow_pickle=False) as arrays:
            return {key: arrays[key] for key in arrays.files}

    def _member(self, name: str) -> Path:
        if name not in self.meta["files"]:
            raise MissingModel(f"The model {self.folder.name} was written without {name}, for another version.")
        return self.folder / name


def open_model(name: str, models: Path | None = None) -> Artifact:
    """A model whose every file matches its sum.

    Args:
        name: folder name below ``models/``.
        models: another folder of models than the packaged one.

    Raises:
        MissingModel: no such folder, no ``meta.json``, or a member is missing.
        AlteredModel: ``meta.json`` is not JSON, or a member's sha256 differs.
    """
    folder = (models or data_folder("models")) / name
    if not (folder / META).is_file():
        raise MissingModel(f"The model {name} is not in {folder.parent}.")
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        sums = dict(meta["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise AlteredModel(f"The model {name} has a meta.json that cannot be read.") from error
    for member, expected in sums.items():
        path = folder / member
        if not path.is_file():
            raise MissingModel(f"The model {name} lacks its file {member}.")
        if sha256_of(path.read_bytes()) != expected:
            raise AlteredModel(f"The model {name} has an altered file {member}.")
    return Artifact(folder, meta)


def save_model(folder: Path, files: Mapping[str, bytes], meta: Mapping[str, Any], card: str) -> None:
    """Write a model folder; ``meta`` gets the sums of ``files`` and the versions of ``meta["libraries"]``.

    Members of the model that lay there and that this one does not have are taken away: a folder is one model.

    Args:
        meta: at least ``version`` (int), ``data`` (name -> sha256), ``metrics``, ``libraries`` (distribution names).
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in (path for path in folder.iterdir() if path.suffix in MEMBER_SUFFIXES and path.name not in files):
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    whole = {
        **meta,
        "libraries": {name: version(name) for name in meta.get("libraries", ())},
        "files": {name: sha256_of(content) for name, content in sorted(files.items())},
    }
    (folder / META).write_text(json.dumps(whole, indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
    (folder / CARD).write_text(card, encoding="utf-8", newline="\n")


def sha256_of(content: bytes) -> str:
    """The sum as lower-case hex.

    >>> sha256_of(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()
