# An open field: the step's function runs with a hostile text in that field, and the text has to come out again, byte for byte.

# property – calls the step's part, then the field's own question, with the text in expected. No fresh world for each text: a field
# names what its texts must not find, if anything.
mode_property() {
  local LC_ALL=C expected=''
  load
  [[ -e /property-world && $(</property-world) == "$kind" ]] || {
    fresh && printf %s "$kind" >/property-world
    # Ownership is not the question here, and a program is sooner started than a stand-in.
    ln -sf /programs/true /var/world/bin/chown
  }
  IFS= read -r -d '' expected <"$job/expected" || :
  rm -f /var/world/calls/*
  (PATH=$inside_path:$PATH && set -e && . "$job/world") || printf 'the world could not be made\n'
  LC_ALL=C.UTF-8 part "$step_part"
  ((status == ${wanted_status:-0})) || printf '%s ended %s: %s\n' "$step_part" "$status" "$said"
  . "$job/afterwards" || printf 'the text did not come back\n'
  [[ ! -e /canary && ! -e /root/canary ]] || printf 'the text was run\n'
}

# argument <program> [before] [after] – an argument of one of its calls was the text, with these around it.
argument() {
  local call words one
  for call in "/var/world/calls/$1".*; do
    mapfile -d '' words <"$call"
    for one in "${words[@]}"; do [[ $one != "${2-}$expected${3-}" ]] || return 0; done
  done
  return 1
}

# content <path> [before] [after] – the file holds the text and these around it, and no more; is_there <path>.
content() {
  local found=''
  IFS= read -r -d '' found <"$1" || :
  [[ $found == "${2-}$expected${3-}" ]]
}
is_there() { [[ -e $1 ]]; }

# note_calls <program> [line of Bash] – a program that writes down how it was called, and does that; no stand-in, so that no row has to
# answer it.
note_calls() {
  printf '%s\n' '#!/bin/bash' '. /stand-ins/record.bash "$@"' 'trap - EXIT' "${2-exit 0}" >"/var/world/bin/$1"
  chmod 755 "/var/world/bin/$1"
}
