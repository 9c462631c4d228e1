# Who owns a path is written in owners/<inode> as "user group"; without that, root does.

# A number that nobody has is kept as it is.

# entry <file> <name or number> – sets found_name and found_id from /etc/passwd or /etc/group, without starting a program.
entry() {
  while IFS=: read -r found_name _ found_id _; do [[ $found_name != "$2" && $found_id != "$2" ]] || return 0; done <"/etc/$1"
  return 1
}

# owner_of <inode> – sets user and group.
owner_of() {
  user=root group=root
  [[ ! -e /var/world/owners/$1 ]] || read -r user group <"/var/world/owners/$1"
}

# set_owner <[user][:[group]]> <recursive or nothing> <path…>
set_owner() {
  local new_user=${1%%:*} new_group='' inodes inode
  [[ $1 != *:* ]] || new_group=${1#*:}
  [[ -z $new_user ]] || { entry passwd "$new_user" && new_user=$found_name; } || [[ $new_user =~ ^[0-9]+$ ]] || { echo "$name: invalid user: '$1'" >&2 && return 1; }
  [[ -z $new_group ]] || { entry group "$new_group" && new_group=$found_name; } || [[ $new_group =~ ^[0-9]+$ ]] || { echo "$name: invalid group: '$1'" >&2 && return 1; }
  if [[ $2 ]]; then inodes=$(find "${@:3}" -printf '%i\n'); else inodes=$(/usr/bin/stat --dereference --format=%i -- "${@:3}"); fi || return
  for inode in $inodes; do
    owner_of "$inode"
    echo "${new_user:-$user} ${new_group:-$group}" >"/var/world/owners/$inode"
  done
}
