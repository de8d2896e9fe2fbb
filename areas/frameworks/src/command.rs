//! `stadga framework check FILE…`: what files hold, and what of them has no place here. Nothing is written.

use crate::read::{Library, Remark, read};
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use stadga_web::Command;
use std::{fmt::Write as _, path::PathBuf};

/// The verb with its help.
pub(crate) fn command() -> Command {
    Command { usage, run }
}

fn usage() -> clap::Command {
    let files = Arg::new("file")
        .value_name("FILE")
        .required(true)
        .action(ArgAction::Append)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help("Libraries of CISO Assistant (YAML), catalogues and profiles in OSCAL (JSON), spreadsheets; a profile's catalogue beside it");
    let check = clap::Command::new("check")
        .about("Read files of frameworks, and print what they hold and what of it has no place here; nothing is written")
        .arg(files);
    clap::Command::new("framework")
        .about("Frameworks: read what standards and libraries hold")
        .subcommand_required(true)
        .subcommand(check)
}

fn run(arguments: &ArgMatches) -> Result<String, String> {
    let Some(("check", arguments)) = arguments.subcommand() else {
        return Err("say what to do: stadga framework check FILE".into());
    };
    let paths = arguments.get_many::<PathBuf>("file").ok_or("name a file to read")?;
    let mut files = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes));
    }
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    let library = read(&files).map_err(|fault| fault.said())?;
    Ok(told(&library).trim_end().to_owned())
}

/// What a library holds, for people.
fn told(library: &Library) -> String {
    let mut out = String::new();
    for scheme in &library.frameworks {
        let assessed = scheme.requirements.iter().filter(|one| one.requirement.assessable).count();
        let framework = &scheme.framework;
        let _ = writeln!(
            out,
            "Framework: {} ({}), {} requirements, {assessed} assessed, {} parts, {} scores",
            framework.title,
            framework.version.as_deref().unwrap_or("no version"),
            scheme.requirements.len(),
            framework.groups.len(),
            framework.scores.len(),
        );
    }
    for mapping in &library.mappings {
        let _ = writeln!(out, "Mapping: {}, {} pairs", mapping.title, mapping.pairs.len());
    }
    for matrix in &library.matrices {
        let _ = writeln!(out, "Risk matrix: {}, {} cells", matrix.title, matrix.cells.len());
    }
    for (name, count) in
        [("Reference controls", library.controls.len()), ("Threats", library.threats.len())]
    {
        if count > 0 {
            let _ = writeln!(out, "{name}: {count}");
        }
    }
    let kept = |remark: &&Remark| remark.key == "kept";
    list(&mut out, "Not taken in", library.remarks.0.iter().filter(|one| one.is_loss()));
    let others = library.remarks.0.iter().filter(|one| !one.is_loss() && !kept(one));
    list(&mut out, "To be looked at", others);
    list(&mut out, "Kept without a field of its own", library.remarks.0.iter().filter(kept));
    out
}

fn list<'a>(out: &mut String, heading: &str, remarks: impl Iterator<Item = &'a Remark>) {
    for (nth, remark) in remarks.enumerate() {
        if nth == 0 {
            let _ = writeln!(out, "\n{heading}:");
        }
        let line = if remark.line > 0 { format!(", line {}", remark.line) } else { String::new() };
        let times =
            if remark.count > 1 { format!(", {} times", remark.count) } else { String::new() };
        let what =
            if remark.what.is_empty() { String::new() } else { format!(": {}", remark.what) };
        let _ = writeln!(out, "  {} ({}{line}{times}){what}", remark.place, remark.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_05_what_a_file_holds_and_lacks_is_printed() {
        let text = "objects:\n  framework:\n    urn: f\n    name: F\n    shine: 1\n    requirement_nodes:\n    - {urn: r, assessable: true}\n  presets: [1]\n";
        let printed = told(&read(&[("a.yaml", text.as_bytes())]).unwrap());
        for part in [
            "Framework: F (no version), 1 requirements, 1 assessed",
            "Not taken in:\n  objects.presets (left, line 8): 1",
            "Kept without a field of its own:\n  framework.shine (kept, line 5)",
        ] {
            assert!(printed.contains(part), "{part}\n{printed}");
        }
    }

    #[test]
    fn the_command_line_asks_for_a_file() {
        usage().debug_assert();
        assert!(usage().try_get_matches_from(["framework", "check"]).is_err());
    }
}
