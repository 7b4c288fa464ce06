//! [`unpack`]: lists as they are downloaded.
//!
//! The build script writes each list of `data/` so that little is left for the
//! compression to say: its columns one after the other, its comments left out,
//! and of each word only what the word before it did not begin with. That is a
//! tenth of the whole download.
//!
//! A packed list is a [`Layout`], its length when unpacked and its columns, each ended by
//! [`COLUMN`]. A cell is a byte that says how many bytes it shares with the
//! start of the cell above it, and the rest of it. Cells of the last column may
//! hold several words; then each word is written like a cell, and [`ROW`]
//! stands before the first of each row.

//!
//! Lists come in archives: after [`MAGIC`], for each list the language that owns it
//! (nothing where none does) and its name, each behind a byte that says how long it is,
//! then four bytes that say how long the packed list is, and the list.

/// What an archive of lists begins with. The number goes up when a reader of the one
/// before would misread it.
pub const MAGIC: [u8; 4] = *b"VLX1";

/// A list in an archive.
#[derive(Debug, Clone, Copy)]
pub struct Archived<'a> {
    /// The language that owns it; empty where none does.
    pub language: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The list as packed.
    pub packed: &'a [u8],
}

/// The lists of an archive; none where it is no archive or not whole.
#[must_use]
pub fn archived(bytes: &[u8]) -> Option<Vec<Archived<'_>>> {
    let mut rest = bytes.strip_prefix(&MAGIC)?;
    let mut lists = Vec::new();
    while !rest.is_empty() {
        let language = word(&mut rest)?;
        let name = word(&mut rest)?;
        let (length, behind) = rest.split_first_chunk()?;
        let (packed, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        rest = behind;
        lists.push(Archived { language, name, packed });
    }
    Some(lists)
}

/// Takes the word behind its length.
fn word<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let (length, behind) = rest.split_first()?;
    let (word, behind) = behind.split_at_checked(usize::from(*length))?;
    *rest = behind;
    std::str::from_utf8(word).ok()
}

/// Ends a column.
pub const COLUMN: u8 = b'\t';
/// Opens a row of a column of several words.
pub const ROW: u8 = b'\n';

/// What one must know to read a list.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// How many columns there are.
    pub columns: u8,
    /// The byte that says "nothing is shared"; those above it say more. They are
    /// bytes that the list has no use for.
    pub nothing: u8,
    /// What stands between the words of the last column (after a comma also a
    /// space); zero where it holds one.
    pub divider: u8,
    /// The column whose cells share bytes with the one to their left; zero for none.
    pub beside: u8,
    /// Not zero where the rows were put into another order, and are sorted again
    /// by their first column.
    pub sorted: u8,
}

impl Layout {
    /// How many bytes one cell can share.
    #[must_use]
    pub fn most(self) -> u8 {
        // Up to "Z", or up to the last byte before the space.
        if self.nothing == b'A' { 25 } else { 0x1f - self.nothing }
    }

    fn is_mark(self, byte: u8) -> bool {
        byte < b' ' || byte.wrapping_sub(self.nothing) <= self.most()
    }
}

/// The list: tab-separated lines, without comments.
#[must_use]
pub fn unpack(packed: &[u8]) -> String {
    let [columns, nothing, divider, beside, sorted, a, b, c, d, cells @ ..] = packed else {
        return String::new();
    };
    let layout = Layout {
        columns: *columns,
        nothing: *nothing,
        divider: *divider,
        beside: *beside,
        sorted: *sorted,
    };
    let columns = cells.split(|byte| *byte == COLUMN).take(usize::from(layout.columns));
    let mut columns: Vec<Column<'_>> = columns.map(|rest| Column { rest, above: 0 }).collect();
    let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
    let mut text = Text { bytes: vec![0; length + SLACK], end: 0 };
    while columns.first().is_some_and(|column| !column.rest.is_empty()) && text.end < length {
        write_row(layout, &mut columns, &mut text);
    }
    text.bytes.truncate(length);
    // The build script has read it once before.
    let text = String::from_utf8(text.bytes).unwrap_or_default();
    if layout.sorted == 0 { text } else { sorted_lines(&text) }
}

/// How many bytes are copied at once, whether or not all of them are wanted: a
/// word has fewer, and to ask how many takes longer.
const STEP: usize = 32;
/// Room for what is copied beyond the end.
const SLACK: usize = 2 * STEP;

/// The text, as far as it is written.
struct Text {
    bytes: Vec<u8>,
    end: usize,
}

impl Text {
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.end) {
            *place = byte;
            self.end += 1;
        }
    }

    /// Writes up to [`STEP`] bytes that stand at `from` once more.
    #[inline]
    fn repeat(&mut self, from: usize, length: usize) {
        if self.end + STEP <= self.bytes.len() && from <= self.end {
            self.bytes.copy_within(from..from + STEP, self.end);
            self.end += length;
        }
    }

    /// Writes the first bytes of `from`.
    #[inline]
    fn take(&mut self, from: &[u8], length: usize) {
        let to = self.bytes.get_mut(self.end..).unwrap_or_default();
        match (from.first_chunk::<STEP>(), to.first_chunk_mut::<STEP>()) {
            (Some(from), Some(to)) if length <= STEP => *to = *from,
            _ => to.iter_mut().zip(from).take(length).for_each(|(to, from)| *to = *from),
        }
        self.end += length;
    }
}

/// A column that is being read.
struct Column<'p> {
    rest: &'p [u8],
    /// Where the cell or word above begins in the text.
    above: usize,
}

fn write_row(layout: Layout, columns: &mut [Column<'_>], text: &mut Text) {
    let count = columns.len();
    let mut left = 0;
    for (at, column) in columns.iter_mut().enumerate() {
        if at > 0 {
            text.push(b'\t');
            if at == usize::from(layout.beside) {
                column.above = left;
            }
        }
        if layout.divider == 0 || at + 1 < count {
            column.write(layout, text);
            left = column.above;
            continue;
        }
        column.rest = column.rest.strip_prefix(&[ROW]).unwrap_or_default();
        column.write(layout, text);
        while column.rest.first().is_some_and(|byte| *byte != ROW) {
            text.push(layout.divider);
            if layout.divider == b',' {
                text.push(b' ');
            }
            column.write(layout, text);
        }
    }
    text.push(b'\n');
}

impl Column<'_> {
    /// Writes the next cell or word.
    #[inline]
    fn write(&mut self, layout: Layout, text: &mut Text) {
        let [mark, own @ ..] = self.rest else { return };
        let start = text.end;
        text.repeat(self.above, usize::from(mark.wrapping_sub(layout.nothing)));
        let length = own.iter().position(|byte| layout.is_mark(*byte)).unwrap_or(own.len());
        text.take(own, length);
        (self.rest, self.above) = (own.get(length..).unwrap_or_default(), start);
    }
}

/// The lines in the order of their first columns.
fn sorted_lines(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let mut lines: Vec<(&str, &str)> =
        lines.map(|line| (line.split('\t').next().unwrap_or_default(), line)).collect();
    lines.sort_by_key(|(first, _)| *first);
    lines.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::{MAGIC, archived, unpack};

    /// Three columns, the second beside the first, the third of several words.
    const PACKED: &[u8] = b"\x03A|\x01\0\x1f\0\0\0AaskD in\tDsDing\t\nAxBy\nAab\t";

    #[test]
    fn cells_begin_like_the_cell_above_or_to_the_left() {
        assert_eq!(unpack(PACKED), "ask\tasks\tx|xy\nask in\tasking\tab\n");
    }

    #[test]
    fn a_list_that_ends_too_soon_is_a_shorter_list() {
        for end in 0..PACKED.len() {
            let _ = unpack(&PACKED[..end]);
        }
    }

    #[test]
    fn an_archive_that_is_not_whole_is_none() {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(b"\x02de\x04cues\x03\0\0\0abc\0\x06cities\0\0\0\0");
        let lists = archived(&bytes).unwrap();
        let read: Vec<_> = lists.iter().map(|l| (l.language, l.name, l.packed)).collect();
        assert_eq!(read, [("de", "cues", &b"abc"[..]), ("", "cities", b"")]);
        let whole = [4, 19, bytes.len()];
        for end in 0..=bytes.len() {
            assert_eq!(archived(&bytes[..end]).is_some(), whole.contains(&end), "{end}");
        }
        assert!(archived(b"<!doctype html>").is_none());
    }
}
