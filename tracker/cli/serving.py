"""`tracker serve`: the app in a browser."""

import click

from tracker.cli.output import warn
from tracker.cli.params import Chosen


@click.command(
    epilog="""\b
Examples:
  tracker serve                        then open http://127.0.0.1:8000
  tracker --db talks.db serve --port 9000
"""
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.pass_obj
def serve(chosen: Chosen, host: str, port: int) -> None:
    """Show the app in a browser on this machine, until ctrl-c; needs the extra `serve`.

    There is no password: whoever reaches the address can read and change the file.
    """
    from tracker.tui import serving  # noqa: PLC0415 - not for --help

    if host not in serving.LOOPBACK:
        warn(f"There is no password: whoever reaches {host} can read and change the file.")
    warn(f"Tracker is at http://{host}:{port} – ctrl-c ends it.")
    serving.serve(chosen.path, host, port)
