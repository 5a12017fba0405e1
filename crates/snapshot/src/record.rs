//! The record of an entity in a block: first all numbers, then all texts in one, which are checked as a whole. Evidence
//! names its source by its place in a list of the entity's, since it is the same few again and again.
//!
//! ```text
//! record   = bytes of the numbers, numbers, texts
//! numbers  = length of identifier, of schema; of the origin's key and identifier, each 0 for none or 1 more;
//!            number of sources, their lengths; number of claims, claims
//! claim    = lengths of property and value, number of pieces of evidence, evidence
//! evidence = what it has (bits, see below), place of the source, lengths of its other texts
//! ```
//!
//! Numbers are LEB128. Texts stand in the order in which the numbers have their lengths.

use sousveil_model::claim::Origin;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Id, Stance, Text};

/// What a piece of evidence has, and its words: two bits are its grade, 0 for none.
const CONTRADICTS: u32 = 1;
const EDITORIAL: u32 = 1 << 1;
const GRADE: u32 = 2;
const SOURCE: u32 = 1 << 4;
const LOCATOR: u32 = 1 << 5;
const QUOTATION: u32 = 1 << 6;
const AS_WRITTEN: u32 = 1 << 7;
const NOTE: u32 = 1 << 8;
/// Behind so many sources one that is not new may stand in the list again: it is not looked for.
const LOOKED_FOR: usize = 64;

/// Why bytes are no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RecordError {
    #[error("its numbers end too early, or one of them is too large")]
    Numbers,
    #[error("its texts end too early, or are no UTF-8")]
    Texts,
    #[error("an identifier in it is none")]
    Id,
    #[error("evidence in it has a grade or a source that there is not")]
    Evidence,
    #[error("{0} bytes are left over")]
    Left(usize),
}

/// The record of an entity.
pub(crate) fn encode(entity: &Entity) -> Vec<u8> {
    let mut out = Writer::default();
    out.text(entity.id.as_str());
    out.text(&entity.schema);
    let origin = entity.origin.as_ref();
    let texts = [origin.map(|origin| &origin.key), origin.and_then(|origin| origin.id.as_ref())];
    texts.into_iter().for_each(|text| out.optional(text));
    let mut sources: Vec<&Id> = Vec::new();
    let all = entity.claims.iter().flat_map(|claim| &claim.evidence).filter_map(|evidence| evidence.source.as_ref());
    let places: Vec<usize> = all.map(|source| place(&mut sources, source)).collect();
    out.number(sources.len());
    sources.iter().for_each(|source| out.text(source.as_str()));
    let mut places = places.into_iter();
    out.number(entity.claims.len());
    for claim in &entity.claims {
        out.text(&claim.property);
        out.text(&claim.value);
        out.number(claim.evidence.len());
        for evidence in &claim.evidence {
            let texts = [
                (LOCATOR, &evidence.locator),
                (QUOTATION, &evidence.quotation),
                (AS_WRITTEN, &evidence.as_written),
                (NOTE, &evidence.note),
            ];
            let has: u32 = texts.iter().filter(|(_, text)| text.is_some()).map(|(bit, _)| bit).sum();
            let source = if evidence.source.is_some() { SOURCE } else { 0 };
            out.varint(has | source | words(evidence));
            if evidence.source.is_some() {
                out.number(places.next().unwrap_or_default());
            }
            texts.iter().filter_map(|(_, text)| text.as_ref()).for_each(|text| out.text(text));
        }
    }
    out.finish()
}

fn place<'a>(sources: &mut Vec<&'a Id>, source: &'a Id) -> usize {
    let known = sources.iter().take(LOOKED_FOR).position(|known| *known == source);
    known.unwrap_or_else(|| {
        sources.push(source);
        sources.len() - 1
    })
}

fn words(evidence: &Evidence) -> u32 {
    let stance = match evidence.stance {
        Stance::Supports => 0,
        Stance::Contradicts => CONTRADICTS,
    };
    let kind = match evidence.kind {
        EvidenceKind::Source => 0,
        EvidenceKind::Editorial => EDITORIAL,
    };
    let grade = match evidence.grade {
        None => 0,
        Some(Grade::Confirmed) => 1,
        Some(Grade::Reported) => 2,
        Some(Grade::Alleged) => 3,
    };
    stance | kind | grade << GRADE
}

/// The entity of a record.
///
/// # Errors
/// It is none.
pub(crate) fn decode(record: &[u8]) -> Result<Entity, RecordError> {
    let mut from = Reader::new(record)?;
    let id = from.id()?;
    let schema = from.text()?;
    let (key, own) = (from.optional()?, from.optional()?);
    let origin = key.map(|key| Origin { key, id: own });
    let count = from.count(1)?;
    let sources = (0..count).map(|_| from.id()).collect::<Result<Vec<Id>, _>>()?;
    let count = from.count(3)?;
    let mut claims = Vec::with_capacity(count);
    for _ in 0..count {
        let (property, value, count) = (from.text()?, from.text()?, from.count(1)?);
        let mut evidence = Vec::with_capacity(count);
        for _ in 0..count {
            evidence.push(from.evidence(&sources)?);
        }
        claims.push(Claim { property, value, evidence });
    }
    match from.numbers.len() + from.texts.len() {
        0 => Ok(Entity { id, schema, origin, claims }),
        left => Err(RecordError::Left(left)),
    }
}

/// What is written.
#[derive(Default)]
struct Writer {
    numbers: Vec<u8>,
    texts: Vec<u8>,
}

impl Writer {
    fn varint(&mut self, number: u32) {
        push(&mut self.numbers, number);
    }

    /// A size; records are far smaller than four gigabytes ([`crate::blocks`]).
    fn number(&mut self, size: usize) {
        self.varint(u32::try_from(size).unwrap_or(u32::MAX));
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.texts.extend_from_slice(text.as_bytes());
    }

    fn optional(&mut self, text: Option<&Text>) {
        self.number(text.map_or(0, |text| text.len() + 1));
        self.texts.extend_from_slice(text.map_or("", |text| text).as_bytes());
    }

    fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(5 + self.numbers.len() + self.texts.len());
        push(&mut out, u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        out.extend_from_slice(&self.numbers);
        out.extend_from_slice(&self.texts);
        out
    }
}

fn push(out: &mut Vec<u8>, mut number: u32) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return out.push(low & 0x7F);
        }
        out.push(low | 0x80);
    }
}

/// What is left to read.
struct Reader<'a> {
    numbers: &'a [u8],
    texts: &'a str,
}

impl<'a> Reader<'a> {
    fn new(mut record: &'a [u8]) -> Result<Self, RecordError> {
        let size = varint(&mut record)? as usize;
        let (numbers, texts) = record.split_at_checked(size).ok_or(RecordError::Numbers)?;
        Ok(Self { numbers, texts: str::from_utf8(texts).map_err(|_| RecordError::Texts)? })
    }

    fn number(&mut self) -> Result<usize, RecordError> {
        Ok(varint(&mut self.numbers)? as usize)
    }

    /// How many of a kind follow, of which each has so many numbers at least: damaged bytes must not take memory.
    fn count(&mut self, numbers: usize) -> Result<usize, RecordError> {
        let count = self.number()?;
        if count > self.numbers.len() / numbers { Err(RecordError::Numbers) } else { Ok(count) }
    }

    fn take(&mut self, len: usize) -> Result<Text, RecordError> {
        let (text, rest) = self.texts.split_at_checked(len).ok_or(RecordError::Texts)?;
        self.texts = rest;
        Ok(Text::new(text))
    }

    fn text(&mut self) -> Result<Text, RecordError> {
        let len = self.number()?;
        self.take(len)
    }

    fn optional(&mut self) -> Result<Option<Text>, RecordError> {
        let more = self.number()?;
        more.checked_sub(1).map(|len| self.take(len)).transpose()
    }

    fn id(&mut self) -> Result<Id, RecordError> {
        Id::try_from(self.text()?).map_err(|_| RecordError::Id)
    }

    fn evidence(&mut self, sources: &[Id]) -> Result<Evidence, RecordError> {
        let has = varint(&mut self.numbers)?;
        let source = match has & SOURCE {
            0 => None,
            _ => Some(sources.get(self.number()?).ok_or(RecordError::Evidence)?.clone()),
        };
        let mut text = |bit| if has & bit == 0 { Ok(None) } else { self.text().map(Some) };
        let (locator, quotation, as_written, note) = (text(LOCATOR)?, text(QUOTATION)?, text(AS_WRITTEN)?, text(NOTE)?);
        if has >= NOTE << 1 {
            return Err(RecordError::Evidence);
        }
        Ok(Evidence {
            source,
            locator,
            quotation,
            stance: if has & CONTRADICTS == 0 { Stance::Supports } else { Stance::Contradicts },
            grade: match has >> GRADE & 3 {
                0 => None,
                1 => Some(Grade::Confirmed),
                2 => Some(Grade::Reported),
                _ => Some(Grade::Alleged),
            },
            kind: if has & EDITORIAL == 0 { EvidenceKind::Source } else { EvidenceKind::Editorial },
            as_written,
            note,
        })
    }
}

fn varint(from: &mut &[u8]) -> Result<u32, RecordError> {
    let mut number = 0u32;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = from.split_first().ok_or(RecordError::Numbers)?;
        *from = rest;
        let bits = u32::from(byte & 0x7F);
        number |= bits.checked_shl(shift).filter(|shifted| shifted >> shift == bits).ok_or(RecordError::Numbers)?;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(RecordError::Numbers)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = Text> {
        prop_oneof!["\\PC{0,12}", "[a-z]{0,300}", Just(String::new())].prop_map(Into::into)
    }

    fn id() -> impl Strategy<Value = Id> {
        "[a-z0-9]([a-z0-9_-]{0,30}[a-z0-9])?".prop_map(|id| id.parse().unwrap())
    }

    fn evidence() -> impl Strategy<Value = Evidence> {
        let some = || prop::option::of(text());
        let grade =
            prop::sample::select(vec![None, Some(Grade::Confirmed), Some(Grade::Reported), Some(Grade::Alleged)]);
        let source = prop::option::of(prop_oneof![id(), Just("svl-a".parse().unwrap())]);
        (source, some(), some(), any::<bool>(), grade, any::<bool>(), some(), some()).prop_map(
            |(source, locator, quotation, denies, grade, judged, as_written, note)| Evidence {
                source,
                locator,
                quotation,
                stance: if denies { Stance::Contradicts } else { Stance::Supports },
                grade,
                kind: if judged { EvidenceKind::Editorial } else { EvidenceKind::Source },
                as_written,
                note,
            },
        )
    }

    fn entity() -> impl Strategy<Value = Entity> {
        let claim = (text(), text(), prop::collection::vec(evidence(), 0..5))
            .prop_map(|(property, value, evidence)| Claim { property, value, evidence });
        let origin = (text(), prop::option::of(text())).prop_map(|(key, id)| Origin { key, id });
        (id(), text(), prop::option::of(origin), prop::collection::vec(claim, 0..8))
            .prop_map(|(id, schema, origin, claims)| Entity { id, schema, origin, claims })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(entity in entity()) {
            prop_assert_eq!(decode(&encode(&entity)), Ok(entity));
        }

        #[test]
        fn any_bytes_are_an_entity_or_an_error(entity in entity(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut record = encode(&entity);
            if let Some(own) = record.get_mut(at.index(entity.claims.len() + 4)) {
                *own = byte;
            }
            let _ = decode(&record);
            record.truncate(at.index(record.len()));
            prop_assert!(decode(&record).is_err());
        }

        #[test]
        fn no_bytes_make_a_panic(record in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&record);
        }
    }

    #[test]
    fn more_sources_than_are_looked_for_come_back() {
        let evidence = |n: usize| Evidence::says(Some(format!("s{}", n % 100).parse().unwrap()), None);
        let claims = (0..300).map(|n| Claim { property: "p".into(), value: "v".into(), evidence: vec![evidence(n)] });
        let entity = Entity { id: "e".parse().unwrap(), schema: "S".into(), origin: None, claims: claims.collect() };
        assert_eq!(decode(&encode(&entity)), Ok(entity));
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert_eq!(decode(&[]), Err(RecordError::Numbers));
        assert_eq!(decode(&[0xFF; 9]), Err(RecordError::Numbers));
        // An identifier of one letter, a schema of none, no origin, and a million sources.
        assert_eq!(decode(&[7, 1, 0, 0, 0, 0xC0, 0x84, 0x3D, b'a']), Err(RecordError::Numbers));
        assert_eq!(decode(&[6, 1, 0, 0, 0, 0, 0, b'-']), Err(RecordError::Id));
        assert_eq!(decode(&[6, 2, 0, 0, 0, 0, 0, b'a']), Err(RecordError::Texts));
        assert_eq!(decode(&[6, 1, 0, 0, 0, 0, 0, b'a', b'b']), Err(RecordError::Left(1)));
        assert!(decode(&[6, 1, 0, 0, 0, 0, 0, b'a']).is_ok());
    }
}
