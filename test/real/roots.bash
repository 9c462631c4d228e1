# A small Debian of each release, with the programs whose tables there are.

# What their tables need, beside apt and what is essential.
readonly ROOT_PACKAGES=ca-certificates,curl,git,gnupg,jq,locales,openssl,openssh-client,procps,python3-venv,sudo,tzdata,unzip

# make_root <release> <folder> – where there is none yet, which a folder that is kept may have.
make_root() {
  local path
  local -a options=() mirror=()
  [[ ! -e $2/.made ]] || return 0
  rm -rf -- "$2"
  apt_settings >"$2.settings"
  mapfile -t mirror < <(mirror)
  # Manuals and translations are a good part of what is unpacked.
  for path in man doc locale info; do options+=("--dpkgopt=path-exclude=/usr/share/$path/*"); done
  mmdebstrap --mode=root --variant=apt --dpkgopt=force-unsafe-io "${options[@]}" --include="$ROOT_PACKAGES" --aptopt="$2.settings" \
    "${CODENAMES[$1]}" "$2" "${mirror[@]}" >"$2.log" 2>&1 || { cat "$2.log" >&2 && return 1; }
  # No row may reach for anything but what it says itself.
  rm -rf -- "$2"/etc/apt/{sources.list,sources.list.d/*,apt.conf.d/99mmdebstrap} "$2"/var/lib/apt/lists/*
  mkdir -p "$2"/{shared,table}
  : >"$2/.made"
}

# mirror – where this machine's apt has Debian itself from; nothing where it does not know, and mmdebstrap takes what it knows itself.
mirror() {
  # The words in $( ) are apt's.
  apt-get indextargets --format "\$(REPO_URI) \$(LABEL)" 'Created-By: Packages' 'Origin: Debian' | sed -n 's/ Debian$//p' | sort -u | head -n 1
}

# apt_settings – how this machine's apt reaches it.
apt_settings() {
  printf 'Acquire::Languages "none";\n'
  apt-config dump | grep -E '^Acquire::(Check-Valid-Until|Check-Date|https?::(Proxy|Verify))' || true
  [[ -z ${http_proxy:-} ]] || printf 'Acquire::http::Proxy "%s";\n' "$http_proxy"
  [[ -z ${https_proxy:-} ]] || printf 'Acquire::https::Proxy "%s";\n' "$https_proxy"
}
