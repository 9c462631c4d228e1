# A bridge with a private range that nothing on this machine uses, and the way out of it: forwarding and masquerade.

# The first is the range of the definitions, so that fixed addresses in scripts are true here too.
readonly -a NETWORK_RANGES=(10.0.0 10.213.77 172.29.213 192.168.231)

# Used means: an address or a route other than the default one touches it, or a name server stands in it.
network_is_used() { # <first three parts>
  local routes
  routes=$(
    ip -4 route show root "$1.0/24"
    ip -4 route show match "$1.0/24"
  ) || return 0
  ! grep -qvE '^(default|blackhole|$)' <<<"$routes" || return 0
  grep -qE "^nameserver +${1//./\\.}\\." /etc/resolv.conf
}

network_up() {
  # The random part of the folder's name: a name that is surely ours, so that it can be noted before the bridge is made.
  local -r bridge=phx${RIG##*.}
  local range
  for range in "${NETWORK_RANGES[@]}" ''; do
    [[ -n $range ]] || { say "no private range is free: ${NETWORK_RANGES[*]}" && return 3; }
    network_is_used "$range" || break
  done
  printf '%s\n' "$bridge" >"$RIG/state/bridge"
  printf '%s\n' "$range" >"$RIG/state/range"
  network_mtu >"$RIG/state/mtu"
  ip link add "$bridge" type bridge
  ip addr add "$range.1/24" dev "$bridge"
  ip link set "$bridge" up
  network_forward "$bridge" "$range"
}

# A tunnel below this machine may take less than 1500; what does not fit is dropped without a word.
network_mtu() {
  local device
  device=$(ip -4 -o route show default | sed -nE '1s/.* dev ([^ ]+).*/\1/p')
  cat "/sys/class/net/$device/mtu" 2>/dev/null || printf '1400\n'
}

network_forward() { # <bridge> <range>
  if [[ $(</proc/sys/net/ipv4/ip_forward) == 0 ]]; then
    : >"$RIG/state/forwarding"
    printf '1\n' >/proc/sys/net/ipv4/ip_forward
  fi
  nft -f - <<NFT
table ip $1 {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr $2.0/24 oifname != "$1" masquerade
  }
}
NFT
  # One accepting table does not overrule another one's drop: the rule has to stand where the drop is.
  if [[ -n $(type -P iptables) ]] && iptables -w -S FORWARD 2>/dev/null | grep -q -- '-P FORWARD DROP'; then
    : >"$RIG/state/iptables"
    iptables -w -I FORWARD -i "$1" -j ACCEPT
    iptables -w -I FORWARD -o "$1" -j ACCEPT
  fi
}

network_down() {
  local bridge
  [[ -e $RIG/state/bridge ]] || return 0
  bridge=$(<"$RIG/state/bridge")
  if [[ -e $RIG/state/iptables ]]; then
    iptables -w -D FORWARD -i "$bridge" -j ACCEPT
    iptables -w -D FORWARD -o "$bridge" -j ACCEPT
  fi
  nft delete table ip "$bridge" 2>/dev/null
  [[ ! -e $RIG/state/forwarding ]] || printf '0\n' >/proc/sys/net/ipv4/ip_forward
  ip link delete "$bridge" 2>/dev/null
}
