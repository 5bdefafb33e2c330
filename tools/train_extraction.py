"""Train the weights of tracker/extraction/weights.py from annotated articles, and measure them by negotiation.

    python tools/train_extraction.py FOLDER [FOLDER ...] [--write]

A FOLDER has `gold/`, one annotated record (CONTRACT.md) an article, and `articles/`; the articles of `more/` count
where their clauses are labelled (own_labels.py). Every fold leaves out one whole negotiation, so
that the figures printed are those of negotiations that the weights have never seen. With --write the weights of all
articles go to lexicons/*_weights.json: names of features and numbers, no word of an article but the verbs and
adjectives of the lexicons and the heads of clauses.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from own_labels import Label, Labels, label_of

from tracker.domain.record import PartyFact
from tracker.extraction.attribution import find_utterances
from tracker.extraction.candidates import candidates
from tracker.extraction.document import Document
from tracker.extraction.features import features
from tracker.extraction.holders import main_parties
from tracker.extraction.lexicon import load
from tracker.extraction.parties import find_parties
from tracker.extraction.people import find_people
from tracker.extraction.pipeline import build_document, kind_of_word, load_pipeline
from tracker.extraction.positions import find_positions
from tracker.extraction.references import find_references
from tracker.extraction.unit_features import spans_of, unit_features
from tracker.extraction.units import units
from tracker.reading.text import read_text

FOLDER = Path(__file__).parents[1] / "tracker" / "extraction" / "lexicons"
LABELLED = "labelled"  # a feature of labelled rows: who labels clauses finds fewer than who annotates whole articles
MAIN = 3  # parties
DECAY = 10.0  # the L2 penalty with the best likelihood over the folds lies from 10 to 20


@dataclass
class Row:
    """One candidate: its features, the gold positions it matches (by index).

    `main`: the parties its article names most often. `labelled`: from own_labels.py, judged clause by clause.
    """

    article: str
    group: str
    holder: str
    start: int
    end: int
    features: set[str]
    hits: list[int]
    chance: float = 0.0
    main: frozenset[str] = frozenset()
    labelled: bool = False


def overlaps(gold: dict[str, Any], start: int, end: int) -> bool:
    """The measure of GUIDELINE.md 9: intersection over union, or F1 over characters."""
    for span in gold["evidence"]:
        inter = min(span["end"], end) - max(span["start"], start)
        if inter > 0:
            union = max(span["end"], end) - min(span["start"], start)
            if inter / union >= 0.5 or 2 * inter / (span["end"] - span["start"] + end - start) >= 0.6:
                return True
    return False


def same_parties(gold: dict[str, Any], parties: list[PartyFact]) -> dict[str, str]:
    """Our id -> the annotators' id, where both mean one party by name or by words of evidence."""
    known = {p["id"] for p in gold["parties"]}

    def fold(text: str) -> str:
        return re.sub(r"[^\w]+", " ", text.casefold()).strip()

    out = {}
    for party in parties:
        if party.id in known:
            continue
        own = {fold(party.id), fold(party.name), *(fold(e.exact) for e in party.evidence)}
        same = [
            g["id"]
            for g in gold["parties"]
            if own & {fold(g["id"]), fold(g.get("name") or ""), *(fold(e["exact"]) for e in g["evidence"])}
        ]
        if len(same) == 1:
            out[party.id] = same[0]
    return out


def groups_of(golds: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The negotiation of every article, for the folds: articles that share a main party belong together.

    Negotiations of fewer than three articles are one fold together. Main are the two parties with most positions.
    The one party that is in more articles than any other joins nothing,
    or all would be one.
    """
    main = {}
    for name, gold in golds.items():
        count = Counter(p["holder_party"] for p in gold["positions"])
        main[name] = [party for party, _ in sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))[:2]]
    common = Counter(party for parties in main.values() for party in parties).most_common(1)[0][0]
    group = {name: name for name in golds}
    for one, parties in main.items():
        for two in golds:
            if group[one] != group[two] and set(parties) & set(main[two]) - {common}:
                old, new = group[two], group[one]
                group = {name: new if value == old else value for name, value in group.items()}
    size = Counter(group.values())
    return {name: value if size[value] >= 3 else "the small ones" for name, value in group.items()}


def annotated(folders: Sequence[Path]) -> list[Path]:
    """The annotated records of the folders, those of each folder by name."""
    return [path for folder in folders for path in sorted((folder / "gold").glob("*.json"))]


def text_of(gold: Path) -> Path:
    """Where the article of an annotated record lies."""
    return gold.parents[1] / "articles" / f"{gold.stem}.txt"


def documents(folders: Sequence[Path]) -> Iterator[tuple[str, dict[str, Any], Document]]:
    """Name, annotated record and read document (mentions and utterances found) of every annotated article."""
    for path in annotated(folders):
        yield path.stem, json.loads(path.read_text("utf-8")), document_of(text_of(path))


def document_of(path: Path) -> Document:
    """The document of an article, its mentions and utterances found."""
    lexicon, nlp = load(), load_pipeline()
    doc = build_document(read_text(path.read_bytes(), path.name), nlp, lexicon)
    find_parties(doc, lexicon)
    find_people(doc, lexicon, kind_of_word(nlp))
    find_references(doc)
    find_utterances(doc, lexicon)
    return doc


def labelled(folders: Sequence[Path], task: str) -> Iterator[tuple[str, list[Label], Document]]:
    """Name, labels and document of every article of `more/` with labels for this task."""
    labels = Labels(task)
    for folder in folders:
        for path in sorted((folder / "more").glob("*.txt")):
            some = labels.of(path.read_bytes())
            if some:
                yield path.stem, some, document_of(path)


def seen_without(rows: Iterable[Row], left_out: Iterable[Row]) -> list[Row]:
    """The rows to train on where the articles of `left_out` are to be unseen.

    Of the labelled articles, those go too that share two main parties with an article left out: they may be about the
    same negotiation.
    """
    names: set[str] = set()
    mains: set[frozenset[str]] = set()
    for row in left_out:
        names.add(row.article)
        mains.add(row.main)
    return [
        row
        for row in rows
        if row.article not in names and not (row.labelled and any(len(row.main & main) > 1 for main in mains))
    ]


def rows_of(folders: Sequence[Path]) -> dict[str, list[Row]]:
    """The rows of each task, "position" and "assessment"; those of labelled articles last."""
    read = list(documents(folders))
    groups = groups_of({name: gold for name, gold, _ in read})
    out: dict[str, list[Row]] = {"position": [], "assessment": []}
    for name, gold, doc in read:
        alias, ranks, group = same_parties(gold, doc.parties), main_parties(doc), groups[name]
        for one in candidates(doc):
            holder = alias.get(one.holder, one.holder)
            hits = [
                at
                for at, p in enumerate(gold["positions"])
                if p["holder_party"] == holder and overlaps(p, one.start, one.end)
            ]
            found = features(doc, one, ranks)
            main = frozenset(ranks[:MAIN])
            out["position"].append(Row(name, group, one.holder, one.start, one.end, found, hits, main=main))
    for name, labels, doc in labelled(folders, "position"):
        ranks = main_parties(doc)
        for one in candidates(doc):
            is_one = label_of(labels, one.start, one.end, one.holder)
            if is_one is not None:
                found = features(doc, one, ranks) | {LABELLED}
                out["position"].append(_labelled(name, one.holder, one.start, one.end, found, is_one, ranks))
    # An assessment's features know the positions found in the article: those of weights that never saw the article.
    for fold in sorted(set(groups.values())):
        weights = weights_of(seen_without(out["position"], (row for row in out["position"] if row.group == fold)))
        for name, gold, doc in (row for row in read if groups[row[0]] == fold):
            positions = spans_of(find_positions(doc, load(), chance=partial(_sum, weights)))
            main = frozenset(main_parties(doc)[:MAIN])
            for unit in units(doc, load()):
                hits = [at for at, a in enumerate(gold["assessments"]) if overlaps(a, unit.start, unit.end)]
                found = unit_features(doc, unit, positions)
                out["assessment"].append(Row(name, fold, "", unit.start, unit.end, found, hits, main=main))
    for name, labels, doc in labelled(folders, "assessment"):
        own = [row for row in out["position"] if row.article == name]
        weights = weights_of(seen_without(out["position"], own))
        positions = spans_of(find_positions(doc, load(), chance=partial(_sum, weights)))
        for unit in units(doc, load()):
            is_one = label_of(labels, unit.start, unit.end)
            if is_one is not None:
                found = unit_features(doc, unit, positions) | {LABELLED}
                row = _labelled(name, "", unit.start, unit.end, found, is_one, main_parties(doc))
                out["assessment"].append(row)
    return out


def _labelled(name: str, holder: str, start: int, end: int, found: set[str], is_one: bool, ranks: Sequence[str]) -> Row:
    hits = [0] if is_one else []
    return Row(name, "", holder, start, end, found, hits, main=frozenset(ranks[:MAIN]), labelled=True)


def tiers_of(folders: Sequence[Path]) -> dict[str, dict[str, list[str]]]:
    """The tiers of the annotated records, by task and article."""
    golds = {path.stem: json.loads(path.read_text("utf-8")) for path in annotated(folders)}
    return {
        task: {name: [r.get("tier", "core") for r in gold[f"{task}s"]] for name, gold in golds.items()}
        for task in ("position", "assessment")
    }


def fit(sets: list[set[str]], labels: list[bool], decay: float, least: int = 3) -> dict[str, float]:
    """Logistic regression with an L2 penalty by Adam; features seen in fewer than `least` rows are left out."""
    count = Counter(feature for one in sets for feature in one)
    names = sorted(name for name in count if count[name] >= least)
    index = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(sets), len(names)))
    for at, one in enumerate(sets):
        for feature in one:
            if feature in index:
                x[at, index[feature]] = 1
    y = np.array(labels, float)
    penalty = np.array([0.0 if name == "bias" else decay for name in names])
    theta, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, 201):
        gradient = x.T @ (1 / (1 + np.exp(-x @ theta)) - y) + penalty * theta
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        theta -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(theta[at]), 4) for name, at in index.items()}


def weights_of(rows: list[Row]) -> dict[str, float]:
    """The weights of "is a position" (an assessment), as who annotates whole articles sees it; small ones dropped."""
    found = fit([r.features for r in rows], [bool(r.hits) for r in rows], DECAY)
    return {name: value for name, value in found.items() if abs(value) >= 0.01 and name != LABELLED}


def _sum(weights: dict[str, float], found: Iterable[str]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(feature, 0.0) for feature in found))))


def report(rows: list[Row], tiers: dict[str, list[str]]) -> None:
    """Leave each negotiation out in turn and print what the weights of the others make of it."""
    whole = [row for row in rows if not row.labelled]
    for group in sorted({r.group for r in whole}):
        left_out = [row for row in whole if row.group == group]
        weights = weights_of(seen_without(rows, left_out))
        for row in left_out:
            row.chance = _sum(weights, row.features)
    for limit in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        print(f"threshold {limit:.2f}  " + "  ".join(f"{k} {v:.3f}" for k, v in measured(whole, tiers, limit).items()))


def measured(rows: list[Row], tiers: dict[str, list[str]], limit: float) -> dict[str, float]:
    """Precision, recall and F1 of holder and span, one best candidate for overlapping ones."""
    kept: dict[str, list[Row]] = defaultdict(list)
    true = false = 0
    used: set[tuple[str, int]] = set()
    for row in sorted(rows, key=lambda r: -r.chance):
        if row.chance < limit:
            break
        others = [o for o in kept[row.article] if o.holder == row.holder]
        if any(
            2 * (min(o.end, row.end) - max(o.start, row.start)) > min(o.end - o.start, row.end - row.start)
            for o in others
        ):
            continue
        kept[row.article].append(row)
        free = [at for at in row.hits if (row.article, at) not in used]
        if free:
            used.add((row.article, free[0]))
            true += tiers[row.article][free[0]] != "optional"
        else:
            false += 1
    missed = sum(
        tier == "core" and (name, at) not in used for name, all_ in tiers.items() for at, tier in enumerate(all_)
    )
    return {"p": true / (true + false), "r": true / (true + missed), "f1": 2 * true / (2 * true + false + missed)}


def main() -> None:
    """Measure; with --write also train on everything and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tiers = tiers_of(args.folders)
    for task, rows in rows_of(args.folders).items():
        print(f"{task}: {len(rows)} candidates, {sum(bool(r.hits) for r in rows)} of them in the annotation")
        report(rows, tiers[task])
        if args.write:
            path = FOLDER / f"{task}_weights.json"
            path.write_text(json.dumps(weights_of(rows), sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
            print(f"wrote {path}")


if __name__ == "__main__":
    main()
