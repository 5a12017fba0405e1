"""What FollowTheMoney itself makes of our exports. Called by ftm.rs with the folder that holds them.

Prints every difference and ends with 1 where there is any: the tools' own exit codes say nothing about dropped values.
"""

import json
import subprocess
import sys
from pathlib import Path

from followthemoney import ValueEntity, model
from followthemoney.dataset import Dataset
from followthemoney.statement import Statement, StatementEntity, read_path_statements
from followthemoney.types import registry

FOLDER = Path(sys.argv[1])
FTM = Path(sys.executable).with_name("ftm")
wrong = []
seen = {}


def tell(message):
    wrong.append(message)


def lines(name):
    with open(FOLDER / name, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def cleaned():
    """Everything passes through the cleaner and comes out as it went in."""
    entities = lines("entities.ftm.json")
    ids = {entity["id"] for entity in entities}
    if len(ids) != len(entities) or [e["id"] for e in entities] != sorted(e["id"] for e in entities):
        tell("identifiers are doubled or not sorted")
    for data in entities:
        schema = model.get(data["schema"])
        if schema is None or schema.abstract:
            tell(f"{data['id']}: no schema {data['schema']}")
            continue
        if registry.entity.clean(data["id"]) != data["id"]:
            tell(f"{data['id']}: not an identifier")
        proxy = ValueEntity.from_dict(json.loads(json.dumps(data)), cleaned=False)
        out = proxy.to_dict()
        for key in data:
            same = sorted(out.get(key, [])) == sorted(data[key]) if isinstance(data[key], list) else True
            if isinstance(data[key], str):
                same = out.get(key) == data[key]
            if not same:
                tell(f"{data['id']}: {key} {data[key]!r} became {out.get(key)!r}")
        given, kept = data["properties"], out["properties"]
        for name in sorted(given.keys() | kept.keys()):
            if given.get(name) != kept.get(name):
                tell(f"{data['id']}: {name} {given.get(name)!r} became {kept.get(name)!r}")
            prop = schema.get(name)
            if prop is None or prop.stub:
                tell(f"{data['id']}: no property {data['schema']}:{name}")
                continue
            for value in given.get(name, []):
                if len(value) > prop.max_length or not prop.type.validate(value, format=prop.format):
                    tell(f"{data['id']}: {name} {value!r} is not valid")
                if prop.type == registry.entity and prop.range is not None:
                    target = seen.setdefault("schema", {e["id"]: model.get(e["schema"]) for e in entities}).get(value)
                    if target is None:
                        tell(f"{data['id']}: {name} leads to {value}, which is not there")
                    elif not target.is_a(prop.range):
                        tell(f"{data['id']}: {name} leads to a {target.name}, expected a {prop.range.name}")
        schema.validate(data)
        for name in schema.required:
            if not given.get(name):
                tell(f"{data['id']}: {data['schema']} without {name}")
        for key in ("first_seen", "last_seen", "last_change"):
            if len(data[key]) != 19 or data[key][10] != "T":
                tell(f"{data['id']}: {key} {data[key]!r}")
    return entities


def recomputed(entities):
    """Every identifier of a statement is what FollowTheMoney works out, and every entity has its `id`."""
    bases, count = {}, 0
    by_entity = {}
    for stmt in read_path_statements(FOLDER / "statements.csv", "csv"):
        count += 1
        key = Statement.make_key(stmt.dataset, stmt.entity_id, stmt.prop, stmt.value, stmt.external, lang=stmt.lang)
        if key != stmt.id or stmt.generate_key() != stmt.id:
            tell(f"{stmt.entity_id}: {stmt.prop} has {stmt.id}, not {key}")
        if stmt.prop == "id":
            bases[stmt.entity_id] = stmt
        by_entity.setdefault(stmt.canonical_id, []).append(stmt)
    for entity in entities:
        if entity["id"] not in bases:
            tell(f"{entity['id']}: no statement `id`")
            continue
        whole = StatementEntity.from_statements(Dataset.make({"name": entity["datasets"][0]}), by_entity[entity["id"]])
        base = next(stmt for stmt in whole.statements if stmt.prop == "id")
        ours = bases[entity["id"]]
        if (base.value, base.id) != (ours.value, ours.id):
            tell(f"{entity['id']}: `id` is {ours.value}, FollowTheMoney says {base.value}")
    if len(bases) != len(entities):
        tell(f"{len(bases)} statements `id` for {len(entities)} entities")
    return count


def ftm(*args):
    subprocess.run([FTM, *map(str, args)], check=True, cwd=FOLDER)


def round_trip():
    """Our three forms are those that `format-statements` writes, byte for byte."""
    ftm("format-statements", "-i", "statements.csv", "-o", "1.pack", "-f", "csv", "-x", "pack")
    ftm("format-statements", "-i", "1.pack", "-o", "2.json", "-f", "pack", "-x", "json")
    ftm("format-statements", "-i", "2.json", "-o", "3.csv", "-f", "json", "-x", "csv")
    for ours, theirs in [("statements.pack", "1.pack"), ("statements.json", "2.json"), ("statements.csv", "3.csv")]:
        if (FOLDER / ours).read_bytes() != (FOLDER / theirs).read_bytes():
            left = (FOLDER / ours).read_text(encoding="utf-8").split("\n")
            right = (FOLDER / theirs).read_text(encoding="utf-8").split("\n")
            first = next((pair for pair in zip(left, right) if pair[0] != pair[1]), (len(left), len(right)))
            tell(f"{ours} is not what ftm writes: {first}")


def aggregated(entities):
    """Statements rolled up are the entities again. Caption and referents are no statements."""
    dataset = entities[0]["datasets"][0]
    ftm("aggregate-statements", "-i", "statements.csv", "-o", "aggregated.json", "-d", dataset)
    rolled = {data["id"]: data for data in lines("aggregated.json")}
    if rolled.keys() != {entity["id"] for entity in entities}:
        tell("aggregated statements give other entities")
    for entity in entities:
        other = rolled.get(entity["id"], {})
        for key in ("schema", "first_seen", "last_seen", "last_change"):
            if entity[key] != other.get(key):
                tell(f"{entity['id']}: aggregated {key} is {other.get(key)!r}, not {entity[key]!r}")
        if sorted(entity["datasets"]) != sorted(other.get("datasets", [])):
            tell(f"{entity['id']}: aggregated datasets are {other.get('datasets')!r}")
        ours = {name: sorted(values) for name, values in entity["properties"].items()}
        theirs = {name: sorted(values) for name, values in other.get("properties", {}).items()}
        if ours != theirs:
            tell(f"{entity['id']}: aggregated properties are {theirs!r}, not {ours!r}")


def schema_table():
    """Our table of schemata, as the test printed it, is what `dump-model` says."""
    ftm("dump-model", "-o", "model.json")
    theirs = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))["schemata"]
    ours = json.loads((FOLDER / "schemata.json").read_text(encoding="utf-8"))
    for name, schema in ours.items():
        other = theirs.get(name)
        if other is None or other.get("abstract"):
            tell(f"dump-model has no {name}")
            continue
        if sorted(schema["is"]) != sorted(other["schemata"]):
            tell(f"{name} is {other['schemata']}, not {schema['is']}")
        if sorted(schema["required"]) != sorted(other.get("required", [])):
            tell(f"{name} requires {other.get('required')}, not {schema['required']}")
        edge = other.get("edge")
        if schema["edge"] != ([edge["source"], edge["target"]] if edge else None):
            tell(f"{name}: edge {edge}")
        for prop, said in schema["properties"].items():
            found = model.get(name).get(prop)
            if found is None or found.stub:
                tell(f"{name} has no {prop}")
                continue
            real = [found.type.name, found.range.name if found.range else None, found.max_length]
            if real != said:
                tell(f"{name}:{prop} is {real}, not {said}")
    whole_model(theirs)
    countries = set(registry.country.names)
    for code in json.loads((FOLDER / "countries.json").read_text(encoding="utf-8")):
        if code not in countries:
            tell(f"no country {code}")
    for language in json.loads((FOLDER / "languages.json").read_text(encoding="utf-8")):
        if registry.language.clean(language) != language:
            tell(f"no language {language}")


def whole_model(theirs):
    """The table of all schemata is the whole of `dump-model`, no more and no less."""
    ours = json.loads((FOLDER / "all.json").read_text(encoding="utf-8"))
    if ours.keys() != theirs.keys():
        tell(f"schemata {sorted(ours.keys() ^ theirs.keys())} are only in one of the two")
    for name, schema in ours.items():
        other = theirs.get(name, {})
        edge = other.get("edge")
        real = {
            "label": other.get("label"),
            "plural": other.get("plural"),
            "extends": sorted(other.get("extends", [])),
            "schemata": sorted(other.get("schemata", [])),
            "abstract": other.get("abstract", False),
            "matchable": other.get("matchable", False),
            "caption": other.get("caption") or [],
            "required": other.get("required") or [],
            "edge": [edge["source"], edge["target"]] if edge else None,
            "properties": {
                prop["name"]: [prop["type"], prop.get("matchable", False), prop.get("range"), prop.get("reverse")]
                for prop in other.get("properties", {}).values()
                if not prop.get("stub")
            },
        }
        schema["schemata"].sort()
        for key, value in real.items():
            if schema[key] != value:
                tell(f"{name}: {key} is {value}, not {schema[key]}")


ENTITIES = cleaned()
STATEMENTS = recomputed(ENTITIES)
round_trip()
aggregated(ENTITIES)
schema_table()
for problem in wrong[:40]:
    print(problem)
print(f"{len(ENTITIES)} entities, {STATEMENTS} statements, {len(wrong)} differences")
sys.exit(1 if wrong or not ENTITIES else 0)
