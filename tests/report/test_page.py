"""The report as a file: what it holds, what it leaves out, and that no text in it becomes more than a text."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import postlint, write
from report.sites import HOSTILE, article, commit, git, hostile, many

import postlint.report.html.page as page
from postlint.report.html.survey import authors_of

VIEWS = ["health", "findings", "articles", "links", "calendar", "age", "pictures", "external", "fields", "trend"]


FAILING = '''"""A rule."""

from postlint import Bad, Good, Rule


class One(Rule):
    good = [Good("a")]
    bad = [Bad("⟦b⟧")]

    def check(self, doc):
        raise ValueError("a defect")
'''


class Parsed(HTMLParser):
    """The elements of a page, the addresses of its links, and its data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def count(self, *tags: str) -> int:
        return sum(tag in tags for tag, _ in self.elements)

    @property
    def links(self) -> list[str]:
        return [attributes.get("href") or "" for tag, attributes in self.elements if tag == "a"]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]

    @property
    def data(self) -> dict[str, Any]:
        return next(dict(json.loads(text)) for text in self.texts if text.startswith('{"prefix"'))


def report(folder: Path, *arguments: str) -> Parsed:
    result = postlint("report", "--output", "-", *arguments, cwd=folder)
    assert result.code == 0, result.err
    return Parsed(result.out)


def data(folder: Path, *arguments: str) -> dict[str, Any]:
    result = postlint("report", "--output-format", "json", *arguments, cwd=folder)
    assert result.code == 0, result.err
    return result.data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (folder / ".git").mkdir()
    return write(folder, many())


@pytest.fixture(scope="module")
def facts(site: Path) -> dict[str, Any]:
    return data(site)


@pytest.fixture(scope="module")
def shown(site: Path) -> Parsed:
    return report(site)


# --- what it shows


def test_all_views_are_there_and_in_the_navigation(shown: Parsed) -> None:
    found = shown
    assert [name for name in found.ids if name in VIEWS] == VIEWS
    assert [link for link in found.links if link.removeprefix("#") in VIEWS] == [f"#{name}" for name in VIEWS]
    assert len(found.ids) == len(set(found.ids))


def test_nothing_is_asked_of_anyone(shown: Parsed) -> None:
    found = shown
    loading = {"img", "link", "iframe", "object", "embed", "audio", "video", "source", "form", "base", "image", "use"}
    assert found.count(*loading) == 0
    assert not [name for _, attributes in found.elements for name in attributes if name in ("src", "style", "srcset")]
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]
    (policy,) = [attributes["content"] or "" for tag, attributes in found.elements if "http-equiv" in attributes]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy


def test_the_script_is_short() -> None:
    assert len(page._file("page.js").splitlines()) <= 100


def test_links_of_the_articles(facts: dict[str, Any]) -> None:
    articles = {article["path"]: article for article in facts["articles"]}
    assert articles["content/a/post-02.md"]["links_to"] == ["content/b/post-03.md"]
    assert articles["content/a/post-02.md"]["linked_by"] == ["content/b/post-01.md"]
    assert articles["content/a/post-00.md"]["linked_by"] == ["content/_index.md", "content/b/broken.md"]
    assert articles["content/b/broken.md"]["external"] == ["https://gone.example/x"]
    assert articles["content/a/post-02.md"]["words"] == 10 * 2 + 5 + 1
    assert articles["content/a/later.md"]["state"] == "future"


def test_orphans(shown: Parsed, facts: dict[str, Any]) -> None:
    """What only a draft links counts as linked, though the draft is not shown."""
    (rows,) = [table["rows"] for name, table in shown.data["tables"].items() if name == "orphans"]
    articles = facts["articles"]
    assert [articles[row[0]]["path"] for row in rows] == ["content/b/broken.md", "content/b/ending.md"]


def test_pictures(facts: dict[str, Any]) -> None:
    tables = facts["tables"]
    assert [row["picture"] for row in tables["heavy"]] == ["static/plan.png"]
    assert [(row["picture"], row["article"]) for row in tables["missing"]] == [("/none.png", "content/b/broken.md")]
    # A template names one, and a draft shows another.
    assert [row["picture"] for row in tables["unnamed"]] == ["static/lost.png"]


def test_calendar(facts: dict[str, Any]) -> None:
    tables = facts["tables"]
    assert [row["article"] for row in tables["scheduled"]] == ["content/a/later.md"]
    assert [row["article"] for row in tables["expiring"]] == ["content/b/ending.md"]


def test_what_has_expired(folder: Path) -> None:
    """It is parted from what will expire, the nearest day first in both."""
    days = ["2001-01-01", "2002-02-02", "2998-01-01", "2999-01-01"]
    files = {f"content/a/{day}.md": article(day, "Text.", date="2000-01-01", expiryDate=day) for day in reversed(days)}
    write(folder, {"hugo.toml": "", **files})
    made = data(folder)
    tables = made["tables"]
    assert [row["date"] for row in tables["expiring"]] == days[2:]
    assert [row["date"] for row in tables["expired"]] == days[1::-1]
    assert min(row["days ago"] for row in tables["expired"]) > 8000


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jo Day", ["Jo Day"]),
        ("Day, Jo", ["Day, Jo"]),
        ("[Jo Day](https://jo.example/) (A House, Ltd.)", ["Jo Day"]),
        ("[Jo Day](https://jo.example/) (A House), [Al](https://al.example/), Bo and [Cy](/cy)", "Jo Day|Al|Bo|Cy"),
        (["[Jo](/jo)", {"name": "[Al](/al)"}], ["Jo", "Al"]),
    ],
)
def test_authors(value: object, names: list[str] | str) -> None:
    """Names that are links are shown as names."""
    assert [*authors_of({"author": value})] == (names if isinstance(names, list) else names.split("|"))


def test_columns_that_say_nothing_are_not_shown(folder: Path, shown: Parsed) -> None:
    def heads(found: Parsed, table: str) -> set[str]:
        return {column[0] for column in found.data["tables"][table]["columns"] if not column[4]}

    assert {"Links in", "Links out", "Author"} <= heads(shown, "all-articles")
    assert "State" not in heads(shown, "all-articles")
    assert "Missing in" in heads(shown, "front-matter") and "Empty" not in heads(shown, "front-matter")
    files = {
        f"content/{at}.md": article(f"A {at}", "Text.", draft=str(at < 2).lower(), author="'Jo'") for at in range(9)
    }
    write(folder, {"hugo.toml": "", **files, "content/x.md": "---\ntitle: ''\n---\n"})
    found = report(folder, "--drafts")
    assert {"Links in", "Links out"}.isdisjoint(heads(found, "all-articles"))
    assert "Author" in heads(found, "all-articles"), "one of ten has none"
    assert "State" in heads(found, "all-articles") and "Empty" in heads(found, "front-matter")
    (folder / "content/x.md").unlink()
    assert "Author" not in heads(report(folder, "--drafts"), "all-articles")
    assert "How many articles have so many links" not in "".join(found.texts)


def test_fields(facts: dict[str, Any]) -> None:
    fields = {row["field"]: row for row in facts["tables"]["front-matter"]}
    assert (fields["title"]["articles"], fields["authors"]["kinds of values"]) == (63, "list 61")
    assert fields["authors"]["missing in"] == ["content/a/later.md", "content/b/ending.md"]
    assert fields["authors"]["most frequent values"] == "Ann (40), Bo (21)"


def test_five_things_with_their_commands(site: Path, facts: dict[str, Any]) -> None:
    tasks = facts["tasks"]
    assert tasks[0] == {"what": "Repair 1 finding whose repair is certain.", "command": "postlint fix"}
    assert len(tasks) == 5
    for task in tasks:
        result = postlint(
            *task["command"].split()[1:], *(["--diff"] if task["command"].endswith("fix") else []), cwd=site
        )
        assert result.code in (0, 1), task


def test_the_state_of_external_links(site: Path, tmp_path: Path) -> None:
    kept = {"url": "https://gone.example/x", "state": "dead", "status": 404, "checked": 1.6e9, "run": "r"}
    lines = ['{"postlint":"links 1"}', json.dumps(kept), '{"ended": ["r"]}']
    folder = write(tmp_path, many(3) | {"ledger/ledger.jsonl": "\n".join(lines) + "\n"})
    (folder / ".git").mkdir()
    write(folder, {"postlint.toml": "[links]\nledger = 'ledger'\n"})
    found = data(folder)
    assert [(row["address"], row["state"]) for row in found["tables"]["bad-links"]] == [(kept["url"], "dead")]
    assert {"pages": 1, "dead": 1}.items() <= found["tables"]["hosts"][0].items()
    assert "postlint links --offline" in [task["command"] for task in found["tasks"]]


def test_an_excerpt_stands_around_what_is_marked(shown: Parsed) -> None:
    found = shown.data
    number = next(at for at, row in enumerate(found["articles"]) if row[0] == "Broken")
    rules = [found["rules"][finding[3]] for finding in found["details"][str(number)]["findings"]]
    padded = found["details"][str(number)]["findings"][rules.index("link/padded-text")]
    assert padded[5:8] == [
        "A [link](/nowhere/) and [it",
        " ",
        "](/a/post-00/), ![a plan](/none.png), [gone](https://gone.example/x).",
    ]


# --- drafts


def test_drafts_are_left_out_with_their_names(site: Path) -> None:
    shown = postlint("report", "--output", "-", cwd=site).out
    # The link of the published article is its own text; nothing else names the draft.
    assert shown.count("/a/draft/") == 1
    assert "The Merger" not in shown and "draft.md" not in shown and "secret.png" not in shown
    assert "Drafts are left out (1)" in shown
    everything = postlint("report", "--output", "-", "--drafts", cwd=site).out
    assert "The Merger" in everything and "draft.md" in everything


def test_a_word_that_is_the_title_of_a_draft(folder: Path) -> None:
    """Is a word, and stays; what is quoted or an address names the draft."""
    files = {
        "content/link.md": article("link", "x", draft="true"),
        "content/a.md": article("A", "[it ](/link/#x) [b](/c)"),
    }
    write(folder, {"hugo.toml": "", **files})
    messages = [finding["message"] for finding in data(folder)["articles"][0]["findings"]]
    assert messages and any("the link" in message for message in messages)
    assert any(message.startswith("a draft ") for message in messages) and "/link/" not in " ".join(messages)


def test_drafts_are_left_out_of_data(site: Path) -> None:
    for form in ("json", "csv"):
        out = postlint("report", "--output-format", form, cwd=site).out
        assert "The Merger" not in out and "draft.md" not in out
        assert "The Merger" in postlint("report", "--output-format", form, "--drafts", cwd=site).out


# --- what is hostile


def is_harmless(found: Parsed) -> None:
    """Only what the page is made of is an element, a script or a link."""
    assert found.count("script") == 2 and found.count("img", "b", "iframe") == 0
    allowed = re.compile(r"#[\w-]+|https?://[^\s\"'<>]+")
    assert [link for link in found.links if not allowed.fullmatch(link)] == []
    text = "".join(found.texts)
    assert "\u202e" not in text and "\u2066" not in text


@pytest.fixture(scope="module")
def dangerous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / ".git").mkdir()
    return write(folder, hostile())


def test_hostile_texts_stay_texts(dangerous: Path) -> None:
    result = postlint("report", "--output", "-", cwd=dangerous)
    found = Parsed(result.out)
    is_harmless(found)
    titles = [title for title, _, _ in found.data["articles"]]
    assert set(HOSTILE[:4]) <= set(titles)
    assert max(map(len, titles)) <= 161 and len(result.raw) < 300_000


@pytest.mark.parametrize("broken", ["autoescape", "json"])
def test_without_escaping_they_would_not(dangerous: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So the test above can fail."""
    if broken == "json":
        monkeypatch.setattr(page, "_json", lambda data: json.dumps(data, ensure_ascii=False))
    else:
        original = page._environment

        def unescaped(*arguments: Any) -> Any:
            environment = original(*arguments)
            environment.autoescape = False
            return environment

        monkeypatch.setattr(page, "_environment", unescaped)
    result = postlint("report", "--output", "-", cwd=dangerous)
    with pytest.raises((AssertionError, StopIteration)):
        is_harmless(Parsed(result.out))


def test_no_cell_is_a_formula(dangerous: Path) -> None:
    rows = list(csv.reader(io.StringIO(postlint("report", "--output-format", "csv", cwd=dangerous).out)))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@")]
    assert "'" + HOSTILE[3] in cells


# --- large sites


def test_a_large_site_has_details_of_the_gravest_articles_only(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = report(site).data
    monkeypatch.setattr(page, "_LEAST", 14_000)
    monkeypatch.setattr(page, "_PER_ARTICLE", 0)
    found = report(site).data
    assert 0 < len(found["details"]) < len(whole["details"]) == len(whole["articles"])
    gravest = {str(row[0]) for row in found["tables"]["all-articles"]["rows"][: len(found["details"])]}
    assert gravest == set(found["details"])


# --- history and last changes


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    files = {name: content for name, content in many(4).items() if "draft" not in name}
    commit(tmp_path, files, "2020-01-10")
    commit(tmp_path, {"content/a/post-00.md": files["content/b/post-01.md"]}, "2020-02-10")
    commit(tmp_path, {"content/a/post-02.md": None}, "2020-02-20")
    body = str(files["content/b/post-03.md"])
    commit(tmp_path, {"content/b/post-03.md": body.replace("+++\n", "+++\nweight = 1\n", 1)}, "2020-03-10")
    return tmp_path


def test_each_point_is_what_a_checkout_shows(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    points = data(repository, "--history", "12")["history"]
    assert [point["day"] for point in points[:-1]] == ["2020-01-10", "2020-02-20", "2020-03-10"]
    assert points[-1]["commit"] == ""
    for point in points[:-1]:
        folder = tmp_path_factory.mktemp("checkout") / "site"
        git(repository, "worktree", "add", "--quiet", "--detach", str(folder), point["commit"])
        summary = postlint("check", "--no-cache", "--output-format", "json", cwd=folder).data["summary"]
        counted = {"articles": "files", "errors": "errors", "warnings": "warnings", "infos": "infos"}
        assert {name: point[name] for name in counted} == {name: summary[other] for name, other in counted.items()}
    assert points == data(repository, "--history", "12")["history"], "as it is remembered"
    assert len(data(repository, "--history", "2")["history"]) == 3


def test_the_last_change_of_a_text(repository: Path) -> None:
    articles = {article["path"]: article for article in data(repository)["articles"]}
    assert articles["content/a/post-00.md"]["changed"] == "2020-02-10"
    # Its front matter alone was changed since.
    assert articles["content/b/post-03.md"]["changed"] == "2020-01-10"
    assert {article["changed_by"] for article in articles.values()} == {"git"}
    # What is not committed was changed nobody knows when: the front matter is all that is left to ask.
    write(repository, {"content/b/post-03.md": "+++\ntitle = 'New'\ndate = 2019-05-05\n+++\n\nNew.\n"})
    changed = {article["path"]: article for article in data(repository)["articles"]}["content/b/post-03.md"]
    assert (changed["changed"], changed["changed_by"]) == ("2019-05-05", "date")


def test_a_text_that_has_moved_has_not_changed(repository: Path) -> None:
    text = (repository / "content/b/post-01.md").read_text("utf-8")
    commit(repository, {"content/b/post-01.md": None, "content/b/renamed.md": text}, "2020-05-10")
    articles = {article["path"]: article for article in data(repository)["articles"]}
    assert articles["content/b/renamed.md"]["changed"] == "2020-01-10"


def test_a_shallow_clone_knows_no_last_change(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("clones") / "shallow"
    git(repository, "clone", "--quiet", "--depth=2", repository.as_uri(), str(folder))
    articles = {article["path"]: article for article in data(folder)["articles"]}
    # Both commits that it has are no change of a text: one cuts it off, the other changes front matter.
    assert {article["changed_by"] for article in articles.values()} <= {"date", None}


def test_outside_of_a_repository_there_is_no_history(tmp_path: Path) -> None:
    write(tmp_path, many(2))
    result = postlint("report", "--history", "3", "--output", "-", cwd=tmp_path)
    assert result.code == 2
    assert "is in no git repository" in result.err


# --- the command


def test_where_it_is_written(folder: Path) -> None:
    write(folder, many(2))
    result = postlint("report", cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert result.err == "postlint: the report is in postlint-report.html\n"
    assert (folder / "postlint-report.html").read_text("utf-8").startswith("<!doctype html>")


def test_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    write(folder, many(2))
    assert postlint("report", "--open", "--output", "my report.html", cwd=folder).code == 0
    assert opened == [(folder / "my report.html").as_uri()]


def test_without_jinja(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    write(folder, many(2))
    result = postlint("report", cwd=folder)
    assert result.code == 2 and "pip install 'postlint[report]'" in result.err
    assert not (folder / "postlint-report.html").exists()
    assert postlint("report", "--output-format", "csv", cwd=folder).code == 0


def test_a_rule_that_fails(folder: Path) -> None:
    """It is shown as any other finding, and the report is made."""
    write(folder, many(2) | {"postlint.toml": "rule-folders = ['rules']\n", "rules/own/failing.py": FAILING})
    found = report(folder).data
    assert "postlint/failed" in found["rules"]
    assert "A part of postlint failed" in [row[1] for row in found["tables"]["rules"]["rows"]]


def test_several_sites(folder: Path) -> None:
    write(folder, {"one/hugo.toml": "", "one/content/a.md": "x\n", "two/hugo.toml": "", "two/content/b.md": "x\n"})
    result = postlint("report", cwd=folder)
    assert result.code == 2 and "there are 2 sites" in result.err


def test_a_plain_folder(folder: Path) -> None:
    write(folder, {"a.md": "[b](b.md)\n", "b.md": "Text.\n", "2020-03-04-c.md": "Text.\n"})
    found = data(folder)
    assert [article["linked_by"] for article in found["articles"]] == [[], [], ["a.md"]]
    assert found["articles"][0]["date"] == "2020-03-04"
    assert "orphans" not in report(folder).data["tables"], "nobody knows which lists a generator makes"


def test_a_part_of_a_site_stands_for_all_of_it(folder: Path) -> None:
    write(folder, many(2))
    assert data(folder, "content/a/post-00.md") == data(folder)


def test_one_article_of_no_site(folder: Path) -> None:
    write(folder, {"a.md": "Text.\n"})
    result = postlint("report", "a.md", cwd=folder)
    assert result.code == 2 and "name a folder of articles" in result.err


def test_what_is_excluded_is_not_shown(folder: Path) -> None:
    """But its links count: what only it links is no orphan."""
    write(folder, many(2) | {"postlint.toml": "exclude = ['content/b/']\n"})
    assert {article["path"].split("/")[1] for article in data(folder)["articles"]} == {"_index.md", "a"}
    assert "orphans" not in report(folder).data["tables"]


def test_as_of_another_day(folder: Path) -> None:
    write(folder, many(2))
    found = data(folder, "--as-of", "2999-06-01")
    states = {article["path"]: article["state"] for article in found["articles"]}
    assert (states["content/a/later.md"], states["content/b/ending.md"]) == ("published", "expired")
    assert found["as_of"] == "2999-06-01"
    checks = [task["command"] for task in found["tasks"] if " check " in task["command"]]
    assert checks and all(command.startswith("postlint check --all --as-of 2999-06-01 ") for command in checks)


def test_commands_for_a_site_elsewhere(folder: Path) -> None:
    write(folder, {f"my site/{name}": content for name, content in many(2).items()})
    found = report(folder, "my site").data
    assert found["prefix"] == "my site/"
    assert found["command"] == "postlint check --all "
