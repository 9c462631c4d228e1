# What config_value takes from the orchestrator's JSON files: strings, whole numbers, true and false of the format that is asked for, and nothing
# else. The functions are asked by themselves, in the locale that a script has on the host.

setup() {
  export LC_ALL=C
  templates=${BATS_TEST_DIRNAME%/test/contract}/templates
  file=$BATS_TEST_TMPDIR/values.json
  # These templates are plain Bash below the comment that they begin with.
  sed --separate '0,/--}}$/d' "$templates/shared/value-format.sh.hbs" "$templates/runtime/config.sh.hbs" "$templates/runtime/read-config.sh.hbs" \
    >"$BATS_TEST_TMPDIR/functions"
  # shellcheck source=/dev/null
  source "$BATS_TEST_TMPDIR/functions"
}

# ask <format> <key…> – sets said and status.
ask() {
  status=0
  said=$(
    # What bats has set for its tests is not for these.
    set +eET -u
    config_value "$file" "$@" 2>&1
  ) || status=$?
}

# ask_in_time – the same in a process of its own: a reader that waits for ever is ended.
ask_in_time() {
  status=0
  said=$(timeout 20 bash -uc '. "$1" && config_value "${@:2}"' bash "$BATS_TEST_TMPDIR/functions" "$file" "$@" 2>&1) || status=$?
}

# gives <JSON of the value> <format> <text, byte for byte>
gives() {
  printf '{"block": {"other": [1, {"a": null}], "key": %s}}' "$1" >"$file"
  ask "$2" block key
  if ((status != 0)) || [[ $said != "$3" ]]; then
    printf '%s as %s: ended with %s and said %s\n' "$1" "$2" "$status" "${said@Q}"
    return 1
  fi
}

# refuses <JSON of the value> <format> [what it says] – with key and file.
refuses() {
  printf '{"block": {"key": %s}}' "$1" >"$file"
  refuses_file "$2" "${3-}"
}

# refuses_file <format> [what it says] [how it is asked]
refuses_file() {
  "${3-ask}" "$1" block key
  if ((status != 1)) || [[ $said != "block.key in $file "* || $said != *"${2-}"* || $said == *$'\n'* ]]; then
    # Never of what is no file: a pipe would be waited for.
    [[ ! -f $file ]] || head -c 300 -- "$file"
    printf '\nas %s: ended with %s and said %s\n' "$1" "$status" "${said@Q}"
    return 1
  fi
}

# refuses_text <JSON of the whole file> [what it says]
refuses_text() {
  printf '%b' "$1" >"$file"
  refuses_file text "${2-}"
}

@test "strings, whole numbers and booleans are values" {
  gives '"Qwen/Qwen3-Coder"' word Qwen/Qwen3-Coder
  gives '"two words"' text 'two words'
  gives '"a\"b\\c\/d"' text 'a"b\c/d'
  gives '42' integer 42
  gives '"42"' integer 42
  gives '0' integer 0
  gives '-3' text -3
  gives '123456789012345678901234567890' text 123456789012345678901234567890
  gives 'true' word true
  gives 'false' text false
  gives '"/srv/a b"' path '/srv/a b'
  gives '"000"' integer 000
}

@test "text beyond ASCII comes out as UTF-8" {
  gives '"\u00fcber \u65e5\u672c \ud83d\ude00"' text $'\xc3\xbcber \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x98\x80'
  gives $'"\xc3\xa9"' text $'\xc3\xa9'
  gives '"\u00e9"' text $'\xc3\xa9'
}

@test "what is no string, whole number or boolean is refused" {
  refuses '{"a": 1}' text 'is an object'
  refuses '{}' text 'is an object'
  refuses '[1]' text 'is a list'
  refuses '[]' text 'is a list'
  refuses 'null' text 'is null'
  refuses '1.5' text 'with point or exponent'
  refuses '1.0' integer 'with point or exponent'
  refuses '1e400' text 'with point or exponent'
  refuses '1E5' integer 'with point or exponent'
  refuses '-0.0' text 'with point or exponent'
}

@test "control characters are refused, at the end as well" {
  refuses '"a\u0000b"' text 'control character'
  refuses '"a\u0000"' text 'control character'
  refuses '"910\n"' integer 'control character'
  refuses '"/etc/passwd\n"' path 'control character'
  refuses '"a\tb"' text 'control character'
  refuses '"\u001b[2J"' text 'control character'
  refuses '"\u0085"' text 'control character'
  refuses '"\u007f"' text 'control character'
  refuses '"\ud83d"' text surrogate
  refuses '"\ude00\ud83d"' text surrogate
}

@test "the format holds" {
  local text
  refuses 'true' integer "'true', which is not of the format 'integer'"
  refuses '-3' integer
  refuses '"0x10"' integer
  refuses '1234567890123456789' integer
  refuses '"a b"' word
  refuses '"$(reboot)"' word
  refuses '"a[$(reboot)]"' integer
  refuses '"\u00e9"' word
  refuses '"srv"' path
  refuses '42' path
  printf -v text '%4096s' ''
  gives "\"${text// /x}\"" word "${text// /x}"
  refuses "\"${text// /x}y\"" word 'longer than 4096 characters'
  gives "\"${text// /é}\"" text "${text// /é}"
}

@test "where there is nothing, nothing is printed" {
  local text
  gives '""' text ''
  for text in '{}' '{"block": {}}' '{"block": {"keys": 1}}'; do
    printf '%s' "$text" >"$file"
    ask text block key
    [[ $status == 0 && -z $said ]]
  done
}

@test "a key is no way to anything but the file" {
  export PHOENIX_CANARY=chirp
  refuses_text '{"block": "ENV"}' 'what is above it is not an object'
  refuses_text '{"block": "main::ENV"}' 'what is above it is not an object'
  refuses_text '{"block": ["key"]}' 'what is above it is not an object'
  refuses_text '"block"' 'what is above it is not an object'
  printf '{"ENV": {}, "": {}}' >"$file"
  ask text ENV PHOENIX_CANARY
  [[ $status == 0 && -z $said ]]
}

@test "a key that is there twice is refused, wherever it is" {
  refuses_text '{"block": {"key": "a", "key": "a"}}' 'has a key twice'
  refuses_text '{"block": {"key": "a"}, "block": {}}' 'has a key twice'
  refuses_text '{"x": [{"y": 1,\n"y": 2}], "block": {"key": "a"}}' 'is not JSON: an object has a key twice'
  refuses_text '{"block": {"key": "a", "k\\u0065y": "b"}}' 'has a key twice'
  printf '{"block": {"key": "a", "Key": "b"}, "other": {"key": "c"}}' >"$file"
  ask text block key
  [[ $status == 0 && $said == a ]]
}

@test "a file that is not JSON to its end is refused" {
  local text
  for text in '' ' ' '{' '{"block": {"key": "a"}' '{"block": {"key": "a"}} x' '{"block": {"key": "a"}}{}' '{"block": {"key": "a",}}' \
    '{"block": {"key": "a"},}' "{'block': {'key': 'a'}}" '{block: {key: "a"}}' '// x\n{"block": {"key": "a"}}' '{"block": {"key": "a"}} # x' \
    '{"block": {"key": 007}}' '{"block": {"key": +7}}' '{"block": {"key": .5}}' '{"block": {"key": 1.}}' '{"block": {"key": 1e}}' \
    '{"block": {"key": 0x1F}}' '{"block": {"key": NaN}}' '{"block": {"key": Infinity}}' '{"block": {"key": True}}' '{"block": {"key": nullx}}' \
    '{"block": {"key": "a\tb"}}' '{"block": {"key": "a\nb"}}' '{"block": {"key": "a\0b"}}' '{"block": {"key": "a"}}\0' '{"block": {"key": "\\x41"}}' \
    '{"block": {"key": "\\u12"}}' '{"block": {"key": "a" "b"}}' '{"block": {"key": ["a" "b"]}}' '{"block": {"key": "a}}' '{"block" {"key": "a"}}' \
    '\xef\xbb\xbf{"block": {"key": "a"}}' '{"block": {"key": [1,]}}' '{1: 2, "block": {"key": "a"}}' '{"block": {"key": 1 2}}'; do
    refuses_text "$text" 'is not JSON'
  done
  refuses_text '{"block": {"key": "a\xff"}}' 'is not UTF-8'
}

@test "a file is bounded, in size and depth" {
  local text
  printf -v text '%200s' ''
  refuses_text "{\"x\": ${text// /[}${text// /]}, \"block\": {\"key\": \"a\"}}" 'nested too deeply'
  { printf '{"block": {"key": "a"}}'; head -c 4194281 /dev/zero | tr '\0' ' '; } >"$file"
  ask text block key
  [[ $status == 0 && $said == a ]]
  printf ' ' >>"$file"
  refuses_file text 'larger than 4 MiB'
}

@test "what is no regular file is refused at once" {
  mkfifo "$file"
  refuses_file text 'not a regular file' ask_in_time
  rm -- "$file"
  mkdir -- "$file"
  refuses_file text 'not a regular file'
  rmdir -- "$file"
  refuses_file text 'No such file'
  ln -s /dev/zero "$file"
  refuses_file text 'not a regular file' ask_in_time
}
