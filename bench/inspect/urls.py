"""Makes addresses to check: some that indicators of STIX bundles fit, in several shapes, among many that none fits.

urls.py FOLDER NUMBER > urls.tsv: one address a line, then how it was made. The same every time.
"""

import json
import pathlib
import random
import re
import sys

WORDS = "river stone paper garden winter market silver bridge forest window summer letter island morning harbor".split()
ENDS = ["com", "org", "net", "info", "kz", "uz", "ru", "de", "co.uk", "com.mx"]


def indicators(folder):
    hosts, pages = set(), set()
    for path in sorted(pathlib.Path(folder).rglob("*.stix2")):
        for one in json.loads(path.read_text())["objects"]:
            if match := re.fullmatch(r"\[(domain-name|url):value ?= ?'(.*)'\]", one.get("pattern", "")):
                (hosts if match[1] == "domain-name" else pages).add(match[2])
    # Hosts of everybody, numbers and what MVT would ask the network about are no part of the comparison.
    hosts = {host for host in hosts if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", host)}
    pages = {page for page in pages if re.match(r"https?://[a-z0-9.-]+/.", page) and "bit.ly" not in page}
    return sorted(hosts), sorted(pages)


def main(folder, number):
    chance = random.Random(7)
    hosts, pages = indicators(folder)
    rows, shapes = [], ["host", "below", "path", "upper", "dot", "user", "defanged"] + (["page"] if pages else [])
    for at in range(number // 50):
        shape, host = shapes[at % len(shapes)], chance.choice(hosts)
        rows.append((shape, {
            "host": f"https://{host}/",
            "below": f"https://mail.{host}/login",
            "path": f"http://{host}/{chance.choice(WORDS)}/{chance.randrange(10**6)}?id={chance.randrange(10**6)}",
            "upper": f"https://{host.upper()}/",
            "dot": f"https://{host}./",
            "user": f"https://www.example.org@{host}/",
            "defanged": f"hxxps://{host.replace('.', '[.]')}/",
            "page": chance.choice(pages) if pages else "",
        }[shape]))
    while len(rows) < number:
        host = f"{chance.choice(WORDS)}-{chance.choice(WORDS)}{chance.randrange(10**5)}.{chance.choice(ENDS)}"
        rows.append(("none", f"https://www.{host}/{chance.choice(WORDS)}?q={chance.randrange(10**6)}"))
    chance.shuffle(rows)
    for shape, address in rows:
        print(address, shape, sep="\t")


main(sys.argv[1], int(sys.argv[2]))
