"""A tag of HTML that nothing closes, one that closes nothing, and a word that is taken for a tag.

After `<b>` without `</b>` the rest of the page is bold, and a `</div>` too many ends the layout around the article.
`<name>` is read as a tag too, and is not on the page at all: what stands for something goes in backticks. Tags that
need no end (`<br>`, `<li>`, `<p>`) are left alone, and so are articles whose shortcodes may open or close elements.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Leftover, Page, Severity, Site, SiteRule

_UNSAFE = {"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"}


class UnclosedHtml(SiteRule):
    severity = Severity.WARNING
    signs = ("unclosed", "unopened", "placeholder")

    good = [
        Good("<div>\n\nText <b>and</b> <br> more<hr>\n\n</div>\n", site=_UNSAFE),
        Good("<p>One\n\n<ul><li>a<li>b</ul>\n", "need no end", site=_UNSAFE),
        Good("<a name='x'/>Text <a id=\"b\"></a>, `<b>`, \\<b> and <!-- <b> -->\n", site=_UNSAFE),
        Good("<script>\nif (a <b> c) {}\n</script>\n\n<svg><path/></svg>\n", site=_UNSAFE),
        Good("<figure>\n<figcaption>A\n</figure>\n\nText.\n", "it ends with the figure", site=_UNSAFE),
        Good("<b>Text\n", "left out of the page", site={"hugo.toml": ""}),
        Good("{{< row-end >}}\n\n</div>\n", "may have been opened there", site=_UNSAFE, nests=False),
        Good(
            '<details markdown="block">\n```\na\n\nb\n```\n</details>\n\nText.\n',
            "kramdown reads the code there",
            nests=False,
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
        ),
        Good("<span style={{color: 'green'}}>A</span>\n", "MDX", site={"docusaurus.config.js": ""}),
        Good("{% post_link a 'The <b> tag' %}\n", "given to a tag", site={"_config.yml": "", "_posts/a.md": ""}),
        Good("<my-part>Text</my-part>\n", site=_UNSAFE),
        Good(
            "<div>\n\t<article>\n\n\t\t<p>text</p>\n\n\t</article>\n\n</div>\n",
            "read as HTML up to its end",
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
        ),
    ]
    bad = [
        Bad(
            "<div>\n\t⟦<article>⟧\n\n\t\t<article>text</article>\n\n</div>\n",
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
        ),
        Bad("<figure>\n<b>A</b>\n</figure>\n\n⟦<figcaption>⟧A\n", message="nothing closes", site=_UNSAFE),
        Bad("<p>Text ⟦<b>⟧and more.</p>\n", why="it goes on behind the end", site=_UNSAFE),
        Bad("Text ⟦<b>⟧and more.\n\nMore.\n", message="nothing closes <b>", site=_UNSAFE),
        Bad("Press ⟦<kbd>⟧F10<kbd> and wait.\n", why="the second was to close it", site=_UNSAFE),
        Bad("Press ⟦<kbd>⟧F10\n⟦<kbd>⟧ and wait.\n", why="another line", site=_UNSAFE),
        Bad('Press ⟦<b>⟧F10 ⟦<b id="a">⟧ and wait.\n', why="an element of its own", site=_UNSAFE),
        Bad("Put it into a ⟦<div>⟧ tag.\n", message="or it in backticks", site=_UNSAFE),
        Bad("<div>\n\nText\n\n</div>\n\n⟦</div>⟧\n", message="closes nothing", site=_UNSAFE),
        Bad(
            "Send it to ⟦<your-name>⟧ please.\n",
            message="in backticks",
            site={"_config.yml": "", "_posts/2026-01-02-b.md": ""},
        ),
        Bad("Send it to ⟦<your-name>⟧.\n", message="in backticks", site=_UNSAFE),
        Bad("A list of type List⟦<String>⟧ or Map⟦<K>⟧.\n", message="not on the page", site=_UNSAFE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        shown = [leftover for leftover in page.leftovers if leftover.kind in ("unclosed", "unopened", "placeholder")]
        if not shown or not site.rendering(page).html:
            return
        # Where Markdown is read within HTML, what is a tag and what is code there is not known.
        within = any(leftover.kind.startswith("markdown-") for leftover in page.leftovers)
        if site.dialect.has_jsx or (within and not site.dialect.is_commonmark):
            return
        for leftover in shown:
            yield self.at(page, leftover.place, _message(leftover))


def _message(leftover: Leftover) -> str:
    name = leftover.text
    if leftover.kind == "placeholder":
        return f"“{name}” is read as a tag of HTML and is not on the page: write it in backticks"
    if leftover.kind == "unopened":
        return f"this closes nothing, as no <{name}> is open: remove it, or open one"
    message = f"nothing closes <{name}>, so it goes on to the end of the page"
    return f"{message}: write </{name}> where it ends, or it in backticks"
