"""Patterns of paths: those that hang others are matched at once, and all mean what they mean to git."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from command import postlint, write
from growth import LIMIT, ratio
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pull_request.repository import ENVIRONMENT

from postlint.facts.path_patterns import PathPatterns, glob

ARTICLE = "+++\ntitle = 'A'\n+++\n\nText.\n"
KILLERS = [
    "*a*a*a*a*a*a*b",
    "**/*a*a*a*a*a*b",
    "a/**/a/**/a/**/a/**/b",
    "**a**a**a**a**b",
    "*" * 60 + "b",
    "{a,b}*" * 12 + "c",
]


@pytest.mark.parametrize("pattern", KILLERS)
@pytest.mark.parametrize("place", [".gitignore", "exclude", "per-file-ignores", "hugo", "module"])
def test_a_run_does_not_hang(folder: Path, pattern: str, place: str) -> None:
    """With backtracking each of these would take longer than anybody waits."""
    name = "a" * 200
    files = {"hugo.toml": "", f"content/{name}.md": ARTICLE, f"content/{'a/' * 40}x.md": ARTICLE}
    match place:
        case ".gitignore":
            files[".gitignore"] = files["content/.gitignore"] = pattern + "\n!" + pattern + "c\n"
        case "exclude":
            files["postlint.toml"] = f'exclude = ["{pattern}", "!{pattern}c"]\n'
        case "per-file-ignores":
            files["postlint.toml"] = f'[per-file-ignores]\n"{pattern}" = ["text"]\n'
        case "hugo":
            files["hugo.toml"] = (
                f'[[module.mounts]]\nsource = "content"\ntarget = "content"\nexcludeFiles = "{pattern}"\n'
            )
        case _:
            files["hugo.toml"] = (
                f'[[module.mounts]]\nsource = "content"\ntarget = "content"\nfiles = ["{pattern}", "**"]\n'
            )
    write(folder, files)
    result = postlint("check", "--no-cache", cwd=folder)
    assert result.code in (0, 1)
    assert postlint("site", cwd=folder).code == 0


@pytest.mark.parametrize("pattern", KILLERS)
def test_time_grows_with_the_length(pattern: str) -> None:
    patterns, whole = PathPatterns([pattern, "!c"]), glob(pattern)

    def match(path: str) -> None:
        for _ in range(20):
            patterns.exclude(path)
            whole.match(path)

    assert ratio(match, lambda length: "a" * length, 2_000) <= LIMIT


NAMES = st.text("ab.-_ Aé", min_size=1, max_size=4).filter(lambda name: name.strip(". ") and name == name.strip())
PATHS = st.lists(st.lists(NAMES, min_size=1, max_size=4).map("/".join), min_size=1, max_size=8)
PIECES = st.sampled_from([*"a b A . - * * ? [ab] [!a] [a-b] []a] [[:alpha:]] \\* \\a é".split(), " ", "!"])
SEGMENTS = st.one_of(
    st.just("**"), st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(lambda text: "**" not in text)
)
LINES = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "", "!"]),
        st.sampled_from(["", "/"]),
        st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join),
        st.sampled_from(["", "/"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=60, database=None)
@given(PATHS, LINES)
@example(["a/b", "a/a/b", "b"], ["a/**", "!a/b"])
@example(["a", "a/b/a", "b/a"], ["**/a", "!/a"])
@example(["a/b.b", "b/a/b.b"], ["a/*.b", "*.b", "!b/"])
def test_git_says_the_same(tmp_path_factory: pytest.TempPathFactory, paths: list[str], lines: list[str]) -> None:
    lines = [line for line in lines if line.strip()]
    folder = tmp_path_factory.mktemp("ignored")
    subprocess.run(["git", "init", "-q"], cwd=folder, env=ENVIRONMENT, check=True)
    (folder / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = "".join(f"{path}\0" for path in paths).encode()
    command = ["git", "-c", "core.ignorecase=false", "check-ignore", "-z", "--no-index", "--stdin"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, input=asked, capture_output=True, check=False)
    ignored = set(done.stdout.decode().split("\0")) - {""}
    patterns = PathPatterns(lines)
    for path in paths:
        assert patterns.exclude(path) == (path in ignored), (path, lines)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("**.md", ["a.md", "a/b.md"], ["a.txt"]),
        ("*.md", ["a.md"], ["a/b.md"]),
        ("posts/**", ["posts/a", "posts/a/b"], ["post/a"]),
        ("{posts,news}/*.{md,html}", ["posts/a.md", "news/b.html"], ["a/a.md", "posts/a.txt"]),
        ("a?c", ["abc"], ["a/c", "ac"]),
        ("[ab]*c", ["axc", "bc"], ["c"]),
        ("**/a*b/**", ["x/ab/y", "x/y/acb/z"], ["ab"]),
        ("**/*a/*b", ["x/ya/xa/b", "1/2a/3b"], ["a/b/c"]),
        ("a{b,c{d,e}}f", ["abf", "acdf", "acef"], ["acf"]),
        ("a}b", ["a}b"], ["ab"]),
        ("[", ["["], ["a"]),
    ],
)
def test_globs(pattern: str, yes: list[str], no: list[str]) -> None:
    assert [path for path in yes if not glob(pattern).match(path)] == []
    assert [path for path in no if glob(pattern).match(path)] == []


def test_globs_match_what_backtracking_matches() -> None:
    """At random, against an expression that tries all ways."""
    import re

    chance = random.Random(1)
    for _ in range(3_000):
        pattern = "".join(chance.choice(["a", "b", "/", "*", "**", "?"]) for _ in range(chance.randint(1, 7)))
        path = "".join(chance.choice("ab/") for _ in range(chance.randint(1, 9)))
        plain = re.sub(
            r"\*\*+|\*|\?|.",
            lambda match: {"*": "[^/]*", "?": "[^/]"}.get(match[0], ".*" if match[0][0] == "*" else match[0]),
            pattern,
        )
        assert bool(glob(pattern).match(path)) == bool(re.fullmatch(plain, path)), (pattern, path)
