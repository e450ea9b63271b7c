#!/bin/sh
# Measure the whole of Inzicht beside the bare engine, on synthetic cities in Parquet; see scripts/bench/inzicht.py.
#
#     scripts/bench_inzicht.sh [--cases 100000 1000000] [--runs 3] [--keep DIR]
#     scripts/bench_inzicht.sh --refresh 10000
#
# The million takes about 1 GB of disk and 3 GB of memory. No database is loaded: an empty one gives the code lists. The
# second loads a throwaway PostgreSQL and brings a momentopname of it up to date; see scripts/bench/verversen.py.
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
    scripts/system.sh test
    chmod 755 "$scratch"
    trap 'scripts/postgres.sh stop "$scratch/postgresql"; rm -rf "$scratch"' EXIT
    DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql")
    export DATABASE_URL
    .venv/bin/python -m keukentafel migrate --no-input --verbosity 0
    .venv/bin/python -m scripts.bench.verversen "$2" \
        --database-pid "$(head -n 1 "$scratch/postgresql/data/postmaster.pid")"
    exit
fi
.venv/bin/python -m keukentafel migrate --no-input --verbosity 0
.venv/bin/python -m scripts.bench.inzicht "$@"
