# The words of worlds on a real Debian. In /shared are the packages that were built for this, the repository's list, and the server's answers.
release=$(. /etc/os-release && printf '%s' "$VERSION_ID")
side=debian$release

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
is_not_installed() { [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) != installed ]]; }
