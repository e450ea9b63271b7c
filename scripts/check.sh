#!/bin/sh
# Lint, types, layers, templates and migrations. All of them run; the exit status says whether all agreed.
set -u
cd "$(dirname "$0")/.." || exit 1
scripts/system.sh run && scripts/setup.sh dev || exit 1
failed=""

try() {
    what=$1
    shift
    echo "== $what"
    "$@" </dev/null || failed="$failed
  - $what"
}

try "ruff (lint)" .venv/bin/ruff check .
try "ruff (layout)" .venv/bin/ruff format --check --quiet .
try "mypy (types)" .venv/bin/mypy
try "import-linter (layers)" .venv/bin/lint-imports
try "djlint (templates)" .venv/bin/djlint keukentafel --lint --quiet
try "migrations match the models" .venv/bin/python -m keukentafel makemigrations --check --dry-run
try "vendored files" .venv/bin/python scripts/vendor.py --check

if [ -n "$failed" ]; then
    echo "Not in order:$failed" >&2
    exit 1
fi
echo "All in order."
