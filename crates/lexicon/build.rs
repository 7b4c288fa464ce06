//! Packs the lists of `data/`: what every text is read with into one archive, the base, and
//! the rest of each language's lists into a pack of its own.

#[path = "src/packed.rs"]
#[expect(dead_code, reason = "the crate reads archives, this script writes them")]
mod packed;

mod pack;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?;
    let out = Path::new(&out);
    for path in ["build.rs", "pack.rs", "src/packed.rs", "data"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let (base, packs) = pack::folder(Path::new("data"))?;
    fs::write(out.join("base.pack"), base)?;
    // A page downloads the packs that it needs; native programs have all of them in themselves.
    let within = env::var_os("CARGO_FEATURE_PACKS").is_some();
    let mut all = String::from("&[\n");
    for (code, archive) in packs {
        let file = format!("{code}.pack");
        fs::write(out.join(&file), archive)?;
        let archive = match within {
            true => format!("Some(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\")))"),
            false => "None".to_owned(),
        };
        all += &format!("(\"{code}\", {archive}),\n");
    }
    fs::write(out.join("packs.rs"), all + "]")?;
    Ok(())
}
