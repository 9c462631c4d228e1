# The vendors' private keys are theirs, so the rig's repositories are signed with keys of its own, and a script that pins a
# vendor's fingerprint is deployed with the rig's in its place. That, and nothing else, differs from dist-scripts.

# with_rig_keys <script> – prints it. Fails unless putting the vendors' fingerprints back gives the script as it was, byte for
# byte, and every fingerprint that it pins was replaced.
with_rig_keys() {
  local -a there=() back=()
  local vendor rig
  while read -r vendor rig; do
    there+=(-e "s/\\b$vendor\\b/$rig/g") back+=(-e "s/\\b$rig\\b/$vendor/g")
  done <"$RIG/stand-ins/fingerprints"
  sed "${there[@]}" -- "$1" || return
  if ! cmp -- "$1" <(sed "${there[@]}" -- "$1" | sed "${back[@]}") >&2; then
    printf 'more than fingerprints would change in %s\n' "$1" >&2
    return 1
  fi
  if sed "${there[@]}" -- "$1" | grep -oE '\b[0-9A-F]{40}\b' | grep -vFf <(cut -d' ' -f2 "$RIG/stand-ins/fingerprints") >&2; then
    printf 'a fingerprint in %s is of no vendor that test/lxc/stand-ins/vendors names\n' "$1" >&2
    return 1
  fi
}
