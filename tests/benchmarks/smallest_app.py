"""The smallest Textual app: what starting costs whoever uses Textual."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Smallest(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Smallest app")


if __name__ == "__main__":
    Smallest().run()
