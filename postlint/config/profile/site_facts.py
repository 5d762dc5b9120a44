"""What the articles of a site show beyond their fields: terms, names, related lines, parameters, its address."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from postlint.config.front_matter_schema import folder_of, matches
from postlint.config.profile import groups
from postlint.config.profile.proposal import LEAST, SHARE, Proposal, evidence
from postlint.diagnostic import Diagnostic
from postlint.document.passages import SHOWN_PARAMETERS
from postlint.facts.page import Page
from postlint.helpers.link_fixes import link_to
from postlint.messages import printable
from postlint.site.site import Site

_TAXONOMIES = ("categories", "tags")
_MOST_TERMS = 40
"""More terms than this are no list that somebody keeps."""
_CALLS = 5
"""In how many calls a parameter of a shortcode has to stand."""
_TITLES = 2
"""How many lines of the same words have to hold the title of an article."""
_ADDRESSES = 3
"""How many pages links have to name at the same address."""
_LINKED = frozenset(("page", "file", "alias", "redirect", "term"))
_PATH = re.compile(r"(?:https?://|\.{0,2}/)?[^\s\"'<>{}|\\]+")
_CODE = frozenset("={}<>;|\\$`")
_NO_ADDRESS = re.compile(r"(?:.*\.)?(?:example\.(?:com|org|net)|localhost|example|test|invalid)|")


def pieces(site: Site, required: Iterable[Proposal]) -> Iterator[Proposal]:
    """The pieces that would be taken for articles which lack what is required of these: nobody asks that of them."""
    names = [
        (proposal.path[2], "index" in proposal.path, proposal.value.lower())
        for proposal in required
        if proposal.path[-1] == "required"
    ]
    for pattern, here in groups.pieces(site).items():
        asked = [page for page in here if page.has_front_matter and not site.dialect.is_fragment(page.path)]
        if any(_lacks(page, names) for page in asked):
            why = f"{len(here):,} of {len(here):,} are no pages by themselves" if len(here) > 1 else "no page by itself"
            yield Proposal(("per-file-ignores", pattern), "front-matter/missing-field", why, item=True)


def _lacks(page: Page, required: list[tuple[str, bool, str]]) -> bool:
    """Whether an article lacks a field of those that are required by section and kind."""
    folders, index = folder_of(page.path), groups.is_index(page)
    wanted = {name for section, kind, name in required if kind == index and matches(section, folders)}
    return bool(wanted - {name.lower() for name, _ in groups.fields_of(page)})


def terms(site: Site) -> Iterator[Proposal]:
    """The terms of a taxonomy that has few and uses each: a list for whoever wants no others."""
    pages = [page for page in site.pages if site.kind(page) == "page"]
    for name in _TAXONOMIES:
        counts = Counter[str]()
        lists = [value for page in pages if isinstance(value := page.fields.get(name), list) and value]
        for value in lists:
            counts.update({str(term).strip() for term in value if isinstance(term, (str, int)) and str(term).strip()})
        once = sum(count == 1 for count in counts.values())
        if len(lists) >= LEAST and 1 < len(counts) <= _MOST_TERMS and once <= (1 - SHARE) * len(counts):
            why = f"the terms of {len(lists):,} articles"
            value = [printable(term) for term, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
            yield Proposal(("front-matter", "terms", name), value, why, enforced=False)


def leads(site: Site) -> Iterator[Proposal]:
    """The words with which a site opens related lines in its own way: what follows is the title of an article."""
    titled, places = Counter[str](), Counter[str]()
    for page in site.pages:
        for line in page.related:
            if line.destination is None and not line.known:
                places[line.words] += 1
                others = [other for other in site.titled(line.title, site.language(page)) if other is not page]
                titled[line.words] += bool(others)
    for words, count in sorted(titled.items()):
        if count >= _TITLES and count >= SHARE * places[words]:
            why = f"the titles of articles follow in {evidence(count, places[words])} lines"
            yield Proposal(("rules", "editorial/unresolved-related", "leads"), words, why, item=True)


def names(findings: Iterable[Diagnostic]) -> Iterator[Proposal]:
    """How the house writes names, by what `spelling/name-variant` finds."""
    forms: dict[tuple[str, str], int] = Counter()
    for finding in findings:
        if finding.rule != "spelling/name-variant":
            continue
        words = _QUOTED.findall(finding.message)
        if len(words) == 2 and not words[1].islower():
            forms[words[0], words[1]] += 1
    for (other, form), count in sorted(forms.items()):
        have = "articles have" if count > 1 else "article has"
        why = f"{count:,} {have} the other"
        yield Proposal(("rules", "text/term", "words", other), form, why, enforced=False)


_QUOTED = re.compile("“([^”…]+)”")


def parameters(site: Site, declared: Mapping[str, Any]) -> Iterator[Proposal]:
    """The parameters of shortcodes that hold images or links: what they say is there."""
    results: dict[tuple[str, str, str], list[tuple[str, bool]]] = defaultdict(list)
    for page in site.pages:
        for call in page.calls:
            if call.name in declared or call.name in site.dialect.shortcodes:
                continue
            unnamed = 0
            for parameter in call.parameters:
                name = parameter.name or str(unnamed)
                unnamed += parameter.name is None
                if kind := _kind_of(parameter.value):
                    target = site.resolve(page, link_to(parameter.value, "shortcode", image=kind == "image"))
                    results[call.name, kind, name].append((page.path, target.result in _LINKED and target.ok))
                elif parameter.value.strip():
                    # A parameter that also holds other things is none for links.
                    results[call.name, "link", name].append((page.path, False))
                    results[call.name, "image", name].append((page.path, False))
    for (shortcode, kind, name), counts in sorted(results.items()):
        wrong = tuple(path for path, good in counts if not good)
        if len(counts) >= _CALLS and len(counts) - len(wrong) >= SHARE * len(counts):
            path = ("site", "shortcodes", shortcode, kind)
            yield Proposal(path, name, evidence(len(counts) - len(wrong), len(counts), wrong), True, exceptions=wrong)


def texts(site: Site, declared: Mapping[str, Any]) -> Iterator[Proposal]:
    """The parameters of shortcodes that hold sentences."""
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    for page in site.pages:
        for call in page.calls:
            unnamed = 0
            for parameter in call.parameters:
                name = parameter.name or str(unnamed)
                unnamed += parameter.name is None
                if parameter.value.strip() and name.lower() not in SHOWN_PARAMETERS:
                    values[call.name, name].append(parameter.value.strip())
    for (shortcode, name), given in sorted(values.items()):
        if shortcode in declared or shortcode in site.dialect.shortcodes or len(given) < _CALLS:
            continue
        sentences = sum(map(_is_sentence, given))
        # Of a parameter that holds code as well, nobody knows which is which.
        if sentences >= SHARE * len(given) and len(set(given)) > len(given) / 2:
            why = f"{evidence(sentences, len(given))} are sentences"
            yield Proposal(("site", "shortcodes", shortcode, "text"), name, why, item=True)


def _is_sentence(value: str) -> bool:
    """Whether a text begins with a capital, has three words at least, and none of the marks of code."""
    return value[0].isalpha() and not value[0].islower() and len(value.split()) > 2 and _CODE.isdisjoint(value)


def _kind_of(value: str) -> str:
    """What a value may be: the name of an image, a link to a page, or "" where it is neither."""
    if not _PATH.fullmatch(value) or "://" in value:
        return ""
    if re.search(r"\.(?:png|jpe?g|gif|svg|webp|avif)\Z", value, re.I):
        return "image"
    return "link" if value.startswith(("/", "./", "../")) and len(value) > 1 else ""


def address(site: Site) -> Iterator[Proposal]:
    """The address of the site, where its own configuration has none: the one with which articles name its pages."""
    own = (urlsplit(site.base_url).hostname or "") if site.base_url else ""
    if not site.has_urls or not _NO_ADDRESS.fullmatch(own):
        return
    there, links = defaultdict[str, set[str]](set), Counter[str]()
    for page in site.pages:
        for link in page.links:
            base, path = _split(link.url or "")
            if path.strip("/"):
                links[base] += 1
                target = site.target_at(path)
                if target.result in ("page", "alias"):
                    there[base].add(path)
    for base, paths in sorted(there.items(), key=lambda item: -len(item[1]))[:1]:
        if len(paths) >= _ADDRESSES and 2 * len(paths) >= links[base]:
            why = f"the configuration of the site has none; {len(paths):,} pages are linked at this address"
            yield Proposal(("site", "base-url"), f"{base}/", why)


def _split(url: str) -> tuple[str, str]:
    """The beginning of an address up to its host, and the path; "" for what has none."""
    try:
        parts = urlsplit(url)
        return (f"{parts.scheme}://{parts.netloc}", parts.path) if parts.scheme in ("http", "https") else ("", "")
    except ValueError:
        return "", ""
