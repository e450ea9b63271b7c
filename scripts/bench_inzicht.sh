#!/bin/sh
# Measure the whole of Inzicht beside the bare engine, on synthetic cities in Parquet; see scripts/bench/inzicht.py.
#
#     scripts/bench_inzicht.sh [--cases 100000 1000000] [--runs 3] [--keep DIR]
#     scripts/bench_inzicht.sh --refresh 10000 [--keep DIR]
#
# The million takes about 1 GB of disk and 3 GB of memory. No database is loaded: an empty one gives the code lists. The
# second loads a throwaway PostgreSQL and brings a momentopname of it up to date; see scripts/bench/verversen.py. With
# --keep it takes the city that scripts/bench.sh --keep left in DIR (an absolute path) instead, and saves objects in it.
set -eu
cd "$(dirname "$0")/.."
. scripts/begin.sh
if [ "${1:-}" = --refresh ]; then
    cases=${2:?how many cases?}
    [ "${3:-}" != --keep ] || keep=${4:?which directory?}
    prepare test
    aside "${keep:-}"
    # As docs/productie.md advises for a large import: room for its log between two checkpoints.
    export KEUKENTAFEL_TEMPO=nee POSTGRES_OPTIONS="-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min"
    own_postgresql
    .venv/bin/python -m scripts.bench.verversen "$cases" --database-pid "$database_pid"
    exit
fi
prepare run
aside
export KEUKENTAFEL_TEMPO=nee
own_sqlite
.venv/bin/python -m scripts.bench.inzicht "$@"
