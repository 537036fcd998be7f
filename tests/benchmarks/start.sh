#!/bin/sh
# Seconds from a clean clone to the first page of the demo, and of the second start.
#     tests/benchmarks/start.sh [REPOSITORY] [PORT]
# The package cache is as warm as the machine's own. What it makes stands in a temporary folder, and is removed.
set -eu
repository=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
port=${2:-8790}
folder=$(mktemp -d)
demo=
stop() {
    [ -z "$demo" ] || { kill -TERM "$demo" 2>/dev/null && wait "$demo" || true; }
    demo=
}
trap 'stop; rm -rf "$folder"' EXIT INT TERM

first_page() {
    name=$1
    began=$(date +%s.%N)
    [ -d "$folder/clone" ] || git clone --quiet "$repository" "$folder/clone"
    "$folder/clone/bin/demo" --port "$port" >"$folder/said" 2>&1 &
    demo=$!
    until python3 -c "import urllib.request as u; u.urlopen('http://localhost:$port/', timeout=5)" 2>/dev/null; do
        kill -0 "$demo" 2>/dev/null || { tail -n 20 "$folder/said"; exit 1; }
        sleep 0.2
    done
    echo "$began $(date +%s.%N) $name" | awk '{ printf "%s: %.1f s\n", $3, $2 - $1 }'
    stop
}

unset DATABASE_URL ALONGSIDE_MODE ALONGSIDE_DATA_DIR PYTHONPATH DJANGO_SETTINGS_MODULE
first_page first
first_page second
