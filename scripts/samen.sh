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
scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
chmod 755 "$scratch"
trap 'scripts/postgres.sh stop "$scratch/postgresql"; rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM
export KEUKENTAFEL_DEMO=ja DJANGO_SETTINGS_MODULE=config.settings
if [ -n "${SQLITE:-}" ]; then
    DATABASE_URL="sqlite:///$scratch/samen.sqlite3"
else
    DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql")
fi
export DATABASE_URL
.venv/bin/python -m keukentafel migrate --no-input --verbosity 0
.venv/bin/python -m tests.samen "$1" "${2:-$default}"
