"""Compares the answers of programs to the same questions: python compare.py QUESTIONS ANSWERS…, ours first.

Prints tables in Markdown. Needs nothing but Python.
"""

import json
import math
import sys


def read(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Program:
    def __init__(self, path: str, asked: list[dict]):
        *answers, last = read(path)
        self.name, self.figures = last["program"], last["figures"]
        by_id = {one["id"]: one for one in answers}
        # Equal scores stay in the order in which the program gave them.
        found = [(one, by_id[one["id"]]["answers"]) for one in asked]
        self.found = [(q, a) for q, a in found if not q.get("apart")]
        self.apart = [(q, a) for q, a in found if q.get("apart")]
        self.candidates = {one["id"]: one.get("candidates") for one in answers}

    def of(self, kind: str | None) -> list[tuple[dict, list]]:
        return [(q, a) for q, a in self.found if q["expected"] and kind in (None, q["kind"])]

    def within(self, kind: str | None, most: int) -> float:
        return share(any(id == q["expected"] for id, _ in a[:most]) for q, a in self.of(kind))

    def at_least(self, kind: str | None, score: float) -> float:
        """Of the questions that mean somebody, those that find it with that score."""
        return share(any(id == q["expected"] and s >= score for id, s in a) for q, a in self.of(kind))

    def alerts(self, score: float, kind: str | None = None) -> float:
        nobody = [a for q, a in self.found if not q["expected"] and kind in (None, q["kind"])]
        return share(bool(a) and a[0][1] >= score for a in nobody)

    def threshold_at(self, rate: float, kind: str | None = None) -> float:
        """The least score at which at most that share of the names on no list give an alert."""
        nobody = [a for q, a in self.found if not q["expected"] and kind in (None, q["kind"])]
        best = sorted((a[0][1] if a else 0.0 for a in nobody), reverse=True)
        return math.nextafter(best[math.floor(rate * len(best))], 2)

    def of_apart(self, kind: str) -> list[tuple[dict, list]]:
        return [(q, a) for q, a in self.apart if q["kind"] == kind]

    def first_right(self) -> list[float]:
        right = [a[0][1] for q, a in self.found if q["expected"] and a and a[0][0] == q["expected"]]
        return sorted(right, reverse=True)

    def precision_at(self, recall: float) -> float | None:
        """Of all alerts, those whose first answer is right, where the threshold gives that recall."""
        right = self.first_right()
        need = math.ceil(recall * len(self.of(None)))
        if need > len(right):
            return None
        threshold = right[need - 1]
        alerts = sum(1 for _, a in self.found if a and a[0][1] >= threshold)
        return sum(score >= threshold for score in right) / alerts


def share(which) -> float:
    which = list(which)
    return sum(which) / len(which) if which else 0.0


def shown(value: float, sort: str) -> str:
    if sort == "share":
        return f"{value:.3f}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value < 10 else f"{value:.0f}"


def table(programs: list[Program], head: str, rows: list[tuple[str, list, str]]) -> None:
    """Rows of a name, values and a sort: `share`, `more` (a ratio, more is better), `less`."""
    ratios = any(sort != "share" for _, _, sort in rows)
    print(f"\n| {head} | " + " | ".join(p.name for p in programs) + (" | ratio to each |" if ratios else " |"))
    print("| --- |" + " ---: |" * (len(programs) + ratios))
    for name, values, sort in rows:
        cells = ["–" if v is None else shown(v, sort) for v in values]
        ours, *others = values
        pairs = [(ours, v) if sort == "more" else (v, ours) for v in others if ours and v]
        ratio = "" if sort == "share" else ", ".join("× " + shown(a / b, sort) for a, b in pairs)
        print(f"| {name} | " + " | ".join(cells) + (f" | {ratio} |" if ratios else " |"))


def main() -> None:
    asked = read(sys.argv[1])
    programs = [Program(path, asked) for path in sys.argv[2:]]
    apart = list(dict.fromkeys(q["kind"] for q in asked if q.get("apart")))
    asked = [q for q in asked if not q.get("apart")]
    kinds = list(dict.fromkeys(q["kind"] for q in asked if q["expected"]))
    nobody = list(dict.fromkeys(q["kind"] for q in asked if not q["expected"]))
    count = {kind: sum(q["kind"] == kind for q in asked) for kind in kinds + nobody}
    each = lambda of: [of(p) for p in programs]

    rows = []
    for kind in [*kinds, None]:
        name = "all" if kind is None else f"{kind} ({count[kind]})"
        rows.append((f"{name}: first", each(lambda p: p.within(kind, 1)), "share"))
        rows.append((f"{name}: within ten", each(lambda p: p.within(kind, 10)), "share"))
    rows.append(("all: within twenty, before a threshold", each(lambda p: p.within(None, 20)), "share"))
    table(programs, "recall", rows)

    strict = {p.name: p.threshold_at(0.01) for p in programs}
    rows = [("threshold by default", each(lambda p: p.figures["threshold"]), "share")]
    rows += [("found at it", each(lambda p: p.at_least(None, p.figures["threshold"])), "share")]
    rows += [(f"alerts at it, {k} ({count[k]})", each(lambda p: p.alerts(p.figures["threshold"], k)), "share") for k in nobody]
    rows += [("threshold at 1 % false alerts", each(lambda p: strict[p.name]), "share")]
    rows += [("found at it", each(lambda p: p.at_least(None, strict[p.name])), "share")]
    rows += [(f"found at it, {k}", each(lambda p: p.at_least(k, strict[p.name])), "share") for k in kinds]
    for kind in nobody:
        alone = {p.name: p.threshold_at(0.01, kind) for p in programs}
        rows += [(f"threshold at 1 % of {kind.removeprefix('nobody: ')} alone", each(lambda p: alone[p.name]), "share")]
        rows += [("found at it", each(lambda p: p.at_least(None, alone[p.name])), "share")]
    least = min(len(p.first_right()) / len(p.of(None)) for p in programs)
    for recall in (0.5, 0.7, 0.8, math.floor(least * 100) / 100):
        rows.append((f"precision where {recall:.2f} are found first", each(lambda p: p.precision_at(recall)), "share"))
    table(programs, "thresholds", rows)

    rows = []
    for kind in apart:
        of = lambda p: p.of_apart(kind)
        name = f"{kind} ({len(of(programs[0]))})"
        right = lambda most, least: each(
            lambda p: share(any(id == q["expected"] and s >= least(p) for id, s in a[:most]) for q, a in of(p))
        )
        if kind.startswith("nobody"):
            alert = lambda least: each(lambda p: share(bool(a) and a[0][1] >= least(p) for _, a in of(p)))
            rows.append((f"{name}: alerts at .7", alert(lambda p: p.figures["threshold"]), "share"))
            rows.append((f"{name}: alerts at 1 %", alert(lambda p: strict[p.name]), "share"))
            continue
        rows.append((f"{name}: first", right(1, lambda p: 0), "share"))
        rows.append((f"{name}: found at .7", right(None, lambda p: p.figures["threshold"]), "share"))
        rows.append((f"{name}: found at 1 %", right(None, lambda p: strict[p.name]), "share"))
    if rows:
        table(programs, "other letters, other evidence", rows)

    def figure(title: str, key: str, sort: str, scale: float = 1.0) -> None:
        values = each(lambda p: p.figures.get(key) and p.figures[key] / scale)
        speeds.append((title, values, sort))

    speeds: list[tuple[str, list, str]] = []
    figure("questions per CPU-second", "questions_per_cpu_second", "more")
    figure("the same, first round", "first_round_questions_per_cpu_second", "more")
    figure("one question alone, median, CPU ms", "p50_ms", "less")
    figure("one question alone, p99, CPU ms", "p99_ms", "less")
    figure("the same with the default cutoff (ours .5): questions", "usual_questions_per_cpu_second", "more")
    figure("the same: one question alone, median, CPU ms", "usual_p50_ms", "less")
    figure("the same: p99, CPU ms", "usual_p99_ms", "less")
    figure("its scores without the look-up, median, CPU ms", "scoring_p50_ms", "less")
    figure("its scores without the look-up, p99, CPU ms", "scoring_p99_ms", "less")
    figure("pairs scored per CPU-second", "pairs_per_cpu_second", "more")
    figure("the same, first round", "first_round_pairs_per_cpu_second", "more")
    figure("pairs scored and explained per CPU-second", "pairs_explained_per_cpu_second", "more")
    figure("build, seconds", "build_seconds", "less")
    figure("build, CPU seconds", "build_cpu_seconds", "less")
    figure("open what was built, seconds", "open_seconds", "less")
    figure("RssAnon after all questions, MB", "rss_anon_bytes", "less", 1e6)
    table(programs, "speed and memory", speeds)


main()
