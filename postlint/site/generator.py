"""The contract of site generators: all that a site asks of the one that makes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from postlint.document.dialect import Dialect
from postlint.facts.page import Link, Page
from postlint.site.link_target import Target
from postlint.site.recorder import Recorder
from postlint.site.rows import ChangedRows, Row, Rows


class ConfigError(Exception):
    """A configuration of a site that cannot be read; says which file, which line, and why."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


class Rendering(Struct, frozen=True):
    """How the Markdown of an article is rendered."""

    html: bool = True
    """Whether HTML in it reaches the reader."""
    emoji: bool = False
    """Whether `:name:` is a picture."""
    line_breaks: bool = False
    """Whether the end of a line is one on the page too."""
    attributes: bool = True
    """Whether attributes on a line of their own, `{.wide}`, belong to the block above them."""
    list_below: bool = False
    """Whether the template of the page may list others below the text."""
    wiki_links: bool = False
    """Whether a template may make a link of `[[name]]`."""


class SitePage(Protocol):
    """What a generator makes of an article, or a page that it makes by itself."""

    @property
    def page(self) -> Page | None:
        """The article; None for a page that the generator makes by itself."""
        ...

    @property
    def kind(self) -> str:
        """page, section, home, taxonomy or term."""
        ...

    @property
    def language(self) -> str: ...

    @property
    def section(self) -> str:
        """The top-level section, "" for pages at the root."""
        ...

    @property
    def bundle(self) -> str:
        """leaf, branch, or "" for a single file."""
        ...

    @property
    def path(self) -> str:
        """How a reference names it."""
        ...

    @property
    def title(self) -> str: ...

    @property
    def state(self) -> str:
        """published, draft, future, expired or unrendered."""
        ...

    @property
    def why(self) -> str:
        """Why it is not published, as a phrase such as "is a draft"; "" where it is."""
        ...

    @property
    def url(self) -> str | None:
        """Decoded, the one that it would have if it is not published; None for none."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """The URLs of its aliases, decoded."""
        ...

    @property
    def fields(self) -> Mapping[str, Any]:
        """The front matter by lower-case key, with what its sections hand down."""
        ...


class Recalled(Protocol):
    """One thing that earlier runs may have found out."""

    def read(self) -> object:
        """The thing; None where it is not known."""

    def write(self, value: object) -> None:
        """Remember a thing that JSON can hold; one that it cannot hold is not remembered."""


class Generator(Protocol):
    """A site as one generator makes it of its sources. Rules ask the `Site`, which asks this."""

    name: str
    """As `postlint site` prints it."""
    knows_urls: bool
    """Whether URLs are known; otherwise links lead to files."""
    dialect: Dialect
    recorder: Recorder
    """Takes down what it is asked that depends on other articles."""

    @property
    def languages(self) -> Iterable[str]:
        """All languages that are built, the default one first."""
        ...

    @property
    def base_url(self) -> str:
        """The address of the site, "" where it is not known."""
        ...

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that the site is made of."""
        ...

    @property
    def writes_aliases(self) -> bool:
        """Whether aliases are published as pages."""
        ...

    def rows(self) -> Iterator[Row]:
        """All that was found out about a site that was built of its articles, to be stored."""
        ...

    def take_rows(self) -> Iterator[Row]:
        """What was found out while the site was asked, since this was last called, to be stored beside `rows`."""
        ...

    def renewed(self, rows: Rows, page: Callable[[str], Page | None], pages: Callable[[], list[Page]]) -> Generator:
        """The same site with other stored rows; `page` gives the article of a file, `pages` all of them."""
        ...

    def update(
        self, rows: ChangedRows, changed: Collection[str], names: Container[str], page: Callable[[str], Page | None]
    ) -> bool:
        """Change the stored rows of a site, which this is, by articles that have changed, come or gone.

        `names` are the paths of all articles as they are now, of which `page` gives each. False where more may change
        than can be said without building the site.
        """
        ...

    def article_of(self, row: Row) -> str:
        """The path of the article of which the site may say something else where a row has changed; "" for none."""
        ...

    def names_depend_on(self, path: str) -> bool:
        """Whether what the build of the site names may be something else where a file comes or goes."""
        ...

    def moves(self, before: tuple[str, str, bytes | None], after: bytes | None) -> bool:
        """Whether a link may lead elsewhere where a row has changed, or an article have another place."""
        ...

    def with_pages(self, changes: Mapping[str, Page | None]) -> Generator:
        """The same site with articles added, or put in the place of those of their paths; None takes one out."""
        ...

    def entry(self, page: Page) -> SitePage | None:
        """What becomes of an article; None where it is no page by itself."""
        ...

    def entries(self) -> Iterator[SitePage]:
        """All pages, those that the generator makes by itself too."""
        ...

    def holds(self, page: Page) -> bool:
        """Whether the file of an article is a part of the site, and does not just stand beside it, as a README does."""
        ...

    def date_of(self, page: Page, kind: str) -> datetime | None:
        """A date of an article: date, publishdate, expirydate or lastmod; None where it has none."""
        ...

    def output_formats(self, page: Page) -> frozenset[str] | None:
        """The output formats that an article may name, in lower case; None where there may be more."""
        ...

    def at(self, url: str) -> Target:
        """What stands at an absolute path of the site."""
        ...

    def has_file(self, path: str) -> bool:
        """Whether the path of any file that is published, or may be, ends in this one."""
        ...

    def file_urls(self) -> Iterator[str]:
        """The URLs of the pictures and documents that are published, other than those of single articles."""
        ...

    def same_url(self, page: Page) -> tuple[Page, ...]:
        """The other articles that are published at the URL of this one."""
        ...

    def alias_claims(self, page: Page) -> Iterator[tuple[str, Page, bool]]:
        """The aliases of an article that another page has: the URL, the page, and whether it is its own URL."""
        ...

    def links(self, page: Page) -> Iterator[Link]:
        """All links of an article, those in parameters of shortcodes too."""
        ...

    def resolve(self, page: Page, link: Link) -> Target:
        """Where a link of an article leads."""
        ...

    def resolve_from(self, entry: Any, link: Link) -> Target:
        """Where it leads from one of the pages that `entries` gives, as a file may be several."""
        ...

    def missing_reference(self) -> str:
        """What becomes of a reference to no page, such as "Hugo's build fails"."""
        ...

    def ids(self, page: Page) -> frozenset[str] | None:
        """The ids of the page of an article; None where not all of them can be known."""
        ...

    def heading_ids(self, page: Page) -> list[str | None]:
        """The id of each heading of an article: "" where it has none, None where it cannot be known."""
        ...

    def heading_ids_of(self, entry: Any) -> list[str | None]:
        """The same for one of the pages that `entries` gives."""
        ...

    def is_unseen(self, page: Page) -> bool:
        """Whether an article is a part of the site, and yet no template shows it."""
        ...

    def rendering(self, page: Page) -> Rendering:
        """How the Markdown of an article is rendered."""
        ...

    def shortcode(self, name: str) -> bool | None:
        """Whether there is a shortcode of this name; None where not all templates are present."""
        ...

    def overrides(self, shortcode: str) -> bool | None:
        """Whether the site has a shortcode of its own in the place of the generator's; None where that is not known."""
        ...

    def is_paired(self, shortcode: str) -> bool | None:
        """Whether the build stops where a shortcode is not closed; None where that is not known."""
        ...

    @property
    def shortcodes(self) -> Iterable[str]:
        """The names of all shortcodes that are known."""
        ...

    def shows_file_name(self, page: Page) -> bool:
        """Whether the template of an article makes something of the name of its file, such as a title."""
        ...

    def renders_field(self, name: str) -> bool:
        """Whether a template shows the Markdown or HTML of a title or description, by its name in lower case."""
        ...

    def reads_field(self, name: str) -> bool:
        """Whether a template may read a field without another in its place; not where all are here and none does."""
        ...

    def archetype_with(self, field: str, value: str) -> str:
        """The archetype that gives new articles this text in a field, by its path; "" for none."""
        ...

    @property
    def has_templates(self) -> bool:
        """Whether the site has any templates of its own."""
        ...


class Prepared(Protocol):
    """What makes a site of its articles, when all that needs no article is known."""

    def __call__(self, pages: list[Page], today: date) -> Generator: ...
