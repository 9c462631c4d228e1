# shellcheck shell=bash
# Descriptions, which the configuration keeps as encoded comment lines, and sorted words.

# sort_words <words…> – sets `sorted`; insertion sort, the lists are short and often sorted already.
sort_words() {
  local word i
  sorted=()
  for word in "$@"; do
    for ((i = ${#sorted[@]}; i > 0; i--)); do
      [[ ${sorted[i - 1]} > $word ]] || break
      sorted[i]=${sorted[i - 1]}
    done
    sorted[i]=$word
  done
}

# encode_text <line> – sets `text`: every byte but printable ASCII without : and % as %XX.
encode_text() {
  local rest=$1 char code
  text=""
  while [[ $rest =~ ^([\ -\$\&-9\;-~]*)([^\ -\$\&-9\;-~])(.*)$ ]]; do
    text+=${BASH_REMATCH[1]}
    rest=${BASH_REMATCH[3]}
    char=${BASH_REMATCH[2]}
    printf -v code %d "'$char"
    printf -v code '%%%02X' "$((code & 255))"
    text+=$code
  done
  text+=$rest
}

# decode_text <encoded line> – sets `text`.
decode_text() {
  local rest=$1 char
  text=""
  while [[ $rest =~ ^([^%]*)%(.*)$ ]]; do
    text+=${BASH_REMATCH[1]}
    rest=${BASH_REMATCH[2]}
    if [[ $rest =~ ^([0-9A-Fa-f]{2})(.*)$ ]]; then
      rest=${BASH_REMATCH[2]}
      printf -v char %b "\\x${BASH_REMATCH[1]}"
      text+=$char
    else
      text+=%
    fi
  done
  text+=$rest
}

# set_notes <section> <text of several lines>
set_notes() {
  local line text
  local -a lines
  notes_of[$1]=""
  [[ -n $2 ]] || return 0
  mapfile -t lines <<<"$2"
  for line in "${lines[@]}"; do
    encode_text "$line"
    notes_of[$1]+=$text$'\n'
  done
}
