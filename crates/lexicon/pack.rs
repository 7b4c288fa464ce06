//! Packs lists as `src/packed.rs` says, and several into one archive. The lists stay as one
//! reads and edits them; that nothing is lost is proven here, list by list.
//!
//! The build script packs `data/` with it, and a test a folder with one language more.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use crate::packed::{COLUMN, Layout, MAGIC, ROW, unpack};

/// How a list is packed best, as far as it differs from most.
struct Way {
    list: &'static str,
    /// What stands between the words of the last column; nothing where it holds one.
    divider: &'static str,
    /// The columns by which rows are ordered, so that like stands by like;
    /// nothing where they stay as they are.
    order: &'static [usize],
    /// The column that resembles the one to its left; zero for none.
    beside: u8,
    /// The fewest bytes that are worth to be shared: in short lists of unlike
    /// words they hide from the compression what it would find itself.
    least: usize,
}

const MOST_LISTS: Way = Way { list: "", divider: "", order: &[], beside: 0, least: 1 };
const NEVER: usize = usize::MAX;

/// What made the compressed page smallest. Rows of several words must name their divider.
const WAYS: &[Way] = &[
    Way { list: "cities", divider: "|", ..MOST_LISTS },
    Way { list: "clause_words", order: &[1, 0], ..MOST_LISTS },
    Way { list: "closed", order: &[1, 2, 0], ..MOST_LISTS },
    Way { list: "countries", order: &[1, 2, 0], ..MOST_LISTS },
    Way { list: "countries_more", order: &[2, 1, 0], ..MOST_LISTS },
    // The lemma is mostly the form without its ending.
    Way { list: "cues", order: &[4, 2, 1, 3, 0], beside: 1, ..MOST_LISTS },
    Way { list: "given_names", divider: "|", ..MOST_LISTS },
    Way { list: "organisation_heads", least: NEVER, ..MOST_LISTS },
    Way { list: "page_prompts", divider: "|", least: 2, ..MOST_LISTS },
    Way { list: "page_words", divider: "|", least: 2, ..MOST_LISTS },
    Way { list: "phrase_words", divider: "|", ..MOST_LISTS },
    Way { list: "place_heads", least: NEVER, ..MOST_LISTS },
    Way { list: "role_modifiers", least: NEVER, ..MOST_LISTS },
    Way { list: "role_topics", least: NEVER, ..MOST_LISTS },
    Way { list: "roles", order: &[1, 0, 2], ..MOST_LISTS },
    Way { list: "states", least: NEVER, ..MOST_LISTS },
    Way { list: "topic_terms", divider: ", ", least: 2, ..MOST_LISTS },
    Way { list: "work_heads", least: NEVER, ..MOST_LISTS },
];

/// A list of a folder of lists.
pub struct List {
    /// The language that owns it; none where it stands beside the languages' folders.
    pub language: Option<String>,
    /// Its name without `.tsv`.
    pub name: String,
    path: PathBuf,
}

/// The lists of a folder: those in it and those of its folders, a language each; in
/// the order of their paths.
pub fn lists(data: &Path) -> Result<Vec<List>, Box<dyn Error>> {
    let mut lists = Vec::new();
    for path in entries(data)? {
        if path.is_dir() {
            let code = path.file_name().map(|name| name.to_string_lossy().into_owned());
            for path in entries(&path)? {
                lists.extend(list(&path, code.clone()));
            }
        } else {
            lists.extend(list(&path, None));
        }
    }
    Ok(lists)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    paths.sort();
    Ok(paths)
}

fn list(path: &Path, language: Option<String>) -> Option<List> {
    let name = path.file_name()?.to_str()?.strip_suffix(".tsv")?.to_owned();
    Some(List { language, name, path: path.to_owned() })
}

/// Packs lists into one archive.
pub fn archive<'l>(lists: impl Iterator<Item = &'l List>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut out = MAGIC.to_vec();
    for list in lists {
        let text = fs::read_to_string(&list.path)?;
        let rows = Rows::read(&text);
        let way = WAYS.iter().find(|way| way.list == list.name).unwrap_or(&MOST_LISTS);
        let packed = pack(way, &rows).map_err(|e| format!("{}: {e}", list.path.display()))?;
        if unpack(&packed) != rows.text() {
            let path = list.path.display();
            return Err(format!("{path} is another list after packing and unpacking").into());
        }
        for word in [list.language.as_deref().unwrap_or_default(), &list.name] {
            out.push(u8::try_from(word.len())?);
            out.extend_from_slice(word.as_bytes());
        }
        out.extend(u32::try_from(packed.len())?.to_le_bytes());
        out.extend(packed);
    }
    Ok(out)
}

/// The cells of a list; rows are filled up with empty ones.
#[derive(Clone)]
struct Rows<'t> {
    columns: usize,
    rows: Vec<Vec<&'t str>>,
}

impl<'t> Rows<'t> {
    fn read(text: &'t str) -> Self {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        for row in &mut rows {
            row.resize(columns, "");
        }
        Self { columns, rows }
    }

    fn text(&self) -> String {
        self.rows.iter().map(|row| row.join("\t") + "\n").collect()
    }
}

fn pack(way: &Way, list: &Rows<'_>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut list = list.clone();
    if !way.order.is_empty() {
        list.rows.sort_by_key(|row| {
            way.order.iter().map(|at| row.get(*at).copied()).collect::<Vec<_>>()
        });
    }
    let has_capitals = list.text().bytes().any(|byte| byte.is_ascii_uppercase());
    let layout = Layout {
        columns: u8::try_from(list.columns)?,
        // Where no capitals are, they are marks that the compression takes for letters.
        nothing: if has_capitals { 0x0e } else { b'A' },
        divider: way.divider.bytes().next().unwrap_or_default(),
        beside: way.beside,
        sorted: u8::from(!way.order.is_empty()),
    };
    let mut out =
        vec![layout.columns, layout.nothing, layout.divider, layout.beside, layout.sorted];
    out.extend(u32::try_from(list.text().len())?.to_le_bytes());
    for column in 0..list.columns {
        let is_divided = layout.divider != 0 && column + 1 == list.columns;
        let is_beside = way.beside != 0 && usize::from(way.beside) == column;
        let mut above = "";
        for row in &list.rows {
            let cell = row[column];
            if is_divided {
                out.push(ROW);
            }
            let words = if is_divided { cell.split(way.divider).collect() } else { vec![cell] };
            for word in words {
                let known = if is_beside { row[column - 1] } else { above };
                let shared = shared(known, word, usize::from(layout.most()));
                let shared = if shared < way.least { 0 } else { shared };
                out.push(layout.nothing + u8::try_from(shared)?);
                out.extend_from_slice(&word.as_bytes()[shared..]);
                above = word;
            }
        }
        out.push(COLUMN);
    }
    Ok(out)
}

/// How many bytes two words begin with alike, in whole chars and up to `most`.
fn shared(known: &str, word: &str, most: usize) -> usize {
    let pairs = known.chars().zip(word.chars()).take_while(|(a, b)| a == b);
    let ends = pairs.scan(0, |end, (char, _)| {
        *end += char.len_utf8();
        Some(*end)
    });
    ends.take_while(|end| *end <= most).last().unwrap_or_default()
}
