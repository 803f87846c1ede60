#!/usr/bin/env bash
# Build the wheel and the source distribution twice, compare them byte for byte, and try the wheel in fresh
# environments: tools/smoke.sh [PYTHON...], such as tools/smoke.sh python3.11 python3.13
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
if [ $# -eq 0 ]; then set -- python3; fi

"$1" -m venv "$work/build"
"$work/build/bin/pip" install -q build
for copy in one two; do
  "$work/build/bin/python" -m build --outdir "$work/$copy" . > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done
for file in "$work"/one/*; do cmp "$file" "$work/two/$(basename "$file")"; done
echo "both builds are the same, byte for byte:"
(cd "$work/one" && sha256sum ./*)

for python in "$@"; do
  "$python" -m venv "$work/try"
  "$work/try/bin/pip" install -q "$work"/one/*.whl
  (
    cd "$work"
    try/bin/qianshou --version
    try/bin/qianshou validate "$OLDPWD/data" --as-of 2023-06-30 --quiet
  )
  "$python" --version
  rm -rf "$work/try"
done
