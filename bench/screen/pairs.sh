#!/bin/sh
# Labelled pairs of names, side by side with nomenklatura: bench/screen/pairs.sh [PAIRS.csv…]
# Without files: those of the screening's tests. A file needs the columns schema, name1, name2, is_match.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here/../../crates/screen/tests/data/pairs.csv" "$here/../../crates/screen/tests/data/fresh.csv"
. "$here/setup.sh"
"$bench" screen pairs "$@" --out "$work/pairs-sousveil.jsonl"
"$python" "$here/pairs_run.py" "$work/pairs-nomenklatura.jsonl" "$@"
python3 "$here/pairs_compare.py" "$work/pairs-sousveil.jsonl" "$work/pairs-nomenklatura.jsonl"
