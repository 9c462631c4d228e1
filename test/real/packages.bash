# Builds the packages of the list `packages`, and what a repository says of each.

# build_packages <folder> – packages/ and stanzas/ in it.
build_packages() {
  local name version architecture fields
  mkdir -p "$1"/{packages,stanzas,tree}
  while read -r name version architecture fields; do
    [[ $name == [a-z]* ]] || continue
    build_package "$1" "$name" "$version" "$architecture" "$fields" || return
  done <"$here/packages"
}

# build_package <folder> <name> <version> <architecture> <fields>
build_package() {
  local tree=$1/tree/$2_$3_$4 deb=$2_$3_$4.deb field
  local -a fields
  mkdir -p "$tree/DEBIAN"
  printf '%s\n' "Package: $2" "Version: $3" "Architecture: $4" 'Maintainer: Probe <probe@example.org>' 'Description: made for a test' >"$tree/DEBIAN/control"
  IFS=';' read -r -a fields <<<"$5"
  for field in "${fields[@]}"; do
    field=${field# }
    case $field in
      'Conffile: '*)
        field=${field#*: }
        mkdir -p "$tree${field%/*}"
        printf 'of version %s\n' "$3" >"$tree$field"
        printf '%s\n' "$field" >"$tree/DEBIAN/conffiles"
        ;;
      'Fails: yes')
        printf '#!/bin/sh\necho "the script of %s fails" >&2\nexit 1\n' "$2" >"$tree/DEBIAN/postinst"
        chmod 755 "$tree/DEBIAN/postinst"
        ;;
      *) printf '%s\n' "$field" >>"$tree/DEBIAN/control" ;;
    esac
  done
  dpkg-deb --root-owner-group -Znone --build "$tree" "$1/packages/$deb" >/dev/null || return
  {
    cat "$tree/DEBIAN/control"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$1/packages/$deb")" "$(sha256sum <"$1/packages/$deb" | cut -d ' ' -f 1)"
  } >"$1/stanzas/$deb"
}
