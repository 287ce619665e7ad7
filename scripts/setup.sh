#!/usr/bin/env bash
# Says what of the tools is here, how to get what is missing, and installs the Node packages when they are missing or out of date.
#
# usage: setup.sh              looks at everything
#        setup.sh --if-needed  installs the Node packages if they need it, and says nothing otherwise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

oldest_terraform=1.11
oldest_python=3.10

packages_are_current() {
  [[ node_modules/.package-lock.json -nt package-lock.json ]]
}

if [[ $# -gt 0 && "$*" != --if-needed ]]; then
  echo "setup.sh: unknown arguments: $*; allowed: --if-needed, or none" >&2
  exit 2
fi
if [[ "${1:-}" == --if-needed ]] && packages_are_current; then exit 0; fi

missing=0

# is_at_least <version> <oldest>: compares the first two numbers.
is_at_least() {
  local major minor oldest_major oldest_minor
  IFS=. read -r major minor _ <<<"$1.0"
  IFS=. read -r oldest_major oldest_minor _ <<<"$2.0"
  ((major > oldest_major || (major == oldest_major && minor >= oldest_minor)))
}

# how_to_get <tool>: one line for this platform.
how_to_get() {
  local tool=$1
  case "$tool:$(platform)" in
    node:brew) echo "brew install node@$(oldest_node | cut -d. -f1)" ;;
    node:*) echo "https://nodejs.org/en/download, or a version manager that reads .nvmrc: nvm install" ;;
    terraform:brew) echo "brew install hashicorp/tap/terraform" ;;
    terraform:*) echo "https://developer.hashicorp.com/terraform/install" ;;
    python3:brew) echo "brew install python" ;;
    python3:apt) echo "apt-get install python3 python3-venv" ;;
    python3:dnf) echo "dnf install python3" ;;
    python3:apk) echo "apk add python3" ;;
    python3:*) echo "https://www.python.org/downloads/" ;;
    chromium:brew) echo "brew install --cask chromium" ;;
    chromium:apt) echo "apt-get install chromium" ;;
    chromium:dnf) echo "dnf install chromium" ;;
    chromium:apk) echo "apk add chromium" ;;
    chromium:*) echo "https://www.chromium.org/getting-involved/download-chromium/" ;;
  esac
}

platform() {
  if [[ "$(uname -s)" == Darwin ]]; then
    echo brew
    return
  fi
  local manager
  for manager in apt-get dnf apk; do
    if command -v "$manager" >/dev/null; then
      echo "${manager%-get}"
      return
    fi
  done
  echo other
}

oldest_node() {
  tr -d 'v \n' <.nvmrc
}

# report <label> <version found or nothing> <oldest> <tool to get> <what it is for>
report() {
  local label=$1 found=$2 oldest=$3 tool=$4 purpose=$5
  if [[ -z "$found" ]]; then
    printf '  %-10s missing, needed is %s or newer %s\n             get it: %s\n' "$label" "$oldest" "$purpose" "$(how_to_get "$tool")"
    missing=1
  elif ! is_at_least "$found" "$oldest"; then
    printf '  %-10s %s is too old, needed is %s or newer %s\n             get it: %s\n' "$label" "$found" "$oldest" "$purpose" "$(how_to_get "$tool")"
    missing=1
  else
    printf '  %-10s %s\n' "$label" "$found"
  fi
}

version_of_node() {
  node --version 2>/dev/null | tr -d v || true
}

version_of_npm() {
  npm --version 2>/dev/null | tail -n 1 || true
}

version_of_terraform() {
  CHECKPOINT_DISABLE=1 "${TERRAFORM_BINARY_NAME:-terraform}" version 2>/dev/null | sed -n 's/^Terraform v//p' || true
}

# A Python without the modules that make a virtual environment is as good as none.
version_of_python() {
  python3 -c 'import ensurepip, platform, venv; print(platform.python_version())' 2>/dev/null || true
}

# A browser is needed for one suite only, so a missing one is told and is no failure.
report_chromium() {
  local name
  for name in "${CHROMIUM_PATH:-chromium}" chromium-browser google-chrome google-chrome-stable chrome; do
    if command -v "$name" >/dev/null; then
      printf '  %-10s %s\n' Chromium "$(command -v "$name")"
      return
    fi
  done
  printf '  %-10s missing, for npm run test:browser alone: %s\n' Chromium "$(how_to_get chromium)"
}

check_node() {
  report Node "$(version_of_node)" "$(oldest_node)" node "for everything"
  report npm "$(version_of_npm)" 9 node "for everything"
}

if [[ "${1:-}" == --if-needed ]]; then
  check_node >&2
else
  echo "Tools"
  check_node
  report Terraform "$(version_of_terraform)" "$oldest_terraform" terraform "to validate, plan and apply"
  report Python "$(version_of_python)" "$oldest_python" python3 "with its venv module, for the emulator"
  report_chromium
fi

if packages_are_current; then
  echo "  packages   as package-lock.json has them"
elif [[ -n "$(version_of_npm)" ]]; then
  echo "  packages   missing or out of date: npm ci" >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
fi

if ((missing)); then exit 1; fi
