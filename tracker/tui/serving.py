"""The same app in a browser, through textual-serve: one process of the app for each page that is open.

There is no password, so it listens on this machine alone unless told otherwise, and it answers only to the address it
was opened with: a page of another site, in the same browser, must not type into it.
"""

import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from aiohttp import web

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_PAGES: Final = Path(__file__).with_name("served")
"""Our own page: textual-serve's asks a server on the internet for its letters, and nothing is to leave this machine."""
NEEDED: Final = "`tracker serve` needs textual-serve: pip install 'negotiation-tracker[serve]'."


class CannotServeError(Exception):
    """The app cannot be shown in a browser; its text is one sentence."""


def serve(path: Path, host: str, port: int) -> None:
    """Serve the app on a file until ctrl-c.

    Args:
        path: the database.
        host: the address to listen on.
        port: the port, 1 to 65535.

    Raises:
        CannotServeError: textual-serve is not installed, or the address cannot be listened on.
    """
    try:
        from textual_serve.server import Server  # noqa: PLC0415 - an extra that most people do not have
    except ImportError:
        raise CannotServeError(NEEDED) from None

    base: Any = Server

    class OwnServer(base):  # type: ignore[misc]  # it has no types where it is not installed
        async def _make_app(self) -> Any:
            app = await super()._make_app()
            app.middlewares.append(only_from({f"{name}:{port}" for name in (host, *LOOPBACK[:2], "[::1]")}))
            return app

    command = shlex.join([sys.executable, "-m", "tracker", "--db", str(path.absolute())])
    try:
        OwnServer(command, host=host, port=port, title="Tracker", templates_path=_PAGES).serve()
    except OSError as error:
        raise CannotServeError(f"{host}:{port} cannot be listened on: {error.strerror or error}.") from None


def only_from(addresses: set[str]) -> Any:
    """What lets only those requests through that name one of our addresses, and come from no other site's page.

    Args:
        addresses: "host:port" as a browser may name this server.
    """
    from aiohttp import web  # noqa: PLC0415 - comes with textual-serve

    @web.middleware
    async def check(
        request: "web.Request", handler: "Callable[[web.Request], Awaitable[web.StreamResponse]]"
    ) -> "web.StreamResponse":
        origin = request.headers.get("Origin")
        if request.host not in addresses or (origin is not None and urlsplit(origin).netloc not in addresses):
            raise web.HTTPForbidden(text="Tracker answers only to its own address.")
        return await handler(request)

    return check
