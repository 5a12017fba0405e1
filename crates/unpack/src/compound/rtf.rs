//! The text of an Outlook message as it is packed (MS-OXRTFCP).

/// What the dictionary holds at first (MS-OXRTFCP, 2.1.3.1.4).
const BEGUN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans \
SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const DICTIONARY: usize = 4096;
const HEAD: usize = 16;
/// No text is longer.
const LONGEST: usize = 64 << 20;

/// The text; nothing where it is damaged.
pub(super) fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let plain = bytes.get(HEAD..)?;
    match bytes.get(8..12)? {
        b"MELA" => return Some(plain.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut dictionary = [0; DICTIONARY];
    dictionary.get_mut(..BEGUN.len())?.copy_from_slice(BEGUN);
    let (mut write, mut out, mut input) = (BEGUN.len(), Vec::new(), plain.iter().copied());
    while let Some(control) = input.next() {
        for bit in 0..8 {
            if out.len() > LONGEST {
                return None;
            }
            if control >> bit & 1 == 0 {
                let Some(byte) = input.next() else { return Some(out) };
                out.push(byte);
                *dictionary.get_mut(write)? = byte;
                write = (write + 1) % DICTIONARY;
                continue;
            }
            let (Some(high), Some(low)) = (input.next(), input.next()) else { return Some(out) };
            let token = usize::from(u16::from_be_bytes([high, low]));
            let (from, length) = (token >> 4, (token & 15) + 2);
            // The end is told by a reference to where the next byte would be written.
            if from == write {
                return Some(out);
            }
            for step in 0..length {
                let byte = *dictionary.get((from + step) % DICTIONARY)?;
                out.push(byte);
                *dictionary.get_mut(write)? = byte;
                write = (write + 1) % DICTIONARY;
            }
        }
    }
    Some(out)
}
