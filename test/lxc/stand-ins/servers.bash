# The two servers on the bridge: names, and HTTPS for everything else. They end with `run`, however it ends.

servers_up() { # <folder of the stand-ins>
  local -r address=$(<"$RIG/state/range").1
  rootfs_names >"$1/resolv.conf"
  server_started names dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --group=root --pid-file= --no-hosts --log-queries \
    --log-facility="$RIG/log/names" --resolv-file="$1/resolv.conf" --bind-interfaces --except-interface=lo \
    --listen-address="$address" --address="$(sed 's/^/\//' "$HERE/stand-ins/names" | tr -d '\n')/$address"
  server_started https node "$HERE/stand-ins/https.mjs" "$address" "$1" "$RIG/log/https"
  printf 'nameserver %s\n' "$address" >"$RIG/disk/base/etc/resolv.conf"
  server_answers "$address" 53
  server_answers "$address" 443
}

# The parent's death is told by the kernel, so that nothing stays after a KILL either.
server_started() { # <name> <program> [<word>...]
  setsid setpriv --pdeathsig TERM -- "${@:2}" </dev/null >"$RIG/log/server-$1" 2>&1 {OUTSIDE}>&- &
  printf '%s\n' "$!" >"$RIG/state/server-$1.pid"
}

server_answers() { # <address> <port>
  local deadline=$((SECONDS + 15))
  until (: <>"/dev/tcp/$1/$2") 2>/dev/null; do
    ((SECONDS < deadline)) || { say "no stand-in answers at $1:$2" && cat "$RIG"/log/server-* >&2 && return 3; }
    sleep 0.1
  done
}

servers_down() {
  local file pid
  for file in "$RIG"/state/server-*.pid; do
    [[ -e $file ]] || continue
    pid=$(<"$file")
    kill -CONT "$pid" 2>/dev/null
    kill -TERM "$pid" 2>/dev/null && wait "$pid"
  done
}
