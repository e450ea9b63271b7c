#!/bin/sh
# The demo: set up what is missing, load it into var/keukentafel.sqlite3 once, and serve it on this machine only.
set -eu
cd "$(dirname "$0")/.."
port=${PORT:-8000}

scripts/system.sh run
scripts/setup.sh runtime

"${PYTHON:-python3}" - "$port" <<'PY' || exit 1
import socket, sys
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except (OSError, ValueError, OverflowError) as error:
        sys.exit(f"Port {sys.argv[1]} cannot be used ({error}). Choose another: make run PORT=8080")
PY

# The demo never touches another database than its own, whatever the environment says.
unset DATABASE_URL
umask 077
export KEUKENTAFEL_DEMO=ja
.venv/bin/python -m keukentafel migrate --no-input --verbosity 0
.venv/bin/python -m keukentafel demo --als-leeg --adres "http://127.0.0.1:$port"
.venv/bin/python -m keukentafel inzicht --als-nodig >/dev/null & # the figures of Inzicht come a little later
echo "Stop with Ctrl-C."
exec .venv/bin/python -m gunicorn -c python:config.server config.wsgi:application --bind "127.0.0.1:$port" \
    --workers 2 --log-level warning
