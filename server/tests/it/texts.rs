//! Every word in both languages: of kinds, fields, choices, moves, menus, and of everything that rules say.

use crate::source;
use stadga_model::Language;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_kind_and_menu_has_its_words() {
    let world = crate::world().await;
    let missing = stadga_web::missing_texts(&world.app);
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Keys of findings as the sources make them: `Finding::blocking("AUD-14")`, perhaps with `.variant("plan")` after it.
fn finding_keys(text: &str) -> Vec<String> {
    let calls = ["Finding::blocking(", "Finding::warning("];
    let mut keys = Vec::new();
    for call in calls {
        for (at, _) in text.match_indices(call) {
            let rest = &text[at + call.len()..];
            let Some(code) = rest.trim_start().strip_prefix('"').and_then(|r| r.split('"').next())
            else {
                continue;
            };
            let statement = rest.split(';').next().unwrap_or_default();
            let statement = statement.split("Finding::").next().unwrap_or_default();
            let variant = statement.split(".variant(\"").nth(1).and_then(|v| v.split('"').next());
            let computed = statement.contains(".variant(") && variant.is_none();
            let code = code.to_lowercase();
            match variant {
                Some(variant) => keys.push(format!("finding-{code}-{variant}")),
                None if !computed => keys.push(format!("finding-{code}")),
                None => {}
            }
        }
    }
    keys
}

#[tokio::test]
async fn every_finding_has_its_sentence() {
    let world = crate::world().await;
    let mut keys = BTreeSet::new();
    let sources = ["kernel/model", "kernel/store", "areas"].iter();
    for (path, text) in sources.flat_map(|folder| source::files(folder, ".rs")) {
        if path.contains("/tests") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        keys.extend(finding_keys(&text));
    }
    assert!(keys.len() > 50, "the scan finds only {} findings", keys.len());
    // Where the variant is chosen later in the function, one of the code's sentences will do here.
    let known: BTreeSet<String> =
        source::files("areas", "sv.ftl").iter().flat_map(|(_, text)| self::keys(text)).collect();
    let has_variants = |key: &str| known.iter().any(|other| other.starts_with(&format!("{key}-")));
    keys.retain(|key| !has_variants(key) || known.contains(key));
    let lacks = |language: Language| {
        let texts = &world.app.texts;
        keys.iter().filter(move |key| texts.find(language, key, &[]).is_none())
    };
    let missing: Vec<_> = Language::ALL
        .into_iter()
        .flat_map(|language| lacks(language).map(move |key| format!("{} {key}", language.code())))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Keys of a text file, attributes included.
fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut last = String::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else { continue };
        let name = name.trim_end();
        if let Some(attribute) = name.strip_prefix("    .") {
            keys.insert(format!("{last}.{attribute}"));
        } else if name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(' ') {
            last = name.to_owned();
            keys.insert(last.clone());
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_keys() {
    let texts = ["kernel", "areas"].iter().flat_map(|folder| source::files(folder, ".ftl"));
    let texts: Vec<_> = texts.filter(|(path, _)| path.contains("/text/")).collect();
    for (path, swedish) in texts.iter().filter(|(path, _)| path.ends_with("sv.ftl")) {
        let other = path.replace("sv.ftl", "en.ftl");
        let english = &texts.iter().find(|(path, _)| *path == other).unwrap().1;
        let (swedish, english) = (keys(swedish), keys(english));
        let differ: Vec<_> = swedish.symmetric_difference(&english).collect();
        assert!(differ.is_empty(), "{path}: {differ:?}");
    }
}
