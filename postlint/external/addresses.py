"""The addresses of hosts: looked up once each, and refused where they are private."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

from postlint.external.outcome import Cause

_NAT64 = ip_network("64:ff9b::/96")
# Special ones that `is_global` of some Pythons lets through: site-local, local NAT64, documentation, and others; and
# what clouds use within themselves, such as the host of a virtual machine at Azure.
_SPECIAL = tuple(
    map(
        ip_network,
        """fec0::/10 64:ff9b:1::/48 3fff::/20 192.88.99.0/24 192.0.0.0/24
        168.63.129.16/32 161.26.0.0/16 166.8.0.0/14""".split(),
    )
)
_THREADS = 32


class Address(NamedTuple):
    """Where to connect to."""

    ip: str
    port: int


Resolve = Callable[[str, int], Awaitable[list[Address]]]
"""The addresses of a host and port. Raises NotFound."""


class NotFound(Exception):
    """A host without an address that may be asked, and the cause."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


def is_public(text: str) -> bool:
    """Whether an address is one of the internet at large, also when it is wrapped in another."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_of_the_internet, _wrapped(address)))


def _is_of_the_internet(address: IPv4Address | IPv6Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in _SPECIAL)
    return address.is_global and not special


def _wrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    if isinstance(address, IPv4Address):
        return [address]
    if address in _NAT64:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    inner = address.ipv4_mapped or address.sixtofour
    if inner:
        return [inner]
    return [address, *(address.teredo or ())]


def allowed(addresses: list[Address], *, private: bool) -> list[Address]:
    """Those addresses that may be asked. Raises NotFound where there is none."""
    kept = [address for address in addresses if private or is_public(address.ip)]
    if not kept:
        raise NotFound(Cause.PRIVATE)
    return kept


class Resolver:
    """Looks hosts up in threads that do not keep the process from ending: a name server may take its time."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_THREADS)

    async def __call__(self, host: str, port: int) -> list[Address]:
        """The addresses of a host, in the order to try them. Raises NotFound."""
        async with self._free:
            loop = asyncio.get_running_loop()
            future: asyncio.Future[list[Address]] = loop.create_future()
            threading.Thread(target=_look_up, args=(loop, future, host, port), daemon=True).start()
            return await future


def _look_up(loop: asyncio.AbstractEventLoop, future: asyncio.Future[list[Address]], host: str, port: int) -> None:
    answer: list[Address] | NotFound
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answer = list(dict.fromkeys(Address(str(row[4][0]), int(row[4][1])) for row in rows))
    except socket.gaierror as error:
        none = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        answer = NotFound(Cause.NO_HOST if error.errno in none else Cause.NO_NAME_SERVER)
    except (OSError, UnicodeError):
        answer = NotFound(Cause.INVALID)

    def tell() -> None:
        if not future.done():
            future.set_exception(answer) if isinstance(answer, NotFound) else future.set_result(answer)

    try:
        loop.call_soon_threadsafe(tell)
    except RuntimeError:
        # The run has ended meanwhile.
        return
