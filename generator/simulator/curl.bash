#!/bin/bash
# The stand-in for the host's `curl`, for the one form that the scripts use. Answers come from state/curl:
# `status` (default 200), `body` (default empty), `refuse` (connection refused, 7), `hang` (until --max-time, 28).
# `at/<address, with _ for all but letters, digits and dots>/` holds the status and the body of one address.

case ${BASH_SOURCE[0]} in
  */*) answers=${BASH_SOURCE[0]%/*}/../state/curl ;;
  *) answers=../state/curl ;;
esac

refuse() {
  printf 'simulator: curl: %s\n' "$1" >&2
  exit 99
}

printf -v words ' %q' "$@"
printf '%s\n' "${words# }" >>"$answers/calls"
output="" format="" limit="" data=""
while (($#)) && [[ $1 != -- ]]; do
  case $1 in
    --disable | --silent | --show-error | --insecure | --fail | --globoff) shift ;;
    --max-time | --max-redirs | --proto | --proto-redir | --noproxy | --output | --write-out | --header | --data-binary | --data | --request)
      (($# > 1)) || refuse "$1 without a value"
      case $1 in
        --max-time) limit=$2 ;;
        --output) output=$2 ;;
        --write-out) format=$2 ;;
        --data*) data=$2 ;;
      esac
      shift 2
      ;;
    *) refuse "$1 is not modelled" ;;
  esac
done
(($# == 2)) || refuse "one address after -- is modelled"
[[ $2 =~ ^https?://[^/[:space:]]+ ]] || refuse "the address $2 is not modelled"
[[ -n $output && $format == '%{http_code}' && $limit =~ ^[0-9]+(\.[0-9]+)?$ ]] \
  || refuse "needs --output, --write-out '%{http_code}' and --max-time"
# What would be sent is kept, so that a test can look at it.
if [[ $data == @- ]]; then
  cat >"$answers/sent"
elif [[ -n $data ]]; then
  printf %s "$data" >"$answers/sent"
fi
if [[ -e $answers/hang ]]; then
  printf 000
  sleep "$limit"
  printf 'curl: (28) Operation timed out after %s seconds with 0 bytes received\n' "$limit" >&2
  exit 28
fi
# Nobody answers for a container that is off. Which one is meant is not modelled: where there are any, one that runs will do.
containers=("$answers"/../[1-9]*/) running=("$answers"/../[1-9]*/running)
if [[ -e $answers/refuse || (-d ${containers[0]} && ! -e ${running[0]}) ]]; then
  printf 000
  place=${2#*://}
  printf 'curl: (7) Failed to connect to %s: Connection refused\n' "${place%%/*}" >&2
  exit 7
fi
[[ ! -d $answers/at/${2//[!A-Za-z0-9.]/_} ]] || answers+=/at/${2//[!A-Za-z0-9.]/_}
if [[ -e $answers/body ]]; then
  body=$(<"$answers/body")
  printf '%s\n' "$body" >"$output" || exit 23
else
  : >"$output" || exit 23
fi
code=200
[[ ! -e $answers/status ]] || code=$(<"$answers/status")
printf %s "$code"
