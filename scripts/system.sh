#!/bin/sh
# What Keukentafel needs from the operating system: look what is missing, install it where we may.
#
#     scripts/system.sh run     Python with venv, and Pango for the PDF
#     scripts/system.sh test    the same, PostgreSQL 15 or later and Chromium
#     scripts/system.sh chromium  print which Chromium the tests use
#
# As root on Debian 12 or later (or a child of it) the missing packages are installed with apt; anywhere
# else this says what is missing and stops. When nothing is missing it does nothing and needs no rights.
set -eu
python=${PYTHON:-python3}

has_python() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

has_venv() {
    "$python" -c 'import venv, ensurepip' 2>/dev/null
}

# WeasyPrint opens these by name when it draws the plan to take home.
has_pango() {
    "$python" -c 'import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

has_postgresql() {
    bin=$("$(dirname "$0")/postgres.sh" bin 2>/dev/null) && [ -f "$("$bin/pg_config" --sharedir)/extension/pg_trgm.control" ]
}

# The headless shell is the same Chromium without windows, at half the processor time.
browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        echo "$CHROMIUM"
        return
    fi
    command -v chromium-headless-shell || command -v chromium || command -v chromium-browser
}

# The program inside playwright that talks to Chromium needs this, and a small Debian has it not.
has_atomic() {
    "$python" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null
}

# missing FOR: the Debian packages that are missing, one per line.
missing() {
    has_venv || echo python3-venv
    has_pango || printf '%s\n' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    if [ "$1" = test ]; then
        has_postgresql || echo postgresql
        browser >/dev/null || echo chromium-headless-shell
        has_atomic || echo libatomic1
    fi
}

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && grep -qiE '^(ID|ID_LIKE)=.*debian' /etc/os-release
}

install() {
    echo "Installing with apt: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq -o DPkg::Lock::Timeout=300 update </dev/null
    apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" </dev/null >/dev/null
}

explain() {
    {
        echo "Keukentafel needs these, and they are not on this machine:"
        for package in "$@"; do
            case $package in
                python3-venv) echo "  - the venv and pip of Python ($python)             Debian: python3-venv" ;;
                libpango-1.0-0) echo "  - Pango 1.44+ and HarfBuzz with hb-subset, for PDF  Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" ;;
                postgresql) echo "  - PostgreSQL 15+ with pg_trgm, for the tests         Debian: postgresql" ;;
                libatomic1) echo "  - libatomic, for playwright in the tests             Debian: libatomic1" ;;
                chromium-headless-shell) echo "  - Chromium, for the tests (or CHROMIUM=its path)     Debian: chromium-headless-shell, or chromium" ;;
            esac
        done
        echo "On Debian 12 or later, as root:  apt-get install --no-install-recommends $*"
    } >&2
    exit 1
}

if [ "$1" = chromium ]; then
    browser
    exit
fi
has_python || {
    echo "Keukentafel needs Python 3.11 or later as '$python' (PYTHON=path picks another)." >&2
    exit 1
}
# shellcheck disable=SC2046  # package names have no spaces
set -- "$1" $(missing "$1")
purpose=$1
shift
[ $# = 0 ] && exit 0
may_install || explain "$@"
install "$@"
# shellcheck disable=SC2046
set -- $(missing "$purpose")
[ $# = 0 ] || explain "$@"
