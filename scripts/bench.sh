#!/bin/sh
# Load a city into an own database and measure each screen; see scripts/bench/__main__.py.
#
#     scripts/bench.sh [--database postgresql|sqlite] [--keep DIR] [--cases 100000] [--notes 16] [--users 4]
#                      [--pakket 100000] [--requests 200] [--runs 3] [--times 10]
#
# With --keep the city stays in DIR (an absolute path) and is there the next time; otherwise it is thrown away.
set -eu
cd "$(dirname "$0")/.."
database=postgresql
keep=""
pakket=""
while :; do
    case ${1:-} in
        --database) database=$2 ;;
        --keep) keep=$2 ;;
        --pakket) pakket=$2 ;;
        *) break ;;
    esac
    shift 2
done
. scripts/begin.sh
prepare test
aside "$keep"
export KEUKENTAFEL_TEMPO=nee
pid=""
# As docs/productie.md advises for a large import: room for its log between two checkpoints.
[ -z "$pakket" ] || export POSTGRES_OPTIONS="-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min"
case $database in
    postgresql)
        own_postgresql
        pid="--database-pid $database_pid"
        ;;
    sqlite) own_sqlite ;;
    *) echo "unknown database: $database" >&2; exit 2 ;;
esac
if [ -n "$pakket" ]; then # an exchange package of so many cases: in, again, and out
    # shellcheck disable=SC2086  # an option and its value
    .venv/bin/python -m scripts.bench.pakket "$pakket" $pid
    exit
fi
# shellcheck disable=SC2086  # an option and its value
.venv/bin/python -m scripts.bench --port "$(free_ports 1)" $pid "$@"
