# Container 903, a clone of 902 with GPUs that containers inside can use.

source "$BATS_TEST_DIRNAME/fleet.bash"
first_run 903 11

@test "903: its configuration has each line for a GPU once, and the nodes are inside" {
  devices_are_there 903
}

@test "903: the GPUs answer, and Docker has the runtime for them" {
  gpus_answer 903
  [[ $(inside 903 docker info --format '{{json .Runtimes}}') == *'"nvidia":'* ]]
}

@test "903: nothing of the trial is left" {
  [ -z "$(docker_containers_of 903)" ]
  [ -z "$(inside 903 docker image ls --quiet)" ]
}

second_run 903 2
