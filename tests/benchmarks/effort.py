"""Effort: the keys of bringing annotated articles from what was read to the annotated record, in the app, in a sheet.

A scripted person works in the real app (every key is pressed, `effort_play`): rejects what the annotation lacks,
changes what differs, types what is missing, accepts the rest together once nothing wrong is left in the list. Each
article is a file of its own, and a sheet of its own. Afterwards the file is read back: whatever is not as annotated is
a fault, and named. What counts, on both sides alike (`effort_gold`):

    party       name, type                     person      name, party, roles
    venue       name, precision, locality, country         track       parties, level
    meeting     parties, kind, status, date, venue, mode, format, duration, condition, issues, people (status, head)
    position    party, person, speaker, issue, stance, towards, conditions, said on, attribution, quotation
    assessment  kind, words, polarity, about which parties' talks, speaker, party

Core records only (`tier`); where an annotator accepts several values each of them is right. An issue counts without its
finer part; a day that the text does not give may be empty or "/reported" (GUIDELINE 3.5). Free text (roles, conditions,
words) is right where its tokens agree by F1 of 0.6, names and voices as score.py compares them. In the app, what is
typed anew has to rest on the annotated words, too; in the sheet the words of evidence cost nothing.
"""

import asyncio
import importlib.util
import json
import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.benchmarks.effort_gold import KINDS, core, sheet_keys
from tests.benchmarks.effort_play import Played, play
from tests.benchmarks.measure import Line
from tracker.desk.ingest import ingest_sources
from tracker.desk.openfile import open_database

LIMIT = 0.40
LIMIT_SAMPLE = 0.25


def scorer(folder: Path) -> ModuleType:
    """The module score.py of the annotated articles."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise RuntimeError(f"There is no score.py in {folder}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(corpus: Path, sample: str, folder: Path, only: str = "") -> list[Line]:
    """Play every annotated article.

    Args:
        corpus: the folder with gold/, articles/ and score.py.
        sample: the stem of the sample article.
        folder: where the files may go.
        only: play only the articles whose name begins so.
    """
    score = scorer(corpus)
    golds = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((corpus / "gold").glob(f"{only}*.json"))}
    for stem in golds:
        with open_database(folder / f"{stem}.db") as db:
            ingest_sources(db, [str(corpus / "articles" / f"{stem}.txt")])
    keys: Counter[str] = Counter()
    ours: dict[str, int] = {}
    sheet: dict[str, int] = {}
    facts = faults = 0
    for number, (stem, gold) in enumerate(golds.items(), 1):
        played = one(score, gold, folder / f"{stem}.db")
        ours[stem], sheet[stem] = sum(played.keys.values()), sum(sheet_keys(gold).values())
        keys += played.keys
        facts += sum(len(core(gold.get(kind, []))) for kind in KINDS)
        faults += len(played.faults)
        print(
            f"{number:3} {stem:24} {ours[stem]:5} keys, sheet {sheet[stem]:5}, {len(played.faults)} faults", flush=True
        )
        for text in [*played.lines, *played.faults]:
            print(f"      {text}", flush=True)
    mine, other = sum(ours.values()), sum(sheet.values())
    of = ", ".join(f"{name} {count:,}" for name, count in keys.most_common())
    lines = [
        Line("effort: keys in the app", mine, "", note=of),
        Line("effort: keys in a spreadsheet", other, "", note=f"{facts:,} core records of {len(golds)} articles"),
        Line("effort: keys a fact", mine / facts, "", note=f"in a spreadsheet {other / facts:.1f}"),
        Line(f"effort, ratio: {len(golds)} articles", mine / other, "", LIMIT),
    ]
    if sample in ours:
        lines.append(Line("effort, ratio: the sample", ours[sample] / sheet[sample], "", LIMIT_SAMPLE))
    lines.append(Line("effort: facts not as annotated in the end", faults, "", 0, "named above"))
    return lines


def one(score: ModuleType, gold: dict[str, Any], file: Path) -> Played:
    """Play one article on a copy of its file."""
    copy = file.with_suffix(".played.db")
    shutil.copy(file, copy)
    with open_database(copy) as db:
        return asyncio.run(play(score, gold, db))
