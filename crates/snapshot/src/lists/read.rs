//! Reads the table.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use strum::VariantArray as _;

use super::column::CODE;
use super::{Bits, Column, Set, TAG};
use crate::bytes::{Bytes, HEADER};
use crate::error::SnapshotError;
use crate::query::{Facet, Sort};

/// A union of no more numbers than this is a list; else one bit for each entity takes less.
const FEW: usize = if cfg!(test) { 8 } else { 4096 };

/// The open table. Only sizes are checked when it is opened; what is read is checked then.
pub(crate) struct Lists {
    bytes: Bytes,
    count: u32,
    /// For each facet, in the order of the enumeration, its values.
    facets: Vec<Range<u32>>,
    values: u32,
    at: Sections,
    /// For each facet where its column begins, if it has one.
    columns: Vec<Option<ColumnAt>>,
    /// The entities of values that many have, one bit each. There are few such values.
    common: Mutex<HashMap<u32, Arc<Bits>>>,
    tops: Mutex<HashMap<(Option<u32>, Facet), Top>>,
}

/// Values of a facet with how many have them, most first.
pub(crate) type Top = Arc<[(String, usize)]>;

/// Where the parts begin.
struct Sections {
    value_ends: usize,
    texts: usize,
    posting_ends: usize,
    postings: usize,
    row_ends: usize,
    rows: usize,
    dates: usize,
    ranks: usize,
    newest: usize,
    oldest: usize,
    by_name: usize,
    newest_of: usize,
    oldest_of: usize,
    by_name_of: usize,
    count_ends: usize,
    counts: usize,
    columns: usize,
}

/// Where the parts of a column begin.
struct ColumnAt {
    ends: usize,
    values: usize,
    codes: usize,
}

impl Lists {
    pub(crate) fn open(bytes: Bytes) -> Result<Self, SnapshotError> {
        let count = bytes.header(TAG)?;
        let mut at = HEADER;
        let number = |at: &mut usize| {
            *at += 4;
            bytes.u32_at(*at - 4)
        };
        let found = number(&mut at)?;
        if found as usize != Facet::VARIANTS.len() {
            return Err(bytes.damaged(format!("found {found} facets, expected {}", Facet::VARIANTS.len())));
        }
        let (mut facets, mut values, mut coded) = (Vec::new(), 0u32, Vec::new());
        for &facet in Facet::VARIANTS {
            let name: &str = facet.into();
            let len = usize::from(*bytes.slice(at, 1)?.first().unwrap_or(&0));
            if bytes.slice(at + 1, len)? != name.as_bytes() {
                return Err(bytes.damaged(format!("found no facet `{name}` in its place")));
            }
            at += 1 + len;
            let end = values.saturating_add(number(&mut at)?);
            facets.push(values..end);
            values = end;
            coded.push((number(&mut at)? as usize, number(&mut at)? as usize));
        }
        let sizes = [number(&mut at)?, number(&mut at)?, number(&mut at)?, number(&mut at)?, number(&mut at)?];
        let [total, texts, pairs, schemata, counts] = sizes.map(|size| size as usize);
        let n = count as usize;
        let mut next = at;
        let mut section = |items: usize, size: usize| {
            let start = next;
            next = items.checked_mul(size).and_then(|len| start.checked_add(len)).unwrap_or(usize::MAX);
            start
        };
        let at = Sections {
            value_ends: section(total, 4),
            texts: section(texts, 1),
            posting_ends: section(total, 4),
            postings: section(pairs, 4),
            row_ends: section(n, 4),
            rows: section(pairs, 4),
            dates: section(n, 4),
            ranks: section(n, 4),
            newest: section(n, 4),
            oldest: section(n, 4),
            by_name: section(n, 4),
            newest_of: section(n, 4),
            oldest_of: section(n, 4),
            by_name_of: section(n, 4),
            count_ends: section(schemata, 4),
            counts: section(counts, 8),
            columns: section(0, 1),
        };
        let column = |(codes, values): (usize, usize)| {
            (codes > 0).then(|| ColumnAt {
                ends: section(codes, 4),
                values: section(values, 4),
                codes: section(n, CODE),
            })
        };
        let columns = coded.into_iter().map(column).collect();
        let end = section(0, 1);
        if end != bytes.len() || values as usize != total {
            let what =
                format!("found {} bytes and {total} values, expected {} bytes and {values} values", bytes.len(), end);
            return Err(bytes.damaged(what));
        }
        Ok(Self { bytes, count, facets, values, at, columns, common: Mutex::default(), tops: Mutex::default() })
    }

    pub(crate) fn path(&self) -> &Path {
        self.bytes.path()
    }

    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// Checks everything.
    pub(crate) fn check(&self) -> Result<(), SnapshotError> {
        for value in 0..self.values {
            self.text(value)?;
            for number in numbers(self.posting(value)?) {
                if number >= self.count {
                    return Err(self.damaged(format!("value {value} has number {number}")));
                }
            }
        }
        for number in 0..self.count {
            if numbers(self.row(number)?).any(|value| value >= self.values) {
                return Err(self.damaged(format!("row {number} has a value that is none")));
            }
        }
        for sort in [Sort::Newest, Sort::Oldest, Sort::Name] {
            if Bits::of(self.count, numbers(self.order(sort)?)).len() != self.count {
                return Err(self.incomplete(sort));
            }
            for schema in self.facet(Facet::Schema) {
                let of_schema = Bits::of(self.count, numbers(self.posting(schema)?));
                if Bits::of(self.count, numbers(self.order_of(schema, sort)?)) != of_schema {
                    return Err(self.incomplete(sort));
                }
            }
        }
        for &facet in Facet::VARIANTS {
            if let Some(fault) = self.column(facet)?.and_then(|column| column.fault(&self.facet(facet))) {
                return Err(self.damaged(fault));
            }
        }
        self.facet(Facet::Schema).try_for_each(|schema| self.schema_counts(schema, Facet::Schema).map(drop))
    }

    /// The places of a facet's values.
    pub(crate) fn facet(&self, facet: Facet) -> Range<u32> {
        let at = Facet::VARIANTS.iter().position(|&f| f == facet);
        at.and_then(|at| self.facets.get(at)).cloned().unwrap_or(0..0)
    }

    /// The place of a value, if some entity has it.
    pub(crate) fn value(&self, facet: Facet, text: &str) -> Result<Option<u32>, SnapshotError> {
        let Range { start: mut low, end: mut high } = self.facet(facet);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.text(middle)?.cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Ok(Some(middle)),
            }
        }
        Ok(None)
    }

    /// The value at a place.
    pub(crate) fn text(&self, value: u32) -> Result<&str, SnapshotError> {
        let range = self.range(self.at.value_ends, value)?;
        let bytes = self.part(self.at.texts, self.at.posting_ends, 1, range)?;
        str::from_utf8(bytes).map_err(|_| self.damaged(format!("value {value} is no text")))
    }

    /// The numbers of the entities that have a value, in order.
    pub(crate) fn posting(&self, value: u32) -> Result<&[u8], SnapshotError> {
        let range = self.range(self.at.posting_ends, value)?;
        self.part(self.at.postings, self.at.row_ends, 4, range)
    }

    /// The values of an entity, in order; see [`numbers`].
    pub(crate) fn row(&self, number: u32) -> Result<&[u8], SnapshotError> {
        let range = self.range(self.at.row_ends, number)?;
        self.part(self.at.rows, self.at.dates, 4, range)
    }

    /// How many of a schema's entities have each value of a facet.
    pub(crate) fn schema_counts(&self, schema: u32, facet: Facet) -> Result<Vec<(u32, u32)>, SnapshotError> {
        let range = self.range(self.at.count_ends, schema)?;
        let pairs = self.part(self.at.counts, self.at.columns, 8, range)?;
        let pair = |at: usize| {
            let (value, count) = pairs.get(at * 8..at * 8 + 8)?.split_at(4);
            Some((number(value), number(count)))
        };
        // They lie in the order of their values.
        let Range { start, end } = self.facet(facet);
        let (mut low, mut high) = (0, pairs.len() / 8);
        while low < high {
            let middle = low + (high - low) / 2;
            if pair(middle).is_some_and(|(value, _)| value < start) { low = middle + 1 } else { high = middle }
        }
        Ok((low..).map_while(pair).take_while(|(value, _)| *value < end).collect())
    }

    /// The column of a facet, if it has one.
    pub(crate) fn column(&self, facet: Facet) -> Result<Option<Column<'_>>, SnapshotError> {
        let at = Facet::VARIANTS.iter().position(|&f| f == facet).and_then(|at| self.columns.get(at)?.as_ref());
        let Some(ColumnAt { ends, values, codes }) = at else { return Ok(None) };
        Ok(Some(Column {
            ends: self.bytes.slice(*ends, values - ends)?,
            values: self.bytes.slice(*values, codes - values)?,
            codes: self.bytes.slice(*codes, self.count as usize * CODE)?,
        }))
    }

    /// All numbers in an order; there is none by relevance.
    pub(crate) fn order(&self, sort: Sort) -> Result<&[u8], SnapshotError> {
        let start = match sort {
            Sort::Relevance | Sort::Newest => self.at.newest,
            Sort::Oldest => self.at.oldest,
            Sort::Name => self.at.by_name,
        };
        self.bytes.slice(start, self.count as usize * 4)
    }

    /// The numbers of a schema in an order; there is none by relevance.
    pub(crate) fn order_of(&self, schema: u32, sort: Sort) -> Result<&[u8], SnapshotError> {
        let start = match sort {
            Sort::Relevance | Sort::Newest => self.at.newest_of,
            Sort::Oldest => self.at.oldest_of,
            Sort::Name => self.at.by_name_of,
        };
        // Schemata are the first values of all, and each entity has one.
        let range = self.range(self.at.posting_ends, schema)?;
        self.part(start, start + self.count as usize * 4, 4, range)
    }

    /// What is said of an order that lacks numbers.
    pub(crate) fn incomplete(&self, sort: Sort) -> SnapshotError {
        self.damaged(format!("the order `{sort}` does not hold every number"))
    }

    /// `yyyymmdd`, or [`super::UNDATED`].
    pub(crate) fn date(&self, number: u32) -> Result<i32, SnapshotError> {
        Ok(self.bytes.u32_at(self.at.dates + number as usize * 4)?.cast_signed())
    }

    /// The rank by name.
    pub(crate) fn rank(&self, number: u32) -> Result<u32, SnapshotError> {
        self.bytes.u32_at(self.at.ranks + number as usize * 4)
    }

    /// The entities of a value that so many have that their numbers take more room than a bit for each entity.
    pub(crate) fn common(&self, value: u32) -> Result<Option<Arc<Bits>>, SnapshotError> {
        let posting = self.posting(value)?;
        if !self.is_common(posting.len() / 4) {
            return Ok(None);
        }
        let known = || self.common.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = known().get(&value) {
            return Ok(Some(Arc::clone(bits)));
        }
        let bits = Arc::new(Bits::of(self.count, numbers(posting)));
        known().insert(value, Arc::clone(&bits));
        Ok(Some(bits))
    }

    /// The top of a facet over all of a schema, or over all there is: it stays the same, and is looked for once.
    pub(crate) fn top(
        &self,
        schema: Option<u32>,
        facet: Facet,
        look: impl FnOnce() -> Result<Vec<(String, usize)>, SnapshotError>,
    ) -> Result<Top, SnapshotError> {
        let known = || self.tops.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(top) = known().get(&(schema, facet)) {
            return Ok(Arc::clone(top));
        }
        let top = Top::from(look()?);
        known().insert((schema, facet), Arc::clone(&top));
        Ok(top)
    }

    fn is_common(&self, numbers: usize) -> bool {
        numbers > FEW.max(self.count as usize / 32)
    }

    /// How many of a set have a value.
    pub(crate) fn count_in(&self, value: u32, set: &Bits) -> Result<u32, SnapshotError> {
        if let Some(bits) = self.common(value)? {
            return Ok(bits.common(set));
        }
        let count = numbers(self.posting(value)?).filter(|&number| set.has(number)).count();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// What [`Lists::count_in`] costs for a value, in steps of an entity each.
    pub(crate) fn cost(&self, value: u32) -> Result<usize, SnapshotError> {
        let numbers = self.posting(value)?.len() / 4;
        // A step takes 64 entities at once where many have the value.
        Ok(if self.is_common(numbers) { self.count as usize / 64 } else { numbers })
    }

    /// The entities that have one of the values.
    pub(crate) fn any(&self, values: &[u32]) -> Result<Set, SnapshotError> {
        let mut common = Vec::new();
        let mut others = Vec::new();
        for &value in values {
            match self.common(value)? {
                Some(bits) => common.push(bits),
                None => others.push(value),
            }
        }
        if let Some((first, rest)) = common.split_first() {
            let mut whole = Bits::clone(first);
            rest.iter().for_each(|bits| whole.add(bits));
            for value in others {
                numbers(self.posting(value)?).filter(|&number| number < self.count).for_each(|n| whole.insert(n));
            }
            return Ok(Set::Bits(whole));
        }
        let postings = values.iter().map(|&value| self.posting(value)).collect::<Result<Vec<_>, _>>()?;
        let all = postings.iter().flat_map(|posting| numbers(posting));
        if postings.iter().map(|posting| posting.len() / 4).sum::<usize>() > FEW {
            return Ok(Set::Bits(Bits::of(self.count, all)));
        }
        let mut few: Vec<u32> = all.filter(|&number| number < self.count).collect();
        few.sort_unstable();
        few.dedup();
        Ok(Set::Few(few))
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> SnapshotError {
        self.bytes.damaged(what)
    }

    /// From where to where the items of a row go, by the list of ends.
    fn range(&self, ends: usize, at: u32) -> Result<Range<usize>, SnapshotError> {
        let end = |at: u32| self.bytes.u32_at(ends + at as usize * 4).map(|end| end as usize);
        Ok(if at == 0 { 0 } else { end(at - 1)? }..end(at)?)
    }

    fn part(&self, start: usize, end: usize, size: usize, range: Range<usize>) -> Result<&[u8], SnapshotError> {
        let from = start.saturating_add(range.start.saturating_mul(size));
        let to = start.saturating_add(range.end.saturating_mul(size));
        if from > to || to > end {
            return Err(self.damaged(format!("items {} to {} are out of place", range.start, range.end)));
        }
        self.bytes.slice(from, to - from)
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(u32::MAX, u32::from_le_bytes)
}

/// The numbers in a piece of the table.
pub(crate) fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(number)
}
