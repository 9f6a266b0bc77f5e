"""One command from corpus to checkpoint: python -m attribution.train --data POLNEAR --encoder MINILM --out DIR"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from . import data, model
from .score import score
from .tagger import Tagger

BATCH_PIECES = 2048
ENCODER_RATE, NEW_RATE = 2e-4, 1.5e-3
RESUMED = 0.6
WARM_UP = 0.06
FALSE_HEAD = 0.15
MASK_NAMES = ("[MASK]", "<mask>")
NEW_PARTS = ("shapes", "head", "any_role", "narrow", "relation")


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, dev = (data.documents(options.data / split) for split in ("train", "dev"))
    tagger = Tagger(model.pretrained(options.encoder), model.Relation(), tokenizer)
    if options.resume:
        tagger.load_state_dict(torch.load(options.resume, weights_only=True)["tagger"])
    if options.frozen:
        keep(tagger.encoder, options.frozen)
    if options.share < 1:
        train = train[: int(len(train) * options.share)]
    fit(tagger, train + also(options.also) * options.times, dev, options)


def also(folder: Path | None) -> list[data.Document]:
    return [passage for file in sorted(folder.glob("*.txt")) for passage in data.marked(file)] if folder else []


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and dev/ in brat standoff")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with config.json, model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="checkpoint to go on from, at RESUMED of the rates")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--also", type=Path, help="folder of marked passages, one file a language")
    parser.add_argument("--times", type=int, default=4, help="how often an epoch reads what --also gives")
    parser.add_argument("--restyle", action="store_true", help="quotation marks of many countries, for an encoder of many languages")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that learn nothing, so that languages stay alike")
    parser.add_argument("--share", type=float, default=1.0, help="share of the training articles, for a quick try")
    return parser.parse_args()


def fit(tagger: Tagger, train: list[data.Document], dev: list[data.Document], options: argparse.Namespace) -> None:
    options.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(options.seed)
    epochs = [list(batches(styled(train, chance, options.restyle), tagger.tokenizer, chance)) for _ in range(options.epochs)]
    steps, done, began = sum(map(len, epochs)), 0, time.time()
    optimizer = torch.optim.AdamW(parameter_groups(tagger), weight_decay=0.01)
    peaks = [group["lr"] * (RESUMED if options.resume else 1) for group in optimizer.param_groups]
    for number, epoch in enumerate(epochs):
        tagger.train()
        for batch in epoch:
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * schedule(done / steps)
            optimizer.zero_grad()
            losses = loss(tagger, batch, chance)
            sum(losses).backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            done += 1
            if done % 25 == 0:
                shown = " ".join(f"{part.item():.4f}" for part in losses)
                print(f"{time.time() - began:6.0f} s  step {done}/{steps}  {shown}", flush=True)
        tagger.eval()
        figures = score(tagger, dev if number + 1 == options.epochs else dev[::3])
        print(f"epoch {number + 1}: {json.dumps(figures)}", flush=True)
        torch.save({"tagger": tagger.state_dict(), "figures": figures, "epoch": number + 1}, options.out / "tagger.pt")
    provenance = {"train": data.digest(options.data / "train"), "seed": options.seed, "epochs": options.epochs}
    (options.out / "provenance.json").write_text(json.dumps(provenance | figures, indent=1))


def styled(train: list[data.Document], chance: random.Random, restyle: bool) -> list[data.Document]:
    return [data.restyled(document, chance) for document in train] if restyle else train


def keep(encoder: model.Encoder, layers: int) -> None:
    """Zero-shot reading of other languages gains where the lowest layers stay as they were (Wu and Dredze, EMNLP 2019)."""
    for part in (encoder.positions, encoder.norm, *encoder.layers[:layers]):
        part.requires_grad_(False)


def parameter_groups(tagger: Tagger) -> list[dict]:
    """The encoder's layers learn slowly, new parts fast, and word vectors not at all: they are half of all weights."""
    new, old = [], []
    tagger.encoder.words.requires_grad_(False)
    for name, parameter in tagger.named_parameters():
        if not parameter.requires_grad:
            continue
        (new if any(part in name.split(".")[:2] for part in NEW_PARTS) else old).append(parameter)
    return [{"params": old, "lr": ENCODER_RATE}, {"params": new, "lr": NEW_RATE}]


def schedule(progress: float) -> float:
    """Linear warm-up, then linear decay to nothing."""
    return progress / WARM_UP if progress < WARM_UP else (1 - progress) / (1 - WARM_UP)


def batches(train: list[data.Document], tokenizer: Tokenizer, chance: random.Random) -> Iterator[list[data.Window]]:
    """Windows of like length together, about BATCH_PIECES pieces a batch, batches in random order."""
    windows = [window for document in train for window in data.windows(document, tokenizer, chance)]
    windows.sort(key=lambda window: (len(window.pieces), chance.random()))
    found, batch = [], []
    for window in windows:
        if batch and (len(batch) + 1) * len(window.pieces) > BATCH_PIECES:
            found.append(batch)
            batch = []
        batch.append(window)
    found.append(batch)
    chance.shuffle(found)
    yield from found


def loss(tagger: Tagger, batch: list[data.Window], chance: random.Random) -> tuple[Tensor, Tensor, Tensor]:
    """Cross-entropies of the heads, of the roles around each true head, and of being in any source, cue or content."""
    pieces, shapes, mask = Tagger.tensors(batch)
    hidden = torch.rand(pieces.shape, generator=torch.Generator().manual_seed(chance.getrandbits(32))) < data.MASKED_SHARE
    masked = pieces.masked_fill(hidden & (mask > 0), mask_piece(tagger.tokenizer))
    narrow, head, any_role = tagger.encoder(masked, shapes, mask)
    is_head, in_any = torch.zeros_like(head), torch.zeros_like(any_role)
    rows, heads, roles = [], [], []
    for row, window in enumerate(batch):
        for anchor, labels in window.roles.items():
            is_head[row, anchor] = 1
            rows.append(row)
            heads.append(anchor)
            labelled = torch.tensor(labels)
            for role in (data.SOURCE, data.CUE, data.CONTENT):
                in_any[row, : len(labels), role - 1] += (labelled == role).float()
            roles.append(seen_from(anchor, labelled))
        for anchor in false_heads(head[row], window):
            rows.append(row)
            heads.append(anchor)
            roles.append(seen_from(anchor, nothing(anchor, window)))
    kept = mask > 0
    head_loss = 3 * F.binary_cross_entropy_with_logits(head[kept], is_head[kept])
    any_loss = 0.3 * F.binary_cross_entropy_with_logits(any_role[kept], in_any[kept].clamp(max=1))
    if not rows:
        return head_loss, head_loss * 0, any_loss
    around, exists = model.around_heads(narrow, mask, torch.tensor(rows), torch.tensor(heads))
    found = tagger.relation(around, exists)
    return head_loss, F.cross_entropy(found.flatten(0, 1), torch.stack(roles).flatten(), ignore_index=-100), any_loss


def mask_piece(tokenizer: Tokenizer) -> int:
    return next(piece for name in MASK_NAMES if (piece := tokenizer.token_to_id(name)) is not None)


def seen_from(anchor: int, labels: Tensor) -> Tensor:
    """The labels of a window within REACH of a head."""
    return F.pad(labels, (model.REACH, model.REACH), value=-100)[anchor : anchor + 2 * model.REACH + 1]


def false_heads(head: Tensor, window: data.Window) -> list[int]:
    """Pieces that the encoder takes for heads and that are none, at most as many as there are true ones.

    The relation step learns to find nothing around them, so that a reader can ask it about doubtful heads too.
    """
    likely = head[: len(window.pieces)].detach().sigmoid()
    wrong = [i for i in (likely > FALSE_HEAD).nonzero().flatten().tolist() if i not in window.roles]
    return sorted(wrong, key=lambda i: -likely[i].item())[: max(1, len(window.roles))]


def nothing(anchor: int, window: data.Window) -> Tensor:
    labels = torch.zeros(len(window.pieces), dtype=torch.long)
    labels[anchor] = -100
    return labels


if __name__ == "__main__":
    main()
