"""Token, exact and whole F1 of a tagger on labelled documents."""

import re

from . import data
from .tagger import Attribution, Tagger

NAMES = {data.SOURCE: "source", data.CUE: "cue", data.CONTENT: "content"}
Words = dict[int, frozenset[int]]


def score(tagger: Tagger, documents: list[data.Document]) -> dict[str, float]:
    token, exact = {role: [0, 0, 0] for role in NAMES}, {role: [0, 0, 0] for role in NAMES}
    overlap, whole = [0, 0, 0], [0, 0, 0]
    for document in documents:
        words = [match.span() for match in re.finditer(r"\w+|[^\w\s]", document.text)]
        gold = [_words(attribution, words) for attribution in document.attributions]
        found = [_words(attribution, words) for attribution in tagger.attributions(document)]
        for role in NAMES:
            _count(token[role], _union(gold, role), _union(found, role))
            _count(exact[role], {a[role] for a in gold if a[role]}, {a[role] for a in found if a[role]})
        _count(whole, {_key(a) for a in gold}, {_key(a) for a in found})
        _count_overlaps(overlap, gold, found)
    figures = {f"{NAMES[role]} token": _f1(token[role]) for role in NAMES}
    figures |= {f"{NAMES[role]} exact": _f1(exact[role]) for role in NAMES}
    return figures | {"whole overlap": _f1(overlap), "whole exact": _f1(whole)}


def _words(attribution: Attribution, words: list[tuple[int, int]]) -> Words:
    """A word belongs to a role when its first or last character does, as the public metric has it."""
    found = {}
    for role in NAMES:
        covered = {c for start, end in attribution.get(role, ()) for c in range(start, end)}
        found[role] = frozenset(i for i, (start, end) in enumerate(words) if start in covered or end - 1 in covered)
    return found


def _union(attributions: list[Words], role: int) -> set[int]:
    return set().union(*(a[role] for a in attributions))


def _key(attribution: Words) -> tuple:
    return tuple(attribution[role] for role in NAMES)


def _count(counts: list[int], gold: set, found: set) -> None:
    counts[0] += len(gold & found)
    counts[1] += len(found)
    counts[2] += len(gold)


def _count_overlaps(counts: list[int], gold: list[Words], found: list[Words]) -> None:
    used: set[int] = set()
    for g in gold:
        for i, f in enumerate(found):
            if i not in used and all(g[role] & f[role] or not (g[role] or f[role]) for role in NAMES):
                used.add(i)
                break
    counts[0] += len(used)
    counts[1] += len(found)
    counts[2] += len(gold)


def _f1(counts: list[int]) -> float:
    return round(2 * counts[0] / (counts[1] + counts[2]), 4) if counts[1] + counts[2] else 0.0
