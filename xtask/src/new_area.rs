//! `cargo xtask new-area NAME`: a folder with one kind, its rule, words, fixture and tests, and its line in the list.

use crate::run::{self, Outcome};
use crate::words::Words;
use clap::Args;
use std::fs;
use std::path::Path;

/// What the new area is called.
#[derive(Args)]
pub struct Options {
    /// The area's name in English, plural, with hyphens between words: suppliers
    name: String,
    /// Its first kind, singular [default: the name without its last s]
    #[arg(long)]
    kind: Option<String>,
}

/// The files of an area, with the names in them open: `{{kind}}`, `{{Type}}` …
const TEMPLATE: [(&str, &str); 8] = [
    ("Cargo.toml", include_str!("../template/Cargo.toml")),
    ("README.md", include_str!("../template/README.md")),
    ("text/sv.ftl", include_str!("../template/text/sv.ftl")),
    ("text/en.ftl", include_str!("../template/text/en.ftl")),
    ("fixtures/records.toml", include_str!("../template/fixtures/records.toml")),
    ("src/lib.rs", include_str!("../template/src/lib.rs")),
    ("src/{{module}}.rs", include_str!("../template/src/kind.rs")),
    ("src/tests/mod.rs", include_str!("../template/src/tests/mod.rs")),
];

/// Makes an area in this workspace and says what to do next.
///
/// # Errors
/// When the name is taken or no name, or a file cannot be written.
pub fn run(options: &Options) -> Outcome {
    make(&run::root(), &Words::new(&options.name, options.kind.as_deref())?)?;
    println!(
        "Made areas/{}. What comes next stands in CONTRIBUTING.md, \"An area\".",
        options.name
    );
    Ok(())
}

/// Makes an area in the workspace at `root`: its folder, its line in the program's list, its two dependency lines.
///
/// # Errors
/// When the folder is there already, a kind or prefix is taken, or a file cannot be read or written.
pub fn make(root: &Path, words: &Words) -> Outcome {
    let folder = root.join("areas").join(&words.area);
    if folder.exists() {
        return Err(format!("{} is there already", folder.display()).into());
    }
    is_free(&root.join("areas"), words)?;
    for (path, text) in TEMPLATE {
        let path = folder.join(words.fill(path));
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, words.fill(text))?;
    }
    let rust = folder.join("src/lib.rs");
    run::finish(run::command("rustfmt").arg(rust).current_dir(root))?;
    let (area, krate) = (&words.area, words.area.replace('-', "_"));
    let path = format!("stadga-{area} = {{ path = \"areas/{area}\" }}\n");
    after_last(&root.join("Cargo.toml"), " = { path = \"areas/", &path)?;
    after_last(
        &root.join("server/Cargo.toml"),
        "stadga-audits.workspace",
        &format!("stadga-{area}.workspace = true\n"),
    )?;
    after_last(
        &root.join("server/src/areas.rs"),
        "::area()",
        &format!("        stadga_{krate}::area(),\n"),
    )
}

/// Whether kind and prefix are used nowhere in the areas' sources.
fn is_free(folder: &Path, words: &Words) -> Outcome {
    let taken = [format!("kind = \"{}\"", words.kind), format!("prefix = \"{}\"", words.prefix)];
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            is_free(&path, words)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path)?;
            if let Some(taken) = taken.iter().find(|taken| text.contains(*taken)) {
                let place = path.display();
                return Err(format!("{taken} stands in {place}: choose another with --kind").into());
            }
        }
    }
    Ok(())
}

/// Puts a line after the last one that contains `mark`.
fn after_last(file: &Path, mark: &str, line: &str) -> Outcome {
    let text = fs::read_to_string(file)?;
    let at = text.rfind(mark).and_then(|at| Some(at + text.get(at..)?.find('\n')? + 1));
    let (before, after) = at
        .and_then(|at| text.split_at_checked(at))
        .ok_or_else(|| format!("no line with {mark:?} in {}", file.display()))?;
    fs::write(file, format!("{before}{line}{after}"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Vec<(String, String)> {
        let words = Words::new("supplier-contracts", None).unwrap();
        TEMPLATE.iter().map(|(path, text)| (words.fill(path), words.fill(text))).collect()
    }

    #[test]
    fn the_template_is_filled_to_the_last_word() {
        for (path, text) in filled() {
            assert!(!path.contains("{{") && !text.contains("{{"), "{path}");
            assert!(!path.ends_with(".rs") || text.starts_with("//! "), "{path}");
        }
    }

    #[test]
    fn the_template_has_the_same_words_in_both_languages() {
        let keys = |end: &str| -> Vec<String> {
            let (_, text) = filled().into_iter().find(|(path, _)| path.ends_with(end)).unwrap();
            text.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
        };
        assert_eq!(keys("sv.ftl"), keys("en.ftl"));
    }

    #[test]
    fn a_line_goes_after_the_last_of_its_sort() {
        let file = std::env::temp_dir().join(format!("stadga-lines-{}", std::process::id()));
        fs::write(&file, "a::area(),\nb::area(),\nend\n").unwrap();
        after_last(&file, "::area()", "c::area(),\n").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "a::area(),\nb::area(),\nc::area(),\nend\n");
        assert!(after_last(&file, "no such", "").is_err());
        fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_kind_that_there_is_already_is_refused() {
        let words = Words::new("measures-again", Some("measure")).unwrap();
        let fault = is_free(&run::root().join("areas"), &words).unwrap_err().to_string();
        assert!(fault.contains("--kind"), "{fault}");
    }
}
