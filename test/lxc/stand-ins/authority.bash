# A certificate authority of the rig's own, one certificate for all names, and containers that trust it.

authority_made() {
  local names
  names=$(sed 's/^/DNS:/' "$HERE/names" | paste -sd,)
  certificate "$MADE/authority" '/CN=Authority of a test rig' -addext 'basicConstraints=critical,CA:TRUE'
  certificate "$MADE/server" '/CN=Stand-in of a test rig' -addext "subjectAltName=$names" \
    -CA "$MADE/authority.crt" -CAkey "$MADE/authority.key"
  # In the system's store, which curl, apt and the Docker daemon all read.
  install -m 644 -- "$MADE/authority.crt" "$BASE/usr/local/share/ca-certificates/test-rig.crt"
  chroot "$BASE" update-ca-certificates
}

certificate() { # <file without .key and .crt> <subject> [<option of openssl req>...]
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
    -keyout "$1.key" -out "$1.crt" -subj "$2" "${@:3}"
}
