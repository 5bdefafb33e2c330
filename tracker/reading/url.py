"""One web address: fetched with limits on size, time and redirects, and only what can be text.

The whole of a fetch has a deadline (a server that sends a byte now and then would outlive any limit per read), which is
why it runs on asyncio: there a deadline can end a read that is under way.
"""

import contextlib
import ipaddress
import re
import socket
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

from tracker.reading.errors import ReadingError, shown_name

if TYPE_CHECKING:
    import httpx

_READABLE = re.compile(r"(text/(html|plain|xml|markdown)|application/(xhtml|rss|atom|rdf)\+xml|application/xml)\Z")
_UNSTATED = frozenset(["", "application/octet-stream", "binary/octet-stream", "unknown/unknown"])
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_NAMES_OF_THIS_NETWORK = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: bytes, redirects, seconds for the whole and seconds without news from the server."""

    size: int = 10_000_000
    redirects: int = 5
    seconds: float = 60.0
    seconds_a_read: float = 15.0


class Version(NamedTuple):
    """What a server says of the version it sends (ETag, Last-Modified), to be shown to it at the next fetch."""

    etag: str | None = None
    modified: str | None = None


class Fetched(NamedTuple):
    """What came: its final address (without password), the bytes, media type and character set as the server says.

    `version` is what the server says of it; `unchanged` is True, and `data` empty, where it is the version shown to it.
    """

    url: str
    data: bytes
    media_type: str
    charset: str | None
    version: Version = Version()
    unchanged: bool = False


def is_web_address(word: str) -> bool:
    """True for what begins with http:// or https://, in any case."""
    return word[:8].lower().startswith(("http://", "https://"))


def without_password(url: str) -> str:
    """The address without user name, password and fragment: the form that is shown and stored."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def fetch(
    url: str, *, limits: Limits | None = None, named_by: str | None = None, known: Version | None = None
) -> Fetched:
    """Fetch `url`.

    Args:
        url: http or https.
        limits: what it may cost; the defaults of `Limits` where None.
        named_by: the feed or page that names the address, None where the person gave it. An address that a person did
            not give may not lie on this machine or a private network, unless its host is that of `named_by`; the same
            holds for redirects. (A public page must not make Tracker look into somebody's own network.)
        known: the version that was fetched before; a server that still has it sends nothing.

    Raises:
        ReadingError: not http(s), no answer, an answer other than 200, too large, too slow, too many redirects, or a
            media type that is no text.
    """
    return _run(_fetch(url, limits or Limits(), named_by, known or Version()))


def _run(work: Coroutine[None, None, Fetched]) -> Fetched:
    """Run `work` to its end, on a thread of its own where this one has a running loop."""
    import asyncio  # noqa: PLC0415 - 40 ms to import, and most articles are files

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    result: list[Fetched] = []
    problem: list[BaseException] = []

    def run() -> None:
        try:
            result.append(asyncio.run(work))
        except BaseException as error:  # handed on to the thread that asked
            problem.append(error)

    thread = threading.Thread(target=run, name="fetch")
    thread.start()
    thread.join()
    if problem:
        raise problem[0]
    return result[0]


async def _fetch(url: str, limits: Limits, named_by: str | None, known: Version) -> Fetched:
    import asyncio  # noqa: PLC0415

    import httpx  # noqa: PLC0415 - 0.2 s to import, and most articles are files

    name = shown_name(without_password(url))
    try:
        async with asyncio.timeout(limits.seconds):
            timeout = httpx.Timeout(limits.seconds_a_read)
            headers = {
                "User-Agent": "negotiation-tracker",
                "Accept": "text/html, text/plain, application/xml;q=0.9, */*;q=0.1",
            }
            for name_of_header, value in (("If-None-Match", known.etag), ("If-Modified-Since", known.modified)):
                if value and value.isascii() and value.isprintable():
                    headers[name_of_header] = value
            async with httpx.AsyncClient(timeout=timeout, headers=headers, follow_redirects=False) as client:
                return await _follow(client, url, limits, named_by)
    except TimeoutError:
        raise ReadingError(f"{name} took longer than {limits.seconds:g} seconds.") from None
    except httpx.TimeoutException:
        raise ReadingError(f"{name} did not answer within {limits.seconds_a_read:g} seconds.") from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ReadingError(f"{name} is not a web address.") from error
    except httpx.DecodingError as error:
        raise ReadingError(f"{name} sent an answer that cannot be unpacked.") from error
    except (httpx.HTTPError, OSError) as error:
        reason = shown_name(str(error)) or "the connection failed"
        raise ReadingError(f"{name} cannot be reached: {reason.rstrip('.')}.") from error


async def _follow(client: "httpx.AsyncClient", url: str, limits: Limits, named_by: str | None) -> Fetched:
    name = shown_name(without_password(url))
    given = url if named_by is None else named_by
    for step in range(limits.redirects + 1):
        await _allow(url, given, trusted=step == 0 and named_by is None)
        async with client.stream("GET", url) as answer:
            target = answer.headers.get("location")
            if answer.status_code in _REDIRECTS and target:
                url = urljoin(url, target)
                continue
            if answer.status_code == 304:
                return Fetched(without_password(url), b"", "", None, _version(answer), unchanged=True)
            if answer.status_code != 200:
                said = shown_name(f"{answer.status_code} {answer.reason_phrase}")
                raise ReadingError(f"{name} answered {said}.")
            return await _body(answer, url, name, limits)
    raise ReadingError(f"{name} redirects more than {limits.redirects} times.")


async def _body(answer: "httpx.Response", url: str, name: str, limits: Limits) -> Fetched:
    content_type = answer.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type not in _UNSTATED and not _READABLE.match(media_type):
        raise ReadingError(f"{name} is {shown_name(media_type)}, neither a page nor text nor a feed.")
    too_large = ReadingError(f"{name} is larger than {limits.size / 1e6:g} MB, the most that is read from one address.")
    with contextlib.suppress(ValueError):  # a server's own figure, where it gives a readable one, saves the transfer
        if int(answer.headers.get("content-length", "0")) > limits.size:
            raise too_large
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > limits.size:
            raise too_large
    charset = _CHARSET.search(content_type)
    return Fetched(without_password(url), bytes(data), media_type, charset[1] if charset else None, _version(answer))


def _version(answer: "httpx.Response") -> Version:
    """What the server says of the version; a longer text than any server needs is not kept."""
    etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    return Version(etag if etag and len(etag) <= 300 else None, modified if modified and len(modified) <= 60 else None)


async def _allow(url: str, given: str, *, trusted: bool) -> None:
    """Raise where an address may not be fetched: its scheme, or a host inside that nobody gave by hand."""
    name = shown_name(without_password(url))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        own = urlsplit(given).hostname
    except ValueError:
        raise ReadingError(f"{name} is not a web address.") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise ReadingError(f"{name} is not fetched: only http and https addresses are.")
    if not host:
        raise ReadingError(f"{name} is not a web address: it has no host.")
    if trusted or host == own:
        return
    if host == "localhost" or host.endswith(_NAMES_OF_THIS_NETWORK) or await _is_inside(host, port):
        raise ReadingError(f"{name} lies on this machine or a private network; only an address you give yourself may.")


async def _is_inside(host: str, port: int | None) -> bool:
    """True where any address of `host` is this machine's or a private network's; False where it has none."""
    import asyncio  # noqa: PLC0415

    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except OSError:
        return False  # a proxy may know the name; if nobody does, the fetch says so
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    return any(not address.is_global for address in addresses)
