//! The words by which authors name what an element holds, read once each: the
//! blocks of a page stand in few different elements.

use rustc_hash::FxHashMap;
use verbatim_lexicon::phrase::{NUMBER, join, words};

use super::markup::HINTS;

/// What the words of a block's elements say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hinted {
    /// Stems of [`HINTS`] in the innermost element's words, a bit each.
    pub near: u128,
    /// Those in the words of the elements around it.
    pub far: u128,
    /// The innermost element's words, each as one bit by its number.
    pub names: u64,
    /// The number of all words, and of those around.
    pub all: u64,
    pub around: u64,
}

/// The words of elements that were read so far.
#[derive(Debug, Default)]
pub(super) struct Reader<'d> {
    known: FxHashMap<&'d str, (u128, u64, u64)>,
    last: (&'d str, Hinted),
}

impl<'d> Reader<'d> {
    /// Reads the words of a block's elements, innermost first with bars between.
    pub(super) fn read(&mut self, hints: &'d str) -> Hinted {
        if self.last.0 == hints {
            return self.last.1;
        }
        let mut out = Hinted::default();
        let mut parts = hints.split('|');
        let (near, own, names) = self.part(parts.next().unwrap_or_default());
        for part in parts {
            let (far, words, _) = self.part(part);
            out.far |= far;
            out.around = join(out.around, words);
        }
        out.near = near;
        out.names = names;
        out.all = join(out.around, own);
        if out.around == 0 {
            out.around = own;
        }
        self.last = (hints, out);
        out
    }

    fn part(&mut self, words: &'d str) -> (u128, u64, u64) {
        *self.known.entry(words).or_insert_with(|| {
            let (all, names) = numbers(words);
            (stems(words), all, names)
        })
    }
}

/// The number of all words, and a bit for each by its [`name`].
fn numbers(hints: &str) -> (u64, u64) {
    words(hints).fold((0, 0), |(all, names), word| {
        let letters = hints.get(word.start..word.end).unwrap_or_default();
        let number = if word.hash == NUMBER { NUMBER } else { name(letters, word.plain) };
        let bit = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58;
        (join(all, word.hash), names | 1 << bit)
    })
}

/// The number of a name without letters.
const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

/// The number of a word for its bit in [`Hinted::names`]. The weights know each name
/// by this number alone, so that it may not change with the lexicon's.
/// Most are of ASCII letters alone (`plain`), which need no decoding.
fn name(word: &str, plain: bool) -> u64 {
    let add =
        |number: u64, code: u32| (number ^ u64::from(code)).wrapping_mul(0x0000_0100_0000_01B3);
    if plain {
        return word.bytes().fold(EMPTY, |number, byte| add(number, u32::from(byte | 0x20)));
    }
    let letters = word.chars().filter(|ch| !matches!(ch, '\'' | '’' | '\u{301}'));
    letters.flat_map(char::to_lowercase).fold(EMPTY, |number, ch| add(number, ch.into()))
}

/// The stems that open with each byte, a bit each.
const OPENED: [u128; 256] = {
    let mut opened = [0; 256];
    let mut at = 0;
    while at < HINTS.len() {
        opened[HINTS[at].as_bytes()[0] as usize] |= 1 << at;
        at += 1;
    }
    opened
};

/// The stems that stand anywhere in some words.
fn stems(words: &str) -> u128 {
    let mut found = 0;
    for (at, byte) in words.bytes().enumerate() {
        let mut maybe = OPENED.get(usize::from(byte)).copied().unwrap_or_default() & !found;
        while maybe != 0 {
            let index = maybe.trailing_zeros();
            let stem = HINTS.get(index as usize).copied().unwrap_or_default();
            if words.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(stem.as_bytes())) {
                found |= 1 << index;
            }
            maybe &= maybe - 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{HINTS, Reader, name, stems};

    #[test]
    fn stems_are_found_where_the_words_contain_them() {
        for words in ["post-comments share_bar", "nav navbar -hidden-", "", "metatag", "лид lead"]
        {
            let found = stems(words);
            for (at, stem) in HINTS.iter().enumerate() {
                assert_eq!(found >> at & 1 == 1, words.contains(stem), "{stem} in {words}");
            }
        }
    }

    /// Another number would give the learnt weights to other names.
    #[test]
    fn names_keep_the_numbers_that_the_weights_were_learnt_with() {
        let bit =
            |word: &str| name(word, word.is_ascii()).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58;
        assert_eq!(["article", "Body", "été"].map(bit), [50, 24, 18]);
    }

    #[test]
    fn the_innermost_elements_words_are_told_from_those_around() {
        let mut reader = Reader::default();
        let one = reader.read("caption | story body");
        let other = reader.read("credit | story body");
        assert_eq!(one.around, other.around);
        assert_ne!(one.all, other.all);
        assert_eq!((one.near, one.far), (stems("caption"), stems("story body")));
        let alone = reader.read("story");
        assert_eq!((alone.near, alone.far), (stems("story"), 0));
    }
}
