"""An image that a field of the front matter names and that does not exist.

Lists of articles, previews in social networks and the head of the article show a gap. Looked at are fields that hold
images on most sites (`image`, `images`, `featured`, `thumbnail`, `cover` and so on), where their value is the path of a
file. A theme may look in folders of its own, so a path is reported only where no file of the site ends in it; and a
field that no template reads shows nothing.

## Fix safety
Unsafe: the nearest file is a guess, and is only offered where its name is very near.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from postlint import (
    Bad,
    Change,
    Diagnostic,
    Edit,
    Fix,
    Good,
    Page,
    Range,
    Severity,
    Site,
    SiteRule,
    Span,
    pattern,
    quoted,
)
from postlint.helpers.link_fixes import clearly_nearest, did_you_mean, link_to, near

_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")
_ARTICLES, _FOLDERS = 5, 20
"""Of so many articles that name a folder in a field, the most frequent folders are looked for."""
_BEGINNING = pattern(r"\A/?(?:\.{1,2}/)*")
_SITE = {"hugo.toml": "", "static/img/hero.png": "", "assets/cards/card.png": ""}

_PREFIXED = {"hugo.toml": "", **{f"content/p{n}.md": f"+++\nimage = '{n}/a.png'\n+++\n" for n in range(4)}}
_REPLACED = {"hugo.toml": "", **{f"content/p{n}.md": f"+++\nimage = '../images/{n}.png'\n+++\n" for n in range(4)}}

_READING = "{{ with .Params.cover }}<img src='{{ .src }}'>{{ end }}{{ partial \"opengraph.html\" . }}"
_READ = {**_SITE, "layouts/single.html": _READING}
_OF_ALL = {**_READ, "layouts/list.html": "{{ range $name, $value := .Params }}{{ $value }}{{ end }}"}


class MissingImage(SiteRule):
    severity = Severity.ERROR
    fields: Annotated[list[str], "fields that name images, those of a table as `cover.image`"] = [
        *("featured", "featured_image", "featuredimage", "image", "images", "thumbnail", "thumb", "cover", "banner"),
        *("hero", "hero_image", "heroimage", "cover.image", "cover.src", "image.src", "image.path", "params.image"),
        *("params.images", "params.featured", "params.thumbnail", "params.cover", "feature_image", "og_image"),
    ]

    good = [
        Good('+++\nimage = "/img/hero.png"\nimages = ["img/hero.png", "https://a.example/b.png"]\n+++\n', site=_SITE),
        Good('+++\nimage = "2020/b.png"\n+++\n', "a template knows the folder", site=_PREFIXED),
        Good('+++\nimage = "../images/b.png"\n+++\n', "a template writes another folder", site=_REPLACED),
        Good('+++\nthumbnail = "hero.png"\ncover = "card.png"\n+++\n', "a theme may know the folder", site=_SITE),
        Good("---\nimage: true\nfeatured: yes\ncover: A title\nthumbnail: /pages/a/\n---\n", "no files", site=_SITE),
        Good('+++\nimage = "/nowhere.png"\n+++\n', "no site", site={}),
        Good('+++\nimage = "/none.png"\nparams.thumbnail = "none.png"\n+++\n', "read by no template", site=_READ),
        Good(
            '+++\nimage = "own.png"\n+++\n',
            path="content/articles/a/index.md",
            site={**_SITE, "content/articles/a/own.png": ""},
        ),
        Good(
            '+++\nimage = "my%20own.png"\n+++\n',
            path="content/articles/a/index.md",
            site={**_SITE, "content/articles/a/my own.png": ""},
        ),
    ]
    bad = [
        Bad('+++\nimage = ⟦"/img/none.jpg"⟧\n+++\n', message="“/img/none.jpg”", site=_SITE),
        Bad(
            '+++\nfeatured = ⟦"/img/heroo.png"⟧\n+++\n',
            fixed='+++\nfeatured = "/img/hero.png"\n+++\n',
            message="did you mean /img/hero.png?",
            site=_SITE,
        ),
        Bad(
            "---\nimages:\n  - ⟦/img/her.png⟧\n---\n",
            fixed="---\nimages:\n  - /img/hero.png\n---\n",
            site=_SITE,
        ),
        Bad('+++\nimage = ⟦"2020/b.png"⟧\n+++\n', why="four articles", site=dict(list(_PREFIXED.items())[:4])),
        Bad('+++\nimage = ⟦"2020/b.png"⟧\n+++\n', why="one folder is here", site={**_PREFIXED, "static/3/c.jpg": ""}),
        Bad('+++\nimage = ⟦"../images/b.png"⟧\n+++\n', why="is here", site={**_REPLACED, "static/images/c.jpg": ""}),
        Bad('+++\nthumb = ⟦"2020/b.png"⟧\n+++\n', why="another field", site=_PREFIXED),
        Bad('---\ncover:\n  image: ⟦"none.png"⟧\n---\n', site=_SITE),
        Bad('---\ncover:\n  src: ⟦"none.png"⟧\n---\n', site=_READ),
        Bad('---\nimages: [⟦"/none.png"⟧]\n---\n', "by Hugo's own template", site=_READ),
        Bad('---\nimage: ⟦"/none.png"⟧\n---\n', "any may be read", site=_OF_ALL),
        Bad('+++\nimage = ⟦"/IMG/hero.png"⟧\n+++\n', message="differs from /img/hero.png only in case", site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for name in self.fields if site.has_urls else ():
            if name.lower().partition(".")[0] not in page.fields:
                continue
            for key, value in _values(page, name.lower()):
                place = page.place(key)
                if place and value.lower().endswith(_SUFFIXES) and "{{" not in value and "://" not in value:
                    yield from self._judge(page, site, key, value, place)

    def _judge(self, page: Page, site: Site, key: str, value: str, place: Range) -> Iterator[Diagnostic]:
        link = link_to(value, "shortcode", "front matter", image=True)
        target = site.resolve(page, link)
        if target.result != "broken" or value.startswith("//") or site.has_file(value):
            return
        if not site.reads_field(key.removeprefix("params.").partition(".")[0]):
            return
        rooted = site.target_at("/" + _rootless(value))
        if rooted.result != "broken" or (rooted.absent and _has_prefix(site, key.partition(".")[0])):
            return
        case = target.case_of or rooted.case_of
        nearest = near(page, target)
        best = clearly_nearest(nearest)
        meant = case or (best.url if best else "")
        # Between the quotes, where it has any.
        start = place.start + (place.end - place.start - len(value)) // 2
        fits = place.end - place.start in (len(value), len(value) + 2)
        edit = Edit(Span(start, start + len(value)), meant)
        fix = Fix.unsafe(edit, title=f"Name {meant}", changes=[Change.FRONT_MATTER]) if meant and fits else None
        why = f"differs from {case} only in case: write that" if case else f"does not exist{did_you_mean(nearest)}"
        yield self.at(page, place, f"the image {quoted(value)} in the field “{key}” {why}", fix=fix)


def _has_prefix(site: Site, field: str) -> bool:
    """Whether nothing is here of any folder that a field names: a template puts another one before it."""
    folders = site.concluded(_often_named, _named, field)
    return bool(folders) and all(site.target_at(f"/{folder}/a").absent for folder in folders)


def _often_named(counts: Mapping[str, int]) -> list[str]:
    """The folders that a field names, at most so many; none where few articles do."""
    often = sorted(counts, key=lambda folder: (-counts[folder], folder))
    return often[:_FOLDERS] if sum(counts.values()) >= _ARTICLES else []


def _named(page: Page, site: Site) -> Iterator[tuple[str, list[str]]]:
    """The folders that fields of an article name, by field."""
    for name, held in page.fields.items():
        values = (held.values() if isinstance(held, dict) else held) if isinstance(held, dict | list) else [held]
        texts = [_rootless(value) for value in values if isinstance(value, str) and value.lower().endswith(_SUFFIXES)]
        if folders := {text.partition("/")[0] for text in texts if "/" in text and "://" not in text}:
            yield name.lower(), sorted(folders)


def _rootless(path: str) -> str:
    """A path without what says where it begins: `/a/b.png` and `../../a/b.png` are `a/b.png`."""
    return _BEGINNING.sub("", path)


def _values(page: Page, name: str) -> Iterator[tuple[str, str]]:
    """The texts in a field, or in the list that it holds, with the key that each stands at."""
    table, _, inner = name.rpartition(".")
    held = page.fields.get(table) if table else page.fields
    if not isinstance(held, dict) and table:
        return
    value = {str(key).lower(): value for key, value in held.items()}.get(inner) if held else None
    if isinstance(value, str):
        yield name, value.strip()
    elif isinstance(value, list) and not table:
        yield from ((f"{name}.{at}", text.strip()) for at, text in enumerate(value) if isinstance(text, str))
