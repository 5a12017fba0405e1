# Sourced by run.sh and pairs.sh, with $here set: $work, a folder of its own; $bench, our program; $python, one that has
# nomenklatura. WORK, BENCH and PYTHON name others.
work=${WORK:-$(mktemp -d)}
mkdir -p "$work"
bench=${BENCH:-}
if [ -z "$bench" ]; then
  cargo build --quiet --release -p sousveil-bench --manifest-path "$here/../../Cargo.toml"
  bench=$here/../../target/release/sousveil-bench
fi
python=${PYTHON:-}
if [ -z "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet nomenklatura
  python=$work/venv/bin/python
fi
