# shellcheck shell=bash
# program-check.bash <file> – exits 0 and prints the names of the functions if the file holds only assignments in the
# form of `printf %q` and functions as `declare -f` prints them; else exits 1 and prints what was refused.
#
# Nothing of the file is ever executed. Bash itself finds where a function ends: a text that parses as a whole, and whose
# piece between the braces also parses between parentheses, cannot close the brace early, so defining that piece defines
# one function and does nothing else. The restricted mode and the empty PATH are a second barrier.

if ! problem=$("$BASH" --noprofile --norc -n -- "$1" 2>&1) || [[ -n $problem ]]; then
  printf 'the declarations, they do not parse: %s\n' "${problem#"$1: "}"
  exit 1
fi
mapfile -t lines <"$1"
exec 2>/dev/null
# shellcheck disable=SC2123 # no program is to be found from here on
PATH=/dev/null
set -r

assignment='^[A-Za-z_][A-Za-z0-9_]*=(.*)$'
word="^(''|\\\$'([^\\\\']|\\\\.)*'|(\\\\.|[]A-Za-z0-9_@%+=:,./^~#-]|["$'\x80-\xff'"])*)\$"
names=() starts=() texts=() count=${#lines[@]}
for ((i = 0; i < count; i++)); do
  line=${lines[i]}
  [[ -n $line && $line != \#* ]] || continue
  if [[ $line =~ $assignment ]]; then
    line=${BASH_REMATCH[1]}
    [[ $line =~ $word && ! $line =~ (^|[:=])~ ]] && continue
  elif [[ $line =~ ^([A-Za-z_][A-Za-z0-9_]*)\ \(\)\ $ && ${lines[i + 1]-} == "{ " && " ${names[*]} " != *" checked_${BASH_REMATCH[1]} "* ]]; then
    # The prefix keeps a function of the program from standing in for a builtin that is used here.
    name=checked_${BASH_REMATCH[1]} body=""
    for ((j = i + 2; j < count; j++)); do
      if [[ ${lines[j]} == \}* ]] && eval "checked () ("$'\n'"$body"$'\n'")"; then break; fi
      body+=${lines[j]}$'\n'
    done
    if [[ ${lines[j]-} == \} ]] && eval "$name () {"$'\n'"$body}"; then
      names+=("$name") starts+=("$i")
      texts+=("$name () "$'\n{ \n'"$body}")
      i=$j
      continue
    fi
  fi
  printf 'line %s: %s\n' "$((i + 1))" "${lines[i]}"
  exit 1
done

# What Bash made of the text is the text: no command hid in it, and `declare -f` printed it rightly in the first place.
((${#names[@]})) || exit 0
IFS=$'\n'
if [[ $(declare -f "${names[@]}") != "${texts[*]}" ]]; then
  for ((i = 0; i < ${#names[@]}; i++)); do
    [[ $(declare -f "${names[i]}") == "${texts[i]}" ]] && continue
    printf 'line %s: %s is not as declare -f prints it\n' "$((starts[i] + 1))" "${names[i]#checked_}"
    exit 1
  done
fi
printf '%s\n' "${names[@]#checked_}"
