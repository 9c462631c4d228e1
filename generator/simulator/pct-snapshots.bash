# shellcheck shell=bash
# snapshot, delsnapshot, rollback: configuration, and the state of the container's steps and files beside it.

# load_for_task – the configuration, or the task's failure.
load_for_task() {
  read_configuration "$ctid" && return
  missing_message
  fail_task "$message"
}

# cut_here – a fault left the task half done: lock and entry stay, as after a crash of the host.
cut_here() {
  [[ -v faults[cut-at] ]] || return 0
  write_configuration "$ctid"
  fail_task "interrupted by signal"
}

pct_snapshot() {
  local name=${given[snapname]} section key
  for section in $grammar_reserved_snapshot_names; do
    [[ $name != "$section" ]] || fail "unable to use snapshot name '$name' (reserved name)"
  done
  take_file_lock
  load_for_task
  [[ ${conf[". template"]-} != 1 ]] || fail_task "you can't take a snapshot if it's a template"
  check_lock fail_task
  [[ ! -v keys_of[$name] ]] || fail_task "snapshot name '$name' already used"
  storage_can_snapshot || fail_task "snapshot feature is not available"
  copy_section . "$name"
  set_notes "$name" "${given[description]-}"
  put "$name" snaptime "$EPOCHSECONDS"
  put "$name" snapstate prepare
  put . lock snapshot
  # A newline at the end of the name passes the check, damages the file and leaves the container locked.
  if [[ $name == *$'\n' ]]; then
    write_configuration "$ctid"
    fail_task "unable to parse config"
  fi
  cut_here
  if [[ -e $state/$ctid/storage && $(<"$state/$ctid/storage") == fails ]]; then
    printf 'snapshot create failed: starting cleanup\n'
    fail_task "zfs error: cannot create snapshot: out of space"
  fi
  keep_state "$name"
  drop "$name" snapstate
  drop . lock
  put . parent "$name"
  write_configuration "$ctid"
}

# storage_can_snapshot – not plain directories, not bind or device mount points.
storage_can_snapshot() {
  local key volume
  for key in ${keys_of[.]}; do
    [[ $key == rootfs || $key =~ ^mp[0-9]+$ ]] || continue
    volume=${conf[". $key"]%%,*}
    volume=${volume#volume=}
    [[ $volume == /* || $volume == local:* || $volume == *.raw ]] && return 1
  done
  return 0
}

pct_delsnapshot() {
  local name=${given[snapname]}
  take_file_lock
  load_for_task
  [[ -v keys_of[$name] && $name != pve:pending ]] || fail_task "snapshot '$name' does not exist"
  check_lock fail_task
  put . lock snapshot-delete
  put "$name" snapstate delete
  cut_here
  if [[ -e $state/$ctid/storage && $(<"$state/$ctid/storage") == fails ]]; then
    if [[ ${given[force]-0} != 1 ]]; then
      write_configuration "$ctid"
      fail_task "zfs error: cannot destroy snapshot: dataset is busy"
    fi
    printf 'zfs error: cannot destroy snapshot: dataset is busy\n'
  fi
  drop_snapshot "$name"
  drop . lock
  rm -rf -- "$state/$ctid/snapshots/$name"
  write_configuration "$ctid"
}

pct_rollback() {
  local name=${given[snapname]} description unused key
  take_file_lock
  load_for_task
  [[ ${conf[". template"]-} != 1 ]] || fail_task "you can't rollback if vm is a template"
  [[ -v keys_of[$name] && $name != pve:pending ]] || fail_task "snapshot '$name' does not exist"
  [[ ${conf[". parent"]-} == "$name" ]] \
    || fail_task "can't rollback, '$name' is not most recent snapshot on '${conf[". rootfs"]%%,*}'"
  [[ ! -v conf["$name snapstate"] ]] \
    || fail_task "unable to rollback to incomplete snapshot (snapstate = ${conf["$name snapstate"]})"
  check_lock fail_task
  put . lock rollback
  ! is_running || halt "$ctid"
  cut_here
  if [[ -e $state/$ctid/storage && $(<"$state/$ctid/storage") == fails ]]; then
    write_configuration "$ctid"
    fail_task "zfs error: cannot rollback: dataset is busy"
  fi
  description=${notes_of[.]-}
  unused=""
  for key in ${keys_of[.]}; do
    [[ $key != unused* ]] || unused+=" $key"
  done
  for key in ${keys_of[.]}; do
    [[ " $unused " == *" $key "* ]] || drop . "$key"
  done
  unused=${keys_of[.]}
  for key in ${keys_of[$name]}; do
    [[ $key == snaptime ]] || put . "$key" "${conf["$name $key"]}"
  done
  notes_of[.]=$description raw_of[.]=${raw_of[$name]-}
  put . parent "$name"
  give_state_back "$name"
  write_configuration "$ctid"
  if [[ ${given[start]-0} == 1 ]]; then
    make_state "$ctid"
    : >"$state/$ctid/running"
  fi
}

# keep_state <snapshot> and give_state_back <snapshot> – the container's inside, as far as it is modelled.
keep_state() {
  local folder=$state/$ctid/snapshots/$1
  make_state "$ctid"
  mkdir -p -- "$folder"
  cp -a -- "$state/$ctid/steps" "$state/$ctid/root" "$folder/"
}

give_state_back() {
  local folder=$state/$ctid/snapshots/$1 part
  make_state "$ctid"
  [[ -d $folder ]] || return 0
  for part in steps root; do
    rm -rf -- "${state:?}/$ctid/$part"
    cp -a -- "$folder/$part" "$state/$ctid/"
  done
}
