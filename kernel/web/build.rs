//! Lists what `cargo xtask assets` gathered, so that the program carries it; without it pages are bare but work.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    // Asked for when it runs: a build script may have been compiled in another copy of the project.
    let here =
        env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("not run by cargo"))?;
    let folder = Path::new(&here).join("../../assets/dist");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = match fs::read_dir(&folder) {
        Ok(found) => found.collect::<Result<_, _>>()?,
        Err(_) => {
            println!(
                "cargo::warning=assets/dist is missing: run `cargo xtask assets` for styles and script"
            );
            Vec::new()
        }
    };
    files.sort_by_key(fs::DirEntry::file_name);
    let mut list = String::from("&[\n");
    for file in files {
        let (name, path) = (file.file_name(), file.path());
        let name = name.to_string_lossy();
        if !name.starts_with('.') {
            let line = writeln!(
                list,
                "({name:?}, include_bytes!({:?}).as_slice()),",
                path.display().to_string()
            );
            line.map_err(io::Error::other)?;
        }
    }
    list.push(']');
    // Bare pages come with a bare check of new passwords.
    let passwords = fs::read_to_string(folder.join(".passwords.txt")).unwrap_or_default();
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(Path::new(&out).join("passwords.txt"), passwords)?;
    fs::write(Path::new(&out).join("assets.rs"), list)
}
