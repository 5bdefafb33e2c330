"""The guideline's own boundary cases between stances."""

from collections.abc import Callable

import pytest

from tracker.extraction.attribution import find_utterances
from tracker.extraction.candidates import candidates
from tracker.extraction.document import Document
from tracker.extraction.lexicon import load
from tracker.extraction.stance import stance_of


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ghana will not stop until it gets the islands back.", "demand"),
        ("Ghana would only meet the Togolese after an agreement was reached.", "precondition"),
        ("Ghana will never accept a foreign base on its soil.", "red_line"),
        ("Ghana refused the offer of a truce.", "reject"),
        ("Ghana wanted to discuss the border directly with Togo.", "request"),
        ("Ghana asked Togo for a meeting of experts.", "request"),
        ("Ghana supports the plan as long as no land is lost.", "conditional_support"),
        ("Ghana has not yet decided on the border plan.", "undecided"),
        ("Ghana will retaliate against any attack.", "threat"),
        ("Ghana hopes the talks will resume.", "interest"),
        ("Ghana plans to urge Togo to open the border.", "demand"),
        ("Ghana is prepared to reopen the border.", "concession"),
    ],
)
def test_the_earlier_label_of_the_list_wins(document_of: Callable[..., Document], text: str, stance: str) -> None:
    doc = document_of(text)
    find_utterances(doc, load())
    found = [c for c in candidates(doc) if c.holder == "GH"]
    assert found
    longest = max(found, key=lambda c: c.end - c.start)
    assert stance_of(longest, text[longest.start : longest.end]) == stance


@pytest.mark.parametrize(
    ("words", "stances"),
    [
        ("Peru said on Monday it was suspending a peace agreement with Chile.", []),
        ("Peru's president said that the release of 18 Chilean soldiers would be postponed.", []),
        ("Peru said it would halt the withdrawal of its troops from Chile.", []),
        ("Peru said it would suspend the accord if Chile did not release the soldiers.", ["threat"]),
        ("Peru said it would halt the shelling.", ["concession"]),
        ("Peru will delay new tariffs on Chile until May, its minister said.", ["concession"]),
        ("A committee meeting of Peru and Chile will be hosted by Peru on 14 March, Bolivia said.", []),
        ("The talks with Chile must be held without preconditions, Peru's president said.", ["demand"]),
    ],
)
def test_who_suspends_a_deal_or_what_was_promised_concedes_nothing(record_of, words: str, stances: list[str]) -> None:
    assert [one.stance for one in record_of(words).positions] == stances
