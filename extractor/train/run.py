"""``extractor train``: learns each model again, says how well on held-out reports, and writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.match import load_encoder
from extractor.train.examples import sums_of
from extractor.train.match_run import LABELLED, train_matching
from extractor.train.outcome import Trained, table_of
from extractor.train.plans import plan_sums
from extractor.train.relevance import train_relevance
from extractor.train.sets import Material, load_material
from extractor.train.theme_figures import train_themes

TRAINERS: tuple[Callable[[Material], Trained], ...] = (train_relevance, train_themes)


def train_models(
    corpus: Path, extra: Sequence[Path] = (), models: Path | None = None, encoder: Path | None = None
) -> Iterator[str]:
    """Lines of the report, model by model; each model is written before its lines are given.

    Args:
        corpus: the folder of authored reports and labelled sets.
        extra: further folders of labelled sets or annotated reports to learn from.
        models: where to write; None writes nothing.
        encoder: folder of a sentence encoder whose gain in matching is to be shown.

    Raises:
        BadGold: a folder has nothing labelled, or a file cannot be read.
    """
    material = load_material(corpus, extra)
    data = {f"{folder.name}/{name}": total for folder in (corpus, *extra) for name, total in sums_of(folder).items()}
    for trainer in TRAINERS:
        trained = trainer(material)
        yield f"{trained.name}: held-out reports, {len(material.everything)} labelled items"
        yield from table_of(trained.figures)
        if models is not None:
            yield f"{trained.name}: written to {trained.save(models, data)}"
        yield ""
    matching = train_matching(corpus, extra, load_encoder(encoder))
    yield "matching: held-out reports, and held-out plans"
    yield from table_of(matching.figures)
    if models is not None:
        yield f"{matching.name}: written to {matching.save(models, data | plan_sums(corpus / LABELLED))}"
