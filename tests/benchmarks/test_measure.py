import pytest

from tests.benchmarks.__main__ import run
from tests.benchmarks.measure import Line, percentile


def test_a_line_says_whether_its_limit_is_kept() -> None:
    assert Line("start", 1.5, "", 2.0).cells() == ("start", "1.50", "≤ 2.00", "kept", "")
    assert Line("keys", 30.0, "ms", 25.0).cells() == ("keys", "30.0 ms", "≤ 25.0 ms", "OVER", "")
    assert Line("speed", 4321.0, "words/s").cells()[1] == "4,321 words/s"


@pytest.mark.parametrize(("values", "value"), [([5.0], 5.0), ([float(n) for n in range(101)], 95.0)])
def test_the_95th_percentile(values: list[float], value: float) -> None:
    assert percentile(values, 0.95) == pytest.approx(value)


def test_a_part_that_fails_costs_no_other_part(capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> list[Line]:
        raise RuntimeError("nothing was painted")

    lines, failed = run([("start", lambda: [Line("start", 1.0, "ms")]), ("keys", fails), ("movement", lambda: [])])
    assert ([line.what for line in lines], failed) == (["start"], ["keys"])
    shown = capsys.readouterr()
    assert "1.00 ms" in shown.out
    assert "keys: it could not be measured." in shown.out
    assert "nothing was painted" in shown.err
