"""A line that sends the reader to another article, as a fact, and the words that open such lines."""

from __future__ import annotations

from msgspec import Struct

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
    "related topics",
    "related pages",
    "related story",
    "related stories",
    "you may also like",
    "you might also like",
    "you may also enjoy",
    "you might also enjoy",
    "similar posts",
    "similar articles",
    "read this next",
    "keep reading",
    "read next",
    "also read",
    "verwandt",
    "verwandte artikel",
    "verwandter artikel",
    "ähnliche artikel",
    "passend dazu",
    "dazu passt",
    "passende artikel",
    "lies auch",
    "lesen sie auch",
    "das könnte dich auch interessieren",
    "das könnte sie auch interessieren",
    "articles liés",
    "article lié",
    "à lire aussi",
    "lire aussi",
    "a lire aussi",
    "lisez aussi",
    "articles similaires",
    "sur le même sujet",
    "sur le même thème",
    "relacionado",
    "relacionados",
    "artículo relacionado",
    "artículos relacionados",
    "lee también",
    "te puede interesar",
    "también te puede interesar",
    "artigo relacionado",
    "artigos relacionados",
    "leia também",
    "posts relacionados",
    "você também pode gostar",
    "articoli correlati",
    "articolo correlato",
    "leggi anche",
    "potrebbe interessarti anche",
    "ti potrebbe interessare",
    "gerelateerd",
    "lees ook",
    "gerelateerde artikelen",
    "lees verder",
    "powiązane",
    "powiązane artykuły",
    "czytaj także",
    "czytaj też",
    "przeczytaj także",
    "читайте также",
    "похожие статьи",
    "по теме",
    "читайте також",
    "relaterat",
    "läs också",
    "les også",
    "læs også",
    "relaterede artikler",
    "lue myös",
    "související",
    "související články",
    "ilgili",
    "ilgili yazılar",
    "関連",
    "関連記事",
    "あわせて読みたい",
    "相关",
    "相关文章",
    "相关阅读",
    "延伸閱讀",
    "相關文章",
    "관련 글",
    "관련 기사",
)
WEAK = (
    "see also",
    "read more",
    "read also",
    "also see",
    "recommended reading",
    "further reading",
    "more on this",
    "siehe auch",
    "weiterlesen",
    "mehr dazu",
    "mehr zum thema",
    "zum weiterlesen",
    "voir aussi",
    "en savoir plus",
    "pour aller plus loin",
    "ver también",
    "véase también",
    "leer más",
    "seguir leyendo",
    "veja também",
    "ver também",
    "leia mais",
    "saiba mais",
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
    "推荐阅读",
    "另见",
    "参考記事",
    "더 보기",
)
LEADS = dict.fromkeys(STRONG, True) | dict.fromkeys(WEAK, False)
"""All of them, in lower case: whether they are said of articles of the same site only."""


class RelatedLine(Struct, frozen=True, array_like=True):
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
