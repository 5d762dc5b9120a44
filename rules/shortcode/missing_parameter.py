"""One of Hugo's own shortcodes without what it needs.

`{{< youtube >}}` without the id of a video stops the build or shows an empty frame. A site may have shortcodes of
its own under these names, so only calls with no parameter that could be meant are found.
"""

from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, Shortcode

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


class MissingParameter(Rule):
    severity = Severity.ERROR
    signs = ("{",)

    good = [
        Good('{{< youtube abc123 >}} {{< youtube id="abc123" >}} {{< figure src="a.png" >}}\n', nests=False),
        Good('{{< figure url="a.png" caption="A" >}}\n', "a theme's own", nests=False),
        Good("{{< figure >}}![A](a.png){{< /figure >}} {{< mine >}}\n", nests=False),
        Good("`{{</* youtube */>}}`\n", nests=False),
    ]
    bad = [
        Bad("⟦{{< youtube >}}⟧\n", message="the id of the video", nests=False),
        Bad('⟦{{< figure caption="A plot" alt="A" >}}⟧\n', message="“src”", nests=False),
        Bad('See [it](⟦{{< relref "" >}}⟧).\n', nests=False),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for call in doc.shortcodes.calls:
            if call.name in _NEEDS and call.inner is None and _lacks(call):
                name, what = _NEEDS[call.name]
                message = f"the shortcode “{call.name}” needs {what}: add the parameter “{name}”"
                yield self.at(doc, call.tag, message)


def _lacks(call: Shortcode) -> bool:
    given = [parameter for parameter in call.parameters if parameter.value.strip()]
    if call.name == "figure":
        # These describe an image; any other may name it.
        about = {"alt", "caption", "title", "width", "height", "class", "loading", "attr", "attrlink", "align"}
        return bool(call.parameters) and all(parameter.name in about for parameter in given)
    return not given
