# Container 901, a clone of 900 with GPUs.

source "$BATS_TEST_DIRNAME/fleet.bash"
first_run 901 11

@test "901: its configuration has each line for a GPU once, and the nodes are inside" {
  devices_are_there 901
}

@test "901: the driver's user-space part, the CUDA toolkit and nvtop are installed, and no kernel part" {
  gpus_answer 901
  packages_of "$(root_of 901)" | grep '^ii  cuda-toolkit-12-8 '
  packages_of "$(root_of 901)" | grep '^ii  nvtop '
  [ -z "$(packages_of "$(root_of 901)" | grep -E '^ii  (nvidia-driver|cuda-drivers)' || true)" ]
}

second_run 901 2
