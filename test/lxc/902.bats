# Container 902, a clone of 900 with Docker.

source "$BATS_TEST_DIRNAME/fleet.bash"
first_run 902 8

@test "902: Docker and NVIDIA's toolkit are installed, from lists that are signed by a key of their own" {
  local package name
  for package in docker-ce docker-ce-cli containerd.io docker-compose-plugin nvidia-container-toolkit; do
    packages_of "$(root_of 902)" | grep "^ii  $package "
  done
  for name in docker nvidia-container-toolkit; do
    grep -F "signed-by=/etc/apt/keyrings/$name.gpg" "$(root_of 902)/etc/apt/sources.list.d/$name.list"
    [ "$(stat --format=%a "$(root_of 902)/etc/apt/keyrings/$name.gpg")" = 644 ]
  done
}

@test "902: Docker runs, starts with the system, and has nvidia as its default runtime" {
  [ "$(unit_of 902 docker.service)" = "active enabled" ]
  [ "$(inside 902 docker info --format '{{.DefaultRuntime}}')" = nvidia ]
  grep -Eq '^ *no-cgroups *= *true' "$(root_of 902)/etc/nvidia-container-runtime/config.toml"
}

@test "902: the user may use Docker, and nothing of the trial is left" {
  grep -E '^docker:.*[:,]ubuntu(,|$)' "$(root_of 902)/etc/group"
  [ -z "$(docker_containers_of 902)" ]
  [ -z "$(inside 902 docker image ls --quiet)" ]
}

second_run 902 2
