# shellcheck shell=bash
# The model of a step, at the seam. State: one file per step under state/<ctid>/steps. Nothing of the step itself runs.
# The seam assigns simulated_state, simulated_ctid, simulated_lib and simulated_bash.
# shellcheck disable=SC2154

# simulated_step <stem> <phase>
simulated_step ()
{
    local simulated_here=$simulated_state/$simulated_ctid
    builtin printf '%s\n' "$1_$2" >> "$simulated_here/ran"
    simulated_misfortune "$1_$2" || return
    case $2 in
        check)
            # A step that has nothing to apply is always so.
            if [[ -e $simulated_here/steps/$1 ]] || ! declare -F "$1_apply" > /dev/null; then
                return 0
            fi
            if declare -F no > /dev/null; then
                no "simulated: not applied"
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

# simulated_wanted <fault> <stem_phase> – a line `stem_phase` in the fault's file, or `stem_phase n` for the first n times.
simulated_wanted ()
{
    local simulated_name simulated_times simulated_line simulated_seen=0
    [[ -e $simulated_state/faults/$1 ]] || return 1
    while read -r simulated_line; do
        [[ $simulated_line != "$2" ]] || simulated_seen=$((simulated_seen + 1))
    done < "$simulated_state/$simulated_ctid/ran"
    while read -r simulated_name simulated_times || [[ -n $simulated_name ]]; do
        if [[ $simulated_name == "$2" ]] && ((simulated_seen <= ${simulated_times:-simulated_seen})); then
            return 0
        fi
    done < "$simulated_state/faults/$1"
    return 1
}

# simulated_misfortune <stem_phase>
simulated_misfortune ()
{
    local simulated_times
    if simulated_wanted noisy-step "$1"; then
        builtin printf '%s\n' "stop" "ok 1" "$1 ok" "run_steps 1" "# phoenix-setup: seam" $'\e[2J\e[31mred\a\r\b\x7f\x01\x80\xff' >&2
        # shellcheck disable=SC2016 # rubbish that must not be expanded by anyone
        builtin printf '\n\t@@ 1 check ok\n::end 0\n%s\n%*s\n\\0 %%s $(id) `id`\nno newline' "$1 verify 0" 3000 long
    fi
    if simulated_wanted kill-caller-step "$1"; then
        "$simulated_bash" "$simulated_lib/crash.bash" kill-caller "$PPID"
    fi
    if simulated_wanted stop-container-step "$1"; then
        "$simulated_bash" "$simulated_lib/crash.bash" halt "$simulated_ctid"
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
