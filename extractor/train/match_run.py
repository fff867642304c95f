"""The matching model: trained, measured beside simpler methods and without its lexicon, and given a card."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from extractor.evaluate.baselines import BASELINES, Scorer
from extractor.match.lexicon import EMPTY, Lexicon, load_lexicon
from extractor.match.model import MatchModel, model_to_files
from extractor.match.semantic import Encoder
from extractor.train.cards_matching import matching_card
from extractor.train.match_figures import (
    Judged,
    calibration,
    confusion,
    hold_out,
    judge_rows,
    link_scores,
    macro_f1,
    new_action_scores,
    ranks_of_judged,
    ranks_of_matrix,
    recall_at,
)
from extractor.train.matching import fit_fusion, fit_links, fit_weights, rows_of_plan, untrained
from extractor.train.outcome import Figures, Trained
from extractor.train.plans import LabelledPlan, load_plans

LABELLED = "labelled"
REPORTS = "reports"
FULL, BARE = "model", "model, no lexicon"
TOPS = (1, 5, 10, 40)


def train_matching(corpus: Path, extra: Sequence[Path] = (), encoder: Encoder | None = None) -> Trained:
    """The model fitted on the labelled plans of the corpus, with figures from held-out reports and the test plans.

    Args:
        corpus: the packaged corpus; the model is fitted on it alone unless ``extra`` is given.
        extra: further folders that hold labelled plans.
        encoder: an installed sentence encoder whose gain is to stand beside the default; the model is fitted without.

    Raises:
        BadGold: there is no labelled plan, or one cannot be read.
    """
    plans = [*load_plans(corpus / LABELLED), *(plan for folder in extra for plan in _plans_in(folder))]
    plans = list({plan.name: plan for plan in plans}.values())
    texts = tuple(corpus_texts(corpus / REPORTS))
    full, judged = fit_and_judge(plans, texts, load_lexicon())
    _, bare = fit_and_judge(plans, texts, EMPTY)
    views = {BARE: bare, FULL: judged}
    scorers = dict(BASELINES)
    if encoder is not None:
        scorers[f"{encoder.name} alone"] = scorer_of(encoder)
        views[f"model + {encoder.name}"] = fit_and_judge(plans, texts, load_lexicon(), encoder)[1]
    figures = [row for plan in plans for row in candidate_rows(plan, views, scorers)]
    figures += [row for name in reversed(views) for row in link_rows(plans, views[name], name)]
    table = confusion([one for one in judged if not _is_test(one, plans)], [plan for plan in plans if not plan.is_test])
    return Trained("matching", model_to_files(full), matching_card(plans, figures, table), figures)


def _plans_in(folder: Path) -> Iterator[LabelledPlan]:
    """Plans below a folder of labelled sets, where it has any: --extra may name reports only."""
    for labelled in (folder, folder / LABELLED):
        if any((place / "pairs.jsonl").is_file() for place in labelled.glob("matching*")):
            yield from load_plans(labelled)


def corpus_texts(reports: Path) -> Iterator[str]:
    """Texts of the items of the sample reports, for the weights of terms only: nobody has related them to anything."""
    for path in sorted(reports.glob("*.gold.json")):
        for item in json.loads(path.read_text(encoding="utf-8")).get("recommendations", ()):
            yield item["text"]


def fit_and_judge(
    plans: Sequence[LabelledPlan], texts: Sequence[str], lexicon: Lexicon, encoder: Encoder | None = None
) -> tuple[MatchModel, list[Judged]]:
    """The fitted model, and every pair judged: of training plans by models that never saw the report."""
    train = [plan for plan in plans if not plan.is_test]
    weights = fit_weights(train, texts, lexicon)
    model = untrained(weights, fit_fusion(train, weights, lexicon))
    rows = [row for plan in train for row in rows_of_plan(plan, model, lexicon, encoder)]
    fitted = fit_links(rows, model)
    judged = hold_out(rows, train, model)
    for plan in plans:
        if plan.is_test:
            judged += judge_rows(rows_of_plan(plan, fitted, lexicon, encoder), [plan], fitted)
    return fitted, judged


def _is_test(one: Judged, plans: Sequence[LabelledPlan]) -> bool:
    return any(plan.is_test and plan.name == one.row.plan for plan in plans)


def scorer_of(encoder: Encoder) -> Scorer:
    """Cosines of an encoder's vectors, as one more simple method to be measured beside."""

    def scores(items: Sequence[str], actions: Sequence[str]) -> np.ndarray:
        one, other = (np.asarray(encoder.encode(texts), float) for texts in (items, actions))
        one /= np.linalg.norm(one, axis=1, keepdims=True)
        other /= np.linalg.norm(other, axis=1, keepdims=True)
        cosines: np.ndarray = one @ other.T
        return cosines

    return scores


def candidate_rows(
    plan: LabelledPlan, views: Mapping[str, Sequence[Judged]], scorers: Mapping[str, Scorer]
) -> Iterator[Figures]:
    """Recall of candidates of one plan by each method, overall and on paraphrases."""
    for name, scorer in scorers.items():
        yield _recall_row(plan, name, *_ranks_by_scores(plan, scorer))
    for name, found in views.items():
        own = [one for one in found if one.row.plan == plan.name]
        every = ranks_of_judged(own, lambda one: True)
        yield _recall_row(plan, name, every, ranks_of_judged(own, lambda one: one.row.is_paraphrase))


def _ranks_by_scores(plan: LabelledPlan, scorer: Scorer) -> tuple[list[int], list[int]]:
    texts = [f"{action.text} {action.action}" for action in plan.actions]
    scores = np.asarray(scorer([new.item.text for new in plan.items], texts), dtype=float)
    rows = {new.item.id: place for place, new in enumerate(plan.items)}
    columns = {action.ref: place for place, action in enumerate(plan.actions)}
    pairs = [(rows[item], columns[ref]) for item, ref in plan.relations]
    plain = [(rows[item], columns[ref]) for item, ref in plan.relations if (item, ref) in plan.paraphrases]
    return ranks_of_matrix(scores, pairs), ranks_of_matrix(scores, plain)


def _recall_row(plan: LabelledPlan, name: str, every: Sequence[int], paraphrased: Sequence[int]) -> Figures:
    scores: dict[str, float | None] = {f"recall@{top}": recall_at(every, len(plan.relations), top) for top in TOPS}
    total = len(plan.paraphrases)
    scores["paraphrases@5"] = recall_at(paraphrased, total, 5) if total else None
    return Figures(f"{plan.name} candidates", len(plan.relations), name, scores)


def link_rows(plans: Sequence[LabelledPlan], judged: Sequence[Judged], name: str) -> Iterator[Figures]:
    """Links, new actions, relations and calibration: all training plans together, then each plan."""
    train = [plan for plan in plans if not plan.is_test]
    sets = [("held-out reports", train), *((f"{plan.name} links", [plan]) for plan in plans)]
    for title, chosen in sets:
        names = {plan.name for plan in chosen}
        own = [one for one in judged if one.row.plan in names]
        true = sum(len(plan.relations) for plan in chosen)
        related = {(plan.name, item) for plan in chosen for item, _ in plan.relations}
        links, sure = link_scores(own, true), calibration(own)
        yield Figures(
            title,
            true,
            name,
            {
                **{f"link_{key}": value for key, value in links.items()},
                "new_f1": new_action_scores(own, related)["f1"],
                "relation_macro_f1": macro_f1(confusion(own, chosen)),
                "ece": sure["ece"],
                "ece_allowed": sure["ece_allowed"],
            },
        )
