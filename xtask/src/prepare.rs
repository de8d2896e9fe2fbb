//! Sees to it that the machine has what a chore needs, and says plainly what is missing.

use crate::assets;
use crate::run::{self, Outcome};
use std::path::{Path, PathBuf};

/// What building needs besides Cargo itself.
///
/// # Errors
/// Names the missing or too old program and where it comes from.
pub fn build_tools() -> Outcome {
    if !run::installed("cc") {
        return Err(
            "a C compiler is needed for the embedded database: apt-get install gcc libc6-dev"
                .into(),
        );
    }
    let Some(version) = run::output("node", &["--version"]) else {
        return Err(
            "Node.js 20 or later is needed for styles and script: https://nodejs.org".into()
        );
    };
    match node_major(&version) {
        Some(major) if major >= 20 && run::installed("npm") => Ok(()),
        Some(major) if major >= 20 => Err("npm is missing beside Node.js".into()),
        _ => Err(format!("Node.js 20 or later is needed; this is {version}").into()),
    }
}

/// The program that is tried, unoptimised, with the whole workspace's features: as the Rust tests are built with, so that
/// nothing is built twice. Its path.
///
/// # Errors
/// When the build fails.
pub fn program() -> Outcome<PathBuf> {
    assets::build()?;
    run::run("cargo", &["build", "--locked", "--workspace", "--bin", "stadga"])?;
    Ok(run::target().join("debug/stadga"))
}

/// What the browser tests, the pictures of documents and the proof of backups need, from Debian's packages.
///
/// # Errors
/// When a package is missing and cannot be installed by this user.
pub fn test_packages() -> Outcome {
    debian(&[("chromium", "chromium"), ("pdftotext", "poppler-utils"), ("age", "age")])
}

/// Python, for the tools that only it has.
///
/// # Errors
/// When it is missing and cannot be installed by this user.
pub fn python() -> Outcome {
    if run::output("python3", &["-c", "import venv, ensurepip"]).is_some() {
        return Ok(());
    }
    install(&["python3", "python3-venv"])
}

/// PostgreSQL, for the tests' own cluster.
///
/// # Errors
/// When it is missing and cannot be installed by this user.
pub fn postgres() -> Outcome {
    if Path::new("/usr/lib/postgresql").exists() {
        return Ok(());
    }
    debian(&[("pg_ctl", "postgresql")])
}

/// Programs and the Debian packages that they come in.
///
/// # Errors
/// When one is missing and cannot be installed by this user.
pub fn debian(wanted: &[(&str, &str)]) -> Outcome {
    let missing = wanted.iter().filter(|(program, _)| !run::installed(program));
    let missing: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// The Cargo tools that the tests call; installed once and kept in the target folder.
///
/// # Errors
/// When a tool cannot be had or built.
pub fn cargo_tools(tools: &[&str]) -> Outcome {
    for tool in tools {
        if run::installed(tool) {
            continue;
        }
        println!("{tool} is missing: building it once (some minutes)");
        let kept = run::tools();
        let (root, build) = (kept.to_string_lossy(), kept.join("build"));
        run::run(
            "cargo",
            &[
                "install",
                "--locked",
                "--root",
                &root,
                "--target-dir",
                &build.to_string_lossy(),
                tool,
            ],
        )?;
    }
    Ok(())
}

fn install(packages: &[&str]) -> Outcome {
    let list = packages.join(" ");
    println!("installing {list} from Debian's packages");
    let is_root = run::output("id", &["-u"]).is_some_and(|id| id == "0");
    let may_sudo = run::output("sudo", &["--non-interactive", "true"]).is_some();
    let prefix: &[&str] = match (is_root, may_sudo) {
        (true, _) => &[],
        (false, true) => &["sudo", "--non-interactive"],
        (false, false) => {
            return Err(format!("the tests need {list}. Run: sudo apt-get install {list}").into());
        }
    };
    let apt = |arguments: &[&str]| {
        let words = [
            prefix,
            &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"],
            arguments,
        ];
        let words = words.concat();
        let (program, rest) = words.split_first().ok_or("no command")?;
        run::run(program, rest)
    };
    apt(&["update"])?;
    apt(&[&["install", "--no-install-recommends"], packages].concat())
}

fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(node_major("v20.20.2"), Some(20));
        assert_eq!(node_major("20"), None);
    }
}
