"""From a key to a processed picture and its explained charge, with Python's standard library alone.

Wants DEPICTA_API_URL and DEPICTA_API_KEY.
"""

import http.client
import json
import os
import time
import urllib.error
import urllib.request
import uuid

URL = os.environ["DEPICTA_API_URL"]
KEY = os.environ["DEPICTA_API_KEY"]


ATTEMPTS = 4


def ask(method, path, body=None, key=None):
    """Asks the API, again where the answer is lost or says "later". Another refusal ends all with what it says."""
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    if key is not None:
        headers["Idempotency-Key"] = key
    data = None if body is None else json.dumps(body).encode()
    for attempt in range(1, ATTEMPTS + 1):
        request = urllib.request.Request(URL + path, data, headers, method=method)
        pause = 2 ** (attempt - 1)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if attempt == ATTEMPTS or (error.code < 500 and error.code not in (409, 429)):
                raise SystemExit(f"{error.code}: {error.read().decode()}") from error
            pause = int(error.headers.get("Retry-After", pause))
        except (OSError, http.client.HTTPException):
            if attempt == ATTEMPTS:
                raise
        time.sleep(pause)


def order(path, body):
    """Orders once: with a key of our own it is safe to send it again when its answer is lost. Gives the result.

    What takes longer than the answer waits has the answer 202 with its job, which is asked for until it is over.
    """
    answer = ask("POST", path, body, key=str(uuid.uuid4()))
    if "poll_url" not in answer:
        return answer
    while True:
        job = ask("GET", f"/v1/jobs/{answer['job_id']}")
        if job["status"] == "completed":
            return job["result"]
        if job["status"] == "failed":
            raise SystemExit(f"{job['error']['error']}: {job['error']['message']}")
        time.sleep(2)


quoted = ask("POST", "/v1/quote", {"model": "sketch"})
drawn = order("/v1/generate/image", {"prompt": "a lighthouse at dusk", "model": "sketch"})
picture = drawn["formats"]["png"]["url"]
small = order("/v1/process/resize", {"input_image_url": picture, "width": 300})
urllib.request.urlretrieve(small["image_url"], "lighthouse.png")
rows = ask("GET", "/v1/statement?limit=10")["data"]
charges = [row for row in rows if row["kind"] == "charge"]
print(json.dumps({"hold_eur": quoted["hold_eur"], "charges": charges, "balance_eur": small["balance_eur"]}))
