//! Search: stemmed Swedish words, parts of compounds by trigrams, on any date.

use crate::{Org, broken, engine::seen_from, row};
use frostem::{Algorithm, Stemmer};
use sqlx::{AssertSqlSafe, SqliteConnection};
use stadga_model::{At, Body, FieldType, Kind, Refusal, Revision};

/// A record that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The record.
    pub revision: Revision,
}

/// Adds the words of a revision to the indexes. `seq` is its row.
pub(crate) async fn index(
    db: &mut SqliteConnection,
    seq: i64,
    kind: &Kind,
    number: &str,
    body: &Body,
) -> Result<(), Refusal> {
    let mut text = number.to_owned();
    let mut title = number.to_owned();
    for field in
        kind.spec.fields.iter().filter(|field| field.searched || field.name == kind.spec.title)
    {
        let value = body.get(field.name);
        let plain = value.and_then(serde_json::Value::as_str);
        let words = match (field.ty, plain) {
            (FieldType::Text | FieldType::Prose, Some(words)) => words.to_owned(),
            (_, None) => value.filter(|value| value.is_array()).map(strings).unwrap_or_default(),
            _ => continue,
        };
        text.push('\n');
        text.push_str(&words);
        if field.name == kind.spec.title {
            title.push('\n');
            title.push_str(&words.to_lowercase());
        }
    }
    let words: Vec<_> = stems(&text).collect();
    let word = sqlx::query("INSERT INTO word (rowid, words) VALUES ($1, $2)");
    word.bind(seq).bind(words.join(" ")).execute(&mut *db).await.map_err(broken)?;
    let snatch = sqlx::query("INSERT INTO snatch (rowid, words) VALUES ($1, $2)");
    snatch.bind(seq).bind(title).execute(db).await.map_err(broken)?;
    Ok(())
}

/// All strings in a list or rows, one a line.
fn strings(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("{text}\n"),
        serde_json::Value::Array(values) => values.iter().map(strings).collect(),
        serde_json::Value::Object(fields) => fields.values().map(strings).collect(),
        _ => String::new(),
    }
}

/// The records whose words match, best first.
pub(crate) async fn find(
    db: &mut SqliteConnection,
    org: &Org,
    at: At,
    words: &str,
    limit: i64,
) -> Result<Vec<Hit>, Refusal> {
    let Some(matching) = expression(words) else { return Ok(Vec::new()) };
    let (columns, seen) = (row::COLUMNS, seen_from("r", at));
    let by_word = format!(
        "SELECT {columns} FROM word JOIN revision r ON r.seq = word.rowid
         WHERE word MATCH $2 AND r.org = $1 AND {seen} ORDER BY rank LIMIT $3"
    );
    let by_part = format!(
        "SELECT {columns} FROM revision r
         WHERE r.seq IN (SELECT rowid FROM snatch WHERE words MATCH $2) AND r.org = $1 AND {seen} LIMIT $3"
    );
    let mut hits: Vec<Hit> = Vec::new();
    for (sql, matching) in [(by_word, Some(matching)), (by_part, parts(words))] {
        let Some(matching) = matching else { continue };
        let query = sqlx::query(AssertSqlSafe(sql)).bind(&**org).bind(matching).bind(limit);
        for found in query.fetch_all(&mut *db).await.map_err(broken)? {
            let revision = row::revision(&found)?;
            if !hits.iter().any(|hit| hit.revision.head.id == revision.head.id) {
                hits.push(Hit { revision });
            }
        }
    }
    hits.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(hits)
}

/// What the reader wrote as a query of the word index: every word's stem, the last one as a beginning.
pub(crate) fn expression(words: &str) -> Option<String> {
    let stems: Vec<_> = stems(words).map(|stem| format!("\"{stem}\"*")).collect();
    (!stems.is_empty()).then(|| stems.join(" "))
}

/// The same for the index of parts, which knows three letters and more.
fn parts(words: &str) -> Option<String> {
    let parts: Vec<_> = tokens(words)
        .filter(|word| word.chars().count() > 2)
        .map(|word| format!("\"{word}\""))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

fn stems(text: &str) -> impl Iterator<Item = String> {
    let stemmer = Stemmer::new(Algorithm::Swedish);
    tokens(text).map(move |word| stemmer.stem(&word).into_owned())
}

fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
