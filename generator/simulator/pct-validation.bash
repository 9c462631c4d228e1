# shellcheck shell=bash
# Values against the grammar (PVE::JSONSchema). Fields are reported in the grammar's order; real `pct` has none.

# check_parameters – all of `given`; sets `ctid` when the command has one.
check_parameters() {
  local name base problem format_failed=0
  local -a problems=()
  for name in ${grammar_positionals[$command]} ${grammar_options[$command]}; do
    if [[ -n ${grammar_required["$command $name"]-} && ! -v given[$name] ]]; then
      problems+=("$name: property is missing and it is not optional")
    fi
  done
  for name in "${!given[@]}"; do
    base=${base_of[$name]-$name}
    problem=""
    check_value "$command $base" "${given[$name]}"
    [[ -n $problem || $command != @(set|create) ]] || check_format "$base" "${given[$name]}"
    [[ -z $problem ]] || problems+=("$name: $problem")
    problem=${grammar_requires["$command $base"]-}
    [[ -z $problem || -v given[$problem] ]] || problems+=("$problem: missing property - '$name' requires this property")
  done
  if ((${#problems[@]})); then
    ((!format_failed)) || problems+=("")
    fail_usage "Parameter verification failed." "${problems[@]}"
  fi
  ctid=${given[vmid]-}
}

# check_value <key in the tables> <value> – sets `problem`, and `format_failed` with it.
check_value() {
  local type=${grammar_type[$1]-string} value=$2 pattern limit
  case $type in
    vmid | integer)
      if [[ ! $value =~ ^[+-]?[0-9]+$ ]]; then
        problem="type check ('integer') failed - got '$value'"
      elif [[ $type == vmid && ! $value =~ ^[1-9][0-9]{2,8}$ ]]; then
        problem="invalid format - value does not look like a valid VM ID"
        format_failed=1
      else
        check_limits "$1" "$value"
      fi
      return
      ;;
    number)
      pattern='^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?$'
      if [[ $value =~ $pattern ]]; then
        check_limits "$1" "$value"
      else
        problem="type check ('number') failed - got '$value'"
      fi
      return
      ;;
    snapname)
      # Perl's $ lets one newline at the end pass; pct_snapshot shows what that does.
      if [[ ! ${value%$'\n'} =~ ^[A-Za-z][A-Za-z0-9_-]+$ ]]; then
        problem="invalid format - invalid configuration ID '$value'"
        format_failed=1
      elif ((${#value} > 40)); then
        problem="value may only be 40 characters long"
      fi
      return
      ;;
  esac
  pattern=${grammar_pattern[$1]-}
  limit=${grammar_enum[$1]-}
  if [[ -n ${grammar_properties[$1]-} ]]; then
    check_properties "${grammar_properties[$1]}" "$value"
  elif [[ -n $pattern && ! $value =~ ^($pattern)$ ]]; then
    problem="value does not match the regex pattern"
  elif [[ -n $limit ]]; then
    check_enumeration "$limit" "$value"
  fi
}

# check_limits <key> <number> – by the whole part, which is all that the limits of the grammar need.
check_limits() {
  local least=${grammar_min[$1]-} most=${grammar_max[$1]-} whole=${2%%[.Ee]*} sign=""
  [[ $whole != -* ]] || sign=-
  whole=${whole#[+-]}
  while [[ $whole == 0?* ]]; do whole=${whole#0}; done
  ((${#whole} < 18)) || whole=999999999999999999
  whole=$sign${whole:-0}
  if [[ -n $least ]] && ((whole < least)) || [[ $least == 0 && $2 == -*[1-9]* ]]; then
    problem="value must have a minimum value of $least"
  elif [[ -n $most ]] && ((whole > most)); then
    problem="value must have a maximum value of $most"
  fi
}

# check_enumeration <words and ranges like mp0..mp255> <value>
check_enumeration() {
  local word first last stem
  local -a all=()
  for word in $1; do
    if [[ $word != *..* ]]; then
      [[ $word != "$2" ]] || return
      all+=("$word")
      continue
    fi
    stem=${word%%[0-9]*} first=${word%%..*} last=${word##*..}
    for ((first = ${first#"$stem"}; first <= ${last#"$stem"}; first++)); do
      [[ $stem$first != "$2" ]] || return
      all+=("$stem$first")
    done
  done
  printf -v word '%s, ' "${all[@]}"
  problem="value '$2' does not have a value in the enumeration '${word%, }'"
}

# check_properties <known keys; =key takes a bare value, key! must be there> <k=v,k=v>
check_properties() {
  local part key known=" ${1//[=!]/} " bare="" seen=" "
  local -a parts
  for key in $1; do [[ $key != =* ]] || bare=${key//[=!]/}; done
  IFS=, read -r -a parts <<<"$2"
  for part in "${parts[@]}"; do
    key=${part%%=*}
    [[ $part == *=* ]] || key=$bare
    [[ -n $key && $known == *" $key "* && $seen != *" $key "* ]] || problem="invalid format - format error"
    seen+="$key "
  done
  for key in $1; do
    [[ $key != *! || $seen == *" ${key//[=!]/} "* ]] || problem="invalid format - format error"
  done
  [[ -z $problem ]] || format_failed=1
}
