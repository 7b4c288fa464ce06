//! Reading a file. What it is and how its letters are written is decided in
//! `crates/readers`, as for the page.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use verbatim_core::{Input, Notice};
use verbatim_readers::{File, Reading, Wish, charset::Known};

/// One file's text, and what had to be done to get at it.
#[derive(Debug)]
pub struct Source {
    /// The article.
    pub input: Input,
    /// How it was decoded, where that was no plain UTF-8.
    pub notices: Vec<Notice>,
}

/// Reads the file at `path`, or standard input where that is `-`.
///
/// # Errors
/// Where it can't be had, or is nothing that can be analysed.
pub fn read(path: &Path, wish: Wish) -> io::Result<Source> {
    let standard_input = path == Path::new("-");
    let bytes = if standard_input {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        fs::read(path)?
    };
    // Spans are 32 bits wide, and decoding may make three bytes of one.
    if bytes.len() > u32::MAX as usize / 3 {
        return Err(io::Error::other("the file is larger than 1.4 GB"));
    }
    let name = path.file_name().filter(|_| !standard_input);
    let name = name.map(|name| name.to_string_lossy().into_owned());
    let file = File { name: name.clone(), bytes, wish };
    let reading = verbatim_readers::read(file, &Known).map_err(io::Error::other)?;
    let Reading { text, format, notices, .. } = reading;
    Ok(Source { input: Input { source: text, format, name, ..Input::default() }, notices })
}
