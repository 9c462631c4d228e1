# Networks and volumes of the stand-in for docker: networks/<name> holds "driver internal ipv6 subnet,gateway…", and is in use if there is
# networks/<name>.used; volumes/<name> holds "driver options-as-JSON".

# network <inspect|create|rm> [option…] -- <name>
network() {
  local name=${*: -1} action=$1 driver=bridge internal=false ipv6=false subnet='' gateway='' ranges at template
  at=$world/networks/$name
  shift
  [[ $action == create || -e $at ]] || { echo && echo "Error response from daemon: network $name not found" >&2 && return 1; }
  case $action in
    inspect)
      read -r driver internal ipv6 ranges <"$at"
      template=${2//'{{range .IPAM.Config}} {{.Subnet}},{{.Gateway}}{{end}}'/" $ranges"}
      template=${template//'{{.EnableIPv6}}'/"$ipv6"}
      template=${template//'{{.Driver}}'/"$driver"} template=${template//'{{.Internal}}'/"$internal"} template=${template//'{{.Id}}'/1}
      [[ $template != *'{{'* ]] || unknown "$template"
      printf '%s\n' "$template"
      ;;
    rm) [[ ! -e $at.used ]] || { echo "Error response from daemon: error while removing network: network $name has active endpoints" >&2 && return 1; }; rm "$at" ;;
    create)
      [[ ! -e $at ]] || { echo "Error response from daemon: network with name $name already exists" >&2 && return 1; }
      while (($# > 0)); do
        case $1 in
          --driver) driver=$2 && shift ;;
          --subnet) subnet=$2 && shift ;;
          --gateway) gateway=$2 && shift ;;
          --internal) internal=true ;;
          --ipv6) ipv6=true ;;
          --) break ;;
          *) unknown "$1" ;;
        esac
        shift
      done
      # As Docker 20.10 does: a range of IPv4 in any case, the given one without a gateway unless one is given, with IPv6 only if it is asked for.
      ranges=$subnet,$gateway
      [[ $subnet == *.* ]] || ranges="172.18.0.0/16,172.18.0.1${subnet:+ $ranges}"
      mkdir -p "$world/networks" && echo "$driver $internal $ipv6 $ranges" >"$at" && echo 1234
      ;;
    *) unknown "$action" ;;
  esac
}

# volume <inspect|create> [option…] -- <name>
volume() {
  local name=${*: -1} action=$1 driver=local options=() at template known
  at=$world/volumes/$name
  shift
  case $action in
    inspect)
      [[ -e $at ]] || { echo && echo "Error response from daemon: get $name: no such volume" >&2 && return 1; }
      read -r driver known <"$at"
      template=${2//'{{.Driver}}'/"$driver"} template=${template//'{{json .Options}}'/"$known"}
      [[ $template != *'{{'* ]] || unknown "$template"
      printf '%s\n' "$template"
      ;;
    create)
      while (($# > 0)); do
        case $1 in
          --driver) driver=$2 && shift ;;
          --opt) options+=("$2") && shift ;;
          --) break ;;
          *) unknown "$1" ;;
        esac
        shift
      done
      known=null
      ((${#options[@]} == 0)) || known=$(printf '%s\n' "${options[@]}" | jq --raw-input --null-input --compact-output --sort-keys '[inputs | capture("^(?<key>[^=]*)=(?<value>.*)$")] | from_entries') || return
      # As Go prints JSON.
      known=${known//'&'/'\u0026'} known=${known//'<'/'\u003c'} known=${known//'>'/'\u003e'}
      mkdir -p "$world/volumes" && printf '%s %s\n' "$driver" "$known" >"$at" && echo "$name"
      ;;
    *) unknown "$action" ;;
  esac
}
