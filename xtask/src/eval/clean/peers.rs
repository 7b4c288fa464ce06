//! Other programs that clean pages, installed from their registries in exact
//! versions and run on the same pages: trafilatura, newspaper4k and jusText
//! (PyPI), Readability.js (npm). They are no part of what is built or shipped.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command::{self, say},
    eval::scorer,
    paths, setup,
};

/// What a peer reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Pages as pasted.
    Text,
    /// Pages as HTML.
    Html,
}

/// One way of running one program.
struct Peer {
    /// What it is called in the tables.
    shown: &'static str,
    /// What the script is asked for; the script is Python's unless it is Readability's.
    asked: &'static str,
    kind: Kind,
}

const PEERS: [Peer; 7] = [
    Peer { shown: "jusText, its rules line by line", asked: "jusText-lines", kind: Kind::Text },
    Peer { shown: "lines of 80 and more, end mark", asked: "long-lines", kind: Kind::Text },
    Peer { shown: "trafilatura", asked: "trafilatura", kind: Kind::Html },
    Peer { shown: "trafilatura, precision", asked: "trafilatura-precision", kind: Kind::Html },
    Peer { shown: "newspaper4k", asked: "newspaper4k", kind: Kind::Html },
    Peer { shown: "jusText", asked: "jusText", kind: Kind::Html },
    Peer { shown: "Readability.js", asked: READABILITY, kind: Kind::Html },
];

const READABILITY: &str = "readability";

/// Programs that want markup.
const ONLY_HTML: &str = "trafilatura, newspaper4k, Readability.js";

/// The programs that are there, and why others are not.
#[derive(Debug, Default)]
pub(super) struct Peers {
    wanted: bool,
    /// The Python that has the packages.
    python: Option<PathBuf>,
    /// The folder with the npm packages.
    modules: Option<PathBuf>,
    faults: std::cell::RefCell<Vec<String>>,
}

impl Peers {
    /// No comparison.
    pub(super) fn none() -> Self {
        Self::default()
    }

    /// Installs what is not there yet and says so; what cannot be had is a fault.
    pub(super) fn install() -> Self {
        let mut peers = Self { wanted: true, ..Self::default() };
        match python() {
            Ok(program) => peers.python = Some(program),
            Err(why) => peers.fault("trafilatura, newspaper4k, jusText", &why),
        }
        match modules() {
            Ok(folder) => peers.modules = Some(folder),
            Err(why) => peers.fault("Readability.js", &why),
        }
        peers
    }

    /// What each program that reads `kind` makes of the rows of a set, where `place` is
    /// what the script needs beside them.
    pub(super) fn answers(
        &self,
        kind: Kind,
        set: &str,
        rows: &Path,
        place: &Path,
    ) -> Vec<(String, PathBuf)> {
        let of_kind = PEERS.iter().filter(|peer| self.wanted && peer.kind == kind);
        let answers = of_kind.filter_map(|peer| {
            let out = scorer::lines(&format!("clean-{set}-{}", peer.asked), std::iter::empty());
            let out = out.map_err(|why| self.fault(peer.shown, &why)).ok()?;
            // A missing program was named when it could not be installed.
            let mut script = self.script(peer)?;
            script.args([rows, out.as_path(), place]);
            if peer.asked == READABILITY {
                script.arg(self.modules.as_deref()?);
            }
            match command::told(&mut script) {
                Ok(told) => {
                    for line in told.lines() {
                        println!("    {}: {line}", peer.shown);
                    }
                    Some((peer.shown.to_owned(), out))
                }
                Err(why) => {
                    self.fault(&format!("{} on {set}", peer.shown), &why);
                    None
                }
            }
        });
        answers.collect()
    }

    fn script(&self, peer: &Peer) -> Option<Command> {
        if peer.asked == READABILITY {
            self.modules.as_ref()?;
            let mut node = Command::new("node");
            node.arg(scripts().join("readability.mjs"));
            return Some(node);
        }
        let mut python = Command::new(self.python.as_ref()?);
        python.arg(scripts().join("extract.py")).arg(peer.asked);
        Some(python)
    }

    /// The programs that cannot read `kind`, where a comparison was asked for.
    pub(super) fn cannot(&self, kind: Kind) -> &'static str {
        if self.wanted && kind == Kind::Text { ONLY_HTML } else { "" }
    }

    /// Which programs did not run, and why.
    pub(super) fn faults(&self) -> Vec<String> {
        self.faults.borrow().clone()
    }

    fn fault(&self, who: &str, why: &str) {
        println!("PEER DID NOT RUN: {who}: {why}");
        self.faults.borrow_mut().push(format!("{who}: {why}"));
    }
}

fn scripts() -> PathBuf {
    paths::root().join("xtask/src/eval/peers/clean")
}

/// A folder of this name beside what is built.
fn folder(name: &str) -> Result<PathBuf, String> {
    let folder = paths::target().join("eval").join("peers").join(name);
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    Ok(folder)
}

/// Whether `folder` was finished with these `wanted` packages.
fn is_done(folder: &Path, wanted: &str) -> bool {
    fs::read_to_string(folder.join("done")).is_ok_and(|done| done == wanted)
}

fn set_done(folder: &Path, wanted: &str) -> Result<(), String> {
    fs::write(folder.join("done"), wanted).map_err(|err| format!("{}: {err}", folder.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|err| format!("{}: {err}", path.display()))
}

/// The Python of an environment that holds exactly the packages of the list.
fn python() -> Result<PathBuf, String> {
    let folder = folder("python")?;
    let list = scripts().join("requirements.txt");
    let wanted = read(&list)?;
    let program = folder.join("bin").join("python");
    if !is_done(&folder, &wanted) {
        let names: Vec<&str> = wanted.lines().filter(|line| !line.starts_with('#')).collect();
        say(&format!("installing from PyPI into {}: {}", folder.display(), names.join(" ")));
        command::output(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut pip = Command::new(&program);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--requirement"]).arg(&list);
        command::output(&mut pip)?;
        set_done(&folder, &wanted)?;
    }
    Ok(program)
}

/// The folder with exactly the npm packages of the lock file.
fn modules() -> Result<PathBuf, String> {
    let folder = folder("npm")?;
    let wanted = read(&scripts().join("package-lock.json"))?;
    if !is_done(&folder, &wanted) {
        let list = read(&scripts().join("package.json"))?;
        say(&format!("installing from npm into {}:\n{}", folder.display(), list.trim_end()));
        for name in ["package.json", "package-lock.json"] {
            fs::copy(scripts().join(name), folder.join(name)).map_err(|err| err.to_string())?;
        }
        setup::npm_ci(&folder)?;
        set_done(&folder, &wanted)?;
    }
    Ok(folder)
}
