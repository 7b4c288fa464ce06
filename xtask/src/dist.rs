//! Finishes what Trunk made: no inline script, one set of files known to the
//! service worker by their hashes, and compressed copies for the server.
//!
//! The finished folder replaces the old one at the end, in one step, so that
//! `dist/` never holds parts of two builds.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use sha2::{Digest, Sha256, Sha384};
use verbatim_lexicon::pack_file;

use crate::headers::HEADERS as HEADERS_TO_SEND;
use crate::{Outcome, command, paths};

/// Files that are not part of the set: the service worker holds the list
/// itself, and a compressed copy is the same file again.
const OUTSIDE_THE_SET: [&str; 1] = ["sw.js"];

/// Kinds of files that shrink.
const COMPRESSIBLE: [&str; 10] =
    ["html", "js", "css", "wasm", "json", "webmanifest", "svg", "txt", "map", "bin"];

/// Files that no page starts with begin with one of these: a document that needs one has it
/// fetched, else the service worker fetches it after the first result.
const LATE: [&str; 2] = ["lexicon-", "verbatim-charsets"];

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
            fs::create_dir_all(folder).map_err(|err| paths::at(folder, &err))?;
        }
        fs::copy(made.join(&name), &to).map_err(|err| paths::at(&to, &err))?;
    }
    for (code, pack) in verbatim_lexicon::packs() {
        write(&staging.join(pack_file(code)), pack)?;
    }
    replace_inline_script(&staging)?;
    write_set(&staging)?;
    compress(&staging)?;
    remove_folder(dist)?;
    fs::rename(&staging, dist).map_err(|err| paths::at(dist, &err))
}

/// Every file of a finished page, relative to it and in order, without the
/// compressed copies.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(top: &Path) -> Result<Vec<String>, String> {
    let mut files = paths::files_below(top)?;
    files.retain(|name| !name.ends_with(".br"));
    Ok(files)
}

/// The policy forbids inline scripts, and Trunk writes one: a file takes its
/// place, whose hash the page names and which names the program's.
fn replace_inline_script(folder: &Path) -> Outcome {
    const CLOSE: &str = "</script>";
    let page = folder.join("index.html");
    let html = read_text(&page)?;
    let inline = html.match_indices("<script").map(|(at, _)| at).find_map(|start| {
        let code = start + html.get(start..)?.find('>')? + 1;
        let close = code + html.get(code..)?.find(CLOSE)?;
        let has_source = html.get(start..code)?.contains("src=");
        (!has_source).then_some((start, code, close))
    });
    let Some((start, code, close)) = inline else {
        return Err("Trunk wrote no inline script: xtask/src/dist.rs expects one".to_owned());
    };
    let name = write_start(folder, html.get(code..close).unwrap_or_default())?;
    let integrity = integrity::<Sha384>("sha384", &read(&folder.join(&name))?);
    let script = format!(
        "<script type=\"module\" src=\"./{name}\" integrity=\"{integrity}\" crossorigin></script>"
    );
    let before = html.get(..start).unwrap_or_default();
    let after = html.get(close + CLOSE.len()..).unwrap_or_default();
    write(&page, without_preload_integrity(&format!("{before}{script}{after}")).as_bytes())
}

/// Writes the script that starts the program which Trunk's own script starts.
fn write_start(folder: &Path, inline: &str) -> Result<String, String> {
    let named = |end: &str| {
        let parts = inline.split(['"', '\'', '`']);
        let mut names = parts.filter_map(|part| part.strip_prefix("./"));
        names.find(|name| name.ends_with(end)).ok_or_else(|| {
            format!("Trunk's inline script names no {end}: see replace_inline_script")
        })
    };
    let (script, program) = (named(".js")?, named(".wasm")?);
    let integrity = integrity::<Sha384>("sha384", &read(&folder.join(program))?);
    let source = folder.join("start.js");
    let code = read_text(&source)?
        .replace("PROGRAM.js", script)
        .replace("PROGRAM.wasm", program)
        .replace("PROGRAM-HASH", &integrity);
    let name = format!("start-{}.js", short_hash(code.as_bytes()));
    write(&folder.join(&name), code.as_bytes())?;
    fs::remove_file(&source).map_err(|err| paths::at(&source, &err))?;
    Ok(name)
}

/// Browsers warn of a hash on the preload of the program and pass over it; the
/// fetch in start.js is where it counts.
fn without_preload_integrity(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    for (number, part) in html.split("<link").enumerate() {
        if number > 0 {
            clean.push_str("<link");
        }
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let is_program = number > 0 && (tag.contains("as=fetch") || tag.contains("as=\"fetch\""));
        if is_program {
            let kept: Vec<&str> =
                tag.split(' ').filter(|attribute| !attribute.starts_with("integrity=")).collect();
            clean.push_str(&kept.join(" "));
        } else {
            clean.push_str(tag);
        }
        if part.len() > tag.len() {
            clean.push('>');
            clean.push_str(rest);
        }
    }
    clean
}

/// A hash as pages and fetches name it.
fn integrity<D: Digest>(name: &str, bytes: &[u8]) -> String {
    format!("{name}-{}", base64::engine::general_purpose::STANDARD.encode(D::digest(bytes)))
}

/// Writes the lists of the build's files, those that a page starts with and the rest, with
/// their hashes into the service worker, and names the build by the hash of both lists.
fn write_set(folder: &Path) -> Outcome {
    const FILES: &str = "const FILES = {};";
    const REST: &str = "const REST = {};";
    const BUILD: &str = "const BUILD = \"\";";
    const HEADERS: &str = "const HEADERS = {};";
    let sw = folder.join("sw.js");
    let source = read_text(&sw)?;
    let (mut first, mut rest) = (serde_json::Map::new(), serde_json::Map::new());
    for name in files(folder)? {
        if OUTSIDE_THE_SET.contains(&name.as_str()) {
            continue;
        }
        let hash = integrity::<Sha256>("sha256", &read(&folder.join(&name))?);
        let list =
            if LATE.iter().any(|start| name.starts_with(start)) { &mut rest } else { &mut first };
        list.insert(name, hash.into());
    }
    let first = serde_json::Value::Object(first).to_string();
    let rest = serde_json::Value::Object(rest).to_string();
    let headers: serde_json::Map<String, serde_json::Value> =
        HEADERS_TO_SEND.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    let headers = serde_json::Value::Object(headers).to_string();
    // The worker's own code decides how the set is kept: it is part of the name.
    let build = short_hash(format!("{source}{headers}{first}{rest}").as_bytes());
    let mut finished = source;
    for (marker, value) in [
        (FILES, format!("const FILES = {first};")),
        (REST, format!("const REST = {rest};")),
        (HEADERS, format!("const HEADERS = {headers};")),
        (BUILD, format!("const BUILD = \"{build}\";")),
    ] {
        if !finished.contains(marker) {
            return Err(format!("sw.js has no line `{marker}` to write the build into"));
        }
        finished = finished.replacen(marker, &value, 1);
    }
    write(&sw, finished.as_bytes())
}

/// Puts a compressed copy beside every file that shrinks.
fn compress(folder: &Path) -> Outcome {
    let shrinks = |name: &String| {
        COMPRESSIBLE.iter().any(|end| name.rsplit_once('.').is_some_and(|(_, of)| of == *end))
    };
    let files = files(folder)?.into_iter().filter(shrinks).map(|name| folder.join(name));
    let mut node = Command::new("node");
    node.arg(paths::root().join("xtask/compress.mjs")).args(files);
    command::output(&mut node).map(drop)
}

/// Sixteen hexadecimal digits that name a content.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn remove_folder(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => Err(paths::at(folder, &err)),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|err| paths::at(path, &err))
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|err| paths::at(path, &err))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|err| paths::at(path, &err))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// What Trunk makes of a small page.
    fn made(name: &str) -> PathBuf {
        let made = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&made).unwrap();
        let page = "<html><link integrity=sha384-a rel=preload as=fetch href=./app_bg.wasm>\
            <link integrity=sha384-b rel=modulepreload href=./app.js>\
            <script type=module>import init from\"./app.js\";\
            await init({module_or_path:`./app_bg.wasm`});</script></html>";
        let files = [
            ("index.html", page),
            ("app.js", "export default 1;"),
            ("app_bg.wasm", "wasm"),
            ("start.js", include_str!("../../src/start.js")),
            ("sw.js", include_str!("../../src/sw.js")),
            (".trunk-lock", ""),
        ];
        for (name, text) in files {
            fs::write(made.join(name), text).unwrap();
        }
        made
    }

    #[test]
    fn no_script_stays_inline_and_what_is_loaded_is_hashed() {
        let made = made("xtask-dist-inline");
        let dist = made.join("dist");
        finish(&made, &dist).unwrap();
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        assert!(!html.contains("<script type=module>"), "{html}");
        assert!(html.contains("<link rel=preload as=fetch href=./app_bg.wasm>"), "{html}");
        assert!(html.contains("<link integrity=sha384-b rel=modulepreload"), "{html}");
        let names = files(&dist).unwrap();
        let start = names.iter().find(|name| name.starts_with("start-")).unwrap();
        let code = fs::read_to_string(dist.join(start)).unwrap();
        assert!(code.contains("\"./app.js\"") && code.contains("\"./app_bg.wasm\""), "{code}");
        assert!(code.contains(&integrity::<Sha384>("sha384", b"wasm")), "{code}");
        fs::remove_dir_all(made).unwrap();
    }

    #[test]
    fn the_set_holds_every_file_and_is_named_by_their_content() {
        let made = made("xtask-dist-set");
        let dist = made.join("dist");
        let build = |dist: &Path| {
            let sw = fs::read_to_string(dist.join("sw.js")).unwrap();
            let line =
                |start: &str| sw.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
            (line("const FILES"), line("const REST"), line("const BUILD"), line("const HEADERS"))
        };
        finish(&made, &dist).unwrap();
        let (list, rest, first, headers) = build(&dist);
        for name in files(&dist).unwrap() {
            let named = |list: &str| list.contains(&format!("\"{name}\""));
            let late = name.starts_with("lexicon-");
            assert_eq!(named(&list), !late && name != "sw.js", "{name}: {list}");
            assert_eq!(named(&rest), late, "{name}: {rest}");
        }
        assert!(headers.contains("wasm-unsafe-eval"), "{headers}");
        assert!(rest.contains("lexicon-de.bin"), "{rest}");
        fs::remove_dir_all(&dist).unwrap();
        finish(&made, &dist).unwrap();
        assert_eq!(build(&dist).2, first, "the same content has the same name");
        fs::remove_dir_all(&dist).unwrap();
        fs::write(made.join("app.js"), "export default 2;").unwrap();
        finish(&made, &dist).unwrap();
        assert_ne!(build(&dist).2, first, "another content has another name");
        fs::remove_dir_all(made).unwrap();
    }
}
