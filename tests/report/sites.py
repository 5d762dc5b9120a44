"""Sites for the tests of the report: one of many kinds of articles, and one whose every text is hostile."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from command import write

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 400_000
HOSTILE = (
    "</script><script>document.title = 'taken'</script>",
    "\"><img src='https://tracker.example/x.png' onerror=\"document.title = 'taken'\">",
    "<!--<script>",
    '=HYPERLINK("https://evil.example","x")',
    "a\u202etxt.exe\u2066",
    "{{ 7 * 7 }}{% raise %}",
    "x" * 1_000_000,
)
"""Titles, each of which is to be shown and nothing more."""


def article(title: str, body: str, **fields: str) -> str:
    """An article with a title and further fields, values as TOML."""
    head = "".join(f"{name} = {value}\n" for name, value in fields.items())
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'+++\ntitle = "{quoted}"\n{head}+++\n\n{body}\n'


def many(count: int = 60) -> dict[str, str | bytes]:
    """Articles in two sections by two authors, of all states, with links, pictures and findings."""
    files: dict[str, str | bytes] = {
        "hugo.toml": "baseURL = 'https://north.example/'\n",
        "layouts/baseof.html": '<img src="/logo.png">',
        "static/logo.png": PNG[:99],
        "static/plan.png": PNG,
        "static/lost.png": PNG[:99],
        "static/secret.png": PNG[:99],
        "content/_index.md": article("Home", "The [first one](/a/post-00/)."),
        "content/a/draft.md": article(
            "The Merger", "![Plan](/secret.png) and [more](/b/post-01/).", draft="true", date="2000-01-01"
        ),
        "content/a/later.md": article("Later", "Text.", date="2999-01-01"),
        "content/b/ending.md": article("Ending", "Text.", date="2000-01-01", expiryDate="2999-05-05"),
        "content/b/broken.md": article(
            "Broken",
            "A [link](/nowhere/) and [it ](/a/post-00/), ![a plan](/none.png), [gone](https://gone.example/x).\n\n"
            "[Soon](/a/draft/) there is more.",
            date="2001-02-03",
            authors='["Bo"]',
        ),
    }
    for number in range(count):
        section, author = "ab"[number % 2], ("Ann", "Bo")[number % 3 == 0]
        link = f"[next](/{'ab'[(number + 1) % 2]}/post-{number + 1:02}/)" if number + 1 < count else "the end"
        files[f"content/{section}/post-{number:02}.md"] = article(
            f"Post {number:02}",
            f"{'word ' * (10 * number + 5)}{link}. ![the plan](/plan.png)",
            authors=f'["{author}"]',
            date=f"20{10 + number // 12}-{number % 12 + 1:02}-10",
        )
    return files


def hostile() -> dict[str, str | bytes]:
    """Every title, path, author and text tries to be more than a text."""
    files: dict[str, str | bytes] = {"hugo.toml": "baseURL = \"javascript:alert(1)//\"\ntitle = '<b>x</b>'\n"}
    for number, title in enumerate(HOSTILE):
        body = (
            f'[it ](/x/) {title[:200]} [b](javascript:alert(1)) [c](https://ok.example/"onclick="x)\n\n'
            f"[ {title[:300]}](/nowhere/)\n"
        )
        files[f"content/p{number}.md"] = article(title, body, authors=f"['''{title[:90]}''']", date="2001-01-01")
    files['content/<img src=x onerror=alert(1)>/it\'s "$(id)" & `id`.md'] = article("A path", "[it ](/x/)")
    return files


def commit(folder: Path, files: Mapping[str, str | bytes | None], day: str) -> None:
    """Write files, delete those of None, and commit all of it on a day."""
    write(folder, {name: content for name, content in files.items() if content is not None})
    for name in (name for name, content in files.items() if content is None):
        (folder / name).unlink()
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", day, day=day)


def git(folder: Path, *arguments: str, day: str = "2020-01-01") -> str:
    """What git answers, in the name of nobody."""
    time = f"{day}T12:00:00Z"
    names = {f"GIT_{role}_{what}": "nobody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **names}
    environment |= {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time, "GIT_CONFIG_GLOBAL": "/dev/null"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout
