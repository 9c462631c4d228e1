# The sources of apt in the files that it was told to read, as the stand-ins for apt-get and apt-cache know them: one a line, "<address> <suite>|<signed-by>|<file>".
# In dead/ is a file for each source that does not answer, with for how many more calls of `apt-get update` it does so (or nothing: for ever).

# option_of <name> – prints what -o <name>=… said last.
option_of() { local word value=$'\n'; for word in "${all[@]}"; do [[ $word != "$1="* ]] || value=${word#*=}; done; printf '%s' "$value"; }

# sources – prints them. What is in both formats is read as apt does, as far as the tests need it.
sources() {
  local file list parts key value line
  list=$(option_of Dir::Etc::sourcelist) parts=$(option_of Dir::Etc::sourceparts)
  [[ $list != $'\n' && $list ]] || list=/etc/apt/sources.list
  [[ $parts != $'\n' && $parts ]] || parts=/etc/apt/sources.list.d
  for file in "$list" "$parts"/*.list "$parts"/*.sources; do
    [[ -f $file ]] || continue
    if [[ $file != *.sources ]]; then
      while read -r line; do
        [[ $line =~ ^deb\ (\[([^]]*)\]\ )?([^ ]+)\ ([^ ]+) ]] || continue
        value=${BASH_REMATCH[2]} key=''
        [[ ! $value =~ signed-by=([^ ]+) ]] || key=${BASH_REMATCH[1]}
        [[ $line =~ ^deb\ (\[[^]]*\]\ )?([^ ]+)\ ([^ ]+) ]] && printf '%s %s|%s|%s\n' "${BASH_REMATCH[2]%/}" "${BASH_REMATCH[3]}" "$key" "$file"
      done <"$file"
    else
      local uri='' suite='' signed='' enabled=yes
      while read -r key value || [[ $key ]]; do
        case $key in
          URIs:) uri=$value ;;
          Suites:) suite=$value ;;
          Signed-By:) signed=$value ;;
          Enabled:) enabled=$value ;;
        esac
        [[ $key ]] || { [[ ! $uri || $enabled == no ]] || printf '%s %s|%s|%s\n' "${uri%/}" "$suite" "$signed" "$file"; uri='' enabled=yes; }
      done < <(cat "$file"; echo)
      [[ ! $uri || $enabled == no ]] || printf '%s %s|%s|%s\n' "${uri%/}" "$suite" "$signed" "$file"
    fi
  done
}

# require_sources – fails as apt does where two of them do not say the same of a source.
require_sources() {
  local source signed others
  while IFS='|' read -r source signed _; do
    others=$(sources | grep -F "$source|" | cut -d'|' -f2 | grep -v -x -F "$signed") || continue
    echo "E: Conflicting values set for option Signed-By regarding source ${source/ // }: $signed != ${others%%$'\n'*}" >&2
    echo 'E: The list of sources could not be read.' >&2
    exit 100
  done < <(sources)
}

# name_of <source> – prints it as a file's name, and without who asks, as apt names it; print_uris – where apt would fetch from.
name_of() { local name=${1#*://}; name=${name#*@}; printf '%s' "${name//[\/ ]/_}"; }
shown() { sed 's|://[^/@]*@|://|' <<<"$1"; }
print_uris() {
  local source
  while IFS='|' read -r source _; do
    if [[ $source == */ ]]; then echo "'${source/ //}InRelease' $(name_of "$source")InRelease 0 "; else echo "'${source/ //dists/}/InRelease' $(name_of "$source")_InRelease 0 "; fi
  done < <(sources | sort -u -t'|' -k1,1)
}

# origin_of <package> – prints the source that it comes from, or nothing if apt has no list of it.
origin_of() {
  local source='http://archive.ubuntu.com/ubuntu noble'
  [[ ! -e $world/from/$1 ]] || source=$(<"$world/from/$1")
  [[ -e $world/dead/$(name_of "$source") && ! -e $world/old-lists ]] || printf '%s' "$source"
}

# known <package> – the lists offer it.
known() { [[ -e $world/available/$1 && $(origin_of "$1") ]]; }
