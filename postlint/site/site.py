"""The site: all its pages, and what stands at each of its URLs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from postlint.site.generators import prepare, restore
from postlint.site.groups import Conclude, Counts, Groups, Keys, StoredPages, Words, name_of
from postlint.site.library.index import LIBRARY, USES_LIBRARY
from postlint.site.recorder import Remembered, Table
from postlint.site.titles import by_title, key_of_title
from postlint.site.url_paths import encode
from postlint.site.word_answers import Make, WordAnswers

if TYPE_CHECKING:
    from postlint.document.dialect import Dialect
    from postlint.document.document import Document
    from postlint.facts.page import Link, Page
    from postlint.site.generator import Generator, Rendering, SitePage
    from postlint.site.library.frequencies import Frequencies
    from postlint.site.library.library import Library, Match
    from postlint.site.library.mentions import Mention
    from postlint.site.link_target import Target
    from postlint.site.rows import Row
    from postlint.site.titles import TitleMatch

_MOST_LINKS = 100
"""How many articles have their links kept."""

_Made = TypeVar("_Made")


class Postponed(Exception):
    """The library is needed, and is not built yet."""


class Site:
    """All pages of one site, and the answers about them. Nothing here reads the text of an article."""

    def __init__(
        self,
        root: Path,
        pages: Iterable[Page] | Callable[[], Iterable[Page]],
        today: date,
        generator: Generator,
        stored: StoredPages | None = None,
        declared: Mapping[str, Any] | None = None,
    ) -> None:
        """`pages` may be what reads all articles, where most runs need few of them; `stored` has what is known.

        `declared` is what the configuration says about shortcodes.
        """
        self.root = root
        self.generator = generator
        self._today = today
        self._given = pages
        self._stored = stored
        self._declared = declared
        self.recorder = generator.recorder
        """Takes down what is asked."""
        self._links: dict[str, tuple[Link, ...]] = {}
        self._libraries: dict[str, Library] = {}
        self._frequencies: dict[str, Frequencies] = {}
        self._documents: dict[str, Document] = {}
        self._made: dict[Callable[[Site], Any], Remembered[Any]] = {}
        self.groups = Groups(self, self.recorder, lambda: self._pages, stored)
        self._last_words: tuple[Page | None, frozenset[str]] = None, frozenset()
        self.word_answers = WordAnswers(self, self.recorder, stored)
        self.is_stored = True
        """Whether what is found out about it may be stored: if not, nothing is noted for that alone."""
        self.postpones = False
        """Whether Postponed is raised where an answer would need all articles to be read."""
        self.read: Callable[[str], bytes] = lambda path: (root / path).read_bytes()
        """Reads the file of an article, by its path."""

    @classmethod
    def load(cls, root: Path, pages: Iterable[Page], *, today: date, options: Mapping[str, Any]) -> Site:
        """The site at `root` with these articles; `options` is `[site]` of the configuration.

        Raises ConfigError where the site's own configuration cannot be read.
        """
        return cls.prepared(root, options)(list(pages), today)

    @classmethod
    def prepared(cls, root: Path, options: Mapping[str, Any]) -> Callable[[list[Page], date], Site]:
        """What makes the site of its articles and a date; all that needs no article is found out at once.

        Raises ConfigError where the site's own configuration cannot be read.
        """
        make = prepare(root, options)
        declared = options.get("shortcodes")
        return lambda pages, today: cls(root, pages, today, make(pages, today), None, declared)

    @classmethod
    def restored(
        cls, root: Path, options: Mapping[str, Any], stored: StoredPages, pages: Callable[[], list[Page]], today: date
    ) -> Site:
        """The site of which an earlier run has stored all that its generator found out; `pages` gives all articles.

        Raises ConfigError where the site's own configuration cannot be read.
        """
        generator = restore(root, options, stored.rows, stored.page, pages, today)
        return cls(root, pages, today, generator, stored, options.get("shortcodes"))

    def renewed(self, stored: StoredPages, pages: Callable[[], list[Page]]) -> Site:
        """The same site with other articles and rows."""
        generator = self.generator.renewed(stored.rows, stored.page, pages)
        return Site(self.root, pages, self._today, generator, stored, self._declared)

    def with_stored(self, stored: StoredPages) -> Site:
        """The same site; what is stored of its groups, counts and words is not made again."""
        site = Site(self.root, self._given, self._today, self.generator, stored, self._declared)
        site.read = self.read
        return site

    def take_over(self, before: Site) -> None:
        """Answer at once with what was made of the whole site as it was before, until somebody has it made anew."""
        for make, answer in before._made.items():
            if taken := answer.taken_over(self.recorder, (self,)):
                self._made[make] = taken
        self.word_answers.take_over(before.word_answers)
        self.take_over_libraries(before)

    def made(self) -> dict[str, Any]:
        """What functions made of the whole site, by their names, as far as they were asked."""
        return {name_of(make): answer.known for make, answer in self._made.items() if answer.is_known}

    def remember(self, functions: Mapping[str, Callable[[Site], Any]], made: Mapping[str, Any]) -> None:
        """Answer with what functions made of the same site elsewhere."""
        for name in filter(functions.__contains__, made):
            answer: Remembered[Any] = Remembered(self.recorder, functions[name], 1, f"once:{name}")
            answer.keep(made[name], (self,))
            self._made[functions[name]] = answer

    def take_over_libraries(self, before: Site) -> None:
        """Take the libraries of the site as it was before, where nothing that they index has changed."""
        for language, library in before._libraries.items():
            if self._stored and library.is_stored_in(self._stored.rows):
                self._libraries[language] = library.for_site(self)

    def rows(self) -> Iterator[Row]:
        """All that was found out about the site, to be stored."""
        yield from self.generator.rows()
        yield from self.groups.rows()

    def take_rows(self) -> Iterator[Row]:
        """What was found out while it was asked, since this was last called, to be stored beside `rows`."""
        yield from self.generator.take_rows()
        for library in self._libraries.values():
            yield from library.rows()
        for frequencies in self._frequencies.values():
            yield from frequencies.rows()

    def with_page(self, page: Page) -> Site:
        """The site with an article added, or put in the place of the one of its path: as if it were made anew."""
        return self.with_pages({page.path: page})

    def without_page(self, path: str) -> Site:
        """The site without the article of a path: as if it were made anew."""
        return self.with_pages({path: None})

    def with_pages(self, changes: Mapping[str, Page | None]) -> Site:
        """The site with several articles changed, by path; None takes one out."""
        others = [other for other in self._pages if other.path not in changes]
        new = [page for page in changes.values() if page]
        generator = self.generator.with_pages(changes)
        return Site(self.root, [*others, *new], self._today, generator, None, self._declared)

    @property
    def has_urls(self) -> bool:
        """Whether the URLs of its pages are known; in a plain folder, links lead to files."""
        return self.generator.knows_urls

    @property
    def dialect(self) -> Dialect:
        """The fields and shortcodes that the generator knows."""
        return self.generator.dialect

    def within(self, takes: Callable[[Path], bool]) -> bool:
        """Whether the folders that it is made of are known, and all are such as `takes` says."""
        return self.has_urls and all(map(takes, self.generator.folders))

    @property
    def today(self) -> date:
        """The day for which the site is built."""
        self.recorder.note("today")
        return self._today

    def once(self, make: Callable[[Site], _Made]) -> _Made:
        """What a function makes of the whole site, made when it is first asked for.

        Where that differs, all are judged again that ask for it; it is made again with each change of an article. See
        `grouped` and `counted` for what costs less.
        """
        if make not in self._made:
            self._made[make] = Remembered(self.recorder, make, 1, f"once:{name_of(make)}")
        made: _Made = self._made[make](self)
        return made

    def grouped(self, keys: Keys) -> Table[list[Page]]:
        """The articles by the keys that a function gives each; it may ask the site about that article only."""
        return self.groups.group(keys)

    def counted(self, words: Words) -> Table[Counts]:
        """How often each word stands in the articles, by key; the function may ask the site about its article only."""
        return self.groups.count(words)

    def concluded(self, conclude: Conclude, words: Words, key: str, *arguments: Any) -> Any:
        """What a function says of the counts of a key, given further plain arguments too; see `counted`.

        An article that asks is judged again only where that differs, and not with each count.
        """
        return self.groups.concluded(conclude, words, key, *arguments)

    def by_word(self, make: Make, words_of: Words, language: str, words: Set[str]) -> dict[str, Any]:
        """The answers of a function for those of some words that have any; see `word_answers`.

        It gets in how many articles each word of the language stands; `words_of` gives the words of an article.
        """
        return self.word_answers.among(make, words_of, language, words)

    def words(self, page: Page) -> frozenset[str]:
        """The words of an article, as they are written; kept until those of another one are asked for."""
        if self._last_words[0] is not page:
            self._last_words = page, frozenset(page.words.split(" "))
        return self._last_words[1]

    # --- pages

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        pages = self._given() if callable(self._given) else self._given
        return tuple(sorted(pages, key=lambda page: page.path))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every article, by path."""
        self.recorder.note("*")
        return self._pages

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self._pages}

    def page(self, path: str) -> Page | None:
        """The article of a file, by its path from the root of the site."""
        self.recorder.note(f"page:{path}")
        return self._stored.page(path) if self._stored else self._by_path.get(path)

    def _entry(self, page: Page) -> SitePage | None:
        return self.generator.entry(page)

    def has_page(self, page: Page) -> bool:
        """Whether the generator makes a page of an article, published or not."""
        return self._entry(page) is not None

    def holds(self, page: Page) -> bool:
        """Whether the file of an article is a part of the site, and does not just stand beside it, as a README does."""
        return self.generator.holds(page)

    def is_unseen(self, page: Page) -> bool:
        """Whether no template shows an article of the site, as one within the bundle of another."""
        return self.generator.is_unseen(page)

    def url(self, page: Page) -> str | None:
        """The URL of an article as it is printed, the one it would have if it is not published; None for none."""
        entry = self._entry(page)
        return encode(entry.url) if entry and entry.url else None

    def state(self, page: Page) -> str:
        """published, draft, future, expired or unrendered."""
        entry = self._entry(page)
        return entry.state if entry else "unrendered"

    def why_unpublished(self, page: Page) -> str:
        """Why an article is not published, as a phrase such as "is a draft"; "" where it is."""
        entry = self._entry(page)
        return entry.why if entry else ""

    def published(self, page: Page) -> bool:
        """Whether readers can open the page of an article."""
        return self.state(page) == "published"

    def kind(self, page: Page) -> str:
        """page, section, home, taxonomy or term."""
        entry = self._entry(page)
        return entry.kind if entry else "page"

    def bundle(self, page: Page) -> str:
        """leaf or branch for an article with files of its own, "" for a single file."""
        entry = self._entry(page)
        return entry.bundle if entry else ""

    def section(self, page: Page) -> str:
        """The top-level section of an article, "" for one at the root."""
        entry = self._entry(page)
        return entry.section if entry else page.path.rpartition("/")[0].partition("/")[0]

    def language(self, page: Page) -> str:
        """The language of an article; "" in a plain folder."""
        entry = self._entry(page)
        return entry.language if entry else ""

    def reference(self, page: Page) -> str:
        """The path by which a `ref` names an article; "" where none does."""
        entry = self._entry(page)
        return entry.path if entry and self.has_urls else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that are built, the default one first."""
        return tuple(self.generator.languages)

    @property
    def base_url(self) -> str:
        """The address of the site, "" where it is not known."""
        return self.generator.base_url

    def fields(self, page: Page) -> Mapping[str, Any]:
        """The front matter of an article by lower-case key, with what its sections hand down."""
        entry = self._entry(page)
        return entry.fields if entry else page.fields

    def date_of(self, page: Page, kind: str) -> datetime | None:
        """A date of an article: date, publishdate, expirydate or lastmod; None where it has none."""
        return self.generator.date_of(page, kind)

    def output_formats(self, page: Page) -> frozenset[str] | None:
        """The output formats that an article may name, in lower case; None where a missing theme may have more."""
        return self.generator.output_formats(page)

    def aliases(self, page: Page) -> tuple[str, ...]:
        """The URLs of the aliases of an article, decoded."""
        entry = self._entry(page)
        return entry.aliases if entry else ()

    @property
    def writes_aliases(self) -> bool:
        """Whether aliases are published as pages."""
        return self.generator.writes_aliases

    def target_at(self, url: str) -> Target:
        """What stands at a URL of the site, an absolute path."""
        return self.generator.at(url)

    def has_file(self, path: str) -> bool:
        """Whether the path of any file that is published, or may be, ends in this one."""
        return self.generator.has_file(path)

    def file_urls(self) -> Iterator[str]:
        """The URLs of the pictures and documents that are published, other than those of single articles."""
        return self.generator.file_urls()

    def same_url(self, page: Page) -> tuple[Page, ...]:
        """The other articles that are published at the URL of this one: only one of them can be seen."""
        return self.generator.same_url(page)

    def alias_claims(self, page: Page) -> Iterator[tuple[str, Page, bool]]:
        """The aliases of an article that another page has: the URL, the page, and whether it is its own URL."""
        return self.generator.alias_claims(page)

    def document(self, page: Page) -> Document:
        """An article as it stands in its file now, parsed: to name a place in it."""
        from postlint.document.document import Document

        if page.path not in self._documents:
            self._documents.clear()
            text = self.read(page.path).decode("utf-8", "replace")
            self._documents[page.path] = Document(page.path, text, None, self.dialect, self._declared)
        return self._documents[page.path]

    # --- links and ids

    def links(self, page: Page) -> tuple[Link, ...]:
        """All links of an article, those in parameters of shortcodes too, in the order of the text."""
        if page.path not in self._links:
            # As articles are looked at one after the other, and a large site has many links, only a few are kept.
            if len(self._links) >= _MOST_LINKS:
                self._links.clear()
            links = self.generator.links(page)
            self._links[page.path] = tuple(sorted(links, key=lambda link: (link.node.start, link.place.start)))
        return self._links[page.path]

    def resolve(self, page: Page, link: Link) -> Target:
        """Where a link of an article leads."""
        return self.generator.resolve(page, link)

    def missing_reference(self) -> str:
        """What becomes of a `ref` that names no page, such as "Hugo's build fails"."""
        return self.generator.missing_reference()

    def ids(self, page: Page) -> frozenset[str] | None:
        """The ids of the page of an article; None where not all of them can be known."""
        return self.generator.ids(page)

    def heading_ids(self, page: Page) -> list[str | None]:
        """The id of each heading of an article: "" where it has none, None where it cannot be known."""
        return self.generator.heading_ids(page)

    # --- titles

    def titled(self, title: str, language: str) -> list[Page]:
        """The articles of this title, compared without case, quotes, dashes and full stop."""
        return self.grouped(by_title).get(key_of_title(title, language)) or []

    def title_matches(self, title: str, language: str) -> list[TitleMatch]:
        """The articles whose titles are nearest to one; at most three, the nearest first."""
        from postlint.site.titles import matches

        return matches(self.grouped(by_title), title, language)

    def archetype_with(self, field: str, value: str) -> str:
        """The archetype that gives new articles this text in a field, by its path; "" for none."""
        return self.generator.archetype_with(field, value)

    def shows_file_name(self, page: Page) -> bool:
        """Whether the template of an article makes something of the name of its file, such as a title."""
        return self.generator.shows_file_name(page)

    def renders_field(self, name: str) -> bool:
        """Whether a template shows the Markdown or HTML of a title or description, by its name in lower case."""
        return self.generator.renders_field(name)

    def reads_field(self, name: str) -> bool:
        """Whether a template may read a field without another in its place; not where all are here and none does."""
        return self.generator.reads_field(name)

    def rendering(self, page: Page) -> Rendering:
        """How the Markdown of an article is rendered."""
        return self.generator.rendering(page)

    # --- what articles are about

    def articles_about(self, words: str, page: Page, limit: int = 3) -> list[Match]:
        """The articles that some words of an article may mean, the likeliest first; only those of its language."""
        with self._library_by_stem(page) as library:
            return library.about(words, page, limit)

    def linked_by(self, words: str, page: Page) -> list[Page]:
        """The articles that links of just these words in other articles lead to."""
        with self._library_of(page) as library:
            return library.linked_by(words, page)

    def is_meant(self, words: str, page: Page, other: Page, score: float) -> bool:
        """Whether some words of an article mean another one with at least this score, and no page like it is near."""
        with self._library_of(page) as library:
            return library.is_meant(words, page, other, score)

    def misnamed(self, words: str, page: Page, target: Page) -> Page | None:
        """The article that the words of a link of an article name for certain, where its target has none of them."""
        from postlint.site.library.misnaming import distinctive_words

        distinctive = distinctive_words(self, words, page, target)
        self.recorder.note(USES_LIBRARY)
        if not distinctive:
            return None
        with self._library_by_stem(page) as library:
            return library.misnamed(words, distinctive, page, target)

    def mentions(self, texts: Sequence[str], page: Page, linked: Collection[str]) -> list[Mention]:
        """Where texts of an article name others that are not among those linked, by path; the surest first."""
        with self._library_of(page) as library:
            return library.mentions(texts, page, linked)

    def articles_like(self, page: Page, limit: int = 3) -> list[Match]:
        """The articles that are about the same as this one, the nearest first."""
        with self._library_of(page) as library:
            return library.like(page, limit)

    def stems(self, text: str, page: Page) -> list[str]:
        """The words of a text as those of the language of an article are compared: without case and endings."""
        from postlint.site.library.words import words_of

        return words_of(self.language(page)).stems(text)

    @contextmanager
    def _library_of(self, page: Page) -> Iterator[Library]:
        """The library of an article's language; the caller depends on all that is indexed in it."""
        language = self.language(page)
        with self.recorder.recording():
            yield self.library(language)
        self.recorder.keys |= {USES_LIBRARY, f"{LIBRARY}:{language}"}

    @contextmanager
    def _library_by_stem(self, page: Page) -> Iterator[Library]:
        """The library of an article's language; the caller depends on the facts that it reads of it."""
        with self.recorder.recording():
            library = self.library(self.language(page))
            library.take_read()
            yield library
        self.recorder.keys |= library.take_read()
        self.recorder.note(USES_LIBRARY)
        library.note_size()

    @property
    def library_languages(self) -> tuple[str, ...]:
        """The languages that there may be a library of."""
        return "", *self.languages

    def frequencies(self, language: str) -> Frequencies:
        """In about how many articles of a language each stem stands."""
        from postlint.site.library.frequencies import Frequencies

        if language not in self._frequencies:
            self._frequencies[language] = Frequencies(self, language, self._stored.rows if self._stored else None)
        return self._frequencies[language]

    def library(self, language: str) -> Library:
        """The library of a language, built when it is first needed."""
        from postlint.site.library.library import Library

        if language not in self._libraries and self.postpones:
            raise Postponed
        if language not in self._libraries:
            self._libraries[language] = Library(self, language, self._stored.rows if self._stored else None)
        return self._libraries[language]

    # --- shortcodes

    def shortcode(self, name: str) -> bool | None:
        """Whether there is a shortcode of this name; None where not all templates are present."""
        return self.generator.shortcode(name)

    def overrides(self, shortcode: str) -> bool | None:
        """Whether the site has a shortcode of its own in the place of the generator's; None where that is not known."""
        return self.generator.overrides(shortcode)

    def is_paired(self, shortcode: str) -> bool | None:
        """Whether the build stops where a shortcode is not closed; None where that is not known."""
        return self.generator.is_paired(shortcode)

    @property
    def shortcodes(self) -> tuple[str, ...]:
        """The names of all shortcodes that are known."""
        return tuple(self.generator.shortcodes)

    @property
    def has_templates(self) -> bool:
        """Whether the site has any templates of its own."""
        return self.generator.has_templates
