"""The command `tracker`: options before the command, and every error as one sentence with its exit code.

Exit codes: 0 done (also "already known" and "nothing found"), 1 done in part, 2 nothing done.
"""

import contextlib
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

import click

from tracker import __version__
from tracker.cli.entry import in_terminal
from tracker.cli.lazy import LazyGroup
from tracker.cli.own_file import VARIABLE
from tracker.cli.params import NEWEST, as_of_option, chosen, resolved

DONE, IN_PART, NOTHING = 0, 1, 2
TRACEBACK = "TRACKER_TRACEBACK"

_EPILOG = """\b
Examples:
  tracker                             open the app (without a terminal: print the status)
  tracker ingest article.txt          read an article
  tracker status --as-of yesterday    where everything stood
  tracker --db talks.db people        another file

Tab completion: eval "$(_TRACKER_COMPLETE=bash_source tracker)"; zsh_source and fish_source for other shells.
"""


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--db",
    metavar="FILE",
    envvar=VARIABLE,
    type=click.Path(dir_okay=False),
    help="The database file (or TRACKER_DB). Default: your own, see `tracker info`.",
)
@as_of_option
@click.version_option(__version__, "--version", message="tracker %(version)s")
@click.pass_context
def cli(ctx: click.Context, db: str | None, as_of: date | str | None) -> None:
    """Follow diplomatic negotiations: who met whom, where, what each side wants, and the words it rests on.

    Without a command, in a terminal, this opens the app; without a terminal it prints the status.
    """
    ctx.obj = chosen(db)
    if ctx.invoked_subcommand is not None:
        if as_of is not None:
            raise click.UsageError(f"--as-of stands after the command: tracker {ctx.invoked_subcommand} --as-of DAY")
        return
    if in_terminal():
        from tracker.cli.opening import open_app  # noqa: PLC0415 - the app's imports, only where it opens

        if as_of == NEWEST:
            with ctx.obj.database(create=True) as database:
                as_of = resolved(database, as_of)
        ctx.exit(open_app(ctx.obj.path, as_of if isinstance(as_of, date) else None))
    else:
        command = cli.get_command(ctx, "status")
        ctx.invoke(command, as_of=as_of)  # type: ignore[arg-type]


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; errors become one sentence on standard error.

    Args:
        arguments: the words after `tracker`; None for those of this process.
    """
    try:
        words = None if arguments is None else list(arguments)
        result: Any = cli.main(words, prog_name="tracker", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (Exception, KeyboardInterrupt) as error:  # the outermost frame: whatever happened, a person gets a sentence
        return tell(error)
    return result if isinstance(result, int) else DONE


def tell(error: BaseException) -> int:
    """Say what stopped the program, in one sentence on standard error; the exit code.

    Raises:
        Exception: the error itself, where nobody foresaw it and the environment asks for a traceback.
    """
    if isinstance(error, click.Abort | KeyboardInterrupt):
        _complain("Stopped.")
    elif isinstance(error, click.ClickException):
        _complain(_sentence(error))
    elif os.environ.get(TRACEBACK):
        raise error
    else:
        _complain(_unforeseen(error))
    return NOTHING


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    code = run()  # a reader that leaves early (`| head`) is click's to notice: exit code 1, no complaint
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = IN_PART
        # Python would complain once more when it flushes at its end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _complain(sentence: str) -> None:
    from tracker.cli.output import warn  # noqa: PLC0415

    with contextlib.suppress(BrokenPipeError):
        warn(sentence)


def _sentence(error: click.ClickException) -> str:
    """The message as one sentence, with where to find help for a command line that was not understood."""
    message = error.format_message().strip()
    if message and message[-1] not in ".!?…":
        message += "."
    if isinstance(error, click.UsageError) and error.ctx is not None:
        message += f" See `{error.ctx.command_path} --help`."
    return message


def _unforeseen(error: BaseException) -> str:
    """A sentence for an error that no command foresaw.

    The exceptions of our own packages are refusals and say themselves what was refused; the system's are put into
    words; anything else is a fault of the program, and says so.
    """
    if type(error).__module__.startswith("tracker."):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        where = f" {error.filename}" if error.filename else ""
        return f"The system refuses{where}: {error.strerror}."
    if type(error).__module__ == "sqlite3" and type(error).__name__ == "OperationalError":
        return f"The file could not be used ({error}); nothing was changed."
    return f"This is a fault of the program: {type(error).__name__}: {error}. With {TRACEBACK}=1 it says where."
