# What the stand-ins for Compose can do, as the plugin and as the program: up (of all, or of services by name), config --services. A compose file is JSON, or YAML with two
# spaces a level of which only the services' names, images, restart policies and `scale` are read. Its containers are named <project>-<service>-1; of a
# service with 0 replicas there is none, though it is a service all the same.

# services_of <file> – "service image policy replicas", one a line.
services_of() {
  local line inside='' name='' image='' policy=no scale=1
  if grep --quiet '^{' "$1"; then
    jq --raw-output '.services | to_entries[] | "\(.key) \(.value.image) \(.value.restart // "no") \(.value.deploy.replicas // .value.scale // 1)"' "$1"
    return
  fi
  while IFS= read -r line; do
    case $line in
      [!\ ]*) inside=${line#services:} && [[ $inside != "$line" ]] && inside=yes || inside='' ;;
      '    image: '*) image=${line##* } ;;
      '    restart: '*) policy=${line##* } ;;
      '    scale: '*) scale=${line##* } ;;
      '   '*) ;;
      *) [[ -z $inside ]] || { [[ -z $name ]] || echo "$name $image $policy $scale"; name=${line// /} name=${name%:} policy=no scale=1; } ;;
    esac
  done <"$1"
  [[ -z $name ]] || echo "$name $image $policy $scale"
}

# compose <option…> <command> [option…]
compose() {
  local project='' file='' environment='' again='' only='' service image policy scale label at hash
  while (($# > 0)); do
    case $1 in
      version) echo 'Docker Compose version v2.39.1' && return ;;
      --project-name) project=$2 && shift ;;
      --project-directory) shift ;;
      --file) file=$2 && shift ;;
      --env-file) environment=$2 && shift ;;
      *) break ;;
    esac
    shift
  done
  [[ -e $file ]] || { echo "open $file: no such file or directory" >&2 && return 14; }
  [[ -z $environment || -e $environment ]] || { echo "couldn't find env file: $environment" >&2 && return 14; }
  case $* in
    'config --services') services_of "$file" | while read -r service _; do echo "$service"; done && return ;;
    'up --detach --remove-orphans --quiet-pull') ;;
    'up --detach --remove-orphans --quiet-pull --force-recreate') again=yes ;;
    'up --detach --quiet-pull --no-deps --force-recreate '*) again=yes only=" ${*:6} " ;;
    *) unknown "$@" ;;
  esac
  label=com.docker.compose
  while read -r service image policy scale; do
    ((scale > 0)) || continue
    [[ -z $only || $only == *" $service "* ]] || continue
    at=$world/containers/$project-$service-1
    hash=$(cat "$file" ${environment:+"$environment"} | sha256sum)
    if [[ -d $at && -z $again && $(<"$at/label $label.config-hash") == "$hash" ]]; then rm -f "$at/status" && continue; fi
    [[ ! -d $at ]] || rm -r "$at"
    run --detach --pull missing --name "$project-$service-1" --label "$label.project=$project" --label "$label.service=$service" \
      --label "$label.oneoff=False" --label "$label.config-hash=$hash" --restart "$policy" -- "$image" >/dev/null || return 1
  done < <(services_of "$file")
  for at in "$world"/containers/*; do
    [[ -e "$at/label $label.project" && $(<"$at/label $label.project") == "$project" ]] || continue
    service=$(<"$at/label $label.service")
    grep --quiet "^$service " <(services_of "$file") || rm -r "$at"
  done
}

# list_containers – of `container ls`: the ids of those with all of the labels.
list_containers() {
  local at wanted=() one
  while (($# > 0)); do
    case $1 in
      --all | --quiet | --no-trunc) ;;
      --filter) wanted+=("${2#label=}") && shift ;;
      *) unknown "$@" ;;
    esac
    shift
  done
  for at in "$world"/containers/*/; do
    [[ -d $at ]] || continue
    for one in "${wanted[@]}"; do [[ -e "${at}label ${one%%=*}" && $(<"${at}label ${one%%=*}") == "${one#*=}" ]] || continue 2; done
    echo "$(<"${at}id")"
  done
}
