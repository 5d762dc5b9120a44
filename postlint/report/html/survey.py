"""What a report is made of: the articles of a site with their findings, dates and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from postlint.diagnostic import Diagnostic, Severity
from postlint.document.front_matter.values import texts
from postlint.external.uses import external
from postlint.helpers.link_fixes import resolved_links

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.site.site import Site

_FRONT_MATTER = re.compile(r"\ufeff?\s*(---|\+\+\+)[^\S\n]*\n.*?\n\1[^\S\n]*(?:\n|\Z)", re.S)
_NOT_SHOWN = re.compile(r"!\[[^\[\]]*\](?:\([^()\s]*\))?|<!--.*?-->|\{\{[<%].*?[%>]\}\}|<[^<>]*>|\]\([^()\s]*\)", re.S)
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’-]\w+)*"
)
_NAMES = re.compile(r"“[^”]*”|[^\s“”]+")
"""What may be the name of an article in a message: what is quoted, and what has no blanks."""
_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_BETWEEN = re.compile(r",\s*(?![^()]*\))|\s+(?:and|&)\s+")
"""What stands between two authors; what a comma in parentheses parts is one."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*\Z")
_AUTHORS = ("authors", "author", "contributors", "writer")
_BROKEN = ("broken", "broken-anchor")


@dataclass(slots=True, eq=False)
class Article:
    """One article as a report shows it."""

    page: Page
    path: str
    title: str
    url: str
    """From the root of the host, encoded; "" for none."""
    section: str
    language: str
    kind: str
    state: str
    why: str
    """Why it is not published, as a phrase; "" where it is."""
    authors: tuple[str, ...]
    published: date | None
    expires: date | None
    changed: date | None
    """When its text was changed last, as its front matter or git says."""
    words: int
    findings: list[Diagnostic] = field(default_factory=list)
    links_to: list[Article] = field(default_factory=list)
    linked_by: list[Article] = field(default_factory=list)
    linked_by_hidden: bool = False
    """Whether an article links it that is not shown."""
    pictures: set[str] = field(default_factory=set)
    """The files of its pictures, by their path from the root of the site."""
    missing_pictures: list[tuple[str, str]] = field(default_factory=list)
    """What it shows and is not there: the destination as written, and why."""
    urls: list[str] = field(default_factory=list)
    """The URLs outside of the site that it links, as they are asked."""

    def count(self, severity: Severity) -> int:
        """How many findings of a severity it has."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def gravity(self) -> tuple[int, ...]:
        """Sorts the gravest articles to the front."""
        return (*(-self.count(severity) for severity in Severity), -self.words)


@dataclass(slots=True, eq=False)
class Survey:
    """A site as a report shows it."""

    site: Site
    articles: list[Article]
    """By path."""
    drafts: int
    """How many drafts are left out."""
    used_pictures: set[str]
    """The files of pictures that any article shows, drafts too."""
    text: Callable[[str], str]
    """The text of an article, by its path."""

    @property
    def findings(self) -> list[Diagnostic]:
        """The findings in all articles that are shown."""
        return [finding for article in self.articles for finding in article.findings]


def survey(
    site: Site, reported: Collection[str], findings: Iterable[Diagnostic], text: Callable[[str], str], *, drafts: bool
) -> Survey:
    """The reported articles of a site with these findings; without `drafts`, nothing of a draft is shown."""
    by_path: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    secret = {page.path: page for page in site.pages if site.state(page) == "draft" and not drafts}
    shown = [
        page
        for page in site.pages
        if page.path in reported and page.path not in secret and (site.has_page(page) or page.path in by_path)
    ]
    conceal = _conceals(site, [*secret.values()])
    articles = {page.path: _article(site, page, text(page.path)) for page in shown}
    for path, article in articles.items():
        article.findings = [conceal(finding) for finding in by_path.get(path, ())]
    used = {path for article in articles.values() for path in _link(site, article, articles)}
    hidden = [page for page in site.pages if page.path not in articles]
    used |= {path for page in hidden for path in _used_by_hidden(site, page, articles)}
    return Survey(site, [*articles.values()], len(secret.keys() & reported), used, text)


def _article(site: Site, page: Page, text: str) -> Article:
    published = site.date_of(page, "publishdate") or site.date_of(page, "date")
    expires, changed = site.date_of(page, "expirydate"), site.date_of(page, "lastmod")
    return Article(
        page,
        page.path,
        page.title,
        site.url(page) or "",
        site.section(page),
        site.language(page),
        site.kind(page),
        site.state(page),
        site.why_unpublished(page),
        tuple(authors_of(site.fields(page))),
        published.date() if published else None,
        expires.date() if expires else None,
        changed.date() if changed else None,
        words_in(text),
    )


def authors_of(fields: Mapping[str, object]) -> Iterable[str]:
    """The names of the authors of an article, each once."""
    for name in _AUTHORS:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, list):
            value = [inner.get("name") if isinstance(inner, dict) else inner for inner in value]
        if value and (names := [name for text in texts(value) for name in _names(text)]):
            return dict.fromkeys(names)
    return ()


def _names(text: str) -> Iterator[str]:
    """The names in a text, which may have links: of `[Jo](https://jo.example/) (A Company), Al`, two."""
    bare = _LINKED.sub(r"\1", text)
    parts = [bare] if bare == text else [_ASIDE.sub("", part) for part in _BETWEEN.split(bare)]
    yield from filter(None, (part.strip() for part in parts))


def body_of(text: str) -> str:
    """An article without its front matter."""
    head = _FRONT_MATTER.match(text)
    return text[head.end() :] if head else text


def words_in(text: str) -> int:
    """About how many words a reader of an article sees, code included; of Chinese and Japanese, signs."""
    return len(_WORD.findall(_NOT_SHOWN.sub(" ", body_of(text))))


def _link(site: Site, article: Article, articles: Mapping[str, Article]) -> set[str]:
    """Note where the links of an article lead; the files of its pictures."""
    targets: dict[str, None] = {}
    for link, target in resolved_links(article.page, site):
        if link.image and target.path:
            article.pictures.add(target.path)
        elif link.image and target.result in _BROKEN:
            article.missing_pictures.append((link.destination, target.why))
        elif target.page and target.page.path != article.path:
            targets[target.page.path] = None
    article.links_to = [articles[path] for path in targets if path in articles]
    for other in article.links_to:
        other.linked_by.append(article)
    article.urls = [*dict.fromkeys(key for _, key in external(article.page))]
    return article.pictures


def _used_by_hidden(site: Site, page: Page, articles: Mapping[str, Article]) -> Iterator[str]:
    """Note which articles one links that is not shown; the files of its pictures."""
    for link, target in resolved_links(page, site):
        if target.page and target.page.path in articles:
            articles[target.page.path].linked_by_hidden = True
        if link.image and target.path:
            yield target.path


def _conceals(site: Site, hidden: Sequence[Page]) -> Callable[[Diagnostic], Diagnostic]:
    """What takes the names of drafts out of a finding in another article."""
    if not hidden:
        return lambda finding: finding
    paths = {page.path for page in hidden}
    names = paths | {page.title for page in hidden if page.title}
    names |= {url for page in hidden if (url := site.url(page)) and len(url) > 1}

    def named(match: re.Match[str]) -> str:
        # A title stands in quotation marks; a word of a sentence that is like one names no draft.
        bare = match[0].strip("“”.,;:()").partition("#")[0]
        return "a draft" if bare in names and (match[0][0] == "“" or "/" in bare) else match[0]

    def conceal(finding: Diagnostic) -> Diagnostic:
        related = tuple(other for other in finding.related if other.path not in paths)
        message = _NAMES.sub(named, finding.message)
        fix = finding.fix
        if fix and any(_NAMES.sub(named, text) != text for text in (fix.title, *(edit.text for edit in fix.edits))):
            fix = None
        if (message, fix) == (finding.message, finding.fix) and len(related) == len(finding.related):
            return finding
        return replace(finding, message=message, related=related, fix=fix)

    return conceal
