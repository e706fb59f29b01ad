#!/bin/sh
# From a key to a processed picture and its explained charge, with nothing but a shell and curl.
# Wants DEPICTA_API_URL and DEPICTA_API_KEY.
set -eu

ask() { # method path [arguments of curl]
  method=$1 path=$2
  shift 2
  curl --silent --show-error --fail-with-body --request "$method" "$DEPICTA_API_URL$path" \
    --header "Authorization: Bearer $DEPICTA_API_KEY" --header 'Content-Type: application/json' "$@"
}
# A key of our own makes it safe to send an order again when its answer is lost: --retry does.
order() { ask POST "$1" --retry 3 --header "Idempotency-Key: $(date +%s)-$$-$2" --data "$3"; }
# The first value of a field, as JSON writes it. With jq it would be: jq --raw-output ".$1".
field() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }

ask POST /v1/quote --data '{"model": "sketch"}'
echo
drawn=$(order /v1/generate/image 1 '{"prompt": "a lighthouse at dusk", "model": "sketch"}')
picture=$(printf %s "$drawn" | sed 's/.*"png":{"url":"\([^"]*\)".*/\1/')
small=$(order /v1/process/resize 2 "{\"input_image_url\": \"$picture\", \"width\": 300}")
curl --silent --show-error --fail --output lighthouse.png "$(printf %s "$small" | field image_url)"
echo "$small"
ask GET '/v1/statement?limit=10'
