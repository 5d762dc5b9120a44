"""`doctor`, `schema`, `--show-config` and `--max-warnings`: what people need to set postlint up on an old site."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pull_request.repository import SITE, Repository

from postlint.config import schema as module
from postlint.config.configuration import Config, ConfigError
from postlint.config.loading import load
from postlint.config.rule_files import load_rules, rules_folder
from postlint.rule import options_of

STRAY = "---\ntitle: {}\n---\n\nStray * stars*.\n"


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """The small site, with an old folder in which most is wrong."""
    old = {f"content/old [1]/{at}.md": STRAY.format(at) for at in range(9)}
    return Repository(tmp_path, SITE | old)


# --- doctor


def advices(site: Repository) -> list[dict[str, Any]]:
    done = site.here("doctor", "--output-format", "json", "--no-cache")
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["rules"]
    return found


def take(site: Repository, file: str, advice: dict[str, Any]) -> None:
    """Write the line of an advice into the configuration, where the advice says."""
    text = (site.folder / file).read_text() if (site.folder / file).exists() else ""
    key = advice["line"].partition(" = ")[0]
    lines = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    head = f"[{advice['table']}]" if advice["table"] else ""
    if head and head in lines:
        lines.insert(lines.index(head) + 1, advice["line"])
    else:
        lines = [*lines, head, advice["line"]] if head else [advice["line"], *lines]
    site.write({file: "\n".join(lines) + "\n"})


@pytest.mark.parametrize("file", ["postlint.toml", "pyproject.toml"])
def test_the_line_that_doctor_gives_does_what_it_says(site: Repository, file: str) -> None:
    if file == "pyproject.toml":
        site.write({file: "[tool.postlint]\n"})
    seen = []
    while found := advices(site):
        first = found[0]
        seen.append((first["rule"], first["findings"], first["silences"], first["table"]))
        if file == "pyproject.toml" and not first["table"].endswith("per-file-ignores"):
            assert first["table"] == "tool.postlint"
        take(site, file, first)
        left = {advice["rule"]: advice["findings"] for advice in advices(site)}
        assert left.get(first["rule"], 0) == first["findings"] - first["silences"]
    prefix = "tool.postlint" if file == "pyproject.toml" else ""
    folder = ".".join(filter(None, [prefix, "per-file-ignores"]))
    assert seen == [
        ("emphasis/stray-space", 10, 9, folder),
        ("emphasis/stray-space", 1, 1, prefix),
        ("link/broken", 1, 1, prefix),
    ]


def test_doctor_in_words(site: Repository) -> None:
    shown = site.postlint("doctor", "--most", "1").stdout
    assert "emphasis/stray-space (warning): 10 findings in 10 articles\n" in shown
    assert "for example content/" in shown
    assert "leave out the folder with 9 of them, under [per-file-ignores] of postlint.toml:" in shown
    assert '    "/content/old \\\\[1\\\\]/" = ["emphasis/stray-space"]\n' in shown
    assert shown.endswith("and 1 more rule\n")
    assert "No findings" in site.postlint("doctor", "--select", "heading").stdout


def test_doctor_first_repairs(site: Repository) -> None:
    """What is offered, in this order; the commands do as they say."""
    lines = site.postlint("doctor", "--most", "1").stdout.splitlines()
    offered = [line.split()[0] for line in lines if line.startswith("  ") and line.strip().endswith((":", "`"))]
    assert offered == ["repair", "leave", "set", "turn"]
    shown = site.postlint("doctor", "--select", "heading/skipped-level", "--most", "1").stdout
    assert "No findings" in shown
    site.write({"content/posts/deep.md": "---\ntitle: Deep\n---\n\n## A\n\n#### B\n"})
    shown = site.postlint("doctor", "--select", "heading/skipped-level").stdout
    order = ["postlint fix --unsafe --select heading/skipped-level", "most = 1  # ", "postlint baseline", "ignore = ["]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    repaired = site.postlint("fix", "--unsafe", "--select", "heading/skipped-level")
    assert "Repaired 1 finding" in repaired.stderr


def test_doctor_says_what_the_site_is_taken_for(site: Repository) -> None:
    site.write({"content/posts/odd.md": '---\ntitle: Odd\n---\n\n[A]({{< param "x" >}}) and [tea](/posts/tea/).\n'})
    shown = site.postlint("doctor").stdout.splitlines()
    assert shown[0].endswith("is taken for a site of Hugo: 14 articles, 1 language.")
    assert "  Articles: 14 published." in shown
    assert any(line.endswith("links are unknown, and not reported:") for line in shown)
    assert "    1: is made by a shortcode or a template" in shown
    data = json.loads(site.postlint("doctor", "--output-format", "json").stdout)["sites"]
    assert [(one["generator"], one["articles"], sum(one["unknown"].values())) for one in data] == [("hugo", 14, 1)]
    site.write({"hugo.toml": "theme = 'missing'\n"})
    assert "  A theme or module is not here" in site.postlint("doctor").stdout
    (site.folder / "hugo.toml").unlink()
    assert "is taken for a folder of 14 articles" in site.postlint("doctor").stdout


# --- schema

SCHEMA = module.schema()
GOOD = """
select = ["ALL"]
extend-select = ["link", "heading/h1"]
ignore = ["text"]
exclude = ["drafts/"]
fail-on = "error"
[per-file-ignores]
"old/*" = ["link/broken"]
[rules."heading/skipped-level"]
severity = "info"
most = 2
[front-matter]
required = ["title"]
fields.date = {type = "date", required = true}
sections.posts.required = ["author"]
[site]
base-url = "https://example.org/"
[links]
include = ["https://*"]
timeout = 3.5
hosts."example.org" = {limit = 1}
"""
BAD = [
    "selct = []",
    'select = "link"',
    'select = ["link/brokn"]',
    'ignore = ["nothing"]',
    "exclude = [1]",
    'fail-on = "fatal"',
    "rules = []",
    '[rules."link/brokn"]',
    '[rules."heading/skipped-level"]\nmost = "2"',
    '[rules."heading/skipped-level"]\nmst = 2',
    '[rules."heading/skipped-level"]\nseverity = 1',
    '[per-file-ignores]\n"a" = "link"',
    '[per-file-ignores]\n"a" = ["brokn"]',
    "[front-matter]\nrequired = [1]",
    '[front-matter]\nfields.date = {type = "day"}',
    "[front-matter]\nfields.date = {typ = 'date'}",
    "[front-matter]\nsections.a.sections = {}",
    "[site]\nbase-url = 1",
    "[site]\nbaseurl = 'x'",
    "[links]\ntimeout = 'long'",
    "[links]\nhosts.a = {limt = 1}",
]


def accepted(text: str) -> bool:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return not list(validator.iter_errors(tomllib.loads(text)))


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_schema_accepts_what_is_right(tmp_path: Path) -> None:
    assert accepted(GOOD) and accepted("")
    (tmp_path / "postlint.toml").write_text(GOOD)
    assert load(tmp_path).fail_on == "error"


@pytest.mark.parametrize("text", BAD)
def test_schema_and_code_refuse_the_same(tmp_path: Path, text: str) -> None:
    assert not accepted(text)
    (tmp_path / "postlint.toml").write_text(text)
    with pytest.raises(ConfigError):
        load(tmp_path)


def test_schema_has_every_option_of_every_rule() -> None:
    described = SCHEMA["properties"]["rules"]["properties"]
    rules = load_rules(rules_folder())
    assert described.keys() == rules.keys()
    for name, rule in rules.items():
        options = options_of(rule)
        assert described[name]["properties"].keys() == {"severity", *options}
        for option in options.values():
            given = described[name]["properties"][option.name]
            assert given["type"] and given["description"]
            jsonschema.validate(given["default"], given)


def test_schema_has_the_rules_of_the_site(tmp_path: Path) -> None:
    source = rules_folder() / "heading" / "skipped_level.py"
    own = tmp_path / "own" / "mine"
    own.mkdir(parents=True)
    (own / "levels.py").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    site = Repository(tmp_path, {"postlint.toml": 'rule-folders = ["own"]\n'})
    shown = json.loads(site.postlint("schema").stdout)
    assert "mine/levels" in shown["$defs"]["name"]["enum"]
    assert "most" in shown["properties"]["rules"]["properties"]["mine/levels"]["properties"]


# --- show-config


def origins(text: str) -> dict[str, str]:
    rows = (line.partition(" = ") for line in text.splitlines() if " = " in line)
    return {key: value.rpartition("# ")[2] for key, _, value in rows}


def test_show_config(site: Repository) -> None:
    site.write({"postlint.toml": GOOD})
    done = site.postlint("check", "--show-config", "--ignore", "link", "--fail-on", "info", "content")
    assert done.returncode == 0 and done.stderr == ""
    found = origins(done.stdout)
    assert found["select"] == "postlint.toml:2"
    assert found["ignore"] == "postlint.toml:4 and --ignore"
    assert found["fail-on"] == "--fail-on"
    assert found["rule-folders"] == "default"
    assert found['"old/*"'] == "postlint.toml:8"
    assert found["most"] == "postlint.toml:11"
    assert found["base-url"] == "postlint.toml:17"
    assert tomllib.loads(done.stdout)["ignore"] == ["text", "link"]


def test_show_config_of_pyproject_and_of_nothing(site: Repository) -> None:
    site.write({"pyproject.toml": '[project]\nname = "a"\n\n[tool.postlint]\nexclude = ["a"]\n'})
    assert origins(site.postlint("check", "--show-config").stdout)["exclude"] == "pyproject.toml:5"
    isolated = site.postlint("check", "--show-config", "--isolated").stdout
    assert set(origins(isolated).values()) == {"default"}
    shown = tomllib.loads(isolated)
    assert shown["fail-on"] == Config(Path()).fail_on


# --- what fails a run


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--max-warnings", "1"], 0),
        (["--max-warnings", "0"], 1),
        (["--max-warnings", "0", "--exit-zero"], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "error", "--max-warnings", "0"], 1),
        (["--select", "link/broken", "--max-warnings", "9"], 1),
    ],
)
def test_exit_codes(tmp_path: Path, arguments: list[str], code: int) -> None:
    site = Repository(tmp_path, SITE)
    chosen = [] if "--select" in arguments else ["--select", "emphasis"]
    assert site.postlint("check", *chosen, *arguments).returncode == code
