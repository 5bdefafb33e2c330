"""The app's long work: one queue of child processes, its progress on the message line, what came of it when it ends."""

from time import monotonic
from typing import TYPE_CHECKING, Final, cast

from tracker.tui.actions import CannotActError, shown_key
from tracker.tui.display import crop, plural

if TYPE_CHECKING:
    from tracker.tui.app import TrackerApp
    from tracker.tui.jobs import Job, Jobs, Outcome

PAUSE: Final = 2.0
"""Seconds at least between two times that the screens read anew what a job has written so far."""


class Working:
    """The mixin of the app that runs jobs. Nothing in the interface waits for them."""

    _jobs: "Jobs | None" = None
    _last: "tuple[Job, Outcome] | None" = None
    _shown_at: float = 0.0

    @property
    def jobs(self) -> "Jobs":
        """The queue of this app's file."""
        if self._jobs is None:
            from tracker.tui.jobs import Jobs  # noqa: PLC0415 - the first paint needs no child process

            path = str(cast("TrackerApp", self).db.path)
            self._jobs = Jobs(path, self._job_changed, self._job_ended)
        return self._jobs

    def start_job(self, job: "Job") -> None:
        """Run a job in a child process, now or after the one that runs."""
        app = cast("TrackerApp", self)
        behind = self.jobs.current is not None
        self.jobs.start(job)
        after = " after the work that runs" if behind else ""
        app.say(f"{job.label}{after}; {shown_key('stop')} stops it.")

    def do_stop(self) -> None:
        """Stop the work that runs; what is whole is kept."""
        app = cast("TrackerApp", self)
        if not self.jobs.cancel():
            raise CannotActError("No work is running.")
        app.say("Stopping after the article at hand; what was read stays.")

    def do_show_work(self) -> None:
        """Show what the last work gave, article by article, and what could not be read."""
        if self._last is None:
            raise CannotActError("No work has ended yet in this session.")
        job, outcome = self._last
        cast("TrackerApp", self).open("work", job.label, outcome)

    def _job_changed(self) -> None:
        app = cast("TrackerApp", self)
        app.set_progress(progress_line(self.jobs))
        job, now = self.jobs.current, monotonic()
        if job is not None and job.progress.done and now - self._shown_at > PAUSE and not self._is_marking():
            self._shown_at = now
            app.data_changed(None)

    def _is_marking(self) -> bool:
        """True where rows are marked: a list that changes under somebody who marks would take the marks away."""
        lists = cast("TrackerApp", self).screen.query("VirtualTable")
        return any(getattr(table, "marked", 0) for table in lists)

    def _job_ended(self, job: "Job", outcome: "Outcome") -> None:
        app = cast("TrackerApp", self)
        app.set_progress(progress_line(self.jobs))
        kind = "error" if outcome.failed else "refused" if outcome.cancelled else "done"
        failed = outcome.errors if outcome.code == 1 and not outcome.cancelled else ()
        more = f" {failed[0]}" if len(failed) == 1 else f" {shown_key('show_work')} names them." if failed else ""
        app.say(f"{outcome.sentence}{more}", kind=kind)
        self._last = (job, outcome)
        app.data_changed(None)
        if job.ended is not None:
            job.ended(outcome)

    async def close_jobs(self) -> None:
        """End all work; called when the app closes."""
        if self._jobs is not None:
            await self._jobs.close()


def progress_line(jobs: "Jobs") -> str:
    """What runs, short enough for the message line: "reading 3 of 12 talks.txt · 1 waits"; empty where nothing does."""
    job = jobs.current
    if job is None:
        return ""
    at = job.progress
    parts = ["stopping" if job.cancelled else "working"]
    if at.total:
        parts.append(f"{at.done:,} of {at.total:,}")
    elif at.done:
        parts.append(f"{at.done:,}")
    if at.file and at.file != "-":  # standard input: what was pasted
        parts.append(crop(at.file.rsplit("/", 1)[-1], 24))
    line = " ".join(parts)
    return f"{line} · {plural(jobs.waiting, 'job')} waiting" if jobs.waiting else line
