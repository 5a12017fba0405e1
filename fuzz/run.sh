#!/usr/bin/env bash
# fuzz/run.sh TARGET SECONDS: runs one target and goes on from where the last run ended.
#
# What was learnt is kept in the folder SOUSVEIL_FUZZ (default: corpus/ beside this script, which git passes over):
# TARGET/ holds the bytes that reach new code, found/ the ones that broke something, log.tsv one line a run: when,
# target, seconds of processor time, executions, edges reached, what was found.
# It uses the lowest priority. Build first: cargo +nightly fuzz build -O -s none
set -euo pipefail
cd "$(dirname "$0")"
target=${1:?a target: $(ls fuzz_targets | sed 's/\.rs$//' | xargs)}
seconds=${2:?how many seconds}
shift 2
place=${SOUSVEIL_FUZZ:-$PWD/corpus}
binary=${SOUSVEIL_FUZZ_BIN:-target/x86_64-unknown-linux-gnu/release}/$target
mkdir -p "$place/$target" "$place/found"

# Readers that want files get them in memory, where that is possible.
[ -w /dev/shm ] && scratch=$(mktemp -d -p /dev/shm sousveil-fuzz.XXXXXX) || scratch=$(mktemp -d)
log=$(mktemp)
trap 'rm -rf "$scratch" "$log"' EXIT

dictionary=()
[ -f "dictionaries/$target.dict" ] && dictionary=("-dict=dictionaries/$target.dict")
clock=$(mktemp)
trap 'rm -rf "$scratch" "$log" "$clock"' EXIT
status=0
# Computed time, not the clock's: a target that waits for its turn is not at work.
TIMEFORMAT='%0U %0S'
{ time TMPDIR=$scratch nice -n 19 "$binary" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$place/found/$target-" "${dictionary[@]}" "$@" \
    "$place/$target" "seeds/$target" >"$log" 2>&1; } 2>"$clock" || status=$?
took=$(awk 'END { print $1 + $2 }' "$clock")

runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
edges=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -1)
found=$(sed -n 's/.*Test unit written to //p' "$log" | xargs -r -n1 basename | xargs)
printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%FT%TZ)" "$target" "$took" "${runs:-0}" "${edges:-0}" "${found:--}" \
    | tee -a "$place/log.tsv"
if [ "$status" != 0 ]; then
    grep -E -A3 'panicked|ERROR|SUMMARY' "$log" | tail -20 >&2 || true
fi
exit "$status"
