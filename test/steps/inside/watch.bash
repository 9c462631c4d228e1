# A secret is nowhere to be seen while a step works: at each call of a program, all processes and readable files are searched.

mode_watched() {
  load
  fresh
  printf '%s\n' "$secret" >/secrets && base64 --wrap=0 <<<"$secret" >>/secrets && : >/seen
  keeper wrap /watching /inside/watch.sh bash
  whole /watching
  [[ $code == 0 && $result == changed ]] || printf 'the run ended %s with "%s":\n%s\n' "$code" "$result" "$said"
  sort --unique /seen
  [[ $said != *"$secret"* ]] || printf 'the secret was printed\n'
}
