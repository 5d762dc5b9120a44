"""A link to an address that only its author can reach.

A file on a disk, a preview server or a host of the own network open on the machine where the article was written,
and nowhere else. An address that the text shows as such ("open http://localhost:8080") is an instruction, and is
left alone; so is a local server with a port of its own, as readers of a tutorial may have one.
"""

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, pattern, quoted
from postlint.helpers.destinations import Destination, targets, unusual_targets

_FILE = pattern(r"file:/|[A-Za-z]:[\\/](?!/)|\\\\\w|/(?:Users|home)/[\w.-]+/\S*\.\w+$")
_LOCAL = pattern(
    r"https?://(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])(?::(?P<port>\d+))?(?P<path>[/?#].*)?$", re.I
)


class NonPublic(Rule):
    severity = Severity.ERROR
    hosts: Annotated[
        list[str], "hosts that readers cannot reach, such as staging.example.com; a leading dot takes in all below"
    ] = []
    preview_ports: Annotated[list[int], "ports of preview servers of site generators"] = [1313, 1314, 4000]

    good = [
        Good("Open [http://localhost:1313](http://localhost:1313) or <http://localhost:1313/>.\n", "an instruction"),
        Good(
            "Open the [dashboard](http://localhost:8080/) and [it](http://localhost:3000/a/).\n",
            "a reader's own server",
        ),
        Good("Start it at http://localhost:4000. See [the guide](http://localhost:4000/guide/).\n", "an instruction"),
        Good("See [it](https://example.com/file:/a), [c](c:d) and [home](/home/).\n"),
        Good("Write `[a](file:///tmp/a.png)`.\n"),
        Good("Open the [dashboard](http://localhost:1315/a/) and [it](http://localhost:4001/a/).\n"),
        Good("Open the [dashboard](http://localhost:1313/).\n", "the entrance of a server"),
        Good(
            "See [it](https://example.com/a/), [that](/a/) and [this](https://test.example/a/).\n",
            options={"hosts": ["staging.example.com", ".test.example"]},
        ),
        Good("See [it](https://a.staging.example.com/a/).\n", "below it", options={"hosts": ["staging.example.com"]}),
    ]
    bad = [
        Bad("See [the guide](⟦http://localhost:1313/guide/⟧).\n", message="localhost"),
        Bad("See [the guide](⟦http://localhost/guide/⟧) and ![A plot](⟦file:///C:/plot.png⟧).\n"),
        Bad("See [the plan](⟦C:\\Users\\sam\\plan.pdf⟧).\n"),
        Bad(
            "See [it](⟦https://staging.example.com/a/⟧) and [that](⟦https://x.test.example/⟧).\n",
            options={"hosts": ["staging.example.com", ".test.example"]},
        ),
        Bad("See [it](⟦http://localhost:1314/a/⟧) and [that](⟦http://localhost:4000/a/⟧).\n"),
        Bad("See [it](⟦/home/sam/plan.pdf⟧).\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for target in targets(doc) if self.hosts else unusual_targets(doc):
            reason = self._reason(target)
            if reason and not _is_started(doc, target):
                message = f"{quoted(target.written)} is {reason}, which no reader can reach: link a public address"
                yield self.at(doc, target.span, message)

    def _reason(self, target: Destination) -> str:
        url = target.url
        if _FILE.match(url) or _FILE.match(target.written):
            return "a file on the author's computer"
        local = _LOCAL.match(url)
        if local and "localhost" not in target.text and url not in target.text and _is_page(local["path"]):
            port = local["port"]
            return "on the author's computer" if port is None or int(port) in self.preview_ports else ""
        host = (urlsplit(url).hostname or "") if self.hosts and "//" in url else ""
        inside = host and any(host == name or (name[:1] == "." and host.endswith(name)) for name in self.hosts)
        return "on a host of the own network" if inside else ""


def _is_started(doc: Document, target: Destination) -> bool:
    """Whether the article names the server of a link in its text or code too: it says how the reader starts one."""
    local = _LOCAL.match(target.url)
    server = target.url.removesuffix(local["path"] or "") if local else ""
    return bool(server) and re.search(r"(?<![(\"'=])" + re.escape(server), doc.text) is not None


def _is_page(path: str | None) -> bool:
    """Whether a path names a page of a site, not the entrance of a server."""
    return bool(path) and re.search(r"\w", path or "") is not None
