"""Markdown below a tag of HTML, which shows as it was typed.

A line that begins with a tag such as `<div>` or `<details>`, or with a comment, begins a block of HTML, and Markdown
is not read again until a blank line comes: the reader sees `**bold**`, `- one` and `[text](address)`. Reported are
sites that let HTML through; others leave the whole block out.

## Fix safety
Unsafe: a blank line above makes Markdown of the text, and paragraphs of its lines.
"""

from collections.abc import Iterator

from postlint import Bad, Change, Diagnostic, Edit, Fix, Good, Leftover, Page, Severity, Site, SiteRule, Span, quoted

_UNSAFE = {"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"}


class MarkdownInHtml(SiteRule):
    severity = Severity.WARNING
    signs = ("markdown-in-html", "markdown-by-attribute")

    good = [
        Good("One.\n\n<!--more-->The **rest** of it.\n", "behind a summary", site=_UNSAFE),
        Good("<details>\n<summary>More</summary>\n\n- **bold**\n- two\n\n</details>\n", "a blank line", site=_UNSAFE),
        Good("<pre>\n**kept**\n</pre>\n\n<script>\nvar a = b[0](c) * d * e;\n</script>\n", site=_UNSAFE),
        Good("<div>\n\\begin{align}\np = x \\\\\n+ y \\\\\n- z\n\\end{align}\n</div>\n", "a formula", site=_UNSAFE),
        Good("<p>5 * 3 * 2, snake_case_name, a[0](x), - a dash and # a number</p>\n", site=_UNSAFE),
        Good("<div>\n<code>**kwargs</code> <!-- **no** -->\n<a title='**b**'>text</a>\n</div>\n", site=_UNSAFE),
        Good("Text <b>with **bold** in it</b>.\n", "is read as Markdown", site=_UNSAFE),
        Good('<div markdown="1">\n**bold**\n</div>\n', "another generator reads it", site={}),
        Good(
            "<span>\n**bold**\n</span>\n", "kramdown reads it", site={"_config.yml": "", "_posts/2026-01-02-b.md": ""}
        ),
        Good("<Tabs>\n**bold**\n</Tabs>\n", "MDX reads it", site={"website/docusaurus.config.js": ""}),
        Good("<div>\n**left out**\n</div>\n", "the whole block is", site={"hugo.toml": ""}),
        Good("<div>\n{{< tab >}}\n**bold**\n{{< /tab >}}\n</div>\n", "a template may read it", site=_UNSAFE),
    ]
    bad = [
        Bad(
            "<details>\n<summary>More</summary>\n⟦**bold**⟧ text\n</details>\n",
            fixed="<details>\n<summary>More</summary>\n\n**bold** text\n</details>\n",
            message="“**bold**”",
            site=_UNSAFE,
        ),
        Bad(
            '<div markdown="1">\n⟦**bold**⟧\n</div>\n',
            fixed='<div markdown="1">\n\n**bold**\n</div>\n',
            why="not Hugo",
            site=_UNSAFE,
        ),
        Bad("<div>\n⟦- one\n- two⟧\n</div>\n", fixed="<div>\n\n- one\n- two\n</div>\n", site=_UNSAFE),
        Bad(
            "<!-- a note -->⟦[the guide](/guide/)⟧ is here.\n",
            fixed="<!-- a note -->\n\n[the guide](/guide/) is here.\n",
            site=_UNSAFE,
            nests=False,
        ),
        Bad("<br/>\n⟦## A heading⟧\n", fixed="<br/>\n\n## A heading\n", site=_UNSAFE),
        Bad("<p>The ⟦`code`⟧ of it</p>\n", site=_UNSAFE),
        Bad(
            "<div>\n⟦## A heading⟧\n\n## Another\n</div>\n",
            fixed="<div>\n\n## A heading\n\n## Another\n</div>\n",
            site=_UNSAFE,
        ),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        kinds = ["markdown-in-html"]
        if site.has_urls and site.holds(page):
            kinds.append("markdown-by-attribute")
        shown = [leftover for leftover in page.leftovers if leftover.kind in kinds]
        if not shown or not site.rendering(page).html:
            return
        if not site.dialect.is_commonmark or site.dialect.has_jsx:
            return
        for leftover in shown:
            message = (
                f"{quoted(leftover.text)} is inside a block of HTML and shows as it is written: put a blank line above"
            )
            yield self.at(page, leftover.place, message, fix=_fix(leftover))


def _fix(leftover: Leftover) -> Fix | None:
    edits = [Edit(Span(at, at), leftover.insert) for at in leftover.at]
    return Fix.unsafe(*edits, title="Put a blank line above", changes=list(Change)) if edits else None
