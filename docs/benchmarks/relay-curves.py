"""Draws 2026-11-23-relay-curves.svg from the table beside it, what `firsthand eval relay --fast --curves --csv` prints:
`python relay-curves.py`, in this folder."""

import csv

TABLE, PICTURE = "2026-11-23-relay-curves.csv", "2026-11-23-relay-curves.svg"
CURVES = {
    "at_least not above truth": "#1b6e3c",
    "bounds contain truth": "#1f5fa8",
    "bounds exact": "#b3541e",
    "edges F1": "#6b4ba1",
    "loops F1": "#7a7a7a",
}
# What is varied, its steps in per cent, the title and the left edge of its panel.
PANELS = [
    ("undated", [0, 30, 60, 90], "Articles without a date", 50),
    ("missing", [0, 20, 40, 60], "Articles that are not in the pile", 430),
]
STEP, TOP, BOTTOM, LOWEST = 100, 40, 240, 0.4


def y(value):
    return BOTTOM - (max(value, LOWEST) - LOWEST) / (1 - LOWEST) * (BOTTOM - TOP)


def panel(rows, varied, steps, title, left):
    yield f'<text x="{left}" y="22" font-size="13" font-weight="bold">{title}</text>'
    for value in (0.4, 0.6, 0.8, 1.0):
        yield f'<line x1="{left}" x2="{left + 3 * STEP}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>'
        yield f'<text x="{left - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value}</text>'
    for at, step in enumerate(steps):
        yield f'<text x="{left + at * STEP}" y="256" text-anchor="middle">{step} %</text>'
    for curve, colour in CURVES.items():
        values = [rows[f"text: {step} % {varied}: {curve}"] for step in steps]
        points = [(left + at * STEP, y(value)) for at, value in enumerate(values)]
        line = " ".join(f"{x},{height:.1f}" for x, height in points)
        yield f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{line}"/>'
        yield from (f'<circle cx="{x}" cy="{height:.1f}" r="3" fill="{colour}"/>' for x, height in points)


def legend():
    x = 50
    for curve, colour in CURVES.items():
        yield f'<rect x="{x}" y="280" width="12" height="4" fill="{colour}"/><text x="{x + 16}" y="286">{curve}</text>'
        x += 50 + 6 * len(curve)


def main():
    table = (line for line in open(TABLE) if not line.startswith("#"))
    rows = {row["measure"]: float(row["value"]) for row in csv.DictReader(table)}
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 310" font-family="sans-serif" font-size="11" fill="#222">',
        "<title>Chains of reports from text, as dates go missing and articles are removed</title>",
        '<rect width="760" height="310" fill="#fff"/>',
    ]
    for varied in PANELS:
        parts += panel(rows, *varied)
    open(PICTURE, "w").write("\n".join([*parts, *legend(), "</svg>"]) + "\n")


main()
