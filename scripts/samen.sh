#!/bin/sh
# Two who change the same thing, at length, on a throwaway PostgreSQL (security.md D5, D6); prints its counts, and
# status 1 when anything was overwritten in silence, lost or there twice.
#
#     scripts/samen.sh paren [PAIRS]        two open and save one plan, goal or case in every order (10000)
#     scripts/samen.sh lijsten [ENTRIES] [--seconden 1800]   eight processes append to twelve lists at the same time
#
# SQLITE=ja takes a file of SQLite instead. This PostgreSQL does not wait for its disk: who may save is decided by locks
# and versions, and that nothing is lost when the power goes is for `make faults`.
set -eu
cd "$(dirname "$0")/.."
case ${1:-} in
    paren) default=10000 ;;
    lijsten) default=1000000 ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
. scripts/begin.sh
prepare test
aside
export POSTGRES_OPTIONS="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB"
if [ -n "${SQLITE:-}" ]; then own_sqlite; else own_postgresql; fi
what=$1 number=${2:-$default}
shift "$(($# < 2 ? $# : 2))"
.venv/bin/python -m tests.samen "$what" "$number" "$@"
