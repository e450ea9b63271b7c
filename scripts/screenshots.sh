#!/bin/sh
# Pictures of every screen, from a fresh demo of its own, into docs/screens.
#
#     scripts/screenshots.sh [NAME …]     only these screens of screens.toml
set -eu
cd "$(dirname "$0")/.."
scripts/system.sh test
scripts/setup.sh test

scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
KEUKENTAFEL_VAR="$scratch" PORT="$port" scripts/run.sh >"$scratch/log" 2>&1 </dev/null &
server=$!
for _ in $(seq 600); do
    if python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/toegang/login/')" 2>/dev/null; then
        DJANGO_SETTINGS_MODULE=config.settings PYTHONPATH=. CHROMIUM=$(scripts/system.sh chromium) \
            .venv/bin/python scripts/screenshots.py "http://127.0.0.1:$port" "$@" && exit
        break
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.5
done
cat "$scratch/log" >&2
exit 1
