"""Runs the two models over a document and reads attributions off their answers."""

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from . import data, model

HEAD_THRESHOLD = 0.3
Attribution = dict[int, list[tuple[int, int]]]


class Tagger(nn.Module):
    def __init__(self, encoder: model.Encoder, relation: model.Relation, tokenizer: Tokenizer):
        super().__init__()
        self.encoder, self.relation, self.tokenizer = encoder, relation, tokenizer

    @staticmethod
    def tensors(windows: list[data.Window]) -> tuple[Tensor, Tensor, Tensor]:
        """Pieces, shapes and mask, each [windows, longest]."""
        longest = max(len(window.pieces) for window in windows)
        pieces = torch.zeros(len(windows), longest, dtype=torch.long)
        shapes, mask = torch.zeros_like(pieces), torch.zeros_like(pieces)
        for row, window in enumerate(windows):
            pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
            shapes[row, : len(window.pieces)] = torch.tensor(window.shapes)
            mask[row, : len(window.pieces)] = 1
        return pieces, shapes, mask

    @torch.no_grad()
    def attributions(self, document: data.Document, threshold: float = HEAD_THRESHOLD) -> list[Attribution]:
        found = []
        for window in data.windows(document, self.tokenizer):
            pieces, shapes, mask = self.tensors([window])
            narrow, head, _ = self.encoder(pieces, shapes, mask)
            heads = (head[0].sigmoid() >= threshold).nonzero().flatten()
            if len(heads):
                around, exists = model.around_heads(narrow, mask, torch.zeros_like(heads), heads)
                for anchor, roles in zip(heads.tolist(), self.relation(around, exists).argmax(-1)):
                    attribution = spans(window, anchor, roles.tolist())
                    if attribution[data.CONTENT]:
                        found.append(attribution)
        return found


def spans(window: data.Window, anchor: int, roles: list[int]) -> Attribution:
    """Character ranges of each role; the head itself is always part of the cue."""
    attribution: Attribution = {data.SOURCE: [], data.CUE: [], data.CONTENT: []}
    previous = data.OUTSIDE
    for i, (start, end) in enumerate(window.offsets):
        at = i - anchor + model.REACH
        role = data.CUE if i == anchor else roles[at] if 0 <= at < len(roles) else data.OUTSIDE
        if role != data.OUTSIDE and role == previous:
            attribution[role][-1] = (attribution[role][-1][0], end)
        elif role != data.OUTSIDE:
            attribution[role].append((start, end))
        previous = role
    return attribution
