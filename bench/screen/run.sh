#!/bin/sh
# Screening side by side with nomenklatura: bench/screen/run.sh OFAC_FOLDER [TIMES [QUESTIONS_OF_A_KIND]]
# OFAC_FOLDER holds sdn.csv, alt.csv and add.csv as OFAC publishes them. Needs Python 3.11 and a C++ compiler with ICU
# for PyICU, which nomenklatura builds on. Everything is made in a folder of its own, which is named at the end.
set -eu
list=$1
times=${2:-1}
questions=${3:-60}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/setup.sh"
"$bench" screen make "$list/sdn.csv" "$list/alt.csv" "$list/add.csv" \
  --times "$times" --questions "$questions" --lines "$work/lines.ftm.json" --asked "$work/questions.jsonl"
"$bench" screen compile "$work/lines.ftm.json" --out "$work/snapshot" >"$work/built.json"
"$bench" screen ask "$work/snapshot" "$work/questions.jsonl" --built "$work/built.json" --out "$work/sousveil.jsonl"
"$python" "$here/nomenklatura_run.py" "$work/lines.ftm.json" "$work/questions.jsonl" "$work"
python3 "$here/compare.py" "$work/questions.jsonl" "$work/sousveil.jsonl" \
  "$work/nomenklatura-logic-v1.jsonl" "$work/nomenklatura-logic-v2.jsonl" >"$work/report.md"
cat "$work/report.md"
echo "answers and figures: $work" >&2
