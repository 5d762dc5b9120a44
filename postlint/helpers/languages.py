"""The language of an article, and the words of languages that rules need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from weakref import WeakKeyDictionary

from postlint.document.document import Document
from postlint.facts.common_words import COMMON_WORDS, common_in, language_of_words
from postlint.lazy_regex import pattern

_WORDS = {word: frozenset(words.split()) for word, words in COMMON_WORDS.items()}
_LEAST = 2
"""How many different common words a text of a few sentences has."""
_WORD = pattern(r"[^\W\d_]+")
_ENOUGH = 0.07
"""How much of a text has to be such words: prose has three times as many, lists of names and code none."""
_SAMPLE = 3000
_CODES = frozenset(
    """af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km
    kn ko ku lt lv mk ml mn mr ms my nb ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi
    zh""".split()
)
_IN_NAME = pattern(r"\.([a-z]{2,3})(?:[-_][A-Za-z]{2,4})?\.(?:md|markdown|html)\Z")
# Countries, and what only names of files call languages.
_AS_LANGUAGES = "br cn hk jp kr tw".split()
_ENDING = pattern(
    rf"[._-](?:{'|'.join(sorted((*_CODES, *_AS_LANGUAGES)))})(?:[_-][A-Za-z]{{2}})?(?=(?:/index)?\.\w+\Z)"
)
_IN_FOLDER = pattern(r"(?:\A|/)([a-z]{2,3})(?:[-_][A-Za-z]{2,4})?/")


_KNOWN: WeakKeyDictionary[Document, str] = WeakKeyDictionary()
"""What was found out of articles that are being looked at: several rules ask."""


def language_of(doc: Document) -> str:
    """The language of an article by its path or else by its words, as two letters; nothing where it is not known."""
    if doc not in _KNOWN:
        # Most articles have so many words of one language that they need not be counted.
        _KNOWN[doc] = language_by_path(doc.path) or language_of_words(doc.words.keys()) or _by_words(doc)
    return _KNOWN[doc]


def possible_languages(doc: Document, among: Collection[str] = _WORDS.keys()) -> list[str]:
    """Those of some languages that an article may be in: that of its path, or those of which it has common words."""
    if named := language_by_path(doc.path):
        return [named] if named in among else []
    words = doc.words.keys()
    return [language for language in among if common_in(words, language) >= _LEAST]


def language_by_path(path: str) -> str:
    """The language that the path of an article names, as two letters; nothing where it names none."""
    name = _IN_NAME.search(path)
    if name and name[1] in _CODES:
        return name[1]
    folder = _IN_FOLDER.search(path[:40])
    return folder[1] if folder and folder[1] in _CODES else ""


def without_language(path: str) -> str:
    """The path of an article without the language that its name ends with: that of its translation, or its own."""
    return _ENDING.sub("", path)


def _by_words(doc: Document) -> str:
    words: list[str] = []
    for block in doc.prose:
        words += _WORD.findall(block.prose.masked.lower())
        if len(words) > _SAMPLE:
            break
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in common) / max(len(words), 1) for language, common in _WORDS.items()
    }
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _ENOUGH else ""


def is_likely(words: Collection[str], language: str) -> bool:
    """Whether a few distinct words have two common ones of a language, and fewer of any other."""
    counts = {other: len(common.intersection(words)) for other, common in _WORDS.items()}
    own = counts.pop(language, 0)
    return own > 1 and own > max(counts.values())


def is_evident(doc: Document, language: str) -> bool:
    """Whether an article has two of the common words of a language: one word of a caption may be another's too."""
    return not is_unclear(doc.running_text, language)


_ACCENTED = pattern("[à-öø-ɏḁ-ỿ]")
_ACCENTED_WORDS = 3


def is_foreign(text: str, language: str) -> bool:
    """Whether a text of one or a few sentences has more of the common words of another language.

    It is no English either where a fourth of its words has letters that English lacks.
    """
    words = set(_WORD.findall(text.lower()))
    if language == "en" and not text.isascii():
        others = sum(_ACCENTED.search(word) is not None for word in words)
        if others >= _ACCENTED_WORDS and others * 4 >= len(words):
            return True
    counts = {other: len(common & words) for other, common in _WORDS.items()}
    return any(count > counts.get(language, 0) for count in counts.values())


def is_unclear(text: str, language: str) -> bool:
    """Whether a text has less than two of the common words of a language, so that it may be in another one."""
    return len(_WORDS.get(language, frozenset()).intersection(_WORD.findall(text.lower()))) < 2


# Words that are never right twice in a row, in languages in which others often are.
NEVER_TWICE = {
    "de": "noch und oder mit für von auf im zum zur ein eine einen einem einer wird werden kann wenn aber durch bei",
    "fr": "le les des du un une et dans sur avec pour par est sont ce cette ces au aux ou mais comme votre vos",
    "es": "el los las de del en con por para una y es al como pero su sus se está puede",
    "it": "il lo gli di del della dei delle e con per un una nel nella al alla sono è da dal",
    "pt": "os de da em com uma um e na dos das mas seu sua é ou ao",
    "nl": "de het een en met voor naar wordt worden maar kan door bij uit aan",
}

# Words and sounds that stand twice in English for emphasis, in idioms, or in a right sentence.
MAY_STAND_TWICE = frozenset(
    """had that her you very really so much many lots far long way too well never ever again now no yes ok okay please
    truly extremely highly totally absolutely super pretty quite incredibly seriously actually big old deep good great
    low high small tiny huge little fast slow hard easy nice sweet hot cold warm cool dark bright rich fine bad sad mad
    happy lovely cheap strong weak soft loud quiet young true real red blue green black white hundreds thousands miles
    ha haha he hee heh ho bla blah yada la na da di dum doo boo bye aye hear tut tsk night choo chop knock hush hip beep
    boing pom cha yo wink nudge woof meow vroom quack tick tock bang mama papa paw win talk fifty same half log yadda
    go buy hurry wait oh ah uh um hmm hey hi hello mm whoa wow yay yeah hooray ding dong ring clap yep yup nope nah
    dear poor round bora duran new york pago walla pavo yum double triple sh shh ssh cat cut etc zero one two three
    four five six seven eight nine ten hundred thousand million billion trillion what something somebody someone names
    zaman ayrı adım yavaş tek teker sık""".split()
)

# Words of English that join others; doubled, they are a slip wherever nothing below says otherwise.
FUNCTION_WORDS = frozenset(
    """the a an of to in on at by for with from as is are was were be been being am and or but nor if then than when
    while because so that this these those there here it its they them their we us our he him his she my me your which
    who whom whose where how not do does did have has will would shall should can could may might must into onto about
    after before between during through under over above below up down out off all any each every some such only also
    both either neither more most other own just why now always perhaps unless across thus sometimes less until since
    without within against along among around though although whether once""".split()
)

# Link texts that say nothing about where a link leads, by language.
GENERIC_LINK_TEXTS = {
    "en": (
        "here|click here|click|this|this link|link|this page|this article|this post|read more|more|learn more|see more|"
        "find out more|more info|more information|details|see here|right here|go here|website|page|source|the link|"
        "continue reading|check it out|over here|article|blog post|post|this one|this site|this website|download"
    ),
    "de": "hier|hier klicken|klick hier|klicken sie hier|link|dieser link|mehr|weiterlesen|mehr lesen|mehr erfahren",
    "fr": "ici|cliquez ici|cliquer ici|lien|ce lien|lire la suite|en savoir plus|plus|cette page|voir ici",
    "es": "aquí|haz clic aquí|haga clic aquí|pulsa aquí|enlace|este enlace|leer más|más|más información|esta página",
    "it": "qui|clicca qui|link|questo link|leggi di più|leggi tutto|scopri di più|altro|questa pagina",
    "pt": "aqui|clique aqui|link|este link|esse link|leia mais|saiba mais|mais|esta página|veja mais",
    "nl": "hier|klik hier|link|deze link|lees meer|lees verder|meer|meer informatie|deze pagina",
}
