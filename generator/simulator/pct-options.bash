# shellcheck shell=bash
# Words to parameters, as Getopt::Long and PVE::JSONSchema do it: abbreviations, booleans that swallow the next word,
# options between positionals. Results: `given` (name → value), `extra_args`, `base_of` (mp0 → mp).

declare -gA given=() base_of=()
declare -ga extra_args=()

# resolve_command <word> – sets `command`; a unique leading part is enough, aliases only in full.
resolve_command() {
  local name
  local -a hits=()
  if [[ -n ${grammar_aliases[${1:- }]-} ]]; then
    command=${grammar_aliases[$1]}
    return
  fi
  for name in $grammar_commands; do
    if [[ $name == "$1" ]]; then
      command=$name
      return
    fi
    [[ $name != "$1"* ]] || hits+=("$name")
  done
  case ${#hits[@]} in
    0) fail_command "unknown command 'pct $1'" ;;
    1) command=${hits[0]} ;;
    *) fail_command "incomplete command 'pct $1'" ;;
  esac
}

# find_option <typed name> – sets `option` (empty if there is none, after a line on stderr).
find_option() {
  local typed=${1,,} name lower limit
  local -a hits=() candidates=()
  option=""
  for name in ${grammar_positionals[$command]} ${grammar_options[$command]}; do
    lower=${name,,}
    limit=${grammar_indexed["$command $name"]-}
    if [[ -n $limit ]]; then
      if [[ $typed =~ ^"$lower"(0|[1-9][0-9]{0,3})$ ]] && ((BASH_REMATCH[1] <= limit)); then
        option=$typed
        base_of[$option]=$name
        return
      fi
      [[ $lower != "$typed"* ]] || hits+=("${lower}0" "${lower}1")
    elif [[ $lower == "$typed" ]]; then
      option=$name
      return
    elif [[ $lower == "$typed"* ]]; then
      hits+=("$lower")
      candidates+=("$name")
    fi
  done
  case ${#hits[@]} in
    0) printf 'Unknown option: %s\n' "$typed" >&2 ;;
    1) option=${candidates[0]} ;;
    *)
      local IFS=,
      name=${hits[*]}
      printf 'Option %s is ambiguous (%s)\n' "$typed" "${name//,/, }" >&2
      ;;
  esac
}

# store <option> <value> – the last one wins, but lists are collected.
store() {
  case ${grammar_type["$command $1"]-string} in
    list) given[$1]=${given[$1]:+${given[$1]},}$2 ;;
    array) extra_args+=("$2") given[$1]=1 ;;
    *) given[$1]=$2 ;;
  esac
}

# parse_options <words…>
parse_options() {
  local -a left=()
  local word option value has_value bad=0
  while (($#)); do
    word=$1
    shift
    if [[ $word == -- ]]; then
      left+=("$@")
      break
    fi
    if [[ $word != -* || $word == - ]]; then
      left+=("$word")
      ((!options_stop_at_words)) && continue
      left+=("$@")
      break
    fi
    word=${word#-}
    [[ $word == -* ]] && word=${word#-}
    has_value=0 value=""
    if [[ $word == ?*=* ]]; then
      value=${word:1}
      value=${value#*=}
      word=${word%"=$value"}
      has_value=1
    fi
    find_option "$word"
    if [[ -z $option ]]; then
      bad=1
    elif [[ ${grammar_type["$command $option"]-} == boolean ]]; then
      if ((!has_value && $#)) && [[ $1 != -?* ]]; then
        value=$1
        shift
      fi
      store "$option" "$value"
    elif ((has_value)) && [[ -n $value ]]; then
      store "$option" "$value"
    elif ((!has_value && $#)); then
      store "$option" "$1"
      shift
    else
      printf 'Option %s requires an argument\n' "${option,,}" >&2
      bad=1
    fi
  done
  ((!bad)) || fail_usage "unable to parse option"
  assign_positionals "${left[@]}"
  normalise_booleans
}

assign_positionals() {
  local name
  if [[ -n ${given[extra-args]-} ]] && (($#)); then
    fail_usage "internal error: extra-args must be the last argument"
  fi
  for name in ${grammar_positionals[$command]}; do
    if [[ $name == extra-args ]]; then
      extra_args=("$@")
      return
    fi
    if (($#)); then
      given[$name]=$1
      shift
    elif [[ -z ${grammar_optional["$command $name"]-} ]]; then
      fail_usage "not enough arguments"
    fi
  done
  if [[ $command == help ]]; then
    extra_args=("$@")
  elif (($#)); then
    fail_usage "too many arguments"
  fi
}

normalise_booleans() {
  local name
  for name in "${!given[@]}"; do
    [[ ${grammar_type["$command $name"]-} == boolean ]] || continue
    case ${given[$name],,} in
      "" | 1 | on | yes | true) given[$name]=1 ;;
      0 | off | no | false) given[$name]=0 ;;
      *) fail_usage "unable to parse boolean option" ;;
    esac
  done
}
