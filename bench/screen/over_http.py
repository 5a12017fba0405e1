"""Questions per CPU-second over HTTP: python over_http.py SOUSVEIL SNAPSHOT QUESTIONS [A_BATCH]

Starts `sousveil serve` with a list, asks `/api/match` all questions in batches over one connection, as a client of yente's
does, twice without counting and five times counted, and divides them by the processor time of the server. Linux only;
needs nothing but Python.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile

TICKS = os.sysconf("SC_CLK_TCK")


def computed(pid: int) -> float:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def main() -> None:
    binary, snapshot, questions = sys.argv[1:4]
    size = int(sys.argv[4]) if len(sys.argv) > 4 else 50
    with open(os.path.join(snapshot, "manifest.json"), encoding="utf-8") as file:
        name = json.load(file)["dataset"]["name"]
    with open(questions, encoding="utf-8") as file:
        asked = [one for line in file if not (one := json.loads(line)).get("apart")]
    example = lambda q: {"schema": q["schema"], "properties": {"name": [q["name"]]}}
    batches = [{str(q["id"]): example(q) for q in asked[at : at + size]} for at in range(0, len(asked), size)]
    bodies = [json.dumps({"queries": batch}) for batch in batches]
    with tempfile.TemporaryDirectory() as work:
        manifest = os.path.join(work, "manifest.toml")
        with open(manifest, "w", encoding="utf-8") as file:
            file.write(f"[[datasets]]\nname = {json.dumps(name)}\npath = {json.dumps(os.path.abspath(snapshot))}\n")
        command = [binary, "serve", "--manifest", manifest, "--listen", "127.0.0.1:0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            words = (word for line in server.stdout for word in line.split())
            host = next(word for word in words if word.startswith("http://")).removeprefix("http://").strip("/")
            client = http.client.HTTPConnection(host)
            for round in range(7):
                if round == 2:
                    before = computed(server.pid)
                for body in bodies:
                    client.request("POST", f"/api/match/{name}?limit=5", body, {"content-type": "application/json"})
                    answer = client.getresponse()
                    text = answer.read()
                    if answer.status != 200:
                        sys.exit(f"{answer.status}: {text[:300]!r}")
            took = computed(server.pid) - before
            print(f"{5 * len(asked) / took:,.0f} questions per CPU-second over HTTP, {size} in a request")
        finally:
            server.kill()


main()
