#!/usr/bin/env bash
# Tries what should never happen, longer than a test may, and prints what came out (docs/explanation/reliability.md):
#
#     mvn -B test-compile && docs/reliability.sh mutations [N] [SEED]
#     mvn -B test-compile && docs/reliability.sh kills [N] [SEED]
#
# mutations: reads damaged files: N images (20000), a quarter as many tables, models and weights, and gzip files of up to 100,000
#        empty members. The conformance files of ../shared/data take part if they are there (DAWSON_DATA=DIR).
# kills: ends trainings, segmentations and evaluations with SIGKILL, N times (100), and begins them again.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-}
[ $# -gt 0 ] && shift

class_path=${DAWSON_CLASS_PATH:-}
if [ -z "$class_path" ]; then
    list=$(mktemp)
    trap 'rm -f "$list"' EXIT
    mvn -q -B dependency:build-classpath -Dmdep.outputFile="$list" -Dmdep.includeScope=test
    class_path=$(cat "$list")
fi
run() {
    java -Xmx2g -Djava.awt.headless=true -cp "$PWD/target/test-classes:$PWD/target/classes:$class_path" "$@"
}

case $what in
mutations) run "-Ddawson.data=${DAWSON_DATA:-../shared/data}" org.dawsonmri.reliability.Mutations "$@" ;;
kills) run org.dawsonmri.reliability.Kills "$@" ;;
*)
    echo "usage: docs/reliability.sh mutations|kills [N] [SEED]" >&2
    exit 2
    ;;
esac
