#!/bin/sh
# The product's virus scan against a real clamd (Debian: clamav-daemon), with a list of signatures of our own that knows
# the test file of eicar.org and nothing else: no list is fetched. Prints what was asked and answered; status 1 when one
# answer is not what it should be.
#
#     scripts/virusproef.sh
set -eu
cd "$(dirname "$0")/.."
command -v clamd >/dev/null 2>&1 || { echo "needs clamd: apt-get install --no-install-recommends clamav-daemon" >&2; exit 1; }

scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
clamd=""
trap '[ -z "$clamd" ] || kill "$clamd" 2>/dev/null || true; rm -rf "$scratch"' EXIT
mkdir "$scratch/lijst"
echo "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Proef" > "$scratch/lijst/eigen.hdb" # MD5 and size of the test file
cat > "$scratch/clamd.conf" <<END
LocalSocket $scratch/clamd.ctl
DatabaseDirectory $scratch/lijst
TemporaryDirectory $scratch
Foreground yes
StreamMaxLength 20M
END
clamd -c "$scratch/clamd.conf" >"$scratch/log" 2>&1 &
clamd=$!
for _ in $(seq 600); do
    [ -S "$scratch/clamd.ctl" ] && break
    kill -0 "$clamd" 2>/dev/null || { cat "$scratch/log" >&2; exit 1; }
    sleep 0.1
done
KEUKENTAFEL_VIRUSSCANNER="$scratch/clamd.ctl" .venv/bin/python -m scripts.virusproef "$clamd"
