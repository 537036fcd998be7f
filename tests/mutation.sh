#!/bin/sh
# Change the rules and values a little, many thousand times, and see that a test notices each time.
#   tests/mutation.sh                              everything (an hour or more)
#   tests/mutation.sh "alongside.values.dates*"    one module
# Every test that needs neither the database nor a browser is asked. Not part of the test suite.
# What no test noticed is listed at the end;
# `python -m mutmut show NAME` shows such a change.
set -eu
cd "$(dirname "$0")/.."
export HYPOTHESIS_STORAGE_DIRECTORY="${TMPDIR:-/tmp}/alongside-hypothesis"
python -m mutmut run --max-children "${MUTATION_PROCESSES:-2}" "$@"
python -m mutmut results | grep -v "not checked" || echo "Every change was noticed."
