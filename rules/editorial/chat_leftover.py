"""What a chat assistant leaves in a text that was copied from it.

Marks of its sources mean nothing outside the chat, and "As an AI language model" tells readers that nobody read
the article before it was published. A phrase in quotation marks is a quotation, and so is one that an article gives
below the name of an assistant.
"""

import re
from collections.abc import Iterator

from postlint import Bad, Diagnostic, Document, Good, Rule, Severity, pattern, quoted

_MARK = pattern(
    r":?contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\[?oaicite:\d+\]?|"
    r"(?:[\ue200-\ue20f]?(?:file)?(?:cite|navlist|image_group|entity)?[\ue200-\ue20f]?turn\d+(?:search|view|news|file|image|fetch)\d+[\ue200-\ue20f]?)+|"
    r"【\d+(?::\d+)?†[^】\n]{0,80}】|\[cite_start\]|\[cite: ?\d+(?:, ?\d+)*\]|\bgrok_(?:card|render)_\w+"
)
_PHRASE = pattern(
    r"\b(?:as an ai(?: language)? model\b|as a large language model\b|as of my (?:last|latest) (?:knowledge|training) "
    r"(?:update|cutoff)|my knowledge cut-?off\b|i'm sorry, but i (?:can't|cannot) (?:assist|help|fulfil)|"
    r"i (?:can't|cannot) fulfill (?:this|that|your) request|certainly! here (?:is|are|'s)|"
    r"sure! here(?:'s| is| are) )".replace(" ", "[\\s\ufffc]+"),
    re.I,
)
# Each mark has one of these.
_MARK_TRIGGERS = ("oaicite", "[cite", "grok_", "【")
_TURN = pattern(r"turn\d")
# Each phrase has one of these, in any case.
_PHRASE_TRIGGERS = (
    b"language model",
    b"ai model",
    b"of my la",
    b"nowledge cut",
    b"sorry, but i ",
    b"fulfill ",
    b"! here",
)
# Below one of these names, the article shows what the assistant said.
_ASSISTANT = pattern(r"\b(?:chat-?gpt|gpt-\d|copilot|gemini|claude)\b", re.I)
_QUOTES = "\"'“”‘’«»„*_`"


class ChatLeftover(Rule):
    severity = Severity.ERROR

    good = [
        Good('It may say “As an AI language model” or "as an AI model" in its answer.\n', "a quotation"),
        Good("I asked ChatGPT for a list.\n\nAs an AI language model, I cannot know it.\n", "the article shows it"),
        Good("It is my turn0 and your turn, as a model of a language.\n"),
        Good("`:contentReference[oaicite:0]{index=0}`\n"),
    ]
    bad = [
        Bad("It is so. ⟦:contentReference[oaicite:0]{index=0}⟧\n", message="oaicite"),
        Bad("It is so.⟦\ue200cite\ue202turn0search1\ue201⟧ And ⟦citeturn0search0turn1view2⟧ so.\n"),
        Bad("It is so⟦【4†source】⟧. ⟦[cite_start]⟧And so ⟦[cite: 1, 2]⟧.\n"),
        Bad("⟦As an AI language model⟧, I cannot go there.\n"),
        Bad("⟦As an AI language model⟧, I cannot go there.\n\nWe use ChatGPT.\n"),
        Bad("I cannot go there ⟦as an AI\nlanguage model⟧.\n"),
        Bad("说：⟦As an AI language model⟧，我不能。\n"),
        Bad("It was so ⟦as of my last training update⟧.\n"),
    ]

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        running, unwrapped = doc.running_text, doc.lowered.replace(b"\n", b" ")
        marks = any(trigger in running for trigger in _MARK_TRIGGERS) or ("turn" in running and _TURN.search(running))
        phrases = any(trigger in unwrapped for trigger in _PHRASE_TRIGGERS) and _PHRASE.search(running)
        for block in doc.prose if marks or phrases else ():
            text = block.prose.masked
            for match in _MARK.finditer(text) if marks else ():
                message = f"{quoted(match[0])} is a marker of a chat assistant: remove it, and link the source itself"
                yield self.at(doc, block.prose.span(*match.span()), message)
            for match in _PHRASE.finditer(text) if phrases else ():
                quotes = match.start() and text[match.start() - 1] in _QUOTES
                if not quotes and not _ASSISTANT.search(doc.text, 0, block.prose.at(match.start())):
                    message = f"{quoted(match[0])} is a phrase of a chat assistant: read the text and remove it"
                    yield self.at(doc, block.prose.span(*match.span()), message)
