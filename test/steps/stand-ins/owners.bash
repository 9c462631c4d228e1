# owner_of <path> – prints "user group".
owner_of() {
  local inode
  inode=$(/usr/bin/stat --dereference --format=%i -- "$1") || return
  if [[ -e /var/world/owners/$inode ]]; then cat "/var/world/owners/$inode"; else echo 'root root'; fi
}

# set_owner <[user][:[group]]> <recursive or nothing> <path…>
set_owner() {
  local user=${1%%:*} group='' path old
  [[ $1 != *:* ]] || group=${1#*:}
  [[ -z $user ]] || user=$(getent passwd "$user") || { echo "$name: invalid user: '$1'" >&2 && return 1; }
  [[ -z $group ]] || group=$(getent group "$group") || { echo "$name: invalid group: '$1'" >&2 && return 1; }
  user=${user%%:*} group=${group%%:*}
  for path in "${@:3}"; do
    old=$(owner_of "$path") || return
    echo "${user:-${old% *}} ${group:-${old#* }}" >"/var/world/owners/$(/usr/bin/stat --dereference --format=%i -- "$path")"
    [[ -z $2 || ! -d $path ]] || for inner in "$path"/*; do [[ ! -e $inner ]] || set_owner "$1" yes "$inner"; done
  done
}
