# A secret is nowhere to be seen while a step works: at each call of a program, all processes and readable files are searched.

mode_watched() {
  local name
  load
  fresh
  printf '%s\n' "$secret" >/secrets && base64 --wrap=0 <<<"$secret" >>/secrets && : >/seen
  rm -rf /watching && mkdir /watching
  for name in /stand-ins/bin/* /programs/* /var/world/bin/*; do
    name=${name##*/}
    case $name in bash | '*') ;; *) ln -sf /inside/watch.sh "/watching/$name" ;; esac
  done
  whole /watching
  [[ $code == 0 && $result == changed ]] || printf 'the run ended %s with "%s":\n%s\n' "$code" "$result" "$said"
  sort --unique /seen
  [[ $said != *"$secret"* ]] || printf 'the secret was printed\n'
}
