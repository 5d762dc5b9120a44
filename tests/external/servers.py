"""Servers on loopback that behave as the worst of the web does, and count what they are asked."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ssl
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from postlint.external.addresses import Address

BOMB = gzip.compress(b"\0" * 10_000_000)
PAGE = b"<html><head><title>A page</title></head><body><h1 id='start'>Start</h1><a name=\"old\"></a></body></html>"


@dataclass
class Counts:
    """What a server was asked, by host."""

    requests: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, host, path."""
    headers: list[dict[str, str]] = field(default_factory=list)
    arrivals: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    running: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    most_of_all: int = 0
    sent: int = 0

    def paths(self, host: str | None = None) -> list[str]:
        return [f"{method} {path}" for method, at, path in self.requests if host in (None, at)]


class Connection:
    """One connection of HTTP/1.1."""

    def __init__(self, server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server = server
        self.reader = reader
        self.writer = writer

    async def serve(self) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
            while await self.one():
                pass
        self.writer.close()

    async def one(self) -> bool:
        first = await self.reader.readexactly(1)
        if first == b"\x16":
            # Somebody speaks TLS where there is none.
            self.send(400)
            return False
        head = (first + await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        host = headers["host"]
        counts = self.server.counts
        counts.requests.append((method, host, target))
        counts.headers.append(headers)
        counts.arrivals[host].append(time.monotonic())
        counts.running[host] += 1
        counts.most[host] = max(counts.most[host], counts.running[host])
        counts.most_of_all = max(counts.most_of_all, counts.running.total())
        try:
            return await self.answer(method, host, target, headers)
        finally:
            counts.running[host] -= 1

    async def answer(self, method: str, host: str, target: str, headers: dict[str, str]) -> bool:
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        name = parts.path.strip("/").split("/")[0].replace("-", "_")
        behaviour = getattr(self, f"do_{name}", None)
        if "wait" in query and not await self.sleep(float(query["wait"])):
            return False
        if behaviour is None:
            self.send(int(query.get("status", 200)), PAGE, method, {"Content-Type": "text/html"})
            return True
        return await behaviour(method, host, parts.path, query, headers) is not False

    async def sleep(self, seconds: float) -> bool:
        """Wait; False if the client has left meanwhile."""
        gone = asyncio.ensure_future(self.reader.read(1))
        done, _ = await asyncio.wait([gone], timeout=seconds)
        if done:
            return False
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone
        return True

    def send(self, status: int, body: bytes = b"", method: str = "GET", headers: dict[str, str] | None = None) -> None:
        lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in (headers or {}).items())]
        if not any(line.lower().startswith(("content-length", "transfer-encoding")) for line in lines):
            lines.append(f"Content-Length: {len(body)}")
        data = "\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if method == "HEAD" else body)
        self.server.counts.sent += len(data)
        self.writer.write(data)

    def redirect(self, to: str, status: int = 301, **headers: str) -> None:
        self.send(status, b"", "HEAD", {"Location": to, **{name.replace("_", "-"): v for name, v in headers.items()}})

    def count(self, host: str, path: str) -> int:
        return sum(1 for _, at, asked in self.server.counts.requests if (at, urlsplit(asked).path) == (host, path))

    # --- behaviours, by the first part of the path

    async def do_status(self, method: str, host: str, path: str, query: Any, headers: Any) -> None:
        self.send(int(path.split("/")[2]), b"nothing here", method)

    async def do_reset(self, *_: Any) -> bool:
        self.writer.transport.abort()
        return False

    async def do_hang(self, *_: Any) -> bool:
        await self.sleep(600)
        return False

    async def do_drip(self, method: str, *_: Any) -> bool:
        """A body that comes a byte at a time, for ever."""
        self.send(200, b"", method, {"Content-Length": "100000", "Content-Type": "text/html"})
        while method != "HEAD" and await self.sleep(0.05):
            self.writer.write(b"a")
        return method == "HEAD"

    async def do_slow_head(self, *_: Any) -> bool:
        """A head that comes a byte at a time, for ever."""
        self.writer.write(b"HTTP/1.1 200 OK\r\n")
        while await self.sleep(0.05):
            self.writer.write(b"X-A: b\r\n")
        return False

    async def do_lie_long(self, method: str, *_: Any) -> bool:
        self.send(200, b"short", method, {"Content-Length": "5000"})
        return False

    async def do_lie_short(self, method: str, *_: Any) -> None:
        self.send(200, b"much longer than it says", method, {"Content-Length": "4"})

    async def do_garbage(self, *_: Any) -> bool:
        self.writer.write(b"\x16\x03 this is no HTTP\r\n\r\n")
        return False

    async def do_huge_head(self, *_: Any) -> bool:
        self.writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 2_000_000 + b"\r\n\r\n")
        return False

    async def do_huge(self, method: str, *_: Any) -> bool:
        """A body of a gigabyte."""
        return await self._endless(method, b"<p>a</p>" * 8192, {"Content-Type": "text/html"})

    async def do_bomb(self, method: str, *_: Any) -> bool:
        """A body that decompresses to a thousand times its size, without end."""
        return await self._endless(method, BOMB, {"Content-Type": "text/html", "Content-Encoding": "gzip"})

    async def do_unknown(self, method: str, *_: Any) -> bool:
        """A body without end in an encoding that nobody asked for."""
        return await self._endless(method, b"x" * 65_536, {"Content-Type": "text/html", "Content-Encoding": "br"})

    async def do_no_gzip(self, method: str, *_: Any) -> bool:
        """A body without end that is not compressed as it says."""
        return await self._endless(method, b"x" * 65_536, {"Content-Type": "text/html", "Content-Encoding": "gzip"})

    async def _endless(self, method: str, piece: bytes, headers: dict[str, str]) -> bool:
        self.send(200, b"", method, {"Transfer-Encoding": "chunked", **headers})
        for _ in range(0 if method == "HEAD" else 20_000):
            self.writer.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.server.counts.sent += len(piece)
            await self.writer.drain()
        return method == "HEAD"

    async def do_loop(self, method: str, host: str, path: str, *_: Any) -> None:
        self.redirect({"/loop/a": "/loop/b", "/loop/b": "/loop/a"}.get(path, path))

    async def do_hops(self, method: str, host: str, path: str, *_: Any) -> None:
        left = int(path.split("/")[2])
        self.redirect(f"/hops/{left - 1}", 302) if left else self.send(200, PAGE, method)

    async def do_to(self, method: str, host: str, path: str, query: dict[str, str], *_: Any) -> None:
        self.redirect(query["url"], int(query.get("code", "301")))

    async def do_cookie(self, method: str, host: str, path: str, query: Any, headers: dict[str, str]) -> None:
        if "seen=1" in headers.get("cookie", ""):
            self.send(200, PAGE, method)
        else:
            self.redirect(path, 302, Set_Cookie="seen=1; Expires=Wed, 09 Jun 2100 10:18:14 GMT; Path=/")

    async def do_no_head(self, method: str, *_: Any) -> None:
        self.send(405 if method == "HEAD" else 200, PAGE, method)

    async def do_head_404(self, method: str, *_: Any) -> None:
        self.send(404 if method == "HEAD" else 200, PAGE, method)

    async def do_head_reset(self, method: str, *_: Any) -> bool:
        if method == "HEAD":
            self.writer.transport.abort()
            return False
        self.send(200, PAGE, method)
        return True

    async def do_busy(self, method: str, host: str, path: str, query: dict[str, str], *_: Any) -> None:
        """Too many requests for so many times; then all is well."""
        if self.count(host, path) <= int(query.get("times", "1")):
            after = {"Retry-After": query["after"]} if "after" in query else {}
            self.send(int(query.get("status", "429")), b"", method, after)
        else:
            self.send(200, PAGE, method)

    async def do_window(self, method: str, host: str, *_: Any) -> None:
        """Five requests in each second; a header says how many are left."""
        arrivals = self.server.counts.arrivals[host]
        now = arrivals[-1]
        recent = sum(1 for at in arrivals[:-1] if int(at) == int(now))
        headers = {"RateLimit-Remaining": str(max(0, 4 - recent)), "RateLimit-Reset": f"{1.05 - now % 1:.2f}"}
        self.send(200 if recent < 5 else 429, PAGE, method, headers)

    async def do_say(self, method: str, host: str, path: str, query: dict[str, str], *_: Any) -> None:
        """The status and the headers of the query."""
        headers = {name: value for name, value in query.items() if name != "status"}
        self.send(int(query.get("status", "200")), PAGE, method, {"Content-Type": "text/html", **headers})

    async def do_empty(self, method: str, *_: Any) -> None:
        self.send(200, b"", method, {"Content-Type": "text/html"})

    async def do_https_busy(self, method: str, *_: Any) -> None:
        """Too many requests over TLS."""
        self.send(429 if self.server.secure else 200, PAGE, method, {"Retry-After": "2"} if self.server.secure else {})

    async def do_flaky(self, method: str, host: str, path: str, *_: Any) -> None:
        self.send(503 if self.count(host, path) <= 2 else 200, PAGE, method)

    async def do_challenge(self, method: str, *_: Any) -> None:
        self.send(503, b"<title>Just a moment...</title>", method, {"Server": "cloudflare"})

    async def do_mitigated(self, method: str, *_: Any) -> None:
        self.send(403, b"", method, {"cf-mitigated": "challenge"})

    async def do_closes(self, method: str, *_: Any) -> bool:
        """Keeps the connection alive by its words, and closes it."""
        self.send(200, PAGE, method, {"Connection": "keep-alive"})
        return False

    async def do_etag(self, method: str, host: str, path: str, query: Any, headers: dict[str, str]) -> None:
        known = headers.get("if-none-match") == '"one"'
        self.send(304 if known else 200, b"" if known else PAGE, method, {"ETag": '"one"'})

    async def do_twin(self, method: str, host: str, path: str, *_: Any) -> None:
        """The same with and without TLS, or not."""
        other = path.endswith("/other") and self.server.secure
        self.send(200, b"<title>Welcome</title>" if other else PAGE, method, {"Content-Type": "text/html"})


class Server:
    """A server of HTTP/1.1 in a thread of its own."""

    def __init__(self, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.counts = Counts()
        self.secure = tls is not None
        self.port = 0
        self._tls = tls
        self._host = host
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _open(self) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await Connection(self, reader, writer).serve()

        server = await asyncio.start_server(serve, self._host, 0, ssl=self._tls, backlog=512)
        self.port = server.sockets[0].getsockname()[1]

    def __enter__(self) -> Server:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)


@contextmanager
def http2_server(certificate: Any) -> Iterator[tuple[int, list[tuple[str, str, str]]]]:
    """A server of HTTP/2 with TLS: its port, and version, method and host of each request."""
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    seen: list[tuple[str, str, str]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        seen.append((scope["http_version"], scope["method"], headers.get("host", "")))
        status = int(scope["path"].rpartition("/")[2]) if scope["path"].startswith("/status/") else 200
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": PAGE})

    import socket

    with certificate.cert_chain_pems[0].tempfile() as chain, certificate.private_key_pem.tempfile() as key:
        sock = socket.create_server(("127.0.0.1", 0))
        port = sock.getsockname()[1]
        config = Config()
        config.bind, config.certfile, config.keyfile = [f"fd://{sock.detach()}"], chain, key
        config.alpn_protocols, config.accesslog, config.errorlog = ["h2", "http/1.1"], None, None
        loop, stop = asyncio.new_event_loop(), threading.Event()

        async def until() -> None:
            while not stop.is_set():
                await asyncio.sleep(0.05)

        thread = threading.Thread(
            target=lambda: loop.run_until_complete(serve(app, config, shutdown_trigger=until)), daemon=True
        )
        # It is listened to already: who connects before there is a server waits for it.
        thread.start()
        yield port, seen
        stop.set()
        thread.join(5)


def resolver(http: int = 0, https: int = 0) -> Any:
    """Every host is on loopback; its ports are those of the servers of a test."""

    async def resolve(host: str, port: int) -> list[Address]:
        return [Address("127.0.0.1", {80: http, 443: https}.get(port, port))]

    return resolve
