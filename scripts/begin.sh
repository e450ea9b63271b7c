# shellcheck shell=sh
# How a command begins that loads, measures or attacks a database of its own. Sourced, from the root of the checkout:
#
#     . scripts/begin.sh
#     prepare run|test     what this machine and .venv must have (the layers of scripts/system.sh)
#     aside [DIR]          $scratch, with keys and files of its own (KEUKENTAFEL_VAR) and DATABASE_URL unset. At the end,
#                          Ctrl-C and kill too, it goes, and a PostgreSQL in it; DIR stays, its PostgreSQL only stops
#     own_postgresql       a PostgreSQL in $scratch: DATABASE_URL, and $database_pid; it is migrated
#     own_sqlite           the same in a file of SQLite
#     own_demo             the same file, with the demo in it
#     free_ports NUMBER    print so many ports of 127.0.0.1 that nobody has

prepare() {
    case $1 in run) layer=runtime ;; *) layer=$1 ;; esac
    scripts/system.sh "$1"
    scripts/setup.sh "$layer"
}

aside() {
    if [ -n "${1:-}" ]; then
        scratch=$1
        mkdir -p "$scratch"
        trap 'scripts/postgres.sh pause "$scratch/postgresql"' EXIT
    else
        scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
        trap 'scripts/postgres.sh stop "$scratch/postgresql" && rm -rf "$scratch"' EXIT
    fi
    chmod 755 "$scratch" # PostgreSQL runs as another user when we are root
    trap 'exit 130' INT
    trap 'exit 143' TERM
    unset DATABASE_URL
    export KEUKENTAFEL_VAR="$scratch/var" KEUKENTAFEL_DEMO=ja DJANGO_SETTINGS_MODULE=config.settings
    scripts/setup.sh "$layer" # keys of its own
}

own_postgresql() {
    DATABASE_URL=$(scripts/postgres.sh start "$scratch/postgresql")
    export DATABASE_URL
    database_pid=$(head -n 1 "$scratch/postgresql/data/postmaster.pid")
    keukentafel migrate --no-input --verbosity 0
}

own_sqlite() {
    export DATABASE_URL="sqlite:///$KEUKENTAFEL_VAR/keukentafel.sqlite3"
    keukentafel migrate --no-input --verbosity 0
}

own_demo() {
    own_sqlite
    keukentafel demo --als-leeg --adres http://127.0.0.1 >/dev/null
}

keukentafel() {
    .venv/bin/python -m keukentafel "$@"
}

free_ports() {
    "${PYTHON:-python3}" -c 'import socket, sys
taken = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in taken: one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in taken))' "$1"
}
