"""From a key to a processed picture and its explained charge, with Python's standard library alone.

Wants DEPICTA_API_URL and DEPICTA_API_KEY.
"""

import json
import os
import urllib.error
import urllib.request
import uuid

URL = os.environ["DEPICTA_API_URL"]
KEY = os.environ["DEPICTA_API_KEY"]


def ask(method, path, body=None, key=None):
    """Asks the API; a refusal is raised with its code, its words and its request id."""
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    if key is not None:
        headers["Idempotency-Key"] = key
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        raise SystemExit(f"{problem['error']}: {problem['message']} ({problem['request_id']})") from error


def order(path, body):
    """Orders once: with a key of our own it is safe to send it again when its answer is lost."""
    key = str(uuid.uuid4())
    try:
        return ask("POST", path, body, key)
    except urllib.error.URLError:
        return ask("POST", path, body, key)


quoted = ask("POST", "/v1/quote", {"model": "sketch"})
drawn = order("/v1/generate/image", {"prompt": "a lighthouse at dusk", "model": "sketch"})
picture = drawn["formats"]["png"]["url"]
small = order("/v1/process/resize", {"input_image_url": picture, "width": 300})
urllib.request.urlretrieve(small["image_url"], "lighthouse.png")
rows = ask("GET", "/v1/statement?limit=10")["data"]
charges = [row for row in rows if row["kind"] == "charge"]
print(json.dumps({"hold_eur": quoted["hold_eur"], "charges": charges, "balance_eur": small["balance_eur"]}))
