"""What is stored of a whole site: used while nothing changed, and judged again exactly where it matters."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from pathlib import Path
from unittest.mock import patch

import pytest
from command import postlint, write
from quick import QUICK
from site_edits import Edits, make

from postlint.run.cache_folder import cache_folder, identity

PLAN = "+++\ntitle = 'Plan'\ndate = 2024-01-01\n+++\n\n## Set up\n\nThe plan of it all.\n"
NOTES = "+++\ntitle = 'Notes'\ndate = 2024-01-02\n+++\n\nSee [the plan](/posts/plan/#set-up) and [more ](/about/).\n"
FILES = {
    "postlint.toml": "",
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/posts/plan.md": PLAN,
    "content/posts/notes.md": NOTES,
    "content/about.md": "+++\ntitle = 'About'\n+++\n\nAbout us.\n",
    "static/logo.png": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose files are old enough for their times to say something."""
    for name, text in FILES.items():
        write(tmp_path, {name: text})
    age(tmp_path)
    return tmp_path


def age(folder: Path) -> None:
    """Make all files an hour older than now."""
    for file in folder.rglob("*"):
        before = file.stat().st_mtime_ns
        os.utime(file, ns=(before, before - 3_600_000_000_000))


def looked_at(site: Path, *arguments: str) -> tuple[list[str], list[str], list[str]]:
    """The findings of a run, the articles that were parsed for it, and those that were judged against the site."""
    from postlint.run.linter import Linter

    parsed: list[str] = []
    judged: list[str] = []
    inspect, judge = Linter.inspect, Linter.site_findings

    def inspecting(linter, source):  # type: ignore[no-untyped-def]
        parsed.append(source.path)
        return inspect(linter, source)

    def judging(linter, site, page):  # type: ignore[no-untyped-def]
        judged.append(page.path)
        return judge(linter, site, page)

    with patch.object(Linter, "inspect", inspecting), patch.object(Linter, "site_findings", judging):
        result = postlint("check", *arguments, cwd=site)
    assert result.code < 2, result.err
    assert result.err == ""
    return result.lines, parsed, sorted(judged)


def test_a_second_run_looks_at_nothing(site: Path) -> None:
    first, parsed, judged = looked_at(site)
    assert (len(first), len(parsed), len(judged)) == (1, 3, 3)
    assert looked_at(site) == (first, [], [])


def test_findings_are_those_of_a_run_without_memory(site: Path) -> None:
    looked_at(site)
    for output in ("json", "full", "sarif"):
        remembered = postlint("check", "--output-format", output, cwd=site)
        assert remembered.raw == postlint("check", "--no-cache", "--output-format", output, cwd=site).raw


def test_only_a_changed_text_is_looked_at(site: Path) -> None:
    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("of it all", "of it all, which is [here ](/about/)")})
    age(site / "content")
    findings, parsed, judged = looked_at(site)
    assert (len(findings), parsed, judged) == (2, ["content/posts/plan.md"], ["content/posts/plan.md"])
    assert looked_at(site) == (findings, [], [])


ENGLISH = (
    "It is the list of the day for you and me, and we have to see that it is not as long as it was with the others."
)


def test_a_changed_word_costs_the_articles_that_have_it(tmp_path: Path) -> None:
    """A word that another article does not write any more is rare now in the one that has never asked for it."""
    pytest.importorskip("spellchecker")
    usual = {f"content/{at}.md": f"{ENGLISH} The practitioner learns.\n" for at in range(8)}
    rare = {f"content/{name}.md": f"{ENGLISH} The practitoner learns.\n" for name in "ab"}
    write(tmp_path, {"postlint.toml": "", "hugo.toml": "", **usual, **rare})
    age(tmp_path)
    first, _, _ = looked_at(tmp_path)
    write(tmp_path, {"content/b.md": f"{ENGLISH} The practitioner learns.\n"})
    age(tmp_path)
    with patch("postlint.run.site_files.SiteFiles.site", side_effect=AssertionError("the site is not to be built")):
        findings, parsed, judged = looked_at(tmp_path)
    assert (parsed, judged) == (["content/b.md"], ["content/a.md", "content/b.md"])
    (new,) = set(findings) - set(first)
    assert "content/a.md" in new
    assert "practitioner" in new


def test_another_word_costs_no_other_article(tmp_path: Path) -> None:
    usual = {f"content/{at}.md": f"{ENGLISH} Our YouTube channel.\n" for at in range(8)}
    other = {"content/a.md": f"{ENGLISH} Our Youtube channel.\n", "content/b.md": f"{ENGLISH}\n\n## It\n"}
    write(tmp_path, {"postlint.toml": "", "hugo.toml": "", **usual, **other})
    age(tmp_path)
    looked_at(tmp_path)
    write(tmp_path, {"content/b.md": f"{ENGLISH}\n\n## Zygote\n"})
    age(tmp_path)
    _, parsed, judged = looked_at(tmp_path)
    assert (parsed, judged) == (["content/b.md"], ["content/b.md"])


@pytest.mark.parametrize("path", ["content/posts/notes.md", "."])
def test_findings_are_at_their_places_in_a_changed_text(site: Path, path: str) -> None:
    broken = NOTES + "\nAnd [this](/posts/plam/).\n"
    write(site, {"content/posts/notes.md": broken})
    age(site / "content")
    first, _, _ = looked_at(site)
    for text in ("Of late, see ", "Of late,\nwhatever you do, see "):
        write(site, {"content/posts/notes.md": broken.replace("See ", text)})
        age(site / "content")
        findings, parsed, judged = looked_at(site, path)
        assert (parsed, judged) == (["content/posts/notes.md"],) * 2
        assert findings == postlint("check", "--no-cache", path, cwd=site).lines
        assert findings != first
    assert looked_at(site) == (findings, [], [])


def test_a_file_beside_the_articles_is_not_remembered_with_them(site: Path) -> None:
    first, _, _ = looked_at(site)
    write(site, {"README.md": "# Read me\n"})
    assert looked_at(site, "README.md", "content")[0] == first
    (site / "README.md").unlink()
    assert looked_at(site) == (first, [], [])


def test_one_changed_heading_costs_one_heading(site: Path) -> None:
    """Judged again are the article, and the only one that has a link to a part of it."""
    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("## Set up", "## Begin")})
    age(site / "content")
    findings, parsed, judged = looked_at(site)
    assert (parsed, judged) == (["content/posts/plan.md"], ["content/posts/notes.md", "content/posts/plan.md"])
    assert any("notes.md" in line and "anchor/broken" in line for line in findings)


def test_a_changed_heading_is_seen_by_a_run_over_another_article(site: Path) -> None:
    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("## Set up", "## Begin")})
    age(site / "content")
    assert looked_at(site, "content/about.md")[1:] == (["content/posts/plan.md"], [])
    findings, parsed, judged = looked_at(site, "content/posts/notes.md")
    assert (parsed, judged) == ([], ["content/posts/notes.md"])
    assert any("anchor/broken" in line for line in findings)
    assert looked_at(site)[1:] == ([], ["content/posts/plan.md"])
    assert looked_at(site)[1:] == ([], [])


def test_a_touched_file_is_the_same(site: Path) -> None:
    first, _, _ = looked_at(site)
    age(site / "content")
    assert looked_at(site) == (first, [], [])


CHANGES = {
    "a new article": ("content/posts/plan2.md", "+++\ntitle = 'Plan'\ndate = 2024-01-01\n+++\n\nText.\n"),
    "the configuration": ("hugo.toml", "baseURL = 'https://example.org/'\n[permalinks]\nposts = '/p/:slug/'\n"),
    "a redirect": ("static/_redirects", "/old /about/\n"),
    "a template": ("layouts/shortcodes/note.html", "{{ .Inner }}"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_what_it_depends_on_is_seen(site: Path, name: str) -> None:
    looked_at(site)
    path, text = CHANGES[name]
    write(site, {path: text})
    age(site / path.split("/")[0]) if "/" in path else os.utime(site / path, ns=(1, 1))
    findings, _, _ = looked_at(site)
    assert findings == postlint("check", "--no-cache", cwd=site).lines


def test_what_the_repository_around_a_site_ignores_is_seen(site: Path) -> None:
    inner = site / "website"
    inner.mkdir()
    for name in ("hugo.toml", "postlint.toml", "content", "static"):
        (site / name).rename(inner / name)
    (site / ".git").mkdir()
    looked_at(inner)
    assert looked_at(inner)[2] == []
    write(site, {".gitignore": "website/static/made/\n"})
    os.utime(site / ".gitignore", ns=(1, 1))
    assert len(looked_at(inner)[2]) == 3


def test_a_new_article_costs_itself_and_those_that_it_matters_to(site: Path) -> None:
    """What is counted and grouped of the others is not made again, although the site is built anew."""
    from postlint.site.groups import Groups

    write(site, {"content/posts/notes.md": NOTES + "\n[Soon](/posts/soon/)\n"})
    age(site / "content")
    first, _, _ = looked_at(site)
    assert any("/posts/soon/" in line for line in first)
    write(site, {"content/posts/soon.md": PLAN.replace("Plan", "Soon")})
    age(site / "content")
    with patch.object(Groups, "given", autospec=True, side_effect=Groups.given) as given:
        findings, parsed, judged = looked_at(site)
    assert (parsed, judged) == (["content/posts/soon.md"], ["content/posts/notes.md", "content/posts/soon.md"])
    assert {call.args[2].path for call in given.call_args_list} == {"content/posts/soon.md"}
    assert not any("/posts/soon/" in line for line in findings)
    assert findings == postlint("check", "--no-cache", cwd=site).lines
    (site / "content/posts/soon.md").unlink()
    assert looked_at(site) == (first, [], ["content/posts/notes.md"])


def test_only_an_article_that_crosses_a_threshold_costs_those_that_ask_for_it(site: Path) -> None:
    """That so many articles of a section have a description is asked by each that has none."""
    described = {f"content/guides/{at}.md": f"+++\ntitle = 'Guide {at}'\ndescription = 'A.'\n+++\n" for at in range(9)}
    write(site, {"content/guides/bare.md": "+++\ntitle = 'Bare'\n+++\n", **described})
    age(site / "content")
    options = ("--select", "search/missing-description")
    first, _, _ = looked_at(site, *options)
    assert any("90 %" in line for line in first)
    write(site, {"content/guides/9.md": described["content/guides/8.md"].replace("8", "9")})
    age(site / "content")
    assert looked_at(site, *options) == (first, ["content/guides/9.md"], ["content/guides/9.md"])
    for at in range(7):
        (site / f"content/guides/{at}.md").unlink()
    found, _, judged = looked_at(site, *options)
    assert (found, judged) == ([line for line in first if "bare" not in line], ["content/guides/bare.md"])


_MOUNTS = """
[languages.en]
[languages.fr]
[[module.mounts]]
source = 'content'
target = 'content'
lang = 'en'
[[module.mounts]]
source = 'french'
target = 'content'
lang = 'fr'
"""


def test_articles_are_found_in_a_folder_that_was_not_there(site: Path) -> None:
    write(site, {"hugo.toml": FILES["hugo.toml"] + _MOUNTS})
    age(site)
    looked_at(site)
    write(site, {"french/posts/plan.md": PLAN + "\n[x](/nowhere/)\n", "french/.hidden.md": "", "french/a.txt": ""})
    age(site / "french")
    found, parsed, _ = looked_at(site)
    assert found == postlint("check", "--no-cache", cwd=site).lines
    assert parsed == ["french/posts/plan.md"]


def test_an_empty_folder_of_templates_is_none(tmp_path: Path) -> None:
    page = "+++\ntitle = 'A'\n+++\n\n{{< box >}} {{< none >}}\n"
    theme = {"themes/one/layouts/shortcodes/box.html": "", "themes/two/theme.toml": ""}
    write(tmp_path, {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/a.md": page, **theme})
    age(tmp_path)
    found, _, _ = looked_at(tmp_path, "--select", "shortcode/unknown")
    assert len([line for line in found if "none" in line]) == 1 and not any("box" in line for line in found)
    (tmp_path / "layouts").mkdir()
    (tmp_path / "themes" / "two" / "layouts").mkdir()
    assert looked_at(tmp_path, "--select", "shortcode/unknown")[0] == found
    assert postlint("check", "--no-cache", "--select", "shortcode/unknown", cwd=tmp_path).lines == found


def test_articles_are_found_below_a_link(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    looked_at(site)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, {"plan.md": PLAN + "\n[x](/nowhere/)\n"})
    (site / "content" / "more").symlink_to(elsewhere)
    write(site, {"content/posts/notes.md": NOTES + "\n[m](/more/plan/)\n"})
    age(site / "content" / "posts")
    assert looked_at(site)[0] == postlint("check", "--no-cache", cwd=site).lines


def test_an_article_that_is_gone_is_missed(site: Path) -> None:
    looked_at(site)
    (site / "content/about.md").unlink()
    findings, parsed, judged = looked_at(site)
    assert (parsed, judged) == ([], ["content/posts/notes.md"])
    assert any("link/broken" in line for line in findings)


def test_a_young_file_is_read_again(site: Path) -> None:
    """Another change of it may hide behind the same size and time."""
    looked_at(site)
    file = site / "content/posts/notes.md"
    # As if it were written while it is looked at, however long that takes.
    now = time.time_ns() + 600 * 10**9
    for text in (NOTES, NOTES.replace("/about/", "/abuot/")):
        write(site, {"content/posts/notes.md": text})
        os.utime(file, ns=(now, now))
        findings = looked_at(site)[0]
    assert any("/abuot/" in line for line in findings)


def test_other_rules_are_another_memory(site: Path) -> None:
    looked_at(site)
    assert looked_at(site, "--select", "link/broken")[0] == []
    assert len(looked_at(site)[0]) == 1


def test_some_articles_of_a_site(site: Path) -> None:
    everything, _, _ = looked_at(site)
    assert looked_at(site, "content/posts/notes.md") == (everything, [], [])
    assert looked_at(site, "content/about.md") == ([], [], [])


def test_a_run_over_some_articles_keeps_what_is_known_of_others(site: Path) -> None:
    everything, _, _ = looked_at(site)
    write(site, {"content/about.md": FILES["content/about.md"] + "\nMore of it.\n"})
    age(site / "content")
    assert looked_at(site, "content/about.md") == ([], ["content/about.md"], ["content/about.md"])
    assert looked_at(site) == (everything, [], [])


def database(site: Path) -> Path:
    (file,) = cache_folder(None, site).glob(f"site-{identity(site)}-*.db")
    return file


def changed(site: Path, *statements: str) -> None:
    """Change what is stored as somebody may who means harm."""
    connection = sqlite3.connect(database(site))
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("content", [b"nonsense\n", b"\xff\xfe\0", b"SQLite format 3\0" + bytes(4096)])
def test_a_damaged_database_is_reported_once_and_made_anew(site: Path, content: bytes) -> None:
    first, _, _ = looked_at(site)
    database(site).write_bytes(content)
    result = postlint("check", cwd=site)
    assert (result.lines, result.err.count("made anew")) == (first, 1)
    assert looked_at(site) == (first, [], [])


def test_an_empty_database_is_made_anew(site: Path) -> None:
    first, _, _ = looked_at(site)
    database(site).write_bytes(b"")
    assert looked_at(site)[0] == first
    assert looked_at(site) == (first, [], [])


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER DELETE ON files BEGIN DELETE FROM records; END",
        "CREATE VIEW evil AS SELECT 1",
        "CREATE TABLE evil (a)",
        "DROP TABLE dependents",
        "UPDATE meta SET value = '999' WHERE name = 'format'",
        "UPDATE meta SET value = 'other' WHERE name = 'key'",
    ],
)
def test_a_database_of_another_form_is_not_used(site: Path, statement: str) -> None:
    first, _, _ = looked_at(site)
    changed(site, statement)
    result = postlint("check", cwd=site)
    assert (result.lines, result.err.count("made anew")) == (first, 1)
    assert looked_at(site) == (first, [], [])


@pytest.mark.parametrize("value", ["x'c1'", "x'01'", "x'91a161'", "x''", "17", "'text'", "zeroblob(100)"])
@pytest.mark.parametrize("table", ["records", "findings"])
def test_hostile_values_are_no_findings(site: Path, table: str, value: str) -> None:
    first, _, _ = looked_at(site)
    for command in ("check", "fix"):
        changed(site, f"UPDATE {table} SET data = {value}")
        write(site, {"hugo.toml": FILES["hugo.toml"] + f"# for {command}\n"})
        result = postlint(command, *(["--diff"] if command == "fix" else []), cwd=site)
        assert result.code < 2, result.err
        assert result.err.count("made anew") <= 1
    assert looked_at(site)[0] == first


@pytest.mark.parametrize("value", ["x'c1'", "x'91a161'", "x''", "17", "zeroblob(100)"])
def test_hostile_facts_are_no_facts(site: Path, value: str) -> None:
    looked_at(site)
    changed(site, f"UPDATE facts SET value = {value}")
    write(site, {"content/posts/notes.md": NOTES + "\nAnd [more](../plan/#set-up) [of it](/nowhere/).\n"})
    age(site / "content")
    result = postlint("check", cwd=site)
    assert result.err.count("made anew") == 1
    assert result.lines == postlint("check", "--no-cache", cwd=site).lines


def test_how_a_site_is_built_is_seen(site: Path) -> None:
    looked_at(site)
    assert looked_at(site)[2] == []
    write(site, {".github/workflows/a.yml": "run: hugo -b https://example.org/site/\n"})
    os.utime(site / ".github/workflows/a.yml", ns=(1, 1))
    assert len(looked_at(site)[2]) == 3


PIECES = (
    *("More words ", "\n\nA paragraph.\n\n", "[x](/nowhere/)", "[y](#nope)", "\n## Another heading\n", "{{< foo >}}"),
    *(
        "*a ",
        "![](z.png)",
        "\n- Related: The plan\n",
        "<a href='/q/'>",
        "<!-- postlint-disable link/broken -->",
        "é",
        "",
    ),
)


@pytest.mark.parametrize("seed", range(2 if QUICK else 4))
def test_whatever_changes_nothing_stale_is_shown(site: Path, seed: int) -> None:
    """Texts that are edited, articles that come, go and are renamed: as without a memory, after each of them."""
    chance = random.Random(seed)
    write(
        site,
        {
            "content/posts/plan.md": PLAN
            + "\nSee [notes](/posts/notez/), [them](/posts/notes/#more) and [us](/About/).\n"
        },
    )
    write(
        site, {"content/posts/notes.md": NOTES + "\n## More\n\nAnd [this](/posts/plam/), [that](/posts/plan/#setup).\n"}
    )
    looked_at(site)
    for number in range(25):
        file = chance.choice(sorted((site / "content").rglob("*.md")))
        what = chance.choice(("edit", "edit", "edit", "edit", "new", "rename", "remove", "touch"))
        if what == "edit":
            text = file.read_text(encoding="utf-8")
            at = chance.randrange(len(text) + 1)
            changed = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 5, 30)) :]
            file.write_text(changed, encoding="utf-8")
        elif what == "new":
            file = file.with_name(f"new-{number}.md")
            file.write_text(NOTES, encoding="utf-8")
        elif what == "rename":
            file = file.rename(file.with_name(f"other-{number}.md"))
        elif what == "remove" and len(list((site / "content").rglob("*.md"))) > 2:
            file.unlink()
        if file.exists():
            os.utime(file, ns=(1, (number + 1) * 10**9))
        for path in chance.sample([".", file.relative_to(site).as_posix() if file.exists() else "."], 1):
            remembered = postlint("check", "--output-format", "json", path, cwd=site)
            assert remembered == postlint("check", "--no-cache", "--output-format", "json", path, cwd=site)


@pytest.mark.parametrize("seed", range(2 if QUICK else 4))
def test_random_changes_of_a_whole_site(tmp_path: Path, seed: int) -> None:
    """Sections, cascades, languages, terms, aliases, bundles, files that are no articles: as without a cache."""
    site = make(tmp_path)
    edits = Edits(site, seed)
    rules = ["--select", "ALL"] if seed % 2 else []
    postlint("check", *rules, cwd=site)
    for _ in range(8):
        edits.step()
        articles = [file.relative_to(site).as_posix() for file in sorted((site / "content").rglob("*.md"))]
        path = edits.chance.choice([".", edits.chance.choice(articles)])
        arguments = ("check", *rules, "--output-format", "json", path)
        assert postlint(*arguments, cwd=site) == postlint(*arguments, "--no-cache", cwd=site), edits.last


def test_a_changed_title_costs_the_article_and_those_that_lead_to_it(site: Path) -> None:
    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("Plan", "Another plan")})
    age(site / "content")
    with patch("postlint.run.site_files.SiteFiles.site", side_effect=AssertionError("the site is not to be built")):
        _, parsed, judged = looked_at(site)
    assert (parsed, judged) == (["content/posts/plan.md"], ["content/posts/notes.md", "content/posts/plan.md"])


def test_findings_of_a_run_that_is_overtaken_are_not_stored(site: Path) -> None:
    """Of two runs at once the first that ends is right: what the second read is outdated."""
    from postlint.run.site_cache import SiteCache

    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("## Set up", "## Begin")})
    age(site / "content")
    save = SiteCache.save

    def late(cache, *arguments):  # type: ignore[no-untyped-def]
        with patch.object(SiteCache, "save", save):
            write(site, {"content/posts/plan.md": PLAN})
            age(site / "content")
            postlint("check", cwd=site)
        save(cache, *arguments)

    with patch.object(SiteCache, "save", late):
        postlint("check", cwd=site)
    assert looked_at(site)[0] == postlint("check", "--no-cache", cwd=site).lines


def test_a_database_that_cannot_be_written_is_no_reason_to_fail(site: Path) -> None:
    first, _, _ = looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("## Set up", "## Begin")})
    connection = sqlite3.connect(database(site), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with patch("postlint.run.index._WAIT", 0.1):
        result = postlint("check", cwd=site)
    connection.execute("ROLLBACK")
    connection.close()
    assert result.lines == postlint("check", "--no-cache", cwd=site).lines
    assert result.lines != first


def test_a_fresh_clone_with_the_same_cache_looks_at_nothing(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Times and places differ; contents count."""
    outside = tmp_path_factory.mktemp("outside")
    write(site, {".git/HEAD": "ref: refs/heads/main\n", ".git/objects/a": "", ".git/refs/a": ""})
    write(site, {".git/config": '[remote "origin"]\n\turl = https://example.org/site.git\n'})
    first, _, _ = looked_at(site, "--cache-dir", str(outside / "cache"))
    clone = outside / "site"
    shutil.copytree(site, clone, copy_function=shutil.copy)
    assert looked_at(clone, "--cache-dir", str(outside / "cache")) == (first, [], [])


def test_a_fresh_installation_uses_the_same_cache(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the times of its files are, and those of the word lists: their contents count."""
    from postlint.config.rule_selection import state_of
    from postlint.helpers.word_lists import list_files
    from postlint.run.linter import _contents as contents

    first, _, _ = looked_at(site)
    lists = [tmp_path_factory.mktemp("fresh") / file.parent.name / file.name for file in list_files()]
    for file, copy in zip(list_files(), lists, strict=True):
        copy.parent.mkdir()
        copy.write_bytes(file.read_bytes())
    with (
        patch("postlint.run.linter.state_of", lambda files: state_of(files)[::-1]),
        patch("postlint.run.linter.list_files", lambda: lists),
        patch("postlint.run.linter._contents", wraps=contents) as read,
    ):
        assert looked_at(site) == (first, [], [])
    assert read.called, "the state of the installation is another one"


def test_repairs_of_a_site_that_has_not_changed(site: Path) -> None:
    """What is stored says what to repair; the rest of the site is there all the same."""
    write(site, {"content/posts/notes.md": NOTES + "\n## More\n\nSee [it](/posts/plan/#SET-UP).\n"})
    age(site / "content")
    looked_at(site)
    assert looked_at(site)[1:] == ([], [])
    shown = postlint("fix", "--diff", "--no-cache", cwd=site)
    assert "#set-up" in shown.out
    assert postlint("fix", "--diff", cwd=site) == shown


def test_what_is_left_over_in_an_article_counts_for_others() -> None:
    """Also where neither its words nor anything else that others may ask for has changed; its place does not."""
    from postlint.facts.page import Leftover, Page
    from postlint.facts.records import exports_of
    from postlint.text import Range

    def exports(*texts: str, start: int = 0) -> object:
        place = Range(start, start + 3, 1, start + 1, 1, start + 4)
        leftovers = (Leftover("foreign", place, text, insert="Textile") for text in texts)
        return exports_of(Page("a.md", {}, {}, leftovers=tuple(leftovers)))

    assert exports("h2.") == exports("h2.", start=5)
    assert len({exports(), exports("h2."), exports("p1."), exports("h2.", "p1.")}) == 4


_HABITS = {
    "content/habits.md": "+++\ntitle = 'Ways to keep a habit'\n+++\n\nSmall steps.\n",
    "content/notes.md": "+++\ntitle = 'Taking notes on paper'\n+++\n\nPens.\n",
    "content/ask.md": "+++\ntitle = 'Questions'\n+++\n\nRead [Ways to keep a habit](/notes/).\n",
    "content/other.md": "+++\ntitle = 'Something else'\n+++\n\nText.\n",
    **{f"content/many/{at}.md": f"+++\ntitle = 'Number {at}'\n+++\n\nText {at}.\n" for at in range(12)},
}
_ELSEWHERE = {
    "the target gets the words": {"content/notes.md": "\n## Ways to keep a habit\n"},
    "others call the target so": {"content/other.md": "\n[Ways to keep a habit](/notes/)\n"},
    "the words become usual": {f"content/many/{at}.md": "\n## Keep ways, habit\n" for at in range(12)},
}


@pytest.mark.parametrize("name", _ELSEWHERE)
def test_who_used_a_library_is_judged_again_where_the_answer_differs(tmp_path: Path, name: str) -> None:
    """A link has the words of another article; what stands in articles that it does not name decides on it."""
    write(tmp_path, {"postlint.toml": "", "hugo.toml": "", **_HABITS})
    age(tmp_path)
    options = ("--select", "link/mismatched-text")
    first, _, _ = looked_at(tmp_path, *options)
    assert len(first) == 1
    write(tmp_path, {"content/other.md": _HABITS["content/other.md"] + "\n## More of it\n\n[Notes](/notes/)\n"})
    age(tmp_path / "content")
    assert looked_at(tmp_path, *options) == (first, ["content/other.md"], ["content/other.md"])
    write(tmp_path, {path: _HABITS[path] + more for path, more in _ELSEWHERE[name].items()})
    age(tmp_path / "content")
    found, _, judged = looked_at(tmp_path, *options)
    assert found == postlint("check", *options, "--no-cache", cwd=tmp_path).lines == []
    assert judged == sorted({"content/ask.md", *_ELSEWHERE[name]})
