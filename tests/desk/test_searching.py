"""What a search shows of a fact is words, not how they are stored."""

from tracker.desk.searching import without_brackets


def test_stored_lists_lose_their_brackets_and_every_word_keeps_its_place():
    text = 'it will "talk" Oslo ["if it rains", "in May"] demand []'
    shown = without_brackets(text)
    assert shown == 'it will "talk" Oslo   if it rains ;  in May   demand   '
    assert len(shown) == len(text)
    assert without_brackets("see [the annex] and [1]") == "see [the annex] and [1]"
