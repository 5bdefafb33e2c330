"""What goes to the terminal is shorter and paints the same."""

import random
import re
import subprocess
import sys

import pyte
import pytest

from tests.conftest import ROOT
from tracker.tui.cell_memory import CellMemory
from tracker.tui.lean_output import lean
from tracker.tui.shortest_writing import Terminal

COLOURS = ("31", "97", "38;5;200", "38;2;1;2;3", "38;2;213;217;222", "")
GROUNDS = ("44", "103", "48;5;17", "48;2;20;23;27", "")
WIDTH = 40
NO_WRAP = "\x1b[?7l"
TERMINALS = (Terminal(), Terminal(WIDTH), Terminal(WIDTH, erases=True), Terminal(WIDTH, erases=True, stays=True))
ATTRIBUTES = ("1", "3", "4", "7", "1;4", "")


def painted(data):
    """Every cell of a small screen with its colours and attributes."""
    screen = pyte.Screen(40, 6)
    pyte.Stream(screen).feed(data)
    return [[screen.buffer[y][x] for x in range(40)] for y in range(6)], screen.cursor.attrs


def run_of(random_):
    codes = [one for one in (random_.choice(ATTRIBUTES), random_.choice(COLOURS), random_.choice(GROUNDS)) if one]
    text = random_.choice(("a", "talks in Paris", "   ", "…", "[x]", " " * 7, f"Bonn{' ' * 14}x"))
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


def frame_of(random_):
    """A frame as Textual writes it, of pieces that follow one another or lie over others, now and then a wide one."""
    data = "\x1b[?2026h"
    for _ in range(random_.randint(1, 6)):
        row = random_.randint(1, 5)  # a line break in the last line would scroll
        if random_.random() < 0.3:  # the bar at the right
            data += "".join(f"\x1b[{y};{WIDTH}H\x1b[31m{random_.choice('▐ ')}\x1b[0m" for y in range(row, 6))
        data += f"\x1b[{row};{random_.randint(1, 20)}H"
        runs = [run_of(random_) for _ in range(random_.randint(1, 3))]
        while sum(len(re.sub("\x1b[^m]*m", "", run)) for run in runs) > WIDTH - 22:
            runs.pop()
        if random_.random() < 0.2:
            runs.insert(1, random_.choice(("漢字", "cafe\u0301", "名\x1b[44mx\x1b[0m")))
        data += "".join(runs) + random_.choice(("", "\n"))
        if data.endswith("\n"):
            data += "\x1b[1;1H"
    return data + "\x1b[2;3H\x1b[?2026l"


@pytest.mark.parametrize("terminal", TERMINALS, ids=("unknown", "width", "erases", "stays"))
@pytest.mark.parametrize("seed", range(40))
def test_frames_that_send_only_what_changed_leave_the_same_screen(seed, terminal):
    random_ = random.Random(seed)
    memory = CellMemory(terminal)
    whole = short = NO_WRAP
    for _ in range(12):
        frame = frame_of(random_)
        whole += frame
        short += memory.lean(frame)
        assert shown(short)[:-1] == shown(whole)[:-1]
        if random_.random() < 0.2:
            memory.forget()
    assert len(short) < len(whole)
    short += memory.without_colours()
    assert shown(short) == shown(whole)


def shown(data):
    """Each cell's letter, ground and, where it can be seen, its colour and attributes; where the cursor is; the pen."""
    screen = pyte.Screen(WIDTH, 6)
    pyte.Stream(screen).feed(data)
    cells = []
    for y in range(6):
        for cell in (screen.buffer[y][x] for x in range(WIDTH)):
            seen = cell.data != " " or cell.underscore or cell.reverse
            ink = (cell.fg, cell.bold, cell.italics) if seen else None
            cells.append((cell.data, cell.bg, cell.underscore, cell.reverse, ink))
    return [*cells, (screen.cursor.x, screen.cursor.y), screen.cursor.attrs]


def test_a_frame_like_the_last_one_sends_no_cell_and_after_a_resize_all_of_them():
    memory = CellMemory()
    frame = "\x1b[?2026h\x1b[2;1H\x1b[31mtalks in Paris\x1b[0m\x1b[1;1H\x1b[?2026l"
    first = memory.lean(frame)
    assert "talks in Paris" in first
    assert memory.lean(frame) == ""
    assert memory.lean(frame.replace("[1;1H", "[4;1H")) == "\x1b[4H"
    assert "HBonn" in memory.lean(frame.replace("Paris", "Bonn "))  # in the colour that is still set
    memory.forget()
    assert memory.lean(frame) == "\x1b[0m" + first


def test_a_column_of_letters_and_a_long_blank_are_short():
    memory = CellMemory(Terminal(80, erases=True, stays=True))
    ground = "\x1b[48;2;20;23;27m"
    bar = "".join(f"\x1b[{row};80H{ground}▐\x1b[0m" for row in (3, 4, 5))
    assert memory.lean(f"{bar}\x1b[1;1H") == f"\x1b[3;80H{ground}▐\x1bD▐\x1bD▐\x1b[H"
    assert memory.lean(f"\x1b[3;5H{ground}{' ' * 40}\x1b[0m\x1b[1;1H") == "\x1b[3;5H\x1b[40X\x1b[H"
    marked = f"\x1b[3;5H\x1b[4m{' ' * 40}\x1b[0m\x1b[1;1H"
    assert " " * 40 in memory.lean(marked)  # erased cells are not underlined


def test_a_row_on_another_ground_is_erased_once_and_colours_follow_the_nearest_one():
    memory = CellMemory(Terminal(80, erases=True, stays=True))
    row = "\x1b[{y};1H\x1b[1;38;2;9;9;9;48;2;{g}mUS\x1b[0m\x1b[38;2;7;7;7;48;2;{g}m" + " " * 9
    row += "active" + " " * 12 + "1 d\x1b[0m\x1b[1;1H"
    short = memory.lean(row.format(y=3, g="1;1;1") + row.format(y=4, g="2;2;2"))
    assert short == (
        "\x1b[3;3H\x1b[38;2;7;7;7;48;2;1;1;1m\x1b[27X\x1b[9Cactive\x1b[12C1 d"
        "\x1b[4;3H\x1b[48;2;2;2;2m\x1b[27X\x1b[9Cactive\x1b[12C1 d"
        "\x1b[4H\x1b[1;38;2;9;9;9mUS\x1b[3H\x1b[48;2;1;1;1mUS\x1b[H"
    )


@pytest.mark.parametrize(("name", "erases"), [("xterm-256color", True), ("vt100", False), ("no-such-terminal", False)])
def test_a_terminal_is_asked_by_its_description_whether_it_erases_with_the_ground(name, erases, monkeypatch):
    monkeypatch.setenv("TERM", name)
    program = "from tracker.tui.shortest_writing import erases_with_ground\nprint(erases_with_ground())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == str(erases)


@pytest.mark.parametrize("data", ["\x1b[2J", "a\nb", "text\x1b[K", "\x1b[?1049h", "\x1bPq\x1b\\"])
def test_what_a_frame_never_has_passes_whole_and_nothing_is_known_afterwards(data):
    memory = CellMemory()
    frame = "\x1b[1;1Htalks\x1b[1;1H"
    memory.lean(frame)
    assert memory.lean(f"\x1b[3;1Hx{data}") is None
    assert "talks" in memory.lean(frame)


def test_a_colour_is_sent_once_for_neighbours():
    ground = "38;2;1;2;3;48;2;4;5;6"
    data = f"\x1b[{ground}mone\x1b[0m\x1b[{ground}mtwo\x1b[0m\x1b[1;{ground}mb\x1b[0m"
    assert lean(data) == "\x1b[38;2;1;2;3;48;2;4;5;6monetwo\x1b[1mb\x1b[0m"


def test_what_is_no_colour_passes_as_it_is():
    data = "\x1b[?1049h\x1b[?25l\x1b]0;title\x07\x1b[?1003;1006h\x1b[c"
    assert lean(data) == data


def test_the_terminal_is_left_without_colours_after_each_write():
    assert lean("\x1b[31mx\x1b[0m\x1b[1;1H\x1b[31my\x1b[0m").endswith("y\x1b[0m")
