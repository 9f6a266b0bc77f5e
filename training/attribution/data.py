"""PolNeAR's brat files as windows of word pieces with the roles of every attribution.

An attribution is anchored at the first word piece of its cue (19,833 of the 19,834 attributions of the train split
have a cue, and three pairs share a first piece). Windows are whole paragraphs, packed up to `WINDOW` pieces: 0.8 % of
the attributions cross a paragraph, and 99 % lie within 59 words of their cue.
"""

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

ROLES = ("source", "cue", "content")
OUTSIDE, SOURCE, CUE, CONTENT = range(4)
WINDOW = 192
MASKED_SHARE = 0.05
BRAT_ROLE = {"Source": SOURCE, "Cue": CUE, "Content": CONTENT}
MARKED_ROLE = {"S": SOURCE, "C": CUE, "T": CONTENT}
MARKS = ("“”", '""', "«»", "„“", "„”", "»«")
ALL_MARKS = "“”\"«»„"
CLOSED_BY = {"“": '”"', '"': '”"', "«": "»", "„": '“”"', "»": "«"}


@dataclass
class Document:
    """A text, its paragraphs as character ranges, and its attributions as role -> list of character ranges."""

    text: str
    attributions: list[dict[int, list[tuple[int, int]]]]

    def paragraphs(self) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", self.text)]


@dataclass
class Window:
    """Word pieces of neighbouring paragraphs; `roles[anchor]` gives a role to every piece of the window."""

    pieces: list[int]
    shapes: list[int]
    offsets: list[tuple[int, int]]
    roles: dict[int, list[int]] = field(default_factory=dict)


def documents(folder: Path) -> list[Document]:
    """The articles of a split, by name; of several annotators the first one's file is read."""
    found = []
    for text in sorted((folder / "text").glob("*.txt")):
        brat = sorted((folder / "attributions").glob(f"{text.stem}_*.ann"))
        if brat:
            found.append(Document(_read(text), _attributions(_read(brat[0]))))
    return found


def marked(file: Path) -> list[Document]:
    """Passages parted by lines of `====`, with marks in the text: `{S1:person|Mayor Ruiz} {C1|said} {T1|…}`."""
    return [_passage(passage.strip()) for passage in _read(file).split("====") if passage.strip()]


def _passage(marked: str) -> Document:
    text, length, opened = [], 0, []
    found: dict[str, dict[int, list[tuple[int, int]]]] = {}
    for part in re.split(r"(\{[SCT]\d*(?::[^|]*)?\||\})", marked):
        if part == "}":
            role, number, start = opened.pop()
            found.setdefault(number, {}).setdefault(role, []).append((start, length))
        elif part.startswith("{"):
            opened.append((MARKED_ROLE[part[1]], part[2:-1].partition(":")[0], length))
        else:
            text.append(part)
            length += len(part)
    return Document("".join(text), [attribution for attribution in found.values() if CUE in attribution])


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of a split, so that a model card can say what it was trained on."""
    sha = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        sha.update(path.name.encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()


def restyled(document: Document, chance: random.Random) -> Document:
    """The document with the quotation marks of another country, so that a reader of many languages knows them all."""
    opening, closing = chance.choice(MARKS)
    text, opened = list(document.text), ""
    for at, letter in enumerate(document.text):
        if letter == "\n":
            opened = ""
        elif letter in ALL_MARKS:
            before, opened = opened, after_mark(opened, letter, document.text[at + 1 : at + 2])
            if before != opened:
                text[at] = opening if opened else closing
    return Document("".join(text), document.attributions)


def after_mark(opened: str, mark: str, following: str) -> str:
    """The mark that opened the quotation that stands open behind `mark`, if one does. A quotation within one is not seen."""
    if opened:
        return "" if mark in CLOSED_BY[opened] else opened
    opens = mark in CLOSED_BY and (mark != "»" or following.isalnum())
    return mark if opens else ""


def windows(document: Document, tokenizer: Tokenizer, chance: random.Random | None = None) -> Iterator[Window]:
    """Packs paragraphs into windows; with `chance` each window's limit is drawn, so that epochs differ."""
    limit, window, previous = _limit(chance), Window([], [], []), 0
    for start, end in document.paragraphs():
        pieces = _paragraph(document.text, start, end, tokenizer)
        if window.pieces and len(window.pieces) + len(pieces.pieces) > limit:
            yield _labelled(window, document)
            limit, window = _limit(chance), Window([], [], [])
        _extend(window, pieces)
        while len(window.pieces) > WINDOW:
            yield _labelled(_cut(window, WINDOW), document)
            window = _rest(window, WINDOW)
    if window.pieces:
        yield _labelled(window, document)


def shape(word: str) -> int:
    """What an uncased vocabulary loses: 0 none, 1 Capitalised, 2 UPPER, 3 other with a capital in it."""
    if not word or word == word.lower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() and word[1:] == word[1:].lower() else 3


def _limit(chance: random.Random | None) -> int:
    return WINDOW if chance is None else chance.randint(WINDOW // 3, WINDOW)


def _read(path: Path) -> str:
    with open(path, newline="", encoding="utf-8") as file:
        return file.read()


def _attributions(brat: str) -> list[dict[int, list[tuple[int, int]]]]:
    spans, found = {}, []
    for line in brat.split("\n"):
        if match := re.match(r"^(T\d+)\t(\S+) ([\d ;]+)\t", line):
            spans[match[1]] = [tuple(map(int, piece.split())) for piece in match[3].split(";")]
        elif match := re.match(r"^E\d+\t(.*)", line):
            attribution: dict[int, list[tuple[int, int]]] = {}
            for argument in match[1].split():
                role, _, span = argument.partition(":")
                role = BRAT_ROLE.get(re.sub(r"\d+$", "", role))
                if role and span in spans:
                    attribution.setdefault(role, []).extend(spans[span])
            if CUE in attribution:
                found.append(attribution)
    return found


def _paragraph(text: str, start: int, end: int, tokenizer: Tokenizer) -> Window:
    """The word pieces of a paragraph with two marks a piece: its shape, and whether it stands inside quotation marks.

    The mark is 8 * first piece of the paragraph + 4 * inside quotation + shape.
    """
    encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
    window, opened = Window([], [], []), ""
    for piece, (a, b) in zip(encoding.ids, encoding.offsets):
        # Pieces of a language model in many languages hold the space before a word.
        word = text[start + a : start + b].lstrip()
        if not word:
            continue
        if word in ALL_MARKS:
            opened = after_mark(opened, word, text[start + b : start + b + 1])
        window.shapes.append(8 * (not window.pieces) + 4 * bool(opened) + shape(word))
        window.pieces.append(piece)
        window.offsets.append((start + b - len(word), start + b))
    return window


def _extend(window: Window, more: Window) -> None:
    window.pieces += more.pieces
    window.shapes += more.shapes
    window.offsets += more.offsets


def _cut(window: Window, at: int) -> Window:
    return Window(window.pieces[:at], window.shapes[:at], window.offsets[:at])


def _rest(window: Window, at: int) -> Window:
    return Window(window.pieces[at:], window.shapes[at:], window.offsets[at:])


def _labelled(window: Window, document: Document) -> Window:
    first, last = window.offsets[0][0], window.offsets[-1][1]
    for attribution in document.attributions:
        head = min(attribution[CUE])[0]
        if first <= head < last:
            anchor = next((i for i, (_, end) in enumerate(window.offsets) if end > head), None)
            if anchor is not None and anchor not in window.roles:
                window.roles[anchor] = _roles(window, attribution)
    return window


def _roles(window: Window, attribution: dict[int, list[tuple[int, int]]]) -> list[int]:
    roles = [OUTSIDE] * len(window.pieces)
    for role in (CONTENT, SOURCE, CUE):
        for start, end in attribution.get(role, ()):
            for i, (a, b) in enumerate(window.offsets):
                if a < end and b > start:
                    roles[i] = role
    return roles
