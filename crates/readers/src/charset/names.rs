//! The encodings of the Encoding Standard, grouped as people look for them.

/// An encoding of the Encoding Standard; all but `replacement` and
/// `x-user-defined`, in which nobody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding(u8);

/// Encodings of one script or region.
#[derive(Debug)]
pub struct Group {
    /// What people call it.
    pub name: &'static str,
    /// The encodings' names, the likelier first.
    encodings: &'static [&'static str],
}

const fn group(name: &'static str, encodings: &'static [&'static str]) -> Group {
    Group { name, encodings }
}

/// Every encoding once, under the standard's name. [`Encoding`] counts through
/// them; the ones it has constants for stand first.
static GROUPS: [Group; 15] = [
    group("Unicode", &["UTF-8", "UTF-16LE", "UTF-16BE"]),
    group("Western European", &["windows-1252", "ISO-8859-15", "macintosh", "ISO-8859-14"]),
    group("Central European", &["windows-1250", "ISO-8859-2", "ISO-8859-16"]),
    group("Baltic and Nordic", &["windows-1257", "ISO-8859-13", "ISO-8859-4", "ISO-8859-10"]),
    group("Southern European", &["ISO-8859-3"]),
    group(
        "Cyrillic",
        &["windows-1251", "KOI8-R", "KOI8-U", "ISO-8859-5", "IBM866", "x-mac-cyrillic"],
    ),
    group("Greek", &["windows-1253", "ISO-8859-7"]),
    group("Turkish", &["windows-1254"]),
    group("Hebrew", &["windows-1255", "ISO-8859-8-I", "ISO-8859-8"]),
    group("Arabic", &["windows-1256", "ISO-8859-6"]),
    group("Vietnamese", &["windows-1258"]),
    group("Thai", &["windows-874"]),
    group("Chinese", &["gb18030", "GBK", "Big5"]),
    group("Japanese", &["Shift_JIS", "EUC-JP", "ISO-2022-JP"]),
    group("Korean", &["EUC-KR"]),
];

impl Group {
    /// All groups, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        GROUPS.iter()
    }

    /// Its encodings, the likelier first.
    pub fn encodings(&self) -> impl Iterator<Item = Encoding> {
        self.encodings.iter().filter_map(|name| Encoding::of_name(name))
    }
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(0);
    /// UTF-16, the lower byte first.
    pub const UTF_16LE: Self = Self(1);
    /// UTF-16, the higher byte first.
    pub const UTF_16BE: Self = Self(2);
    /// What most old files in English are in.
    pub const WINDOWS_1252: Self = Self(3);

    /// The encoding of one of the standard's names, in any case. A page's label
    /// is another matter: [`super::Charsets::named`].
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let mut names = GROUPS.iter().flat_map(|group| group.encodings);
        let at = names.position(|known| known.eq_ignore_ascii_case(name))?;
        Some(Self(u8::try_from(at).ok()?))
    }

    /// The standard's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut names = GROUPS.iter().flat_map(|group| group.encodings);
        // Every value counts through these names.
        names.nth(usize::from(self.0)).unwrap_or(&"UTF-8")
    }

    /// Whether it is a form of Unicode, which files tell by their bytes alone.
    pub(super) fn is_unicode(self) -> bool {
        matches!(self, Self::UTF_8 | Self::UTF_16LE | Self::UTF_16BE)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::Encoding as Standard;

    use super::{Encoding, Group};

    #[test]
    fn every_name_is_the_standards() {
        let all: Vec<Encoding> = Group::all().flat_map(Group::encodings).collect();
        assert_eq!(all.len(), 38);
        for (at, encoding) in all.into_iter().enumerate() {
            assert_eq!(usize::from(encoding.0), at, "{} stands twice", encoding.name());
            let standard = Standard::for_label(encoding.name().as_bytes());
            assert_eq!(standard.map(Standard::name), Some(encoding.name()));
        }
    }

    #[test]
    fn the_constants_are_what_they_say() {
        for (encoding, name) in [
            (Encoding::UTF_8, "UTF-8"),
            (Encoding::UTF_16LE, "UTF-16LE"),
            (Encoding::UTF_16BE, "UTF-16BE"),
            (Encoding::WINDOWS_1252, "windows-1252"),
        ] {
            assert_eq!(encoding.name(), name);
        }
    }
}
