//! `stadga framework import [--dry-run] FILE…`: what files hold, what of them has no place here, and what taking them in
//! changes; without `--dry-run` it is done, all of it or nothing.

use crate::{
    plan::{Into, Outcome, Plan},
    read::{Library, Remark, read},
    take,
};
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::Value;
use stadga_model::{Actor, At, Finding, Language};
use stadga_store::NewFile;
use stadga_web::{App, Command, Run};
use std::{fmt::Write as _, path::PathBuf};

/// Who the history says has taken a framework in by the command line.
const ACTOR: &str = "stadga framework import";

/// What kept files are served as: nothing that a browser would show.
const MEDIA: &str = "application/octet-stream";

/// The verb with its help.
pub(crate) fn command() -> Command {
    Command { usage, run: Run::Within(|app, asked| Box::pin(run(app, asked))) }
}

fn usage() -> clap::Command {
    let files = Arg::new("file")
        .value_name("FILE")
        .required(true)
        .action(ArgAction::Append)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help("Libraries of CISO Assistant (YAML), catalogues, profiles and mappings in OSCAL (JSON, YAML or XML), spreadsheets; a profile's catalogue beside it");
    let dry = Arg::new("dry-run")
        .long("dry-run")
        .action(ArgAction::SetTrue)
        .help("Print what would be taken in, changed and left out; write nothing");
    let import = clap::Command::new("import")
        .about(
            "Take frameworks in from files: all that they hold or, where a rule refuses, nothing",
        )
        .arg(files)
        .arg(dry);
    clap::Command::new("framework")
        .about("Frameworks: take in what standards and libraries hold")
        .subcommand_required(true)
        .subcommand(import)
}

async fn run(app: &App, arguments: &ArgMatches) -> Result<String, String> {
    let Some(("import", arguments)) = arguments.subcommand() else {
        return Err("say what to do: stadga framework import FILE".into());
    };
    let files = files(arguments)?;
    let named: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
    let library = read(&named).map_err(|fault| fault.said())?;
    let mut out = told(&library);
    let door = app.store.door(Actor::program(ACTOR), At::Now);
    let dry = arguments.get_flag("dry-run");
    let broken = |refusal: stadga_model::Refusal| refusal.to_string();
    let sent = files.into_iter().next().map(|(name, bytes)| NewFile { name, media: MEDIA, bytes });
    let file = sent.as_ref().map(NewFile::id);
    let plan = take::look(&door, library, file, Into::Known).await.map_err(broken)?;
    let mut refused = take::write(&door, &plan, ACTOR, true).await.map_err(broken)?;
    if let Some(sent) = sent.filter(|_| !dry && refused.is_empty()) {
        door.keep_file(&sent.name, sent.media, &sent.bytes).await.map_err(broken)?;
        refused = take::write(&door, &plan, ACTOR, false).await.map_err(broken)?;
    }
    if !refused.is_empty() {
        return Err(refusal(app, &refused));
    }
    out.push_str(&meant(&plan));
    out.push_str(&changed(&plan));
    let _ = write!(out, "\n{}", counted(&plan, dry));
    Ok(out.trim_end().to_owned())
}

fn files(arguments: &ArgMatches) -> Result<Vec<(String, Vec<u8>)>, String> {
    let paths = arguments.get_many::<PathBuf>("file").ok_or("name a file to read")?;
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
    };
    paths.map(read).collect()
}

/// What the rules say against it, each once.
fn refusal(app: &App, findings: &[Finding]) -> String {
    let mut lines: Vec<String> = findings
        .iter()
        .map(|finding| {
            let values: Vec<_> =
                finding.values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            app.texts.get(Language::English, &finding.text_key(), &values)
        })
        .collect();
    lines.sort();
    lines.dedup();
    format!("nothing was taken in:\n  {}", lines.join("\n  "))
}

/// How many records are new, changed, withdrawn and as they were.
fn counted(plan: &Plan, dry: bool) -> String {
    let count =
        |fits: fn(&Outcome) -> bool| plan.rows.iter().filter(|row| fits(&row.outcome)).count();
    format!(
        "{}: {} new, {} changed, {} withdrawn, {} as they were",
        if dry { "Would be taken in" } else { "Taken in" },
        count(|outcome| matches!(outcome, Outcome::New(_))),
        count(|outcome| matches!(outcome, Outcome::Changed { .. })),
        count(|outcome| matches!(outcome, Outcome::Gone { .. })),
        count(|outcome| matches!(outcome, Outcome::Same)),
    )
}

/// What each framework of the files is taken in as.
fn meant(plan: &Plan) -> String {
    let mut out = String::new();
    for one in &plan.met {
        let of = one.of.map(|id| plan.names.before(id.cast()).unwrap_or("–"));
        let _ = match of {
            Some(of) => {
                writeln!(out, "\n{}: new version of {of}, known by {}", one.title, one.how.key())
            }
            None => writeln!(out, "\n{}: new", one.title),
        };
    }
    out
}

/// What would be otherwise in what is here, field by field.
fn changed(plan: &Plan) -> String {
    let mut out = String::new();
    for row in &plan.rows {
        let Outcome::Changed { before, values } = &row.outcome else { continue };
        if out.is_empty() {
            out.push_str("\nChanged:\n");
        }
        let _ = writeln!(out, "  {}", row.title);
        for (name, after) in values {
            let was = before.body.get(name).unwrap_or(&Value::Null);
            let (was, is) = (said(plan, was, false), said(plan, after, true));
            let _ = writeln!(out, "    {name}: {was} -> {is}");
        }
    }
    out
}

/// A value on one line: links by what they are called, lists by how many they are.
fn said(plan: &Plan, value: &Value, after: bool) -> String {
    const MOST: usize = 100;
    let text = match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => plan.names.of_link(value, after).unwrap_or(text).to_owned(),
        Value::Array(all) => format!("[{}]", all.len()),
        other => other.to_string(),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() > MOST {
        true => line.chars().take(MOST - 1).chain(['…']).collect(),
        false => line,
    }
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
    use stadga_testkit::World;

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

    fn asked(more: &[&str]) -> ArgMatches {
        let fixture = |name: &&str| match name.starts_with("--") {
            true => (*name).to_owned(),
            false => format!("{}/fixtures/reading/{name}", env!("CARGO_MANIFEST_DIR")),
        };
        let words = ["framework", "import"].map(str::to_owned).into_iter();
        usage().try_get_matches_from(words.chain(more.iter().map(fixture))).unwrap()
    }

    /// The ground as it stands: how many frameworks and requirements there are.
    async fn counts(world: &World) -> [usize; 2] {
        [world.all("framework").await.len(), world.all("framework-requirement").await.len()]
    }

    #[tokio::test]
    async fn ctl_05_the_command_tries_then_takes_in_and_tells_what_is_otherwise() {
        let world = World::of(vec![stadga_organisation::area(), crate::area()]).await;
        let before = counts(&world).await;
        let tried = run(&world.app, &asked(&["--dry-run", "small.yaml"])).await.unwrap();
        for part in [
            "Framework: Provramverk (1), 2 requirements, 1 assessed",
            "Kept without a field of its own:\n  framework.shine (kept, line 9)",
            "Provramverk: new\n",
            "Would be taken in: 3 new, 0 changed, 0 withdrawn, 0 as they were",
        ] {
            assert!(tried.contains(part), "{part}\n{tried}");
        }
        assert_eq!(counts(&world).await, before, "a dry run writes nothing");
        let taken = run(&world.app, &asked(&["small.yaml"])).await.unwrap();
        assert!(taken.contains("Taken in: 3 new, 0 changed"), "{taken}");
        assert_eq!(counts(&world).await, [before[0] + 1, before[1] + 2]);
        let kept = world.all("framework").await;
        let kept = kept.iter().find(|one| one.body["urn"] == "urn:prov:f").unwrap();
        assert_eq!(kept.head.reason, ACTOR);
        assert!(kept.body["file"].is_string(), "the file is kept with it");
        let again = run(&world.app, &asked(&["small.yaml"])).await.unwrap();
        assert!(again.contains("Provramverk: new version of Provramverk, known by urn"), "{again}");
        assert!(
            again.contains("Taken in: 0 new, 0 changed, 0 withdrawn, 3 as they were"),
            "{again}"
        );
        // The next version: one title is another, and one requirement stands at the top now.
        let next = run(&world.app, &asked(&["--dry-run", "next.yaml"])).await.unwrap();
        for part in [
            "  1.1 Ett nytt krav\n",
            "    title: Ett krav -> Ett nytt krav\n",
            "    parent: 1 Rubrik -> –\n",
        ] {
            assert!(next.contains(part), "{part}\n{next}");
        }
    }

    #[tokio::test]
    async fn ctl_05_the_command_says_what_is_wrong_with_a_file_and_keeps_nothing() {
        let world = World::of(vec![stadga_organisation::area(), crate::area()]).await;
        let before = counts(&world).await;
        let bad = run(&world.app, &asked(&["bad.yaml"])).await.unwrap_err();
        assert!(bad.starts_with("bad.yaml, line ") && bad.contains("correct the file"), "{bad}");
        let gone = run(&world.app, &asked(&["gone.yaml"])).await.unwrap_err();
        assert!(gone.contains("gone.yaml: "), "{gone}");
        // Where one of two is bad, nothing of either is taken in.
        let both = run(&world.app, &asked(&["small.yaml", "bad.yaml"])).await.unwrap_err();
        assert!(both.starts_with("bad.yaml"), "{both}");
        // A rule of the area refuses it, in words.
        let refused = run(&world.app, &asked(&["refused.yaml"])).await.unwrap_err();
        assert!(refused.starts_with("nothing was taken in:\n  "), "{refused}");
        assert_eq!(counts(&world).await, before);
    }

    #[test]
    fn the_command_line_asks_for_a_file() {
        usage().debug_assert();
        assert!(usage().try_get_matches_from(["framework", "import"]).is_err());
    }
}
