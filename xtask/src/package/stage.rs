//! Puts the package's files where they will lie on the machine, and packs them.

use super::parts::{self, Part};
use crate::run::{self, Outcome};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Where everything about the program lies.
const DOCUMENTS: &str = "usr/share/doc/stadga";
/// What an operator has changed is kept at an upgrade.
const SETTINGS: &str = "etc/stadga/stadga.toml";
/// What the shells complete, and where each looks for it.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "usr/share/bash-completion/completions/stadga"),
    ("zsh", "usr/share/zsh/vendor-completions/_stadga"),
    ("fish", "usr/share/fish/vendor_completions.d/stadga.fish"),
];

/// Builds the package in the folder. Its path.
///
/// # Errors
/// When a file cannot be written or `dpkg-deb` fails.
pub fn build(program: &Path, parts: &[Part], folder: &Path) -> Outcome<PathBuf> {
    let root = folder.join("root");
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    let version = version(program)?;
    let architecture = run::output("dpkg", &["--print-architecture"]).ok_or("dpkg is missing")?;
    place(&root, "usr/bin/stadga", &fs::read(program)?, 0o755)?;
    if run::installed("strip") {
        run::finish(run::command("strip").arg(root.join("usr/bin/stadga")))?;
    }
    let own = |name: &str| fs::read(run::root().join("package").join(name));
    place(&root, "usr/lib/systemd/system/stadga.service", &own("stadga.service")?, 0o644)?;
    place(&root, SETTINGS, &own("stadga.toml")?, 0o640)?;
    manual(&root, program)?;
    documents(&root, parts, &version)?;
    for script in ["postinst", "prerm", "postrm"] {
        place(&root, &format!("DEBIAN/{script}"), &own(script)?, 0o755)?;
    }
    place(&root, "DEBIAN/conffiles", format!("/{SETTINGS}\n").as_bytes(), 0o644)?;
    let control = String::from_utf8(own("control")?)?
        .replace("{version}", &version)
        .replace("{architecture}", &architecture)
        .replace("{libc}", &libc()?)
        .replace("{size}", &(size(&root)? / 1024).to_string());
    place(&root, "DEBIAN/control", control.as_bytes(), 0o644)?;
    let package = folder.join(format!("stadga_{version}_{architecture}.deb"));
    let mut pack = run::command("dpkg-deb");
    pack.args(["--root-owner-group", "-Zgzip", "--build"]).arg(&root).arg(&package);
    run::finish(&mut pack)?;
    Ok(package)
}

/// What the program calls itself: `stadga 0.1.0`.
fn version(program: &Path) -> Outcome<String> {
    let told = run::output(&program.to_string_lossy(), &["--version"])
        .ok_or("the program does not run")?;
    Ok(told.split(' ').nth(1).ok_or("the program tells no version")?.to_owned())
}

/// The C library that it was built with: an older one will not do.
fn libc() -> Outcome<String> {
    let told = run::output("dpkg-query", &["--show", "--showformat=${Version}", "libc6"]);
    Ok(told.ok_or("libc6 is missing")?.split('-').next().unwrap_or_default().to_owned())
}

fn place(root: &Path, path: &str, bytes: &[u8], mode: u32) -> Outcome {
    let path = root.join(path);
    fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
    fs::write(&path, bytes)?;
    fs::set_permissions(&path, Permissions::from_mode(mode))?;
    Ok(())
}

/// The manual page and what shells complete, as the program itself tells them.
fn manual(root: &Path, program: &Path) -> Outcome {
    let told = |what: &str| {
        run::output(&program.to_string_lossy(), &["manual", what])
            .ok_or("the program tells no manual")
    };
    place(root, "usr/share/man/man1/stadga.1", format!("{}\n", told("man")?).as_bytes(), 0o644)?;
    compress(&root.join("usr/share/man/man1/stadga.1"))?;
    for (shell, path) in COMPLETIONS {
        place(root, path, format!("{}\n", told(shell)?).as_bytes(), 0o644)?;
    }
    Ok(())
}

fn documents(root: &Path, parts: &[Part], version: &str) -> Outcome {
    let in_documents = |name: &str| format!("{DOCUMENTS}/{name}");
    place(root, &in_documents("copyright"), parts::copyright(parts).as_bytes(), 0o644)?;
    place(root, &in_documents("sbom.cdx.json"), parts::bill(parts, version).as_bytes(), 0o644)?;
    place(root, &in_documents("licences"), parts::licences(parts)?.as_bytes(), 0o644)?;
    compress(&root.join(in_documents("licences")))?;
    for (from, name) in [
        ("LICENSE", "LICENSE"),
        ("README.md", "README.md"),
        ("docs/drift.md", "drift.md"),
        ("docs/operating.md", "operating.md"),
        ("docs/asvs.toml", "asvs.toml"),
    ] {
        place(root, &in_documents(name), &fs::read(run::root().join(from))?, 0o644)?;
    }
    Ok(())
}

/// As Debian keeps longer texts; always the same bytes for the same text.
fn compress(path: &Path) -> Outcome {
    let packed = path
        .with_file_name(format!("{}.gz", path.file_name().unwrap_or_default().to_string_lossy()));
    let out = File::create(packed)?;
    run::finish(run::command("gzip").args(["-9", "-n", "--stdout"]).arg(path).stdout(out))?;
    fs::remove_file(path)?;
    Ok(())
}

fn size(folder: &Path) -> Outcome<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.path().is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}
