"""How many slips of Markdown that show on the page are found: planted in articles of real sites, judged by Hugo.

    python bench/planted_markup.py FOLDER... [--each 50] [--seed 1] [--misses]

Each kind of slip is planted so many times at random places (texts, lists, quotes, tables, notes, after shortcodes) of
articles in the folders. Hugo renders each article with and without it: where the signs show once more, the slip is to
be found, by a finding that overlaps the very characters.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from rendered import rendered, visible  # noqa: E402
from site_map.real_hugo import binary  # noqa: E402

from postlint.document import nodes  # noqa: E402
from postlint.document.document import Document  # noqa: E402
from postlint.document.shortcodes import MASK_FIRST, MASK_REST  # noqa: E402

WORDS = "garden harbour kettle lantern meadow orchard pocket quarry ribbon saddle timber valley window yonder".split()
HEAD = "---\ntitle: An article\ndate: 2024-01-01\n---\n\n"
URL = "https://www.example.org/W/W"
# Of each kind: whether it stands in a line or is a block, and its text; W is a word, ⟦⟧ encloses what shows.
KINDS: dict[str, tuple[str, str]] = {
    "link without closing parenthesis": ("line", f"⟦[W W]({URL}⟧ W W"),
    "relative link without closing parenthesis": ("line", "⟦[W W](/W/W/⟧ W W"),
    "link without opening bracket": ("line", f"W W⟦]({URL})⟧ W"),
    "link without opening parenthesis": ("line", f"⟦[W W]{URL})⟧ W"),
    "link without closing bracket": ("line", f"⟦[W W({URL})⟧ W"),
    "address in braces": ("line", f"⟦[W W]{{{URL}}}⟧ W"),
    "address in angle brackets": ("line", f"⟦[W W]<{URL}>⟧ W"),
    "address in half a bracket": ("line", f"⟦[W W][{URL})⟧ W"),
    "doubled parenthesis": ("line", "⟦[W W]((/W/W/)⟧ W"),
    "address in brackets": ("line", "⟦[W W][/W/W/]⟧ W"),
    "parenthesis closed by a bracket": ("line", f"⟦[W W]({URL}]⟧ W"),
    "parenthesis too many": ("line", f"[W W]({URL})⟦)⟧ W"),
    "bracket too many": ("line", f"⟦[⟧[W W]({URL}) W"),
    "space before the address": ("line", f"⟦[W W] ({URL})⟧ W"),
    "space before the address in angle brackets": ("line", f"⟦[W W] (<{URL}>)⟧ W"),
    "brackets the wrong way round": ("line", f"⟦(W W)[{URL}]⟧ W"),
    "space in the address": ("line", "⟦[W W](/W/W W.pdf)⟧ W"),
    "link within a link": ("line", "[W [W](/W/)⟦](/W/W/)⟧ W"),
    "image without closing parenthesis": ("line", "⟦![W W](/W/W.png⟧ W W"),
    "backtick that opens": ("line", "W ⟦`⟧W-W W and W"),
    "backtick that closes": ("line", "W W-W⟦`⟧ W and W"),
    "escaped code": ("line", "W ⟦\\`W-W\\`⟧ W"),
    "escaped bold text": ("line", "W ⟦\\*\\*W W\\*\\*⟧ W"),
    "escaped link": ("line", f"W ⟦\\[W W\\]({URL})⟧ W"),
    "space within bold markers": ("line", "W ⟦**W W **⟧W W"),
    "bold text that cannot close": ("line", "W ⟦**W:**⟧W W"),
    "bold text never closed": ("line", "W ⟦**⟧W W W W and W"),
    "wiki link": ("line", "W ⟦[[W W|W]]⟧ W"),
    "attributes of a link": ("line", f"[W W]({URL})⟦{{target=_blank}}⟧ W"),
    "BBCode": ("line", "W ⟦[b]W W[/b]⟧ W"),
    "WordPress": ("line", 'W ⟦[caption id="a1" align="left"]⟧W'),
    "video of WordPress": ("line", "W ⟦[youtube=https://www.youtube.com/watch?v=abcdefghijk]⟧ W"),
    "link of Confluence": ("line", f"W ⟦[W W|{URL}]⟧ W"),
    "shortcode without its signs": ("line", 'W ⟦{{ figure src="/W.png" alt="W W" }}⟧ W'),
    "shortcode in single braces": ("line", "W ⟦{< youtube abcdefghijk >}⟧ W"),
    "curly quote after a backslash": ("line", "W ⟦\\“W W⟧” W"),
    "backslash at the end": ("end", "W W.⟦\\⟧"),
    "backslash and a space": ("block", "W W ⟦\\⟧ \nW W W"),
    "list without blanks": ("block", "⟦-W W\n-W W⟧"),
    "numbers without blanks": ("block", "W W:\n⟦1)W W\n2)W W⟧"),
    "list that begins with two": ("block", "W W W:\n⟦2. W W\n3. W W⟧"),
    "list that is too deep": ("block", "W W W:\n⟦    - W W\n    - W W⟧"),
    "bullets": ("block", "⟦• W W\n• W W⟧"),
    "table without its row of dashes": ("block", "⟦| W | W |\n| W | W |\n| W | W |⟧"),
    "table with a cell too many": ("block", "⟦| W | W | W |\n|---|---|\n| W | W | W |⟧"),
    "table with other dashes": ("block", "⟦| W | W |\n| — | — |\n| W | W |⟧"),
    "Markdown below a tag": ("block", "<div>\n⟦**W W**⟧ W\n</div>"),
    "list below a tag": ("block", "<details>\n<summary>W</summary>\n⟦- W W\n- W W⟧\n</details>"),
    "Markdown behind a comment": ("block", f"<!-- W W -->⟦[W W]({URL})⟧ W"),
    "admonition": ("block", '⟦!!! note "W W"⟧'),
    "container": ("block", "⟦:::warning⟧\nW W\n:::"),
    "contents": ("block", "⟦[TOC]⟧"),
    "heading without a blank": ("block", "⟦##W W⟧"),
    "second front matter": ("block", "W W.\n\n---\n⟦title: W W\nlayout: W⟧\n---"),
}


class Planted(NamedTuple):
    """An article with a slip, and where its characters stand in the file."""

    kind: str
    setting: str
    text: str
    start: int
    end: int
    before: str


def slip(kind: str, rng: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """The text of a slip, and the ranges of it that show."""
    text = re.sub(r"\bW\b|W(?=[-/:.⟧])", lambda _: rng.choice(WORDS), KINDS[kind][1])
    plain, ranges = "", []
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            ranges.append((len(plain), len(plain)))
        elif part == "⟧":
            ranges[-1] = (ranges[-1][0], len(plain))
        else:
            plain += part
    return plain, ranges


def places(doc: Document) -> dict[str, list[tuple[int, str]]]:
    """Where a line may be added, by setting: offsets, each with the prefix of further lines there."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    held = {
        kind: [node.span for node in doc.nodes(type_)]
        for kind, type_ in (("item", nodes.Item), ("quote", nodes.Quote), ("note", nodes.FootnoteDefinition))
    }
    for paragraph in doc.nodes(nodes.Paragraph):
        if doc.shortcodes.around(paragraph.span.start) or doc.text[paragraph.span.end :][:1] not in ("\n", ""):
            continue
        line = doc.lines.span(doc.lines.number(paragraph.span.end - 1)).start
        within = [kind for kind, spans in held.items() if any(span.contains(paragraph.span) for span in spans)]
        prefix = re.match(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*", doc.text[line : paragraph.span.end])
        wanted = re.sub(r"[^\s>]", " ", prefix[0]) if prefix else ""
        if len(within) < 2:
            found[within[0] if within else "text"].append((paragraph.span.end, wanted))
    found["cell"] = [(cell.span.end, "") for cell in doc.nodes(nodes.Cell) if cell.span.end > cell.span.start]
    for call in doc.shortcodes.calls:
        if doc.text[call.tag.end : call.tag.end + 2] == "\n\n" and not doc.shortcodes.around(call.tag.start):
            found["shortcode"].append((call.tag.end, ""))
    return found


def planted(kind: str, doc: Document, rng: random.Random) -> Planted | None:
    """The article with a slip of a kind at a random place, each setting as likely as any other."""
    form = KINDS[kind][0]
    settings = {
        setting: where
        for setting, where in places(doc).items()
        if where and not (setting == "cell" and (form != "line" or "|" in KINDS[kind][1]))
    }
    if not settings:
        return None
    setting = rng.choice(sorted(settings))
    at, prefix = rng.choice(settings[setting])
    text, ranges = slip(kind, rng)
    if form == "block" or setting == "shortcode":
        lead = f"\n{prefix.rstrip()}\n{prefix}"
        body, tail = text.replace("\n", "\n" + prefix), f"\n{prefix.rstrip()}\n"
        moved = [tuple(n + text.count("\n", 0, n) * len(prefix) for n in one) for one in ranges]
    else:
        lead, body, tail, moved = " ", text, "" if form == "end" else " and more", ranges
    article = doc.text[:at] + lead + body + tail + doc.text[at:]
    shift = at + len(lead)
    return Planted(kind, setting, article, shift + moved[0][0], shift + moved[-1][1], doc.text)


def articles(folders: list[str], rng: random.Random) -> Iterator[Document]:
    """Articles at random, each site as often as any other; only their bodies, with shortcodes as they are."""
    sites = [sorted(Path(folder).rglob("*.md")) for folder in folders]
    sites = [files for files in sites if files]
    while True:
        text = rng.choice(rng.choice(sites)).read_text("utf-8", "replace").replace("\r", "")
        doc = Document("a.md", text)
        body = HEAD + doc.text[doc.body.start :].lstrip("\n")
        if 300 < len(body) < 15_000 and "{{<" not in Document("a.md", body).masked.replace(MASK_FIRST, ""):
            yield Document("a.md", body)


def signs(text: str) -> str:
    text = re.sub(r"\\([!-/:-@\[-`{-~])|<(https?:[^>]*)>", lambda match: match[1] or match[2], text)
    return re.sub(rf"[\s>{MASK_FIRST}{MASK_REST}]+", "", text)


def shows(one: Planted, before: str, after: str) -> bool:
    """Whether the signs of a slip are on the page once more than without it."""
    wanted = signs(one.text[one.start : one.end].replace("](", "](", 1))
    return signs(visible(after)).count(wanted) > signs(visible(before)).count(wanted)


def findings(folder: Path) -> dict[str, list[tuple[int, int]]]:
    """The ranges of all findings in the articles of a site, by the name of the article."""
    command = [sys.executable, "-m", "postlint", "check", "--no-cache", "--output-format", "json", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lines: dict[str, list[int]] = {}
    for finding in json.loads(done.stdout)["diagnostics"]:
        path = finding["path"]
        if path not in lines:
            text = (folder / path).read_text("utf-8")
            lines[path] = [0, *(match.end() for match in re.finditer("\n", text))]
        start, end = (lines[path][finding[side]["line"] - 1] + finding[side]["column"] - 1 for side in ("start", "end"))
        found[Path(path).stem].append((start, max(end, start + 1)))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    rng, program = random.Random(options.seed), binary()
    assert program, "there is no Hugo here"
    source = articles(options.folders, rng)
    slips: list[Planted] = []
    for kind in KINDS:
        number = 0
        while number < options.each:
            one = planted(kind, next(source), rng)
            # A slip may open the comment or the code in which a shortcode stands, and Hugo lacks its template here.
            if one and not re.search(r"\{\{[<%]", Document("a.md", one.text).masked):
                slips.append(one)
                number += 1
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        texts = {f"a{number}": Document("a.md", one.text).masked for number, one in enumerate(slips)}
        texts |= {f"b{number}": Document("a.md", one.before).masked for number, one in enumerate(slips)}
        pages = rendered(program, folder / "rendered", texts)
        (folder / "site" / "content").mkdir(parents=True)
        (folder / "site" / "hugo.toml").write_text("[markup.goldmark.renderer]\nunsafe = true\n", "utf-8")
        for number, one in enumerate(slips):
            (folder / "site" / "content" / f"a{number}.md").write_text(one.text, "utf-8")
        found = findings(folder / "site")
    showing = [number for number, one in enumerate(slips) if shows(one, pages[f"b{number}"], pages[f"a{number}"])]
    hit = {n for n in showing if any(s < slips[n].end and e > slips[n].start for s, e in found[f"a{n}"])}
    for kind in KINDS:
        of_kind = [number for number in showing if slips[number].kind == kind]
        print(f"{kind:45}{len(of_kind):5} show{len(hit & {*of_kind}):5} found")
    if options.misses:
        for number in sorted({*showing} - hit):
            one = slips[number]
            print(f"-- {one.kind}, {one.setting}: {one.text[max(0, one.start - 60) : one.end + 40]!r}")
    print(f"{len(slips)} planted, {len(showing)} show, {len(hit)} found: {len(hit) / max(1, len(showing)):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
