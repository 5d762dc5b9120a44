"""The baseline: what is known stays silent wherever it goes, and what is new is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pull_request.repository import SITE, Repository

FILE = ".postlint-baseline.json"
OLD = "content/posts/old.md"


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """The small site with the baseline of its findings."""
    made = Repository(tmp_path / "site", SITE)
    done = made.postlint("baseline", "--no-cache")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{FILE} has 2 known findings.\n")
    return made


def entries(site: Repository) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.read(FILE))["findings"]
    return found


def silent(site: Repository) -> bool:
    return site.findings() == []


def test_the_file_can_be_reviewed(site: Repository) -> None:
    lines = site.read(FILE).splitlines()
    assert lines[0].startswith('{"version": 1') and lines[-1] == "]}"
    assert len(lines) == 4, "an entry on each line"
    assert lines[1:-1] == sorted(lines[1:-1])
    assert entries(site)[1] == {
        "path": OLD,
        "article": "Old",
        "rule": "link/broken",
        "excerpt": "A [dead link](/posts/gone-for-years/).",
        "count": 1,
    }
    assert FILE not in site.postlint("check").stdout


def test_known_findings_are_counted_and_not_reported(site: Repository) -> None:
    done = site.postlint("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"2 known findings are in {FILE}.\n"
    assert site.postlint("check", "--quiet").stderr == ""
    assert len(site.findings("--no-baseline")) == 2
    assert len(site.findings("--isolated")) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("---\n\nA [dead", "---\n\nOne line more.\n\nAnd another.\n\nA [dead"),
        ("A [dead", "  A   [dead"),
        ("\n", "\r\n"),
        (
            "A [dead link](/posts/gone-for-years/).\n\nStray * stars*.\n",
            "Stray * stars*.\n\nA [dead link](/posts/gone-for-years/).\n",
        ),
        ("title: Old", "title: Another title"),
    ],
    ids=["lines above", "blanks", "ends of lines", "paragraphs moved", "title"],
)
def test_survives(site: Repository, old: str, new: str) -> None:
    site.write({OLD: site.read(OLD).replace(old, new) if old == "\n" else site.read(OLD).replace(old, new, 1)})
    assert silent(site)
    assert "can no longer be found" not in site.postlint("check").stderr


def test_survives_a_renamed_file(site: Repository) -> None:
    (site.folder / OLD).rename(site.folder / "content/posts/very-old.md")
    assert silent(site)
    site.edit("content/posts/very-old.md", "Stray * stars*.", "Stray * stars*.\n\nA [dead link](/posts/nowhere/).")
    assert [finding.place for finding in site.findings()] == ["content/posts/very-old.md:9"]


def test_a_renamed_file_takes_the_entries_of_one_article(site: Repository) -> None:
    text = site.read(OLD)
    (site.folder / OLD).unlink()
    site.write({"content/posts/b.md": text, "content/a/old.md": text})
    found = site.findings()
    assert {each.place.partition(":")[0] for each in found} == {"content/posts/b.md"}, "the nearest name is the article"
    assert len([finding for finding in found if finding.rule == "link/broken"]) == 1


def test_every_other_finding_is_reported(site: Repository) -> None:
    site.edit(OLD, "Stray * stars*.\n", "Stray * stars*.\n\nStray * stars*.\n")
    assert [finding.place for finding in site.findings()] == [f"{OLD}:9"], "one more of the same words"
    site.edit("content/posts/milk.md", "Goes", "Stray * stars*.\n\nGoes")
    assert len(site.findings()) == 2, "the same words elsewhere"


def test_long_paragraphs(site: Repository) -> None:
    words = "word " * 200
    site.write({OLD: f"---\ntitle: Old\n---\n\n{words}[dead](/gone/) {words}\n"})
    site.postlint("baseline")
    (entry,) = entries(site)
    assert len(entry["excerpt"]) < 100 and "/gone/" in entry["excerpt"]
    site.edit(OLD, "---\n\nword", "---\n\nText.\n\nword")
    assert silent(site)
    site.edit(OLD, "word [dead]", "word [new](/nowhere/) word [dead]")
    assert len(site.findings()) == 2, "another paragraph now"


def test_stale_entries_are_said_and_pruned(site: Repository) -> None:
    site.edit(OLD, "Stray * stars*.", "Stray stars.")
    done = site.postlint("check")
    assert done.returncode == 0
    assert f"1 finding of {FILE} can no longer be found; `postlint baseline --prune` removes:" in done.stderr
    assert f"  {OLD}: emphasis/stray-space “Stray * stars*.”" in done.stderr
    done = site.postlint("baseline", "--prune")
    assert done.stderr == f"{FILE} has 1 known finding; 1 removed.\n"
    assert [entry["rule"] for entry in entries(site)] == ["link/broken"]
    site.edit(OLD, "Stray stars.", "Stray * stars*.")
    assert [finding.rule for finding in site.findings()] == ["emphasis/stray-space"]


def test_prune_adds_nothing(site: Repository) -> None:
    before = site.read(FILE)
    site.edit("content/posts/milk.md", "Goes", "Stray * stars*.\n\nGoes")
    assert site.postlint("baseline", "--prune").stderr == f"{FILE} has 2 known findings; 0 removed.\n"
    assert site.read(FILE) == before


def test_prune_follows_renamed_files_and_forgets_deleted_ones(site: Repository) -> None:
    (site.folder / OLD).rename(site.folder / "content/posts/very-old.md")
    site.postlint("baseline", "--prune")
    assert {entry["path"] for entry in entries(site)} == {"content/posts/very-old.md"}
    (site.folder / "content/posts/very-old.md").unlink()
    assert "2 findings of" in site.postlint("check").stderr
    site.postlint("baseline", "--prune")
    assert entries(site) == []


def test_a_part_of_the_site_leaves_the_other_entries(site: Repository) -> None:
    site.edit("content/posts/milk.md", "Goes", "Stray * stars*.\n\nGoes")
    assert "can no longer" not in site.postlint("check", "content/posts/milk.md").stderr
    site.postlint("baseline", "content/posts/milk.md")
    assert len(entries(site)) == 3
    assert silent(site)
    site.edit(OLD, "Stray * stars*.", "Stray stars.")
    site.postlint("baseline", "--prune", "content/posts/milk.md")
    assert len(entries(site)) == 3
    site.postlint("baseline", "--prune", "--select", "link")
    assert len(entries(site)) == 3, "the rule did not run"


def test_several_sites_share_a_file(tmp_path: Path) -> None:
    files = {f"{name}/{path}": text for name in ("one", "two") for path, text in SITE.items()}
    both = Repository(tmp_path, files | {"plain.md": "Stray * stars*.\n"})
    both.postlint("baseline")
    assert sum(entry["count"] for entry in entries(both)) == 5
    assert silent(both)
    both.edit(f"two/{OLD}", "Stray * stars*.", "Stray stars.")
    assert both.postlint("baseline", "--prune").stderr == f"{FILE} has 4 known findings; 1 removed.\n"
    assert silent(both)
    assert silent_in(both, "two")


def silent_in(site: Repository, folder: str) -> bool:
    return site.findings(cwd=folder) == []


def test_another_file(site: Repository) -> None:
    (site.folder / FILE).rename(site.folder / "known.json")
    assert not silent(site)
    assert site.findings("--baseline", "known.json") == []
    assert site.findings("--baseline", "known.json", "--isolated") == []
    done = site.postlint("check", "--baseline", "unknown.json")
    assert done.returncode == 2 and "unknown.json: the baseline cannot be read" in done.stderr
    site.postlint("baseline", "--baseline", "other.json")
    assert site.read("other.json") == site.read("known.json")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ":1: the baseline is not valid JSON"),
        ('{"version": 1,\n"findings": [\n<<<<<<<\n]}', ":3: the baseline is not valid JSON"),
        ("[]", "this is not a baseline"),
        ('{"version": 2, "findings": []}', "this is not a baseline of this version"),
        ('{"version": 1, "findings": [\n{"path": "a.md"}\n]}', ":2: an entry of the baseline has path, article"),
        (
            '{"version": 1, "findings": [\n{"path": "a", "article": "", "rule": "a/b", "excerpt": "", "count": 0}]}',
            ":2: 'count' of an entry of the baseline must be an integer above 0",
        ),
    ],
)
def test_a_damaged_file_stops_the_run(site: Repository, text: str, problem: str) -> None:
    site.write({FILE: text})
    for command in ("check", "fix", "baseline"):
        done = site.postlint(command)
        assert done.returncode == 2 and problem in done.stderr, command
        assert done.stdout == "" and "internal error" not in done.stderr


def test_fix_leaves_what_is_known_alone(site: Repository) -> None:
    before = site.read(OLD)
    assert "Repaired 0 findings" in site.postlint("fix").stderr
    assert site.read(OLD) == before
    site.postlint("fix", "--no-baseline")
    assert "Stray *stars*." in site.read(OLD)


def test_with_since(site: Repository) -> None:
    site.commit()
    site.branch()
    site.edit(OLD, "title: Old\n---\n\nA", "title: Old\n---\n\nText [x](/nowhere/).\n\nA")
    site.edit("content/posts/tea.md", "slug: tea", "slug: green-tea")
    found = site.findings("--since", "main")
    assert [each.place for each in found if each.place.startswith(OLD)] == [f"{OLD}:5"]
    assert len(found) == 4


def test_wording_does_not_matter(tmp_path: Path) -> None:
    """A finding is recognised by its rule and its text; one about a whole article by its rule."""
    from postlint.diagnostic import Diagnostic, Severity
    from postlint.scope.fingerprints import fingerprints
    from postlint.text import Range

    def prints(end: int, *messages: str) -> list[str]:
        place = Range(0, end, 1, 1, 1, end + 1)
        return fingerprints(
            [Diagnostic("a.md", place, "a/b", Severity.ERROR, text) for text in messages], lambda _: "x"
        )

    for end in (0, 1):
        assert prints(end, "has no title", "says b.md") == prints(end, "a title is missing", "names c.md and d.md")
        assert len(set(prints(end, "one", "one"))) == 2


def test_baselines_with_messages_still_match(site: Repository) -> None:
    """Earlier versions wrote the message of a finding about a whole article, whatever it was."""
    site.write({"content/posts/bare.md": "Text.\n\nA [dead link](/posts/gone-for-years/).\n"})
    assert len(site.findings()) == 2
    site.postlint("baseline")
    written = site.read(FILE)
    old = written.replace(
        '"front-matter/missing", "excerpt": ""', '"front-matter/missing", "excerpt": "it has no … at all"'
    )
    assert old != written
    site.write({FILE: old})
    assert silent(site)
    assert "can no longer be found" not in site.postlint("check").stderr
    site.write({FILE: old.replace("front-matter/missing", "link/empty")})
    assert [finding.rule for finding in site.findings()] == ["front-matter/missing"]
