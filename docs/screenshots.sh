#!/usr/bin/env bash
# Takes the pictures of the tutorial and of every form from a running plain ImageJ, under a virtual display:
#
#     mvn -B test-compile && docs/screenshots.sh [docs/images/tutorial]
#
# Needs Xvfb. Takes about five minutes. ImageJ comes from Maven Central, Dawson from target/classes.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
pictures=$(mkdir -p "${1:-docs/images/tutorial}" && cd "${1:-docs/images/tutorial}" && pwd)
work=$(mktemp -d)
display=:$((100 + $$ % 400))
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$work/imagej/plugins" "$work/mri"

class_path=${DAWSON_CLASS_PATH:-}
if [ -z "$class_path" ]; then
    mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/class.path" -Dmdep.includeScope=test
    class_path=$(cat "$work/class.path")
fi
jar -cfM "$work/imagej/plugins/Dawson_.jar" -C target/classes .

Xvfb "$display" -screen 0 1280x900x24 >"$work/display.log" 2>&1 &
server=$!
sleep 2
cd "$work" # so that forms show mri/... and nobody's folders
DISPLAY=$display java -Xmx1g -Dplugins.dir="$work/imagej" -Duser.home="$work" \
    -cp "$root/target/test-classes:$root/target/classes:$class_path" org.dawsonmri.imagej.TutorialSession mri "$pictures"
