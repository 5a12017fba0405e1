#!/usr/bin/env bash
# Loads published STIX bundles and checks addresses, with sousveil and with MVT, one after the other on one machine.
#   bench/inspect/run.sh FOLDER_OF_BUNDLES [NUMBER]
# PYTHON is a Python that has `mvt` (pip install mvt); SOUSVEIL the program, built with --release.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 number=${2:-100000}
python=${PYTHON:-python3} program=${SOUSVEIL:-$here/../../target/release/sousveil}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" "$here/urls.py" "$folder" "$number" >"$work/urls.tsv"
cut -f1 "$work/urls.tsv" >"$work/urls.txt"
"$python" "$here/mvt_check.py" "$folder" "$work/urls.tsv" >"$work/mvt.json"
export SOUSVEIL_INDICATORS=$work/packs SOUSVEIL_DATA=${SOUSVEIL_DATA:-$work/compiled}
seconds() { # seconds COMMAND…: how long it takes by the clock; finding something is no failure
    local begun=$EPOCHREALTIME
    "$@" >/dev/null 2>&1 || [ $? = 1 ]
    echo "$EPOCHREALTIME - $begun" | bc
}
mkdir "$work/bundles"
find "$folder" -name '*.stix2' | while read -r bundle; do cp "$bundle" "$work/bundles/$(echo "$bundle" | tr / _)"; done
import=$(seconds "$program" indicators import "$work/bundles" --name public)
"$program" inspect --url https://example.org/ >/dev/null 2>&1 || true # makes what is kept between runs
median() { # median COMMAND…: the middle one of five such times
    for _ in 1 2 3 4 5; do seconds "$@"; done | sort -n | sed -n 3p
}
one=$(median "$program" inspect --url https://example.org/)
all=$(median "$program" inspect "$work/urls.txt")
"$program" inspect --json "$work/urls.txt" >"$work/ours.json" 2>/dev/null || true
"$python" "$here/compare.py" "$work/urls.tsv" "$work/mvt.json" "$work/ours.json" "$import" "$one" "$all"
