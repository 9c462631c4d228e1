# shellcheck shell=bash
# The model of a step, at the seam. State: one file per step under state/<ctid>/steps. Nothing of the step itself runs.
# The seam assigns simulated_state, simulated_ctid, simulated_lib and simulated_bash; on the host also simulated_called.
# shellcheck disable=SC2154

# simulated_step <stem> <phase>
simulated_step ()
{
    local simulated_here=$simulated_state/$simulated_ctid simulated_status=0
    simulated_begin "$1_$2" || return
    simulated_phase "$1" "$2" || simulated_status=$?
    simulated_end "$1_$2"
    return "$simulated_status"
}

# simulated_phase <stem> <phase>
simulated_phase ()
{
    case $2 in
        check)
            # A step that has nothing to apply is always so.
            if [[ -e $simulated_here/steps/$1 ]] || ! declare -F "$1_apply" > /dev/null; then
                return 0
            fi
            if declare -F differs > /dev/null; then
                differs "simulated: not applied"
            elif declare -F note > /dev/null; then
                note "simulated: not applied"
            fi
            return 10
        ;;
        apply)
            : > "$simulated_here/steps/$1"
        ;;
        verify)
            [[ -e $simulated_here/steps/$1 ]] || ! declare -F "$1_check" > /dev/null || ! declare -F "$1_apply" > /dev/null
        ;;
    esac
}

# simulated_host_step <stem_phase> – a step on the host: its own functions run, between the same misfortunes.
simulated_host_step ()
{
    local simulated_here=$simulated_state/$simulated_ctid simulated_status=0
    simulated_begin "$1" || return
    # In a subshell, so that errexit is as it would be and the end is still heard of.
    set +e
    ( set -e; "simulated_real_$1" )
    simulated_status=$?
    set -e
    simulated_end "$1"
    return "$simulated_status"
}

# simulated_start_of <pid> – sets simulated_started to when it started, in the kernel's clock ticks.
simulated_start_of ()
{
    local simulated_line=""
    { read -r simulated_line < "/proc/$1/stat"; } 2> /dev/null || :
    local -a simulated_fields=(${simulated_line##*) })
    simulated_started=${simulated_fields[19]-}
}

# simulated_begin <stem_phase> – what goes wrong before it, and what must not be: another phase at work on the same side.
simulated_begin ()
{
    local simulated_pid="" simulated_since="" simulated_started="" simulated_words=""
    local simulated_mark=$simulated_here/at-work${simulated_called:+-on-the-host}
    builtin printf '%s\n' "$1" >> "$simulated_here/ran"
    { read -r simulated_pid simulated_since < "$simulated_mark"; } 2> /dev/null || :
    # A process that started at another time has only its number in common with the one that was at work.
    simulated_start_of "${simulated_pid:-0}"
    if [[ -n $simulated_pid && $simulated_pid != "$BASHPID" && $simulated_started == "$simulated_since" ]]; then
        # One that has ended, but was not yet waited for, has no words. A phase is a process of its own.
        { read -r -d '' simulated_words < "/proc/$simulated_pid/cmdline"; } 2> /dev/null || :
        [[ -z $simulated_words ]] || builtin printf '%s\n' "$1" >> "$simulated_here/overlaps"
    fi
    simulated_start_of "$BASHPID"
    builtin printf '%s\n' "$BASHPID $simulated_started" > "$simulated_mark"
    simulated_misfortune "$1"
}

# simulated_end <stem_phase>
simulated_end ()
{
    : > "$simulated_here/at-work${simulated_called:+-on-the-host}"
    if simulated_wanted kill-caller-after-step "$1"; then
        "$simulated_bash" "$simulated_lib/crash.bash" kill-caller "${simulated_called:-$PPID}"
    fi
}

# simulated_wanted <fault> <stem_phase> – a line `stem_phase` in the fault's file, `stem_phase n` for the first n times, or
# `stem_phase =n` for the n-th time only.
simulated_wanted ()
{
    local simulated_name simulated_times simulated_line simulated_seen=0
    [[ -e $simulated_state/faults/$1 ]] || return 1
    while read -r simulated_line; do
        [[ $simulated_line != "$2" ]] || simulated_seen=$((simulated_seen + 1))
    done < "$simulated_state/$simulated_ctid/ran"
    while read -r simulated_name simulated_times || [[ -n $simulated_name ]]; do
        [[ $simulated_name == "$2" ]] || continue
        if [[ $simulated_times == =* ]]; then
            ((simulated_seen != ${simulated_times#=})) || return 0
        elif ((simulated_seen <= ${simulated_times:-simulated_seen})); then
            return 0
        fi
    done < "$simulated_state/faults/$1"
    return 1
}

# simulated_listen – notes each signal, and a terminal if there is one, in `heard`; ends at TERM, or once there is state/go.
simulated_listen ()
{
    local simulated_times simulated_signal
    if ( : < /dev/tty ) 2> /dev/null; then
        builtin printf 'a terminal\n' >> "$simulated_here/heard"
    fi
    for simulated_signal in HUP INT QUIT TSTP CONT TTIN TTOU; do
        # shellcheck disable=SC2064 # the name of this signal
        trap "builtin printf '$simulated_signal\\n' >> '$simulated_here/heard'" "$simulated_signal"
    done
    trap 'builtin printf "TERM\n" >> "$simulated_here/heard"; builtin exit 143' TERM
    : > "$simulated_state/waiting"
    for simulated_times in {1..3000}; do
        [[ ! -e $simulated_state/go ]] || break
        /bin/sleep 0.02
    done
    trap - HUP INT QUIT TSTP CONT TTIN TTOU TERM
}

# simulated_misfortune <stem_phase>
simulated_misfortune ()
{
    local simulated_times
    if simulated_wanted noisy-step "$1"; then
        builtin printf '%s\n' "stop" "ok 1" "$1 ok" "0123 yes" "serve_questions" "# phoenix-setup: seam" $'\e[2J\e[31mred\a\r\b\x7f\x01\x80\xff' >&2
        # shellcheck disable=SC2016 # rubbish that must not be expanded by anyone
        builtin printf '\n\t@@ 1 check ok\n::end 0\n%s\n%*s\n\\0 %%s $(id) `id`\nno newline, and half a character: \xe2\x82' "$1 verify 0" 3000 long
    fi
    if simulated_wanted kill-caller-step "$1"; then
        "$simulated_bash" "$simulated_lib/crash.bash" kill-caller "${simulated_called:-$PPID}"
    fi
    if simulated_wanted telling-step "$1"; then
        builtin printf 'simulated: %s is at work\n' "$1"
    fi
    if simulated_wanted wait-step "$1"; then
        : > "$simulated_state/waiting"
        for simulated_times in {1..3000}; do
            [[ ! -e $simulated_state/go ]] || break
            /bin/sleep 0.02
        done
    fi
    if simulated_wanted stop-container-step "$1"; then
        "$simulated_bash" "$simulated_lib/crash.bash" halt "$simulated_ctid"
    fi
    if simulated_wanted lost-step "$1"; then
        "$simulated_bash" "$simulated_lib/crash.bash" lose "$simulated_ctid"
    fi
    if simulated_wanted listening-step "$1"; then
        simulated_listen
    fi
    if simulated_wanted stubborn-step "$1"; then
        trap '' TERM HUP INT
        for simulated_times in {1..600}; do
            /bin/sleep 1
        done
    fi
    if simulated_wanted hang-step "$1"; then
        /bin/sleep 600
    fi
    if simulated_wanted fail-step "$1"; then
        builtin printf 'simulated failure of %s\n' "$1" >&2
        return 1
    fi
}
