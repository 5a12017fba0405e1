"""What yente's own client makes of our server. Called by api.rs with the address of the API and a key.

Ends with 1 at the first thing that is not as it was meant.
"""

import sys
import warnings

from yente_client import AuthenticationError, BadRequestError, Client, NotFoundError
from yente_client.entities import Company, LegalEntity, PublicBody

BASE, KEY = sys.argv[1:3]
warnings.simplefilter("error")

try:
    with Client(base_url=BASE) as stranger:
        assert stranger.healthz().status == "ok"
        stranger.datasets()
    raise SystemExit("a stranger was let in")
except AuthenticationError as error:
    assert error.status_code == 401, error

with Client(base_url=BASE, api_key=KEY) as client:
    assert client.healthz().status == client.readyz().status == "ok"

    catalogue = client.datasets()
    own = catalogue.datasets[0]
    assert own.name in catalogue.current and own.load and own.entity_count > 100, own
    assert own.publisher.name and own.version and own.updated_at, own
    assert client.datasets() == catalogue, "a second time, by its tag"

    algorithms = client.algorithms()
    names = [algorithm.name for algorithm in algorithms.algorithms]
    assert algorithms.best in names and algorithms.default in names and "logic-v2" in names, names

    match = client.match(Company(name="Hacking Teem", country="it"), algorithm=algorithms.best)
    assert match.top is not None and match.top.match and match.top.caption, match
    assert match.top.score < 1 and match.matches, match
    assert "name_match" in match.top.contributing_explanations, match.top
    assert match.query["schema"] == "Company" and match.limit == 5, match
    company = match.top
    for algorithm in names:
        again = client.match(Company(name="Hacking Team"), algorithm=algorithm)
        assert again.top.id == company.id, (algorithm, again)
    none = client.match(Company(name="Hacking Team"), exclude_entities=[company.id])
    assert company.id not in [result.id for result in none.results], none
    assert not client.match(Company(name="Hacking Team"), topics=["sanction"]).results
    assert len(client.match(LegalEntity(name="Security Service"), cutoff=0.1, limit=2).results) == 2
    weighed = client.match(Company(name="Hacking Team"), weights={"name_match": 0.2}, cutoff=0.0)
    assert weighed.top.score < company.score, weighed
    many = [(str(n), Company(name=f"Hacking Team {n}")) for n in range(20)]
    assert {key for key, _ in client.match_iter(many, workers=4)} == {str(n) for n in range(20)}
    agency = client.match(PublicBody(name="National Security Service", country="uz"))
    assert agency.top.schema_ == "PublicBody", agency

    search = client.search("Hacking Team", datasets=[own.name], schema="Company", facets=["countries", "schema"])
    assert company.id in [result.id for result in search.results], search
    assert search.facets["countries"].values[0].count > 0 and search.facets["schema"].label, search.facets
    pages = [client.search("", schema="Company", limit=5, offset=offset, sort=["caption"]) for offset in (0, 5)]
    captions = [result.caption for page in pages for result in page.results]
    assert captions == sorted(captions) and len(set(captions)) > 5, captions
    assert pages[0].total.value == pages[1].total.value > 10
    assert client.search("", countries=["uz"], simple=True).total.value > 0
    assert client.search("Hackin Team", fuzzy=True, schema="Company").total.value > 0

    entity = client.fetch(company.id)
    assert entity.caption == company.caption and entity.first_seen and entity.last_change
    flat = client.fetch(company.id, nested=False)
    inner = {name for name, values in entity.properties.items() if any(not isinstance(v, str) for v in values)}
    assert inner and all(isinstance(v, str) for values in flat.properties.values() for v in values), entity

    adjacent = client.adjacent(company.id)
    assert adjacent.entity.id == company.id and adjacent.adjacent, adjacent
    for name, page in adjacent.adjacent.items():
        one = client.adjacent(company.id, prop=name, limit=1)
        assert one.total.value == page.total.value >= len(one.results) == 1, (name, one)
        rest = client.adjacent(company.id, prop=name, limit=500, offset=1)
        assert len(rest.results) == page.total.value - 1, (name, rest)

    statements = client.statements(canonical_id=company.id)
    assert {s.entity_id for s in statements.results} == {company.id}
    assert [s.value for s in statements.results if s.prop == "name"] == flat.properties["name"], statements
    assert client.statements(dataset=own.name, schema="Company", prop="name", limit=3).total.value > 10

    for wrong, kind in [
        (lambda: client.fetch("nobody"), NotFoundError),
        (lambda: client.adjacent(company.id, prop="shoeSize"), NotFoundError),
        (lambda: client.search("x", datasets=["nowhere"]), NotFoundError),
        (lambda: client.match(Company(name="x"), algorithm="magic"), BadRequestError),
        (lambda: client.search("x", filter=["shoe"]), BadRequestError),
    ]:
        try:
            wrong()
        except kind as error:
            assert error.detail and "{" not in error.detail, error.detail
        else:
            raise SystemExit(f"no {kind.__name__}")

print(f"yente-client: {len(names)} algorithms, {own.entity_count} entities, {len(adjacent.adjacent)} ways from {company.caption}")
