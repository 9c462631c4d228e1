# The strict reading of a command's words, as JSONSchema.pm does it on top of Getopt::Long.
#
#   arguments <usage line> <positionals> <options> <words...>
#
# Positionals: names separated by blanks, all needed; `--` as the last one means that a command follows it, which goes
# to AFTER. Options: name=kind, kind one of string, integer, boolean. Fills GIVEN[name].

declare -A GIVEN=()
declare -a AFTER=()
ARGUMENTS_USAGE=''

arguments_refused() { # <line...> – always followed by the usage line
  printf '%s\n' "$@" "$ARGUMENTS_USAGE" >&2
  exit 255
}

arguments() {
  ARGUMENTS_USAGE=$1
  local -r options=$3
  local -a wanted=() words=()
  local name
  read -ra wanted <<<"$2"
  shift 3
  while (($# > 0)); do
    case $1 in
      --)
        words+=(--)
        shift
        AFTER=("$@")
        break
        ;;
      -?*)
        arguments_option "$options" "$@"
        shift "$TAKEN"
        ;;
      *)
        words+=("$1")
        shift
        ;;
    esac
  done
  # Without `--` the real `exec` takes every word with a dash for itself, and then sometimes runs another command.
  [[ ${wanted[*]: -1} == "${words[*]: -1}" || " ${wanted[*]} ${words[*]} " != *' -- '* ]] ||
    fail 255 "rig: '--' is missing, or stands where no script needs it"
  ((${#words[@]} >= ${#wanted[@]})) || arguments_refused '400 not enough arguments'
  ((${#words[@]} <= ${#wanted[@]})) || arguments_refused '400 too many arguments'
  for name in "${!wanted[@]}"; do
    GIVEN[${wanted[name]}]=${words[name]}
  done
  for name in "${!GIVEN[@]}"; do
    arguments_valid "$name" "$(arguments_named "$options" "$name")"
  done
}

# Real `pct` also takes shortened names; a script that uses one is to be found out here.
arguments_named() { # <options> <name> – prints the name=kind of an option, in whatever case it is written
  local option
  for option in $1; do
    if [[ ${option%%=*} == "$2" || ${option,,} == "${2,,}="* ]]; then
      printf '%s\n' "$option"
    fi
  done
}

# A boolean takes the next word unless that starts with a dash: this is what makes `status --verbose 900` fail.
arguments_option() { # <options> <words...> – reads the first one or two words, TAKEN tells how many
  local option name=${2#-} value
  name=${name#-}
  option=$(arguments_named "$1" "${name%%=*}")
  [[ -n $option ]] || arguments_refused "Unknown option: ${name%%=*}" '400 unable to parse option'
  TAKEN=1
  if [[ $name == *=* ]]; then
    value=${name#*=}
  elif [[ ${option#*=} == boolean && (-z ${3:-} || $3 == -*) ]]; then
    value=1
  elif (($# > 2)); then
    value=$3
    TAKEN=2
  else
    arguments_refused "Option ${option%%=*} requires an argument" '400 unable to parse option'
  fi
  if [[ ${option#*=} == boolean ]]; then
    case ${value,,} in
      1 | on | yes | true) value=1 ;;
      0 | off | no | false) value=0 ;;
      *) arguments_refused '400 unable to parse boolean option' ;;
    esac
  fi
  GIVEN[${option%%=*}]=$value
}

arguments_valid() { # <name> <name=kind or nothing>
  local -r value=${GIVEN[$1]} head='400 Parameter verification failed.'
  case $1 in
    vmid | newid)
      [[ $value =~ ^[+-]?[0-9]+$ ]] || arguments_refused "$head" "$1: type check ('integer') failed - got '$value'"
      [[ $value =~ ^[1-9][0-9]{2,8}$ ]] ||
        arguments_refused "$head" "$1: invalid format - value does not look like a valid VM ID" ''
      ;;
    snapname)
      [[ $value =~ ^[A-Za-z][A-Za-z0-9_-]+$ ]] ||
        arguments_refused "$head" "$1: invalid format - invalid configuration ID '$value'" ''
      ((${#value} <= 40)) || arguments_refused "$head" "$1: value may only be 40 characters long"
      ;;
    --)
      ((${#AFTER[@]} > 0)) || fail 255 'missing command at /usr/share/perl5/PVE/CLI/pct.pm line 1.'
      ;;
    *)
      [[ ${2#*=} != integer ]] || arguments_integer "$head" "$1" "$value"
      ;;
  esac
}

arguments_integer() { # <head> <name> <value>
  [[ $3 =~ ^-?[0-9]+$ ]] || arguments_refused "$1" "$2: type check ('integer') failed - got '$3'"
  [[ $3 != -* ]] || arguments_refused "$1" "$2: value must have a minimum value of 0"
}
