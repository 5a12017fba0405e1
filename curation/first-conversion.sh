#!/usr/bin/env bash
# Makes the dataset folder from its first inputs, as docs/first-conversion.md reports it.
#   curation/first-conversion.sh FACTS SII INTO REPORTS [SOUSVEIL]
# FACTS holds technologies.csv, companies_recent.csv and so on; SII holds transfers.json and companies.json.
# A folder that is there already is added to: rows it has stay as they are.
set -euo pipefail
facts=$1 sii=$2 into=$3 reports=$4 sousveil=${5:-sousveil}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$reports"
take() {
    local name=$1
    shift
    "$sousveil" import "$@" --into "$into" --decisions "$here" --date 2026-11-26 \
        --report "$reports/$name.md" --outcomes "$reports/$name.csv"
}
take 1-technologies csv "$facts/technologies.csv" --mapping "$here/facts-technologies.toml"
take 2-companies csv "$facts/companies_recent.csv" --mapping "$here/facts-companies.toml"
take 3-sii sii "$sii"
take 4-products csv "$facts/products.csv" --mapping "$here/facts-products.toml"
take 5-transfers csv "$facts/transfers_recent.csv" --mapping "$here/facts-transfers.toml"
take 6-relations csv "$facts/relations.csv" --mapping "$here/facts-relations.toml"
take 7-incidents csv "$facts/incidents.csv" --mapping "$here/facts-incidents.toml"
take 8-measures csv "$facts/lists.csv" --mapping "$here/facts-measures.toml"
