"""What goes to the terminal is shorter and paints the same."""

import random

import pyte
import pytest

from tracker.tui.lean_output import lean

COLOURS = ("31", "97", "38;5;200", "38;2;1;2;3", "38;2;213;217;222", "")
GROUNDS = ("44", "103", "48;5;17", "48;2;20;23;27", "")
ATTRIBUTES = ("1", "3", "4", "7", "1;4", "")


def painted(data):
    """Every cell of a small screen with its colours and attributes."""
    screen = pyte.Screen(40, 6)
    pyte.Stream(screen).feed(data)
    return [[screen.buffer[y][x] for x in range(40)] for y in range(6)], screen.cursor.attrs


def run_of(random_):
    codes = [one for one in (random_.choice(ATTRIBUTES), random_.choice(COLOURS), random_.choice(GROUNDS)) if one]
    text = random_.choice(("a", "talks in Paris", "   ", "…", "[x]"))
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes else text


@pytest.mark.parametrize("seed", range(60))
def test_every_cell_is_painted_as_it_was(seed):
    random_ = random.Random(seed)
    data = ""
    for _ in range(12):
        data += f"\x1b[{random_.randint(1, 6)};{random_.randint(1, 20)}H"
        data += "".join(run_of(random_) for _ in range(random_.randint(1, 4)))
    short = lean(data)
    assert painted(short) == painted(data)
    assert len(short) <= len(data)


def test_a_colour_is_sent_once_for_neighbours():
    ground = "38;2;1;2;3;48;2;4;5;6"
    data = f"\x1b[{ground}mone\x1b[0m\x1b[{ground}mtwo\x1b[0m\x1b[1;{ground}mb\x1b[0m"
    assert lean(data) == "\x1b[38;2;1;2;3;48;2;4;5;6monetwo\x1b[1mb\x1b[0m"


def test_what_is_no_colour_passes_as_it_is():
    data = "\x1b[?1049h\x1b[?25l\x1b]0;title\x07\x1b[?1003;1006h\x1b[c"
    assert lean(data) == data


def test_the_terminal_is_left_without_colours_after_each_write():
    assert lean("\x1b[31mx\x1b[0m\x1b[1;1H\x1b[31my\x1b[0m").endswith("y\x1b[0m")
