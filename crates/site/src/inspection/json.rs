//! What is known, for machines.

use serde_json::{Value, json};
use sousveil_export::indicators::{day, entry_json};
use sousveil_export::spyware::{Recorded, Tie, recorded};
use sousveil_inspect::{Finding, Weight};
use sousveil_snapshot::{Snapshot, SnapshotError};

use super::{Answer, Hit, Missed, Noted};

const NOTE: &str = "An indicator says that a publication ties an address or a file to spyware; it does not show that a device was \
                    infected, nor who sent it. Where none is found, newer spyware would not show either: this is not a clean bill.";

impl Answer<'_> {
    /// The answer as JSON.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn json(&self, snapshot: &Snapshot) -> Result<Value, SnapshotError> {
        let mut findings = Vec::new();
        for hit in &self.hits {
            for finding in &hit.findings {
                findings.push(self.finding_json(hit, finding, snapshot)?);
            }
        }
        let asks = self
            .asks
            .iter()
            .map(|Noted { place, what, times }| json!({ "input": place, "times": times, "about": what }));
        let unread = self.unread.iter().map(|Noted { place, what, times }| match what {
            Missed::Told(why) => json!({ "input": place, "times": times, "why": why }),
            Missed::Failed(why) => json!({ "input": place, "times": times, "why": { "unread": "failed", "why": why } }),
        });
        let mut answer = json!({
            "known_indicator_found": self.found(),
            "findings": findings,
            "things_to_ask_about": asks.collect::<Vec<_>>(),
            "inputs": self.inputs,
            "values_seen": self.seen,
            "could_not_be_read": unread.collect::<Vec<_>>(),
            "indicators": {
                "values_compared": self.stock.compared, "values_of_phones_and_computers": self.stock.never,
                "newest": self.stock.newest.map(day), "packs": self.stock.packs,
            },
            "note": NOTE,
        });
        if self.rules > 0 {
            answer["yara_rules"] = self.rules.into();
        }
        Ok(answer)
    }

    fn finding_json(&self, hit: &Hit<'_>, finding: &Finding<'_>, snapshot: &Snapshot) -> Result<Value, SnapshotError> {
        let mut indicator = entry_json(&finding.entry, finding.pack);
        indicator["pack"] = self.told_of(finding.pack, &finding.pack.name).into();
        for (claim, json) in finding.entry.claims().zip(indicator["claims"].as_array_mut().into_iter().flatten()) {
            json["origin"]["file"] = self.told_of(finding.pack, &claim.origin.file).into();
        }
        let mut deals: Vec<Recorded> = Vec::new();
        for claim in finding.entry.claims().filter(|_| finding.weight != Weight::Trap) {
            let tie = Tie { product: claim.origin.product.clone(), vendor: claim.origin.vendor.clone() };
            deals.extend(recorded(snapshot, &tie)?.filter(|one| !deals.contains(one)));
        }
        Ok(json!({
            "input": hit.place,
            "line": hit.line,
            "last_visited": hit.visited,
            "times": hit.times,
            "seen": { "kind": hit.seen.kind(), "value": hit.seen.value() },
            "how": finding.how.to_string(),
            "weight": finding.weight.to_string(),
            "indicator": indicator,
            "recorded_deals": deals,
        }))
    }
}
