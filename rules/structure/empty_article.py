"""An article that is published and has no text.

The reader comes to a page with a title and nothing below it. Pages that a theme fills from a layout of their own or
from other fields of their front matter are left alone: only those with the fields of an ordinary article are looked
at. With a title of five words and more it is advice, as on a site where one article in seven has no text: that is a
way of writing notes.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, Span, nodes, only_comments, pattern

# What an ordinary article has. Any other field may be what the page is made of.
_ORDINARY = frozenset(
    """title linktitle subtitle date publishdate pubdate lastmod modified expirydate description summary excerpt slug
    tags tag categories category series keywords author authors draft weight toc images image featured_image thumbnail
    cover aliases translationkey lang language locale id uid guid postid post_id permalink url comment comments math
    mathjax katex showtoc hidetoc license copyright share sharing editor timezone wordcount readingtime published
    published_at updated updated_at created hidden private pinned sticky featured thumb banner hero""".split()
)
# Of these, what says no more than that it is an article.
_USUAL = {"type": ("post", "posts", "page", "blog", "article"), "layout": ("post", "posts", "page", "single", "blog")}
# The name of a field that says of a page that something else fills it, or that it leads elsewhere.
_ELSEWHERE = pattern(
    r"translat|stub|placeholder|redirect|external|generat|import|auto|include|fetch|remote|no_?(?:text|body|content)"
)


_WORDS = 5
"""From so many words on, a title may be all that there is to be said."""


class EmptyArticle(Rule):
    severity = Severity.WARNING
    customary = True

    good = [
        Good('+++\ntitle = "A"\ndate = 2026-01-02\n+++\n\nText.\n'),
        Good('+++\ntitle = "A"\ndate = 2026-01-02\ndraft = true\n+++\n', "a draft"),
        Good("---\ntitle: A\ndate: 2026-01-02\npublished: false\n---\n", "a draft as Jekyll writes it"),
        Good('+++\ntitle = "A"\ndate = 2026-01-02\n+++\n', "a section", path="content/articles/_index.md"),
        Good('+++\ntitle = "Search"\ndate = 2026-01-02\nlayout = "search"\n+++\n', "a layout of its own"),
        Good('+++\ntitle = "Team"\n+++\n', "no article, as it has no date"),
        Good('+++\ntitle = "A"\ndate = 2026-01-02\n+++\n\n{{< gallery >}}\n', "a shortcode is text"),
        Good('+++\ntitle = "A"\ndate = 2026-01-02\nlocation = "Berlin"\n+++\n', "an event, which a template shows"),
        Good(
            "---\ntitle: A\ndate: 2026-01-02\nuntranslated: 1\n---\n", "a template shows the text of another language"
        ),
        Good("---\ntitle: A\ndate: 2026-01-02\nisRedirect: true\n---\n", "it leads elsewhere"),
    ]
    bad = [
        Bad(
            "⟦---⟧\ntitle: A\ndate: 2026-01-02\nshowComments: false\ntype: post\nlang: en\nrating: 5\n---\n",
            nests=False,
        ),
        Bad(
            "⟦---⟧\ntitle: all is well here now\ndate: 2026-01-02\n---\n", "a note", severity=Severity.INFO, nests=False
        ),
        Bad("⟦---⟧\ntitle: all is well here\ndate: 2026-01-02\n---\n", severity=Severity.WARNING, nests=False),
        Bad("⟦---⟧\ntitle: A\ndate: 2026-01-02\ndraft: false\npublished: false\n---\n", "draft counts", nests=False),
        Bad('⟦+++⟧\ntitle = "A"\ndate = 2026-01-02\n+++\n\n', nests=False),
        Bad("⟦---⟧\ntitle: A\ndate: 2026-01-02\ndraft: false\n---\n\n<!-- to come -->\n", nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        front = doc.front_matter
        if front is None or not front.data or doc.is_section or doc.shortcodes.calls:
            return
        if not all(
            isinstance(block, nodes.LinkDefinition)
            or (isinstance(block, nodes.HtmlBlock) and only_comments(block.html))
            for block in doc.blocks
        ):
            return
        is_draft = (str(front.get("draft", default="")).lower(), str(front.get("published", default="")).lower())
        if is_draft[0] == "true" or is_draft == ("", "false") or not front.get("date"):
            return
        if all(_is_ordinary(name.lower(), value) for name, value in front.data.items()):
            fence = Span(front.span.start, front.span.start + 3)
            # A note may say all that it has to say in its title.
            severity = Severity.INFO if len(str(front.get("title", default="")).split()) >= _WORDS else None
            message = "this article is published without a text: write one, or make it a draft"
            yield self.at(doc, fence, message, severity=severity)


def _is_ordinary(name: str, value: object) -> bool:
    """Whether a field is one that any article may have, or holds nothing that a template could show as its text."""
    if name in _USUAL:
        return str(value).lower() in _USUAL[name]
    harmless = isinstance(value, (bool, int, float)) and not _ELSEWHERE.search(name)
    return name in _ORDINARY or harmless or not value
