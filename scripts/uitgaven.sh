#!/bin/sh
# Bring the filled database of each release to now, killed in every migration on the way and run again (security.md
# D10): every row and every month as before, the log sound. Status 1 when not.
#
#     scripts/uitgaven.sh [--hoogstens 5]      each release of tests/uitgaven; break off at most so often
#     scripts/uitgaven.sh sqlite|postgresql [RELEASE] [--hoogstens 5]      one database
set -eu
cd "$(dirname "$0")/.."
. scripts/begin.sh
prepare test
aside
export TMPDIR="$scratch"

on_sqlite() {
    DATABASE_URL="sqlite:///$scratch/leeg.sqlite3" .venv/bin/python -m tests.uitgaven "$@"
}

on_postgresql() {
    DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql") .venv/bin/python -m tests.uitgaven "$@"
}

case ${1:-} in
    sqlite | postgresql)
        database=$1
        shift
        "on_$database" "$@"
        ;;
    *)
        status=0
        on_sqlite "$@" || status=1
        on_postgresql "$@" || status=1
        exit "$status"
        ;;
esac
