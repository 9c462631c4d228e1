# The rig has a network namespace of its own: whatever this machine uses, the addresses of the definitions are free there,
# and nothing that the rig does to its network outlives it. A pair of interfaces is the way out: forwarding and masquerade.

readonly NETWORK_RANGE=10.0.0

# For the way out only: the first two addresses after it are used, one on each side.
readonly -a NETWORK_UPLINKS=(10.213.77.0 172.29.213.0 192.168.231.0)

# outside <command...> – in the network namespace that `run` was started in.
outside() {
  nsenter --net="/proc/$$/fd/$OUTSIDE" -- "$@"
}

# Used means: an address or a route other than the default one touches it, or a name server stands in it.
network_is_used() { # <address of a /30>
  local routes
  routes=$(
    outside ip -4 route show root "$1/30"
    outside ip -4 route show match "$1/30"
  ) || return 0
  ! grep -qvE '^(default|blackhole|$)' <<<"$routes" || return 0
  grep -qE "^nameserver +${1%.*}\\." /etc/resolv.conf
}

network_up() {
  # The random part of the folder's name: a name that is surely ours, so that it can be noted before it is made.
  local -r uplink=phx${RIG##*.} bridge=vmbr0
  local range
  for range in "${NETWORK_UPLINKS[@]}" ''; do
    [[ -n $range ]] || { say "no private range is free: ${NETWORK_UPLINKS[*]}" && return 3; }
    network_is_used "$range" || break
  done
  printf '%s\n' "$bridge" >"$RIG/state/bridge"
  printf '%s\n' "$NETWORK_RANGE" >"$RIG/state/range"
  network_mtu >"$RIG/state/mtu"
  printf '%s\n' "$uplink" >"$RIG/state/uplink"
  network_uplink "$uplink" "${range%.*}"
  printf '1\n' >/proc/sys/net/ipv4/ip_forward
  ip link add "$bridge" type bridge
  ip addr add "$NETWORK_RANGE.1/24" dev "$bridge"
  ip link set lo up
  ip link set "$bridge" up
}

# A tunnel below this machine may take less than 1500; what does not fit is dropped without a word.
network_mtu() {
  local device
  device=$(outside ip -4 -o route show default | sed -nE '1s/.* dev ([^ ]+).*/\1/p')
  outside ip -o link show dev "${device:-lo}" | sed -nE 's/.* mtu ([0-9]+).*/\1/p'
}

network_uplink() { # <name> <first three parts of its range>
  local mtu
  mtu=$(<"$RIG/state/mtu")
  # Made on the outside, with its other end in here.
  outside ip link add "$1" mtu "$mtu" type veth peer name uplink mtu "$mtu" netns "$$"
  outside ip addr add "$2.1/30" dev "$1"
  outside ip link set "$1" up
  ip addr add "$2.2/30" dev uplink
  ip link set uplink up
  ip route add default via "$2.1"
  network_masquerade phoenix "$NETWORK_RANGE.0/24" vmbr0 | nft -f -
  if [[ $(outside cat /proc/sys/net/ipv4/ip_forward) == 0 ]]; then
    : >"$RIG/state/forwarding"
    outside bash -c 'printf "1\n" >/proc/sys/net/ipv4/ip_forward'
  fi
  network_masquerade "$1" "$2.0/30" "$1" | outside nft -f -
  # One accepting table does not overrule another one's drop: the rule has to stand where the drop is.
  if [[ -n $(type -P iptables) ]] && outside iptables -w -S FORWARD 2>/dev/null | grep -q -- '-P FORWARD DROP'; then
    : >"$RIG/state/iptables"
    outside iptables -w -I FORWARD -i "$1" -j ACCEPT
    outside iptables -w -I FORWARD -o "$1" -j ACCEPT
  fi
}

network_masquerade() { # <table> <range> <interface that it is behind>
  cat <<NFT
table ip $1 {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr $2 oifname != "$3" masquerade
  }
}
NFT
}

# What is inside the namespace goes with it.
network_down() {
  local uplink
  [[ -e $RIG/state/uplink ]] || return 0
  uplink=$(<"$RIG/state/uplink")
  if [[ -e $RIG/state/iptables ]]; then
    outside iptables -w -D FORWARD -i "$uplink" -j ACCEPT
    outside iptables -w -D FORWARD -o "$uplink" -j ACCEPT
  fi
  outside nft delete table ip "$uplink" 2>/dev/null
  outside ip link delete "$uplink" 2>/dev/null
  # Another rig may still live on what this one has switched on.
  if [[ -e $RIG/state/forwarding ]] && ! outside ip -o link show type veth | grep -q ': phx'; then
    outside bash -c 'printf "0\n" >/proc/sys/net/ipv4/ip_forward'
  fi
}
