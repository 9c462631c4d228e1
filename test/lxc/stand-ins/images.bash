# The Docker images that scripts name, laid out as a registry serves them. All of them have one small layer: a shell, a
# server for sockets, and the programs of image/; they differ in what they start.

readonly IMAGES_TYPE=application/vnd.docker
readonly -a IMAGES_COMMANDS=(base64 cat cp grep head id ls mkdir ps sed sh sleep)

images_made() {
  local repository program environment
  images_layer "$MADE/work/layer"
  tar --sort=name --owner=0 --group=0 --numeric-owner --directory="$MADE/work/layer" -cf "$MADE/work/layer.tar" .
  gzip -1 <"$MADE/work/layer.tar" >"$MADE/work/layer.gz"
  while IFS='|' read -r repository program environment; do
    image_made "$repository" "$program" "$environment"
  done < <(table images)
}

# Out of the base root filesystem, which has two packages for this alone (ROOTFS_PARTS in rig/rootfs.bash).
images_layer() { # <folder>
  local name file
  mkdir -p -- "$1"/{bin,etc,opt,root,tmp,usr/bin,var/run}
  cp -- "$BASE/bin/busybox" "$1/bin/"
  for name in "${IMAGES_COMMANDS[@]}"; do ln -s busybox "$1/bin/$name"; done
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$1/etc/passwd"
  chroot "$BASE" ldd /usr/bin/socat | grep -oE '/[^ ]+' | while IFS= read -r file; do
    install -D -- "$BASE/$file" "$1/$file"
  done
  install -- "$BASE/usr/bin/socat" "$1/usr/bin/"
  install -- "$HERE"/image/* "$1/opt/"
  certificate "$MADE/work/image" /CN=localhost
  cat "$MADE/work/image.key" "$MADE/work/image.crt" >"$1/opt/certificate.pem"
  chroot "$BASE" dpkg --purge busybox-static socat
}

# One manifest for each tag that scripts name.
image_made() { # <repository> <program and its words> <environment>
  local served=$MADE/www/registry-1.docker.io/v2/$1 key=Entrypoint tag
  local -a words
  mkdir -p -- "$served"/{blobs,manifests}
  # An image without a program of its own has a command, which a word after its name replaces.
  [[ $2 == /opt/* && $1 != library/* ]] || key=Cmd
  read -ra words <<<"$2"
  printf '{"architecture":"%s","os":"linux","config":{"Env":%s,"%s":%s},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$ARCHITECTURE" "$(image_list PATH=/usr/bin:/bin ${3:+"$3"})" "$key" "$(image_list "${words[@]}")" \
    "$(digest "$MADE/work/layer.tar")" >"$MADE/work/image"
  {
    printf '{"schemaVersion":2,"mediaType":"%s.distribution.manifest.v2+json",' "$IMAGES_TYPE"
    printf '"config":%s,' "$(image_blob "$MADE/work/image" "$served/blobs" container.image.v1+json)"
    printf '"layers":[%s]}' "$(image_blob "$MADE/work/layer.gz" "$served/blobs" image.rootfs.diff.tar.gzip)"
  } >"$MADE/work/manifest"
  image_blob "$MADE/work/manifest" "$served/manifests" distribution.manifest.v2+json
  while IFS= read -r tag; do
    cp -- "$MADE/work/manifest" "$served/manifests/${tag##*:}"
  done < <(named_in_scripts "\\b${1#library/}:[A-Za-z0-9_.-]+")
}

image_blob() { # <file> <folder> <type> – kept under its digest; prints how a manifest names it
  local digest
  digest=sha256:$(digest "$1")
  cp -- "$1" "$2/$digest"
  printf '{"mediaType":"%s.%s","digest":"%s","size":%s}' "$IMAGES_TYPE" "$3" "$digest" "$(stat --format=%s "$1")"
}

image_list() { # <word...> – as JSON; the words are this folder's own
  local list
  printf -v list ',"%s"' "$@"
  printf '[%s]\n' "${list#,}"
}
