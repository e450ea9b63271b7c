#!/bin/sh
# All tests: on SQLite, and at the same time what asks for a database on a throwaway PostgreSQL, and the journeys in
# Chromium.
#
#     scripts/test.sh              everything (make test)
#     scripts/test.sh sqlite|postgresql|browser [pytest options]   one part
#     scripts/test.sh matrix       the permission matrix in full, on SQLite
#     scripts/test.sh gemeenten [schrijf]   each demo municipality out, in and out again, and all its reports, on both
#                                  databases; `schrijf` keeps what its reports are now
#     scripts/test.sh timing       how long it takes to hear nothing of what is shielded: 2,000 pairs per door
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
trap 'stop_runs later; exit 130' INT # Ctrl-C of a terminal reaches every run by itself
trap 'stop_runs now; exit 143' TERM

# Tests decide for themselves: nothing of the caller's settings leaks in.
for name in $(env | sed -n 's/^\(KEUKENTAFEL_[A-Z_]*\)=.*/\1/p'); do
    case $name in KEUKENTAFEL_SLEUTEL_*) ;; *) unset "$name" ;; esac
done
unset DATABASE_URL
CHROMIUM=$(scripts/system.sh chromium || true)
export CHROMIUM
unset PYTHONDONTWRITEBYTECODE # a run is a dozen processes: each would compile the product and the tests anew

# A shell lets what it runs in the background ignore Ctrl-C: pytest gets it back, so that it ends in order. The shell
# waits in the background for the foreground too: only then it hears a signal at once.
run() {
    echo "== $1"
    shift
    env --default-signal=INT .venv/bin/python -m pytest --durations=25 --durations-min=2 "$@" </dev/null &
    child=$!
    touch "$scratch/run.$child"
    outcome=0
    wait "$child" || outcome=$?
    rm -f "$scratch/run.$child"
    return "$outcome"
}

# Ends every run that is still there: in order where it can, with force where it must.
stop_runs() {
    trap '' INT TERM
    [ "$1" = now ] || settled 3 || true
    send INT
    settled 10 || send KILL
    wait || true
}

send() {
    for each in "$scratch"/run.*; do kill -s "$1" "${each##*.}" 2>/dev/null || rm -f "$each"; done
}

settled() {
    for second in $(seq "$1"); do
        send 0
        [ -n "$(find "$scratch" -maxdepth 1 -name 'run.*')" ] || return 0
        sleep 1
    done
    return 1
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

# Three at once for two processors: each of them waits now and then, for a disk, for PostgreSQL or for Chromium.
all() {
    in_browser >"$scratch/browser.txt" 2>&1 &
    browser=$!
    on_postgresql >"$scratch/postgresql.txt" 2>&1 &
    postgresql=$!
    status=0
    on_sqlite || status=1
    wait "$postgresql" || status=1
    cat "$scratch/postgresql.txt"
    wait "$browser" || status=1
    cat "$scratch/browser.txt"
    return "$status"
}

case $part in
    all) all ;;
    sqlite) on_sqlite "$@" ;;
    postgresql) on_postgresql "$@" ;;
    browser) in_browser "$@" ;;
    matrix)
        export KEUKENTAFEL_MATRIX=heel
        on_sqlite tests/toegang -s "$@"
        ;;
    timing)
        export KEUKENTAFEL_PAREN=2000
        run "the time of what may not be known" tests/toegang/test_tijdverschil.py -s "$@"
        ;;
    gemeenten)
        KEUKENTAFEL_GEMEENTEN=${1:-alle}
        export KEUKENTAFEL_GEMEENTEN
        on_sqlite tests/gemeenten/test_heen_en_weer.py
        KEUKENTAFEL_GEMEENTEN=alle
        on_postgresql tests/gemeenten/test_heen_en_weer.py
        ;;
    *) echo "unknown part: $part" >&2; exit 2 ;;
esac
