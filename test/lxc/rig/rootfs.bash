# The root filesystem that containers are created from: this machine's own Debian or Ubuntu, small, but with what a
# standard template of Proxmox has. Package sources come from this machine's apt at run time and are written nowhere else.

readonly ROOTFS_PACKAGES=systemd-sysv,dbus,ca-certificates,curl,iproute2,procps,iputils-ping,openssh-server,perl-base,netbase

# For the stand-ins' images, which are made of this root filesystem; they leave it again.
readonly ROOTFS_PARTS=busybox-static,socat

rootfs_os() { # <key of /etc/os-release>
  sed -nE "s/^$1=\"?([^\"]*)\"?\$/\1/p" /etc/os-release
}

# Whatever form the sources have on this machine, apt itself tells what it makes of them. The words in $( ) are apt's.
rootfs_sources() {
  local origin codename
  origin=$(rootfs_os ID)
  codename=$(rootfs_os VERSION_CODENAME)
  apt-get indextargets --format "deb \$(REPO_URI) \$(RELEASE) \$(COMPONENT)" 'Created-By: Packages' "Origin: ${origin^}" |
    { grep -F " $codename" || true; } | sort -u
}

# How this machine's apt reaches its sources: proxy, and what it thinks of their dates. The stand-ins are on the bridge, and
# translated descriptions, which nobody reads here, would be most of what is downloaded.
rootfs_apt_settings() {
  printf 'Acquire::Languages "none";\n'
  sed 's/.*/Acquire::https::Proxy::& "DIRECT";/' "$HERE/stand-ins/names"
  apt-config dump | grep -E '^Acquire::(Check-Valid-Until|Check-Date|https?::(Proxy|Verify))' || true
  [[ -z ${http_proxy:-} ]] || printf 'Acquire::http::Proxy "%s";\n' "$http_proxy"
  [[ -z ${https_proxy:-} ]] || printf 'Acquire::https::Proxy "%s";\n' "$https_proxy"
}

rootfs_up() {
  local base=$RIG/disk/base sources=$RIG/state/sources.list settings codename
  rootfs_sources >"$sources"
  settings=$(rootfs_apt_settings)
  codename=$(rootfs_os VERSION_CODENAME)
  [[ -s $sources ]] || { say "apt knows no package list of $codename: run apt-get update" && return 3; }
  [[ $(<"$RIG/state/storage") != btrfs ]] || btrfs -q subvolume create "$base"
  if ! attended bash -c "exec \"\$@\" >'$RIG/log/rootfs' 2>&1" _ \
    mmdebstrap --mode=root --variant=apt --dpkgopt=force-unsafe-io --include="$ROOTFS_PACKAGES,$ROOTFS_PARTS" \
    --aptopt="$settings" --skip=cleanup/apt/lists "$codename" "$base" "$sources"; then
    cat "$RIG/log/rootfs" >&2
    return 3
  fi
  rootfs_names >"$base/etc/resolv.conf"
  chmod 644 "$base/etc/resolv.conf"
}

# A resolver on a loopback address is this machine's own; what it asks is in the file beside.
rootfs_names() {
  local file=/etc/resolv.conf
  if grep -qE '^nameserver +(127\.|::1)' "$file" && [[ -r /run/systemd/resolve/resolv.conf ]]; then
    file=/run/systemd/resolve/resolv.conf
  fi
  grep -vE '^(#|$)' "$file"
}
