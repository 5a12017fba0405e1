"""Whether our reconciliation service keeps the specification's own schemas. Called by api.rs with the address of the
server, the folder of the schemas (the community group's, version 0.2), and the public address that it was told, if any.

They are Draft 7 once `$schema` says so, each `$id` is its file's name, and the schema of Swagger is the one beside them.
"""

import json
import sys
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

BASE, FOLDER, PUBLIC = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
schemas = {}
for path in FOLDER.glob("*.json"):
    schema = json.loads(path.read_text())
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["$id"] = path.name
    schemas[path.name] = schema
resources = [(name, Resource(schema, DRAFT7)) for name, schema in schemas.items()]
resources.append(("http://swagger.io/v2/schema.json", Resource(schemas["openapi.json"], DRAFT7)))
registry = Registry().with_resources(resources)
checked = 0


def check(name, value):
    global checked
    checked += 1
    faults = list(Draft7Validator(schemas[name], registry=registry).iter_errors(value))
    assert not faults, f"{name}: {faults[0].message} at {list(faults[0].absolute_path)}"
    return value


def here(url):
    """Where the test reaches what a manifest gives the public address of."""
    assert url.startswith(PUBLIC + "/"), url
    return BASE + url[len(PUBLIC):]


def read(url, form=None):
    data = urlencode(form).encode() if form else None
    with urlopen(Request(url, data=data)) as answer:
        return json.load(answer)


def check_service(service):
    manifest = check("manifest.json", read(service))
    assert "0.2" in manifest["versions"] and ("suggest" in manifest) == bool(PUBLIC)
    queries = {
        "q0": {"query": "Hacking Team", "type": "Company", "limit": 3, "properties": [{"pid": "country", "v": "it"}]},
        "q1": {"query": "Verint", "type": ["Starship", "Company"], "properties": [{"pid": "Thing:country", "v": ["il", {"id": "us", "name": "United States"}]}]},
        "q2": {"query": "…"},
        "q3": {"query": "Nobody Who Is Anywhere At All", "type_strict": "should"},
    }
    check("reconciliation-query-batch.json", queries)
    results = check("reconciliation-result-batch.json", read(service, {"queries": json.dumps(queries)}))
    assert results == read(f"{service}?queries={quote(json.dumps(queries))}")
    first = results["q0"]["result"][0]
    assert first["match"] and first["score"] > 0.9 and first["type"][0]["id"] == "Company", first
    assert results["q2"]["result"] == results["q3"]["result"] == [], results
    if "suggest" in manifest:
        for kind, prefix, name in [
            ("entity", "Hacking T", "suggest-entities-response.json"),
            ("type", "comp", "suggest-types-response.json"),
            ("property", "count", "suggest-properties-response.json"),
        ]:
            place = manifest["suggest"][kind]
            found = check(name, read(here(place["service_url"] + place["service_path"]) + f"?prefix={quote(prefix)}"))
            assert found["result"], (kind, found)
        place = manifest["extend"]["propose_properties"]
        proposed = check("data-extension-property-proposal.json", read(here(place["service_url"] + place["service_path"]) + "?type=Company&limit=500"))
        properties = [{"id": p["id"]} for p in proposed["properties"][:50]]
        properties[0]["settings"] = {"limit": 1, "render": "raw"}
        extend = check("data-extension-query.json", {"ids": [first["id"], "nobody"], "properties": properties})
        values = check("data-extension-response.json", read(service, {"extend": json.dumps(extend)}))
        assert values["rows"][first["id"]] and set(values["rows"]) == {first["id"], "nobody"}, values
        with urlopen(here(manifest["preview"]["url"].replace("{{id}}", first["id"]))) as page:
            assert first["name"] in page.read().decode()
            assert "frame-ancestors *" in page.headers["content-security-policy"]


for name in ["default", "sousveil"]:
    check_service(f"{BASE}/api/reconcile/{name}")
print(f"reconciliation 0.2: {checked} documents keep their schemas")
