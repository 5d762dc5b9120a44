"""What the language server costs on a real site, in processor time: its start, an edit, a heading, a completion.

    python bench/editor.py SITE

Compared with `postlint check` on the same state of the cache, and with `import click`, which says how fast the machine
is. Times are of the server's own process, by /proc; what it does elsewhere when nobody writes is shown by itself.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

_TICK = 1 / os.sysconf("SC_CLK_TCK")


class Client:
    """A client that says what it must, and waits for what comes."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "postlint", "server"]
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.next = 0
        folder = {"uri": root.as_uri(), "name": root.name}
        given = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": {}}
        self.request("initialize", {**given, "initializationOptions": {"trusted": True}})
        self.notify("initialized", {})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.server.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        self.next += 1
        self._send({"id": self.next, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.next and "method" not in message:
                return message.get("result")

    def receive(self) -> dict[str, Any]:
        assert self.server.stdout
        size = 0
        while line := self.server.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        return dict(json.loads(self.server.stdout.read(size)))

    def shown(self, uri: str, version: int) -> list[Any]:
        """The findings in a version of a text."""
        while True:
            message = self.receive()
            params = message.get("params") or {}
            is_shown = message.get("method") == "textDocument/publishDiagnostics"
            if is_shown and params["uri"] == uri and params.get("version") == version:
                return list(params["diagnostics"])

    @property
    def seconds(self) -> float:
        """The processor time of the server's own process so far."""
        parts = Path(f"/proc/{self.server.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) * _TICK

    def megabytes(self, what: str) -> int:
        """VmRSS is what it holds now, VmHWM the most that it held."""
        lines = Path(f"/proc/{self.server.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(what)).split()[1]) // 1024


def children_of(command: list[str], cwd: Path) -> float:
    """The processor time of a command with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _edits(client: Client, uri: str, text: str, versions: range, change: Any) -> float:
    """The processor time of an edit, until its findings are there."""
    before = client.seconds
    for version in versions:
        changes = [{"text": change(text, version)}]
        client.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
        )
        client.shown(uri, version)
    return (client.seconds - before) / len(versions)


def _linked(root: Path) -> tuple[Path, str]:
    """A page and its heading with the most links to its anchor, by what `postlint site` says."""
    command = [sys.executable, "-m", "postlint", "site", "--output-format", "json"]
    data = json.loads(subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout)
    pages = {page["url"]: page for page in data["pages"] if page["source"]}
    counts = Counter(
        link["target"] for page in data["pages"] for link in page.get("links", ()) if "#" in (link.get("target") or "")
    )
    for target, count in counts.most_common():
        url, _, anchor = target.partition("#")
        ids = [heading.get("id") for heading in pages.get(url, {}).get("headings", ())]
        if anchor in ids:
            print(f"{count} links lead to {target}")
            return root / pages[url]["source"], anchor
    raise SystemExit("no heading is linked here")


def main(root: Path) -> None:
    click = statistics.median(children_of([sys.executable, "-c", "import click"], root) for _ in range(9))
    print(f"import click: {click * 1000:.0f} ms")
    check = [sys.executable, "-m", "postlint", "check", "--exit-zero", "-q"]
    children_of(check, root)
    checks = []
    for _ in range(5):
        began = time.monotonic()
        checks.append((children_of(check, root), time.monotonic() - began))
    warm, waited = (statistics.median(values) for values in zip(*checks, strict=True))
    print(f"check, nothing changed: {warm * 1000:.0f} ms = {warm / click:.1f}, {waited * 1000:.0f} ms by the clock")
    starts = []
    for _ in range(5):
        began = time.monotonic()
        client = Client(root)
        while client.receive().get("method") != "textDocument/publishDiagnostics":
            pass
        starts.append((client.seconds, time.monotonic() - began))
        client.server.kill()
        client.server.wait()
    start, began = (statistics.median(values) for values in zip(*starts, strict=True))
    print(
        f"start to first findings: {began * 1000:.0f} ms by the clock, {began / waited:.2f} times a check; "
        f"{start * 1000:.0f} ms of its processor"
    )
    file, anchor = _linked(root)
    client = Client(root)
    uri, text = file.as_uri(), file.read_text("utf-8")
    client.notify(
        "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}
    )
    time.sleep(20)
    print(f"memory, ready: {client.megabytes('VmRSS')} MB")
    _edits(client, uri, text, range(2, 4), lambda text, version: f"{text}\nword {version} **[x ](/y/)**\n")
    edit = _edits(client, uri, text, range(4, 44), lambda text, version: f"{text}\nword {version} **[x ](/y/)**\n")
    print(f"edit of a text: {edit * 1000:.0f} ms = {edit / click:.2f} times import click")

    def heading(text: str, version: int) -> str:
        name = anchor.replace("-", " ")
        lines = [f"{line} {version}" if line.lower().strip("# ") == name else line for line in text.split("\n")]
        return "\n".join(lines) + "\n**[x ](/y/)**\n"

    changed = _edits(client, uri, text, range(44, 54), heading)
    print(f"changed headings: {changed * 1000:.0f} ms = {changed / click:.2f}")
    asked = f"{text}\n[a](do\n"
    client.notify(
        "textDocument/didChange",
        {"textDocument": {"uri": uri, "version": 60}, "contentChanges": [{"text": asked}]},
    )
    where = {"textDocument": {"uri": uri}, "position": {"line": asked.count("\n") - 1, "character": 6}}
    client.request("textDocument/completion", where)
    before = client.seconds
    for _ in range(20):
        found = client.request("textDocument/completion", where)
    completed = (client.seconds - before) / 20
    print(f"completion, {len(found['items'])} titles: {completed * 1000:.0f} ms = {completed / click:.2f}")
    time.sleep(30)
    print(f"memory, after all: {client.megabytes('VmRSS')} MB, at most {client.megabytes('VmHWM')} MB")
    client.request("shutdown", None)
    client.notify("exit", None)
    client.server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
