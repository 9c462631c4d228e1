# The words of worlds that are the same on both sides, since the programs that they call are real on both.

# certificate <path> <name> – one that signed itself, of an authority.
certificate() {
  mkdir -p "${1%/*}"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$2" -config /dev/null \
    -addext basicConstraints=critical,CA:TRUE -keyout /tmp/key-of-certificate -out "$1"
}
is_trusted() { openssl verify -partial_chain -no-CAfile -CApath /etc/ssl/certs "$1"; }
is_in_bundle() { [[ $'\n'$(</etc/ssl/certs/ca-certificates.crt)$'\n' == *$'\n'"$(<"$1")"$'\n'* ]]; }

# repository <path> – a repository of a commit with one file, on the branch main.
repository() {
  git init --quiet --initial-branch main "$1"
  echo content >"$1/file"
  git -C "$1" add file
  git -C "$1" -c user.name=probe -c user.email=probe@example.org commit --quiet --message first
}
