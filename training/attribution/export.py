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
        write(EncoderOnly(tagger.encoder), (pieces, pieces, pieces), ["pieces", "shapes", "mask"], ["narrow", "head"],
              {"pieces": window, "shapes": window, "mask": window, "narrow": window, "head": window}, whole)
        quantize_dynamic(whole, options.out / "encoder.onnx", op_types_to_quantize=["MatMul", "Gather", "Gemm"],
                         per_channel=True, weight_type=QuantType.QInt8)
    write(InWindow(tagger.relation), (torch.zeros(1, 7, model.NARROW), torch.tensor([1, 3])), ["narrow", "heads"],
          ["roles"], {"narrow": window, "heads": {0: "heads"}, "roles": {0: "heads", 1: "pieces"}},
          options.out / "relation.onnx")
    tagger.tokenizer.no_truncation()
    tagger.tokenizer.no_padding()
    tagger.tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(options.out.iterdir())}
    print(json.dumps(digests, indent=1))


class EncoderOnly(torch.nn.Module):
    """The encoder without the head that only training needs."""

    def __init__(self, encoder: model.Encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces, shapes, mask):
        return self.encoder(pieces, shapes, mask)[:2]


class InWindow(torch.nn.Module):
    """The relation step for all heads of one window: [1, pieces, NARROW] and [heads] -> log-odds [heads, pieces, 4]."""

    def __init__(self, relation: model.Relation):
        super().__init__()
        self.relation = relation

    def forward(self, narrow, heads):
        step = self.relation
        distance = torch.arange(narrow.shape[1])[None, :] - heads[:, None]
        far = (distance.abs() > model.REACH).to(torch.float32)
        near = distance.clamp(-model.REACH, model.REACH) + model.REACH
        head = step.from_head(narrow[0][heads])[:, None, :]
        x = step.norm(narrow + head + step.distance(near))
        for layer in step.layers:
            x = layer(x, far[:, None, None, :] * -10_000.0)
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
