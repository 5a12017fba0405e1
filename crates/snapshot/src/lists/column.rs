//! Columns: for each entity one small number that stands for the values of a facet that it has. Counting many entities
//! reads these one after the other, where the values themselves lie far apart.

use std::collections::HashMap;
use std::ops::Range;

use super::numbers;
use crate::bytes::read_u32;

/// A facet whose entities have more different sets of values than this has no column.
pub(super) const MOST_CODES: usize = 1 << 16;
/// Bytes of a code.
pub(super) const CODE: usize = 2;

/// A column that is made.
pub(super) struct Made {
    /// For each code the end of its values.
    pub(super) ends: Vec<u32>,
    /// The values of the codes, one after the other.
    pub(super) values: Vec<u32>,
    /// The code of each entity.
    pub(super) codes: Vec<u16>,
}

/// The column of the values in a range, of sorted rows; nothing where there are no values, or would be too many codes.
pub(super) fn column<'a>(range: &Range<u32>, rows: impl Iterator<Item = &'a [u32]>) -> Option<Made> {
    if range.is_empty() {
        return None;
    }
    // What has none of the values is so common that it need not be looked up.
    let mut made = Made { ends: vec![0], values: Vec::new(), codes: Vec::new() };
    let mut known: HashMap<&[u32], u16> = HashMap::new();
    for row in rows {
        let start = row.partition_point(|value| *value < range.start);
        let end = row.partition_point(|value| *value < range.end);
        let own = row.get(start..end).unwrap_or_default();
        let code = match known.get(own) {
            _ if own.is_empty() => 0,
            Some(&code) => code,
            None if made.ends.len() == MOST_CODES => return None,
            None => {
                let code = u16::try_from(made.ends.len()).ok()?;
                made.values.extend_from_slice(own);
                made.ends.push(u32::try_from(made.values.len()).ok()?);
                known.insert(own, code);
                code
            }
        };
        made.codes.push(code);
    }
    Some(made)
}

/// A column that is read.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a> {
    pub(super) ends: &'a [u8],
    pub(super) values: &'a [u8],
    pub(super) codes: &'a [u8],
}

impl<'a> Column<'a> {
    /// The values that an entity has.
    pub(crate) fn values(self, number: u32) -> impl Iterator<Item = u32> + 'a {
        self.of_code(self.code(number))
    }

    /// How many codes there are.
    pub(crate) fn len(self) -> usize {
        self.ends.len() / 4
    }

    /// Counts entities by their codes.
    pub(crate) fn tally(self) -> Tally<'a> {
        Tally { codes: vec![0; self.len()], column: self }
    }

    fn code(self, number: u32) -> usize {
        let at = number as usize * CODE;
        let code = self.codes.get(at..at + CODE).and_then(|code| code.try_into().ok());
        code.map_or(0, |code| usize::from(u16::from_le_bytes(code)))
    }

    fn of_code(self, code: usize) -> impl Iterator<Item = u32> + 'a {
        let end = |code: usize| read_u32(self.ends, code * 4).map_or(0, |end| end as usize * 4);
        let start = code.checked_sub(1).map_or(0, end);
        numbers(self.values.get(start..end(code)).unwrap_or_default())
    }

    /// A code that is none, or one whose values are not of the facet.
    pub(super) fn fault(self, range: &Range<u32>) -> Option<String> {
        let count = self.len();
        let wrong = self.codes.chunks_exact(CODE).find_map(|code| {
            let code = u16::from_le_bytes(code.try_into().ok()?);
            (usize::from(code) >= count).then_some(code)
        });
        if let Some(code) = wrong {
            return Some(format!("found the code {code}, expected less than {count}"));
        }
        let wrong = (0..count).flat_map(|code| self.of_code(code)).find(|value| !range.contains(value));
        wrong.map(|value| format!("found the value {value} in a column, expected {} to {}", range.start, range.end))
    }
}

/// How many entities have which code.
pub(crate) struct Tally<'a> {
    column: Column<'a>,
    codes: Vec<u32>,
}

impl<'a> Tally<'a> {
    /// One more.
    pub(crate) fn add(&mut self, number: u32) {
        if let Some(count) = self.codes.get_mut(self.column.code(number)) {
            *count += 1;
        }
    }

    /// How many of them have each value that one of them has. A value may come twice.
    pub(crate) fn values(self) -> impl Iterator<Item = (u32, u32)> + 'a {
        let met = self.codes.into_iter().enumerate().filter(|(_, count)| *count > 0);
        met.flat_map(move |(code, count)| self.column.of_code(code).map(move |value| (value, count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_what_the_rows_say() {
        let rows: Vec<Vec<u32>> =
            (0..500u32).map(|n| (0..20).filter(|v| (n / 3) >> (v % 7) & 1 == 1).collect()).collect();
        for range in [0..5, 3..9, 5..20, 19..40] {
            let made = column(&range, rows.iter().map(Vec::as_slice)).unwrap();
            let bytes = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
            let (ends, values) = (bytes(&made.ends), bytes(&made.values));
            let codes: Vec<u8> = made.codes.iter().flat_map(|code| code.to_le_bytes()).collect();
            let column = Column { ends: &ends, values: &values, codes: &codes };
            for (number, row) in (0..).zip(&rows) {
                let expected: Vec<u32> = row.iter().copied().filter(|value| range.contains(value)).collect();
                assert_eq!(column.values(number).collect::<Vec<_>>(), expected);
            }
            assert_eq!(column.fault(&range), None);
        }
    }

    #[test]
    fn too_many_sets_of_values_make_no_column() {
        let rows: Vec<[u32; 1]> = (0..70_000).map(|n| [n]).collect();
        assert!(column(&(0..70_000), rows.iter().map(|row| &row[..])).is_none());
        assert!(column(&(0..0), rows.iter().map(|row| &row[..])).is_none());
    }
}
