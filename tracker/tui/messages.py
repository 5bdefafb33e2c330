"""What the parts of the interface tell each other."""

from textual.message import Message

from tracker.desk.views import Done


class DataChanged(Message):
    """Something was written: every screen that is shown again reads anew. `done` is None where it came from outside."""

    def __init__(self, done: Done | None = None) -> None:
        self.done = done
        super().__init__()


class RowOpened(Message):
    """`enter` on a row of a list; `row` is what the list's source gave for it."""

    def __init__(self, row: object) -> None:
        self.row = row
        super().__init__()


class HeadingClicked(Message):
    """A click on the heading of a column; `column` is its name."""

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__()


class CursorMoved(Message):
    """The cursor of a list stands on another row (or on none: `row` is None)."""

    def __init__(self, row: object | None) -> None:
        self.row = row
        super().__init__()
