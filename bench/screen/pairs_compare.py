"""What programs make of labelled pairs: python pairs_compare.py SCORES…, ours first. Prints tables in Markdown."""

import json
import sys


def programs(path: str):
    scored: list[dict] = []
    for line in open(path, encoding="utf-8"):
        one = json.loads(line)
        if "program" in one:
            yield one, scored
            scored = []
        else:
            scored.append(one)


def area(pairs: list[dict]) -> float:
    """The chance that a same pair scores higher than another, ties by half."""
    same = [p["score"] for p in pairs if p["same"]]
    other = [p["score"] for p in pairs if not p["same"]]
    return sum((s > o) + 0.5 * (s == o) for s in same for o in other) / (len(same) * len(other))


def counted(pairs: list[dict], threshold: float) -> dict[str, float]:
    same = [p for p in pairs if p["same"]]
    right = sum(p["score"] >= threshold for p in same)
    wrong = sum(p["score"] >= threshold for p in pairs if not p["same"])
    across = [p for p in same if p["across"]]
    figures = {
        "F1": 2 * right / (right + wrong + len(same)),
        "precision": right / (right + wrong) if right + wrong else 0.0,
        "recall": right / len(same),
        "area under the ROC curve": area(pairs),
    }
    if across:
        figures[f"recall across scripts ({len(across)})"] = sum(p["score"] >= threshold for p in across) / len(across)
    return figures


def main() -> None:
    all = [program for path in sys.argv[1:] for program in programs(path)]
    for file in dict.fromkeys(one["file"] for one in all[0][1]):
        chosen = [[p for p in scored if p["file"] == file] for _, scored in all]
        print(f"\n| {file} ({len(chosen[0])} pairs), threshold .7 | " + " | ".join(head["program"] for head, _ in all) + " |")
        print("| --- |" + " ---: |" * len(all))
        rows = [counted(pairs, head["threshold"]) for pairs, (head, _) in zip(chosen, all)]
        for figure in rows[0]:
            print(f"| {figure} | " + " | ".join(f"{row[figure]:.3f}" for row in rows) + " |")
    print("\n| pairs per CPU-second | " + " | ".join(f"{head['pairs_per_cpu_second']:,.0f}" for head, _ in all) + " |")


main()
