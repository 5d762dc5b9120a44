"""A link to a page or a file that the site does not have.

The reader gets a 404. A link is looked up as a browser and Hugo read it: pages by their URLs, with slugs, permalinks,
aliases and languages; terms and feeds; static files, assets and the files of bundles; redirects of the host. What
cannot be known, such as a page of a theme that is not here, is not reported. On a site with a render hook of its own
this is a warning, because the hook may lead the link elsewhere.

## Fix safety
Unsafe: the page is a guess, and is only offered where the words of the link mean it for certain, or its URL is very
near.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Link, Page, Severity, Site, SiteRule, Target, quoted
from postlint.helpers.absent_folders import may_be_elsewhere
from postlint.helpers.domains import host_in
from postlint.helpers.link_fixes import (
    clearly_nearest,
    contradicted,
    did_you_mean,
    is_address,
    is_own_address,
    near,
    repoint,
    resolved_links,
    signs_in_path,
    tail,
    target_with,
)
from postlint.helpers.meant_articles import nearest_by_words

_SITE = {"hugo.toml": "", "content/articles/setup.md": "+++\ntitle = 'Setup'\n+++\n\n## Use\n"}
_UNSAFE = {"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"}
_BASE = {"themes/one/layouts/partials/head.html": '<base href="{{ .Site.BaseURL }}">'}
_HOOK = {"layouts/_default/_markup/render-link.html": "<a href={{ .Destination }}>{{ .Text }}</a>"}


class Broken(SiteRule):
    severity = Severity.ERROR

    good = [
        Good(
            "[a](articles/setup/) ![b](a.png)\n",
            "from the root",
            nests=False,
            site={**_SITE, **_BASE, "static/a.png": ""},
        ),
        Good(
            '<a href="{% post_url /a %}">a</a> <img src={require("./a.png").default} alt="A" />\n',
            "a template fills them in",
            nests=False,
            site={},
        ),
        Good("[a](/articles/setup/), [b](../setup/#use), [c](/articles/), [d](/index.xml)\n", site=_SITE),
        Good("[a](https://example.org/b), [b](mailto:a@example.org), [c](//example.org), [d](#)\n", site=_SITE),
        Good('An <a href="...">element</a> and <a href="…">one</a>.\n', "an example", nests=False, site=_UNSAFE),
        Good(
            "[a](https://example.org/) and [b](https://example.org)\n",
            "the root of the host",
            site={"hugo.toml": "baseURL = 'https://example.org/notes/'\n"},
        ),
        Good("[a](/files/a.pdf)\n", site={**_SITE, "static/files/a.pdf": ""}),
        Good('[a]({{< relref "none" >}})\n', "is told by link/broken-ref", site=_SITE, nests=False),
        Good("[a](example.org/b), [b](me@example.org)\n", "other rules say that these are no addresses", site=_SITE),
        Good(
            "[a](/old/b)\n", "the host may redirect it", site={**_SITE, "static/_redirects": "/old/* /new/:splat 301\n"}
        ),
        Good(
            "[a](/old/b) [c](/x/y.html) [d](/z)\n",
            "the same",
            site={
                **_SITE,
                "static/.htaccess": "RewriteRule ^old/(.*) /new/$1\nRewriteRule ^x/y\\.html$ /\nRedirect 301 /z /\n",
            },
        ),
        Good("[a](/other/)\n", "the root of a plain folder is not known", site={"b.md": ""}),
        Good(
            '{{< highlight html >}}\n<script src="nowhere.js"></script>\n{{< /highlight >}}\n',
            "code",
            site={**_SITE, "hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"},
            nests=False,
        ),
        Good(
            "[a](https://jo.github.io/slides/)\n",
            "another repository",
            site={**_SITE, "hugo.toml": "baseURL = 'https://jo.github.io/'"},
        ),
        Good(
            "[a](https://jo.example/slides/)\n",
            "another repository",
            site={
                **_SITE,
                "hugo.toml": "baseURL = 'https://jo.example/'",
                ".gitmodules": "url = git@github.com:jo/jo.github.io.git",
            },
        ),
        Good("[a](b.md)\n", site={"content/articles/b.md": ""}),
        Good(
            "[a](https://blog.example/files/a.tar.gz)\n",
            "it may lie beside the site",
            site={"hugo.toml": "baseURL = 'https://blog.example/'"},
        ),
        Good(
            "[a](/files/a.pdf), [a](https://blog.example/tool/a/)\n",
            "five articles name the folders, and nothing of them is here",
            site={
                "hugo.toml": "baseURL = 'https://blog.example/'",
                **{f"content/{n}.md": "[b](/files/b.pdf) [c](https://blog.example/tool/)\n" for n in range(4)},
            },
        ),
        Good("[a](../sprints/one)\n", "a part of a site", path="parts/en/a.md", site={"parts/hugo.toml": ""}),
    ]
    bad = [
        Bad("[a](⟦../sprints/one⟧)\n", why="another folder", path="en/a.md", site={"parts/hugo.toml": ""}),
        Bad(
            "[a](⟦/⟧) and [b](⟦https://example.org/a/⟧)\n",
            site={"hugo.toml": "baseURL = 'https://example.org/notes/'\n", "content/a.md": "A\n"},
            nests=False,
        ),
        Bad('See [a](⟦...⟧) and <a href="⟦none/⟧">b</a>.\n', nests=False, site=_UNSAFE),
        Bad(
            "Parts: [one](/a/part-one/), [two](⟦/a/part-two/⟧)\n",
            message="of this site",
            path="content/b/part-two.md",
            site={"hugo.toml": "", "content/a/part-one.md": "", "content/b/part-too.md": ""},
        ),
        Bad(
            "[a](⟦https://blog.example/tool/a/⟧)\n",
            message="unless its host serves that folder",
            severity=Severity.INFO,
            site={"hugo.toml": "baseURL = 'https://blog.example/'"},
        ),
        Bad(
            "[a](⟦https://blog.example/tool/⟧)\n",
            message="unless its host serves that folder",
            severity=Severity.INFO,
            site={"hugo.toml": "baseURL = 'https://blog.example/'"},
        ),
        Bad("[a](⟦/tool/⟧)\n", severity=Severity.ERROR, site={"hugo.toml": "baseURL = 'https://blog.example/'"}),
        Bad(
            "[a](⟦https://blog.example/tool/a/⟧) [b](⟦/kit/a/⟧)\n",
            severity=Severity.ERROR,
            site={"hugo.toml": "baseURL = 'https://blog.example/'", "content/tool/b.md": ""},
        ),
        Bad(
            "[a](⟦https://blog.example/files/a.html⟧), [b](⟦/files/a.tar.gz⟧), [c](⟦https://blog.example/b/a.zip⟧)\n",
            site={"hugo.toml": "baseURL = 'https://blog.example/'", "static/b/c.zip": ""},
        ),
        Bad('[Setup](⟦"a@setup.example"⟧)\n', "an address of mail", fixed=None, site=_SITE),
        Bad(
            "[The fair of the town](⟦/fair-of-2012.html⟧), [the fair of the town](⟦/fair-of-2010.html⟧)\n",
            "of another year",
            fixed="[The fair of the town](/fair-of-2012.html), [the fair of the town](/articles/fair/2010/)\n",
            site={"hugo.toml": "", "content/articles/fair/2010.md": "+++\ntitle = 'The fair of the town'\n+++\n"},
        ),
        Bad(
            "[(html)](⟦../cpp⟧) [how to write HTML](⟦../cpp⟧)\n",
            "says how it is written",
            fixed="[(html)](../cpp) [how to write HTML](/articles/html/)\n",
            site={"hugo.toml": "", "content/articles/html.md": "+++\ntitle = 'How to write HTML'\n+++\n"},
        ),
        Bad('[Setup](⟦"a.setup.example"⟧)\n', fixed="[Setup](/articles/setup/)\n", site=_SITE),
        Bad(
            "[a](⟦/old/b⟧)\n",
            "on a condition",
            site={**_SITE, "static/.htaccess": "RewriteCond %{HTTPS} off\nRewriteRule ^old/(.*) /new/$1\n"},
        ),
        Bad(
            "[a](⟦https://jo.example/slides/⟧)\n",
            "a site of its own",
            site={
                **_SITE,
                "hugo.toml": "baseURL = 'https://jo.example/'",
                ".gitmodules": "url = git@github.com:ann/jo.github.io.git",
            },
        ),
        Bad("[a](⟦../articles/none/⟧)\n", "from the root", nests=False, site={**_SITE, **_BASE}),
        Bad(
            "[a](⟦articles/setup/⟧)\n",
            "a page of its own",
            nests=False,
            site={**_SITE, "layouts/404.html": '<base href="/">'},
        ),
        Bad(
            "[a](⟦articles/setup/⟧)\n",
            "the theme is not the only one",
            nests=False,
            site={**_SITE, **_BASE, "themes/two/layouts/baseof.html": "<p></p>"},
        ),
        Bad("See [a](⟦/nowhere/⟧).\n", message="“/nowhere/” leads to no page", site=_SITE),
        Bad(
            "See [a](⟦/articles/stup/#use⟧).\n",
            safe=False,
            fixed="See [a](/articles/setup/#use).\n",
            message="did you mean /articles/setup/ (“Setup”)?",
            site=_SITE,
        ),
        Bad(
            "See [it](⟦/setup.md⟧).\n",
            message="did you mean /v2/setup/",
            path="content/v2/a.md",
            site={"hugo.toml": "", **{f"content/v{n}/setup.md": "" for n in (1, 2, 3)}},
        ),
        Bad("[a][1] and [b][1]\n\n[1]: ⟦/nowhere/⟧\n", "one place, one finding", site=_SITE, nests=False),
        Bad(
            "[a](⟦https://own.example/nowhere/⟧)\n",
            site={**_SITE, "hugo.toml": "baseURL = 'https://own.example/'"},
        ),
        Bad(
            "[a](⟦https://jo.github.io/articles/nowhere/⟧)\n",
            site={**_SITE, "hugo.toml": "baseURL = 'https://jo.github.io/'"},
        ),
        Bad(
            '<p><a href="⟦/nowhere/⟧">a</a></p>\n',
            site={**_SITE, "hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n"},
        ),
        Bad(
            '<p><a href="⟦example.org⟧">a</a></p>\n',
            message="begins with https://",
            site={**_SITE, "hugo.toml": "markup.goldmark.renderer.unsafe = true"},
        ),
        Bad("[a](⟦/nowhere/⟧)\n", message="render hook", severity=Severity.WARNING, site={**_SITE, **_HOOK}),
        Bad(
            "[a](⟦/fr/setup/⟧)\n",
            message="exists only in en",
            site={
                "hugo.toml": "[languages.en]\n[languages.fr]\n",
                "content/setup.md": "+++\ntitle = 'Setup'\n+++\n",
            },
        ),
        Bad(
            "[In 2024](⟦/articles/setup-2024/⟧), [no setup](⟦/articles/no-setup/⟧), [b](⟦/articles/setup-mac/⟧)\n",
            fixed=None,
            message="of this site",
            site={
                "hugo.toml": "",
                **{f"content/articles/{name}.md": "" for name in ("setup-2023", "setup", "setup-win")},
            },
        ),
        Bad(
            "[the C# guide](⟦/files/c#.pdf⟧)\n",
            safe=False,
            fixed="[the C# guide](/files/c%23.pdf)\n",
            message="begins a part of a page",
            site={**_SITE, "static/files/c#.pdf": ""},
        ),
        Bad("[a](⟦c.md⟧)\n", message="leads to no file", site={"content/articles/other.md": ""}),
        Bad("See [a](/old/b) and [c](⟦c.md⟧).\n", site={"content/articles/other.md": ""}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for link, target in resolved_links(page, site):
            if target.result != "broken" or link.image or link.kind == "ref":
                continue
            # `<a href="...">`: what is to stand there is shown.
            dots = link.kind == "html" and not link.destination.strip(".…")
            if not (dots or target.case_of or target.markdown or is_address(link)):
                yield from self._judge(page, site, link, target)

    def _judge(self, page: Page, site: Site, link: Link, target: Target) -> Iterator[Diagnostic]:
        nearest = [] if is_own_address(page, target) else nearest_by_words(link, page, site, near(page, target))
        if not nearest and not target.canonical and may_be_elsewhere(site, target):
            return
        fix = None
        meant = target.canonical
        if not meant and (best := clearly_nearest(nearest)) and not contradicted(link, best):
            meant = best.url
        if meant and target_with(page, site, link, meant).ok:
            fix = repoint(link, meant.partition("#")[0] + tail(link), safe=False)
        elif signs := signs_in_path(page, site, link):
            fix = repoint(link, signs.destination, safe=False)
            message = f"{quoted(link.destination)} leads nowhere, as {signs.why}: write {signs.destination}"
            yield self.at(page, link.place, message, fix=fix)
            return
        what = "page or file of this site" if site.has_urls else "file"
        message = f"{quoted(link.destination)} leads to no {what}"
        if target.languages or target.canonical:
            message += f": it {target.why}"
        if target.canonical or nearest:
            message += f"; did you mean {target.canonical}?" if target.canonical else did_you_mean(nearest)
        elif host_in(link.url or ""):
            message += ": an address of another site begins with https://"
        severity = None
        if target.hook:
            message += " (unless a render hook of the site leads it elsewhere)"
            severity = Severity.WARNING
        elif target.own_domain and target.absent and not nearest:
            message += " (unless its host serves that folder beside the site)"
            severity = Severity.INFO
        yield self.at(page, link.place, message, fix=fix, severity=severity)
