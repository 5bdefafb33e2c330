"""Text that two articles have in common, found by runs of words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.same_text import marks, shared, words

AGENCY = (
    "NORDHAVN — Envoys of both sides met for three hours on Tuesday in the old customs house. "
    "They will meet again next week, the host country said, without naming a place."
)


def common(one, other, **values):
    return [one[run.start : run.end] for run in shared(words(one), words(other), **values)]


def test_an_agency_text_with_another_beginning_and_an_edited_word_is_found_whole():
    printed = (
        "By our own correspondent. Envoys of both sides met for five hours on Tuesday in the old customs house. "
        "They will meet again next week, the host country said. Our paper learned nothing more."
    )
    assert common(printed, AGENCY) == [
        "Envoys of both sides met for five hours on Tuesday in the old customs house. "
        "They will meet again next week, the host country said"
    ]


def test_two_reports_of_one_event_in_words_of_their_own_have_nothing_in_common():
    own = "Three hours, one table, no statement: the envoys talked in Nordhavn's customs house on Tuesday."
    assert common(own, AGENCY, same_days=True) == []


def test_case_punctuation_and_line_breaks_do_not_matter():
    assert common("ENVOYS of both sides\nmet, for three hours - on Tuesday!", AGENCY) == [
        "ENVOYS of both sides\nmet, for three hours - on Tuesday"
    ]


def test_a_short_quotation_counts_in_articles_of_the_same_days_alone():
    also = " The two had met on the bridge before noon, witnesses said."
    first = "“We leave no village behind us,” the general said in his last speech." + also
    second = 'He repeated: "leave no village behind us" when the evening came.' + also
    bare = "They leave no village behind us there, as anybody can see." + also
    run = also.strip(" .")
    assert common(second, first) == [run]
    assert common(second, first, same_days=True) == ["leave no village behind us", run]
    assert common(bare, first, same_days=True) == [run]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph():
    assert words('He said "yes.\nAnd then left.').quoted == (False, False, True, False, False, False)


@given(st.text(max_size=300), st.text(max_size=300))
def test_runs_lie_in_the_text_apart_and_in_order(one, other):
    runs = shared(words(one), words(other + one[:100]), same_days=True)
    assert all(0 <= run.start < run.end <= len(one) for run in runs)
    assert all(a.end <= b.start for a, b in pairwise(runs))


@given(
    *(st.lists(st.sampled_from("abcdefgh"), max_size=30) for _ in range(4)),
    st.lists(st.sampled_from("ijklmnop"), min_size=9, max_size=12),
)
def test_two_texts_with_nine_words_in_common_share_a_mark(before, after, begin, end, common):
    one, two = words(" ".join([*before, *common, *after])), words(" ".join([*begin, *common, *end]))
    assert set(marks(one)) & set(marks(two))


def test_a_text_of_few_words_has_no_marks():
    assert marks(words("Too few words here.")) == []
