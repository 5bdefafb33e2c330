"""Tables as the desk gives them, small and hostile."""

import pytest

from tracker.export.sqlite_file import views
from tracker.export.tables import Table


@pytest.fixture
def tables() -> list[Table]:
    return [
        Table("parties", ("id", "code", "name"), [(1, "UA", "Ukraine"), (2, "US", "United States")]),
        Table(
            "people",
            ("id", "name", "party", "roles", "also_written", "confidence"),
            [
                (1, "Rustem Umerov", 1, ("head of delegation", "secretary"), ("Umerov",), 0.9),
                (2, "=HYPERLINK(0)", None, (), (), None),
            ],
            types={"confidence": "real"},
            refers={"party": "parties"},
            search=("name", "also_written"),
        ),
    ]


@pytest.fixture
def no_views(monkeypatch: pytest.MonkeyPatch) -> None:
    """The views of a whole export need all of its tables; these tests write two."""
    assert views()
    monkeypatch.setattr("tracker.export.sqlite_file.views", dict)
