# shellcheck shell=bash
# push and pull. Their tasks' results are not looked at: a failure inside exits 0 with a line on stderr.

# check_owner – sets `mode`; names are looked up in the container's passwd and group if there is one.
check_owner() {
  local what file=$state/$ctid/root/etc names
  mode=${given[perms]-}
  if [[ -n $mode ]]; then
    [[ $mode =~ ^(0?[0-7]{1,4}|0x[0-9A-Fa-f]+)$ ]] || fail_task "invalid mode: '$mode'"
    [[ $mode != 0x* ]] || printf -v mode %o "$mode"
  fi
  for what in user:uid:passwd group:gid:group; do
    names=${given[${what%%:*}]-root}
    [[ $names == root || $names =~ ^[0-9]+$ ]] && continue
    [[ -e $file/${what##*:} && $'\n'$(<"$file/${what##*:}") == *$'\n'"$names:"* ]] && continue
    what=${what#*:}
    fail_task "failed to get ${what%:*} for: $names"
  done
}

# inside <path> – sets `path`: below the model's root; a relative one starts at the container's /.
inside() {
  path=$state/$ctid/root/${1#/}
  [[ /$1/ != */../* ]] || refuse "a path with .. inside a container is not modelled: $1"
}

# create_target <real path> <shown path>
create_target() {
  [[ ! -d $1 ]] || fail_task "failed to create file: $2: Is a directory"
  [[ -d ${1%/*} ]] || fail_task "failed to create file: $2: No such file or directory"
  : >"$1"
  [[ -z $mode ]] || chmod -- "$mode" "$1"
}

pct_push() {
  local file=${given[file]} mode path
  is_running || fail "can only push files to a running CT"
  take_file_lock
  [[ -r $file ]] || fail_task "failed to open $file for reading"
  check_owner
  inside "${given[destination]}"
  make_state "$ctid"
  create_target "$path" "${given[destination]}"
  # A directory as source makes an empty target and no message.
  if [[ $file == /dev/stdin ]]; then
    cat >"$path"
  elif [[ ! -d $file ]]; then
    cat -- "$file" >"$path"
  fi
}

pct_pull() {
  local target=${given[destination]} mode path
  is_running || fail "can only pull files from a running VM at /usr/share/perl5/PVE/CLI/pct.pm line 544."
  take_file_lock
  check_owner
  inside "${given[path]}"
  [[ $target == */* ]] || target=./$target
  create_target "$target" "${given[destination]}"
  [[ -r $path && ! -d $path ]] || fail_task "failed to open ${given[path]}: No such file or directory"
  cat -- "$path" >"$target"
}
