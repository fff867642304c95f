"""The matching model: trained, measured beside simpler methods and without its lexicon, and given a card."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractor.evaluate.baselines import BASELINES, Scorer
from extractor.match.lexicon import Lexicon, load_lexicon, without_concepts
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
REPORTS_OUT, PLANS_OUT = "held-out reports", "held-out plans"
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
    texts, lexicon = tuple(corpus_texts(corpus)), load_lexicon()
    fitted, judged = fit_and_judge(plans, texts, lexicon)
    views = {FULL: judged, BARE: fit_and_judge(plans, texts, without_concepts(lexicon))[1]}
    scorers = dict(BASELINES)
    if encoder is not None:
        scorers[f"{encoder.name} alone"] = scorer_of(encoder)
        for name, known in ((FULL, lexicon), (BARE, without_concepts(lexicon))):
            judged_too = judge_plans(plans, texts, known, encoder)
            views[f"{name} + {encoder.name}"] = HeldOut((), judged_too)
    figures = [row for plan in plans for row in candidate_rows(plan, views, scorers)]
    figures += [row for name, view in views.items() for row in link_rows(plans, view, name)]
    tables = {REPORTS_OUT: confusion(judged.by_report, plans), PLANS_OUT: confusion(judged.by_plan, plans)}
    return Trained("matching", model_to_files(fitted), matching_card(plans, figures, tables), figures)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Every pair of the labelled plans judged by models that never saw its report, and that never saw its plan."""

    by_report: Sequence[Judged]
    by_plan: Sequence[Judged]

    def ways(self) -> dict[str, Sequence[Judged]]:
        """Those that were measured, by what was held out."""
        ways = {REPORTS_OUT: self.by_report, PLANS_OUT: self.by_plan}
        return {out: judged for out, judged in ways.items() if judged}


def _plans_in(folder: Path) -> Iterator[LabelledPlan]:
    """Plans below a folder of labelled sets, where it has any: --extra may name reports only."""
    for labelled in (folder, folder / LABELLED):
        if any((place / "pairs.jsonl").is_file() for place in labelled.glob("matching*")):
            yield from load_plans(labelled)


def corpus_texts(corpus: Path) -> Iterator[str]:
    """Texts of the sample reports' items, which nobody has related to any action: for the weights of terms only."""
    for path in sorted((corpus / REPORTS).glob("*.gold.json")):
        for item in json.loads(path.read_text(encoding="utf-8")).get("recommendations", ()):
            yield item["text"]


def fit_and_judge(plans: Sequence[LabelledPlan], texts: Sequence[str], lexicon: Lexicon) -> tuple[MatchModel, HeldOut]:
    """The model fitted on all plans, and every pair judged by models that never saw it."""
    model = start_model(plans, texts, lexicon)
    rows = [row for plan in plans for row in rows_of_plan(plan, model, lexicon)]
    return fit_links(rows, model), HeldOut(hold_out(rows, plans, model), judge_plans(plans, texts, lexicon))


def start_model(plans: Sequence[LabelledPlan], texts: Sequence[str], lexicon: Lexicon) -> MatchModel:
    """A model with the weights of terms and the fusion of views, that cannot judge yet."""
    weights = fit_weights(plans, texts, lexicon)
    return untrained(weights, fit_fusion(plans, weights, lexicon))


def judge_plans(
    plans: Sequence[LabelledPlan], texts: Sequence[str], lexicon: Lexicon, encoder: Encoder | None = None
) -> list[Judged]:
    """The pairs of each plan judged by a model that saw nothing of it, not even to weigh its terms.

    A model is fitted without the encoder, as the packaged one is, and given it where it judges, as in use. One plan
    alone leaves nothing to learn from.
    """
    judged: list[Judged] = []
    for plan in plans if len(plans) > 1 else ():
        others = [other for other in plans if other.name != plan.name]
        model = start_model(others, texts, lexicon)
        fitted = fit_links([row for other in others for row in rows_of_plan(other, model, lexicon)], model)
        judged += judge_rows(rows_of_plan(plan, model, lexicon, encoder), [plan], fitted)
    return judged


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
    plan: LabelledPlan, views: Mapping[str, HeldOut], scorers: Mapping[str, Scorer]
) -> Iterator[Figures]:
    """Recall of candidates of one plan by each method, overall and on paraphrases; models never saw the plan."""
    for name, scorer in scorers.items():
        yield _recall_row(plan, name, *_ranks_by_scores(plan, scorer))
    for name, found in views.items():
        own = [one for one in found.by_plan if one.row.plan == plan.name]
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


def link_rows(plans: Sequence[LabelledPlan], held: HeldOut, name: str) -> Iterator[Figures]:
    """Links, new actions, relations and calibration, by what was held out: all plans together, then each plan."""
    for out, judged in held.ways().items():
        for title, chosen in ((out, plans), *((f"{plan.name}, {out}", [plan]) for plan in plans)):
            yield _link_row(title, chosen, judged, name)


def _link_row(title: str, plans: Sequence[LabelledPlan], judged: Sequence[Judged], name: str) -> Figures:
    names = {plan.name for plan in plans}
    own = [one for one in judged if one.row.plan in names]
    true = sum(len(plan.relations) for plan in plans)
    related = {(plan.name, item) for plan in plans for item, _ in plan.relations}
    links, sure = link_scores(own, true), calibration(own)
    scores = {
        **{f"link_{key}": value for key, value in links.items()},
        "new_f1": new_action_scores(own, related)["f1"],
        "relation_macro_f1": macro_f1(confusion(own, plans)),
        **sure,
    }
    return Figures(title, true, name, scores)
