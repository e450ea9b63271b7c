#!/bin/sh
# Load as in production: gunicorn under the application's role, the wall and the log on, keys in the environment.
#
#     scripts/belasting.sh [--keep DIR] rit   [--seconds 1800] [--rate 10] [--staff 100] [--lines 22000000]
#     scripts/belasting.sh [--keep DIR] trap  [--step-seconds 30] [--rates 10,20,30,40,50,60,80,100]
#     scripts/belasting.sh [--keep DIR] buren [--rate 2] [--turns 4] [--turn-seconds 30]
#
# With --keep the city stays in DIR (an absolute path; one of scripts/bench.sh will do) and is there the next time;
# otherwise one is built and thrown away (--cases 100000). `rit` ends with status 1 when a limit of security.md 7.3 is
# passed, an answer was wrong, memory grew, a page of somebody is not in the log, or an acknowledged row is not there.
# Every request stands in var/belasting/*.csv afterwards.
set -eu
cd "$(dirname "$0")/.."
keep=""
[ "${1:-}" != --keep ] || { keep=$2; shift 2; }
what=${1:-}
case $what in rit | trap | buren) ;; *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
. scripts/begin.sh
prepare test
aside "$keep"
own_postgresql
ports=$(free_ports 2)

KEUKENTAFEL_STATISCH_GEBUNDELD=ja keukentafel collectstatic --no-input --verbosity 0
# shellcheck disable=SC2086  # two ports
.venv/bin/python -m scripts.belasting "$@" --ports $ports --database-pid "$database_pid"
