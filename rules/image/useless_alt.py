"""An alternative text that says nothing: a file name, or a word such as "image".

It takes the place of the image for readers who do not see it, and "IMG_1234.jpg" is read to them letter by letter.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, nodes, pattern, quoted

_FILE = pattern(r"[^\s/]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic)", re.I)
_CAMERA = pattern(r"(?:img|dsc[nf]?|pxl|screen ?shot|bildschirmfoto)[ _-]?\d[\d _.:-]*(?:at [\d.: ]+(?:[ap]m)?)?")
_WORDS = frozenset(
    part.strip()
    for part in """
    image|images|an image|img|picture|pic|photo|photograph|screenshot|a screenshot|screen shot|screenshots|alt|alt text|
    alt_text|image alt text|image alt|alternative text|image description|enter image description here|description|
    untitled|image here|placeholder|bild|foto|imagen|immagine|imagem|captura de pantalla|capture d'écran|figure|graphic|
    icon|thumbnail|todo|fixme|tbd|xxx|xxxx
    """.split("|")
)
_PLACEHOLDER = pattern(r"(?:image|img|figure|fig|screenshot|picture|photo)[ _.-]?\d{0,3}")


_LONGEST = 400
"""In characters with the markup: more is no single word or name of a file."""


class UselessAlt(Rule):
    severity = Severity.INFO
    signs = ("![",)

    good = [
        Good("![A plot of the year](a.png) ![](b.png)\n"),
        Good("![The image of a city](a.png) ![Screenshot of the settings](b.png)\n"),
        Good("`![image](a.png)`\n"),
    ]
    bad = [
        Bad("![⟦IMG_1234.jpg⟧](a.jpg)\n", message="“IMG_1234.jpg”"),
        Bad("![⟦image⟧](a.png) ![⟦Screenshot⟧](b.png) ![⟦alt_text⟧](c.png) ![⟦XXX⟧](d.png)\n"),
        Bad("![⟦Screenshot 2024-01-02 at 10.11.12⟧](a.png) ![⟦image1⟧](b.png)\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for image in doc.nodes(nodes.Image):
            if image.content.end - image.content.start > _LONGEST:
                continue
            text = " ".join(image.text.split()).strip(" .!")
            if not text or len(text) > 80:
                continue
            low = text.lower()
            if low in _WORDS or any(form.fullmatch(low) for form in (_FILE, _CAMERA, _PLACEHOLDER)):
                message = (
                    f"the alternative text {quoted(text)} does not say what is on the image: describe it in a few words"
                )
                yield self.at(doc, image.content, message)
