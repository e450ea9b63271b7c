#!/bin/sh
# Attack the product in this checkout, on this machine, as docs/aanvallen.md tells. Each run counts what it tries itself
# and adds a row to docs/aanvallen.csv. Status 1 at a server error or a finding.
#
#     scripts/attack.sh                          every harness, each with a new seed (make attack)
#     scripts/attack.sh HARNESS [INPUTS [SEED]]  one of them; with -pg behind its name on a throwaway PostgreSQL
#     scripts/attack.sh atheris [INPUTS [SEED]]  the readers, led by what they cover (Python 3.11 on x86-64)
#     scripts/attack.sh totals                   the sums of the ledger
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
KEUKENTAFEL_GROOTBOEK=${KEUKENTAFEL_GROOTBOEK-$PWD/docs/aanvallen.csv}
export KEUKENTAFEL_GROOTBOEK

# run HARNESS INPUTS SEED
run() {
    case $1 in *-pg) on_postgresql "${1%-pg}" "$2" "$3"; return ;; esac
    test -f "tests/aanval/test_$1.py" || { echo "unknown harness: $1" >&2; return 2; }
    KEUKENTAFEL_AANTAL=$2 KEUKENTAFEL_ZAAD=$3 "$python" -m pytest -q -s -p no:cacheprovider -m "" "tests/aanval/test_$1.py"
}

on_postgresql() {
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
    chmod 755 "$scratch" # PostgreSQL runs as another user when we are root
    trap 'scripts/postgres.sh stop "$scratch/postgresql"; rm -rf "$scratch"' EXIT
    DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql")
    export DATABASE_URL
    outcome=0
    run "$1" "$2" "$3" || outcome=$?
    unset DATABASE_URL
    scripts/postgres.sh stop "$scratch/postgresql"
    rm -rf "$scratch"
    return "$outcome"
}

# Led by coverage: atheris lies outside the product's requirements, at one version with its hash.
led() {
    there=${KEUKENTAFEL_VAR:-var}/gereedschap/atheris
    [ -d "$there/atheris" ] || python3 -m pip install --quiet --no-deps --require-hashes --target "$there" \
        --requirement scripts/atheris.txt
    PYTHONPATH=$there "$python" -m tests.aanval.sturen "$1" "$2"
}

# How many inputs each harness tries when nobody says.
often() {
    sed -n "s/^$1 //p" tests/aanval/aantallen.txt
}

what=${1:-all}
seed=${3:-$(date +%s)}
case $what in
    atheris) led "${2:-100000}" "$seed" ;;
    totals) exec "$python" -m tests.aanval.telling ;;
    all)
        status=0
        for harness in $(sed 's/ .*//' tests/aanval/aantallen.txt); do
            run "$harness" "$(often "$harness")" "$seed" || status=1
        done
        "$python" -m tests.aanval.telling
        exit "$status"
        ;;
    *) run "$what" "${2:-$(often "$what")}" "$seed" ;;
esac
