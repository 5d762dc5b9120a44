"""A heading with nothing under it.

The reader comes to a title and finds the next title. A heading that is followed by a deeper one is an introduction, and
not empty; an image, a shortcode, a table, code, a quote or HTML is content; a comment is not. The last heading of a
list page is left alone where the site's template may put its list below, and one that is the name of the author signs
the article. A heading that is followed by one of its own level is advice: it may be the title of those behind it, or an
item of a list. So is one of many words, which may say all that there is to be said, and so are all where one article in
seven has some, as they are a way of taking notes.
"""

from collections.abc import Iterator, Mapping

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, pattern
from postlint.helpers.customs import is_frequent
from postlint.helpers.drafts import severity_of_unfinished

_LISTED = {
    "hugo.toml": "",
    "layouts/_default/list.html": "{{ .Content }}{{ range .Pages }}<p>{{ .Title }}</p>{{ end }}",
}
_NOT_LISTED = {
    "hugo.toml": "",
    "layouts/_default/list.html": "{{ range .Pages }}<p>{{ .Title }}</p>{{ end }}{{ .Content }}<hr>",
}
_NOTES = {f"content/{n}.md": f"## Topic {n}\n\n## Next\n\ntext\n" for n in range(10)}
_MANY_WORDS, _MANY_SIGNS = 6, 12
_EAST = pattern("[\u3040-\ud7a3]")
# "Goal: a week in Spain"; not "Part 1: Disks".
_VALUE = pattern(r"(?!\S+ \d+\s*[:：])[^\W\d_][^:：]*[:：]\s*\w")


class Empty(SiteRule):
    severity = Severity.WARNING
    signs = ("empty-section", "last-section")

    good = [
        Good("## One\n\ntext\n\n## More will come :-)\n", "a sentence", site={}),
        Good("## One\n\nText.\n\n### Two\n\nOne: a list.\nTwo: a list.\n---\n\nText.\n", "lines", site={}),
        Good("## One\n\ntext\n\n### Shrugs\n\n# 🤷 🤷\n\n## Two\n\ntext\n", "large signs", site={}),
        Good("## One\n\ntext\n\n## Two\n\n### Deeper\n\ntext\n", site={}),
        Good('## One\n\n{{< figure src="/a.png" >}}\n\n## Two\n\n![a](b.png)\n', site={}),
        Good("## One\n\n| a |\n|---|\n\n## Two\n\n> quote\n\n## Three\n\n```\ncode\n```\n", site={}),
        Good('## One\n\n<div id="app"></div>\n', site={}),
        Good("## One\n\n{% raw %}\n# a comment\n# another\n{% endraw %}\n\n## Two\n\ntext\n", "code", site={}),
        Good("{{< tabs >}}\n## One\n{{< /tabs >}}\n", "what a shortcode makes of its content is not known", site={}),
        Good("# Only a title\n", site={}),
        Good("## Statutes of the\n\n## Old Club\n\nText.\n", "a title of two", site={}),
        Good("## RULES AND STATUTES OF\n\n## THE CLUB\n\nText.\n", "a title of two", site={}),
        Good("title = 'A'\n  date = 2026-01-02\n# A remark\n# Another\nx = 1\n+++\n", "fields", nests=False, site={}),
        Good("```\n## One\n```\n\n## One\n\n## Two\n\ntext\n", "what code makes", nests=False, site={}),
        Good("---\ntype: slides\n---\n\n## One\n\n## Two\n\ntext\n", "lines of a slide", site={}),
        Good("## One\n\n## Two\n\ntext\n", "lines of a slide", path="content/slides/a/index.md", site={}),
        Good("### 2.6 One\n\n### 2.6.1 Two\n\ntext\n", "its number says so", nests=False, site={}),
        Good("Markdown markdown Markdown markdown.\n\n## H~2~O\n\n## Two\n\ntext\n", "examples", site={}),
        Good("#### # One\n\n### ## Two\n\ntext\n", "levels that are not known", nests=False, site={}),
        Good("## Lists 2026-01-02 ~ 2026-02.ing\n\n## Two\n\ntext\n", "it says it all", site={}),
        Good("## One\n\ntext\n\n## 略\n\n## (Omitted)\n\n## TODO: write\n", "it says so", site={}),
        Good("To [Pumps](#pumps).\n\n## Pumps\n\n## One\n\ntext\n", "the title of parts", nests=False, site={}),
        Good("Text[^1].\n\n## Footnotes\n\n[^1]: A note.\n", "Hugo puts the notes there", nests=False, site={}),
        Good("## Step 1: log off and on again\n\n## Step 2: wait\n\nText.\n", "steps", site={}),
        Good("## 1. Log off and on again\n\n## 2. Wait for a moment\n\nText.\n", "steps", site={}),
        Good(
            "## 2 尽可能减少类和方法的数量\n\n## 为了更快地构建网站，我们把所有文章都放进了缓存\n\n文。\n",
            "they say it all",
            site={},
        ),
        Good("## If you like tea ...\n\n## If you like rain …\n\nText.\n", "they lead on", site={}),
        Good("## `PORT`\n\n## `HOST`, `PATH`\n\nText.\n", "names of settings", site={}),
        Good("## 1. `ping`: asks\n\n## 2. `ip`: sets up\n\n## 3. `wget`: loads\n\nText.\n", "a list", site={}),
        Good("One line\nand another\n---\n\n## Two\n\ntext\n", "a heading by accident", site={}),
        Good("## setStart(node)\n\n## setEnd(node)\n\nText.\n\n## isOpen\n\n## isClosed\n\nText.\n", site={}),
        Good("## 1. my-plug\n\n## 2. my-lib.js\n\n## 3. it\n\nText.\n", "names of packages", site={}),
        Good(
            "## A\n\nText.\n\n" + "".join(f"### Issue {n} is gone\n\n" for n in range(6)) + "### Last\n\nText.\n",
            "a list",
            site={},
        ),
        Good("## 1.0 - 2012-12-10\n\n## [v0.9] (2012-11-10)\n\nText.\n", "a release", site={}),
        Good("## The Pumps\n\n---\n\n## Setup\n\nText.\n", "the title of slides", nests=False, site={}),
        Good(
            "## Text\n\nText.\n\n## P\n\n---\n\n### Pump\n\nText.\n\n## X\n\n## Y\n\n---\n",
            "an index",
            nests=False,
            site={},
        ),
        Good("### 一丶安装\n\n### 下载安装包\n\n文。\n\n### 二丶使用\n\n文。\n", "parts", site={}),
        Good("### 2. Install\n\n### Linux\n\nText.\n\n### 3. Use\n\nText.\n", "parts", site={}),
        Good("## 加密这块不是很了解，先放着\n\n## 二\n\n文。\n", "a sentence", site={}),
        Good("---\ntitle: Pumps\n---\n\n## pumps, pipes\n\n## Setup\n\nText.\n", "the title", nests=False, site={}),
        Good(
            "Text.\n\n# change these lines:\n\n# owner: root\n\n# END /etc/a/b\n\n# Two\n\nText.\n",
            "remarks in code",
            nests=False,
            site={},
        ),
        Good("## 第一部分：网络\n\n## 容器\n\n文。\n\n## Part 2: Disks\n\n## Volumes\n\nText.\n", "parts", site={}),
        Good("Text.\n\n## Calculator {#calculator}\n", "a template may put it there", nests=False, site={}),
        Good("> So it is.\n\n### — Jo Kim\n", "who said it", nests=False, site={}),
        Good("## これでアップグレードは完了\n\n## 次\n\n文。\n", "it says it all", site={}),
        Good("## 会場に電源はありません.\n\n## 次\n\n文。\n", "a sentence", site={}),
        Good("Text.\n\nhttp      a/b\n---\n\n## Two\n\nText.\n", "a row of a table", nests=False, site={}),
        Good("## GLOBALS\n\n## _FILES\n\n## errorHandler\n\n## debug\n\nText.\n", "names", site={}),
        Good("### Release date 14th August 2025\n\n### What is new\n\nText.\n", "it says it all", site={}),
        Good(
            "## A page can be saved as it is. Just press the key and choose what to save it as\n\n## Two\n\ntext\n",
            "they say it all",
            site={},
        ),
        Good("## Good luck!\n\n## It is the same, every time.\n\n## Two\n\ntext\n", "they say it all", site={}),
        Good("> A quote\n## One\n\nText.\n\n## Two\n\ntext\n", "it ends the quote", nests=False, site={}),
        Good("## 进入到主目录，也就是家目录里\n\n## 下载\n\n文。\n", "a step", site={}),
        Good("Text.\n\n## The newest articles\n", "the list", path="content/_index.md", nests=False, site=_LISTED),
        Good(
            "Text.\n\n## Talks\n", "a theme is missing", path="content/_index.md", nests=False, site={"hugo.toml": ""}
        ),
        Good('---\nauthor: "Jo Kim"\n---\n\nText.\n\n## Jo Kim\n', "a signature", nests=False, site={}),
        Good("### A talk\n\n###### In Bergen\n\n### Another\n\ntext\n", "a deep heading as a caption", site={}),
        Good(
            "## [A question](https://example.org/)\n\n## [Another](https://example.org/b)\n",
            "headings that are links",
            site={},
        ),
    ]
    bad = [
        Bad("### ⟦One⟧\n\n## Two\n\ntext\n", message="“One”", severity=Severity.WARNING, site={}),
        Bad("### ⟦TODO⟧\n\n## Two\n\ntext\n", severity=Severity.WARNING, site={}),
        Bad("### ⟦The bitwise AND⟧\n\n## Two\n\ntext\n", severity=Severity.WARNING, site={}),
        Bad("### ⟦AND⟧\n\n## Two\n\ntext\n", severity=Severity.WARNING, site={}),
        Bad("title = 'A'\n\n### ⟦One⟧\n\n## Two\n\ntext\n", severity=Severity.WARNING, nests=False, site={}),
        Bad("### ⟦One two three four five⟧\n\n## Two\n\ntext\n", severity=Severity.WARNING, site={}),
        Bad("### ⟦The two of three four five⟧\n\n## Two\n\ntext\n", severity=Severity.INFO, site={}),
        Bad("### ⟦把现有的发布升级到新版⟧\n\n## 二\n\n文。\n", severity=Severity.WARNING, site={}),
        Bad("### ⟦把现有的发布升级到新版本⟧\n\n## 二\n\n文。\n", severity=Severity.INFO, site={}),
        Bad("### ⟦Flag: 3rm.d0g@a⟧\n\n## Two\n\ntext\n", severity=Severity.INFO, site={}),
        Bad("## One\n\ntext\n\n### ⟦Shrugs⟧\n\n# a 🤷\n\n## Two\n\ntext\n", site={}),
        Bad("### ⟦Goal: Spain⟧\n\n## Two\n\ntext\n", severity=Severity.INFO, site={}),
        Bad("#### ⟦Part 1: Disks⟧\n\n### Part 2: Volumes\n\nText.\n", severity=Severity.WARNING, site={}),
        Bad("text\n\n## One\n\ntext\n\n## ⟦Two⟧\n", site={}),
        Bad("To [Pumps](#pumps), [One](#one).\n\n## ⟦Pumps⟧\n\n## One\n\ntext\n", nests=False, site={}),
        Bad("To [Pumps](#pumps).\n\n### ⟦Pumps⟧\n\n## One\n\ntext\n", nests=False, site={}),
        Bad("---\ntitle: Pumps\n---\n\n## ⟦Pipes⟧\n\n## Setup\n\nText.\n", nests=False, site={}),
        Bad("Text.\n\n## ⟦The Pumps⟧\n\n---\n\n## Setup\n\nText.\n", nests=False, site={}),
        Bad(
            "## A\n\nText.\n\n" + "".join(f"### ⟦Issue {n} is gone⟧\n\n" for n in range(5)) + "### Last\n\nText.\n",
            why="five of them",
            site={},
        ),
        Bad(
            "".join(f"### ⟦Issue {n} is gone⟧\n\n" for n in range(6)) + "### Text\n\nText.\n\n" * 5,
            why="less than six in ten",
            site={},
        ),
        Bad(
            "## A\n\nText.\n\n" + "".join(f"### ⟦Command{n}⟧\n\n" for n in range(6)) + "### Last\n\nText.\n",
            why="names of which more is to be said",
            site={},
        ),
        Bad("## ⟦X⟧\n\n## Setup\n\nText.\n", why="a letter alone", nests=False, site={}),
        Bad("### ⟦2.6 One⟧\n\n### 2.7 Two\n\ntext\n", site={}),
        Bad("### ⟦2. Install⟧\n\n### 3. Use\n\nText.\n", site={}),
        Bad("### ⟦2.0 is here⟧\n\n### Linux\n\nText.\n", site={}),
        Bad("## ⟦加密的部分，还没写⟧\n\n## 二\n\n文。\n", site={}),
        Bad("Text.\n\n# ⟦Change⟧\n\n# Two\n\nText.\n", nests=False, site={}),
        Bad("## ⟦Part 1: Disks⟧\n\n## Part 2: Volumes\n\nText.\n", site={}),
        Bad("## ⟦my-plug⟧\n\n## What is new\n\ntext\n", why="a name alone", site={}),
        Bad("## ⟦One⟧\n\n## Two\n\ntext\n", "beside it", severity=Severity.INFO, site={}),
        Bad("## ⟦One⟧\n\n<!-- to be written -->\n\n# Two\n\ntext\n", site={}),
        Bad("## ⟦Step 1: install⟧\n\n## Step 2\n\ntext\n", site={}),
        Bad("## ⟦What is it?⟧\n\n## ⟦The New Guide.⟧\n\n## Two\n\ntext\n", site={}),
        Bad("## One\n\n### ⟦Deeper⟧\n\n## Two\n\ntext\n", site={}),
        Bad("## ⟦2025-08-14⟧\n\n## 2025-08-13\n\nText.\n", why="a day of which nothing is told", site={}),
        Bad("---\ndraft: true\n---\n\n### ⟦One⟧\n\n## Two\n\ntext\n", severity=Severity.INFO, nests=False, site={}),
        Bad('---\nauthor: "Jo"\n---\n\nText.\n\n## ⟦Jo Kim⟧\n', nests=False, site={}),
        Bad("### ⟦One⟧\n\n## Two\n\ntext\n", why="a habit of the site", severity=Severity.INFO, site=_NOTES),
        Bad(
            "### ⟦One⟧\n\n## Two\n\ntext\n",
            why="of nearly eighty articles, eleven",
            severity=Severity.WARNING,
            site={**_NOTES, **{f"content/f{n}.md": "Text.\n" for n in range(68)}},
        ),
        Bad(
            "### ⟦One⟧\n\n## Two\n\ntext\n",
            why="few articles",
            severity=Severity.WARNING,
            site=dict(list(_NOTES.items())[:8]),
        ),
        Bad("## ⟦`ping`: asks⟧\n\n## What is new\n\ntext\n", why="one alone", site={}),
        Bad("## ⟦`v1.2`⟧\n\n## What is new\n\ntext\n", why="a name alone", site={}),
        Bad(
            "Text.\n\n## ⟦Talks⟧\n", why="nothing comes below", path="content/_index.md", nests=False, site=_NOT_LISTED
        ),
        Bad("Text.\n\n## ⟦Talks⟧\n", why="no site", path="docs/_index.md", nests=False, site={}),
        Bad(
            "### ⟦One⟧\n\n## Two\n\ntext\n",
            why="of seventy-seven articles, eleven",
            severity=Severity.INFO,
            site={**_NOTES, **{f"content/f{n}.md": "Text.\n" for n in range(66)}},
        ),
        Bad(
            "### ⟦One⟧\n\n## Two\n\ntext\n",
            why="ten articles",
            severity=Severity.INFO,
            site=dict(list(_NOTES.items())[:9]),
        ),
        Bad(
            "### ⟦One⟧\n\n## Two\n\ntext\n",
            why="of seventy-eight articles, eleven",
            severity=Severity.WARNING,
            site={**_NOTES, **{f"content/f{n}.md": "Text.\n" for n in range(67)}},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        found = [leftover for leftover in page.leftovers if leftover.kind in ("empty-section", "last-section")]
        if not found:
            return
        signs = [page.fields.get("author"), *_listed(page.fields.get("authors"))]
        unfinished = severity_of_unfinished(page.fields.get("draft"))
        if unfinished is None and site.concluded(_is_habit, _emptied, ""):
            unfinished = Severity.INFO
        for leftover in found:
            advice = leftover.insert == "beside" or _may_say_all(leftover.text)
            severity = Severity.INFO if advice else unfinished
            listed = leftover.kind == "last-section" and site.rendering(page).list_below
            if not listed and leftover.text not in signs:
                message = f"“{leftover.text}” has nothing below it: write the section or remove the heading"
                yield self.at(page, leftover.place, message, severity=severity)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _may_say_all(text: str) -> bool:
    """Whether the words of a heading may be all that there is to be said: many of them, or a value behind its name."""
    words = len(text.split()) >= _MANY_WORDS or len(_EAST.findall(text)) >= _MANY_SIGNS
    return words or _VALUE.match(text) is not None


def _is_habit(counts: Mapping[str, int]) -> bool:
    """Whether so many articles of a site have headings with nothing below that it is how they are written."""
    return is_frequent(counts.get("empty", 0), counts.get("", 0))


def _emptied(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The articles, as "", and those that have a heading with nothing below it."""
    yield "", ["", "empty"] if any(leftover.kind == "empty-section" for leftover in page.leftovers) else [""]
