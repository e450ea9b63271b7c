#!/bin/sh
# Two who change the same thing, at length, on a throwaway PostgreSQL (security.md D5, D6); prints its counts, and
# status 1 when anything was overwritten in silence, lost or there twice.
#
#     scripts/samen.sh paren [PAIRS]        two open and save one plan, goal or case in every order (10000)
#     scripts/samen.sh lijsten [ENTRIES]    four processes append to six lists at the same time (1000000)
#
# SQLITE=ja takes a file of SQLite instead.
set -eu
cd "$(dirname "$0")/.."
case ${1:-} in
    paren) default=10000 ;;
    lijsten) default=1000000 ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
. scripts/begin.sh
prepare test
aside
if [ -n "${SQLITE:-}" ]; then own_sqlite; else own_postgresql; fi
.venv/bin/python -m tests.samen "$1" "${2:-$default}"
