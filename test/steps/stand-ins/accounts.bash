# useradd, usermod and groupadd write the sandbox's own /etc/passwd and /etc/group, which the real getent and id read.
taken() { getent "$1" "$2" >/dev/null; }
free_id() { local id=1000; [[ ${1-} != system ]] || id=500; while getent passwd "$id" >/dev/null || getent group "$id" >/dev/null; do id=$((id + 1)); done; echo "$id"; }
in_place() { local text; text=$(sed -E "$1" "$2") && printf '%s\n' "$text" >"$2"; }

# join_group <user> <group>
join_group() {
  local entry
  entry=$(getent group "$2") || { by UM2 && echo "usermod: group '$2' does not exist" >&2 && return 6; }
  [[ ,${entry##*:}, == *,$1,* ]] || in_place "s/^($2:.*:)(.*)\$/\\1\\2,$1/; s/^($2:.*:),/\\1/" /etc/group
}
