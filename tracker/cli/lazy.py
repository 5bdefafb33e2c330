"""Commands that are imported when they are called: `tracker --help` and the app start without the others' imports."""

import importlib
from typing import Any

import click
from click.shell_completion import CompletionItem

COMMANDS: dict[str, tuple[str, str]] = {
    "ingest": ("reading_in", "Read articles: files, folders, web addresses, or - for standard input."),
    "feeds": ("feeds", "Follow feeds, and read what is new in them."),
    "extract": ("extracting", "Print what articles say as JSON lines, without a database."),
    "status": ("status", "Where every negotiation stands, today or on any past day."),
    "positions": ("views", "What each side says it wants, oldest first."),
    "show": ("showing", "One fact whole: its values, its words and their origins."),
    "people": ("views", "Who takes part, for whom, in which role."),
    "timeline": ("views", "Meetings, past and planned."),
    "meeting": ("meetings", "How a meeting came to stand where it stands, step by step."),
    "confirm": ("meetings", "Say what came of a planned meeting whose day has passed."),
    "phase": ("standing", "Say where a track stands, by hand."),
    "conflicts": ("contradictions", "Where sources contradict each other; resolve and reopen."),
    "merges": ("merging", "Which facts may be one, and the answer to each."),
    "merge": ("merging", "Make two facts one."),
    "split": ("merging", "Make two facts of one that was two."),
    "changes": ("changes", "What changed between two days, or since the last look."),
    "brief": ("brief", "A report in Markdown, with quotes and numbered sources."),
    "judge": ("judging", "How reliable a source is, how credible an item: your judgement."),
    "search": ("views", "Find words in articles and facts."),
    "review": ("review", "How many suggestions wait; accept those that a filter names."),
    "edit": ("editing", "Correct a field of a fact or of an article."),
    "reread": ("reading_in", "Read stored articles anew with this version of the extraction."),
    "export": ("exporting", "Write the facts to SQLite, CSV, JSON, Markdown, a calendar or FollowTheMoney."),
    "import": ("importing", "Take in a colleague's file, a JSON export, or a table."),
    "undo": ("history", "Take back the last action."),
    "redo": ("history", "Do again what was undone last."),
    "log": ("history", "What was done, newest first."),
    "backup": ("upkeep", "Copy the database, and check the copy."),
    "restore": ("upkeep", "Put a backup in the database's place."),
    "purge": ("purging", "Forget an article or a person for good."),
    "doctor": ("upkeep", "Check the database."),
    "tutorial": ("tutorial", "Learn the app in five steps, on a file of its own."),
    "serve": ("serving", "Show the app in a browser on this machine."),
    "man": ("manual_page", "Print the manual page, for `man`."),
    "info": ("upkeep", "Paths, versions and the language model."),
}
"""Every command: the module of `tracker.cli` it is in, and the line that the list of commands shows."""


class LazyGroup(click.Group):
    """A group whose commands are those of `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """The names, in the order of the table: the way of an article through the program."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's form
        """Import the command's module and return its function of that name; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tracker.cli.{COMMANDS[cmd_name][0]}")
        found: Any = getattr(module, f"{cmd_name}_command", None) or getattr(module, cmd_name, None)
        if not isinstance(found, click.Command):
            raise TypeError(f"tracker.cli.{COMMANDS[cmd_name][0]} has no command {cmd_name}")
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What tab offers: from the table alone, so that it comes at once; after the command its own options."""
        found = [CompletionItem(name, help=line) for name, (_, line) in COMMANDS.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's form
        """The list of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])
