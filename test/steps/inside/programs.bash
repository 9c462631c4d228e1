# What a step finds on PATH: the stand-ins, then the programs that every container has (bash, coreutils, util-linux, and Debian's
# other essential packages), and nothing else of this machine. What a package brings is optional: a world has it or not.

essential=(
  '[' arch b2sum base32 base64 basename basenc cat chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir dircolors dirname du
  echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv
  nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum
  sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate
  tsort tty uname unexpand uniq unlink users vdir wc who whoami yes
  flock findmnt getopt ionice logger lsblk mountpoint setsid setpriv taskset uuidgen
  bash dash sh awk mawk cmp diff find xargs egrep fgrep grep gunzip gzip zcat hostname getent ldconfig perl sed tar run-parts which
)

# link_programs – /programs holds the essential ones, /optional those that a world may have or not.
link_programs() {
  local name
  local -a found=() optional=(/stand-ins/optional/*)
  mkdir /programs /optional
  for name in "${essential[@]}"; do find_program "$name" found; done
  for name in jq git openssl; do find_program "$name" optional; done
  ln -s --target-directory=/programs -- "${found[@]}"
  ln -s --target-directory=/optional -- "${optional[@]}"
}

# find_program <name> <list> – adds its path to the list, if there is one; without a process, for there are 130 of them.
find_program() {
  local folder
  local -n paths=$2
  for folder in /usr/sbin /usr/bin /sbin /bin; do
    [[ ! -x $folder/$1 ]] || { paths+=("$folder/$1") && return; }
  done
}

# inside_path – where the programs of the step under test come from.
inside_path=/var/world/bin:/stand-ins/bin:/programs
