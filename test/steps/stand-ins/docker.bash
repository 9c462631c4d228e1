# What the stand-in for docker can do. A world says in behaviours/<image> (Bash) how a container of it fares: output, code, dies, log, loops,
# refused (made, but not started), hangs, health (unhealthy, or starting, which is healthy a moment later if heals is set), health_log.

# Nothing here starts a process where Bash has a word for it: a step asks Docker many times.

no_such() { echo "Error response from daemon: No such $1: $2" >&2 && return 1; }
starts() { TZ=UTC printf "%(%FT%T)T.${EPOCHREALTIME#*[.,]}000Z\\n" -1 >"$1/started"; }
# get_fact <container> <name> [otherwise] – sets fact.
get_fact() {
  fact=${3-}
  [[ ! -e $world/containers/$1/$2 ]] || fact=$(<"$world/containers/$1/$2")
}

# fill <placeholder> <container> <fact> [otherwise] – puts it into template.
fill() {
  [[ $template == *"$1"* ]] || return 0
  get_fact "${@:2}"
  template=${template//"$1"/"$fact"}
}

# inspect <image|container> --format <template> -- <name or id…>
inspect() {
  local kind=$1 template=$3 name
  [[ $2 == --format ]] || unknown "$@"
  shift 3
  [[ $1 != -- ]] || shift
  for name in "$@"; do inspect_one "$kind" "$template" "$name" || return; done
}

# inspect_one <image|container> <template> <name or id>
inspect_one() {
  local kind=$1 template=$2 name=$3 path label fact health
  path=$world/${kind}s/${name//\//%}
  if [[ $kind == container && ! -e $path ]]; then
    for path in "$world"/containers/*/; do [[ ! -e ${path}id || $(<"${path}id") != "$name" ]] || break; path=''; done
    path=${path%/} && [[ -z $path ]] || name=${path##*/}
  fi
  [[ -n $path && -e $path ]] || { echo && no_such "$kind" "$name" || return; }
  if [[ $kind == image ]]; then
    template=${template//'{{.Id}}'/"$(<"$path")"}
  else
    # One that is started over and over has been so just now.
    [[ ! -e $path/loops ]] || starts "$path"
    fill '{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}' "$name" health none
    fill '{{range .State.Health.Log}}{{.Output}}{{end}}' "$name" health-log
    template=${template//'{{.Name}}'/"/$name"}
    fill '{{.Id}}' "$name" id
    fill '{{.Image}}' "$name" image
    fill '{{.State.Status}}' "$name" status running
    fill '{{.State.StartedAt}}' "$name" started 0001-01-01T00:00:00Z
    fill '{{.State.ExitCode}}' "$name" code 0
    fill '{{.RestartCount}}' "$name" restarts 0
    fill '{{.HostConfig.RestartPolicy.Name}}' "$name" policy no
    label='\{\{index .Config.Labels "([^"]*)"\}\}'
    [[ ! $template =~ $label ]] || fill "${BASH_REMATCH[0]}" "$name" "label ${BASH_REMATCH[1]}"
    get_fact "$name" health none
    health=$fact
    # One that comes to health is there the second time one looks.
    [[ $health != starting || ! -e $path/heals ]] || echo healthy >"$path/health"
  fi
  [[ $template != *'{{'* ]] || unknown "$template"
  printf '%s\n' "$template"
  # One that is started over and over again has been so once more the next time one looks.
  [[ $kind != container || ! -e $path/loops ]] || { get_fact "$name" restarts 0 && echo $((fact + 1)) >"$path/restarts"; }
}

pull() {
  local name=${*: -1}
  [[ -e $world/registry/${name//\//%} ]] || { echo "Error response from daemon: manifest for $name not found" >&2 && return 1; }
  cp "$world/registry/${name//\//%}" "$world/images/" && echo "$name"
}

# load_image – an archive is lines of "image <name> <id>".
load_image() {
  local file=/dev/stdin image id
  while (($# > 0)); do
    case $1 in --input | -i) file=$2 && shift ;; --quiet | -q) ;; *) unknown "$@" ;; esac
    shift
  done
  [[ -e $file ]] || { echo "open $file: no such file or directory" >&2 && return 1; }
  while read -r _ image id; do printf '%s' "$id" >"$world/images/${image//\//%}" && echo "Loaded image: $image"; done < <(grep '^image ' "$file")
  [[ $image || -s $file ]] || { echo 'unexpected EOF' >&2 && return 1; }
}

remove_image() {
  local name=${*: -1}
  rm "$world/images/${name//\//%}" 2>/dev/null || no_such image "$name"
}

remove() {
  local name=${*: -1}
  [[ -d $world/containers/$name ]] || { no_such container "$name" || return; }
  # What only the container names goes with it.
  [[ " $* " != *" --volumes "* ]] || rm -rf "$world/anonymous/$name"
  rm -r "$world/containers/$name" && echo "$name"
}

logs() {
  local name=${*: -1} last=+1
  [[ -d $world/containers/$name ]] || { no_such container "$name" || return; }
  [[ ! -e $world/logs-hang ]] || /usr/bin/sleep 60
  [[ $1 != --tail ]] || last=$2
  tail --lines="$last" "$world/containers/$name/log" 2>/dev/null || :
}

info() {
  local runtimes='{"io.containerd.runc.v2":{"path":"runc"},"runc":{"path":"runc"}'
  [[ ! -e $world/runtime ]] || runtimes+=",\"$(<"$world/runtime")\":{\"path\":\"x\"}"
  if (($# == 0)); then echo 'Server Version: 28.0.1'; else
    local template=${2//'{{.ServerVersion}}'/28.0.1}
    printf '%s\n' "${template//'{{json .Runtimes}}'/"$runtimes}"}"
  fi
}

run() {
  local name='' policy=no pull='' detach='' gone='' image='' labels=() given=("$@") at key label output='' code=0 dies='' log='' loops='' refused='' hangs='' health='' heals='' health_log='' id
  while (($# > 0)); do
    case $1 in
      --name) name=$2 && shift ;;
      --restart) policy=$2 && shift ;;
      --pull) pull=$2 && shift ;;
      --label) labels+=("$2") && shift ;;
      --detach) detach=yes ;;
      --rm) gone=yes ;;
      # Docker before 23, such as Debian 12's.
      --quiet) echo "unknown flag: $1" >&2 && return 125 ;;
      --sig-proxy=false) ;;
      --network)
        [[ -e $world/networks/$2 || $2 == bridge ]] || refused="network $2 not found"
        shift
        ;;
      --runtime | --gpus | --ipc | --publish | --volume | --env) shift ;;
      --) image=$2 && break ;;
      -*) unknown "$1" ;;
      *) image=$1 && break ;;
    esac
    shift
  done
  at=$world/containers/$name key=${image//\//%}
  [[ ! -d $at ]] || { echo "docker: Error response from daemon: Conflict. The container name \"/$name\" is already in use" >&2 && return 125; }
  # Docker would pull then, an image that nobody has looked at.
  [[ $pull ]] || unknown "run without --pull"
  if [[ ! -e $world/images/$key ]]; then
    [[ $pull == missing ]] && pull "$image" >/dev/null || { echo "docker: No such image: $image" >&2 && return 125; }
  fi
  [[ ! -e $world/behaviours/$key ]] || . "$world/behaviours/$key"
  id=$(printf '%s\0' "${given[@]}" | sha256sum) && mkdir -p "$at" && printf '%s' "${id%% *}" >"$at/id" || return
  cp "$world/images/$key" "$at/image" && echo "${policy%%:*}" >"$at/policy" && printf '%s' "$log" >"$at/log"
  for label in "${labels[@]}"; do printf '%s' "${label#*=}" >"$at/label ${label%%=*}" 2>/dev/null || :; done
  [[ $refused ]] || starts "$at"
  [[ ! $loops ]] || : >"$at/loops"
  [[ ! $health ]] || { echo "$health" >"$at/health" && printf '%s' "$health_log" >"$at/health-log"; }
  [[ ! $heals ]] || : >"$at/heals"
  [[ ! $hangs ]] || /usr/bin/sleep 60
  if [[ $refused ]]; then
    echo created >"$at/status" && echo 128 >"$at/code"
    echo "docker: Error response from daemon: $refused" >&2 && return 125
  elif [[ $detach ]]; then
    [[ ! $dies ]] || { echo exited >"$at/status" && echo "$code" >"$at/code"; }
    echo "${id%% *}"
  else
    echo exited >"$at/status" && echo "$code" >"$at/code" && printf '%s\n' "$output"
    [[ ! $gone ]] || rm -r "$at"
    return "$code"
  fi
}
