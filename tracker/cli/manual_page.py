"""`tracker man`: the manual page, made from the commands' own help, so that it never says something else."""

import re
from collections.abc import Iterator

import click

from tracker import __version__
from tracker.cli.output import say

_ENVIRONMENT = (
    ("TRACKER_DB", "the database file, where --db does not name one"),
    ("TRACKER_CONFIG", "the folder of settings.toml and lexicon.toml"),
    ("TRACKER_THEME", "dark, light, contrast or ansi"),
    ("NO_COLOR", "no colours at all"),
    ("VISUAL, EDITOR", "the editor that E opens a fact in"),
    ("TRACKER_TRACEBACK", "1 shows where a fault of the program lies"),
)
_EXIT = (
    ("0", 'done; also "already known" and "nothing found"'),
    ("1", "done in part: what failed is named on standard error"),
    ("2", "nothing done"),
)


@click.command(
    "man",
    epilog="""\b
Examples:
  tracker man > tracker.1              then: man ./tracker.1
  tracker man > ~/.local/share/man/man1/tracker.1
""",
)
@click.pass_context
def man_command(ctx: click.Context) -> None:
    """Print the manual page in the form that `man` reads."""
    say("\n".join(page(ctx.find_root())))


def page(root: click.Context) -> Iterator[str]:
    """The lines of the page, in roff.

    Args:
        root: the context of the command `tracker`.
    """
    group = root.command
    yield f'.TH TRACKER 1 "" "tracker {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"tracker \- follow diplomatic negotiations in the terminal"
    yield ".SH SYNOPSIS"
    yield _plain(_usage(root))
    yield ".SH DESCRIPTION"
    yield from _paragraphs(group.help or "")
    yield ".SH OPTIONS"
    yield from _options(root)
    yield ".SH COMMANDS"
    yield from _commands(root)
    for title, rows in (("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _EXIT)):
        yield f".SH {title}"
        for name, text in rows:
            yield from (".TP", rf"\fB{_escaped(name)}\fR", _plain(text))
    yield ".SH EXAMPLES"
    yield from _paragraphs(group.epilog or "")


def _commands(parent: click.Context) -> Iterator[str]:
    group = parent.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None or command.hidden:
            continue
        # Named as it is typed: no file is opened, nothing runs.
        ctx = click.Context(command, info_name=name, parent=parent)
        yield f".SS {_quoted(_usage(ctx))}"
        yield from _paragraphs(command.help or "")
        yield from _options(ctx)
        yield from _paragraphs(command.epilog or "")
        yield from _commands(ctx)


def _usage(ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])


def _options(ctx: click.Context) -> Iterator[str]:
    for one in ctx.command.get_params(ctx):
        record = one.get_help_record(ctx)
        if record is not None and record[1]:  # an argument without a word about it stands in the usage
            yield from (".TP", rf"\fB{_escaped(record[0])}\fR", _plain(record[1]))


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs as such; what click is told not to wrap (after a line with a backspace) as it stands."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.strip("\n").split("\n")
        yield ".PP"
        if lines[0].strip() == "\b":
            yield from (".nf", *(_plain(line) for line in lines[1:]), ".fi")
        else:
            yield _plain(" ".join(line.strip() for line in lines))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-")


def _quoted(text: str) -> str:
    return '"' + _escaped(text).replace('"', r"\(dq") + '"'


def _plain(text: str) -> str:
    """A line that roff prints as it stands: at its beginning a dot or an apostrophe would be a request."""
    line = _escaped(text)
    return rf"\&{line}" if line[:1] in (".", "'") else line
