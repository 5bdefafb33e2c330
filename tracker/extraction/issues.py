"""Which issue words are about: a count of words that name issues, nearest first, with the article's topic behind.

The words stand in lexicons/issues.toml. An issue named in the span itself beats one of its sentence, and both beat the
topic of the article; procedure ("talks", "summit") counts less than substance, since every text about talks names them.
"""

import re
from collections import Counter
from collections.abc import Mapping

from tracker.extraction.wording import cached, table

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# names of bodies and offices, whose words name no issue ("urged the Security Council", "Trade Minister X said")
_NAMES = re.compile(
    r"\b(?:Security Council|National Security (?:Council|Advis[eo]r)|Peace Corps|Nobel Peace"
    r"|(?:(?:Foreign|Defen[cs]e|Trade|Energy|Justice|Finance|Environment|Agriculture|Security|Interior|Oil)(?: and )?)+"
    r" (?:Minist(?:er|ry)s?|Secretary|Commissioner|Department))\b",
    re.IGNORECASE,
)
_WEAK = {"settlement": 0.7, "process": 0.6, "political": 0.9, "security": 0.9}


@cached
def _lexicon() -> tuple[dict[str, list[tuple[str, float]]], dict[str, dict[str, list[tuple[str, float]]]]]:
    """Single words and pairs (by first word) -> [(issue, weight)]."""
    single: dict[str, list[tuple[str, float]]] = {}
    double: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for issue, text in table("issues").items():
        for entry in str(text).split():
            weight = 2.0 if entry.endswith("!") else 1.0
            word = entry.rstrip("!").replace("_", " ")
            first, _, rest = word.partition(" ")
            if rest:
                double.setdefault(first, {}).setdefault(rest, []).append((issue, 2.0))
            else:
                single.setdefault(first, []).append((issue, weight))
    return single, double


def issue_weights(text: str) -> Counter[str]:
    """How strongly each issue is named in `text` (0 where it is not)."""
    single, double = _lexicon()
    found: Counter[str] = Counter()
    tokens = [match.group().lower() for match in _WORD.finditer(_NAMES.sub(" ", text))]
    for at, word in enumerate(tokens):
        forms = {word, word.removesuffix("'s").removesuffix("’s")}
        for form in forms:
            for issue, weight in single.get(form, ()):
                found[issue] += weight  # type: ignore[assignment]
            for rest, hits in double.get(form, {}).items():
                size = rest.count(" ") + 1
                if " ".join(tokens[at + 1 : at + 1 + size]) == rest:
                    for issue, weight in hits:
                        found[issue] += weight  # type: ignore[assignment]
            if len(forms) == 1:
                break
    return found


def issue_of(text: str, context: str = "", topic: Mapping[str, float] | None = None) -> str | None:
    """The issue that `text` is about, or None where no word names one.

    Args:
        text: the words of the position.
        context: its sentence or paragraph, which counts a third.
        topic: `issue_weights` of the article, scaled so that the largest is 1; it decides between equals.
    """
    score: dict[str, float] = {}
    for issue, weight in issue_weights(text).items():
        score[issue] = score.get(issue, 0.0) + weight
    if context:
        for issue, weight in issue_weights(context).items():
            score[issue] = score.get(issue, 0.0) + weight / 3
    if topic and score:
        for issue in score:
            score[issue] += 0.8 * topic.get(issue, 0.0)
    if not score:
        return max(topic, key=lambda i: topic[i]) if topic else None
    return max(score, key=lambda issue: (score[issue] * _WEAK.get(issue, 1.0), issue))


def topic_of(text: str) -> dict[str, float]:
    """What a whole article is about: the weight of each issue, the largest scaled to 1."""
    weights = issue_weights(text)
    scaled = {issue: weight * _WEAK.get(issue, 1.0) for issue, weight in weights.items()}
    most = max(scaled.values(), default=0.0)
    return {issue: weight / most for issue, weight in scaled.items()} if most else {}
