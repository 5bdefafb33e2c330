"""How often the extraction is right, as it was measured on annotated articles of negotiations it had never seen."""

from dataclasses import dataclass

from tracker.desk.shown import SHOWN_FROM

_NAMES = {
    "person": "people",
    "party": "parties",
    "track": "tracks",
    "venue": "venues",
    "meeting": "meetings",
    "attendance": "attendance",
    "position": "positions",
    "assessment": "assessments",
}


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One class of facts: of `shown` facts the share that was `right`, and the share of all true ones `found`.

    Shares are 0..1, None where there was nothing to measure. `wrong` is the error of what is shown by default.
    """

    kind: str
    name: str
    shown: int
    right: float | None
    found: float | None

    @property
    def wrong(self) -> float | None:
        """The share of the shown facts that was wrong."""
        return None if self.right is None else round(1 - self.right, 3)


@dataclass(frozen=True, slots=True)
class Measured:
    """The whole measurement: `articles` and `negotiations` it rests on, the threshold, and each class.

    `sure` facts had a confidence of 0.9 and more; `sure_right` of them, 0..1, were right.
    """

    articles: int
    negotiations: int
    shown_from: float
    sure: int
    sure_right: float | None
    classes: tuple[Accuracy, ...]

    def as_json(self) -> dict[str, object]:
        """For programs: `tracker info --json`."""
        return {
            "articles": self.articles,
            "negotiations": self.negotiations,
            "shown_from": self.shown_from,
            "sure": {"from": 0.9, "shown": self.sure, "right": self.sure_right},
            "classes": {
                one.kind: {"shown": one.shown, "right": one.right, "wrong": one.wrong, "found": one.found}
                for one in self.classes
            },
        }


def measured() -> Measured | None:
    """What tools/calibrate.py measured for this version of the extraction; None where it never was."""
    from tracker.extraction.confidence import calibration  # noqa: PLC0415 - not for the app's first paint

    data = calibration()
    if not data:
        return None
    rows = data["measured"]
    return Measured(
        data["articles"],
        data["negotiations"],
        data.get("shown_from", SHOWN_FROM),
        rows["all"]["sure"],
        rows["all"]["sure_right"],
        tuple(
            Accuracy(kind, name, rows[kind]["shown"], rows[kind]["right"], rows[kind]["found"])
            for kind, name in _NAMES.items()
            if kind in rows
        ),
    )
