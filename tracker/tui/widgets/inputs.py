"""Fields to type in that let nothing in which acts on a terminal: what is pasted or loaded is cleaned on the way."""

from textual import events
from textual.widgets import Input, TextArea

from tracker.tui.display import flat


class LineInput(Input):
    """One line. Control and override characters become spaces, wherever they come from."""

    def validate_value(self, value: str) -> str:
        """Clean every value that is set, typed or pasted."""
        return flat(value).replace("\n", " ")


class LongText(TextArea):
    """Many lines. `tab` goes on to the next field.

    Args:
        text: what stands in it at first.
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            flat(text),
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
        )

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean what comes; Textual calls the handler of `TextArea` itself after this one."""
        event.text = flat(event.text.replace("\r\n", "\n").replace("\r", "\n"))
