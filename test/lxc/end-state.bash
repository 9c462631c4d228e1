# What two runs with the same end have in common, for comparing: not what is made anew at each run.

# end_state <id> – everything that two runs with the same end have in common.
end_state() {
  local root name
  root=$(root_of "$1")
  booted "$1"
  pct status "$1"
  pct listsnapshot "$1" | awk '{ print $2, $5, $6, $7 }'
  sed '/^\[/,$d' "$RIG/host/etc/pve/lxc/$1.conf"
  packages_of "$root"
  names_of "$root"
  # Marks of a restart that is due.
  find "/proc/$(init_of "$1")/root/run" "$RIG/host/run" -maxdepth 1 -name 'phoenix-setup-restart-*'
  inside "$1" docker ps --all --format '{{.Names}} {{.Image}} {{.State}}' | sort
  inside "$1" docker image ls --format '{{.Repository}}:{{.Tag}}' | sort
  name=$(setting "$1" template_snapshot_name)
  [[ -z $name ]] || names_of "$(snapshot_of "$1" "$name")"
}

# Files with owner and mode; content where none of it is made anew at each run. Left-over files would be among the names;
# those of apt itself, which it leaves in /tmp when it is killed, go at the next boot.
names_of() { # <root filesystem>
  find "$1"/{etc,root,home,usr/local,opt,tmp,var/tmp} \( -path '*/systemd-private-*' -o -path '*/tmp/apt.*' \) -prune -o -printf '%P %U:%G %m %l\n' | LC_ALL=C sort
  (cd "$1/etc" && sha256sum docker/daemon.json nvidia-container-runtime/config.toml passwd group apt/keyrings/* apt/sources.list.d/*)
}
