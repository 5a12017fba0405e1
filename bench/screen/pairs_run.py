"""Scores labelled pairs with nomenklatura: python pairs_run.py OUT PAIRS.csv… Run by pairs.sh in an environment of its own."""

import csv
import json
import logging
import sys
import time
from importlib.metadata import version
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.matching import get_algorithm

ALGORITHMS = ["logic-v1", "logic-v2"]


def is_latin(name: str) -> bool:
    def latin(c: str) -> bool:
        return c <= "\u024f" or "\u1e00" <= c <= "\u1eff" or c in "\u02bb\u02bc"

    return all(latin(c) for c in name if c.isalpha())


def main() -> None:
    logging.disable(logging.CRITICAL)
    dataset = Dataset.make({"name": "pairs", "title": "Pairs to measure with"})

    def entity(id: str, schema: str, name: str) -> StatementEntity:
        return StatementEntity.from_data(dataset, {"id": id, "schema": schema, "properties": {"name": [name]}}, cleaned=True)

    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for name in ALGORITHMS:
            algorithm = get_algorithm(name)
            config = algorithm.default_config()
            rounds = []
            # The first round fills caches and is not measured.
            for _ in range(2):
                scored, seconds = [], 0.0
                for path in map(Path, sys.argv[2:]):
                    file = "/".join(path.parts[-2:])
                    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
                        # Its caches know an entity by its identifier: each has its own.
                        one, two = (entity(f"{file}-{len(scored)}-{k}", row["schema"], row[f"name{k}"]) for k in (1, 2))
                        begun = time.process_time()
                        score = algorithm.compare(one, two, config).score
                        seconds += time.process_time() - begun
                        across = is_latin(row["name1"]) != is_latin(row["name2"])
                        same = row["is_match"] == "true"
                        scored.append({"file": file, "same": same, "across": across, "score": score})
                rounds.append((scored, seconds))
            scored, seconds = rounds[-1]
            for one in scored:
                out.write(json.dumps(one) + "\n")
            program = f"nomenklatura {version('nomenklatura')} {name}"
            out.write(json.dumps({"program": program, "threshold": 0.7, "pairs_per_cpu_second": len(scored) / seconds}) + "\n")


main()
