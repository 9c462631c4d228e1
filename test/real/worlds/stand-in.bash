# The words of worlds in the sandbox, beside those of test/steps/inside/world.bash: the state that the stand-ins keep below /var/world.
side=stand-in

. /real/worlds/both.bash

before_call() { export DEBIAN_FRONTEND=noninteractive; }

# set_versions <folder> <package[=version]>… – a file for each, that holds its version; 1 if none is given.
set_versions() {
  local package version
  for package in "${@:2}"; do
    version=1
    [[ $package != *=* ]] || version=${package#*=}
    printf '%s\n' "$version" >"/var/world/$1/${package%%=*}"
  done
}

has_packages() { set_versions packages "$@"; }
offers_packages() { set_versions available "$@"; }
publishes_packages() { set_versions available "$@"; }
has_configuration_of() { mkdir -p /var/world/configured && : >"/var/world/configured/$1"; }

is_installed() {
  local known
  known=$(<"/var/world/packages/${1%%=*}") || return
  [[ $1 != *=* || $known == "${1#*=}" ]]
}
state_of() { dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null || :; }
is_not_installed() { [[ ! -e /var/world/packages/$1 ]]; }

was_cut_off() { : >/var/world/half-configured; }
is_finished() { [[ ! -e /var/world/half-configured ]]; }
changed_settings() {
  mkdir -p /var/world/conffiles
  echo new >/var/world/conffiles/probe-settings
  echo 'changed here' >/etc/probe-settings.conf
}
package_file() { printf 'deb %s %s\n' "${2%%=*}" "$([[ $2 != *=* ]] && echo 1 || echo "${2#*=}")" >"$1"; }
lists_are_locked() { echo 9 >/var/world/locked; }
dpkg_is_locked() { echo 9 >/var/world/dpkg-locked; }

# key_file <path>, second_key_file <path>, armoured_key_file <path> – as the stand-in for gpg has keys.
key_file() { echo 'key 0123456789ABCDEF0123456789ABCDEF01234567' >"$1"; }
second_key_file() { echo 'key 89ABCDEF0123456789ABCDEF0123456789ABCDEF' >"$1"; }
armoured_key_file() {
  printf '%s\n' '-----BEGIN PGP PUBLIC KEY BLOCK-----' 'key 0123456789ABCDEF0123456789ABCDEF01234567' '-----END PGP PUBLIC KEY BLOCK-----' >"$1"
}

hangs() { answer_is "$1" exit 28; }
is_self_signed() { answer_is "$1" self-signed own; }
server_certificate() { printf own >"$1"; }
posted() { cat /var/world/posted; }
own_authorities_only() { mkdir -p /etc/ssl/certs; }
has_provider() { has_packages libprobe1t64 && provides libprobe1t64 'libprobe1 (= 1)'; }
