# What the rig needs of this machine, and how a person gets it.

# program:package, the names of Debian 12 and Ubuntu 24.04
readonly -a NEEDED=(
  lxc-start:lxc mmdebstrap:mmdebstrap mkfs.btrfs:btrfs-progs nft:nftables ip:iproute2 flock:util-linux
  unshare:util-linux pkill:procps perl:perl-base apt-get:apt dnsmasq:dnsmasq-base openssl:openssl gpg:gnupg
)

needs_missing_packages() { # prints one package a line
  local pair
  for pair in "${NEEDED[@]}"; do
    [[ -n $(type -P "${pair%%:*}") ]] || printf '%s\n' "${pair#*:}"
  done
}

# LXC keeps each container in a group below every controller of version 1, or in the one tree of version 2.
needs_cgroup() { # 0 = a group can be made there
  local root=/sys/fs/cgroup probe
  [[ ! -d $root/devices ]] || root=/sys/fs/cgroup/devices
  probe=$root/phoenix-lxc-probe.$$
  mkdir -- "$probe" 2>/dev/null && rmdir -- "$probe"
}

needs_install() { # <package...>
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q -o DPkg::Lock::Timeout=300 update
  apt-get -q -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"
}

needs_met() { # <yes|no: install> – prints every lack, not only the first one
  local missing lack=no
  local -a packages=()
  if [[ $(uname -s) != Linux ]]; then
    printf 'test:lxc needs Linux\n' >&2
    return 1
  fi
  if ((EUID != 0)); then
    printf 'test:lxc needs root: sudo npm run test:lxc\n' >&2
    return 1
  fi
  missing=$(needs_missing_packages)
  [[ -z $missing ]] || mapfile -t packages < <(sort -u <<<"$missing")
  if ((${#packages[@]} > 0)) && [[ $1 == yes ]]; then
    needs_install "${packages[@]}" >&2
    missing=$(needs_missing_packages)
    [[ -n $missing ]] || packages=()
  fi
  if ((${#packages[@]} > 0)); then
    printf 'test:lxc needs programs that are not here: apt-get install --no-install-recommends %s\n' "${packages[*]}" >&2
    lack=yes
  fi
  if ! needs_cgroup; then
    printf 'test:lxc needs control groups that it can write (mount cgroup2 on /sys/fs/cgroup, or run outside a container)\n' >&2
    lack=yes
  fi
  if [[ ! -x $BATS ]]; then
    printf 'test:lxc needs bats: npm ci\n' >&2
    lack=yes
  fi
  [[ $lack == no ]]
}
