//! The log that a database keeps beside itself: pages that were written and not yet moved into it.
//! Format: <https://www.sqlite.org/fileformat2.html#walformat>.

use std::borrow::Cow;
use std::collections::HashMap;

const HEAD: usize = 32;
const FRAME: usize = 24;

/// The database as its readers see it: with all pages of the log that were committed. Where the log is none, or was begun
/// anew and not written, only the mark that there is one is taken off, since in memory there is none.
pub(super) fn laid_over<'b>(database: &'b [u8], log: &[u8]) -> Cow<'b, [u8]> {
    let mut image = Cow::Borrowed(database);
    if let Some((size, pages)) = committed(log) {
        let image = image.to_mut();
        let length = pages.keys().max().map_or(0, |last| last * size).max(image.len());
        image.resize(length, 0);
        for (number, page) in pages {
            if let Some(place) = image.get_mut((number - 1) * size..number * size) {
                place.copy_from_slice(page);
            }
        }
    }
    // "File format write version" and "read version": 2 wants a log.
    if image.get(18..20).is_some_and(|versions| versions.contains(&2))
        && let Some(versions) = image.to_mut().get_mut(18..20)
    {
        versions.fill(1);
    }
    image
}

type Pages<'l> = HashMap<usize, &'l [u8]>;

/// The size of pages, and the last committed form of each by its number; the first is 1.
fn committed(log: &[u8]) -> Option<(usize, Pages<'_>)> {
    let big = match u32_at(log, 0)? {
        0x377f_0683 => true,
        0x377f_0682 => false,
        _ => return None,
    };
    let size = u32_at(log, 8)? as usize;
    if !size.is_power_of_two() || !(512..=65_536).contains(&size) {
        return None;
    }
    let salt = log.get(16..24)?;
    let mut sum = checksum((0, 0), log.get(..24)?, big);
    if (u32_at(log, 24)?, u32_at(log, 28)?) != sum {
        return None;
    }
    let (mut pages, mut waiting) = (Pages::new(), Vec::new());
    for frame in log.get(HEAD..)?.chunks_exact(FRAME + size) {
        let (head, page) = frame.split_at_checked(FRAME)?;
        // Frames of an earlier round, or such that were not written whole, end the log.
        sum = checksum(checksum(sum, head.get(..8)?, big), page, big);
        let number = u32_at(head, 0)? as usize;
        if head.get(8..16)? != salt || (u32_at(head, 16)?, u32_at(head, 20)?) != sum || number == 0 {
            break;
        }
        // What lies so far beyond all pages is made up, and would ask for as much memory.
        if number > MOST_PAGES / size {
            break;
        }
        waiting.push((number, page));
        if u32_at(head, 4)? != 0 {
            pages.extend(waiting.drain(..));
        }
    }
    (!pages.is_empty()).then_some((size, pages))
}

/// Bytes of a database that a log may make of it.
const MOST_PAGES: usize = 512 << 20;

fn checksum((mut first, mut second): (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    let word = |bytes: [u8; 4]| if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
    for pair in bytes.as_chunks::<8>().0 {
        let [a, b, c, d, e, f, g, h] = *pair;
        first = first.wrapping_add(word([a, b, c, d])).wrapping_add(second);
        second = second.wrapping_add(word([e, f, g, h])).wrapping_add(first);
    }
    (first, second)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}
