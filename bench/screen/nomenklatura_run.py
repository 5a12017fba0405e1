"""Asks nomenklatura the questions: its index finds candidates, one of its algorithms scores the first twenty.

python nomenklatura_run.py LINES QUESTIONS OUT_FOLDER: one file of answers for each algorithm. CPU seconds are of the whole
process, all threads. Run by run.sh in an environment of its own.
"""

import json
import logging
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import get_algorithm
from nomenklatura.store import MemoryStore
from nomenklatura.resolver import Linker

ALGORITHMS = ["logic-v1", "logic-v2"]
SCORED = 20
ALONE = 40  # questions that are also looked up one by one, for the time that one waits


def memory(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    return 0


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]


def main() -> None:
    logging.disable(logging.CRITICAL)
    lines, questions_file, out = map(Path, sys.argv[1:4])
    begun, begun_cpu = time.perf_counter(), time.process_time()
    dataset = Dataset.make({"name": "ofac", "title": "A list to measure with"})
    store = MemoryStore(dataset, Linker({}))
    with store.writer() as writer, open(lines, "rb") as file:
        for line in file:
            writer.add_entity(StatementEntity.from_data(dataset, json.loads(line), cleaned=True))
    view = store.view(dataset)
    index = Index(view, Path(tempfile.mkdtemp(dir=out)))
    index.build()
    built = {
        "build_seconds": time.perf_counter() - begun,
        "build_cpu_seconds": time.process_time() - begun_cpu,
    }

    asked = [json.loads(line) for line in open(questions_file, encoding="utf-8")]

    def entity(one: dict) -> StatementEntity:
        said = {"name": one["name"]} | one.get("beside", {})
        properties = {property: [value] for property, value in said.items()}
        data = {"id": f"question-{one['id']}", "schema": one["schema"], "properties": properties}
        return StatementEntity.from_data(dataset, data, cleaned=True)

    queries = {f"question-{one['id']}": entity(one) for one in asked}

    def look_up(some: list[StatementEntity]) -> dict[str, list[str]]:
        return {str(id): [str(c) for c, _ in found[:SCORED]] for id, found in index.match_entities(some)}

    look_up(list(queries.values())[:50])  # warm
    begun_cpu = time.process_time()
    # What stands in a table of its own is counted in no time.
    apart = {f"question-{one['id']}" for one in asked if one.get("apart")}
    counted = [query for id, query in queries.items() if id not in apart]
    found = look_up(counted)
    batch_seconds = time.process_time() - begun_cpu
    found |= look_up([queries[id] for id in apart])
    step = max(1, len(counted) // ALONE)
    alone = []
    for query in counted[::step]:
        begun_cpu = time.process_time()
        look_up([query])
        alone.append((time.process_time() - begun_cpu) * 1e3)

    for name in ALGORITHMS:
        algorithm = get_algorithm(name)
        config = algorithm.default_config()
        rounds = []
        # The first round fills caches and is not measured.
        for _ in range(2):
            answers, times, fetching = [], [], 0.0
            for one in asked:
                query = entity(one)
                begun_cpu = time.process_time()
                candidates = [view.get_entity(id) for id in found.get(query.id, [])]
                fetched = time.process_time()
                scored = [(c.id, algorithm.compare(query, c, config).score) for c in candidates]
                if query.id not in apart:
                    times.append((time.process_time() - fetched) * 1e3)
                    fetching += fetched - begun_cpu
                scored.sort(key=lambda one: -one[1])
                answers.append({"id": one["id"], "answers": scored, "candidates": found.get(query.id, [])})
            rounds.append((answers, times, fetching))
        answers, times, fetching = rounds[-1]
        pairs = sum(len(one["answers"]) for one in answers if f"question-{one['id']}" not in apart)
        scoring = sum(times) / 1e3
        figures = built | {
            "questions": len(counted),
            "questions_per_cpu_second": len(counted) / (batch_seconds + fetching + scoring),
            "first_round_questions_per_cpu_second": len(counted)
            / (batch_seconds + rounds[0][2] + sum(rounds[0][1]) / 1e3),
            "batch_look_ups_per_cpu_second": len(counted) / batch_seconds,
            "p50_ms": statistics.median(alone) + statistics.median(times),
            "p99_ms": quantile(alone, 0.99) + quantile(times, 0.99),
            "scoring_p50_ms": statistics.median(times),
            "scoring_p99_ms": quantile(times, 0.99),
            "rss_anon_bytes": memory("RssAnon"),
            "peak_bytes": memory("VmHWM"),
            "pairs": pairs,
            "pairs_per_cpu_second": pairs / scoring,
            "first_round_pairs_per_cpu_second": pairs / (sum(rounds[0][1]) / 1e3),
            "threshold": 0.7,
        }
        program = f"nomenklatura {version('nomenklatura')} {name}"
        with open(out / f"nomenklatura-{name}.jsonl", "w", encoding="utf-8") as file:
            for answer in answers:
                file.write(json.dumps(answer) + "\n")
            file.write(json.dumps({"figures": figures, "program": program}) + "\n")


main()
