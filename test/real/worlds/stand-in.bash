# The words of worlds in the sandbox, beside those of test/steps/inside/world.bash: the state that the stand-ins keep below /var/world.
side=stand-in

before_call() { export PATH=$inside_path HOME=/root DEBIAN_FRONTEND=noninteractive; }

# set_versions <folder> <package[=version]>… – a file for each, that holds its version; 1 if none is given.
set_versions() {
  local package version
  for package in "${@:2}"; do
    version=1
    [[ $package != *=* ]] || version=${package#*=}
    printf '%s' "$version" >"/var/world/$1/${package%%=*}"
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
is_not_installed() { [[ ! -e /var/world/packages/$1 ]]; }
