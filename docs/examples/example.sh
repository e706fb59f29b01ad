#!/bin/sh
# From a key to a processed picture and its explained charge, with nothing but a shell and curl.
# Wants DEPICTA_API_URL and DEPICTA_API_KEY.
set -eu

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# Asks the API, again where the answer is lost; $answer holds what it says.
ask() { # method path [arguments of curl]
  method=$1 path=$2
  shift 2
  : >"$answer"
  curl --silent --show-error --fail-with-body --retry 3 --retry-all-errors --output "$answer" \
    --request "$method" "$DEPICTA_API_URL$path" \
    --header "Authorization: Bearer $DEPICTA_API_KEY" --header 'Content-Type: application/json' "$@" || failed
}
failed() {
  cat "$answer" >&2
  exit 1
}
# Orders once: a key of our own makes it safe to send it again when its answer is lost, which --retry-all-errors does.
# What takes longer than the answer waits has the answer 202 with its job, which is asked for until it is over.
order() { # path number body
  ask POST "$1" --header "Idempotency-Key: $(date +%s)-$$-$2" --data "$3"
  grep -q '"poll_url":' "$answer" || return 0
  job=$(field job_id <"$answer")
  ask GET "/v1/jobs/$job"
  while grep -Eq '"status":"(pending|processing)"' "$answer"; do
    sleep 2
    ask GET "/v1/jobs/$job"
  done
  grep -q '"status":"completed"' "$answer" || failed
}
# The first value of a field, as JSON writes it. With jq it would be: jq --raw-output ".$1".
field() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }

ask POST /v1/quote --data '{"model": "sketch"}'
cat "$answer"
echo
order /v1/generate/image 1 '{"prompt": "a lighthouse at dusk", "model": "sketch"}'
picture=$(sed 's/.*"png":{"url":"\([^"]*\)".*/\1/' "$answer")
order /v1/process/resize 2 "{\"input_image_url\": \"$picture\", \"width\": 300}"
curl --silent --show-error --fail --output lighthouse.png "$(field image_url <"$answer")"
cat "$answer"
echo
ask GET '/v1/statement?limit=10'
cat "$answer"
