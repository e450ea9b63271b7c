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
scripts/system.sh run
scripts/setup.sh runtime
scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export KEUKENTAFEL_VAR="$scratch/var" KEUKENTAFEL_DEMO=ja KEUKENTAFEL_TEMPO=nee DJANGO_SETTINGS_MODULE=config.settings
unset DATABASE_URL
scripts/setup.sh runtime # keys of its own
if [ "${1:-}" = --refresh ]; then
    cases=${2:?how many cases?}
    scripts/system.sh test
    chmod 755 "$scratch"
    if [ "${3:-}" = --keep ]; then
        cluster=${4:?which directory?}/postgresql
        export KEUKENTAFEL_VAR="$4/var"
        trap 'scripts/postgres.sh pause "$cluster"; rm -rf "$scratch"' EXIT
    else
        cluster=$scratch/postgresql
        trap 'scripts/postgres.sh stop "$cluster"; rm -rf "$scratch"' EXIT
    fi
    # As docs/productie.md advises for a large import: room for its log between two checkpoints.
    export POSTGRES_OPTIONS="-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min"
    DATABASE_URL=$(scripts/postgres.sh start "$cluster")
    export DATABASE_URL
    .venv/bin/python -m keukentafel migrate --no-input --verbosity 0
    .venv/bin/python -m scripts.bench.verversen "$cases" --database-pid "$(head -n 1 "$cluster/data/postmaster.pid")"
    exit
fi
.venv/bin/python -m keukentafel migrate --no-input --verbosity 0
.venv/bin/python -m scripts.bench.inzicht "$@"
