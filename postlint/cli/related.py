"""The command `related`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.session import Options, Session, usage_errors
from postlint.site.library.texts import first_heading

if TYPE_CHECKING:
    from postlint.facts.page import Page
    from postlint.run.site_run import SiteRun
    from postlint.site.site import Site

MOST = 10
"""So many places of an article are shown."""
FEW = 5
_LEAST = 0.01
"""An article that is less likely to be meant is shown only where there is no likelier one."""


@click.command()
@click.argument("article", required=False)
@click.option("--text", metavar="WORDS", help="Look for the articles that these words mean, from the folder one is in.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@click.option("--config", metavar="FILE", help="The configuration to use instead of the nearest one.")
@click.option("--isolated", is_flag=True, help="Use no configuration at all.")
@click.option("--no-cache", is_flag=True, help="Look at every article anew, and remember nothing.")
def related(
    article: str | None, text: str | None, output_format: str, config: str | None, isolated: bool, no_cache: bool
) -> None:
    """Show what an article could be linked with.

    \b
    Articles like it for a Related line, words that name other articles, and what
    should link to it; with --text, the articles that some words may mean.
    """
    if (article is None) == (text is None):
        raise click.UsageError("name an ARTICLE, or give some words with --text")
    with usage_errors():
        if article is not None and not Path(article).is_file():
            raise click.ClickException(f"there is no file {article!r}")
        run, path = _run_of(Path(article or "."), config, isolated, no_cache)
        if text is not None:
            data: dict[str, Any] = {"version": 1, "text": text, "articles": run.answer(lambda site: _meant(site, text))}
            shown = _lines("These words may mean", data["articles"])
        else:
            about = run.answer(lambda site: _about(site, page) if (page := site.page(path)) else None)
            if about is None:
                raise click.ClickException(f"{article!r} is no article of its site")
            data, shown = about, _shown(about)
    click.echo(json.dumps(data, ensure_ascii=False, indent=1) if output_format == "json" else "\n".join(shown))


def _run_of(place: Path, config: str | None, isolated: bool, no_cache: bool) -> tuple[SiteRun, str]:
    """A run over the site that a file or folder belongs to, and the path of the file within it."""
    from postlint.run import site_run
    from postlint.site.generators import content_files, find_root

    def session_of(path: Path) -> Session:
        return Session(Options((str(path),), config=config, isolated=isolated, no_cache=no_cache))

    site_root = find_root(place.absolute())
    folder = (place if place.is_dir() else place.parent).absolute()
    root = site_root or session_of(folder).linter.root_of(folder)
    session = session_of(root)
    files = content_files(root) if site_root else session.files
    run = next((run for run in site_run.runs(session.linter, files) if run.files.root == root), None)
    if run is None:
        raise click.ClickException(f"there are no articles in {root}")
    return run, place.absolute().relative_to(root).as_posix()


def _article(site: Site, page: Page, score: float | None = None) -> dict[str, Any]:
    # As the library does, an article without a title is called by its first heading.
    title = page.title or first_heading(page.headings)
    data: dict[str, Any] = {"path": page.path, "url": site.url(page), "title": title, "state": site.state(page)}
    return data if score is None else data | {"score": round(score, 3)}


def _meant(site: Site, text: str) -> list[dict[str, Any]]:
    matches = [match for language in site.languages or ("",) for match in site.library(language).named(text, FEW)]
    matches.sort(key=lambda match: -match.score)
    likely = [match for match in matches[:FEW] if match.score >= _LEAST] or matches[:1]
    return [_article(site, match.page, match.score) for match in likely]


def _about(site: Site, page: Page) -> dict[str, Any]:
    from postlint.helpers.related_articles import likeliest_mentions, missing_inbound, unlinked_articles

    doc = site.document(page)
    places = []
    for mention in likeliest_mentions(doc, page, site, MOST):
        start = doc.place(mention.span)
        place = {"line": start.line, "column": start.column, "words": mention.words}
        places.append(place | _article(site, mention.page, mention.score))
    from_others = []
    for other, named in missing_inbound(page, site, FEW):
        line = site.document(other).place(named.span).line if named else None
        from_others.append(_article(site, other) | {"line": line, "words": named.words if named else None})
    return {
        "version": 1,
        "article": _article(site, page),
        "related": [_article(site, other) for other in unlinked_articles(page, site, FEW)],
        "mentions": places,
        "inbound": from_others,
    }


def _shown(data: dict[str, Any]) -> list[str]:
    lines = _lines("Related articles that it does not link", data["related"])
    lines += ["", "Words that could become links" if data["mentions"] else "No words name another article"]
    for place in data["mentions"]:
        lines.append(f"  {place['line']}:{place['column']}  “{place['words']}”  ->  {_named(place)}")
    lines += ["", "Articles that could link to it" if data["inbound"] else "No article is near that could link to it"]
    for other in data["inbound"]:
        words = f", line {other['line']}: “{other['words']}”" if other["words"] else ""
        lines.append(f"  {_named(other)}{words}")
    return lines


def _lines(heading: str, articles: list[dict[str, Any]]) -> list[str]:
    if not articles:
        return [f"{heading}: none"]
    return [heading, *(f"  {_score(article)}{_named(article)}" for article in articles)]


def _score(article: dict[str, Any]) -> str:
    return f"{article['score']:.2f}  " if "score" in article else ""


def _named(article: dict[str, Any]) -> str:
    state = "" if article["state"] == "published" else f", {article['state']}"
    return f"{article['title'] or article['path']} ({article['url'] or article['path']}{state})"
