"""`tracker feeds`: the feeds that are followed, and the morning's articles in one stroke."""

from dataclasses import asdict

import click

from tracker.cli.output import say, say_json, table, warn
from tracker.cli.params import Chosen, json_option
from tracker.cli.reading_in import Meter, Stop, progress_option
from tracker.domain.shown_values import as_people_read


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  tracker feeds add https://example.org/feed.xml
  tracker feeds refresh
  tracker feeds list
""",
)
@click.pass_context
def feeds(ctx: click.Context) -> None:
    """Follow feeds, and read what is new in them. Without a word more: list them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listed, as_json=False)


@feeds.command(
    epilog="""\b
Examples:
  tracker feeds add https://example.org/feed.xml
  tracker feeds add https://example.org/          the feed that the page names
"""
)
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--progress", type=click.Choice(["none", "json"]), default="none", help="json: a last line for a program."
)
@click.pass_obj
def add(chosen: Chosen, address: str, progress: str) -> None:
    """Follow a feed. It is fetched once, to see that it is one; `tracker feeds refresh` reads it."""
    from tracker.desk import feeds as desk  # noqa: PLC0415 - not for --help
    from tracker.desk.fresh import removing_if_untouched  # noqa: PLC0415

    with removing_if_untouched(chosen.path), chosen.database(create=True) as db:
        done = desk.add(db, address)
    if progress == "json":
        say_json({"finished": True, "sentence": done.sentence, "txn": done.txn}, lines=True)
    else:
        say(done.sentence)


@feeds.command(
    "list",
    epilog="""\b
Examples:
  tracker feeds list
  tracker feeds list --json
""",
)
@json_option
@click.pass_obj
def listed(chosen: Chosen, as_json: bool) -> None:
    """Print the feeds: when each was read last, how many articles were new then, what went wrong."""
    from tracker.desk import feeds as desk  # noqa: PLC0415 - not for --help

    with chosen.database(readonly=True) as db:
        found = desk.listed(db)
    if as_json:
        say_json([asdict(one) for one in found])
        return
    rows = [
        (
            str(one.id),
            one.title,
            as_people_read(one.read_at[:16]) if one.read_at else "never",
            str(one.new) if one.read_at else "",
            one.problem or one.url,
        )
        for one in found
    ]
    nothing = "No feed is followed yet: `tracker feeds add ADDRESS` adds one."
    say(table(("ID", "FEED", "LAST READ", "NEW", ""), rows) if rows else nothing)


@feeds.command(
    epilog="""\b
Examples:
  tracker feeds remove 2
  tracker feeds remove https://example.org/feed.xml
"""
)
@click.argument("feed", metavar="NUMBER|ADDRESS")
@click.pass_obj
def remove(chosen: Chosen, feed: str) -> None:
    """Follow a feed no longer; the articles read from it stay."""
    from tracker.desk import feeds as desk  # noqa: PLC0415 - not for --help

    with chosen.database() as db:
        say(desk.remove(db, feed).sentence)


@feeds.command(
    epilog="""\b
Examples:
  tracker feeds refresh        all of them
  tracker feeds refresh 2      the one with this number
"""
)
@click.argument("only", metavar="[NUMBER|ADDRESS]...", nargs=-1)
@progress_option
@click.pass_obj
def refresh(chosen: Chosen, only: tuple[str, ...], progress: str) -> int:
    """Read what is new in the feeds; `tracker undo` takes the whole reading back.

    What was read before is passed over, also where it was undone or purged since. What cannot be read is named on
    standard error and tried again the next time.
    """
    from tracker.desk import feeds as desk  # noqa: PLC0415 - not for --help

    meter = Meter(progress)
    with chosen.database() as db, Stop().listening() as stop:
        done = desk.refresh(db, only, progress=meter, stop=stop)
    meter.wipe()
    failed = [*done.problems, *(one.error for one in done.articles if one.error)]
    if meter.how == "json":
        say_json(
            {"finished": True, "sentence": done.sentence(), "failed": len(failed), "stopped": stop.asked}, lines=True
        )
    else:
        for one in done.articles:
            if not one.error:
                say(one.sentence())
        say(done.sentence())
        for sentence in failed:
            warn(sentence)
        if stop.asked:
            warn("Stopped. What was read stays; the same command goes on from there.")
    if failed and not any(not one.error for one in done.articles) and len(done.problems) == done.feeds:
        return 2
    return 1 if failed or stop.asked else 0
