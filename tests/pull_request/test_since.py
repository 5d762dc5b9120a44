"""`--since` in real repositories: what a change breaks is said, here and elsewhere, and what was broken is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pull_request.repository import SITE, Finding, Repository

TEA, COFFEE, MILK = "content/posts/tea.md", "content/posts/coffee.md", "content/posts/milk.md"


def since(repository: Repository, *arguments: str) -> list[Finding]:
    return repository.findings("--since", "main", *arguments)


def elsewhere(found: list[Finding], path: str) -> list[Finding]:
    return [each for each in found if each.place.startswith(path + ":")]


def test_without_a_change_nothing_is_found(repository: Repository) -> None:
    assert len(repository.findings()) == 2, "the site has findings of old"
    assert since(repository) == []


# --- what a change breaks elsewhere


def test_slug_changed(repository: Repository) -> None:
    repository.edit(TEA, "slug: tea", "slug: green-tea")
    cause = f"{TEA}:3 the URL of this article was /posts/tea/ and is /posts/green-tea/ now"
    assert since(repository) == [
        Finding("link/broken", f"{COFFEE}:5", [cause]),
        Finding("link/broken", f"{COFFEE}:7", [cause]),
        Finding("site/url-changed-without-alias", f"{TEA}:3", []),
    ]


def test_slug_changed_with_an_alias(repository: Repository) -> None:
    repository.edit(TEA, "slug: tea", "slug: green-tea\naliases: [/posts/tea/]")
    assert since(repository) == []


def test_retitled_where_titles_make_urls(repository: Repository) -> None:
    repository.git("switch", "-q", "main")
    repository.edit("hugo.toml", "title = ", '[permalinks]\nposts = "/:title/"\n[params]\ntitle = ')
    repository.edit(MILK, "/posts/coffee/", "/coffee/")
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    repository.edit(COFFEE, "title: Coffee", "title: Espresso")
    cause = f"{COFFEE}:2 the URL of this article was /coffee/ and is /espresso/ now"
    assert elsewhere(since(repository), MILK) == [Finding("link/broken", f"{MILK}:5", [cause])]


@pytest.mark.parametrize("how", ["in git", "in the file system", "in git, and rewritten"])
def test_renamed(repository: Repository, how: str) -> None:
    if how == "in the file system":
        (repository.folder / COFFEE).rename(repository.folder / "content/posts/espresso.md")
    else:
        repository.git("mv", COFFEE, "content/posts/espresso.md")
    if how == "in git, and rewritten":
        rewritten = "---\ntitle: Coffee\n---\n\n" + "Nothing of this was there before, not a line of it.\n" * 20
        repository.write({"content/posts/espresso.md": rewritten})
    cause = (
        "content/posts/espresso.md:1 the URL of this article was /posts/coffee/ and is /posts/espresso/ now: "
        f"the file was renamed from {COFFEE}"
    )
    assert since(repository) == [
        Finding("site/url-changed-without-alias", "content/posts/espresso.md:2", []),
        Finding("link/broken", f"{MILK}:5", [cause]),
    ]


def test_renamed_without_another_url(repository: Repository) -> None:
    repository.git("mv", TEA, "content/posts/all-about-tea.md")
    assert since(repository) == []


def test_deleted(repository: Repository) -> None:
    repository.git("rm", "-q", TEA)
    assert since(repository) == [
        Finding("link/broken", f"{COFFEE}:5", [f"{TEA}:1 this file was deleted"]),
        Finding("link/broken", f"{COFFEE}:7", [f"{TEA}:1 this file was deleted"]),
        Finding("site/removed-without-redirect", f"{TEA}:1", []),
    ]


def test_deleted_where_it_is_ignored(repository: Repository) -> None:
    repository.write({"postlint.toml": '[per-file-ignores]\n"tea.md" = ["site"]\n'})
    repository.git("rm", "-q", TEA)
    assert elsewhere(since(repository), TEA) == []


def test_drafted(repository: Repository) -> None:
    repository.edit(TEA, "slug: tea\n", "slug: tea\ndraft: true\n")
    cause = f"{TEA}:4 this article is a draft; it was published before"
    assert since(repository) == [
        Finding("link/unpublished", f"{COFFEE}:5", [cause]),
        Finding("link/unpublished", f"{COFFEE}:7", [cause]),
        Finding("site/removed-without-redirect", f"{TEA}:4", []),
    ]


@pytest.mark.parametrize("now", ["", "## Milk\n\nBoil it.\n\n"])
def test_heading_removed_or_renamed(repository: Repository, now: str) -> None:
    repository.edit(TEA, "## Water\n\nBoil it.\n\n", now)
    cause = f"{TEA}:8 the heading “Water” was here, with the anchor #water"
    assert since(repository) == [Finding("anchor/broken", f"{COFFEE}:7", [cause])]


def test_alias_removed(repository: Repository) -> None:
    repository.git("switch", "-q", "main")
    repository.edit(TEA, "slug: tea\n", "slug: tea\naliases: [/cha/]\n")
    repository.edit(MILK, "/posts/coffee/", "/cha/")
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    repository.edit(TEA, "aliases: [/cha/]\n", "")
    assert since(repository) == [Finding("link/broken", f"{MILK}:5", [f"{TEA}:4 this was changed"])]


def test_image_deleted_and_renamed(repository: Repository) -> None:
    repository.git("switch", "-q", "main")
    repository.write({"static/cup.png": "a", "static/pot.png": "another"})
    repository.edit(MILK, "Goes with", "![A cup](/cup.png) ![A pot](/pot.png)\n\nGoes with")
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    repository.git("rm", "-q", "static/cup.png")
    repository.git("mv", "static/pot.png", "static/jug.png")
    assert since(repository) == [
        Finding("image/missing", f"{MILK}:5", ["static/cup.png:1 this file was deleted"]),
        Finding("image/missing", f"{MILK}:5", ["static/jug.png:1 this file was renamed from static/pot.png"]),
    ]


def test_configuration_of_the_site_changed(repository: Repository) -> None:
    repository.edit("hugo.toml", "title =", '[permalinks]\nposts = "/p/:slug/"\n[params]\ntitle =')
    found = elsewhere(since(repository), MILK)
    assert Finding("link/broken", f"{MILK}:5", ["hugo.toml:2 this was changed"]) in found


def test_section_page_changed(repository: Repository) -> None:
    repository.git("switch", "-q", "main")
    repository.write({"content/about.md": "---\ntitle: About\n---\n\nDrink [coffee](/posts/coffee/).\n"})
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    index = "content/posts/_index.md"
    repository.write({index: "---\ntitle: Posts\ncascade:\n  build:\n    render: never\n---\n"})
    (found,) = elsewhere(since(repository), "content/about.md")
    assert (found.rule, found.causes[-1]) == ("link/unpublished", f"{index}:1 this was changed")


def test_a_fence_that_swallows_what_follows(repository: Repository) -> None:
    repository.git("switch", "-q", "main")
    repository.write({"content/a.md": "---\ntitle: A\n---\n\n```\ncode\n```\n\nText.\n"})
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    repository.edit("content/a.md", "code\n```\n", "code\n")
    assert [(finding.rule, finding.place) for finding in since(repository)] == [
        ("structure/unclosed-fence", "content/a.md:5")
    ]


# --- what is wrong in the change itself


def test_changed_lines_only(repository: Repository) -> None:
    old = "content/posts/old.md"
    repository.edit(old, "---\n\nA [dead", "---\n\nNew.\n\nAnother [bad link](/nowhere/).\n\nA [dead")
    assert since(repository) == [Finding("link/broken", f"{old}:7", [])]
    repository.edit(old, "A [dead", "One [dead")
    assert [each.place for each in since(repository)] == [f"{old}:7", f"{old}:9"]


def test_the_same_mistake_once_more(repository: Repository) -> None:
    old = "content/posts/old.md"
    repository.edit(old, "Stray * stars*.\n", "Stray * stars*.\n\nText.\n\nStray * stars*.\n")
    assert [each.place for each in since(repository)] == [f"{old}:11"]


def test_whole_new_files(repository: Repository) -> None:
    repository.write({"content/posts/new.md": "---\ntitle: New\n---\n\nText.\n\nA [bad link](/nowhere/).\n"})
    expected = [Finding("link/broken", "content/posts/new.md:7", [])]
    assert since(repository) == expected, "untracked"
    repository.git("add", "-A")
    assert since(repository) == expected, "staged"
    repository.commit()
    assert since(repository) == expected, "committed"
    repository.edit("content/posts/new.md", "Text.\n\n", "")
    assert since(repository) == [Finding("link/broken", "content/posts/new.md:5", [])], "changed since"


def test_new_files_that_git_ignores(repository: Repository) -> None:
    repository.write({".gitignore": "generated.md\n", "content/generated.md": "---\ntitle: G\n---\n\n[x](/nowhere/)\n"})
    assert since(repository, "content/generated.md") == [], "it is no part of the change"


def test_ends_of_lines_are_no_change(repository: Repository) -> None:
    old = "content/posts/old.md"
    repository.write({old: repository.read(old).replace("\n", "\r\n")})
    assert since(repository) == []


def test_standard_input(repository: Repository) -> None:
    repository.edit(COFFEE, "Also see", "Also, see")
    text = repository.read(TEA).replace("slug: tea", "slug: green-tea") + "\nA [bad link](/nowhere/).\n"
    done = repository.postlint("check", "--since", "main", "--stdin-filename", TEA, stdin=text)
    assert [line.split(" ")[:3] for line in done.stdout.splitlines()] == [
        [f"{TEA}:3:7:", "error", "site/url-changed-without-alias"],
        [f"{TEA}:16:14:", "error", "link/broken"],
    ]


def test_suppressed(repository: Repository) -> None:
    repository.edit(TEA, "slug: tea\n", "slug: green-tea\n")
    repository.edit(TEA, "How to", "<!-- postlint-disable-file site/url-changed-without-alias -->\n\nHow to")
    assert elsewhere(since(repository), TEA) == []
    assert "suppression/unused" not in {finding.rule for finding in repository.findings()}, (
        "without --since it never ran"
    )


# --- which revision it is compared with


def test_merge_base_moved_on(repository: Repository) -> None:
    repository.edit(TEA, "Two spoons.", "Three spoons.")
    repository.commit()
    repository.git("switch", "-q", "main")
    repository.edit(MILK, "Goes with", "Goes * well* with")
    repository.git("rm", "-q", "content/posts/old.md")
    repository.commit("What others do meanwhile")
    repository.git("switch", "-q", "work")
    assert since(repository) == [], "what main did meanwhile is not undone by this branch"


def test_any_revision_will_do(repository: Repository) -> None:
    repository.edit(TEA, "slug: tea", "slug: green-tea")
    repository.commit()
    repository.git("tag", "v1")
    for revision in ("main", "HEAD~1", repository.git("rev-parse", "main").strip()[:12]):
        assert len(repository.findings("--since", revision)) == 3, revision
    assert repository.findings("--since", "v1") == []
    repository.git("switch", "-q", "--detach")
    assert len(since(repository)) == 3


def refused(repository: Repository, revision: str, *, cwd: str = ".") -> str:
    done = repository.postlint("check", "--since", revision, cwd=cwd)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr and "internal error" not in done.stderr
    return done.stderr


def test_missing_revision(repository: Repository) -> None:
    assert "git fetch origin next" in refused(repository, "origin/next")
    assert "no revision 'nowhere'" in refused(repository, "nowhere")
    assert "no revision '0000000" in refused(repository, "0" * 40)
    assert "--since is to name a revision" in refused(repository, "")
    assert "no revision '--output=x'" in refused(repository, "--output=x")
    assert not (repository.folder / "x").exists()


def test_no_common_commit(repository: Repository) -> None:
    repository.git("switch", "-q", "--orphan", "other")
    repository.commit("Another beginning")
    repository.write({TEA: "---\ntitle: Tea\n---\n\nText.\n"})
    assert "no commit in common" in refused(repository, "main")


def test_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    repository.edit(TEA, "slug: tea", "slug: green-tea")
    repository.commit()
    repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(tmp_path / "clone"))
    clone = Repository.__new__(Repository)
    clone.folder = tmp_path / "clone"
    assert "fetch-depth: 0" in refused(clone, "origin/main")
    clone.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    message = refused(clone, "origin/main")
    assert "git fetch --unshallow" in message and "does not reach back" in message
    clone.git("fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*")
    assert len(clone.findings("--since", "origin/main")) == 3


def test_no_repository(tmp_path: Path) -> None:
    folder = Repository.__new__(Repository)
    folder.folder = tmp_path
    folder.write(SITE)
    assert "is in no git repository" in refused(folder, "main")
    (tmp_path / "empty").mkdir()
    assert "is in no git repository" in refused(folder, "main", cwd="empty"), "also where there is nothing to look at"


def test_no_commit_yet(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write(SITE)
    assert "no commit yet" in refused(repository, "main")


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    from pull_request import repository as module

    monkeypatch.setitem(module.ENVIRONMENT, "PATH", str(repository.folder))
    assert "git is not installed" in refused(repository, "main")


# --- repositories of all kinds


def test_site_in_a_folder(tmp_path: Path) -> None:
    repository = Repository(
        tmp_path, {f"docs/my site #1/{path}": text for path, text in SITE.items()} | {"a.md": "# A\n"}
    )
    repository.branch()
    repository.edit(f"docs/my site #1/{TEA}", "slug: tea", "slug: green-tea")
    repository.edit("a.md", "# A\n", "# A\n\n[x](b.md)\n")
    inside = repository.findings("--since", "main", cwd="docs/my site #1")
    assert [each.place for each in inside] == [f"{COFFEE}:5", f"{COFFEE}:7", f"{TEA}:3"]
    assert inside[0].causes[0].startswith(f"{TEA}:3 ")
    outside = since(repository)
    assert outside[-1].place == f"docs/my site #1/{TEA}:3"
    assert outside[-2].causes[0].startswith(f"docs/my site #1/{TEA}:3 ")


NAMES = [
    "a b.md",
    "ä ö.md",
    "say “hi”.md",
    "a # 1, 2; 3%20.md",
    "tab\tand\nnewline.md",
    "茶.md",
    "-x.md",
    "back\\slash.md",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_hostile_names(tmp_path: Path) -> None:
    files = {f"content/p q/{name}": f"---\ntitle: T{at}\nslug: s{at}\n---\n\nText.\n" for at, name in enumerate(NAMES)}
    repository = Repository(tmp_path, SITE | files)
    repository.branch()
    for at, name in enumerate(NAMES):
        repository.edit(f"content/p q/{name}", f"slug: s{at}", f"slug: t{at}")
    repository.git("mv", "content/p q/a b.md", "content/p q/c d.md")
    found = since(repository)
    paths = sorted(f"content/p q/{name}" for name in ["c d.md", *NAMES[1:]])
    assert [each.place for each in found] == [f"{path}:3" for path in paths]


def with_module(tmp_path: Path, place: str, files: dict[str, str]) -> tuple[Repository, Repository]:
    """A site with a submodule, on a branch."""
    module = Repository(tmp_path / "module", files)
    repository = Repository(tmp_path / "site", SITE)
    repository.git("submodule", "--quiet", "add", str(module.folder), place)
    repository.commit()
    repository.branch()
    inner = Repository.__new__(Repository)
    inner.folder = repository.folder / place
    return repository, inner


def test_submodule_with_content(tmp_path: Path) -> None:
    repository, inner = with_module(tmp_path, "content/shop", {"pots.md": "---\ntitle: Pots\n---\n\nText.\n"})
    repository.git("switch", "-q", "main")
    repository.edit(MILK, "/posts/coffee/", "/shop/pots/")
    repository.commit()
    repository.git("switch", "-q", "-C", "work")
    assert since(repository) == []
    expected = [
        Finding("link/broken", f"{MILK}:5", ["content/shop/pots.md:1 this file was deleted"]),
        Finding("site/removed-without-redirect", "content/shop/pots.md:1", []),
    ]
    inner.git("rm", "-q", "pots.md")
    assert sorted(since(repository)) == sorted(expected), "uncommitted in the submodule"
    inner.commit()
    assert sorted(since(repository)) == sorted(expected), "committed there"
    repository.commit()
    assert sorted(since(repository)) == sorted(expected), "and in the site"


def test_submodule_without_its_earlier_commit(tmp_path: Path) -> None:
    repository, inner = with_module(tmp_path, "themes/t", {"theme.toml": "", "layouts/x.html": ""})
    inner.write({"layouts/x.html": "x"})
    inner.commit()
    repository.commit()
    inner.git("switch", "-q", "--orphan", "new")
    inner.commit()
    inner.git("branch", "-D", "main")
    inner.git("update-ref", "-d", "refs/remotes/origin/main")
    inner.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
    inner.git("reflog", "expire", "--expire=now", "--all")
    inner.git("gc", "-q", "--prune=now")
    assert "git -C themes/t fetch origin" in refused(repository, "main")


def test_submodule_that_is_not_checked_out(tmp_path: Path) -> None:
    repository, _ = with_module(tmp_path, "themes/t", {"theme.toml": ""})
    repository.commit()
    repository.git("submodule", "--quiet", "deinit", "-f", "themes/t")
    repository.edit(TEA, "slug: tea", "slug: green-tea")
    assert len(since(repository)) == 3


def test_site_within_a_submodule(tmp_path: Path) -> None:
    site = Repository(tmp_path / "inner", SITE)
    outer = Repository(tmp_path / "outer", {"README.md": "# A\n"})
    outer.git("submodule", "--quiet", "add", str(site.folder), "site")
    inner = Repository.__new__(Repository)
    inner.folder = outer.folder / "site"
    inner.edit(TEA, "slug: tea", "slug: green-tea")
    assert len(inner.findings("--since", "origin/main")) == 3


def test_link_in_the_place_of_a_folder(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "keep.md").write_text("---\ntitle: Keep\n---\n\nText.\n")
    repository.git("mv", MILK, "content/milk.md")
    repository.git("rm", "-rq", "content/posts")
    (repository.folder / "content/posts").symlink_to(tmp_path / "outside")
    repository.commit()
    removed = [finding.place for finding in since(repository) if finding.rule == "site/removed-without-redirect"]
    assert removed == [f"content/posts/{name}.md:1" for name in ("coffee", "old", "tea")]
    assert sorted(file.name for file in (tmp_path / "outside").iterdir()) == ["keep.md"], (
        "nothing is written through it"
    )


def test_nothing_is_left_behind(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pull_request import repository as module

    def state() -> list[tuple[str, int]]:
        files = (repository.folder / ".git").rglob("*")
        return sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file())

    monkeypatch.setitem(module.ENVIRONMENT, "TMPDIR", str(tmp_path))
    repository.write({"content/posts/new.md": "---\ntitle: New\n---\n\nText.\n"})
    repository.git("rm", "-q", TEA)
    before, folders = state(), sorted(tmp_path.iterdir())
    assert repository.postlint("check", "--no-cache", "--since", "main").returncode == 1
    assert state() == before, "git is only asked"
    assert sorted(tmp_path.iterdir()) == folders


# --- repairs


def test_fix_adds_the_alias_and_leaves_the_past_alone(repository: Repository) -> None:
    repository.edit(TEA, "slug: tea", "slug: green-tea")
    repository.edit("content/posts/old.md", "A [dead", "A [ dead")
    done = repository.postlint("fix", "--since", "main", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'aliases: ["/posts/tea/"]\n' in repository.read(TEA)
    assert "A [dead link]" in repository.read("content/posts/old.md")
    assert "[tea](/posts/green-tea/)" in repository.read(COFFEE), "what the change caused is repaired as well"
    assert "Stray * stars*." in repository.read("content/posts/old.md")
    assert elsewhere(since(repository), COFFEE) == []
