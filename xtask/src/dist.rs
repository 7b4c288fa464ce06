//! Finishes what Trunk made: no inline script, one set of files known to the
//! service worker by their hashes, and compressed copies for the server.
//!
//! The finished folder replaces the old one at the end, in one step, so that
//! `dist/` never holds parts of two builds.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use sha2::{Digest as _, Sha256, Sha384};

use crate::Outcome;
use crate::headers::HEADERS as HEADERS_TO_SEND;

/// Files that are not part of the set: the service worker holds the list
/// itself, and a compressed copy is the same file again.
const OUTSIDE_THE_SET: [&str; 1] = ["sw.js"];

/// Kinds of files that shrink.
const COMPRESSIBLE: [&str; 9] =
    ["html", "js", "css", "wasm", "json", "webmanifest", "svg", "txt", "map"];

/// Turns Trunk's output into the folder to serve.
///
/// # Errors
/// When a file cannot be read or written, or the page is not as expected.
pub fn finish(made: &Path, dist: &Path) -> Outcome {
    let staging = dist.with_extension("new");
    remove_folder(&staging)?;
    for name in files(made)? {
        // Trunk's own marks are no part of the page.
        if name.starts_with('.') {
            continue;
        }
        let to = staging.join(&name);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|err| at(folder, &err))?;
        }
        fs::copy(made.join(&name), &to).map_err(|err| at(&to, &err))?;
    }
    move_inline_script(&staging)?;
    write_set(&staging)?;
    compress(&staging)?;
    remove_folder(dist)?;
    fs::rename(&staging, dist).map_err(|err| at(dist, &err))
}

/// Every file of a finished page, relative to it and in order, without the
/// compressed copies.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(top: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let here = top.join(&folder);
        for entry in fs::read_dir(&here).map_err(|err| at(&here, &err))? {
            let entry = entry.map_err(|err| at(&here, &err))?;
            let name = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(name);
            } else if name.extension().is_none_or(|end| end != "br") {
                found.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The policy forbids inline scripts, and Trunk writes one: it moves to a file
/// whose hash the page names.
fn move_inline_script(folder: &Path) -> Outcome {
    const OPEN: &str = "<script type=\"module\"";
    let page = folder.join("index.html");
    let html = read_text(&page)?;
    let inline = html.match_indices("<script").map(|(at, _)| at).find_map(|start| {
        let open_end = start + html.get(start..)?.find('>')? + 1;
        let close = open_end + html.get(open_end..)?.find("</script>")?;
        let tag = html.get(start..open_end)?;
        let code = html.get(open_end..close)?;
        (!tag.contains("src=")).then_some((start, close + "</script>".len(), tag, code))
    });
    let Some((start, end, tag, code)) = inline else {
        return Err("Trunk wrote no inline script: xtask/src/dist.rs expects one".to_owned());
    };
    if !tag.replace('\'', "\"").replace("type=module", "type=\"module\"").starts_with(OPEN) {
        return Err(format!("an inline script that is not the loader: {tag}"));
    }
    let code = format!("{}\n", code.trim());
    let name = format!("start-{}.js", short_hash(code.as_bytes()));
    let integrity = base64::engine::general_purpose::STANDARD.encode(Sha384::digest(&code));
    let script =
        format!("{OPEN} src=\"./{name}\" integrity=\"sha384-{integrity}\" crossorigin></script>");
    let before = html.get(..start).unwrap_or_default();
    let after = html.get(end..).unwrap_or_default();
    if after.contains("<script>") || after.contains("<script type=\"module\">") {
        return Err("the page holds a second inline script, which the policy forbids".to_owned());
    }
    write(&folder.join(name), code.as_bytes())?;
    write(&page, format!("{before}{script}{after}").as_bytes())
}

/// Writes the list of the build's files, with their hashes, into the service
/// worker, and names the set by the hash of that list.
fn write_set(folder: &Path) -> Outcome {
    const FILES: &str = "const FILES = {};";
    const BUILD: &str = "const BUILD = \"\";";
    const HEADERS: &str = "const HEADERS = {};";
    let sw = folder.join("sw.js");
    let source = read_text(&sw)?;
    let mut list = serde_json::Map::new();
    for name in files(folder)? {
        if OUTSIDE_THE_SET.contains(&name.as_str()) {
            continue;
        }
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|err| at(&path, &err))?;
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&bytes));
        list.insert(name, format!("sha256-{hash}").into());
    }
    let list = serde_json::Value::Object(list).to_string();
    let headers: serde_json::Map<String, serde_json::Value> =
        HEADERS_TO_SEND.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let headers = serde_json::Value::Object(headers).to_string();
    // The worker's own code decides how the set is kept: it is part of the name.
    let build = short_hash(format!("{source}{headers}{list}").as_bytes());
    for marker in [FILES, BUILD, HEADERS] {
        if !source.contains(marker) {
            return Err(format!("sw.js has no line `{marker}` to write the build into"));
        }
    }
    let finished = source.replacen(FILES, &format!("const FILES = {list};"), 1).replacen(
        BUILD,
        &format!("const BUILD = \"{build}\";"),
        1,
    );
    write(&sw, finished.as_bytes())
}

/// Puts a compressed copy beside every file that shrinks.
fn compress(folder: &Path) -> Outcome {
    for name in files(folder)? {
        let path = folder.join(&name);
        if !COMPRESSIBLE.iter().any(|end| name.ends_with(&format!(".{end}"))) {
            continue;
        }
        let bytes = fs::read(&path).map_err(|err| at(&path, &err))?;
        write(&folder.join(format!("{name}.br")), &brotli_11(&bytes)?)?;
    }
    Ok(())
}

/// Compresses as hard as brotli can, as a host does once per file.
fn brotli_11(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(bytes).and_then(|()| writer.flush()).map_err(|err| err.to_string())?;
    Ok(writer.into_inner())
}

/// Sixteen hexadecimal digits that name a content.
fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn remove_folder(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => Err(at(folder, &err)),
        _ => Ok(()),
    }
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|err| at(path, &err))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|err| at(path, &err))
}

fn at(path: &Path, err: &std::io::Error) -> String {
    format!("{}: {err}", path.display())
}
