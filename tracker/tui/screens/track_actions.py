"""What can be done to a track: follow, archive, judge. For the screens that show one."""

from tracker.desk.views import TrackRow
from tracker.domain.vocabulary import PHASES
from tracker.tui.actions import action
from tracker.tui.screens.base import TrackerScreen

_COMPUTED = "as computed"


class TrackActions(TrackerScreen):
    """A screen with a track under its cursor."""

    def track_row(self) -> TrackRow | None:
        """The track that `f`, `F` and `p` mean."""
        raise NotImplementedError

    def why_not(self, name: str) -> str | None:
        """Tracks need a track."""
        if name in ("follow", "archive", "judge") and self.track_row() is None:
            return action(name).nowhere
        return super().why_not(name)

    def _row(self) -> TrackRow:
        row = self.track_row()
        assert row is not None  # noqa: S101  # `why_not` was asked first
        return row

    def do_follow(self) -> None:
        """Follow the track, or stop following it."""
        from tracker.desk import tracks  # noqa: PLC0415

        row = self._row()
        self.write(tracks.follow, row.id, not row.followed)

    def do_archive(self) -> None:
        """Archive the track, or bring it back."""
        from tracker.desk import tracks  # noqa: PLC0415

        row = self._row()
        self.write(tracks.archive, row.id, not row.archived)

    def do_judge(self) -> None:
        """Ask for a phase, a line and why; the computed phase stays visible beside it."""
        row = self._row()
        options = [(_COMPUTED, f"{_COMPUTED} ({row.computed_phase})"), *((phase, phase) for phase in PHASES)]
        chosen = row.judgement.phase if row.judgement and row.judgement.phase else _COMPUTED

        def phase(answer: str | None) -> None:
            if answer is not None:
                self._judge_line(row, None if answer == _COMPUTED else answer)

        self.tracker.open("choice", "The phase of this track", options, chosen=chosen, then=phase)

    def _judge_line(self, row: TrackRow, phase: str | None) -> None:
        before = row.judgement

        def line(answer: str | None) -> None:
            if answer is not None:
                self.tracker.open(
                    "prompt",
                    "Why? (shown beside it, with your name and the day)",
                    value=before.why or "" if before else "",
                    hint="may stay empty",
                    then=lambda why: why if why is None else self._judge(row, phase, answer, why),
                )

        self.tracker.open(
            "prompt",
            "Your assessment in one line",
            value=before.line or "" if before else "",
            hint="may stay empty",
            then=line,
        )

    def _judge(self, row: TrackRow, phase: str | None, line: str, why: str) -> None:
        from tracker.desk import tracks  # noqa: PLC0415

        self.write(tracks.judge, row.id, phase, line.strip() or None, why.strip() or None)
