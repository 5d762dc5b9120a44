"""What is remembered of a whole site: used while nothing changed, and given up for everything that matters."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from zlib import crc32

import pytest
from command import postlint, write

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


def remembered(site: Path, kind: str) -> Path:
    """The file with what is remembered of a site."""
    return cache_folder(None, site) / f"{kind}-{identity(site)}"


def looked_at(site: Path, *arguments: str) -> tuple[list[str], list[str], bool]:
    """The findings of a run, the articles that were parsed for it, and whether the site was made."""
    from postlint.run.linter import Linter
    from postlint.run.site_files import SiteFiles

    parsed: list[str] = []
    made: list[bool] = []
    inspect, make = Linter.inspect, SiteFiles.site

    def inspecting(linter, source):  # type: ignore[no-untyped-def]
        parsed.append(source.path)
        return inspect(linter, source)

    def making(tree, linter):  # type: ignore[no-untyped-def]
        made.append(True)
        return make(tree, linter)

    with patch.object(Linter, "inspect", inspecting), patch.object(SiteFiles, "site", making):
        result = postlint("check", *arguments, cwd=site)
    assert result.code < 2, result.err
    assert result.err == ""
    return result.lines, parsed, bool(made)


def test_a_second_run_looks_at_nothing(site: Path) -> None:
    first, parsed, made = looked_at(site)
    assert (len(first), len(parsed), made) == (1, 3, True)
    assert looked_at(site) == (first, [], False)


def test_findings_are_those_of_a_run_without_memory(site: Path) -> None:
    looked_at(site)
    for output in ("json", "full", "sarif"):
        remembered = postlint("check", "--output-format", output, cwd=site)
        assert remembered.raw == postlint("check", "--no-cache", "--output-format", output, cwd=site).raw


def test_only_a_changed_text_is_looked_at(site: Path) -> None:
    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("of it all", "of it all, which is [here ](/about/)")})
    age(site / "content")
    findings, parsed, made = looked_at(site)
    assert (len(findings), parsed, made) == (2, ["content/posts/plan.md"], True)
    assert looked_at(site) == (findings, [], False)


@pytest.mark.parametrize("path", ["content/posts/notes.md", "."])
def test_findings_move_with_the_text(site: Path, path: str) -> None:
    broken = NOTES + "\nAnd [this](/posts/plam/).\n"
    write(site, {"content/posts/notes.md": broken})
    age(site / "content")
    first, _, _ = looked_at(site)
    for text in ("Of late, see ", "Of late,\nwhatever you do, see "):
        write(site, {"content/posts/notes.md": broken.replace("See ", text)})
        age(site / "content")
        findings, parsed, made = looked_at(site, path)
        assert (parsed, made) == (["content/posts/notes.md"], False)
        assert findings == postlint("check", "--no-cache", path, cwd=site).lines
        assert findings != first
    assert looked_at(site) == (findings, [], False)


def test_a_file_beside_the_articles_is_not_remembered_with_them(site: Path) -> None:
    first, _, _ = looked_at(site)
    write(site, {"README.md": "# Read me\n"})
    assert looked_at(site, "README.md", "content")[0] == first
    (site / "README.md").unlink()
    assert looked_at(site) == (first, [], False)


def test_others_are_judged_anew_where_an_outline_changed(site: Path) -> None:
    looked_at(site)
    write(site, {"content/posts/plan.md": PLAN.replace("## Set up", "## Begin")})
    age(site / "content")
    findings, parsed, _ = looked_at(site)
    assert parsed == ["content/posts/plan.md"]
    assert any("notes.md" in line and "anchor/broken" in line for line in findings)


def test_a_touched_file_is_the_same(site: Path) -> None:
    first, _, _ = looked_at(site)
    age(site / "content")
    assert looked_at(site) == (first, [], False)


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
    findings, _, made = looked_at(site)
    assert made
    assert findings == postlint("check", "--no-cache", cwd=site).lines


def test_what_the_repository_around_a_site_ignores_is_seen(site: Path) -> None:
    inner = site / "website"
    inner.mkdir()
    for name in ("hugo.toml", "postlint.toml", "content", "static"):
        (site / name).rename(inner / name)
    (site / ".git").mkdir()
    looked_at(inner)
    assert looked_at(inner)[2] is False
    write(site, {".gitignore": "website/static/made/\n"})
    os.utime(site / ".gitignore", ns=(1, 1))
    assert looked_at(inner)[2] is True


def test_an_article_that_is_gone_is_missed(site: Path) -> None:
    looked_at(site)
    (site / "content/about.md").unlink()
    findings, parsed, made = looked_at(site)
    assert (parsed, made) == ([], True)
    assert any("link/broken" in line for line in findings)


def test_a_young_file_is_not_trusted(site: Path) -> None:
    write(site, {"static/new.png": ""})
    first, _, _ = looked_at(site)
    assert looked_at(site) == (first, [], True)


def test_other_rules_are_another_memory(site: Path) -> None:
    looked_at(site)
    assert looked_at(site, "--select", "link/broken")[0] == []
    assert len(looked_at(site)[0]) == 1


def test_some_articles_of_a_site(site: Path) -> None:
    everything, _, _ = looked_at(site)
    assert looked_at(site, "content/posts/notes.md") == (everything, [], False)
    assert looked_at(site, "content/about.md") == ([], [], False)


def test_a_run_over_some_articles_keeps_what_is_known_of_others(site: Path) -> None:
    everything, _, _ = looked_at(site)
    write(site, {"content/about.md": FILES["content/about.md"] + "\nMore of it.\n"})
    age(site / "content")
    assert looked_at(site, "content/about.md") == ([], ["content/about.md"], False)
    assert looked_at(site) == (everything, [], False)


@pytest.mark.parametrize("content", [b"", b"nonsense\n", b"postlint cache 8\tkey\tdigest\n[[[\n", b"\xff\xfe\0"])
def test_a_damaged_memory_is_said_once_and_made_anew(site: Path, content: bytes) -> None:
    first, _, _ = looked_at(site)
    file = remembered(site, "verdicts")
    file.write_bytes(content)
    result = postlint("check", cwd=site)
    assert result.lines == first
    assert result.err.count("made anew") == (1 if content[:1] not in (b"", b"p") else result.err.count("made anew"))
    assert looked_at(site) == (first, [], False)


def forged(file: Path, change: Callable[[bytes], bytes]) -> bytes:
    """What is remembered, with changed lines and the digest that these have."""
    head, _, rest = file.read_bytes().partition(b"\n")
    body = rest[: rest.rindex(b"\n") + 1]
    evil = change(body)
    assert evil != body
    return head + b"\n" + evil + b"%08x" % crc32(evil)


def test_a_hostile_memory_is_no_memory(site: Path) -> None:
    """Lines that are as they should be, but for what they hold."""
    first, _, _ = looked_at(site)
    file = remembered(site, "verdicts")
    file.write_bytes(forged(file, lambda body: body.replace(b"\t[[", b'\t[{"a":[').replace(b"\t[]", b"\t[17]")))
    result = postlint("check", cwd=site)
    assert (result.lines, result.err.count("made anew")) == (first, 1)


def test_what_an_older_version_remembered_is_no_fault(site: Path) -> None:
    first, _, _ = looked_at(site)
    for kind in ("articles", "verdicts"):
        file = remembered(site, kind)
        file.write_bytes(file.read_bytes().replace(b"postlint cache 8", b"postlint cache 7", 1))
    assert looked_at(site)[0] == first


def test_damage_in_parts_that_are_read_late_is_noticed(site: Path) -> None:
    first, _, _ = looked_at(site)
    file = remembered(site, "articles")
    damaged = forged(file, lambda body: body.replace(b'\t[[["link"]', b'\t[[7,["link"]'))
    for command in ("check", "fix"):
        file.write_bytes(damaged)
        write(site, {"hugo.toml": FILES["hugo.toml"] + f"# for {command}\n"})
        arguments = ["--diff"] if command == "fix" else []
        result = postlint(command, *arguments, cwd=site)
        assert result.err.count("made anew") == 1, result.err
    assert looked_at(site)[0] == first


def test_how_a_site_is_built_is_seen(site: Path) -> None:
    looked_at(site)
    assert looked_at(site)[2] is False
    write(site, {".github/workflows/a.yml": "run: hugo -b https://example.org/site/\n"})
    os.utime(site / ".github/workflows/a.yml", ns=(1, 1))
    assert looked_at(site)[2] is True


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


@pytest.mark.parametrize("seed", range(4))
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
