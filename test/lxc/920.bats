# Container 920, a clone of 903 with the image of vLLM, proven to serve.

source "$BATS_TEST_DIRNAME/fleet.bash"
# Its parent brings the lines for the GPUs along, so the restart that they need, two calls, is not due.
first_run 920 8

@test "920: its configuration has each line for a GPU once, and the nodes are inside" {
  devices_are_there 920
  gpus_answer 920
}

@test "920: the image is there, and no container" {
  [ "$(inside 920 docker image ls --format '{{.Repository}}:{{.Tag}}')" = vllm/vllm-openai:latest ]
  [ -z "$(docker_containers_of 920)" ]
}

second_run 920 2
