"""Read one made-up article of 100,000 words and say what it cost: a JSON line of CPU seconds, peak memory and counts.

`python -m tests.extraction.long_article paragraphs|one` in a process of its own, so that the peak is its own.
"""

import json
import random
import resource
import sys
import time

WORDS = 100_000
_NAMES = ("Elena Quispe", "Pablo Riveros", "Tomas Huaman", "Carla Montt", "Raul Salas", "Ines Ferro", "Hugo Arce")
_PARTIES = ("Peru", "Chile", "Bolivia", "Ecuador")
_TITLES = ("Foreign Minister", "President", "chief negotiator", "spokesman", "Defense Minister")
_SENTENCES = (
    "{a} {t} {p} met {b} {t2} {q} in Lima on {d} to discuss the border.",
    '"We will never accept a {n}-kilometre buffer zone, and we want the {n} prisoners back," {p} said on {d}.',
    "{a} demanded that {b} withdraw {n} soldiers from the river before talks resume in {m}.",
    "{p} told reporters that the talks had been difficult, but that a deal was {n} per cent done.",
    "An official close to the {a} delegation, who asked not to be named, said {b} had offered a ceasefire of {n} days.",
    "The weather in the valley was calm, and the {n} trucks of the convoy left at dawn.",
    "According to the newspaper, {q} is expected to visit the capital of {a} next {d} if {b} agrees.",
)


def article(shape: str) -> str:
    """100,000 words, in paragraphs of three sentences (`paragraphs`) or in a single one (`one`)."""
    dice = random.Random(7)
    said: list[str] = []
    count = 0
    while count < WORDS:
        a, b = dice.sample(_PARTIES, 2)
        p, q = dice.sample(_NAMES, 2)
        one = dice.choice(_SENTENCES).format(
            a=a, b=b, p=p, q=q, t=dice.choice(_TITLES), t2=dice.choice(_TITLES), n=dice.randint(2, 90),
            d=dice.choice(("Monday", "Tuesday", "Friday")), m=dice.choice(("March", "May", "July")),
        )  # fmt: skip
        said.append(one)
        count += len(one.split())
    if shape == "one":
        return " ".join(said)
    return "\n\n".join(" ".join(said[at : at + 3]) for at in range(0, len(said), 3))


def main(shape: str) -> None:
    from tests.extraction.conftest import article_of
    from tracker.extraction.extractor import Extractor

    text = article(shape)
    begun = time.process_time()
    record = Extractor().extract(article_of(text))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    facts = [f for kind in (record.persons, record.meetings, record.positions, record.assessments) for f in kind]
    literal = all(text[e.start : e.end] == e.exact for fact in facts for e in fact.evidence)
    cost = {"seconds": time.process_time() - begun, "megabytes": peak, "persons": len(record.persons)}
    print(json.dumps(cost | {"facts": len(facts), "literal": literal}))


if __name__ == "__main__":
    main(sys.argv[1])
