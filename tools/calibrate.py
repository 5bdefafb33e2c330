"""Measure how often facts are right, and write what their confidence is made of: `make calibrate`.

    python tools/calibrate.py SHARED [FOLDER ...] [--write]

SHARED is the folder with `gold/`, `articles/` and `score.py`, whose own functions decide what matches; a FOLDER holds
more annotated articles. Articles are
split by negotiation: two are about the same one where they share a track's set of parties and lie at most 180 days
apart. Every fold is read with weights (train_extraction.py) and judged with a calibration that have never seen its
negotiations. Printed: the folds; for each class how many of the facts shown at each threshold are right, and how many
of the annotated ones are found; the whole score at each threshold. With --write the calibration of all articles goes to
lexicons/calibration.json, with what the folds measured: numbers and names of traits, no word of an article.
"""

import argparse
import copy
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np
import train_extraction as training

from tracker.desk.shown import SHOWN_FROM
from tracker.domain.pruning import without_unsure
from tracker.domain.record import Record
from tracker.extraction import confidence, weights
from tracker.extraction.confidence import KINDS, Judged
from tracker.extraction.extractor import Extractor
from tracker.extraction.lexicon import load
from tracker.extraction.pipeline import build_documents, load_pipeline
from tracker.reading.text import read_text

FOLDER = Path(__file__).parents[1] / "tracker" / "extraction" / "lexicons"
APART = 180  # days between two articles of one negotiation, at most
FOLDS = 8
SURE = 0.9
THRESHOLDS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
DECAYS = (3.0, 10.0, 30.0, None)  # L2 penalties of the weights of traits to choose from; None: no traits
PRIOR = 3.0  # a step of the table counts so many facts of the average share beside its own
LISTS = {kind: "assessments" if kind == "assessment" else f"{kind}s" for kind in KINDS} | {"party": "parties"}


@dataclass
class Fact:
    """One extracted fact: `right` is 1, 0 or a half; None where the annotation counts it neither way.

    `core`: it is one of those that the annotation counts as missed where it is not found.
    """

    article: str
    judged: Judged
    right: float | None
    core: bool = False
    chance: float = 0.0


@dataclass
class Article:
    """One annotated article with what was read in it."""

    name: str
    gold: dict[str, Any]
    record: Record
    fold: int = 0
    facts: list[Fact] = field(default_factory=list)
    wanted: dict[str, float] = field(default_factory=dict)


def scorer_of(folder: Path) -> ModuleType:
    """The module score.py of the annotated articles."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"There is no score.py in {folder}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def negotiations(golds: dict[str, dict[str, Any]]) -> list[list[str]]:
    """The articles of each negotiation, largest first: joined by a track's parties and by date."""
    names = list(golds)
    group = {name: number for number, name in enumerate(names)}

    def sets(name: str) -> set[frozenset[str]]:
        return {frozenset(track["parties"]) for track in golds[name]["tracks"] if len(track["parties"]) > 1}

    def day(name: str) -> int | None:
        published = golds[name]["article"].get("published")
        return date.fromisoformat(published[:10]).toordinal() if published else None

    for at, one in enumerate(names):
        for two in names[at + 1 :]:
            a, b = day(one), day(two)
            near = a is None or b is None or abs(a - b) <= APART
            if near and sets(one) & sets(two) and group[one] != group[two]:
                old = group[two]
                group = {name: group[one] if number == old else number for name, number in group.items()}
    found: dict[int, list[str]] = defaultdict(list)
    for name, number in group.items():
        found[number].append(name)
    return sorted(found.values(), key=lambda members: (-len(members), members))


def folds_of(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """Article -> fold: whole negotiations, each to the fold that has fewest articles so far."""
    sizes = [0] * FOLDS
    out = {}
    for members in groups:
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(members)
        out |= dict.fromkeys(members, smallest)
    return out


def read(paths: dict[str, Path], golds: dict[str, dict[str, Any]], folds: dict[str, int]) -> list[Article]:
    """Extract every article with the weights of the other folds; confidences are the rules' own."""
    rows = training.rows_of(list(dict.fromkeys(path.parents[1] for path in paths.values())))
    tables = {
        fold: {
            f"{task}_weights.json": training.weights_of(
                training.seen_without(some, (row for row in some if folds.get(row.article) == fold))
            )
            for task, some in rows.items()
        }
        for fold in set(folds.values())
    }
    sources = [read_text(training.text_of(paths[name]).read_bytes(), f"{name}.txt") for name in golds]
    extractor = Extractor(calibrated=False)
    out = []
    for name, doc in zip(golds, build_documents(sources, load_pipeline(), load()), strict=True):
        with mock.patch.object(weights, "_weights", tables[folds[name]].__getitem__):
            out.append(Article(name, golds[name], extractor.record_of(doc), folds[name]))
    return out


def judge(article: Article, score: ModuleType) -> None:
    """Fill the facts of an article with what the annotation says of each, by the rules of score.py."""
    facts = list(confidence.judged(article.record))
    pred, gold = copy.deepcopy(article.record.as_json()), copy.deepcopy(article.gold)
    coalitions = score.name_parties_alike(gold, pred)
    people_g, people_p = score.by_id(gold["persons"]), score.by_id(pred["persons"])

    def tracks_match(a: dict[str, Any], b: dict[str, Any]) -> float:
        accepted = [a["parties"], *a.get("accept_parties", [])]
        if not any(score.expand(x, coalitions) == score.expand(b["parties"], coalitions) for x in accepted):
            return 0
        return 1 if b.get("level") in [a.get("level"), *a.get("accept_levels", [])] else 0.5

    def voices_match(a: dict[str, Any], b: dict[str, Any]) -> int:
        return 1 + (score.voice(a, people_g) == score.voice(b, people_p)) if score.span_overlap(a, b) else 0

    rules = {
        "person": (lambda a, b: 1 if score.person_match(a, b) else 0, None),
        "party": (lambda a, b: 1 if a["id"] == b["id"] else 0, None),
        "track": (tracks_match, lambda s: s),
        "venue": (score.place_match, lambda s: s),
        "meeting": (lambda a, b: score.meeting_score(a, b, people_g, people_p, coalitions), None),
        "position": (score.position_score, None),
        "assessment": (voices_match, lambda s: 1.0 if s > 1 else 0.5),
    }
    right: dict[tuple[str, str], tuple[float | None, bool]] = {}
    pairs: dict[str, str] = {}
    for kind, (rule, credit) in rules.items():
        some = gold.get(LISTS[kind], [])
        for a, b, value in score.assign(some, pred[LISTS[kind]], rule):
            worth = 1.0 if credit is None else float(credit(value))
            tier = a.get("tier", "core")
            right[kind, b["id"]] = (None if tier == "optional" else worth, tier == "core")
            if kind == "meeting":
                pairs[b["id"]] = a["id"]
        article.wanted[kind] = sum(a.get("tier", "core") == "core" for a in some)
    meetings = score.by_id(gold["meetings"])
    article.wanted["attendance"] = sum(
        row.get("tier", meeting.get("tier", "core")) == "core"
        for meeting in gold["meetings"]
        for row in meeting.get("attendance", [])
        if row.get("person") in people_g
    )
    for one in facts:
        if one.kind == "attendance":
            meeting = meetings.get(pairs.get(one.meeting.id if one.meeting else "", ""))
            value, core = _attended(one, meeting, people_g, people_p, score)
        else:
            value, core = right.get((one.kind, one.fact.id), (0.0, False))  # type: ignore[union-attr]
        article.facts.append(Fact(article.name, one, value, core))


def _attended(
    one: Judged, meeting: dict[str, Any] | None, people_g: dict[str, Any], people_p: dict[str, Any], score: ModuleType
) -> tuple[float | None, bool]:
    for row in (meeting or {}).get("attendance", []):
        if row.get("person") in people_g and score.person_match(people_g[row["person"]], people_p[one.fact.person]):  # type: ignore[union-attr]
            tier = row.get("tier", (meeting or {}).get("tier", "core"))
            worth = 1.0 if row.get("status") == one.fact.status else 0.5  # type: ignore[union-attr]
            return (None if tier == "optional" else worth, tier == "core")
    return 0.0, False


def fit_weights(facts: Sequence[Fact], decay: float | None) -> dict[str, float]:
    """Weights of the raw confidence and the traits (seen five times or more): logistic regression, L2, Newton steps."""
    count: dict[str, int] = defaultdict(int)
    for fact in facts if decay else ():
        for trait in fact.judged.traits:
            count[trait] += 1
    names = ["bias", "raw", *sorted(trait for trait, times in count.items() if 5 <= times < len(facts))]
    x = np.zeros((len(facts), len(names)))
    for row, fact in enumerate(facts):
        x[row, 0] = 1
        x[row, 1] = confidence.log_odds(fact.judged.raw)
        for column, name in enumerate(names[2:], 2):
            x[row, column] = name in fact.judged.traits
    y = np.array([fact.right for fact in facts], float)
    penalty = np.full(len(names), decay or 1.0)
    penalty[:2] = 0.1
    theta = np.zeros(len(names))
    fixed = False
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ theta, -30, 30)))
        gradient = x.T @ (p - y) + penalty * theta
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        theta -= np.linalg.solve(hessian, gradient)
        if theta[1] < 0 and not fixed:
            x[:, 1], theta[1], fixed = 0, 0, True  # more confidence never means less
    return {name: round(float(value), 3) for name, value in zip(names, theta, strict=True) if abs(value) >= 0.005}


def table_of(scores: Sequence[float], right: Sequence[float]) -> list[list[float]]:
    """Scores -> shares, never falling: pool adjacent violators, each step drawn a little to the average."""
    mean = float(np.mean(right))
    order = np.argsort(scores)
    steps: list[list[float]] = []  # sum of scores, sum of rights, number
    size = max(5, len(scores) // 40)
    for start in range(0, len(order), size):
        some = order[start : start + size]
        steps.append([float(np.sum(np.array(scores)[some])), float(np.sum(np.array(right)[some])), float(len(some))])
    shares = [[s / n, (r + PRIOR * mean) / (n + PRIOR), n] for s, r, n in steps]
    pooled: list[list[float]] = []
    for step in shares:
        pooled.append(step)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (x1, y1, n1), (x0, y0, n0) = pooled.pop(), pooled.pop()
            pooled.append([(x0 * n0 + x1 * n1) / (n0 + n1), (y0 * n0 + y1 * n1) / (n0 + n1), n0 + n1])
    return [[round(x, 3), round(y, 3)] for x, y, _ in pooled]


def fit(facts: Sequence[Fact], folds: dict[str, int]) -> dict[str, dict[str, Any]]:
    """A model a kind. The table is made of scores by weights that have not seen the fact's fold.

    How much the traits may weigh is chosen by the same scores: few facts bear few weights.
    """
    out = {}
    for kind in KINDS:
        some = [fact for fact in facts if fact.judged.kind == kind and fact.right is not None]
        right = [float(fact.right or 0.0) for fact in some]
        tried = [(decay, _unseen(some, folds, decay)) for decay in DECAYS]
        decay, scores = min(tried, key=lambda pair: _loss(pair[1], right))
        out[kind] = {"weights": fit_weights(some, decay), "points": table_of(scores, right), "decay": decay}
    return out


def _unseen(facts: Sequence[Fact], folds: dict[str, int], decay: float | None) -> list[float]:
    """The score of each fact by the weights of the other folds."""
    models = {
        fold: {"weights": fit_weights([fact for fact in facts if folds[fact.article] != fold], decay)}
        for fold in {folds[fact.article] for fact in facts}
    }
    return [confidence.score(models[folds[fact.article]], fact.judged) for fact in facts]


def _loss(scores: Sequence[float], right: Sequence[float]) -> float:
    """The mean negative log likelihood."""
    p, y = 1 / (1 + np.exp(-np.array(scores))), np.array(right)
    return float(-np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9)))


def cross_validate(articles: Sequence[Article], folds: dict[str, int]) -> None:
    """Give every fact its chance by a model that has not seen its fold, and put it into the records."""
    for fold in sorted(set(folds.values())):
        others = [fact for article in articles if article.fold != fold for fact in article.facts]
        models = fit(others, folds)
        for article in (article for article in articles if article.fold == fold):
            confidence.calibrate(article.record, models)
            for fact in article.facts:
                fact.chance = float(fact.judged.fact.confidence or 0.0)


def measure(articles: Sequence[Article], kind: str, least: float) -> dict[str, Any]:
    """Of one kind: how many are shown, the share that is right, the share of the annotated ones that is found."""
    facts = [fact for article in articles for fact in article.facts if fact.judged.kind == kind]
    shown = [fact for fact in facts if fact.right is not None and fact.chance >= least]
    sure = [fact for fact in shown if fact.chance >= SURE]
    hits = sum(fact.right or 0.0 for fact in shown)
    wanted = sum(article.wanted[kind] for article in articles)
    return {
        "shown": len(shown),
        "right": _share(hits, len(shown)),
        "found": _share(sum(fact.right or 0.0 for fact in shown if fact.core), wanted),
        "sure": len(sure),
        "sure_right": _share(sum(fact.right or 0.0 for fact in sure), len(sure)),
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def whole_score(articles: Sequence[Article], score: ModuleType, least: float) -> tuple[float, dict[str, Any]]:
    """Headline and classes of score.py where only facts of at least this chance are given out."""
    names = ["persons", "person party", "parties", "tracks", "venues", "meetings", "dates", "attendance",
             "meeting status", "meeting kind", "meeting mode", "meeting duration", "meeting venue", "positions",
             "who said what", "stance", "holder person", "attribution", "assessments"]  # fmt: skip
    tallies = {name: score.Tally() for name in names}
    for article in articles:
        pred = without_unsure(article.record, least).as_json()
        score.score_article(copy.deepcopy(article.gold), copy.deepcopy(pred), tallies, [])
    return score.headline(tallies), {name: tallies[name].row() for name in names}


def report(articles: Sequence[Article], score: ModuleType) -> None:
    """Print what the folds measured."""
    everything = [fact for article in articles for fact in article.facts if fact.right is not None]
    for kind in KINDS:
        print(f"\n{kind}: at least  shown  right  found    F1")
        for least in THRESHOLDS:
            m = measure(articles, kind, least)
            p, r = m["right"] or 0.0, m["found"] or 0.0
            f1 = 2 * p * r / (p + r or 1)
            print(f"{'':{len(kind)}}  {least:8.2f}  {m['shown']:5}  {p:5.3f}  {r:5.3f}  {f1:5.3f}")
    print("\nsaid to be right -> right (number), all classes and each")
    for kind in (None, *KINDS):
        row = []
        for low, high in ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.01)):
            some = [f for f in everything if low <= f.chance < high and kind in (None, f.judged.kind)]
            share = sum(f.right or 0.0 for f in some) / len(some) if some else float("nan")
            row.append(f"{low:.1f}-{min(high, 1):.1f} {share:5.2f} ({len(some):4})")
        print(f"{kind or 'all':11}" + "  ".join(row))
    print("\nscore.py over what is shown, at least  headline  and F1 (precision) of")
    for least in THRESHOLDS:
        headline, rows = whole_score(articles, score, least)
        some = ("persons", "tracks", "venues", "meetings", "attendance", "positions", "assessments", "attribution")
        cells = "  ".join(f"{name} {rows[name]['f1'] or 0:.3f} ({rows[name]['p'] or 0:.2f})" for name in some)
        print(f"{least:5.2f}  {headline:.4f}  {cells}")


def main() -> int:
    """Measure by folds; with --write also fit on everything and store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("more", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    score = scorer_of(given.shared)
    paths = {path.stem: path for path in training.annotated([given.shared, *given.more])}
    golds = {name: json.loads(path.read_text("utf-8")) for name, path in paths.items()}
    groups = negotiations(golds)
    folds = folds_of(groups)
    print(f"{len(golds)} articles, {len(groups)} negotiations, {FOLDS} folds")
    for members in groups:
        print(f"  fold {folds[members[0]]}: {' '.join(members)}")
    articles = read(paths, golds, folds)
    for article in articles:
        judge(article, score)
    everything: Iterable[Fact] = [fact for article in articles for fact in article.facts]
    models = fit(list(everything), folds)
    print("penalty of traits:", ", ".join(f"{kind} {model.pop('decay')}" for kind, model in models.items()))
    cross_validate(articles, folds)
    report(articles, score)
    measured = {kind: measure(articles, kind, SHOWN_FROM) for kind in KINDS}
    sure = [f for f in everything if f.right is not None and f.chance >= SURE]
    total = {"sure": len(sure), "sure_right": _share(sum(f.right or 0.0 for f in sure), len(sure))}
    print(f"\nof {total['sure']} facts shown as {SURE} or more, {total['sure_right']} are right")
    if given.write:
        data = {
            "articles": len(golds),
            "negotiations": len(groups),
            "shown_from": SHOWN_FROM,
            "measured": measured | {"all": total},
            "kinds": models,
        }
        path = FOLDER / confidence.FILE
        path.write_text(json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
        print(f"wrote {path.relative_to(FOLDER.parents[2])}, {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
