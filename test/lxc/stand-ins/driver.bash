# The installer of NVIDIA's driver, for each version that scripts fetch, and the device nodes of a host with two GPUs.

driver_made() {
  local address file version
  while IFS= read -r address; do
    file=$MADE/www/${address#https://} version=${address%.run} version=${version##*-}
    mkdir -p -- "$(dirname -- "$file")"
    cat "$HERE/driver/installer" "$HERE/driver/nvidia-smi" | sed "s/@VERSION@/$version/" >"$file"
  done < <(named_in_scripts 'https://us\.download\.nvidia\.com/[^ ]+\.run')
  driver_devices "$RIG/host/dev"
}

# With the numbers of the real ones, behind which there is no driver here: opening one ends with "no such device", or with
# "not permitted" where the container's device rules do not name it. The second major is given out by the kernel at run time.
driver_devices() { # <folder>
  mkdir -p -- "$1/nvidia-caps"
  mknod -m 666 "$1/nvidia0" c 195 0
  mknod -m 666 "$1/nvidia1" c 195 1
  mknod -m 666 "$1/nvidiactl" c 195 255
  mknod -m 666 "$1/nvidia-uvm" c 511 0
  mknod -m 666 "$1/nvidia-uvm-tools" c 511 1
}
