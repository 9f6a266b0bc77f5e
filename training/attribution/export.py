"""Writes a checkpoint as two ONNX graphs, the large one in int8: python -m attribution.export --encoder MINILM --checkpoint FILE --out DIR"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from . import model
from .tagger import Tagger

FARTHEST = 76.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tagger = load(options.encoder, options.checkpoint)
    pieces = torch.ones(1, 7, dtype=torch.long)
    window = {1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        write(OfWindow(tagger.encoder), (pieces, pieces), ["pieces", "shapes"], ["narrow", "head"],
              {"pieces": window, "shapes": window, "narrow": window, "head": window}, whole)
        quantize_dynamic(whole, options.out / "encoder.onnx", op_types_to_quantize=["MatMul", "Gather", "Gemm"],
                         per_channel=True, weight_type=QuantType.QInt8)
    write(InParagraph(tagger.relation), (torch.zeros(1, 7, model.NARROW), torch.tensor([1, 3])), ["narrow", "heads"],
          ["roles"], {"narrow": window, "heads": {0: "heads"}, "roles": {0: "heads", 1: "pieces"}},
          options.out / "relation.onnx")
    tagger.tokenizer.no_truncation()
    tagger.tokenizer.no_padding()
    tagger.tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(options.out.iterdir())}
    print(json.dumps(digests, indent=1))


class OfWindow(torch.nn.Module):
    """The encoder for one window without padding, and without the head that only training needs."""

    def __init__(self, encoder: model.Encoder):
        super().__init__()
        self.encoder = encoder
        write_out_attention(encoder.layers)

    def forward(self, pieces, shapes):
        return self.encoder(pieces, shapes, torch.ones_like(pieces))[:2]


def write_out_attention(layers) -> None:
    for layer in layers:
        layer.attention = Attention(layer.attention)


class Attention(torch.nn.Module):
    """Attention without padding and with its softmax written out, since `rten` runs Exp and ReduceSum four times as fast as Softmax.

    The largest score is not taken off first. On PolNeAR dev it lies between -3 and 72; beyond 88 `exp` would leave
    32-bit floats, so that scores are cut at FARTHEST.
    """

    def __init__(self, trained: model.Attention):
        super().__init__()
        self.trained = trained

    def forward(self, x, bias):
        of = self.trained
        q, k, v = (layer(x).unflatten(-1, (of.heads, -1)).transpose(1, 2) for layer in (of.query, of.key, of.value))
        scores = q @ k.transpose(2, 3) / q.shape[-1] ** 0.5
        weights = scores.clamp(-FARTHEST, FARTHEST).exp()
        mixed = weights @ v / weights.sum(-1, keepdim=True)
        return of.out(mixed.transpose(1, 2).flatten(2))


class InParagraph(torch.nn.Module):
    """The relation step for the heads of one paragraph: [1, pieces, NARROW] and [heads] -> log-odds [heads, pieces, 4].

    What is farther than REACH, in the longest paragraphs alone, is taken to be at REACH.
    """

    def __init__(self, relation: model.Relation):
        super().__init__()
        self.relation = relation
        write_out_attention(relation.layers)

    def forward(self, narrow, heads):
        step = self.relation
        distance = torch.arange(narrow.shape[1])[None, :] - heads[:, None]
        near = distance.clamp(-model.REACH, model.REACH) + model.REACH
        head = step.from_head(narrow[0][heads])[:, None, :]
        x = step.norm(narrow + head + step.distance(near))
        for layer in step.layers:
            x = layer(x, None)
        return step.role(x)


def load(encoder: Path, checkpoint: Path) -> Tagger:
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tagger = Tagger(model.pretrained(encoder), model.Relation(), tokenizer)
    tagger.load_state_dict(torch.load(checkpoint, weights_only=True)["tagger"])
    return tagger.eval()


def write(graph, example, inputs, outputs, dynamic, path: Path) -> None:
    torch.onnx.export(graph.eval(), example, path, input_names=inputs, output_names=outputs, dynamic_axes=dynamic,
                      opset_version=17, dynamo=False)


if __name__ == "__main__":
    main()
