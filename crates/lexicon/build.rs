//! Packs the lists of `data/` as `src/packed.rs` says. The lists stay as one
//! reads and edits them; that nothing is lost is proven here, list by list.

#[path = "src/packed.rs"]
mod packed;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use packed::{COLUMN, Layout, ROW, unpack};

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
    Way { list: "cities.tsv", divider: "|", ..MOST_LISTS },
    Way { list: "clause_words.tsv", order: &[1, 0], ..MOST_LISTS },
    Way { list: "closed.tsv", order: &[1, 2, 0], ..MOST_LISTS },
    Way { list: "countries.tsv", order: &[1, 2, 0], ..MOST_LISTS },
    Way { list: "countries_more.tsv", order: &[2, 1, 0], ..MOST_LISTS },
    // The lemma is mostly the form without its ending.
    Way { list: "cues.tsv", order: &[4, 5, 2, 1, 3, 0], beside: 1, ..MOST_LISTS },
    Way { list: "function_words.tsv", order: &[1, 0], ..MOST_LISTS },
    Way { list: "given_names.tsv", divider: "|", ..MOST_LISTS },
    Way { list: "organisation_heads.tsv", least: NEVER, ..MOST_LISTS },
    Way { list: "page_prompts.tsv", divider: "|", least: 2, ..MOST_LISTS },
    Way { list: "page_words.tsv", divider: "|", least: 2, ..MOST_LISTS },
    Way { list: "phrase_words.tsv", divider: "|", ..MOST_LISTS },
    Way { list: "place_heads.tsv", least: NEVER, ..MOST_LISTS },
    Way { list: "role_modifiers.tsv", least: NEVER, ..MOST_LISTS },
    Way { list: "role_topics.tsv", least: NEVER, ..MOST_LISTS },
    Way { list: "roles.tsv", order: &[1, 0, 2], ..MOST_LISTS },
    Way { list: "states.tsv", least: NEVER, ..MOST_LISTS },
    Way { list: "topic_terms.tsv", divider: ", ", least: 2, ..MOST_LISTS },
    Way { list: "topic_terms_de.tsv", divider: ", ", ..MOST_LISTS },
    Way { list: "topic_terms_es.tsv", divider: ", ", ..MOST_LISTS },
    Way { list: "topic_terms_fr.tsv", divider: ", ", ..MOST_LISTS },
    Way { list: "topic_terms_it.tsv", divider: ", ", ..MOST_LISTS },
    Way { list: "topic_terms_pt.tsv", divider: ", ", ..MOST_LISTS },
    Way { list: "topic_terms_ru.tsv", divider: ", ", ..MOST_LISTS },
    Way { list: "work_heads.tsv", least: NEVER, ..MOST_LISTS },
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?);
    let data = Path::new("data");
    for path in ["build.rs", "src/packed.rs", "data"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut lists = Vec::new();
    for file in fs::read_dir(data)? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if file.file_type()?.is_dir() {
            fs::create_dir_all(out.join(&name))?;
            for list in fs::read_dir(file.path())? {
                lists.push(format!("{name}/{}", list?.file_name().to_string_lossy()));
            }
        } else {
            lists.push(name);
        }
    }
    for name in lists.into_iter().filter(|name| name.ends_with(".tsv")) {
        let text = fs::read_to_string(data.join(&name))?;
        let rows = Rows::read(&text);
        let way = WAYS.iter().find(|way| way.list == name).unwrap_or(&MOST_LISTS);
        let packed = pack(way, &rows)?;
        if unpack(&packed) != rows.text() {
            return Err(format!("{name} is another list after packing and unpacking").into());
        }
        fs::write(out.join(&name), packed)?;
    }
    Ok(())
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
        list.rows.sort_by_key(|row| way.order.iter().map(|at| row[*at]).collect::<Vec<_>>());
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
