# What scripts fetch from, asked as a container asks: from the base root filesystem, which knows its resolver and authority.

bats_require_minimum_version 1.5.0

setup() {
  # shellcheck source=stand-ins/fingerprints.bash
  source "$BATS_TEST_DIRNAME/stand-ins/fingerprints.bash"
  scripts=${PHOENIX_LXC_SCRIPTS:-$BATS_TEST_DIRNAME/../../dist-scripts}
  docker_key=https://download.docker.com/linux/ubuntu/gpg
  registry=https://registry-1.docker.io/v2
}

teardown() {
  rm -f -- "$RIG"/stand-ins/{down,slow}/*
}

inside_base() { # <command...>
  chroot "$RIG/disk/base" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

status_of() { # <address> [<option of curl>...]
  inside_base curl --silent --output /dev/null --write-out '%{http_code}\n' "${@:2}" "$1"
}

@test "scripts that pin no fingerprint are deployed byte for byte, the others differ in fingerprints alone" {
  local script pinned=0
  for script in "$scripts"/phoenix_hypervisor_setup_*.sh; do
    with_rig_keys "$script" >"$BATS_TEST_TMPDIR/deployed"
    if grep -qE '\b[0-9A-F]{40}\b' "$script"; then
      pinned=$((pinned + 1))
      run -1 cmp --silent "$script" "$BATS_TEST_TMPDIR/deployed"
      diff <(sed -E 's/\b[0-9A-F]{40}\b/a fingerprint/g' "$script") <(sed -E 's/\b[0-9A-F]{40}\b/a fingerprint/g' "$BATS_TEST_TMPDIR/deployed")
    else
      cmp "$script" "$BATS_TEST_TMPDIR/deployed"
    fi
  done
  [ "$pinned" -eq 3 ]
}

@test "a script that pins an unknown fingerprint, or the rig's own, is not deployed" {
  local rig
  printf 'put_key file address 0123456789ABCDEF0123456789ABCDEF01234567\n' >"$BATS_TEST_TMPDIR/unknown"
  run -1 with_rig_keys "$BATS_TEST_TMPDIR/unknown"
  [[ $output == *'of no vendor that test/lxc/stand-ins/vendors names' ]]
  read -r _ rig <"$RIG/stand-ins/fingerprints"
  printf 'put_key file address %s\n' "$rig" >"$BATS_TEST_TMPDIR/own"
  run -1 with_rig_keys "$BATS_TEST_TMPDIR/own"
  [[ $output == *'more than fingerprints would change in '* ]]
}

@test "the stand-ins' names are on the bridge, and all others are this machine's to know" {
  local name
  while IFS= read -r name; do
    run -0 inside_base getent ahostsv4 "$name"
    [[ ${lines[0]} =~ ^10\.0\.0\.1\  ]]
  done <"$BATS_TEST_DIRNAME/stand-ins/names"
  name=$(sed -nE 's#^deb [^:]*://([^/: ]+).*#\1#p' "$RIG/state/sources.list" | sort -u | tail -n 1)
  run -0 inside_base getent ahostsv4 "$name"
  [[ ${lines[0]} != 10.0.0.1\ * ]]
}

@test "they are believed for the rig's authority, and for no other reason" {
  run -0 inside_base curl --fail --silent --show-error "$docker_key"
  [[ $output == '-----BEGIN PGP PUBLIC KEY BLOCK-----'* ]]
  run -60 inside_base curl --silent --capath /var/empty --cacert /etc/ssl/certs/ISRG_Root_X1.pem "$docker_key"
}

@test "package lists are taken with the vendor's key, and refused with another one's" {
  local vendor rc=0
  cp -- "$RIG/stand-ins/www/download.docker.com/linux/ubuntu/gpg" "$RIG/disk/base/tmp/docker.asc"
  cp -- "$RIG/stand-ins/www/nvidia.github.io/libnvidia-container/gpgkey" "$RIG/disk/base/tmp/nvidia.asc"
  for vendor in docker nvidia; do
    mkdir -p -- "$RIG/disk/base/tmp/lists-$vendor/partial"
    printf 'deb [signed-by=/tmp/%s.asc] https://download.docker.com/linux/ubuntu %s stable\n' "$vendor" \
      "$(sed -n 's/^VERSION_CODENAME=//p' "$RIG/disk/base/etc/os-release")" >"$RIG/disk/base/tmp/$vendor.list"
    inside_base apt-get -q update -o APT::Update::Error-Mode=any -o Dir::Etc::SourceList="/tmp/$vendor.list" \
      -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="/tmp/lists-$vendor" >"$BATS_TEST_TMPDIR/$vendor" 2>&1 || rc=$?
  done
  rm -rf -- "$RIG/disk/base/tmp"/{docker,nvidia}.{asc,list} "$RIG/disk/base/tmp"/lists-*
  cat "$BATS_TEST_TMPDIR/docker" "$BATS_TEST_TMPDIR/nvidia"
  run -1 grep '^[EW]:' "$BATS_TEST_TMPDIR/docker"
  [ "$rc" -eq 100 ]
  grep NO_PUBKEY "$BATS_TEST_TMPDIR/nvidia"
}

@test "the registry wants a token, has the tags that scripts name, and no others" {
  local -a token=(--header 'Authorization: Bearer stand-in')
  [ "$(status_of "$registry/")" = 401 ]
  [ "$(status_of "$registry/" "${token[@]}")" = 200 ]
  [ "$(status_of "$registry/library/hello-world/manifests/linux" "${token[@]}")" = 200 ]
  [ "$(status_of "$registry/library/hello-world/manifests/windows" "${token[@]}")" = 404 ]
}

@test "a name that is to be down is down, alone, and each request is in the log" {
  : >"$RIG/stand-ins/down/download.docker.com"
  [ "$(status_of "$docker_key")" = 503 ]
  [ "$(status_of https://nvidia.github.io/libnvidia-container/gpgkey)" = 200 ]
  rm -- "$RIG/stand-ins/down/download.docker.com"
  [ "$(status_of "$docker_key?again")" = 200 ]
  wait_for_log ' download.docker.com GET /linux/ubuntu/gpg 503 '
}

@test "a name that is to be slow sends so many bytes a second" {
  local driver
  driver=$(cd -- "$RIG/stand-ins/www/us.download.nvidia.com" && find . -name '*.run')
  printf '1000\n' >"$RIG/stand-ins/slow/us.download.nvidia.com"
  run -28 status_of "https://us.download.nvidia.com/$driver" --max-time 1
  rm -- "$RIG/stand-ins/slow/us.download.nvidia.com"
  run -0 status_of "https://us.download.nvidia.com/$driver" --max-time 5
}

@test "the base root filesystem has no part of them but what it trusts" {
  run -1 inside_base bash -c 'type -P socat || type -P busybox'
  [ "$(find "$RIG/disk/base/usr/local" -type f)" = "$RIG/disk/base/usr/local/share/ca-certificates/test-rig.crt" ]
}

# A line is written when a reply has gone out whole, which the asker may know first.
wait_for_log() { # <part of a line>
  local try
  for try in {1..20}; do
    ! grep -F -- "$1" "$RIG/log/https" || return 0
    sleep 0.1
  done
  printf 'not in the log after %s tries: %s\n' "$try" "$1"
  return 1
}
