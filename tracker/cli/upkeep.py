"""`tracker backup`, `restore`, `doctor` and `info`: looking after the file."""

from pathlib import Path

import click

from tracker.cli.output import say, say_json, table, warn
from tracker.cli.params import Chosen, json_option


@click.command(
    epilog="""\b
Examples:
  tracker backup
  tracker backup --list
"""
)
@click.option("--list", "listed", is_flag=True, help="Print the backups there are, newest first, and make none.")
@click.pass_obj
def backup(chosen: Chosen, listed: bool) -> None:
    """Copy the database beside itself and check the copy; older backups are thinned as they age."""
    from tracker.desk import upkeep  # noqa: PLC0415 - not for --help

    if listed:
        found = upkeep.backups(chosen.path)
        rows = [(one.at, f"{one.size / 1e6:.1f} MB", one.why, str(one.path)) for one in found]
        say(table(("WHEN", "SIZE", "WHY", "FILE"), rows, width=0) if rows else "There are no backups yet.")
        return
    with chosen.database() as db:
        done = upkeep.backup(db)
    say(done.sentence)


@click.command(
    epilog="""\b
Examples:
  tracker restore                   the newest backup
  tracker restore talks.db.backups/20251201T080000-by-hand.db
"""
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def restore(chosen: Chosen, file: Path | None) -> None:
    """Put a backup in the database's place; what was there is kept beside it."""
    from tracker.desk import upkeep  # noqa: PLC0415 - not for --help

    if file is None:
        found = upkeep.backups(chosen.path)
        if not found:
            raise click.ClickException(f"There are no backups of {chosen.path}")
        file = found[0].path
    say(upkeep.restore(chosen.path, file).sentence)


@click.command(
    epilog="""\b
Examples:
  tracker doctor
  tracker doctor --repair
"""
)
@click.option("--repair", is_flag=True, help="Make the search index anew from the facts, then check.")
@click.pass_obj
def doctor(chosen: Chosen, repair: bool) -> int:
    """Check the database: its pages, references, search index, and that quotes are the words of their articles.

    Exit code 1 where something is wrong; what, and what to do, is named on standard error.
    """
    from tracker.desk import upkeep  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=not repair) as db:
        found = upkeep.doctor(db, repair=repair)
    for sentence in found:
        warn(sentence)
    if found:
        return 1
    say(f"{chosen.path} is well.")
    return 0


@click.command(
    epilog="""\b
Examples:
  tracker info
  tracker info --json
"""
)
@json_option
@click.pass_obj
def info(chosen: Chosen, as_json: bool) -> None:
    """Print where the files are, the versions of everything that reads articles, and how often it is right.

    Right and found were measured on annotated articles about negotiations that it had not seen, for what is shown by
    default.
    """
    from tracker.desk.about import versions  # noqa: PLC0415 - not for --help
    from tracker.desk.accuracy import measured  # noqa: PLC0415

    found = {"file": str(chosen.path), "exists": "yes" if chosen.path.exists() else "not yet"} | versions()
    found["settings"] = _settings(found["settings"])
    accuracy = measured()
    if as_json:
        say_json(found | ({"measured": accuracy.as_json()} if accuracy else {}))
        return
    say("\n".join(f"{name:<15} {value}" for name, value in found.items()))
    if accuracy is None:
        return
    say(
        f"\nMeasured on {accuracy.articles} articles about {accuracy.negotiations} negotiations, each left out in turn,"
        f"\nfor what is shown (confidence from {accuracy.shown_from}):\n"
    )
    rows = [
        (one.name, str(one.shown), _percent(one.right), _percent(one.wrong), _percent(one.found))
        for one in accuracy.classes
    ]
    say(table(("CLASS", "SHOWN", "RIGHT", "WRONG", "FOUND"), rows, width=0))
    say(f"\nOf {accuracy.sure} facts with a confidence of 0.9 and more, {_percent(accuracy.sure_right)} were right.")


def _settings(told: str) -> str:
    """The line of the settings; what is wrong with a word that only the app knows (a key, a column) takes its place."""
    from tracker.desk.settings import SettingsError, own  # noqa: PLC0415 - as the versions

    try:
        if own().keys or own().columns or own().theme or own().start:
            from tracker.tui.own_settings import check  # noqa: PLC0415 - Textual, only where there is something to check

            check()
    except SettingsError as error:
        return f"cannot be used: {error}"
    return told


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"
