"""Puts what both found beside what was made: compare.py urls.tsv mvt.json ours.json IMPORT ONE ALL (seconds)"""

import collections
import json
import sys
import urllib.parse

rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1])]
mvt, ours = json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
took, one, all_of_them = map(float, sys.argv[4:7])


def machine(address):
    """The host of an address, however it is written: what is found twice in a file is told once."""
    address = address.replace("hxxp", "http").replace("[.]", ".").lower()
    return urllib.parse.urlsplit(address if "://" in address else f"http://{address}").hostname.rstrip(".")


known = {machine(finding["seen"]["value"]) for finding in ours["findings"] if finding["weight"] == "match"}
made, by_mvt, by_us = collections.Counter(), collections.Counter(), collections.Counter()
for at, (address, shape) in enumerate(rows):
    made[shape] += 1
    by_mvt[shape] += mvt["found"][at]
    by_us[shape] += machine(address) in known
print("| | sousveil | MVT | times |\n| --- | ---: | ---: | ---: |")
print(f"| taking the bundles in | {took:.2f} s | {mvt['load']:.2f} s | {mvt['load'] / took:.0f} |")
print(f"| ready to answer, each time after that | {one:.2f} s | {mvt['load']:.2f} s | {mvt['load'] / one:.0f} |")
check = max(all_of_them - one, 1e-9)
print(f"| checking {len(rows):,} addresses | {check:.2f} s | {mvt['check']:.2f} s | {mvt['check'] / check:.0f} |")
print("\n| address | made | sousveil finds | MVT finds |\n| --- | ---: | ---: | ---: |")
for shape, count in sorted(made.items()):
    print(f"| {shape} | {count:,} | {by_us[shape]:,} | {by_mvt[shape]:,} |")
