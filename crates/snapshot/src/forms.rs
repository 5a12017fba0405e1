//! `forms.tbl`: what entities are called as a whole, in search form, so that those are found that are called exactly what
//! was asked.

use sha2::{Digest as _, Sha256};
use sousveil_model::tables::{Cell, Table, table_of_schema};
use sousveil_model::{Claim, Entity, Vocabulary};

use crate::bytes::{Bytes, HEADER, header, size_u32};
use crate::error::SnapshotError;
use crate::foreign;
use crate::reference::reference;

const TAG: &[u8; 8] = b"svl-form";
/// Bytes of a record: of the SHA-256 of the form (8), number (u32), which name it is (1). The first two are big-endian,
/// so that records in the order of their bytes are in that of forms and numbers.
const RECORD: usize = 13;
/// Longest form of a name, in characters.
const LONGEST: usize = 200;

/// Those of our schemata whose names may have a legal form in them. What a list has may all be meant by one.
const BODIES: [&str; 2] = ["Company", "Agency"];

/// Which name of an entity has a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Called {
    /// Its caption.
    First = 0,
    /// Another one.
    Also = 1,
}

/// A form and which name has it.
pub(crate) type Form = ([u8; 8], Called);

/// The forms of a question that are compared with whole names: in its own script, in Latin letters, and without legal
/// forms. Sorted, each once, none empty.
pub(crate) fn of_question(text: &str) -> Vec<String> {
    of_name(text, sousveil_text::latin(text), true)
}

/// Those of a name that is so in Latin letters; only one of a body has a legal form.
fn of_name(name: &str, latin: String, is_of_body: bool) -> Vec<String> {
    let folded: Vec<String> = sousveil_text::words(name).into_iter().map(|token| token.text).collect();
    let mut forms = vec![folded.join(" "), latin];
    if is_of_body {
        forms.push(sousveil_text::name_key(name));
    }
    let mut forms: Vec<String> = forms.into_iter().map(cut).collect();
    forms.retain(|form| !form.is_empty());
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn cut(mut form: String) -> String {
    if let Some((end, _)) = form.char_indices().nth(LONGEST) {
        form.truncate(end);
    }
    form
}

/// Those of all names of an entity, whose caption is so in Latin letters.
pub(crate) fn of_entity(vocabulary: Vocabulary, entity: &Entity, caption: &str, latin: &str) -> Vec<Form> {
    let table = table_of_schema(&entity.schema);
    let is_name = |claim: &&Claim| match vocabulary {
        Vocabulary::Sousveil => reference(entity, claim).is_none() && is_name(table, claim),
        Vocabulary::FollowTheMoney => matches!(foreign::words(entity, claim), foreign::Words::Name),
    };
    let others = entity.claims.iter().filter(is_name).map(|claim| claim.value.as_str());
    let also = others.filter(|&name| name != caption).map(|name| (name, sousveil_text::latin(name), Called::Also));
    let all = std::iter::once((caption, latin.to_owned(), Called::First)).chain(also);
    let is_of_body = !vocabulary.is_ours() || BODIES.contains(&entity.schema.as_str());
    let forms = |(name, latin, called): (&str, String, Called)| {
        of_name(name, latin, is_of_body).into_iter().map(move |form| (sum(&form), called))
    };
    all.flat_map(forms).collect()
}

/// Whether a claim in our own terms that refers to nothing is a name.
pub(crate) fn is_name(table: Option<&Table>, claim: &Claim) -> bool {
    let cell = table.and_then(|table| table.column(&claim.property)).map(|column| column.cell);
    matches!(cell, Some(Cell::Name)) || matches!(claim.property.as_str(), "name" | "aliases")
}

fn sum(form: &str) -> [u8; 8] {
    Sha256::digest(form).first_chunk().copied().unwrap_or_default()
}

/// Makes the table.
#[derive(Default)]
pub(crate) struct FormsBuilder {
    records: Vec<[u8; RECORD]>,
}

impl FormsBuilder {
    pub(crate) fn push(&mut self, number: u32, forms: &[Form]) {
        self.records.extend(forms.iter().map(|&(sum, called)| record(sum, number, called)));
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, SnapshotError> {
        self.records.sort_unstable();
        self.records.dedup();
        let mut out = header(TAG, size_u32("the number of names", self.records.len())?);
        out.extend_from_slice(self.records.as_flattened());
        Ok(out)
    }
}

fn record(sum: [u8; 8], number: u32, called: Called) -> [u8; RECORD] {
    let mut out = [0; RECORD];
    let bytes = sum.into_iter().chain(number.to_be_bytes()).chain([called as u8]);
    out.iter_mut().zip(bytes).for_each(|(own, byte)| *own = byte);
    out
}

/// The open table.
pub(crate) struct Forms {
    bytes: Bytes,
}

impl Forms {
    /// Checks header and size.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, SnapshotError> {
        let count = bytes.header(TAG)? as usize;
        if count.checked_mul(RECORD).and_then(|size| size.checked_add(HEADER)) != Some(bytes.len()) {
            return Err(bytes.damaged(format!("found {} bytes, expected {count} records of {RECORD}", bytes.len())));
        }
        Ok(Self { bytes })
    }

    /// The numbers of the entities of which that name has the form.
    pub(crate) fn exactly(&self, form: &str, called: Called) -> impl Iterator<Item = u32> + '_ {
        let sum = sum(form);
        let records = self.records();
        let start = records.partition_point(|record| record.get(..8) < Some(&sum[..]));
        let alike = records.iter().skip(start).take_while(move |record| record.starts_with(&sum));
        let number = move |record: &[u8; RECORD]| {
            let (number, which) = record.get(8..)?.split_first_chunk()?;
            (which == [called as u8]).then_some(u32::from_be_bytes(*number))
        };
        alike.filter_map(number)
    }

    /// Checks that the records are in order, without which some would not be found.
    ///
    /// # Errors
    /// They are not.
    pub(crate) fn check(&self) -> Result<(), SnapshotError> {
        match self.records().is_sorted_by(|a, b| a < b) {
            true => Ok(()),
            false => {
                Err(self.bytes.damaged("found records out of order, expected each once in the order of their bytes"))
            }
        }
    }

    fn records(&self) -> &[[u8; RECORD]] {
        self.bytes.all().get(HEADER..).unwrap_or_default().as_chunks().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_called_so_is_found_by_the_name_that_is_meant() {
        let mut builder = FormsBuilder::default();
        let named = |name: &str, called| {
            of_name(name, sousveil_text::latin(name), true)
                .iter()
                .map(|form| (sum(form), called))
                .collect::<Vec<Form>>()
        };
        builder.push(7, &named("Protei Ltd", Called::First));
        builder.push(2, &named("Протей", Called::Also));
        builder.push(3, &named("Protei", Called::First));
        builder.push(3, &named("Protei", Called::First));
        let forms = Forms::open(Bytes::owned("forms.tbl".as_ref(), builder.finish().unwrap())).unwrap();
        forms.check().unwrap();
        let found = |form: &str, called| forms.exactly(form, called).collect::<Vec<u32>>();
        assert_eq!(found("protei", Called::First), [3, 7]);
        assert_eq!(found("protey", Called::Also), [2]);
        assert!(found("протей", Called::First).is_empty());
        assert_eq!(found("протей", Called::Also), [2]);
        assert!(found("gamma", Called::First).is_empty());
    }

    #[test]
    fn a_table_of_another_size_or_out_of_order_is_refused() {
        let mut builder = FormsBuilder::default();
        (0..3).for_each(|n| builder.push(n, &[(sum("a"), Called::First)]));
        let whole = builder.finish().unwrap();
        let open = |bytes: Vec<u8>| Forms::open(Bytes::owned("forms.tbl".as_ref(), bytes));
        let error = open(whole.get(..whole.len() - 1).unwrap().to_vec()).err().unwrap();
        assert_eq!(error.to_string(), "forms.tbl: found 54 bytes, expected 3 records of 13");
        let mut turned = whole;
        turned.get_mut(HEADER..).unwrap().reverse();
        assert!(open(turned).unwrap().check().is_err());
    }
}
