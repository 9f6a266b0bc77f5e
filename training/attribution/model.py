"""A BERT encoder that marks cue heads, and a small relation step that reads one attribution around each head.

The encoder is all-MiniLM-L6-v2 (six layers of 384). `Relation` looks at the encoder's vectors up to `REACH` pieces
around one head and gives every piece a role in *that* attribution, so that a source shared by several attributions,
a nested attribution and a content in several pieces need no rule of their own. The idea of a second step that is
conditioned on the predicate is that of semantic role labelling (He et al., ACL 2017; Shi and Lin, 2019); two narrow
layers replace their second pass through the encoder.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

REACH = 96
NARROW = 128
SHAPES = 16


class Attention(nn.Module):
    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = (
            layer(x).view(batch, length, self.heads, -1).transpose(1, 2) for layer in (self.query, self.key, self.value)
        )
        if self.training:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=0.0)
        else:
            scores = q @ k.transpose(2, 3) / (width // self.heads) ** 0.5 + bias
            mixed = scores.softmax(-1) @ v
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))


class Layer(nn.Module):
    """A post-norm transformer layer, as BERT has it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.attention = Attention(width, heads, dropout)
        self.after_attention = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.after_feed = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.after_attention(x + self.attention(x, bias))
        return self.after_feed(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces -> vectors, the logit of being a cue's head, and three logits of being in any source, cue, content."""

    def __init__(self, config: dict):
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], 0.1)
            for _ in range(config["num_hidden_layers"])
        )
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(width, 1)
        self.any_role = nn.Linear(width, 3)
        self.narrow = nn.Linear(width, NARROW)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """All arguments are [batch, length]; gives [batch, length, NARROW], [batch, length], [batch, length, 3]."""
        bias = ((1.0 - mask.to(torch.float32)) * -10_000.0)[:, None, None, :]
        positions = self.positions.weight[: pieces.shape[1]]
        x = self.norm(self.words(pieces) + positions + self.shapes(shapes))
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        return self.narrow(x), self.head(x).squeeze(-1), self.any_role(x)


class Relation(nn.Module):
    """The pieces around one head -> their roles in its attribution."""

    def __init__(self, layers: int = 2):
        super().__init__()
        self.distance = nn.Embedding(2 * REACH + 1, NARROW)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.from_head = nn.Linear(NARROW, NARROW)
        self.norm = nn.LayerNorm(NARROW, eps=1e-12)
        self.layers = nn.ModuleList(Layer(NARROW, 4, 4 * NARROW, 0.1) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)
        self.role = nn.Linear(NARROW, 4)

    def forward(self, around: Tensor, mask: Tensor) -> Tensor:
        """`around` is [heads, 2 * REACH + 1, NARROW] with the head in the middle; gives [heads, 2 * REACH + 1, 4]."""
        bias = ((1.0 - mask.to(torch.float32)) * -10_000.0)[:, None, None, :]
        head = self.from_head(around[:, REACH : REACH + 1, :])
        x = self.norm(around + head + self.distance.weight)
        for layer in self.layers:
            x = layer(x, bias)
        return self.role(self.dropout(x))


def around_heads(narrow: Tensor, mask: Tensor, rows: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
    """Cuts the pieces within REACH of each head out of the batch, with the mask that says which exist."""
    padded = F.pad(narrow, (0, 0, REACH, REACH))
    exists = F.pad(mask, (REACH, REACH))
    at = heads[:, None] + torch.arange(2 * REACH + 1)
    return padded[rows[:, None], at], exists[rows[:, None], at]


def pretrained(folder: Path) -> Encoder:
    """The encoder with the weights of a BERT checkpoint: `config.json` and `model.safetensors`."""
    encoder = Encoder(json.loads((folder / "config.json").read_text()))
    weights = load_file(folder / "model.safetensors")
    own = encoder.state_dict()
    for name, theirs in _names(len(encoder.layers)).items():
        own[name].copy_(weights[theirs])
    with torch.no_grad():
        encoder.positions.weight += weights["embeddings.token_type_embeddings.weight"][0]
    return encoder


def _names(layers: int) -> dict[str, str]:
    pairs = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
    }
    modules = {"norm": "embeddings.LayerNorm"}
    for i in range(layers):
        theirs = f"encoder.layer.{i}"
        modules |= {
            f"layers.{i}.attention.query": f"{theirs}.attention.self.query",
            f"layers.{i}.attention.key": f"{theirs}.attention.self.key",
            f"layers.{i}.attention.value": f"{theirs}.attention.self.value",
            f"layers.{i}.attention.out": f"{theirs}.attention.output.dense",
            f"layers.{i}.after_attention": f"{theirs}.attention.output.LayerNorm",
            f"layers.{i}.up": f"{theirs}.intermediate.dense",
            f"layers.{i}.down": f"{theirs}.output.dense",
            f"layers.{i}.after_feed": f"{theirs}.output.LayerNorm",
        }
    for own, theirs in modules.items():
        pairs |= {f"{own}.{part}": f"{theirs}.{part}" for part in ("weight", "bias")}
    return pairs
