#!/bin/sh
# Prove the decision who may see what; see docs/adr/0025. Prints how many were tried, status 1 at a difference.
#
#     scripts/policy.sh cedar [DECISIONS [SEED]]      the same decisions in Cedar (1000000)
#     scripts/policy.sh mutants                       every small change of the policy is noticed
#     scripts/policy.sh worlds [WORLDS [SEED]]        a list shows what the decision allows, in random worlds (100000)
#     scripts/policy.sh sequences [SEQUENCES [SEED]]  after 50 random steps nobody sees more than he may (10000)
#     scripts/policy.sh destruction [WORLDS [SEED]]   a destruction list has exactly what may go (10000)
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
what=${1:-}
seed=${3:-1}
case $what in
    cedar) exec "$python" -m tests.toegang.cedar --decisions "${2:-1000000}" --seed "$seed" ;;
    mutants) exec "$python" -m tests.toegang.mutanten ;;
    worlds) KEUKENTAFEL_WERELDEN=${2:-100000} KEUKENTAFEL_ZAAD=$seed exec "$python" -m pytest -q -s -p no:cacheprovider \
        tests/casussen/test_zichtbaar.py -k many_users ;;
    sequences) KEUKENTAFEL_REEKSEN=${2:-10000} KEUKENTAFEL_ZAAD=$seed exec "$python" -m pytest -q -s -p no:cacheprovider \
        tests/casussen/test_reeksen.py ;;
    destruction) KEUKENTAFEL_WERELDEN=${2:-10000} KEUKENTAFEL_ZAAD=$seed exec "$python" -m pytest -q -s \
        -p no:cacheprovider tests/privacy/test_vernietigwerelden.py ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
