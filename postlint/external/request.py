"""One request: made with httpx to an address that was looked up before, bounded in time and size."""

from __future__ import annotations

import asyncio
import ssl
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from postlint.external.addresses import Address, NotFound, Resolve, allowed
from postlint.external.answers import Answer
from postlint.external.bodies import HEAD, Decoder, IdFinder
from postlint.external.failures import Failed, of_connection, root
from postlint.external.outcome import Cause
from postlint.external.settings import SettingsError

if TYPE_CHECKING:
    from postlint.external.settings import Host, Settings

# How many hosts keep connections open at a time; beyond that, those that were asked longest ago are closed.
_OPEN = 256
_KEPT = 4
"""How many idle connections each keeps."""
_WHOLE = 5_000_000
"""How much of a page is read for its ids, decompressed."""
_ADDRESSES = 3
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en;q=0.9,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be asked."""

    url: str
    method: str = "HEAD"
    headers: dict[str, str] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    """The ids to look for on the page."""


class Web:
    """Makes requests, with a pool of connections for each host."""

    def __init__(self, settings: Settings, resolve: Resolve, certificates: ssl.SSLContext | None = None) -> None:
        """Without `certificates`, those of the user: SSL_CERT_FILE, SSL_CERT_DIR, else those of httpx.

        Raises SettingsError where what the environment says of certificates and proxies cannot be used.
        """
        self.settings = settings
        self.resolve = resolve
        self._tls = certificates or _certificates()
        self._proxies = self._usable(getproxies())
        self._most = _open_hosts(settings.concurrency)
        self._pools: OrderedDict[tuple[str, str], _Pool] = OrderedDict()
        self._found: dict[tuple[str, int], asyncio.Future[list[Address]]] = {}

    async def ask(self, request: Request, host: Host) -> Answer:
        """The answer to a request, redirects included as they are. Raises Failed."""
        try:
            # A second more than the body has, so that an answer whose body never ends is an answer all the same.
            async with asyncio.timeout(self.settings.timeout + 1):
                return await self._ask(request, host)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise Failed(Cause.INVALID) from error
        except (TimeoutError, httpx.TimeoutException) as error:
            connected = not isinstance(error, httpx.ConnectTimeout)
            raise Failed(Cause.TIMEOUT, passing=True, connected=connected) from error
        except httpx.ConnectError as error:
            raise of_connection(error) from error
        except httpx.ProxyError as error:
            raise Failed(Cause.PROXY, passing=True) from error
        except httpx.ProtocolError as error:
            # Local ones too: that is how HTTP/2 that is none shows itself.
            cut = "disconnected" in str(error) or "terminated" in str(error)
            raise Failed(Cause.CUT if cut else Cause.GARBLED, passing=True, connected=True) from error
        except (httpx.TransportError, OSError) as error:
            raise Failed(Cause.CUT, passing=True, connected=True) from error

    async def _ask(self, request: Request, host: Host) -> Answer:
        deadline = asyncio.get_running_loop().time() + self.settings.timeout
        url = _Url.of(request.url)
        proxy = self._proxy(url)
        addresses = await self._addresses(url, proxy)
        pool = await self._pool(url.host, proxy)
        headers = {"User-Agent": self.settings.user_agent, **_HEADERS, **request.headers, **_own(url, host)}
        for place in addresses:
            try:
                return await self._send(pool, _prepared(url, place, headers, request, self.settings), request, deadline)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if place == addresses[-1] or isinstance(root(error), ssl.SSLError):
                    raise
        raise AssertionError("there is an address to try")

    async def _send(self, pool: _Pool, sent: httpx.Request, request: Request, deadline: float) -> Answer:
        pool.busy += 1
        try:
            response = await pool.transport.handle_async_request(sent)
            try:
                return await _read(response, request, deadline)
            finally:
                await response.aclose()
        finally:
            pool.busy -= 1

    # --- where to

    def _proxy(self, url: _Url) -> str | None:
        """The user's proxy for a URL, by the usual variables of the environment."""
        proxy = self._proxies.get(url.scheme)
        return None if not proxy or proxy_bypass(url.host) else proxy

    def _usable(self, proxies: dict[str, str]) -> dict[str, str]:
        """The proxy for each scheme. Raises SettingsError, whose message does not name it: it may have a password."""
        usable: dict[str, str] = {}
        for scheme in _PORTS:
            name = scheme if proxies.get(scheme) else "all"
            proxy = proxies.get(name)
            if not proxy:
                continue
            usable[scheme] = proxy if "://" in proxy else f"http://{proxy}"
            try:
                self._transport(usable[scheme])
            except ImportError as error:
                raise SettingsError(f"{name}_proxy names a SOCKS proxy: pip install 'httpx[socks]' for it") from error
            except (ValueError, httpx.InvalidURL) as error:
                raise SettingsError(f"what {name}_proxy names is not a proxy that can be used") from error
        return usable

    async def _addresses(self, url: _Url, proxy: str | None) -> list[Address | None]:
        """The addresses to try; None for what the proxy finds."""
        try:
            addresses = allowed(await self._look_up(url.host, url.port), private=self.settings.private)
        except NotFound as error:
            if proxy and error.cause is not Cause.PRIVATE:
                # Behind a proxy, names are often the proxy's business alone.
                return [None]
            raise Failed(error.cause, passing=error.cause is Cause.NO_NAME_SERVER) from error
        return [None] if proxy else list(addresses[:_ADDRESSES])

    async def _look_up(self, host: str, port: int) -> list[Address]:
        """The addresses of a host, looked up once in a run; a name server that fails is asked again."""
        key = (host, port)
        waiting = self._found.get(key)
        if waiting and waiting.done() and not waiting.cancelled() and not waiting.exception():
            return waiting.result()
        if waiting is None or (waiting.done() and _is_passing(waiting)):
            waiting = self._found[key] = asyncio.ensure_future(self.resolve(host, port))
        return await asyncio.shield(waiting)

    # --- connections

    async def _pool(self, host: str, proxy: str | None) -> _Pool:
        key = (host, proxy or "")
        pool = self._pools.get(key)
        if pool is None:
            pool = self._pools[key] = _Pool(self._transport(proxy))
        self._pools.move_to_end(key)
        if len(self._pools) > self._most:
            idle = [name for name, pool in self._pools.items() if not pool.busy and name != key][:8]
            for old in [self._pools.pop(name) for name in idle]:
                await _close(old)
        return pool

    def _transport(self, proxy: str | None) -> httpx.AsyncHTTPTransport:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=_KEPT)
        through = httpx.Proxy(proxy) if proxy else None
        return httpx.AsyncHTTPTransport(verify=self._tls, http2=True, limits=limits, proxy=through, trust_env=False)

    async def close(self) -> None:
        """Close all connections."""
        for waiting in self._found.values():
            waiting.cancel()
        pools, self._pools = self._pools, OrderedDict()
        await asyncio.gather(*map(_close, pools.values()))


@dataclass(slots=True)
class _Pool:
    transport: httpx.AsyncHTTPTransport
    busy: int = 0


def _certificates() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise SettingsError("the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read") from error


def _open_hosts(concurrency: int) -> int:
    """How many hosts may keep connections open, by how many files the system lets a process have."""
    try:
        import resource
    except ImportError:
        return _OPEN
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return _OPEN if files < 0 else max(8, min(_OPEN, (files - concurrency - 64) // (_KEPT + 1)))


async def _close(pool: _Pool) -> None:
    # A host that does not take part in a polite goodbye is left.
    with suppress(Exception):
        async with asyncio.timeout(1):
            await pool.transport.aclose()


def _is_passing(lookup: asyncio.Future[list[Address]]) -> bool:
    error = None if lookup.cancelled() else lookup.exception()
    return lookup.cancelled() or (isinstance(error, NotFound) and error.cause is Cause.NO_NAME_SERVER)


def _own(url: _Url, host: Host) -> dict[str, str]:
    """The headers for one host; secrets never go over a connection that others can read."""
    return {name: value for name, value in host.headers.items() if url.scheme == "https" or name not in host.secret}


class _Url(NamedTuple):
    """The parts of a URL that matter for where to connect to; the host as name servers know it."""

    scheme: str
    host: str
    port: int
    rest: str

    @classmethod
    def of(cls, text: str) -> _Url:
        """Raises httpx.InvalidURL."""
        try:
            parts = urlsplit(text)
            scheme, host, port = parts.scheme, parts.hostname or "", parts.port
        except ValueError as error:
            raise httpx.InvalidURL(str(error)) from error
        if not host.isascii():
            host = httpx.URL(text).raw_host.decode("ascii")
        rest = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path
        return cls(scheme, host, port or _PORTS[scheme], rest)

    @property
    def name(self) -> str:
        """As a Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def _prepared(
    url: _Url, place: Address | None, headers: dict[str, str], request: Request, settings: Settings
) -> httpx.Request:
    """A request to an address in the name of a host: what was looked up and allowed is what is asked."""
    ip, port = place or (url.host, url.port)
    to = f"{url.scheme}://{f'[{ip}]' if ':' in ip else ip}:{port}{url.rest}"
    times = {"connect": settings.connect, "read": settings.read, "write": settings.read, "pool": settings.timeout}
    extensions = {"timeout": times, "sni_hostname": url.host}
    return httpx.Request(request.method, to, headers={"Host": url.name, **headers}, extensions=extensions)


async def _read(response: httpx.Response, request: Request, deadline: float) -> Answer:
    """The answer, with as much of its body as is needed. A body that breaks off is no failure: the status is there."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    finder = IdFinder(request.ids) if request.ids and response.status_code == 200 else None
    head = bytearray()
    # The body of an answer to HEAD is empty, and has to be read all the same for the connection to be used again.
    with suppress(httpx.TransportError, TimeoutError):
        async with asyncio.timeout_at(deadline):
            await _take(response, head, finder, Decoder(headers.get("content-encoding", "")))
    ids = frozenset(finder.found) if finder and (finder.any or finder.done) else None
    cookies = tuple(text.partition(";")[0] for text in response.headers.get_list("set-cookie")[:20] if text.isascii())
    return Answer(response.status_code, headers, bytes(head), ids, cookies)


async def _take(response: httpx.Response, head: bytearray, finder: IdFinder | None, decoder: Decoder) -> None:
    size = 0
    async for raw in response.aiter_raw():
        size += len(raw)  # what gives nothing counts too: nothing may be read without end
        for piece in decoder.feed(raw):
            size += len(piece)
            if len(head) < HEAD:
                head += piece[: HEAD - len(head)]
            if finder:
                finder.feed(piece)
        if size >= _WHOLE or not decoder.known or (len(head) >= HEAD and (finder is None or finder.done)):
            return
