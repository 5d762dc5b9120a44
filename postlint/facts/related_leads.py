"""A line that sends the reader to another article, as a fact, and the words that open such lines."""

from __future__ import annotations

from typing import NamedTuple

from postlint.text import Range

# What opens such a line, before its colon. The first group is said of articles of the same site only.
STRONG = (
    "related",
    "related article",
    "related articles",
    "related post",
    "related posts",
    "related reading",
    "related content",
    "related links",
    "related story",
    "related stories",
    "you may also like",
    "you might also like",
    "read next",
    "also read",
    "verwandt",
    "verwandte artikel",
    "verwandter artikel",
    "ähnliche artikel",
    "passend dazu",
    "articles liés",
    "article lié",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "relacionado",
    "relacionados",
    "artículo relacionado",
    "artículos relacionados",
    "artigo relacionado",
    "artigos relacionados",
    "leia também",
    "articoli correlati",
    "articolo correlato",
    "leggi anche",
    "gerelateerd",
    "lees ook",
    "powiązane",
    "powiązane artykuły",
    "czytaj także",
    "читайте также",
    "по теме",
    "читайте також",
    "relaterat",
    "läs också",
    "les også",
    "læs også",
    "lue myös",
    "související",
    "související články",
    "ilgili",
    "ilgili yazılar",
    "関連",
    "関連記事",
    "相关",
    "相关文章",
    "相關文章",
    "관련 글",
    "관련 기사",
)
WEAK = (
    "see also",
    "read more",
    "read also",
    "further reading",
    "more on this",
    "siehe auch",
    "weiterlesen",
    "mehr dazu",
    "voir aussi",
    "en savoir plus",
    "ver también",
    "véase también",
    "leer más",
    "veja também",
    "ver também",
    "leia mais",
    "vedi anche",
    "zie ook",
    "zobacz też",
    "zobacz także",
    "см. также",
    "див. також",
    "se även",
    "se også",
    "katso myös",
    "viz také",
    "ayrıca bakınız",
    "延伸阅读",
    "另见",
    "参考記事",
    "더 보기",
)
LEADS = dict.fromkeys(STRONG, True) | dict.fromkeys(WEAK, False)
"""All of them, in lower case: whether they are said of articles of the same site only."""


class RelatedLine(NamedTuple):
    """A line that names another article, with a link or without."""

    lead: str
    """What stands before the title, as written: `**Related**: `; empty in an item of a list."""
    start: Range
    """Where that stands."""
    title: str
    """The title as a reader sees it, without quotes and a final full stop."""
    place: Range
    """Where the title stands."""
    destination: str | None
    """Where the line links to, as written; None for a stub."""
    words: str
    """The words that open the line, or the list that it is in, in lower case: `related`."""
    likely: bool = True
    """Whether a stub looks like the title of an article of this site; if not, only the site can tell."""

    @property
    def known(self) -> bool:
        """Whether these words are known to announce another article; others a site may use so."""
        return self.words in LEADS


def announces(words: str) -> bool:
    """Whether words before a colon are known to announce another article."""
    return words.strip().casefold() in LEADS
