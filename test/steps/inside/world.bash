# The world before a step: a small Ubuntu container, and words in which a case says how its own world differs.

# make_base – what every fresh world begins with, kept in /base.
make_base() {
  mkdir -p /etc /var /run /root /home /tmp /opt /srv /usr/local /host
  mkdir -p /base/{etc,var,run,root,home,tmp,opt,srv,host} && chmod 700 /base/root && chmod 1777 /base/tmp
  mkdir -p /base/etc/{apt/sources.list.d,apt/keyrings,systemd/system,ssh,docker} /base/run/lock
  mkdir -p /base/var/{lib/apt/lists,lib/dbus,lib/dpkg,cache/apt/archives,log,tmp} /base/host/{dev,etc/pve/lxc,run/lock/lxc,var/log}
  mkdir -p /base/var/world/{bin,calls,owners,packages,available,units,images,registry,containers,urls,faults}
  printf '%s\n' 'root:x:0:0:root:/root:/bin/bash' 'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin' >/base/etc/passwd
  printf '%s\n' 'root:x:0:' 'daemon:x:1:' 'adm:x:4:' 'users:x:100:' >/base/etc/group
  printf '%s\n' 'passwd: files' 'group: files' 'hosts: files' >/base/etc/nsswitch.conf
  printf '%s\n' '127.0.0.1 localhost' '192.0.2.1 archive.ubuntu.com' '192.0.2.2 security.ubuntu.com' >/base/etc/hosts
  printf '%s\n' 'PRETTY_NAME="Ubuntu 24.04 LTS"' 'ID=ubuntu' 'VERSION_ID="24.04"' 'VERSION_CODENAME=noble' >/base/etc/os-release
  printf '%s\n' 'deb http://archive.ubuntu.com/ubuntu noble main' >/base/etc/apt/sources.list
  printf '%s\n' 0123456789abcdef0123456789abcdef >/base/etc/machine-id
  printf running >/base/var/world/init
  ln -s --target-directory=/base/var/world/bin -- /optional/{curl,gpg,docker,jq}
}

# put <path> <text> – a file of the world; lacks <path…> – takes away.
put() { mkdir -p "${1%/*}" && printf '%s\n' "$2" >"$1"; }
lacks() { rm -rf -- "$@"; }

# installed <package…>, available <package…> – packages that are there; that apt can install besides. program <name…> – it is there; without <name…> – it is not (curl, gpg, docker and jq are).
installed() { local name; for name in "$@"; do printf 1 >"/var/world/packages/$name"; done; }
available() { local name; for name in "$@"; do printf 1 >"/var/world/available/$name"; done; }
without() { rm "${@/#//var/world/bin/}"; }
program() { ln -sf --target-directory=/var/world/bin -- "${@/#//optional/}"; }

# dead <"address suite"> [calls] – this source does not answer to so many more `apt-get update`, or ever; from <"address suite"> <package…> – it has these.
dead() { local name=${1#*://}; name=${name#*@}; mkdir -p /var/world/dead && printf '%s' "${2-}" >"/var/world/dead/${name//[\/ ]/_}"; }
from() { local name; mkdir -p /var/world/from; for name in "${@:2}"; do printf '%s' "$1" >"/var/world/from/$name"; done; }
# provides <package> <what>, conflicts <package> <package> – what it stands for besides; what goes when it comes.
provides() { put "/var/world/provides/$1" "$2"; }
conflicts() { put "/var/world/conflicts/$1" "$2"; }

# unit <name> <fact…> – a systemd unit, which has been as it is for long; facts are enabled, active, failed, loops (is
# started over and over), and of its start refuses, dies (just after it), hangs, namespace (its sandbox cannot be set
# up); of its stop stays. One whose file condition has text is skipped, which systemd has forgotten with the file
# forgotten.
unit() {
  local fact
  [[ $1 == *.* ]] || set -- "$1.service" "${@:2}"
  mkdir -p "/var/world/units/$1"
  for fact in "${@:2}"; do : >"/var/world/units/$1/$fact"; done
  age "/var/world/units/$1"
  { cat "/etc/systemd/system/$1" "/etc/systemd/system/$1".d/*.conf 2>/dev/null || :; } | sha256sum >"/var/world/units/$1/loaded"
}

# age <folder…> – these units and Docker containers have been as they are for months; age_all – all have.
age() {
  local at
  for at in "$@"; do
    if [[ $at == */units/* ]]; then echo 'Thu 2026-01-01 00:00:00 UTC' >"$at/since"; else echo 2026-01-01T00:00:00.123456789Z >"$at/started"; fi
  done
}
age_all() { local at; for at in /var/world/units/*/ /var/world/containers/*/; do [[ ! -d $at ]] || age "${at%/}"; done; }

# listens <port> [seconds] – somebody accepts connections there, after so many seconds, for as long as the sandbox lives. (The first line
# is `ip link set lo up`.)
listens() {
  perl -MSocket -e '
    my $up = pack("a16sx22", "lo", 0x49); socket(my $any, AF_INET, SOCK_DGRAM, 0); ioctl($any, 0x8914, $up) or die "lo: $!";
    sleep($ARGV[1]); socket(my $s, AF_INET, SOCK_STREAM, 0); setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1); bind($s, pack_sockaddr_in($ARGV[0], INADDR_LOOPBACK)) or exit;
    listen($s, 9); while (1) { accept(my $peer, $s) }' "$1" "${2-0}" </dev/null >/dev/null 2>&1 3>&- &
  local try
  [[ ${2-} ]] || for ((try = 0; try < 250; try++)); do (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && break; /usr/bin/sleep 0.02; done
}

# broken <program> <status> – this stand-in fails whenever it is called.
broken() { printf '%s' "$2" >"/var/world/faults/$1"; }

# account <name> [group…] – a user with its own group, and a member of those.
account() {
  local name=$1 group id
  id=$((1000 + $(grep -c '^.*:x:1[0-9][0-9][0-9]:' /etc/passwd)))
  printf '%s:x:%s:%s::/home/%s:/bin/bash\n' "$name" "$id" "$id" "$name" >>/etc/passwd
  printf '%s:x:%s:\n' "$name" "$id" >>/etc/group
  mkdir -p "/home/$name"
  for group in "${@:2}"; do groupadd --force "$group" && usermod --append --groups "$group" "$name"; done
}

# note_mount <path> – mountpoint says that something is mounted there.
note_mount() {
  printf '%s\n' '#!/bin/bash' "[[ \${*: -1} == $1 ]] || exec /usr/bin/mountpoint \"\$@\"" >/var/world/bin/mountpoint
  chmod 755 /var/world/bin/mountpoint
}
