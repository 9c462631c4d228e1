# Signed package repositories, one a vendor, with what packages/<vendor>/ holds. Keys are made anew for each rig.

repositories_made() {
  local vendor fingerprint key repository suite
  mkdir -m 700 -- "$MADE/work/gnupg"
  while IFS='|' read -r vendor fingerprint key repository suite; do
    repository=${repository//@ARCHITECTURE@/"$ARCHITECTURE"} suite=${suite//@CODENAME@/"$CODENAME"}
    repository_key "$vendor" "$fingerprint" "$MADE/www/$key"
    repository_made "$vendor" "$MADE/www/$repository" "$suite"
  done < <(table vendors)
  gpgconf --homedir "$MADE/work/gnupg" --kill all
}

# The vendors' private keys are theirs. A script that pins a vendor's fingerprint is deployed with that of the rig's key.
repository_key() { # <vendor> <vendor's fingerprint> <file that is served>
  local own
  signer --passphrase '' --quick-generate-key "stand-in-$1" ed25519 sign never
  own=$(signer --with-colons --list-keys "stand-in-$1" | awk -F: '/^fpr/ && !found { print $10; found = 1 }')
  printf '%s %s\n' "$2" "$own" >>"$MADE/fingerprints"
  mkdir -p -- "$(dirname -- "$3")"
  signer --armor --export "stand-in-$1" >"$3"
}

signer() { # <option of gpg>...
  gpg --homedir "$MADE/work/gnupg" --batch --quiet --no-tty --pinentry-mode loopback "$@"
}

repository_made() { # <vendor> <folder that is served> <suite and component, or />
  local package top=. index=. suite component
  read -r suite component <<<"$3"
  [[ $suite == / ]] || top=dists/$suite index=dists/$suite/$component/binary-$ARCHITECTURE
  mkdir -p -- "$2/pool" "$2/$index"
  for package in "$HERE/packages/$1"/*/; do
    package_made "${package%/}" "$2/pool"
  done
  repository_index "$2" >"$2/$index/Packages"
  repository_release "$2/$top" "$suite" "$component" >"$MADE/work/release"
  signer --local-user "stand-in-$1" --output "$2/$top/InRelease" --clearsign "$MADE/work/release"
}

package_made() { # <folder> <folder for the package>
  if [[ -e $1.from ]]; then
    package_renamed "$1/DEBIAN/control" "$(<"$1.from")" >"$2/${1##*/}.deb"
  else
    # The modes that git and a umask have left are not what a package may have.
    cp -r -- "$1" "$MADE/work/"
    chmod -R a+rX,go-w,g-s -- "$MADE/work/${1##*/}"
    dpkg-deb --root-owner-group -Znone --build "$MADE/work/${1##*/}" "$2"
  fi
}

# One of the distribution's packages with another control file, in which only what it depends on stays. Debian's Docker
# refuses to be installed beside a package with the name of Docker's own, so it has to have that name itself. A package is
# an archive of three: a version, the control files, the data; the data are taken over as they are, which is a matter of a moment.
package_renamed() { # <control file> <package>
  local -r work=$MADE/work/$2 version=72 head=60
  local file size
  mkdir -- "$work"
  chroot "$BASE" env --chdir=/tmp apt-get -q download "$2" >&2
  mv -- "$BASE/tmp/$2"_*.deb "$work/"
  file=$(printf '%s' "$work"/*.deb)
  dpkg-deb --control "$file" "$work/control"
  sed '/^Depends:/!d' "$work/control/control" | cat "$1" - >"$work/new"
  mv -- "$work/new" "$work/control/control"
  tar --owner=0 --group=0 --directory="$work/control" -cf "$work/control.tar" .
  head --bytes="$version" "$file"
  printf '%-16s%-12s%-6s%-6s%-8s%-10s`\n' control.tar 0 0 0 100644 "$(stat --format=%s "$work/control.tar")"
  cat "$work/control.tar"
  size=$(dd if="$file" bs=1 skip="$((version + 48))" count=10 status=none)
  size=${size%%[!0-9]*}
  tail --bytes=+$((version + head + size + size % 2 + 1)) "$file"
}

repository_index() { # <folder that is served>
  local file
  for file in "$1"/pool/*.deb; do
    dpkg-deb --field "$file"
    printf 'Filename: %s\nSize: %s\nSHA256: %s\n\n' "${file#"$1/"}" "$(stat --format=%s "$file")" "$(digest "$file")"
  done
}

repository_release() { # <folder> <suite> <component>
  local file
  printf 'Origin: test rig\nSuite: %s\nCodename: %s\nArchitectures: %s\n' "$2" "$2" "$ARCHITECTURE"
  [[ -z $3 ]] || printf 'Components: %s\n' "$3"
  printf 'Date: %s\nSHA256:\n' "$(LC_ALL=C date --utc '+%a, %d %b %Y %H:%M:%S UTC')"
  for file in "$1"/Packages "$1"/*/binary-*/Packages; do
    [[ ! -e $file ]] || printf ' %s %s %s\n' "$(digest "$file")" "$(stat --format=%s "$file")" "${file#"$1/"}"
  done
}
