//! Fuzzing: what reads strangers' files and texts is fed with bytes that nobody thought of, one target after the other.

use crate::prepare;
use crate::run::{self, Outcome, step};
use clap::Args;
use std::fs;
use std::path::Path;

/// What to fuzz, and for how long.
#[derive(Args)]
pub struct Options {
    /// The target, such as text_of; all of them when none is named
    target: Option<String>,
    /// For how long each target runs
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
}

/// The crates with targets, and folders of texts that theirs begin from.
const CRATES: [(&str, &[&str]); 3] = [
    ("kernel/publish/fuzz", &[]),
    ("areas/audits/fuzz", &["areas/audits/fixtures/reading"]),
    ("areas/frameworks/fuzz", &["content/frameworks"]),
];

/// Runs each target for a while. What was found stays in the target folder, for next time and to be looked at.
///
/// # Errors
/// When there is no such target, a tool is missing, or a target found a fault: the file that shows it is named.
pub fn run(options: &Options) -> Outcome {
    prepare::cargo_tools(&["cargo-fuzz"])?;
    let mut known = Vec::new();
    for (home, seeds) in CRATES {
        for target in targets(home)? {
            if options.target.as_ref().is_none_or(|wanted| *wanted == target) {
                step(&format!("Fuzz {target}"), || fuzz(home, &target, seeds, options.seconds))?;
                if options.target.is_some() {
                    return Ok(());
                }
            }
            known.push(target);
        }
    }
    match &options.target {
        Some(target) => {
            Err(format!("there is no target {target}, but {}", known.join(", ")).into())
        }
        None => Ok(()),
    }
}

/// The targets of a crate, by their files.
fn targets(home: &str) -> Outcome<Vec<String>> {
    let files = fs::read_dir(run::root().join(home).join("fuzz_targets"))?;
    let mut targets = Vec::new();
    for file in files {
        let path = file?.path();
        targets.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    targets.sort();
    Ok(targets)
}

fn fuzz(home: &str, target: &str, seeds: &[&str], seconds: u64) -> Outcome {
    let kept = run::target().join("fuzz");
    let (corpus, found) = (kept.join("corpus").join(target), kept.join("found").join(target));
    for folder in [&corpus, &found] {
        fs::create_dir_all(folder)?;
    }
    // The crates stand outside the workspace; what they fuzz is what is shipped.
    fs::copy(run::root().join("Cargo.lock"), run::root().join(home).join("Cargo.lock"))?;
    let own = format!("{home}/seeds/{target}");
    let mut command = run::command("cargo");
    // Nothing of ours is unsafe: what is looked for are panics, hangs and memory, and stable Rust finds them.
    command.env("RUSTC_BOOTSTRAP", "1").args([
        "fuzz",
        "run",
        "--sanitizer",
        "none",
        "--strip-dead-code",
    ]);
    command.args(["--fuzz-dir", home, "--target-dir"]).arg(&kept).arg(target).arg(&corpus);
    let exists = |folder: &&str| Path::new(&run::root().join(folder)).exists();
    command.args([own.as_str()].iter().chain(seeds).filter(|folder| exists(folder)));
    command.args(["--", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]);
    command.arg(format!("-max_total_time={seconds}"));
    command.arg(format!("-artifact_prefix={}/", found.display()));
    run::finish(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_declared_in_its_crate() {
        for (home, seeds) in CRATES {
            let manifest = fs::read_to_string(run::root().join(home).join("Cargo.toml")).unwrap();
            let targets = targets(home).unwrap();
            assert!(!targets.is_empty(), "{home}");
            for target in targets {
                assert!(manifest.contains(&format!("name = \"{target}\"")), "{home} {target}");
            }
            assert!(seeds.iter().all(|folder| run::root().join(folder).exists()), "{seeds:?}");
        }
    }
}
