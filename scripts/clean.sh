#!/bin/sh
# Remove what the other scripts made, but never the keys: what they encrypted would be lost with them.
set -eu
cd "$(dirname "$0")/.."
if [ -L .venv ]; then rm .venv; else rm -rf .venv; fi
rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis keukentafel.egg-info build dist
rm -f var/keukentafel.sqlite3 var/keukentafel.sqlite3-wal var/keukentafel.sqlite3-shm var/test.sqlite3*
rm -rf var/static
find keukentafel config tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
