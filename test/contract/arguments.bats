# What a script is called with, and as what.

load simulated

setup_file() { make_host; }
setup() { new_simulator; }
teardown() { take_down_simulators; }

refuses() { # <word…> – arguments that are not one CTID that the script is for
  in_case "called with (${*@Q})"
  run_words "$script" "$@"
  ends 1
  [[ ! -s $SIM/state/calls ]] || complain "pct was called"
}

wrong_count() { # <ctid>
  local script
  script_of "$1"
  refuses
  refuses "$1" "$1"
  refuses "$1" ""
  says usage
}

wrong_ctid() { # <ctid>
  local script word
  script_of "$1"
  for word in abc 0 -5 "0$1" "+$1" " $1" "$1 " "$1"$'\n' "$1.0" "$1 $1" 0x384 99999999999999999999 "" --help -h; do
    refuses "$word"
    says "${word//$'\n'/ }"
  done
}

other_container() { # <ctid>
  local script
  script_of "$1"
  refuses 999
  says "received CTID 999"
}

copy_elsewhere() { # <ctid>
  see_run_elsewhere "$1"
  is_running "$1"
  is_in_end_state "$1"
}

misnamed_copy() { # <ctid>
  local script copy=$SIM/scripts/phoenix_hypervisor_setup_999.sh
  script_of "$1"
  mv -- "$script" "$copy"
  script=$copy
  refuses "$1"
  says "for container 999"
  refuses 999
}

renamed_copy() { # <ctid>
  local script
  after_fresh_run "$1"
  script_of "$1"
  mv -- "$script" "$SIM/scripts/phoenix_hypervisor_lxc_999.sh"
  in_case "given to bash"
  run_words bash "$SIM/scripts/phoenix_hypervisor_lxc_999.sh" "$1"
  ends 0
}

for_one_script "without argument or with two it ends 1 and calls no pct" wrong_count
for_one_script "a word that is no CTID ends 1 and calls no pct" wrong_ctid
for_one_script "the CTID of another container ends 1 and calls no pct" other_container
for_one_script "a copy elsewhere, of another name, runs, given only PATH and PHOENIX_HOST_ROOT" copy_elsewhere
for_one_script "a copy named for another container ends 1 and calls no pct" misnamed_copy
for_one_script "a copy of any other name runs, and given to bash" renamed_copy
