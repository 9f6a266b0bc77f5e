"""Averages the weights of two checkpoints of one encoder: python -m attribution.average --of A B --share 0.6 --out FILE

Two runs from the same start lie in one valley, and their mean is better than either (Wortsman et al., ICML 2022).
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--of", type=Path, nargs=2, required=True)
    parser.add_argument("--share", type=float, default=0.6, help="weight of the second")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, second = (torch.load(path, weights_only=True)["tagger"] for path in options.of)
    mean = {name: torch.lerp(first[name], second[name], options.share) for name in first}
    torch.save({"tagger": mean}, options.out)


if __name__ == "__main__":
    main()
