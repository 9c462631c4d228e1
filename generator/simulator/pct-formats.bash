# shellcheck shell=bash
# Formats of single options that `set` and `create` share, in the words of PVE::JSONSchema and PVE::LXC::Config. Only what the scripts set, or
# could set wrongly, is modelled.

# check_format <option without its number> <value> – adds to `problem`, and sets `format_failed` with it.
check_format() {
  local found=""
  case $1 in
    nameserver) check_addresses "$2" ;;
    startup) check_startup "$2" ;;
    dev) check_device "$2" ;;
  esac
  [[ -z $found ]] || problem="invalid format - $found" format_failed=1
}

# check_addresses <list> – a link-local one may name an interface.
check_addresses() {
  local address
  local byte='(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
  local -a addresses
  IFS=$' \t\n,;' read -r -d '' -a addresses < <(printf '%s\0' "$1")
  for address in "${addresses[@]}"; do
    [[ ! $address =~ ^(fe80:[^%]+)%[A-Za-z][A-Za-z0-9_-]{1,19}$ ]] || address=${BASH_REMATCH[1]}
    [[ $address =~ ^($byte\.){3}$byte$ ]] || is_ipv6 "$address" || found="value does not look like a valid IP address"
  done
}

# is_ipv6 <address> – up to eight groups, of which one run may be left out; the last two may be an IPv4 address.
is_ipv6() {
  local group groups=$1 count=0
  [[ $1 == *:* && $1 != *:::* && $1 != *::*::* ]] || return 1
  [[ $1 != :* || $1 == ::* ]] && [[ $1 != *: || $1 == *:: ]] || return 1
  if [[ $1 =~ ^(.*:)([0-9]{1,3}\.){3}[0-9]{1,3}$ ]]; then groups=${BASH_REMATCH[1]}0:0; fi
  for group in ${groups//:/ }; do
    [[ $group =~ ^[0-9A-Fa-f]{1,4}$ ]] || return 1
    count=$((count + 1))
  done
  [[ $1 == *::* ]] && ((count < 8)) || ((count == 8))
}

# check_startup <[order=]n,up=n,down=n> – Perl takes "" and "0" for nothing at all.
check_startup() {
  local part
  local -a parts
  IFS=, read -r -a parts <<<"$1"
  [[ -n $1 && $1 != 0 ]] || found="unable to parse startup options"
  for part in "${parts[@]}"; do
    [[ $part =~ ^[[:space:]]*$ || $part =~ ^((order|up|down)=)?[0-9]+$ ]] || found="unable to parse startup options"
  done
}

# check_device <path and parts> – each part that is wrong has a line of its own.
check_device() {
  local part lines=""
  local -a parts
  IFS=, read -r -a parts <<<"$1"
  for part in "${parts[@]}"; do
    case $part in
      mode=*) [[ ${part#*=} =~ ^0[0-7]{3}$ ]] || lines+=$'\n'"$name.mode: value does not match the regex pattern" ;;
      uid=* | gid=*)
        if [[ ! ${part#*=} =~ ^[+-]?[0-9]+$ ]]; then
          lines+=$'\n'"$name.${part%%=*}: type check ('integer') failed - got '${part#*=}'"
        elif [[ $part == *=-* ]]; then
          lines+=$'\n'"$name.${part%%=*}: value must have a minimum value of 0"
        fi
        ;;
      path=* | [!=]*)
        [[ $part == *=* && $part != path=* ]] || [[ ${part#path=} == /dev/* && ! ${part#path=} =~ /\.\.?(/|$) ]] \
          || lines+=$'\n'"$name.path: invalid format - ${part#path=} is not a valid device path"$'\n'
        ;;
    esac
  done
  [[ -z $lines ]] || found="format error$lines"
}
