//! RIS, the tagged form that reference managers exchange
//! (<https://en.wikipedia.org/wiki/RIS_(file_format)> lists the tags of both its specifications), as UTF-8.

use sousveil_model::SourceKind;

use super::{Citation, Work, one_line};

impl Citation {
    /// As a record of RIS: `TY` first, `ER` last, one tag a line, lines ended by CR and LF as the format asks.
    pub fn ris(&self) -> String {
        let mut out = String::new();
        tag(&mut out, "TY", kind(self.work));
        let mut add = |name, value: Option<&str>| {
            if let Some(value) = value {
                tag(&mut out, name, value);
            }
        };
        add("ID", Some(&self.key));
        add("TI", Some(&self.title));
        add("T2", self.within());
        add("PB", self.publisher.as_deref());
        if let Some(day) = self.day() {
            add("PY", Some(&format!("{:04}", day.year())));
            add("DA", Some(&slashed(&day.to_string())));
        }
        add("ET", self.version.as_deref());
        add("LA", self.language.as_deref());
        add("UR", self.url());
        add("N1", self.note().as_deref());
        add("N1", self.copy().map(|copy| format!("kept copy: {copy}")).as_deref());
        add("N1", self.remark.as_deref());
        out.push_str("ER  - \r\n");
        out
    }
}

fn tag(out: &mut String, name: &str, value: &str) {
    for part in [name, "  - ", &one_line(value), "\r\n"] {
        out.push_str(part);
    }
}

/// A partial date with all three slashes, which stay where a part is not known: `2014/11//`.
fn slashed(date: &str) -> String {
    let mut parts = date.split('-');
    let mut part = || parts.next().unwrap_or_default();
    format!("{}/{}/{}/", part(), part(), part())
}

fn kind(work: Work) -> &'static str {
    use SourceKind::{
        Brochure, Company, Contract, Court, Dataset, Forensic, Leak, LicenceStatistics, Official, Press, Register,
        Repost, Research,
    };
    match work {
        Work::Data | Work::Source(Dataset | LicenceStatistics) => "DATA",
        Work::Page | Work::Source(Company | Register | Repost) => "ELEC",
        Work::Source(Press) => "NEWS",
        Work::Source(Research | Forensic) => "RPRT",
        Work::Source(Court) => "CASE",
        Work::Source(Official) => "GOVDOC",
        Work::Source(Brochure) => "PAMP",
        Work::Source(Contract | Leak) => "GEN",
    }
}
