"""Whatever a client sends, the server goes on: messages by the schema of the protocol, and others."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quick import examples

pytest.importorskip("pygls", reason="the language server needs pygls: pip install postlint[lsp]")

SITE = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/a.md": '---\ntitle: A\ntags: [x]\n---\n\n## Ä𝄞\n\n[b ](/b/#c) {{< ref "b" >}}\n',
    "content/b.md": "---\ntitle: B\n---\n\n## C\n\nRelated: A\n",
}


class Server:
    """A server whose answers are waited for."""

    def __init__(self, site: Path) -> None:
        command = [sys.executable, "-m", "postlint", "server"]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, bufsize=0
        )
        self.site = site
        self.number = 0
        self.buffer = b""
        root = site.as_uri()
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self.send({"method": "initialized", "params": {}})

    def send(self, message: object) -> None:
        data = message if isinstance(message, bytes) else json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))

    def ask(self, method: str, params: object) -> dict[str, Any]:
        """The answer to a request, right or wrong."""
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        for message in self.messages():
            if message.get("id") == self.number and "method" not in message:
                return message
        raise AssertionError("there is no answer")

    def messages(self) -> Iterator[dict[str, Any]]:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            head, mark, rest = self.buffer.partition(b"\r\n\r\n")
            size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]) if mark else 0
            if mark and len(rest) >= size:
                self.buffer = rest[size:]
                yield json.loads(rest[:size])
                continue
            assert self.process.stdout
            if select.select([self.process.stdout], [], [], 1)[0]:
                data = os.read(self.process.stdout.fileno(), 1 << 20)
                assert data, f"the server has ended: {self.process.poll()}"
                self.buffer += data


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(write(tmp_path_factory.mktemp("fuzz") / "site", SITE))
    yield server
    server.process.kill()
    server.process.wait()


number = st.one_of(st.integers(0, 12), st.sampled_from([2**31 - 1, 2**31, -1, 2**53]))
position = st.fixed_dictionaries({"line": number, "character": number})
span = st.fixed_dictionaries({"start": position, "end": position})
uri = st.sampled_from(
    ["A", "B", "NEW", "file:///", "file:///etc/passwd", "untitled:x", "", "file://host/a.md", "%00", "é"]
)
document = st.fixed_dictionaries({"uri": uri})
place = {"textDocument": document, "position": position}
text = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["\ud800", "\ufeff---\n", "[a](", "{{< ", "---\ntags: [", "Related: A", "\u2028\x0c\r[x](#", "+++\n" * 9]
    ),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
versioned = st.fixed_dictionaries({"uri": uri, "version": st.integers(0, 99)})
change = st.fixed_dictionaries({"text": text}, optional={"range": span})
moved = st.fixed_dictionaries({"oldUri": uri, "newUri": uri})
REQUESTS = {
    "textDocument/completion": place,
    "textDocument/hover": place,
    "textDocument/definition": place,
    "textDocument/references": {**place, "context": st.fixed_dictionaries({"includeDeclaration": st.booleans()})},
    "textDocument/prepareRename": place,
    "textDocument/rename": {**place, "newName": text},
    "textDocument/documentLink": {"textDocument": document},
    "textDocument/documentSymbol": {"textDocument": document},
    "textDocument/codeAction": {
        "textDocument": document,
        "range": span,
        "context": st.fixed_dictionaries({"diagnostics": st.just([])}, optional={"only": st.just(["source"])}),
    },
    "workspace/symbol": {"query": text},
    "workspace/willRenameFiles": {"files": st.lists(moved, max_size=2)},
    "workspace/executeCommand": {
        "command": st.sampled_from(
            ["postlint.addToBaseline", "postlint.server.explain", "postlint.server.siteMap", "no.such"]
        ),
        "arguments": st.lists(st.one_of(uri, number, anything), max_size=4),
    },
}
NOTIFICATIONS = {
    "textDocument/didOpen": {
        "textDocument": st.fixed_dictionaries(
            {"uri": uri, "languageId": st.just("markdown"), "version": st.integers(0, 99), "text": text}
        )
    },
    "textDocument/didChange": {"textDocument": versioned, "contentChanges": st.lists(change, max_size=2)},
    "textDocument/didClose": {"textDocument": document},
    "textDocument/didSave": {"textDocument": document},
    "workspace/didChangeWatchedFiles": {
        "changes": st.lists(st.fixed_dictionaries({"uri": uri, "type": st.integers(1, 3)}), max_size=2)
    },
    "workspace/didChangeConfiguration": {"settings": anything},
    "$/cancelRequest": {"id": st.integers(0, 9)},
}
message = st.one_of(
    *(
        st.tuples(st.just(method), st.one_of(st.fixed_dictionaries(params), anything))
        for method, params in {**REQUESTS, **NOTIFICATIONS}.items()
    )
)
raw = st.one_of(
    st.sampled_from([b"", b"{", b"[]", b"7", b'"x"', b"null", b"\xff\xfe", b'{"jsonrpc": {"jsonrpc": 1}}']),
    anything.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(st.sampled_from(["id", "method", "params", "jsonrpc", "result", "error"]), anything).map(
        lambda value: json.dumps(value).encode()
    ),
)


def _named(value: Any, site: Path) -> Any:
    """The same with the addresses of files of the site for their short names."""
    names = {"A": "content/a.md", "B": "content/b.md", "NEW": "content/new.md"}
    if isinstance(value, dict):
        return {key: _named(inner, site) for key, inner in value.items()}
    if isinstance(value, list):
        return [_named(inner, site) for inner in value]
    return (site / names[value]).as_uri() if isinstance(value, str) and value in names else value


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.one_of(message, raw), min_size=1, max_size=6))
def test_the_server_goes_on(server: Server, messages: list[Any]) -> None:
    for one in messages:
        if isinstance(one, bytes):
            server.send(one)
        elif one[0] in REQUESTS:
            server.ask(one[0], _named(one[1], server.site))
        else:
            server.send({"jsonrpc": "2.0", "method": one[0], "params": _named(one[1], server.site)})
    answer = server.ask(
        "textDocument/hover", {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}
    )
    assert answer["result"] is None
