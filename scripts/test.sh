#!/bin/sh
# All tests: on SQLite, what asks for a database on a throwaway PostgreSQL at the same time, and the journeys in
# Chromium after each of the two.
#
#     scripts/test.sh              everything (make test)
#     scripts/test.sh sqlite|postgresql|browser [pytest options]   one part
#     scripts/test.sh matrix       the permission matrix in full, on SQLite
#
# The last line is pytest's own.
set -eu
cd "$(dirname "$0")/.."
part=${1:-all}
[ $# = 0 ] || shift

scripts/system.sh test
scripts/setup.sh test

scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
chmod 755 "$scratch" # PostgreSQL runs as another user when we are root
trap 'scripts/postgres.sh stop "$scratch/postgresql"; rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Tests decide for themselves: nothing of the caller's settings leaks in.
for name in $(env | sed -n 's/^\(KEUKENTAFEL_[A-Z_]*\)=.*/\1/p'); do
    case $name in KEUKENTAFEL_SLEUTEL_*) ;; *) unset "$name" ;; esac
done
unset DATABASE_URL
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
export CHROMIUM

run() {
    echo "== $1"
    shift
    .venv/bin/python -m pytest --durations=25 --durations-min=2 "$@" </dev/null
}

on_sqlite() {
    run "on SQLite" -m "not browser and not postgresql" "$@"
}

on_postgresql() {
    DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql")
    export DATABASE_URL
    run "on PostgreSQL" -m "not browser and not sqlite" "$@"
    unset DATABASE_URL
    scripts/postgres.sh stop "$scratch/postgresql"
}

in_browser() {
    run "journeys in Chromium" -m browser "${@:-tests}"
}

# Two processors: SQLite on one, PostgreSQL on the other, and then on each about half of what needs Chromium: the
# walk over every screen and what stands outside tests/browser; the rest of tests/browser.
all() {
    walk=tests/browser/test_every_screen.py
    { on_postgresql; in_browser tests/browser --ignore="$walk"; } >"$scratch/other.txt" 2>&1 &
    other=$!
    status=0
    on_sqlite || status=1
    in_browser tests --ignore=tests/browser || status=1
    in_browser "$walk" || status=1
    wait "$other" || status=1
    cat "$scratch/other.txt"
    return "$status"
}

case $part in
    all) all ;;
    sqlite) on_sqlite "$@" ;;
    postgresql) on_postgresql "$@" ;;
    browser) in_browser "$@" ;;
    matrix)
        export KEUKENTAFEL_MATRIX=heel
        run "the permission matrix in full" tests/toegang -s "$@"
        ;;
    *) echo "unknown part: $part" >&2; exit 2 ;;
esac
