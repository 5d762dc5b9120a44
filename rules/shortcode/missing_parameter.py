"""One of Hugo's own shortcodes without what it needs.

`{{< youtube >}}` without the id of a video stops the build or shows an empty frame. Only calls with no parameter that
could be meant are found. A site, or a theme that is not here, may have a shortcode of its own that takes the id from
elsewhere, such as a field of the article: there nothing is reported.
"""

from collections.abc import Iterator

from postlint import Bad, Call, Diagnostic, Good, Page, Severity, Site, SiteRule

_NEEDS = {
    "figure": ("src", "the file of the image"),
    "gist": ("user", "the user and the id of the gist"),
    "highlight": ("lang", "the language of the code"),
    "instagram": ("id", "the id of the post"),
    "param": ("name", "the name of the parameter"),
    "ref": ("path", "the path of the page"),
    "relref": ("path", "the path of the page"),
    "tweet": ("id", "the user and the id of the post"),
    "vimeo": ("id", "the id of the video"),
    "x": ("id", "the user and the id of the post"),
    "youtube": ("id", "the id of the video"),
}


_SITE = {"hugo.toml": ""}
_OWN = {"hugo.toml": "", "layouts/shortcodes/gist.html": "{{ default (.Get 0) .Page.Params.gist }}"}


class MissingParameter(SiteRule):
    severity = Severity.ERROR
    signs = ("calls",)

    good = [
        Good('{{< youtube abc123 >}} {{< vimeo id="12345" >}} {{< figure src="a.png" >}}\n', site=_SITE, nests=False),
        Good('{{< figure url="a.png" caption="A" >}}\n', "a theme's own", site=_SITE, nests=False),
        Good("{{< figure >}}![A](a.png){{< /figure >}} {{< mine >}}\n", site=_SITE, nests=False),
        Good("`{{</* youtube */>}}`\n", site=_SITE, nests=False),
        Good("{{< gist >}}\n", "a shortcode of the site", site=_OWN, nests=False),
        Good("{{< gist >}}\n", "a theme may have one", site={"hugo.toml": "theme = 'none'\n"}, nests=False),
    ]
    bad = [
        Bad("⟦{{< youtube >}}⟧\n", message="the id of the video", site=_SITE, nests=False),
        Bad("⟦{{< gist >}}⟧\n", message="“user”", site=_SITE, nests=False),
        Bad("⟦{{< youtube >}}⟧\n", why="of another name", site=_OWN, nests=False),
        Bad('⟦{{< figure caption="A plot" alt="A" >}}⟧\n', message="“src”", site=_SITE, nests=False),
        Bad('See [it](⟦{{< relref "" >}}⟧).\n', site=_SITE, nests=False),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for call in page.calls:
            if call.name in _NEEDS and not call.closed and _lacks(call) and site.overrides(call.name) is False:
                name, what = _NEEDS[call.name]
                message = f"the shortcode “{call.name}” needs {what}: add the parameter “{name}”"
                yield self.at(page, call.place, message)


def _lacks(call: Call) -> bool:
    given = [parameter for parameter in call.parameters if parameter.value.strip()]
    if call.name == "figure":
        # These describe an image; any other may name it.
        about = {"alt", "caption", "title", "width", "height", "class", "loading", "attr", "attrlink", "align"}
        return bool(call.parameters) and all(parameter.name in about for parameter in given)
    return not given
