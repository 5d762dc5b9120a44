"""Links to devices, pipes and secrets in the place of any file: nothing hangs, grows, shows or is written."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path

import pytest
from command import postlint, process, write
from pull_request.repository import ENVIRONMENT

FRONT = "+++\ntitle = 'A'\n+++\n\n"
SITE = {"hugo.toml": "baseURL = 'https://example.org/'\n", "content/a.md": FRONT + "[a](/gone/) [b](/b.png) [c ](/b)\n"}
PLACES = [
    ".gitignore",
    "content/.gitignore",
    "pyproject.toml",
    "postlint.toml",
    ".postlint.toml",
    ".postlint-baseline.json",
    "hugo.toml",
    "config/_default/params.toml",
    "static/_redirects",
    "netlify.toml",
    "vercel.json",
    "package.json",
    "Makefile",
    "build.sh",
    ".github/workflows/site.yml",
    "layouts/shortcodes/x.html",
    "layouts/_default/single.html",
    "i18n/en.toml",
    "themes/t/theme.toml",
    "content/b.md",
    "content/_index.md",
    ".git",
]


def odd(folder: Path, place: str, kind: str) -> None:
    """Put a link to something odd in a place."""
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(folder.parent / "pipe")
        file.symlink_to(folder.parent / "pipe")
    else:
        file.symlink_to(kind)


@pytest.mark.parametrize("kind", ["pipe", "/dev/zero", "/proc/self/mem", "/dev"])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_hangs(tmp_path: Path, place: str, kind: str) -> None:
    folder = write(tmp_path / "site", SITE)
    odd(folder, place, kind)
    result = postlint("check", "--no-cache", cwd=folder)
    assert result.code in (0, 1, 2)
    if not place.endswith(("hugo.toml", "params.toml", "postlint.toml", ".json")):
        assert "content/a.md:5:" in result.out, "the others are looked at"


@pytest.mark.parametrize(
    "place", ["pyproject.toml", ".gitignore", "netlify.toml", "hugo.toml", ".postlint-baseline.json", "content/b.md"]
)
def test_a_file_without_end_does_not_fill_the_memory(tmp_path: Path, place: str) -> None:
    """A sparse file of a terabyte costs nobody anything."""
    folder = write(tmp_path / "site", SITE)
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(1 << 40)
    (folder / place).unlink(missing_ok=True)
    (folder / place).symlink_to(tmp_path / "huge")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert postlint("check", "--no-cache", cwd=folder).code in (0, 1, 2)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


SECRETS = ["/proc/self/environ", "../.git/config", "../.env", "../secrets.json"]


@pytest.mark.parametrize("command", [("check",), ("fix", "--diff", "--unsafe"), ("site",)])
@pytest.mark.parametrize("secret", SECRETS)
def test_an_article_that_is_a_link_to_a_secret_shows_nothing(
    tmp_path: Path, secret: str, command: tuple[str, ...]
) -> None:
    folder = write(tmp_path / "site", {**SITE, ".env": "KEY=s3cret [a ](/b)\n", "secrets.json": "s3cret [a ](/b)\n"})
    subprocess.run(["git", "init", "-q"], cwd=folder, env=ENVIRONMENT, check=True)
    with (folder / ".git/config").open("a") as config:
        config.write("# s3cret [a ](/b) the the\n")
    (folder / "content/evil.md").symlink_to(secret)
    # Of its own environment a process can be asked from within alone.
    call = process if secret.startswith("/proc") else postlint
    for form in ("full", "json", "sarif", "gitlab") if command == ("check",) else ("full",):
        arguments = () if command == ("site",) else ("--no-cache", "--output-format", form)
        result = call(*command, *arguments, cwd=folder, env={"TOKEN": "s3cret [a ](/b)"})
        assert "s3cret" not in result.out + result.err
    assert "content/evil.md:1:1: error file/unreadable" in postlint("check", "--no-cache", cwd=folder).out


def test_an_article_that_is_a_link_to_an_article_is_looked_at(folder: Path) -> None:
    write(folder, {**SITE, "shared/b.md": FRONT.replace("A", "B") + "[a ](/a/)\n"})
    (folder / "content/b.md").symlink_to("../shared/b.md")
    assert "content/b.md:5:3: warning link/padded-text" in postlint("check", "--no-cache", cwd=folder).out
    assert postlint("fix", "--no-cache", "content/b.md", cwd=folder).code == 0
    assert (folder / "content/b.md").is_symlink()
    assert (folder / "shared/b.md").read_text() == FRONT.replace("A", "B") + "[a](/a/)\n"


TARGETS = {
    "the settings of git": ".git/config",
    "an article of git": ".git/a.md",
    "a hidden folder": ".github/a.md",
    "a hidden article": "content/.a.md",
    "a script": "build.sh",
    "outside": "../outside.md",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_repair_is_never_written_through_a_link_to_what_is_no_article(tmp_path: Path, target: str) -> None:
    """Also where the configuration makes the words of that file be repaired."""
    folder = write(
        tmp_path / "site", {**SITE, "postlint.toml": '[rules."text/term"]\nwords = { "bare" = "x", "/b" = "y" }\n'}
    )
    subprocess.run(["git", "init", "-q"], cwd=folder, env=ENVIRONMENT, check=True)
    file = folder / target
    file.parent.mkdir(parents=True, exist_ok=True)
    text = FRONT + "bare = false [a ](/b) the the bare\n"
    file.write_text(text)
    (folder / "content/evil.md").symlink_to(os.path.relpath(file, folder / "content"))
    (folder / "content/linked").symlink_to(os.path.relpath(file.parent, folder / "content"))
    for path in (".", "content/evil.md", *([f"content/linked/{file.name}"] if file.suffix == ".md" else [])):
        result = postlint("fix", "--unsafe", "--no-cache", path, cwd=folder)
        assert result.code in (1, 2)
        assert file.read_text() == text
    assert sorted(place.name for place in file.parent.glob(f".{file.name}.*")) == []
