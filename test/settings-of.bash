#!/bin/bash
# settings-of.bash <script> – prints the lines of a configuration on the host that are as the script's definition says, read from what the
# script itself compares. Sourcing a script only defines.
set -euo pipefail

# shellcheck disable=SC1090 # any script
source "$1"
shopt -u patsub_replacement

words=$(
  require_settings() { printf '%s\n' "${@#*:}"; }
  compare_settings() { printf '%s\n' "$@"; }
  eval "$(declare -f perform_container_specific_setup | grep -E '^ *(require|compare)_settings ')"
)
features=''
while IFS='=' read -r key value; do
  case $key in
    features) features+=,$value ;;
    fuse | keyctl | nesting) features+=,$key=$value ;;
    rootfs) printf 'rootfs: lxc-disks:subvol-%s-disk-0,size=%s\n' "$SCRIPT_CTID" "$value" ;;
    *) printf '%s: %s\n' "$key" "$value" ;;
  esac
done <<<"$words"
for name in fuse keyctl nesting; do
  features=${features/,$name=0/}
done
if [[ -n $features ]]; then
  printf 'features: %s\n' "${features#,}"
fi
