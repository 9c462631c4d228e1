# The words of worlds on a real Debian. In /shared are the packages that were built for this, the repository's list, and the server's answers.
release=$(. /etc/os-release && printf '%s' "$VERSION_ID")
side=debian$release
. /table/worlds/both.bash

# before_call – as a step finds its surroundings.
before_call() { export DEBIAN_FRONTEND=noninteractive; }

# file_of <package[=version]> – prints the path of the file that it was built into; of several, the one of version 1.
file_of() {
  local name=${1%%=*} version=1
  [[ $1 != *=* ]] || version=${1#*=}
  printf '%s\n' /shared/packages/"${name}_${version}"_*.deb
}

# has_packages <package[=version]>… – they are installed.
has_packages() {
  local package
  for package in "$@"; do dpkg --install "$(file_of "$package")"; done
}

has_configuration_of() { has_packages "$1" && dpkg --remove "$1"; }
has_half_configured() { ! has_packages "$1"; }
has_for_two_architectures() {
  dpkg --add-architecture i386
  dpkg --install /shared/packages/"$1"_1_{amd64,i386}.deb
}

# offers_packages <package[=version]>… – the repository has these, and apt has read its lists.
offers_packages() {
  publishes_packages "$@"
  apt-get update
}

# publishes_packages <package[=version]>… – the repository has these; apt has not looked yet.
publishes_packages() {
  local package
  for package in "$@"; do
    package=$(file_of "$package")
    cat "/shared/stanzas/${package##*/}"
  done >/shared/packages/Packages
  printf 'deb [trusted=yes] http://127.0.0.1:8124/packages ./\n' >/etc/apt/sources.list.d/probe.list
}

# is_installed <package[=version]> – is_not_installed <package>
is_installed() {
  local state
  state=$(dpkg-query --show --showformat='${db:Status-Status} ${Version}' "${1%%=*}")
  [[ $state == "installed ${1#*=}" || ($1 != *=* && $state == 'installed '*) ]]
}
is_not_installed() { [[ $(state_of "$1") != installed ]]; }
# state_of <package> – prints nothing for one that nobody knows.
state_of() { dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null || :; }

# uses_mirror <address below the loopback's> – the only source.
uses_mirror() { printf 'deb [trusted=yes] http://127.0.0.1:%s ./\n' "$1" >/etc/apt/sources.list.d/probe.list; }
mirror_is_down() { uses_mirror 8125/packages; }
mirror_has_nothing() { uses_mirror 8124/nothing; }

# offers_gone <package> – apt's lists name a file that the repository no longer has.
offers_gone() {
  publishes_packages "$1"
  sed -i 's/^Filename: .*/Filename: .\/gone.deb/' /shared/packages/Packages
  apt-get update
}

# was_cut_off – dpkg has unpacked a package, and had no time to write its status down.
was_cut_off() {
  dpkg --unpack "$(file_of probe-native)"
  dpkg-query --status probe-native >/var/lib/dpkg/updates/0000
}
is_finished() { is_installed probe-native; }

changed_settings() { echo 'changed here' >/etc/probe-settings.conf; }
package_file() { install -m 644 -- "$(file_of "$2")" "$1"; }

# holds_lock <file> – a process has it, as apt and dpkg lock.
holds_lock() {
  perl -MFcntl -e 'open(my $file, "+>>", $ARGV[0]) or die; my $lock = pack("s s x4 l! l! i", F_WRLCK, 0, 0, 0, 0);
    fcntl($file, F_SETLK, $lock) or die; open(my $held, ">", "/run/held"); close $held; sleep 60' "$1" </dev/null >/dev/null 2>&1 &
  local try
  for ((try = 0; try < 200; try++)); do
    [[ ! -e /run/held ]] || return 0
    sleep 0.1
  done
  return 1
}
lists_are_locked() { holds_lock /var/lib/apt/lists/lock; }
dpkg_is_locked() { holds_lock /var/lib/dpkg/lock-frontend; }

account() { useradd --create-home --user-group --shell /bin/bash "$1"; }

# made_key <name> – makes a key with its subkey, and prints it.
made_key() {
  local home=/tmp/home-of-$1
  mkdir -m 700 "$home"
  gpg --homedir "$home" --batch --quiet --passphrase '' --quick-generate-key "$1" default default never >&2
  gpg --homedir "$home" --batch --export "$1"
  gpgconf --homedir "$home" --kill all
}
key_file() { made_key probe >"$1"; }
second_key_file() { made_key second >"$1"; }
armoured_key_file() { made_key probe | gpg --homedir /tmp/gpg --enarmor | sed 's/ARMORED FILE/PUBLIC KEY BLOCK/' >"$1"; }

# answers <address> <status> [body], answer_is <address> <what> <text> – what the server says; see server.mjs.
answers() {
  local at=/shared/urls/${1//\//%}
  mkdir -p "$at"
  printf '%s' "$2" >"$at/status"
  printf '%s' "${3-}" >"$at/body"
}
answer_is() { printf '%s' "${3-}" >"/shared/urls/${1//\//%}/$2"; }
hangs() { answer_is "$1" hangs; }
is_self_signed() { :; }
# server_certificate <path> – the certificate of the server on port 8443, which is its own authority.
server_certificate() { cp /shared/server.pem "$1"; }
posted() { cat /shared/urls/posted; }

# own_authorities_only – the store has none of Debian's, of which there are many.
own_authorities_only() {
  # An empty list would be as good as --fresh.
  echo '# none' >/etc/ca-certificates.conf
  find /etc/ssl/certs -type l -delete
}
has_provider() { has_packages libprobe1t64; }
