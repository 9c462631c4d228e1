# What a step may change, as text: every path with type, mode, recorded owner and link target, and every file's sum. Left out: what
# the stand-ins write down of their calls, logs, and the run's own files.

# snapshot [lasting] – prints it; lasting: without temporary files, and without what git notes of times.
snapshot() {
  local places=(/etc /var /run /root /home /tmp /opt /srv /usr/local /host)
  local skipped=(-path /var/world/calls -o -path /var/world/owners -o -path '/var/world/init*' -o -path '/var/world/urls/*/later' -o -name .journal -o -path '/run/phoenix-setup-apt' -o -path '*/run/lock' -o -path '/host/run/lock' -o -path '*/run/phoenix-setup')
  [[ $# == 0 ]] || skipped+=(-o -path '/tmp/*' -o -path '*/run/phoenix-setup-http*' -o -path '*/.git/index' -o -path '*/.git/logs')
  find "${places[@]}" \( "${skipped[@]}" \) -prune -o -printf '%y %m %p %l\n' | LC_ALL=C sort
  find "${places[@]}" \( "${skipped[@]}" \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  owners
}

# owners – the recorded owner of each path that has one; recorded by inode, so that a file that is moved keeps it.
owners() {
  local record path
  for record in /var/world/owners/*; do
    [[ -e $record ]] || continue
    path=$(find /etc /var /run /root /home /tmp /opt /srv /usr/local -inum "${record##*/}" -print -quit)
    [[ -z $path ]] || printf 'owner %s %s\n' "$path" "$(<"$record")"
  done | LC_ALL=C sort
}

# litter – complains about temporary files that were left behind.
litter() {
  local left
  left=$(find /etc /var /run /root /home /tmp /opt /srv /usr/local /host -path /var/world -prune -o \( -name '*phoenix-setup.??????*' -o -path '*/run/phoenix-setup-http*' -o -path '/tmp/*' \) -print)
  [[ -z $left ]] || printf 'left behind:\n%s\n' "$left"
}

# same <what> <before> <after> – complains about the difference, if there is one.
same() {
  [[ $2 == "$3" ]] || { printf '%s:\n' "$1" && diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | grep '^[<>]'; }
}
