"""An image without a text in its place.

Readers who do not see the image, and everybody while it does not load, get nothing, and search engines do not
know what is on it. An empty `alt=""` in HTML says that an image is mere decoration, and a `figure` with a caption
uses that.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Good, Page, Severity, Site, SiteRule, quoted


class NoAlt(SiteRule):
    severity = Severity.WARNING
    signs = ("no-alt", "no-alt-html")

    good = [
        Good("![A plot](a.png) and ![A *plot*][1]\n\n[1]: a.png\n", nests=False, site={}),
        Good(
            '<img src="a.png" alt="">\n\nText <img alt src="b.png"> and <img src="c.png" aria-hidden="true">.\n',
            site={},
        ),
        Good('{{< figure src="a.png" caption="A plot" >}}\n{{< figure src="a.png" alt="" >}}\n', nests=False, site={}),
        Good(
            '{{< figure "a.png" "A plot" >}}\n{{< figure src="a.png" title="A plot" >}}\n',
            "a theme's own",
            nests=False,
            site={},
        ),
        Good('<img src="https://example.com/pixel" width="1" height="1">\n', "a counter", site={}),
        Good(
            "![](https://ir-de.amazon-adsystem.com/e/ir?t=a) ![](//pixel.example.com/a) ![](http://stats.example.com/b.gif?a=1)\n",
            "counters",
            site={},
        ),
        Good('<p>\n<img src="a.png">\n</p>\n', "Hugo leaves it out", nests=False, site={"hugo.toml": ""}),
        Good("`![](a.png)`\n\n<!-- <img src=a.png> -->\n", site={}),
        Good('<!-- ![](b.png)\n{{< figure src="a.png" >}} -->\n', "nobody sees it", nests=False, site={}),
        Good(
            "{{< gallery >}}\n![](a.png)\n{{< /gallery >}}\n",
            "what a shortcode makes of it is not known",
            nests=False,
            site={},
        ),
    ]
    bad = [
        Bad("⟦![](//statsmen.example.com/a.png)⟧ ⟦![](/a/bb.gif)⟧\n", site={}),
        Bad("⟦![](a.png)⟧\n", message="“a.png”", site={}),
        Bad("[⟦![ ](a.png)⟧](/a/)\n", site={}),
        Bad('Text ⟦<img src="a.png">⟧.\n\n<p>\n⟦<img src="b.png"\n width="200">⟧\n</p>\n', site={}),
        Bad('⟦{{< figure src="a.png" >}}⟧\n', nests=False, site={}),
        Bad('⟦<img src="{{< there >}}a.png">⟧\n', message="{{< there >}}a.png", nests=False, site={}),
        Bad('<!-- a remark -->\n\n⟦{{< figure src="a.png" >}}⟧\n', nests=False, site={}),
    ]

    def check(self, page: Page, site: Site) -> Iterator[Diagnostic]:
        for leftover in page.leftovers:
            if leftover.kind not in ("no-alt", "no-alt-html"):
                continue
            # What a site leaves out has no image.
            if leftover.kind == "no-alt-html" and site.holds(page) and not site.rendering(page).html:
                continue
            what = f"the image {quoted(leftover.text)}" if leftover.text else "this image"
            yield self.at(page, leftover.place, f"{what} has no alternative text: say in a few words what is on it")
