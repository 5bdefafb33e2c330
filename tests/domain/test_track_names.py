"""How tracks are called."""

from tracker.domain.track_names import track_name


def test_the_parties_stand_in_the_order_given_with_their_short_names():
    assert track_name([("US", "United States"), ("UA", "Ukraine")], "delegation") == "US–Ukraine"


def test_a_track_of_leaders_and_one_of_experts_say_so():
    sides = [("GB", "United Kingdom"), ("EU", "European Union")]
    assert track_name(sides, "leader") == "UK–EU leaders"
    assert track_name(sides, "technical") == "UK–EU experts"


def test_a_party_without_a_short_name_keeps_its_own():
    assert track_name([("HAMAS", "Hamas"), ("IL", "Israel")], "delegation") == "Hamas–Israel"
