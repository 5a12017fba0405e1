"""Checks addresses with MVT's own indicators module, without network: mvt_check.py FOLDER urls.tsv > found.json"""

import json
import logging
import pathlib
import sys
import time

from mvt.common.indicators import Indicators

logging.disable(logging.CRITICAL)
folder, rows = sys.argv[1], [line.rstrip("\n").split("\t") for line in open(sys.argv[2])]
begun = time.perf_counter()
indicators = Indicators(logging.getLogger("bench"))
indicators.load_indicators_files([str(path) for path in sorted(pathlib.Path(folder).rglob("*.stix2"))], load_default=False)
loaded = time.perf_counter()
# Earlier versions call it otherwise.
check = getattr(indicators, "check_url", None) or indicators.check_domain
found = [check(address) is not None for address, _ in rows]
ended = time.perf_counter()
print(json.dumps({"load": loaded - begun, "check": ended - loaded, "indicators": indicators.total_ioc_count, "found": found}))
