//! Packs lists as `src/packed.rs` says, and several into one archive. The lists stay as one
//! reads and edits them; that nothing is lost is proven here, list by list.
//!
//! The build script packs `data/` with it, and a test a folder with one language more.

use std::{
    collections::BTreeMap,
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

/// The language that every text is read with, whatever its own.
const BASE_LANGUAGE: &str = "en";
/// Lists that are wanted of every language whatever a text's own is: it is told by them and
/// its lines are read with them, or they name a page's furniture, which may be in another
/// language than the article.
const BASE_LISTS: [&str; 5] = ["function_words", "line_words", "months", "page_words", "sets"];
/// A language without this list has no quotes yet. What it has, the labels of pages, is too
/// little to be fetched by itself, and tells such a page's furniture from an English article.
const LIST_OF_READ_LANGUAGES: &str = "cues";
/// Read as it stands.
const PLAIN_LIST: &str = "languages";

/// A list of a folder of lists.
struct List {
    /// The language that owns it; empty where it stands beside the languages' folders.
    language: String,
    /// Its name without `.tsv`.
    name: String,
    path: PathBuf,
}

impl List {
    fn at(path: PathBuf, language: &str) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(".tsv")?.to_owned();
        Some(Self { language: language.to_owned(), name, path })
    }

    /// Whether every text is read with it. `read` are the languages whose quotes are told.
    fn is_base(&self, read: &[String]) -> bool {
        self.language == BASE_LANGUAGE
            || !read.contains(&self.language)
            || BASE_LISTS.contains(&self.name.as_str())
    }
}

/// An archive by the code of its language.
pub type Packs = BTreeMap<String, Vec<u8>>;

/// Packs a folder of lists, with a folder in it for each language: the base, and the
/// languages' packs.
pub fn folder(data: &Path) -> Result<(Vec<u8>, Packs), Box<dyn Error>> {
    let mut lists = Vec::new();
    for path in entries(data)? {
        if path.is_dir() {
            let code = path.file_name().unwrap_or_default().to_string_lossy();
            lists.extend(entries(&path)?.into_iter().filter_map(|path| List::at(path, &code)));
        } else {
            lists.extend(List::at(path, "").filter(|list| list.name != PLAIN_LIST));
        }
    }
    let read = lists.iter().filter(|list| list.name == LIST_OF_READ_LANGUAGES);
    let read: Vec<String> = read.map(|list| list.language.clone()).collect();
    let (base, own): (Vec<List>, Vec<List>) =
        lists.into_iter().partition(|list| list.is_base(&read));
    let mut packs = Packs::new();
    for languages in own.chunk_by(|a, b| a.language == b.language) {
        let code = languages.first().map(|list| list.language.clone());
        packs.extend(code.zip(Some(archive(languages)?)));
    }
    Ok((archive(&base)?, packs))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    paths.sort();
    Ok(paths)
}

/// Packs lists into one archive.
fn archive(lists: &[List]) -> Result<Vec<u8>, Box<dyn Error>> {
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
        for word in [&list.language, &list.name] {
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
