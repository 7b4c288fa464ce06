//! `cargo xtask bench`: how fast it is, natively and in Chromium, for one
//! article and for long ones, and beside others who do parts of the same.

mod against;
mod browser;
mod documents;
mod hostile;
mod native;

use std::fs;
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser, ValueExt as _};

use self::documents::{Document, SIZES};
use self::native::Measured;
use crate::command::say;
use crate::{Asked, Outcome, build, paths, setup};

/// What the command takes.
pub const USAGE: &str =
    "[--native] [--peers | --against REV [--instructions] | --hostile] [--documents FOLDER]

  --native            only the core, without a browser
  --peers             also wink-nlp and compromise on the same documents
  --documents FOLDER  articles to measure (*.txt, *.html) in place of our own
  --against REV       this tree beside another commit, in turn: ratios in place of times
  --instructions      count them by callgrind in place of taking times; no browser
  --hostile           shapes made to be slow or to fill memory, in place of articles";

/// What the command line asks for.
#[derive(Default)]
struct Options {
    peers: bool,
    native: bool,
    documents: Option<PathBuf>,
    against: Option<String>,
    instructions: bool,
    hostile: bool,
}

/// Measures and prints; it judges only what must hold on any machine.
///
/// # Errors
/// When the command line is not understood; the outcome is one when something cannot
/// be built, started or read.
pub fn run(args: Parser) -> Asked {
    parse(args).map(measure)
}

fn measure(options: Options) -> Outcome {
    if options.hostile {
        return hostile::run(options.native);
    }
    let documents = documents::load(options.documents.as_deref())?;
    let bytes: usize = documents.iter().map(|document| document.source.len()).sum();
    say(&format!("{} documents, {} KB", documents.len(), bytes / 1000));
    if let Some(rev) = &options.against {
        let pair = against::Pair::build(rev)?;
        if options.instructions {
            return against::count(&pair, &documents);
        }
        against::time(&pair, &documents)?;
        return if options.native { Ok(()) } else { against::paste(&pair, &documents) };
    }
    let paragraphs = documents::paragraphs(&documents);
    if paragraphs.is_empty() {
        return Err("no English article as text (*.txt) to make long ones of".to_owned());
    }
    let files = write_texts(&documents, &paragraphs)?;

    say("\nNATIVE (the core, optimised for speed)");
    let measured = native::measure(&files.all())?;
    let (articles, long) = measured.split_at(files.articles.len().min(measured.len()));
    for (name, group) in groups(articles) {
        print_articles(name, group);
    }
    print_scaling(long);
    print_stations(long);
    if options.native {
        return Ok(());
    }
    let toolchain = setup::for_build()?;
    build::page(&toolchain)?;
    let chromium = setup::browser::ensure()?.chromium;
    browser::run(&chromium, &paragraphs, &files, options.peers)
}

fn parse(mut args: Parser) -> Result<Options, lexopt::Error> {
    let mut options = Options::default();
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("peers") => options.peers = true,
            Arg::Long("native") => options.native = true,
            Arg::Long("documents") => options.documents = Some(args.value()?.into()),
            Arg::Long("against") => options.against = Some(args.value()?.string()?),
            Arg::Long("instructions") => options.instructions = true,
            Arg::Long("hostile") => options.hostile = true,
            other => return Err(other.unexpected()),
        }
    }
    match (&options.against, options.instructions) {
        (None, true) => Err("--instructions goes with --against REV".into()),
        _ if options.hostile && (options.documents.is_some() || options.peers) => {
            Err("--hostile has shapes of its own, and no peers".into())
        }
        (Some(_), _) if options.hostile => Err("--hostile does not go with --against".into()),
        (Some(_), _) if options.peers => Err("--peers does not go with --against".into()),
        _ => Ok(options),
    }
}

/// The texts as files, for the programs that measure.
pub struct Files {
    /// One file a document.
    pub articles: Vec<PathBuf>,
    /// One file a size.
    pub long: Vec<PathBuf>,
}

impl Files {
    fn all(&self) -> Vec<PathBuf> {
        self.articles.iter().chain(&self.long).cloned().collect()
    }
}

fn write_texts(documents: &[Document], paragraphs: &[String]) -> Result<Files, String> {
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    let write = |name: String, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|err| format!("{}: {err}", path.display()))?;
        Ok::<_, String>(path)
    };
    let mut files = Files { articles: Vec::new(), long: Vec::new() };
    for (number, document) in documents.iter().enumerate() {
        let end = if document.html { "html" } else { "txt" };
        let kind = if document.fixture { FIXTURE } else { "article" };
        files.articles.push(write(format!("{kind}-{number}.{end}"), &document.source)?);
    }
    for size in SIZES {
        let text = documents::long_text(paragraphs, size);
        files.long.push(write(format!("long-{size}.txt"), &text)?);
    }
    Ok(files)
}

/// What the names of fixtures begin with.
const FIXTURE: &str = "fixture";

/// The articles, and after them the fixtures, where there are any of each.
fn groups(measured: &[Measured]) -> impl Iterator<Item = (&'static str, &[Measured])> {
    // The native half names whole paths.
    let is_article = |one: &Measured| !short_name(Path::new(&one.name)).starts_with(FIXTURE);
    let (articles, fixtures) = measured.split_at(measured.partition_point(is_article));
    let groups = [("articles", articles), ("short fixtures", fixtures)];
    groups.into_iter().filter(|(_, group)| !group.is_empty())
}

/// All articles together: what one sees when working through a pile of them.
fn print_articles(name: &str, articles: &[Measured]) {
    let bytes: usize = articles.iter().map(|one| one.bytes).sum();
    let ms: f64 = articles.iter().map(|one| one.ms).sum();
    let mut each: Vec<f64> = articles.iter().map(|one| one.ms).collect();
    each.sort_by(f64::total_cmp);
    let median = each.get(each.len() / 2).copied().unwrap_or_default();
    say(&format!(
        "  {} {name}: {:.1} MB/s over all, {median:.2} ms for the median one",
        articles.len(),
        bytes as f64 / 1e3 / ms
    ));
}

/// Time per byte against size, and the ratio from end to end.
pub fn print_scaling(long: &[Measured]) {
    say(&format!("  {:>10}  {:>9}  {:>7}  {:>8}", "size", "time", "MB/s", "ns/byte"));
    for one in long {
        say(&format!(
            "  {:>10}  {:>6.1} ms  {:>7.1}  {:>8.1}",
            size_name(one.bytes),
            one.ms,
            one.megabytes_per_second(),
            one.nanoseconds_per_byte()
        ));
    }
    if let (Some(first), Some(last)) = (long.first(), long.last()) {
        let ratio = last.nanoseconds_per_byte() / first.nanoseconds_per_byte();
        let verdict = if ratio <= 1.2 { "within" } else { "ABOVE" };
        say(&format!("  time per byte, last to first: {ratio:.2} ({verdict} 1.2)"));
    }
}

/// Where the time goes, for the shortest and the longest text.
fn print_stations(long: &[Measured]) {
    for one in long.first().into_iter().chain(long.last()) {
        // What is cut is not seen by the later stations.
        let kept = one.kept * 100.0;
        let shares: Vec<String> = one
            .stations
            .iter()
            .map(|(name, ms)| {
                let part = ms.as_f64().unwrap_or_default() / one.ms * 100.0;
                format!("{name} {part:.0}%")
            })
            .collect();
        let (size, shares) = (size_name(one.bytes), shares.join(", "));
        say(&format!("  stations at {size}, {kept:.0}% of it kept: {shares}"));
    }
}

fn size_name(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", (bytes + 500) / 1000)
    } else {
        format!("{:.0} MB", bytes as f64 / 1e6)
    }
}

/// A file's name without its folder, for the tables.
pub fn short_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The value below which this part of the measured ones lies.
pub fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() as f64 * part).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let times = [5.0, 1.0, 3.0, 2.0, 4.0];
        assert_eq!(quantile(&times, 0.5), 3.0);
        assert_eq!(quantile(&times, 0.95), 5.0);
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let parsed = |line: &str| parse(Parser::from_args(line.split_whitespace()));
        assert_eq!(parsed("--against HEAD~1 --native").unwrap().against.as_deref(), Some("HEAD~1"));
        for wrong in
            ["--instructions", "--hostile --peers", "--against", "--against HEAD --peers", "HEAD"]
        {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
