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
scripts/system.sh test
scripts/setup.sh test

if [ -n "$keep" ]; then
    scratch=$keep
    mkdir -p "$scratch"
    trap 'scripts/postgres.sh pause "$scratch/postgresql"' EXIT
else
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
    trap 'scripts/postgres.sh stop "$scratch/postgresql"; rm -rf "$scratch"' EXIT
fi
chmod 755 "$scratch"
trap 'exit 130' INT
trap 'exit 143' TERM

export KEUKENTAFEL_VAR="$scratch/var" KEUKENTAFEL_DEMO=ja KEUKENTAFEL_TEMPO=nee
scripts/setup.sh test # keys of its own
pid=""
# As docs/productie.md advises for a large import: room for its log between two checkpoints.
[ -z "$pakket" ] || export POSTGRES_OPTIONS="-c shared_buffers=512MB -c max_wal_size=4GB -c checkpoint_timeout=15min"
case $database in
    postgresql)
        DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql")
        export DATABASE_URL
        pid="--database-pid $(head -n 1 "$scratch/postgresql/data/postmaster.pid")"
        ;;
    sqlite) unset DATABASE_URL ;;
    *) echo "unknown database: $database" >&2; exit 2 ;;
esac
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
.venv/bin/python -m keukentafel migrate --no-input --verbosity 0
if [ -n "$pakket" ]; then # an exchange package of so many cases: in, again, and out
    # shellcheck disable=SC2086  # an option and its value
    DJANGO_SETTINGS_MODULE=config.settings .venv/bin/python -m scripts.bench.pakket "$pakket" $pid
    exit
fi
# shellcheck disable=SC2086  # an option and its value
.venv/bin/python -m scripts.bench --port "$port" $pid "$@"
