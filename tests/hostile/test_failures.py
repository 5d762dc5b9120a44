"""No value of an article and no failing rule ends a run: the others are checked, and the exit code says it all."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, environment, postlint, write
from command import SITE as EXAMPLE

from postlint.config.rule_selection import all_rules
from postlint.diagnostic import Diagnostic

GOOD = "+++\ntitle = 'Good'\n+++\n\n[a ](/b)\n"
SITE = {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/good.md": GOOD}
FIELDS = """title slug url date lastmod publishDate expiryDate weight draft aliases tags categories description images
    cascade build outputs layout type headless params menu menus keywords linkTitle summary translationKey cover
    resources sitemap markup lang kind path isCJKLanguage unknown""".split()
DIGITS = "9" * 5000
YAML = [
    f"0x{'f' * 5000}",
    f"0o{'7' * 5000}",
    f"0b{'1' * 20000}",
    DIGITS,
    f"-{DIGITS}",
    f"1e{DIGITS}",
    f"{DIGITS}.5",
    ".inf",
    ".nan",
    "-.inf",
    "0000-00-00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2024-02-30",
    "2024-01-01T25:61:61Z",
    "2024-01-01T00:00:00+99:99",
    "!!binary x",
    "!!int x",
    "!!timestamp x",
    "!!set {a, b}",
    "!!python/object:os.system x",
    "&a [*a]",
    "{? [a, b] : c}",
    "{1: 2, null: 3, true: 4, 1.5: 5, [a]: 6}",
    "[[[]]]",
    "[null, 1, {}, []]",
    "{}",
    "''",
    '"\\0\\uD800"',
    "²",
    "٣",
    "'%'",
    "'%zz'",
    "'http://['",
    "'//'",
    "'..'",
    "'../../../x'",
    "'a\\nb'",
    "'\u202e'",
    "'\u0130\u0131'",
    "~",
    "|\n  a\n  b",
    "'" + "a" * 70000 + "'",
]
TOML = [
    f"0x{'f' * 5000}",
    f"0o{'7' * 5000}",
    f"0b{'1' * 20000}",
    DIGITS,
    f"1e{'9' * 4000}",
    "inf",
    "-nan",
    "0001-01-01",
    "9999-12-31T23:59:59-23:59",
    "00:00:00",
    "1979-05-27T07:32:00.999999999",
    "2024-02-30",
    "[[[]]]",
    "{}",
    "''",
    '"\\u0000"',
    '"\\uFFFF"',
    "[{}, {a = 1}]",
    "[1, 'a', []]",
    "'http://['",
    "'%zz'",
    "'..'",
    "true",
]
JSON = [f"1e{'9' * 400}", DIGITS, "-0.0", "NaN", "1E400", '"\\ud800"', "[[[]]]", "{}", "null", '""', '{"": {"": []}}']


def articles(field: str) -> Iterator[str]:
    for value in YAML:
        yield (
            f"---\ntitle: x\n{field}: {value}\n---\n\nText.\n"
            if field != "title"
            else f"---\n{field}: {value}\n---\n\nText.\n"
        )
    for value in TOML:
        yield f"+++\n{field} = {value}\n+++\n\nText.\n"
        yield f"+++\n[{field}]\na = {value}\n[[{field}.b]]\n'' = {value}\n+++\n\nText.\n"
    for value in JSON:
        yield f'{{"{field}": {value}}}\n\nText.\n'


@pytest.mark.parametrize("field", FIELDS)
def test_values_of_front_matter(folder: Path, field: str) -> None:
    """Whatever a field holds, the other articles are checked, and nothing of postlint fails."""
    texts = {f"content/a{number}.md": text for number, text in enumerate(articles(field))}
    write(folder, {**SITE, **texts})
    for arguments in (["check"], ["check"], ["check", "--extend-select", "ALL"], ["fix", "--diff", "--unsafe"]):
        result = postlint(
            *arguments, "--output-format", "json", cwd=folder, env={"POSTLINT_CACHE_DIR": str(folder.parent / "c")}
        )
        if arguments[0] == "check":
            found = result.data["diagnostics"]
            assert [each["path"] + each["message"] for each in found if each["rule"] == "postlint/failed"] == []
            assert ("content/good.md", "link/padded-text") in {(each["path"], each["rule"]) for each in found}
        assert result.code == 1
    assert postlint("site", cwd=folder).code == 0


@pytest.mark.parametrize(
    "text",
    [
        "{{< a " + "9" * 5000 + " >}}",
        '{{< highlight go "linenostart=' + "9" * 5000 + '" >}}x{{< /highlight >}}',
        "```go {linenostart=²}\nx\n```\n## a\n",
        "# a {#" + "9" * 5000 + "}\n",
        "&#" + "9" * 5000 + ";",
        "&#x110000; &#xD800;",
        "9" * 5000 + ". a\n",
        "[a]({{< ref " + "9" * 5000 + " >}})",
        "[^" + "9" * 5000 + "]: a\n",
        "[a](http://[::1" + "9" * 5000 + "/)",
        "[a](//[/)",
        "[a](http://a:" + "9" * 5000 + "/)",
    ],
)
def test_values_of_a_text(folder: Path, text: str) -> None:
    write(folder, {**SITE, "content/a.md": f"+++\ntitle = 'A'\n+++\n\n{text}\n"})
    result = postlint("check", "--extend-select", "ALL", "--output-format", "json", cwd=folder)
    assert [each["message"] for each in result.data["diagnostics"] if each["rule"] == "postlint/failed"] == []
    assert result.code == 1


RULES = ["file/unreadable", "link/padded-text", "link/broken", "suppression/unused"]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_fails(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a finding at each article it fails on, which nothing silences; everything else is found."""
    rule = all_rules((), [name])[name]
    check = rule.check

    def fail(self: Any, subject: Any, *more: Any) -> Iterator[Diagnostic]:
        if subject.path == "content/bad.md":
            raise ValueError("a defect")
        yield from check(self, subject, *more)

    monkeypatch.setattr(rule, "check", fail)
    silenced = "<!-- postlint-ignore-file -->\n<!-- postlint-disable-file -->\n"
    bad = f"+++\ntitle = 'Bad'\n+++\n\n{silenced}[a ](/c)\n<!-- postlint-ignore link/wiki -->\n"
    write(
        folder,
        {
            **SITE,
            "content/bad.md": bad,
            "postlint.toml": '[per-file-ignores]\n"*" = ["editorial"]\n"bad.md" = ["ALL"]\n',
        },
    )
    for _ in range(2):
        result = postlint("check", "--output-format", "json", cwd=folder)
        found = result.data["diagnostics"]
        failures = [each for each in found if each["rule"] == "postlint/failed"]
        assert [failure["path"] for failure in failures] == ["content/bad.md"]
        assert (
            f"the rule {name} failed on this article" in failures[0]["message"]
            and "ValueError: a defect" in failures[0]["message"]
        )
        assert result.code == 2
        assert ("content/good.md", "link/padded-text") in {
            (each["path"], each["rule"]) for each in found
        } or name != RULES[0]
    assert (
        postlint("baseline", cwd=folder).code == 2
        or "postlint/failed" not in (folder / ".postlint-baseline.json").read_text()
    )
    assert postlint("check", cwd=folder).code == 2
    assert postlint("check", "--exit-zero", cwd=folder).code == 2
    for form in ("full", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "jsonl"):
        assert postlint("check", "--output-format", form, cwd=folder).code == 2
    monkeypatch.undo()
    after = postlint("check", "--no-baseline", cwd=folder)
    assert after.code == 1 and "postlint/failed" not in after.out


FAILING = '''"""Fails."""
from postlint import Rule, Severity

class Fails(Rule):
    severity = Severity.ERROR
    good = []
    bad = []

    def check(self, doc):
        raise KeyError(doc.path)
'''


def test_a_rule_of_the_sites_own_that_fails(folder: Path) -> None:
    """The message names its file."""
    rule = FAILING
    write(folder, {**SITE, "postlint.toml": 'rule-folders = ["own"]\n', "own/house/fails.py": rule})
    result = postlint("check", "--jobs", "2", cwd=folder)
    assert result.code == 2
    assert "content/good.md:1:1: error postlint/failed the rule house/fails (" in result.out
    assert "own/house/fails.py) failed" in result.out
    assert "link/padded-text" in result.out


def test_a_repair_that_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from postlint.run import fixer

    repair = fixer.repair

    def fail(doc: Any, *arguments: Any, **named: Any) -> Any:
        if doc.path == "content/bad.md":
            raise RecursionError("too deep")
        return repair(doc, *arguments, **named)

    monkeypatch.setattr(fixer, "repair", fail)
    write(folder, {**SITE, "content/bad.md": GOOD.replace("Good", "Bad")})
    result = postlint("fix", cwd=folder)
    assert result.code == 2
    assert "content/bad.md:1:1: error postlint/failed the repair failed" in result.out
    assert (folder / "content/good.md").read_text() == GOOD.replace("[a ]", "[a]")
    assert (folder / "content/bad.md").read_text() == GOOD.replace("Good", "Bad")


def test_the_json_of_a_failure_is_as_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = all_rules((), ["link/empty"])["link/empty"]
    monkeypatch.setattr(rule, "check", lambda self, doc: 1 / 0)
    write(folder, SITE)
    line = json.loads(postlint("check", "--output-format", "jsonl", cwd=folder).out.splitlines()[0])
    assert (line["rule"], line["severity"], line["start"]["line"]) == ("postlint/failed", "error", 1)


def test_no_rule_fails_on_files_beside_the_site(folder: Path) -> None:
    """Rules ask the site about them, which has no page of theirs: a README names related articles too."""
    site = shutil.copytree(EXAMPLE, folder / "site")
    shutil.copytree(site / "content", site / "beside")
    result = postlint("check", "--select", "ALL", "--output-format", "concise", "beside", cwd=site)
    assert "postlint/failed" not in result.out
    assert " editorial/unresolved-related " in result.out


_LONG = "Some words of a text that is here and there, for all to read.\n" * 400


@pytest.mark.skipif(sys.platform != "linux", reason="how processes end is known of Linux alone")
@pytest.mark.parametrize("how", ["error", "killed"])
def test_no_process_is_left_that_keeps_the_output_open(folder: Path, how: str) -> None:
    """Who reads what a run prints, as any CI does, would wait for the end of it for ever."""
    config = "title: A\n" * (1 + (how == "error"))
    articles = {f"content/{at}.md": GOOD + _LONG for at in range(60)}
    write(folder, {"hugo.yaml": config, **articles})
    command = [sys.executable, "-m", "postlint", "check", "--no-cache", "--jobs", "2"]
    env = environment({"PYTHONPATH": str(ROOT)})
    run = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if how == "killed":
        while run.poll() is None and not Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text():
            time.sleep(0.01)
        run.kill()
    _, said = run.communicate(timeout=120)
    assert how == "killed" or (run.returncode == 2 and b"given twice" in said)
