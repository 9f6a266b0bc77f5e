"""Draws link-growth.svg from link-growth.csv (articles, seconds, bytes): `python link-growth.py`, in this folder."""

import csv
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 70, 70, 40, 50
SECONDS, MEMORY = "#0b6e99", "#b3541e"


def main():
    rows = [{k: float(v) for k, v in row.items() if k in ("articles", "seconds", "bytes")} for row in csv.DictReader(open("link-growth.csv"))]
    low, high = math.log10(rows[0]["articles"]), math.log10(rows[-1]["articles"])
    x = lambda n: LEFT + (math.log10(n) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(values, value):
        least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        return HEIGHT - BOTTOM - (math.log10(value) - least) / (most - least) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{WIDTH / 2}" y="20" text-anchor="middle" font-size="14">firsthand link --fast: time and memory by size of the pile</text>',
        f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}V{TOP}" fill="none" stroke="#888"/>',
    ]
    for row in rows:
        at = x(row["articles"])
        parts.append(f'<text x="{at:.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">10^{math.log10(row["articles"]):.0f}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" text-anchor="middle">articles</text>')
    for key, colour, name, edge, anchor in (
        ("seconds", SECONDS, "processor seconds", LEFT - 8, "end"),
        ("bytes", MEMORY, "peak memory, GB", WIDTH - RIGHT + 8, "start"),
    ):
        values = [row[key] for row in rows]
        least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        for power in range(least, most + 1):
            label = 10 ** (power - (9 if key == "bytes" else 0))
            parts.append(f'<text x="{edge}" y="{y(values, 10**power) + 4:.0f}" text-anchor="{anchor}" fill="{colour}">{label:g}</text>')
        points = " ".join(f'{x(row["articles"]):.1f},{y(values, row[key]):.1f}' for row in rows)
        dash = ' stroke-dasharray="6 4"' if key == "bytes" else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        parts += [f'<circle cx="{x(r["articles"]):.1f}" cy="{y(values, r[key]):.1f}" r="3.5" fill="{colour}"/>' for r in rows]
        parts.append(f'<text x="{LEFT if key == "seconds" else WIDTH - RIGHT}" y="{TOP - 8}" text-anchor="{"start" if key == "seconds" else "end"}" fill="{colour}">{name}</text>')
    parts.append("</svg>")
    with open("link-growth.svg", "w") as file:
        file.write("\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
