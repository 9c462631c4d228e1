# Words for worlds with Docker, GPUs and addresses; see world.bash.

# image <name> [id] – Docker has it; in_registry <name> [id] – it can be pulled; behaves <image> <Bash> – how its containers fare.
image() { printf 'sha256:%s' "${2:-1111}" >"/var/world/images/${1//\//%}"; }
in_registry() { printf 'sha256:%s' "${2:-1111}" >"/var/world/registry/${1//\//%}"; }
behaves() { mkdir -p /var/world/behaviours && printf '%s\n' "$2" >"/var/world/behaviours/${1//\//%}"; }

# container <name> <image> [docker run option…] – one that runs; set_container <name> <fact> <value>.
container() { docker run --detach --pull missing --name "$1" "${@:3}" -- "$2" >/dev/null; }
set_container() { printf '%s' "$3" >"/var/world/containers/$1/$2"; }

# answers <address> <status> [body] – what curl gets; answers_later <address> <tries> – after that many that are refused.
answers() {
  local at=/var/world/urls/${1//\//%}
  mkdir -p "$at" && printf '%s' "$2" >"$at/status" && printf '%s' "${3-}" >"$at/body"
}
answers_later() { printf '%s' "$2" >"/var/world/urls/${1//\//%}/later"; }
answer_is() { printf '%s' "${3-}" >"/var/world/urls/${1//\//%}/$2"; }

# gpus <n> – the host has the devices of so many. A link is as good as a device node, which no user may make.
gpus() {
  local i
  for ((i = 0; i < $1; i++)); do ln -s /dev/null "/host/dev/nvidia$i"; done
  ln -s /dev/null /host/dev/nvidiactl && ln -s /dev/full /host/dev/nvidia-uvm && ln -s /dev/full /host/dev/nvidia-uvm-tools
}

# driver <version> <gpus> – nvidia-smi inside.
driver() {
  program nvidia-smi
  printf '%s' "$1" >/var/world/driver && printf '%s' "$2" >/var/world/gpus
}
