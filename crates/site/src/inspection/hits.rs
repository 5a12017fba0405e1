//! What indicators fit, whose they are said to be, and to whom deals are recorded.

use sousveil_export::indicators::day;
use sousveil_export::spyware::{Tie, recorded};
use sousveil_inspect::{Claim, Finding, Kind, Weight};
use sousveil_snapshot::{Snapshot, SnapshotError};

use super::{Answer, Hit, Lines, Tone, defanged};
use crate::address::outer;
use crate::language::{country_of, known, say, say_with};

pub(super) fn tell(
    lines: &mut Lines,
    answer: &Answer<'_>,
    hit: &Hit<'_>,
    snapshot: &Snapshot,
) -> Result<(), SnapshotError> {
    let value = match hit.seen.kind() {
        Kind::Url | Kind::Host | Kind::Ip | Kind::Email => defanged(&hit.seen.value()),
        _ => hit.seen.value().into_owned(),
    };
    let line = hit.line.map(|line| say_with("inspect-line", &[("line", line.to_string().into())]));
    let visited = hit.visited.as_ref().map(|day| say_with("inspect-visited", &[("day", day.as_str().into())]));
    let place = Some(hit.place.clone()).filter(|place| !place.is_empty());
    let place = [place, line, visited].into_iter().flatten().collect::<Vec<_>>().join(", ");
    lines.add(0, Tone::Strong, if place.is_empty() { value } else { format!("{place}: {value}") });
    for finding in &hit.findings {
        lines.add(1, Tone::Plain, fits(finding));
        if finding.weight == Weight::Trap {
            continue;
        }
        for claim in finding.entry.claims() {
            let pack = answer.told_of(finding.pack, &finding.pack.name);
            lines.add(2, Tone::Plain, said(&claim, answer.told_of(finding.pack, &claim.origin.file), pack));
            tied(lines, &claim, snapshot)?;
        }
    }
    Ok(())
}

fn fits(finding: &Finding<'_>) -> String {
    let how = format!("inspect-how-{}", finding.how);
    let fits = say_with(&how, &[("value", defanged(finding.entry.value).into())]);
    let because = |key| say_with(key, &[("fits", fits.as_str().into())]);
    match finding.weight {
        Weight::Match => fits,
        Weight::Expired => because("inspect-expired"),
        Weight::Revoked => because("inspect-revoked"),
        Weight::Trap => {
            let why: Vec<_> = finding.traps().filter_map(|trap| known(&format!("trap-{trap}"))).collect();
            say_with("inspect-says-nothing", &[("fits", fits.into()), ("why", why.join("; ").into())])
        }
    }
}

/// To what a publication ties a value. Where nobody says who published it, its file is told.
pub(crate) fn tie_said(claim: &Claim<'_>, file: &str) -> String {
    let origin = claim.origin;
    let by = if origin.publishers.is_empty() { file.to_owned() } else { origin.publishers.join(", ") };
    match &origin.family {
        Some(family) => say_with("inspect-ties", &[("by", by.into()), ("family", family.as_str().into())]),
        None => say_with("inspect-lists", &[("by", by.into())]),
    }
}

/// What one publication says.
fn said(claim: &Claim<'_>, file: &str, pack: &str) -> String {
    let on = |key, date: u32| say_with(key, &[("day", day(date).into())]);
    let parts = [
        Some(tie_said(claim, file)),
        claim.from.map(|from| on("inspect-since", from)),
        claim.until.map(|until| on("inspect-until", until)),
        claim.revoked.then(|| say("inspect-taken-back").to_owned()),
        Some(say_with("inspect-pack", &[("pack", pack.into())])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What the index ties to it.
fn tied(lines: &mut Lines, claim: &Claim<'_>, snapshot: &Snapshot) -> Result<(), SnapshotError> {
    let origin = claim.origin;
    let caption = |id: &str| snapshot.head_of(id).map_or(id.to_owned(), |head| head.caption.to_owned());
    if let Some(vendor) = &origin.vendor {
        lines.add(3, Tone::Plain, say_with("inspect-vendor", &[("vendor", caption(vendor).into())]));
    }
    for report in &origin.reports {
        let text = say_with("inspect-report", &[("report", report.as_str().into())]);
        match outer(report) {
            Some(report) => lines.linked(3, text, report),
            None => lines.add(3, Tone::Plain, text),
        }
    }
    if let Some(id) = &origin.incident
        && let Some(entity) = snapshot.entity(id)?
        && let Some(summary) = entity.values("summary").next()
    {
        lines.add(3, Tone::Plain, say_with("inspect-incident", &[("incident", format!("{summary} ({id})").into())]));
    }
    let tie = Tie { product: origin.product.clone(), vendor: origin.vendor.clone() };
    if let Some(deals) = recorded(snapshot, &tie)? {
        let country = |code: &str| country_of(code, &caption(code));
        let to: Vec<String> = deals.recipients.iter().map(|(code, n)| format!("{} ({n})", country(code))).collect();
        let arguments = [
            ("n", (deals.deals as u64).into()),
            ("what", caption(&deals.of).into()),
            ("countries", to.join(", ").into()),
        ];
        lines.add(3, Tone::Plain, say_with("inspect-deals", &arguments));
    }
    Ok(())
}
