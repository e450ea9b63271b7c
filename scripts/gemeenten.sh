#!/bin/sh
# Prove that the reports say the same on Spark as on DuckDB, row for row, for municipalities that stay apart.
#
#     scripts/gemeenten.sh [--gemeenten 3] [--cases 2000]
#
# PySpark (requirements/spark.txt, 430 MB) goes into var/spark, beside the product, and is used by nothing else. Java 17
# comes from the system: as root on Debian it is installed with apt when it is missing.
set -eu
cd "$(dirname "$0")/.."
. scripts/begin.sh
prepare run
spark="${KEUKENTAFEL_VAR:-var}/spark"
if ! command -v java >/dev/null 2>&1; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || { echo "Spark needs Java 17: apt-get install default-jre-headless" >&2; exit 1; }
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends default-jre-headless </dev/null >/dev/null
fi
if ! cmp -s requirements/spark.txt "$spark/requirements.txt"; then
    echo "Installing PySpark in $spark (once)"
    rm -rf "$spark"
    mkdir -p "$spark"
    .venv/bin/python -m pip install --quiet --require-hashes --no-deps --no-build-isolation --target "$spark" \
        -r requirements/spark.txt </dev/null
    cp requirements/spark.txt "$spark/requirements.txt"
fi
spark=$(cd "$spark" && pwd)
aside
export PYTHONPATH="$spark"
own_sqlite
.venv/bin/python -m scripts.bench.gemeenten "$@"
