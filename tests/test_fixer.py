"""Repairs: which fixes are applied together, what is proven of each, and what is shown of them."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from command import found, postlint, write
from hypothesis import given, settings
from hypothesis import strategies as st
from quick import examples

from postlint.diagnostic import Change, Diagnostic, Edit, Fix, Severity
from postlint.document.document import Document
from postlint.run.fixer import MAX_PASSES, apply_edits, repair
from postlint.text import Span

PADDED = "link/padded-text"


def finding(doc: Document, fix: Fix, rule: str = "a/rule") -> Diagnostic:
    start = min(edit.span.start for edit in fix.edits)
    end = max(edit.span.end for edit in fix.edits)
    return Diagnostic(doc.path, doc.place(Span(start, end)), rule, Severity.WARNING, "a message", fix=fix)


def fix_of(doc: Document, *replacements: tuple[str, str], changes: Sequence[Change] = ()) -> Diagnostic:
    """A safe fix that replaces each of these texts, which stand once."""
    edits = []
    for old, new in replacements:
        assert doc.text.count(old) == 1, old
        at = doc.text.index(old)
        edits.append(Edit(Span(at, at + len(old)), new))
    return finding(doc, Fix.safe(*edits, changes=changes))


TEXT = [Change.TEXT]


# --- which go together


def test_fixes_that_overlap() -> None:
    """The first by place is applied; the other one waits for the next pass, when it may be found no more."""
    doc = Document("a.md", "one two three\n")
    first = fix_of(doc, ("one two", "1"), changes=TEXT)
    second = fix_of(doc, ("two three", "2"), changes=TEXT)
    done = repair(doc, [second, first])
    assert (done.text, done.applied, done.dropped) == ("1 three\n", (first,), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Edit(Span(0, 3), "1"), Edit(Span(3, 4), "_")),
        (Edit(Span(0, 3), "1"), Edit(Span(3, 3), "!")),
        (Edit(Span(4, 4), "a"), Edit(Span(4, 4), "b")),
        (Edit(Span(4, 7), "2"), Edit(Span(4, 7), "zwei")),
    ],
    ids=["side by side", "an insertion at the end", "two insertions", "the same place"],
)
def test_fixes_that_touch(one: Edit, other: Edit) -> None:
    """The order of their texts would be a matter of chance: only one is applied."""
    doc = Document("a.md", "one two three\n")
    findings = [finding(doc, Fix.safe(edit, changes=TEXT)) for edit in (one, other)]
    assert len(repair(doc, findings).applied) == 1


def test_fixes_apart_go_together() -> None:
    doc = Document("a.md", "one two three\n")
    findings = [fix_of(doc, (word, word.upper()), changes=TEXT) for word in ("one", "two", "three")]
    assert repair(doc, findings).text == "ONE TWO THREE\n"


def test_all_edits_of_a_fix_or_none() -> None:
    """A quote that is closed and never opened would be worse than none."""
    doc = Document("a.md", "one two three four\n")
    first = fix_of(doc, ("two", "2"), changes=TEXT)
    both = fix_of(doc, ("one", "1"), ("two three", "3"), changes=TEXT)
    alone = fix_of(doc, ("four", "4"), changes=TEXT)
    assert repair(doc, [first, both, alone]).text == "1 3 4\n"
    ends = fix_of(doc, ("one two", "1"), ("four", "4"), changes=TEXT)
    inner = fix_of(doc, ("two three", "2"), changes=TEXT)
    assert repair(doc, [inner, ends]).text == "1 three 4\n"
    assert repair(doc, [inner, finding(doc, Fix.safe(*ends.fix.edits[1:], changes=TEXT))]).text == "one 2 4\n"  # type: ignore[union-attr]


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xyz", max_size=3)), max_size=8), st.randoms())
def test_edits_are_applied_at_their_places(spans: list[tuple[int, int, str]], shuffle: random.Random) -> None:
    """Whatever the order in which they are given: as if the last in the text were done first."""
    text = "".join(chr(0x4E00 + at) for at in range(40))
    edits: list[Edit] = []
    for start, length, new in spans:
        edit = Edit(Span(start, start + length), new)
        if all(edit.span.end < each.span.start or each.span.end < edit.span.start for each in edits):
            edits.append(edit)
    expected = text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    doc = Document("a.md", text)
    chosen = [(finding(doc, fix), fix) for fix in (Fix.safe(edit) for edit in edits)]
    shuffle.shuffle(chosen)
    assert apply_edits(text, chosen) == expected


def test_the_order_of_the_rules_does_not_matter() -> None:
    doc = Document("a.md", "one two three four five six\n")
    replacements = [
        ("one two", "1"),
        ("two three", "2"),
        ("three four", "3"),
        ("four", "4"),
        ("six", "6"),
        ("five six", "5"),
    ]
    findings = [
        finding(
            doc,
            Fix.safe(Edit(Span(doc.text.index(old), doc.text.index(old) + len(old)), new), changes=TEXT),
            f"a/{new}",
        )
        for old, new in replacements
    ]
    outcomes = set()
    for seed in range(50):
        random.Random(seed).shuffle(findings)
        outcomes.add(repair(doc, findings).text)
    assert outcomes == {"1 3 5\n"}


def test_unsafe_fixes_wait_for_leave() -> None:
    doc = Document("a.md", "one two\n")
    safe = fix_of(doc, ("one", "1"), changes=TEXT)
    unsafe = finding(doc, Fix.unsafe(Edit(Span(4, 7), "2"), changes=TEXT))
    assert repair(doc, [safe, unsafe]).text == "1 two\n"
    assert repair(doc, [safe, unsafe], unsafe=True).text == "1 2\n"


def test_an_unsafe_fix_takes_no_place_from_a_safe_one() -> None:
    doc = Document("a.md", "one two\n")
    unsafe = finding(doc, Fix.unsafe(Edit(Span(0, 7), "3"), changes=TEXT))
    assert repair(doc, [unsafe, fix_of(doc, ("two", "2"), changes=TEXT)]).text == "one 2\n"


# --- what is proven

ARTICLE = """\
+++
title = "A title"
+++

# A heading

A text with *emphasis*, `code`, [a link](/there/) and <b>HTML</b>.

![alt](/a.png) and <https://example.org>

- one
- two

```go
code
```

{{< figure src="/b.png" >}}

[label]: /target/
"""

UNDECLARED = {
    "a word": ("A text", "The text", "text"),
    "a blank": ("A text with", "A text  with", "text"),
    "emphasis that ends": ("*emphasis*", "*emphasis", "text"),
    "emphasis that goes": ("*emphasis*", "emphasis", "emphasis"),
    "emphasis that is stronger": ("*emphasis*", "**emphasis**", "emphasis"),
    "a marker that shows": ("*emphasis*", "* emphasis*", "text"),
    "code": ("`code`", "`coda`", ""),
    "the target of a link": ("(/there/)", "(/their/)", "links"),
    "a link that goes": ("[a link](/there/)", "a link", "links"),
    "a link that comes": ("A text", "[A text](/b)", "links"),
    "an image": ("(/a.png)", "(/c.png)", "links"),
    "an address": ("<https://example.org>", "<https://example.com>", ""),
    "a definition": ("]: /target/", "]: /other/", "links"),
    "a tag": ("<b>", "<i>", "HTML"),
    "the level of a heading": ("# A", "## A", "headings"),
    "a heading that goes": ("# A heading", "A heading", "structure"),
    "an item": ("- two", "  two", "structure"),
    "a code block": ("\ncode\n", "\ncoda\n", "code"),
    "the language of code": ("```go", "```py", "code"),
    "a shortcode": ('src="/b.png"', 'src="/c.png"', "shortcodes"),
    "the front matter": ('"A title"', '"The title"', "front matter"),
    "the front matter's form": ('title = "A title"', 'title = "A title', "front matter"),
    "a fence that goes": ("```go\n", "", "structure"),
}


@pytest.mark.parametrize("case", UNDECLARED)
def test_a_fix_that_changes_more_than_it_declares(case: str) -> None:
    """It is left out and told, and the others are applied."""
    old, new, said = UNDECLARED[case]
    doc = Document("a.md", ARTICLE)
    wrong = fix_of(doc, (old, new))
    # As if the blank lines of a list were to be tidied: nothing that a reader would see.
    harmless = fix_of(doc, ("\n\n{{<", "\n\n\n{{<"))
    done = repair(doc, [wrong, harmless])
    assert done.text == ARTICLE.replace("\n\n{{<", "\n\n\n{{<")
    assert done.applied == (harmless,)
    ((dropped, why),) = done.dropped
    assert dropped is wrong
    assert said in why and "would" in why


DECLARED = {
    "a word": ("A text", "The text", Change.TEXT),
    "markers": ("*emphasis*", "**emphasis**", Change.MARKUP),
    "a link": ("(/there/)", "(/their/)", Change.LINKS),
    "a heading's level": ("# A", "## A", Change.HEADINGS),
    "the front matter": ('"A title"', '"The title"', Change.FRONT_MATTER),
    "a block": ("```go\ncode\n```\n", "", Change.BLOCKS),
}


@pytest.mark.parametrize("case", DECLARED)
def test_a_fix_that_changes_what_it_declares(case: str) -> None:
    old, new, change = DECLARED[case]
    doc = Document("a.md", ARTICLE)
    done = repair(doc, [fix_of(doc, (old, new), changes=[change])])
    assert (done.text, done.dropped) == (ARTICLE.replace(old, new), ())


@pytest.mark.parametrize("case", DECLARED)
def test_a_declaration_is_no_leave_for_anything_else(case: str) -> None:
    old, new, change = DECLARED[case]
    doc = Document("a.md", ARTICLE)
    for _, _, other in DECLARED.values():
        # Whoever may take a block away, or all of the text, may do more than one thing.
        if other not in (change, Change.BLOCKS) and (change, other) != (Change.MARKUP, Change.TEXT):
            done = repair(doc, [fix_of(doc, (old, new), changes=[other])])
            assert done.text == ARTICLE, f"{change} with leave for {other}"


def test_what_one_fix_declares_is_no_leave_for_another() -> None:
    doc = Document("a.md", "One word.\n\nAnother word.\n")
    declared = fix_of(doc, ("One", "A"), changes=TEXT)
    sneaky = fix_of(doc, ("Another", "No"))
    done = repair(doc, [declared, sneaky])
    assert done.text == "A word.\n\nAnother word.\n"
    assert [each for each, _ in done.dropped] == [sneaky]


def test_markers_may_not_change_letters() -> None:
    doc = Document("a.md", "a *b* c\n")
    assert repair(doc, [fix_of(doc, ("*b*", "_d_"), changes=[Change.MARKUP])]).text == doc.text


def test_fixes_that_do_harm_only_together() -> None:
    """Each of them alone is harmless: the first one stays."""
    doc = Document("a.md", "\\*a b\\*\n")
    findings = [fix_of(doc, ("\\*a", "*a")), fix_of(doc, ("b\\*", "b*"))]
    done = repair(doc, findings)
    assert done.text in ("*a b\\*\n", "\\*a b\\*\n")
    assert done.dropped


# --- passes

PEELING = '''"""An onion.

It has layers.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Document, Edit, Fix, Good, Rule, Span


class Peel(Rule):
    good = [Good("a\\n")]
    bad = [Bad("⟦x⟧a\\n", fixed="a\\n")]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for block in doc.prose:
            if block.prose.text.startswith("FROM"):
                edit = Edit(block.prose.span(0, 1), "TO")
                yield self.at(doc, edit.span, "FROM is to be TO", fix=Fix.safe(edit, changes=[Change.TEXT]))
'''


def own_rule(name: str, old: str, new: str) -> dict[str, str]:
    """A rule that replaces the first character of a paragraph."""
    return {f"rules/own/{name}.py": PEELING.replace("FROM", old).replace('"TO"', f'"{new}"')}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return write(tmp_path, {"postlint.toml": 'rule-folders = ["rules"]\nselect = ["own"]\n'})


def test_passes_until_nothing_changes(folder: Path) -> None:
    """A repair may uncover the next one; all are counted."""
    write(folder, {**own_rule("peel", "x", ""), "a.md": "xxxxxy\n"})
    result = postlint("fix", cwd=folder)
    assert (folder / "a.md").read_text() == "y\n"
    assert "Repaired 5 findings in 1 article." in result.err
    assert result.code == 0


def test_rules_that_undo_each_other(folder: Path) -> None:
    """They come to an end, and the finding of the last pass is told."""
    write(folder, {**own_rule("there", "x", "y"), **own_rule("back", "y", "x"), "a.md": "xa\n\nya\n"})
    result = postlint("fix", cwd=folder)
    assert sorted((folder / "a.md").read_text().split()) == ["xa", "ya"]
    assert result.code == 1
    assert len(result.lines) == 2
    assert f"Repaired {2 * MAX_PASSES} findings" in result.err


def test_a_rule_whose_fix_is_dropped(folder: Path) -> None:
    """It is said once, with the place; the finding stays, and so do the other repairs."""
    rules = {**own_rule("good", "x", ""), **own_rule("bad", "b", "")}
    rules["rules/own/bad.py"] = rules["rules/own/bad.py"].replace(", changes=[Change.TEXT]", "")
    write(folder, {**rules, "a.md": "xxc\n\nbcd\n"})
    result = postlint("fix", cwd=folder)
    assert (folder / "a.md").read_text() == "c\n\nbcd\n"
    assert result.err.count("a.md:3: the fix of own/bad was left out: other text would change") == 1
    assert found(result) == [(3, "own/bad")]
    assert result.code == 1


# --- what is shown


def test_held_back(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "[a](example.org)\n\n[b](example.com)\n\n[c ](/d)\n"})
    assert "2 more fixes with --unsafe." in postlint("fix", cwd=tmp_path).err
    assert "with --unsafe" not in postlint("fix", "--unsafe", cwd=tmp_path).err


def test_diff(tmp_path: Path) -> None:
    """It is shown and not written; there being a difference is what a run in CI fails on."""
    write(tmp_path, {"a.md": "one\n\n[a ](/b)\n", "b.md": "two\n"})
    result = postlint("fix", "--diff", cwd=tmp_path)
    assert result.lines == ["--- a/a.md", "+++ b/a.md", "@@ -1,3 +1,3 @@", " one", " ", "-[a ](/b)", "+[a](/b)"]
    assert result.code == 1
    assert "Would repair 1 finding in 1 article." in result.err
    assert (tmp_path / "a.md").read_text() == "one\n\n[a ](/b)\n"
    assert postlint("fix", "--diff", "b.md", cwd=tmp_path)[:2] == (0, b"")
    assert postlint("fix", "--diff", "--exit-zero", cwd=tmp_path).code == 0


DIFFERENT = {
    "LF": "one\n\n[a ](/b)\n\ntwo\n",
    "CRLF": "one\r\n\r\n[a ](/b)\r\n\r\ntwo\r\n",
    "a byte order mark": "\ufeff[a ](/b)\n",
    "no newline at the end": "one\n\n[a ](/b)",
    "no newline after it": "[a ](/b)\n\none",
    "separators in a line": "one\x0btwo\x0cthree\u2028four\x85five\n\n[a ](/b)\x1c six\n",
    "a lone CR": "one\rtwo\n\n[a ](/b)\n",
    "far apart": "[a ](/b)\n\n" + "text\n\n" * 30 + "[c ](/d)\n",
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_diff_is_a_patch(case: str, tmp_path: Path) -> None:
    """What `git apply` makes of it is what `fix` writes, byte by byte."""
    write(tmp_path, {"a.md": DIFFERENT[case]})
    patch = postlint("fix", "--diff", "--select", PADDED, cwd=tmp_path).raw
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(command, cwd=tmp_path, input=patch, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    patched = (tmp_path / "a.md").read_bytes()
    write(tmp_path, {"a.md": DIFFERENT[case]})
    postlint("fix", "--select", PADDED, cwd=tmp_path)
    assert (tmp_path / "a.md").read_bytes() == patched
    assert patched == re.sub(rb" \]", b"]", DIFFERENT[case].encode())


def test_diff_of_stdin(tmp_path: Path) -> None:
    result = postlint("fix", "--diff", "--stdin-filename", "c/a.md", cwd=tmp_path, stdin=b"[a ](/b)\n")
    assert result.lines == ["--- a/c/a.md", "+++ b/c/a.md", "@@ -1 +1 @@", "-[a ](/b)", "+[a](/b)"]
    assert list(tmp_path.rglob("a.md")) == []
