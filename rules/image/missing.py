"""An image whose file does not exist.

The reader sees a broken image, or its alternative text. Files are looked for as Hugo and the browser do: in the
bundle of the article, in assets, in static files and mounts. `<img>`, `figure` and the shortcodes that the
configuration declares under `[site.shortcodes]` are checked too. In a draft, whose images are still to come, it is
advice.

## Fix safety
Unsafe: the nearest file is a guess, and is only offered where its name is very near.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Link, Page, Severity, Site, SiteRule, Target, quoted
from postlint.helpers.absent_folders import may_be_elsewhere
from postlint.helpers.drafts import severity_of_unfinished
from postlint.helpers.link_fixes import (
    clearly_nearest,
    contradicted,
    did_you_mean,
    is_address,
    near,
    repoint,
    resolved_links,
    signs_in_path,
    target_with,
)
from postlint.helpers.meant_articles import nearest_by_alt_text

_SITE = {"hugo.toml": "", "static/img/plan.png": "", "content/articles/_index.md": ""}
_INDEX = "content/articles/a/index.md"
_BUNDLE = {**_SITE, "content/articles/a/own.png": ""}
_HTML = {**_SITE, "hugo.toml": "markup.goldmark.renderer.unsafe = true"}
_FOLDER = {"hugo.toml": "", "content/posts/a/x.png": "", "content/posts/b.md": ""}
_OLD_FOLDER = {**_FOLDER, "netlify.toml": '[build.environment]\nHUGO_VERSION = "0.110.0"\n'}

_SLUG = {
    "hugo.toml": "",
    "content/talks/_index.md": "",
    "content/talks/may/_index.md": "---\nslug: spring\n---\n",
    "content/talks/may/a.png": "",
}

_ELSEWHERE = {"hugo.toml": "", **{f"content/{n}.md": "![a](/pics/a.png) [b](/files/b.pdf)\n" for n in range(4)}}


class Missing(SiteRule):
    severity = Severity.ERROR
    signs = ("images",)

    good = [
        Good(
            "![A](/logo.svg)\n",
            "the hook of a theme may look there",
            site={"hugo.toml": "theme = 'a'\n", "assets/media/logo.svg": ""},
        ),
        Good(
            "---\nslug: c\n---\n\n![A](/posts/a/x.png)\n",
            "before the release 0.123 the folder of an article's name was none of its own",
            path="content/posts/a.md",
            nests=False,
            site=_OLD_FOLDER,
        ),
        Good(
            '<!-- {{< figure src="/no.png" alt="A" >}} -->\n\n{/* {{< figure src="/no.png" alt="A" >}} */}\n',
            "comments",
            nests=False,
            site=_SITE,
        ),
        Good("![a](/img/plan.png) ![b](https://example.org/b.png) ![c](data:image/png;base64,AA)\n", site=_SITE),
        Good(
            '![a](own.png) {{< figure src="own.png" >}} {{< figure src="/img/plan.png" >}}\n', path=_INDEX, site=_BUNDLE
        ),
        Good(
            "![a](pic.png)\n",
            "published if a template asks for it",
            site={**_SITE, "assets/articles/example/pic.png": ""},
        ),
        Good("![a](/talks/may/a.png) [b](/talks/may/b/)\n", "where earlier versions of Hugo put it", site=_SLUG),
        Good("![a](/pics/b.png)\n", "five articles name the folder, and nothing of it is here", site=_ELSEWHERE),
        Good("<img src='/nowhere.png'>\n", "Hugo leaves HTML out", site=_SITE, nests=False),
    ]
    bad = [
        Bad(
            "![a](⟦b.png⟧)\n", why="beside it, whatever makes the page", path="parts/a.md", site={"parts/hugo.toml": ""}
        ),
        Bad("![A](⟦/logo.svg⟧)\n", site={"hugo.toml": "theme = 'a'\n", "assets/media/icon.svg": ""}),
        Bad(
            "---\nslug: c\n---\n\n![A](⟦/posts/a/x.png⟧) ![A](/posts/c/x.png)\n",
            path="content/posts/a.md",
            nests=False,
            site=_FOLDER,
        ),
        Bad("![a](/talks/spring/a.png) ![a](⟦/talks/spring/b.png⟧) ![a](⟦/talks/b.png⟧)\n", site=_SLUG),
        Bad("![a](⟦/pics.png⟧) ![a](⟦/none/b.png⟧)\n", site=_ELSEWHERE),
        Bad("![a](⟦/pics/b.png⟧)\n", why="four articles", site=dict(list(_ELSEWHERE.items())[:4])),
        Bad("![a](⟦/pics/b.png⟧)\n", why="something is here", site={**_ELSEWHERE, "static/pics/c.png": ""}),
        Bad("![a](⟦/img/nowhere.png⟧)\n", message="“/img/nowhere.png” does not exist", site=_SITE),
        Bad("![a](⟦/img/plans.png⟧)\n", safe=False, fixed="![a](/img/plan.png)\n", message="/img/plan.png", site=_SITE),
        Bad(
            "![The red door](⟦/img/door-rd.png⟧)\n",
            message="did you mean /img/door-red.png?",
            site={"hugo.toml": "", "static/img/door-red.png": "", "static/img/door-rod.png": ""},
        ),
        Bad("![a](⟦none.png⟧)\n", path=_INDEX, site=_BUNDLE),
        Bad("![a](⟦long-folder/sow.png⟧)\n", fixed=None, site={**_SITE, "static/long-folder/watering.png": ""}),
        Bad("![a](⟦/img/plan2.png⟧)\n", "another number is another image", fixed=None, site=_SITE),
        Bad(
            "![a](⟦/img/a?.png⟧)\n", safe=False, fixed="![a](/img/a%3F.png)\n", site={**_SITE, "static/img/a?.png": ""}
        ),
        Bad('<p><img src="⟦/none.png⟧" alt=""></p>\n', site=_HTML),
        Bad('{{< figure src="⟦/none.png⟧" >}}\n', site=_SITE),
        Bad("![a](⟦none.png⟧)\n", site={"content/articles/b.png": ""}),
        Bad("---\ndraft: true\n---\n\n![a](⟦/none.png⟧)\n", severity=Severity.INFO, nests=False, site=_SITE),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if link.image and target.result == "broken" and not target.case_of and not is_address(link):
                yield from self._judge(page, site, link, target)

    def _judge(self, page: Page, site: Site, link: Link, target: Target) -> Iterator[Diagnostic]:
        nearest = nearest_by_alt_text(link.text, page, site, near(page, target))
        # Many a hook looks in a folder of its own: "/a.svg" is assets/media/a.svg.
        found = target.hook and link.destination.startswith("/") and site.has_file(link.destination)
        if not nearest and (found or may_be_elsewhere(site, target)):
            return
        best = clearly_nearest(nearest)
        fix = None
        if best and not contradicted(link, best) and target_with(page, site, link, best.url).result == "file":
            fix = repoint(link, best.url, safe=False)
        message = f"{quoted(link.destination)} does not exist, so no image is shown{did_you_mean(nearest)}"
        if signs := signs_in_path(page, site, link):
            fix = repoint(link, signs.destination, safe=False)
            message = f"{quoted(link.destination)} shows no image, as {signs.why}: write {signs.destination}"
        if target.hook:
            message += " (unless a render hook of the site finds it)"
        severity = severity_of_unfinished(page.fields.get("draft")) or (Severity.WARNING if target.hook else None)
        yield self.at(page, link.place, message, fix=fix, severity=severity)
