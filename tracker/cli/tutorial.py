"""`tracker tutorial`: the app with a teacher, on a file that is thrown away."""

import sys

import click


@click.command(
    epilog="""\b
Example:
  tracker tutorial
"""
)
def tutorial() -> int:
    """Learn the app in five steps of a few keys each; your own file is not opened."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.ClickException("The tutorial needs a terminal.")
    from tracker.tui.tutorial import run_tutorial  # noqa: PLC0415 - Textual, only where the app opens

    return run_tutorial()
