# What scripts fetch from and a test cannot reach, on the rig's bridge: names, a certificate authority, signed package
# repositories, a driver's installer and a registry of Docker images. All of it is made when the rig comes up, out of
# this folder and of packages that this machine's own sources have:
#
#   <rig>/stand-ins/www/<name>/    what a name serves
#   <rig>/stand-ins/fingerprints   a vendor's and the rig's, one pair a line
#   <rig>/stand-ins/down, slow/    what tests ask of the servers, see https.mjs
#   <rig>/log/names, https         who asked for what

# shellcheck source=servers.bash
source "$HERE/stand-ins/servers.bash"

# Needs the bridge and the base root filesystem, which learns here whom to ask and whom to trust.
standins_up() {
  local -r folder=$RIG/stand-ins
  mkdir -- "$folder" "$folder/"{www,down,slow,work}
  if ! attended bash -c "exec \"\$@\" >'$RIG/log/stand-ins' 2>&1" _ "$HERE/stand-ins/make" "$RIG"; then
    cat "$RIG/log/stand-ins" >&2
    return 3
  fi
  rm -rf -- "$folder/work"
  servers_up "$folder"
}

standins_down() {
  servers_down
}
