import pytest

from tracker.desk.typed_durations import parse


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("", None),
        ("PT5H", "PT5H"),
        ("pt1h20m", "PT1H20M"),
        ("5h", "PT5H"),
        ("1h20", "PT1H20M"),
        ("1:20", "PT1H20M"),
        ("90 min", "PT90M"),
        ("five hours", "PT5H"),
        ("an hour", "PT1H"),
        ("half an hour", "PT30M"),
        ("1 hour and 20 minutes", "PT1H20M"),
        ("2 days", "P2D"),
        ("2d", "P2D"),
    ],
)
def test_reads_durations_as_people_type_them(typed, iso):
    assert parse(typed) == iso


@pytest.mark.parametrize("typed", ["long", "5", "P", "PT", "5h and some"])
def test_refuses_what_is_no_duration_with_a_sentence(typed):
    with pytest.raises(ValueError, match=r"\.$"):
        parse(typed)
