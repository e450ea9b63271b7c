#!/bin/sh
# What others notice of somebody who sends slowly ("slowloris"): a real server with the demo, and who works in it.
#
#     scripts/traag.sh [SECONDS]             with the worker of config/server.py (20 seconds per part)
#     scripts/traag.sh [SECONDS] gthread     with gunicorn's own worker: shows that the measurement can fail
#
# Prints requests, p50 and p95 without and with each attack; status 1 when the p95 of the others more than doubles,
# twice in a row, beside the worse of just before and just after.
set -eu
cd "$(dirname "$0")/.."
. scripts/begin.sh
prepare run
aside
own_demo
.venv/bin/python -m scripts.traag "${1:-20}" "${2:-wachtkamer}"
