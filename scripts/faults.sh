#!/bin/sh
# Let something go wrong, again and again, while people write through the real server; see docs/adr/0029.
#
#     scripts/faults.sh run --seconden 600 [--database sqlite|postgresql] [--soorten stroom,kill_server]
#     scripts/faults.sh failover --keren 50   two nodes under Patroni
#     scripts/faults.sh total      what all runs of docs/storingen.csv did together; status 1 when anything was lost
#
# As root on Linux with /dev/fuse. Nothing of it listens to the outside.
set -eu
cd "$(dirname "$0")/.."
[ "${1:-}" = total ] || { scripts/system.sh test && scripts/setup.sh test; }
if [ "${1:-}" = failover ]; then
    patroni="${KEUKENTAFEL_VAR:-var}/patroni"
    if ! cmp -s requirements/patroni.txt "$patroni/requirements.txt"; then
        echo "Installing Patroni in $patroni (once)"
        rm -rf "$patroni"
        mkdir -p "$patroni"
        .venv/bin/python -m pip install --quiet --require-hashes --no-deps --target "$patroni" -r requirements/patroni.txt </dev/null
        cp requirements/patroni.txt "$patroni/requirements.txt"
    fi
fi
exec .venv/bin/python -m scripts.faults "$@"
