//! The answer for people and for machines.

use anyhow::Result;
use serde_json::{Value, json};
use sousveil_export::spyware::{Recorded, Tie, recorded};
use sousveil_inspect::{Finding, Weight};
use sousveil_site::Language;
use sousveil_site::inspection::{Answer, Hit, Missed, Noted, Tone};
use sousveil_snapshot::Snapshot;

use crate::commands::indicators::{day, entry_json};
use crate::output;
use crate::packs::Held;

const NOTE: &str = "An indicator says that a publication ties an address or a file to spyware; it does not show that a device was \
                    infected, nor who sent it. Where none is found, newer spyware would not show either: this is not a clean bill.";

/// Prints the answer in a language, with the English beside it.
pub fn tell(answer: &Answer<'_>, snapshot: &Snapshot, language: Language) -> Result<()> {
    for line in answer.told(snapshot, language)? {
        let indent = "  ".repeat(line.depth);
        let text = output::visible(&line.text);
        let shown = match line.tone {
            Tone::Plain => text,
            Tone::Strong => output::bold(&text),
            Tone::Head => output::yellow(&text),
        };
        anstream::println!("{indent}{shown}");
        if let Some(english) = &line.english {
            anstream::println!("{indent}[en] {}", output::visible(english));
        }
    }
    Ok(())
}

/// The same for machines.
pub fn json(answer: &Answer<'_>, packs: &Held, snapshot: &Snapshot) -> Result<Value> {
    let mut findings = Vec::new();
    for hit in &answer.hits {
        for finding in &hit.findings {
            findings.push(finding_json(hit, finding, snapshot)?);
        }
    }
    let asks =
        answer.asks.iter().map(|Noted { place, what, times }| json!({ "input": place, "times": times, "about": what }));
    let unread = answer.unread.iter().map(|Noted { place, what, times }| match what {
        Missed::Told(why) => json!({ "input": place, "times": times, "why": why }),
        Missed::Failed(why) => json!({ "input": place, "times": times, "why": { "unread": "failed", "why": why } }),
    });
    let names: Vec<&str> = packs.iter().map(|pack| pack.head().name.as_str()).collect();
    Ok(json!({
        "known_indicator_found": answer.found(),
        "findings": findings,
        "things_to_ask_about": asks.collect::<Vec<_>>(),
        "inputs": answer.inputs,
        "values_seen": answer.seen,
        "could_not_be_read": unread.collect::<Vec<_>>(),
        "indicators": {
            "values_compared": answer.compared, "values_of_phones_and_computers": answer.never,
            "newest": answer.newest.map(day), "packs": names,
        },
        "note": NOTE,
    }))
}

fn finding_json(hit: &Hit<'_>, finding: &Finding<'_>, snapshot: &Snapshot) -> Result<Value> {
    let mut deals: Vec<Recorded> = Vec::new();
    for claim in finding.entry.claims().filter(|_| finding.weight != Weight::Trap) {
        let tie = Tie { product: claim.origin.product.clone(), vendor: claim.origin.vendor.clone() };
        deals.extend(recorded(snapshot, &tie)?.filter(|one| !deals.contains(one)));
    }
    Ok(json!({
        "input": hit.place,
        "line": hit.line,
        "last_visited": hit.visited,
        "seen": { "kind": hit.seen.kind(), "value": hit.seen.value() },
        "how": finding.how.to_string(),
        "weight": finding.weight.to_string(),
        "indicator": entry_json(&finding.entry, finding.pack),
        "recorded_deals": deals,
    }))
}
