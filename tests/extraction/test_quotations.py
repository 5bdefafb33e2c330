"""Quotation spans."""

from tracker.extraction.quotations import closed, quotations_in, without_tail


def spans(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations_in(text)[0]]


def test_straight_and_curly_marks_bound_a_quotation() -> None:
    assert spans('He said "no deal" and “not yet,” she said.') == ['"no deal"', "“not yet,”"]


def test_inner_offsets_leave_the_marks_out() -> None:
    (quotation,), _ = quotations_in('He said "no deal".', start=100)
    assert (quotation.start, quotation.end) == (108, 117)
    assert (quotation.inner_start, quotation.inner_end) == (109, 116)
    assert quotation.words == 2


def test_a_mark_for_inches_or_an_apostrophe_opens_nothing() -> None:
    assert spans("The delegates' 5\" pipe isn't here.") == []


def test_a_quotation_runs_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    first, carried = quotations_in("“We came to talk. We will stay.")
    assert carried
    assert first[0].end == len("“We came to talk. We will stay.")
    second, carried = quotations_in("“And we will leave on Friday,” he said.", carried=carried)
    assert second[0].continues
    assert not carried


def test_a_stray_mark_in_the_middle_of_a_sentence_swallows_nothing() -> None:
    assert spans('The ship carried 30 "barrels of oil to the port.') == []


def test_a_tail_after_a_dash_that_attributes_is_cut() -> None:
    text = "He would meet them after a deal - the publication states."
    assert text[: without_tail(text, 0, len(text))] == "He would meet them after a deal"


def test_a_dash_before_other_words_cuts_nothing() -> None:
    text = "He would meet them - but only after a deal."
    assert without_tail(text, 0, len(text)) == len(text)


def test_a_quotation_cut_short_gets_its_closing_mark_back() -> None:
    text = 'the talks were "good and useful."'
    assert closed(text, len(text) - 2, 0) == len(text)
