#!/usr/bin/env bash
# Checks the shell scripts, and the gaps that the emulator fills, with Python's tools in a virtual environment of their own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

venv=.emulator/test-venv
wanted=$(cat emulator/requirements.txt emulator/requirements-dev.txt)
if [[ "$(cat "$venv/requirements" 2>/dev/null)" != "$wanted" ]]; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement emulator/requirements-dev.txt
  printf '%s\n' "$wanted" >"$venv/requirements"
fi

git ls-files -z --cached --others --exclude-standard '*.sh' .ci/run | xargs -0 "$venv/bin/shellcheck"
"$venv/bin/pytest" --quiet -p no:cacheprovider --config-file __tests__/emulator/pytest.ini __tests__/emulator/gaps "$@"
