"""The command `postlint links`, and that no other command touches the network."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import postlint
from external.servers import Server
from external.test_engine import HOUR, Clock

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Path:
    at = f"http://127.0.0.1:{server.port}"
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('baseURL = "https://www.my.dev/"\n')
    (tmp_path / "content" / "a.md").write_text(
        f"+++\ntitle = 'A'\n+++\n\nSee [it]({at}/ok), [this]({at}/status/404) and [that]({at}/to?url=/ok#x).\n"
    )
    (tmp_path / "content" / "b.md").write_text(
        f"+++\ntitle = 'B'\n+++\n\n[Gone]({at}/status/404) and [own](https://www.my.dev/x/), [m](mailto:a@b.c).\n"
    )
    return tmp_path


def ledger_of(site: Path) -> Path:
    """Where it is kept what is known of the links of a site."""
    from postlint.run.cache_folder import cache_folder, identity

    places = cache_folder(None, site).glob(f"links-{identity(site)}*/ledger.jsonl")
    return next(places, cache_folder(None, site) / f"links-{identity(site)}" / "ledger.jsonl")


def links(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", "links", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_findings_carry_file_line_and_every_place(site: Path, server: Server) -> None:
    done = links(site, "--allow-private", "--output-format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["diagnostics"]
    assert [(each["path"], each["rule"], each["severity"], each["start"]["line"]) for each in found] == [
        ("content/a.md", "external/dead", "info", 5),
        ("content/a.md", "external/moved", "info", 5),
        ("content/b.md", "external/dead", "info", 5),
    ]
    assert [each["path"] for each in found[0]["related"]] == ["content/b.md"]
    assert [each["path"] for each in found[2]["related"]] == ["content/a.md"]
    assert found[1]["fix"]["safety"] == "unsafe"
    assert "4 URLs: 1 alive, 1 moved, 1 dead, 1 skipped" in done.stderr
    assert "\nSkipped: it is a page of this site (1).\n" in done.stderr
    assert len(server.counts.paths()) == 5, "each URL once: two HEAD, a redirect with its target, a HEAD with its GET"


def test_the_command_that_repairs_is_the_one_that_is_named(site: Path) -> None:
    shown = links(site, "--allow-private", "--output-format", "full").stdout
    assert "1 can be repaired with `postlint links --unsafe-fixes`." in shown


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"http_proxy": "foo://me:s3cret@127.0.0.1:9"}, "what http_proxy names is not a proxy"),
        ({"all_proxy": "socks5://me:s3cret@127.0.0.1:9"}, "all_proxy names a SOCKS proxy"),
        ({"SSL_CERT_FILE": "/nowhere/s3cret.pem"}, "SSL_CERT_FILE"),
    ],
)
def test_an_environment_that_cannot_be_used_is_said(site: Path, environment: dict[str, str], words: str) -> None:
    clean = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "")
    done = links(site, "--allow-private", environment=clean | environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "s3cret" not in done.stderr
    assert "defect" not in done.stderr


def test_ctrl_c_ends_at_once_and_keeps_what_is_known(site: Path, server: Server) -> None:
    at = f"http://127.0.0.1:{server.port}"
    article = site / "content" / "a.md"
    article.write_text(article.read_text() + f"\n[slow]({at}/hang) [busy]({at}/slow/x)\n")
    command = [sys.executable, "-m", "postlint", "links", "--allow-private"]
    # What runs in the background of a shell ignores Ctrl-C, and so would what it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command, cwd=site, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
    )
    signal.signal(signal.SIGINT, before)
    ledger = ledger_of(site)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        known = ledger.read_text() if ledger.exists() else ""
        if "/hang" in str(server.counts.paths()) and '"state":"alive"' in known:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1]
    assert process.returncode == 130
    assert "Traceback" not in said
    known = ledger.read_text()
    assert '"state":"alive"' in known
    assert "/hang" not in known, "the one that hangs is not waited for"


def test_strict_fails_at_once(site: Path) -> None:
    done = links(site, "--allow-private", "--strict")
    assert done.returncode == 1
    assert "error external/dead" in done.stdout


def test_the_budget_is_for_the_whole_command(site: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    article = site / "content" / "a.md"
    article.write_text(article.read_text() + f"\n[slow](http://127.0.0.1:{server.port}/hang)\n")
    (site / "postlint.toml").write_text("[links]\nread = 7200\ntimeout = 7200\n")
    with monkeypatch.context() as patched:
        # The time is up as soon as all but one are answered, of which one is a page of this site.
        Clock(patched, lambda progress: progress.done == progress.total - 1)
        done = postlint("links", "--allow-private", "--no-cache", "--budget", f"{HOUR}", cwd=site)
    assert "the time was up (1)" in done.err, "a request alone may take two hours, and all else is answered"
    before = len(server.counts.requests)
    assert "the time was up (4)" in links(site, "--allow-private", "--no-cache", "--budget", "0.01").stderr
    assert len(server.counts.requests) == before


def test_the_second_run_asks_failures_only(site: Path, server: Server) -> None:
    links(site, "--allow-private")
    before = len(server.counts.requests)
    done = links(site, "--allow-private")
    assert server.counts.paths()[before:] == ["HEAD /status/404", "GET /status/404"]
    assert "2 known from earlier runs" in done.stderr
    before = len(server.counts.requests)
    done = links(site, "--offline", "--allow-private", "--select", "external/dead")
    assert "2 times in a row" in done.stdout
    links(site, "--allow-private", "--no-cache")
    assert len(server.counts.requests) > before + 4


def test_loopback_is_refused_unless_it_is_allowed(site: Path, server: Server) -> None:
    done = links(site)
    assert (done.returncode, done.stdout) == (0, "")
    assert "its address is private" in done.stderr
    assert not server.counts.requests


def test_a_configuration_cannot_allow_it(site: Path) -> None:
    (site / "postlint.toml").write_text("[links]\nallow-private = true\n")
    assert links(site).returncode == 2


def test_suppressions_and_selection(site: Path) -> None:
    article = site / "content" / "b.md"
    article.write_text(article.read_text() + "<!-- postlint-disable-file external/dead -->\n")
    done = links(site, "--allow-private", "--output-format", "concise")
    assert "b.md" not in done.stdout
    assert "external/moved" in done.stdout
    (site / "postlint.toml").write_text('select = ["link"]\nignore = ["external/moved"]\n')
    done = links(site, "--allow-private", "--output-format", "concise")
    assert "external/dead" in done.stdout
    assert "external/moved" not in done.stdout


def test_unsafe_fixes_write_the_new_address(site: Path) -> None:
    done = links(site, "--allow-private", "--unsafe-fixes")
    text = (site / "content" / "a.md").read_text()
    assert "/ok#x)" in text
    assert "/to?url" not in text
    assert "Repaired 1 finding in 1 article" in done.stderr


def test_secrets_are_never_shown(site: Path, server: Server) -> None:
    (site / "postlint.toml").write_text(
        "[links.hosts.'127.0.0.1'.headers]\nAuthorization = '${POSTLINT_TOKEN}'\nX-Plain = 'yes'\n"
    )
    done = links(site, "--allow-private", environment={"POSTLINT_TOKEN": "s3cret", "POSTLINT_DEBUG": "1"})
    shown = done.stdout + done.stderr
    shown += ledger_of(site).read_text()
    assert "s3cret" not in shown
    assert all(header["x-plain"] == "yes" and "authorization" not in header for header in server.counts.headers)


def test_only_changed(site: Path, server: Server) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
            cwd=site,
            check=True,
            capture_output=True,
        )

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "first")
    article = site / "content" / "b.md"
    article.write_text(article.read_text() + f"\n[new](http://127.0.0.1:{server.port}/new)\n")
    done = links(site, "--allow-private", "--only-changed=main")
    assert done.returncode == 0, done.stderr
    assert server.counts.paths() == ["HEAD /new"]
    assert links(site, "--only-changed=nowhere").returncode == 2


def test_a_run_that_is_killed_goes_on_where_it_was(site: Path, server: Server) -> None:
    at = f"http://127.0.0.1:{server.port}"
    (site / "content" / "many.md").write_text("".join(f"- [x]({at}/status/200/{number})\n" for number in range(80)))
    (site / "postlint.toml").write_text("[links]\nlimit = 2\ninterval = 0.05\n")
    command = [sys.executable, "-m", "postlint", "links", "--allow-private"]
    process = subprocess.Popen(command, cwd=site, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while len(server.counts.requests) < 30 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    ledger = ledger_of(site).read_text()
    known = {json.loads(line)["url"] for line in ledger.splitlines() if line.startswith('{"url"')}
    assert len(known) >= 20
    before = len(server.counts.requests)
    assert links(site, "--allow-private").returncode == 0
    again = {at + path for _, _, path in server.counts.requests[before:]}
    assert not again & known
    assert len({path for _, _, path in server.counts.requests}) == 83


def test_progress_shows_rate_and_what_is_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    from postlint.cli.links import _show
    from postlint.external.jobs import Progress

    _show(Progress(5, 20, 3.4, [("a.dev", 12.0, 7), ("b.dev", 2.0, 1)]))
    shown = capsys.readouterr().err
    assert shown.startswith("\r[#####               ] 5/20  3/s  waiting 12 s for a.dev (7) and 1 more")
    assert "\n" not in shown


def test_blocked_and_anchors_are_hidden_unless_asked_for(site: Path, server: Server) -> None:
    at = f"http://127.0.0.1:{server.port}"
    (site / "content" / "a.md").write_text(f"[a]({at}/status/403) [b]({at}/page#nowhere) [c]({at}/page#start)\n")
    (site / "content" / "b.md").unlink()
    assert links(site, "--allow-private").stdout == ""
    shown = links(site, "--allow-private", "--extend-select", "external/blocked,external/anchor").stdout
    assert [line.split()[2] for line in shown.splitlines()] == ["external/blocked", "external/anchor"]
    assert "there is no “nowhere” on the page" in shown


def test_the_whole_way_of_a_dead_link(site: Path) -> None:
    """Mentioned on the first day, an error on the third."""
    for days, severity in ((0, "info"), (1, "info"), (2, "error")):
        ledger = ledger_of(site)
        if days:
            lines = [json.loads(line) for line in ledger.read_text().splitlines() if '"url"' in line]
            older = [{**line, "checked": line["checked"] - 86_400} for line in lines]
            older = [{**each, "since": each["since"] - 86_400} if each.get("since") else each for each in older]
            ledger.write_text('{"postlint":"links 1"}\n' + "".join(json.dumps(each) + "\n" for each in older))
        done = links(site, "--allow-private", "--output-format", "concise")
        assert f" {severity} external/dead " in done.stdout
        assert done.returncode == (severity == "error")
    assert "3 times in a row over 2 days; find where it went, or remove the link" in done.stdout


def test_https_is_written_where_it_answers_the_same(tmp_path: Path) -> None:
    """From the server to the article: the fix of `external/insecure`."""
    import trustme

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    url = "http://127.0.0.1/twin"
    article = tmp_path / "a.md"
    article.write_text(f"See [it]({url}).\n")
    with Server() as plain, Server(context) as secure, authority.cert_pem.tempfile() as file:
        command = PORTS.format(http=plain.port, https=secure.port)
        for more in (["--output-format", "json"], ["--unsafe-fixes", "--quiet"]):
            done = subprocess.run(
                [sys.executable, "-c", command, "links", "--allow-private", *more],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(ROOT), "SSL_CERT_FILE": str(file)},
                capture_output=True,
                text=True,
                timeout=300,
            )
            assert done.returncode == 0, done.stderr
            if "json" in more:
                [found] = json.loads(done.stdout)["diagnostics"]
                assert (found["rule"], found["fix"]["safety"]) == ("external/insecure", "unsafe")
    assert article.read_text() == "See [it](https://127.0.0.1/twin).\n"


PORTS = """
from postlint.external import addresses
from postlint.external.addresses import Address

async def resolve(self, host, port):
    return [Address("127.0.0.1", {{80: {http}, 443: {https}}}[port])]

addresses.Resolver.__call__ = resolve
from postlint.__main__ import main
main()
"""


# --- nothing else touches the network

GUARD = """
import sys

def guard(event, arguments):
    if event.startswith("socket.") and event not in ("socket.gethostname",):
        raise SystemExit(f"the network was touched: {event} {arguments}")

sys.addaudithook(guard)
from postlint.__main__ import main
try:
    main()
finally:
    loaded = {"httpx", "httpcore", "h11", "postlint.external.request"} & set(sys.modules)
    if loaded:
        print("loaded:", loaded)
        sys.stdout.flush()
        import os
        os._exit(3)
"""


@pytest.mark.parametrize("arguments", [["check", "."], ["fix", "--diff", "."], ["links", "--offline"], ["rules"]])
def test_no_sockets(site: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD, *arguments],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "the network was touched" not in done.stderr


def test_the_guard_guards(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD, "links", "--allow-private"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "the network was touched" in done.stderr or "loaded:" in done.stdout


def test_rules_see_data_only(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules about links judge outcomes without any socket."""

    def refuse(*_: object) -> None:
        raise AssertionError("a rule touched the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    from examples import Bench, cases

    from postlint.cli.example_texts import unmark

    for case in cases():
        if case.rule.name.startswith("external/"):
            Bench(case, site).find(unmark(case.example.text)[0])


def test_the_documentation_shows_it(site: Path, server: Server) -> None:
    """As docs/links.md shows it, with the host of the test in the place of a public one."""
    page = (ROOT / "docs" / "links.md").read_text("utf-8")
    shown = page.split("$ postlint links --strict\n")[1].split("```")[0]
    done = links(site, "--strict", "--allow-private")
    assert (done.stdout + done.stderr).replace(f"http://127.0.0.1:{server.port}", "https://example.net") == shown
