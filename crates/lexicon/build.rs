//! Packs the lists of `data/`: those that no language owns into one archive, those of each
//! language's folder into another.

#[path = "src/packed.rs"]
#[expect(dead_code, reason = "the crate reads archives, this script writes them")]
mod packed;

mod pack;

use std::{collections::BTreeSet, env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?;
    let out = Path::new(&out);
    for path in ["build.rs", "pack.rs", "src/packed.rs", "data"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut lists = pack::lists(Path::new("data"))?;
    // What is said of languages is read as it stands.
    lists.retain(|list| list.name != "languages");
    let owners: BTreeSet<Option<&str>> =
        lists.iter().map(|list| list.language.as_deref()).collect();
    let mut all = String::from("&[\n");
    for owner in owners {
        let own = lists.iter().filter(|list| list.language.as_deref() == owner);
        let name = format!("{}.pack", owner.unwrap_or("shared"));
        fs::write(out.join(&name), pack::archive(own)?)?;
        all += &format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")),\n");
    }
    fs::write(out.join("archives.rs"), all + "]")?;
    Ok(())
}
