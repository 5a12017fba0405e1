//! The hash of a dataset: the same data give the same hash on any machine and with any version of any library.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sousveil_model::{Claim, Entity, Evidence};

use crate::contents::{Change, Contents, Coverage, Dataset, Redirect, Upstream};

/// SHA-256 of the contents, in lower-case hex. The order of the entities, redirects and lines of coverage does not
/// matter; what is not compiled because of its origin does not count.
///
/// The bytes hashed are: every text as its length in bytes (u64, little-endian) and its UTF-8; an absent one as
/// the length 2⁶⁴−1; every list as its length (u64) and its members; in the order of the fields in the types.
pub fn data_hash(contents: &Contents) -> String {
    let entities = crate::exclude::kept(contents);
    let mut hasher = DataHasher::begin(&contents.dataset, entities.len());
    entities.iter().for_each(|entity| hasher.entity(entity));
    hasher.finish(&contents.changes, &sorted_redirects(&contents.redirects), &sorted_coverage(&contents.coverage))
}

/// Redirects in the order in which a snapshot keeps them.
pub(crate) fn sorted_redirects(redirects: &[Redirect]) -> Vec<Redirect> {
    let mut out = redirects.to_vec();
    out.sort_by(|a, b| (&a.old, &a.date, &a.new, &a.reason).cmp(&(&b.old, &b.date, &b.new, &b.reason)));
    out
}

/// Lines of coverage in the order in which a snapshot keeps them.
pub(crate) fn sorted_coverage(coverage: &[Coverage]) -> Vec<Coverage> {
    let key =
        |c: &Coverage| -> [String; 6] { [&c.subject, &c.kind, &c.target, &c.from, &c.to, &c.note].map(String::clone) };
    let mut out = coverage.to_vec();
    out.sort_by_cached_key(key);
    out
}

/// Lower-case hex of SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Hashes entities one by one, so that they need not all be held.
pub(crate) struct DataHasher(Sha256);

impl DataHasher {
    pub(crate) fn begin(dataset: &Dataset, count: usize) -> Self {
        let mut out = Canonical::default();
        out.text("sousveil data 1");
        // Whole patterns, here and below: a new field cannot be forgotten.
        let Dataset { name, title, summary, publisher, licence, homepage, contact, version, vocabulary, origin } =
            dataset;
        for text in [name, title, summary, publisher, licence, version] {
            out.text(text);
        }
        out.maybe(homepage.as_deref());
        out.maybe(contact.as_deref());
        out.number(origin.len());
        for (key, Upstream { title, publisher, url, terms, include }) in origin {
            out.text(key);
            out.text(title);
            out.text(publisher);
            out.maybe(url.as_deref());
            out.text(terms);
            out.number(usize::from(*include));
        }
        // The hash of our own datasets is older than that there are others.
        if !vocabulary.is_ours() {
            out.text("followthemoney");
        }
        out.number(count);
        let mut hasher = Self(Sha256::new());
        hasher.bytes(&out);
        hasher
    }

    pub(crate) fn entity(&mut self, entity: &Entity) {
        let mut out = Canonical::default();
        out.entity(entity);
        self.bytes(&out);
    }

    /// Takes in entities that were written out elsewhere, in order.
    pub(crate) fn bytes(&mut self, canonical: &Canonical) {
        self.0.update(&canonical.0);
    }

    pub(crate) fn finish(mut self, changes: &[Change], redirects: &[Redirect], coverage: &[Coverage]) -> String {
        let mut out = Canonical::default();
        out.number(changes.len());
        for Change { date, entity, property, old, new, kind, reason, source } in changes {
            [date, entity, property, old, new, kind, reason, source].iter().for_each(|text| out.text(text));
        }
        out.number(redirects.len());
        for Redirect { old, new, date, reason } in redirects {
            [old, new, date, reason].iter().for_each(|text| out.text(text));
        }
        out.number(coverage.len());
        for Coverage { subject, kind, target, from, to, note } in coverage {
            [subject, kind, target, from, to, note].iter().for_each(|text| out.text(text));
        }
        self.bytes(&out);
        HEXLOWER.encode(&self.0.finalize())
    }
}

/// The bytes that are hashed.
#[derive(Debug, Default)]
pub(crate) struct Canonical(Vec<u8>);

impl Canonical {
    /// What was written.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn entity(&mut self, Entity { id, schema, origin, claims }: &Entity) {
        self.text(id.as_str());
        self.text(schema);
        self.maybe(origin.as_ref().map(|o| o.key.as_str()));
        self.maybe(origin.as_ref().and_then(|o| o.id.as_deref()));
        self.number(claims.len());
        for Claim { property, value, evidence } in claims {
            self.text(property);
            self.text(value);
            self.number(evidence.len());
            for Evidence { source, locator, quotation, stance, grade, kind, as_written, note } in evidence {
                self.maybe(source.as_ref().map(|id| id.as_str()));
                self.maybe(locator.as_deref());
                self.maybe(quotation.as_deref());
                self.text(stance.into());
                self.maybe(grade.map(Into::into));
                self.text(kind.into());
                self.maybe(as_written.as_deref());
                self.maybe(note.as_deref());
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn maybe(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.0.extend_from_slice(&u64::MAX.to_le_bytes()),
        }
    }

    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes());
    }
}
