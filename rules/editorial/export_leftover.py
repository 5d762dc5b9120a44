"""What the export of a document, or another site generator, leaves in a text.

Pandoc's attributes, the alerts of "Docs to Markdown", anchors of comments, smart tags of Word, WordPress'
shortcodes in square brackets, Jekyll's tags and attributes: Hugo knows none of them, and shows them.

What no reader sees, such as the classes of Word in HTML, is advice, once in an article.

Where it is no site of Hugo's, the configuration of another generator tells whether such tags are its own. An article
that names its `layout`, or lies in a folder such as `_posts`, may be one of Jekyll's, and markup that several articles
have may be the generator's own: both are left alone. Attributes on a line of their own, such as `{.wide}`, show on
sites that do not set `block = true` below `markup.goldmark.parser.attribute`.

## Fix safety
Unsafe: attributes are removed, and with them the size or the window that they asked for. For the others there is
no fix.
"""

from collections.abc import Iterator, Mapping

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Leftover, Page, Severity, Site, SiteRule, pattern, quoted

_FEW = 3
"""In a folder whose generator is not known, what more articles than these have is its own markup."""
_DOCS = {f"docs/{at}.md": ":::note\nText\n:::\n" for at in range(4)}
# Hugo's shortcodes without the signs of one.
_SHORTCODE = pattern(r"\{\{ ?/?(?:figure|youtube|vimeo|gist|tweet|instagram|ref|relref|highlight|details)[ \t]+[^{}\s]")
_BLOCKS = {"hugo.toml": "[markup.goldmark.parser.attribute]\nblock = true\n"}


class ExportLeftover(SiteRule):
    severity = Severity.WARNING

    good = [
        Good("## Install {#install .wide}\n\n- [ ] a [gallery], [video] and {a: 1}, a[i] and [b]\n", site={}),
        Good("!!! Install it now\n\nIt is a ::: b, and <<< or [TOC] in a text.\n", "nobody's markup", site={}),
        Good("`{% include a.html %}` and `![a](a.png){width=50%}`\n\n```\n{{ page.title }}\n```\n", site={}),
        Good(
            "---\nlayout: post\n---\n\n{% include a.html %} and {{ site.baseurl }}\n{: .wide}\n",
            "Jekyll",
            nests=False,
            site={},
        ),
        Good(
            "{% raw %}\n{{ a }}\n{% endraw %} and {% include b.html %}\n",
            "Eleventy",
            site={"eleventy.config.js": ""},
        ),
        Good("::a\nb\n::\n\n[[toc]]\n\n![A](a.png){.wide}\n", "its own", site={"nuxt.config.ts": ""}, nests=False),
        Good("| Length | Text |\n|---|---|\n| of it | ${#name} |\n\nThe length is ${#name}\n", "the shell", site={}),
        Good("=====\n\nDone.\n\n=====\n", "what a program says", site={}),
        Good("![A](a.png)\n{width=300}\n", "an attribute of the paragraph", site={}),
        Good("Text\n{.wide}\n", "the same", site=_BLOCKS),
        Good("Text\n{.wide}\n", "the theme may set it", site={"hugo.toml": "[markup]\n_merge = 'shallow'\n"}),
        Good(":::note\nText\n:::\n", "the markup of another generator", path="docs/a.md", site=_DOCS),
        Good("The tags {% include %} and {% for %} of templates.\n", "spoken of", site={"hugo.toml": ""}),
        Good("<<<<<<< HEAD\nA\n\n=======\n\nB\n>>>>>>> main\n", "a merge conflict", nests=False, site={}),
        Good('See [it]({{ relref "/b.md" }}).\n', "what another rule says", site={"hugo.toml": ""}),
        Good("Jekyll reads {% include a.html %}.\n", "an article about it", site={}),
        Good('<p class="wide">Text</p>\n\n{{< figure src="a.png" width="50%" alt="A" >}}\n', nests=False, site={}),
    ]
    bad = [
        Bad('![A](a.png)⟦{width="6.5in" height="4in"}⟧\n', fixed="![A](a.png)\n", message="Pandoc", site={}),
        Bad('[a](/a/)⟦{:target="_blank"}⟧ text\n', fixed="[a](/a/) text\n", site={}),
        Bad('⟦[caption id="attachment_1" align="left"]⟧![A](a.png) A plot⟦[/caption]⟧\n', message="WordPress", site={}),
        Bad("See ⟦{% include a.html %}⟧ and ⟦{{ site.baseurl }}⟧.\n", message="Jekyll", site={}),
        Bad("See ⟦{% include a.html %}⟧.\n", site={"mkdocs.yml": ""}),
        Bad("![A](a.png)⟦{.wide}⟧\n", "of no generator that is known", site={"b.md": ""}),
        Bad("Text ⟦<o:p>⟧⟦</o:p>⟧\n", site={}),
        Bad(
            '<p ⟦class="MsoNormal⟧">Text</p>\n\n<p class="MsoNormal">Text</p>\n',
            message="2 in this article",
            why="nobody sees it",
            severity=Severity.INFO,
            nests=False,
            site={},
        ),
        Bad(
            'A ⟦<span style="mso-spacerun: yes">⟧text</span> of it\n',
            why="nobody sees it",
            severity=Severity.INFO,
            site={},
        ),
        Bad(
            "See [a](/a/)⟦{.b}⟧ and `c`⟦{.python}⟧, [d](/d/)⟦{target=_blank}⟧.\n",
            fixed="See [a](/a/) and `c`, [d](/d/).\n",
            site={},
        ),
        Bad("Text\n⟦{.wide}⟧\n", fixed="Text\n\n", site={"hugo.toml": ""}, nests=False),
        Bad("Text\n⟦{.wide}⟧\n", site={"hugo.toml": "[markup]\n_merge = 'none'\n"}, nests=False),
        Bad("---\nlayout: post\n---\n\n⟦{% include a.html %}⟧\n", site={"hugo.toml": ""}, nests=False),
        Bad("⟦=====⟧\n\nDone.\n\n⟦======⟧\n", site={}),
        Bad("## A heading ⟦{#what-is-it?}⟧\n", site={}),
        Bad('⟦!!! note "A title"⟧\n    Text of it\n', message="MkDocs", site={}),
        Bad("⟦:::note⟧\nText\n:::\n\n⟦[TOC]⟧\n\n⟦[[_TOC_]]⟧\n", site={}),
        Bad("It is ⟦[b]⟧bold⟦[/b]⟧, with ⟦[youtube=https://youtu.be/abc]⟧.\n", message="BBCode", site={}),
        Bad("See ⟦[the page|https://a.example/b]⟧ and ⟦[[https://a.example][it]]⟧.\n", message="Confluence", site={}),
        Bad("⟦.. note:: Text⟧\n\n⟦<<< @/a.js⟧\n", nests=False, site={}),
        Bad('![A](⟦{{ relURL "/a.png" }}⟧)\n', site={}),
        Bad('![⟦alt_text⟧](a.png "image_tooltip")\n', site={}),
        Bad("## A heading ⟦{#what-is-it?}⟧\n", fixed="## A heading \n", site={}),
        Bad(
            "See ⟦{{ site.baseurl }}⟧ of it.\n",
            message="remove or replace it",
            fixed="See {{ site.baseurl }} of it.\n",
            site={},
        ),
        Bad(
            '<p ⟦class="MsoNormal⟧">Text.</p>\n',
            message='“class="MsoNormal” is left over from an export: remove it',
            site={},
        ),
        Bad(
            '<p ⟦class="MsoNormal⟧">Text</p>\n\n<p class="MsoNormal">Text</p>\n',
            message=", 2 in this article, is left",
            site={},
        ),
        Bad('![⟦alt_text⟧](a.png "image_tooltip")\n', message="say what is on the image, and drop the title", site={}),
        Bad("⟦[TOC]⟧\n", message="remove or replace it", site={}),
        Bad(
            "⟦:::note⟧\nText\n:::\n",
            "three in all are few",
            path="docs/a.md",
            site={name: text for name, text in _DOCS.items() if name in ("docs/0.md", "docs/1.md")},
        ),
        Bad(
            '<p ⟦class="MsoNormal⟧">Text</p>\n\n<p class="MsoTitle">Text</p>\n',
            message='“class="MsoNormal”, 2 in this article,',
            site={},
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        unseen = [leftover for leftover in page.leftovers if leftover.kind == "export" and _is_unseen(leftover)]
        if unseen:
            more = f", {len(unseen)} in this article," if len(unseen) > 1 else ""
            message = f"{quoted(unseen[0].text)}{more} is left over from an export: remove it"
            yield self.at(page, unseen[0].place, message, severity=Severity.INFO)
        for leftover in page.leftovers:
            if leftover.kind == "export" and not _is_unseen(leftover):
                what = leftover.text
                does = "say what is on the image, and drop the title" if what == "alt_text" else "remove it"
                yield self.at(page, leftover.place, f"{quoted(what)} is left over from an export: {does}")
            elif leftover.kind == "attributes":
                if site.has_urls and site.holds(page) and not site.rendering(page).attributes:
                    yield self._finding(page, leftover)
            elif _SHORTCODE.match(leftover.text):
                # It was to be a shortcode of Hugo's, which another rule says.
                continue
            elif leftover.kind == "foreign" and not _is_own(page, site, leftover) and not _is_banner(page, leftover):
                yield self._finding(page, leftover)

    def _finding(self, page: Page, leftover: Leftover) -> Diagnostic:
        text = leftover.text
        removable = text[0] == "{" and text[1] not in "{%"
        fix = None
        if removable:
            fix = Fix.unsafe(Edit(leftover.place.span, ""), title="Remove it", changes=[Change.TEXT])
        remove = "remove it" if removable else "remove or replace it"
        origin = "markup of another system" if leftover.kind == "attributes" else f"left over from {leftover.insert}"
        return self.at(page, leftover.place, f"{quoted(text)} is {origin} and shows as it is: {remove}", fix=fix)


def _is_unseen(leftover: Leftover) -> bool:
    """Whether it is an attribute of HTML, which no reader sees."""
    return leftover.text.startswith(("class=", "id=")) or "mso-" in leftover.text


def _is_banner(page: Page, leftover: Leftover) -> bool:
    """Whether a row of signs is one of two around a line, as a program writes them that the article quotes."""
    return leftover.text.strip("=") == "" and [other.text for other in page.leftovers].count(leftover.text) > 1


def _is_own(page: Page, site: Site, leftover: Leftover) -> bool:
    """Whether the generator of an article may know a piece of markup: one that is not known, where others have it."""
    if site.has_urls and site.holds(page):
        return False
    tagged = "layout" in page.fields or site.dialect.is_fragment(page.path)
    if leftover.insert in site.dialect.takes or (leftover.insert == "Jekyll" and tagged):
        return True
    return bool(site.concluded(_is_frequent, _kinds, "", _kind(leftover)))


def _is_frequent(counts: Mapping[str, int], kind: str) -> bool:
    return counts.get(kind, 0) > _FEW


def _kinds(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The kinds of foreign markup that an article has."""
    if kinds := {_kind(leftover) for leftover in page.leftovers if leftover.kind == "foreign"}:
        yield "", sorted(kinds)


def _kind(leftover: Leftover) -> str:
    return f"{leftover.insert} {leftover.text[:2]}"
