//! Search: stemmed Swedish words, parts of compounds by trigrams, on any date.

use crate::{
    Org,
    engine::{Column, Engine, Holds, Link, Sql, Table, insert, seen_from, sql},
    permitted::permitted_among,
    row,
};
use frostem::{Algorithm, Stemmer};
use stadga_model::{Actor, At, Body, FieldType, Kind, Kinds, Refusal, Revision};

/// What is found alike comes newest first: the order in which rows happen to lie would tell which of them were marked.
const NEWEST: &str = "r.id DESC";

/// A record that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The record.
    pub revision: Revision,
}

/// The words of one revision, by its place in the log.
pub(crate) struct Entry {
    seq: i64,
    words: String,
    title: String,
}

impl Entry {
    pub fn of(seq: i64, kind: &Kind, number: &str, body: &Body) -> Self {
        let (words, title) = indexed(kind, number, body);
        Self { seq, words, title }
    }
}

/// Adds the words of revisions to the indexes.
pub(crate) async fn index_all(
    db: &mut Link,
    org: &Org,
    entries: Vec<Entry>,
) -> Result<(), Refusal> {
    match db.engine() {
        Engine::Sqlite => {
            let (mut words, mut titles) = (Vec::new(), Vec::new());
            for entry in entries {
                words.push(vec![entry.seq.into(), entry.words.into()]);
                titles.push(vec![entry.seq.into(), entry.title.into()]);
            }
            insert(&index("word"), words, db).await?;
            insert(&index("snatch"), titles, db).await
        }
        Engine::Postgres => {
            let row = |entry: Entry| {
                vec![(&**org).into(), entry.seq.into(), entry.words.into(), entry.title.into()]
            };
            insert(&both(), entries.into_iter().map(row).collect(), db).await
        }
    }
}

/// An index of SQLite as a table.
fn index(name: &'static str) -> Table {
    let column = |name, holds| Column { name, holds };
    let columns = vec![column("rowid", Holds::Whole), column("words", Holds::Text)];
    Table { name, columns, drawn: Vec::new(), key: vec!["rowid"] }
}

/// PostgreSQL's table of words and parts.
fn both() -> Table {
    let column = |name, holds| Column { name, holds };
    let (org, seq) = (column("org", Holds::Text), column("seq", Holds::Whole));
    let (words, parts) = (column("words", Holds::Words), column("parts", Holds::Text));
    let columns = vec![org, seq, words, parts];
    Table { name: "word", columns, drawn: Vec::new(), key: vec!["seq"] }
}

/// Takes the words of a revision out of the indexes: `body` is the one that they were made of.
pub(crate) async fn forget(
    db: &mut Link,
    org: &Org,
    seq: i64,
    kind: &Kind,
    number: &str,
    body: &Body,
) -> Result<(), Refusal> {
    let (words, title) = indexed(kind, number, body);
    match db.engine() {
        // The tables keep no words, only where they are: what is to go has to be said.
        Engine::Sqlite => {
            let word = sql("INSERT INTO word (word, rowid, words) VALUES ('delete', $1, $2)");
            word.bind(seq).bind(words).run(db).await?;
            let snatch = sql("INSERT INTO snatch (snatch, rowid, words) VALUES ('delete', $1, $2)");
            snatch.bind(seq).bind(title).run(db).await?;
        }
        Engine::Postgres => {
            let word = sql("DELETE FROM word WHERE org = $1 AND seq = $2");
            word.bind(&**org).bind(seq).run(db).await?;
        }
    }
    Ok(())
}

/// What is indexed of a body: its stemmed words, and number and title in small letters.
fn indexed(kind: &Kind, number: &str, body: &Body) -> (String, String) {
    let mut text = number.to_owned();
    let mut title = number.to_lowercase();
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
    (words.join(" "), title)
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

/// What is searched for, and by whom.
pub(crate) struct Sought<'a> {
    pub org: &'a Org,
    pub at: At,
    pub actor: &'a Actor,
    pub kinds: &'a Kinds,
    pub words: &'a str,
    pub limit: i64,
}

impl Sought<'_> {
    /// The records that the actor may read and whose words match, best first.
    ///
    /// # Errors
    /// Broken.
    pub async fn find(&self, db: &mut Link) -> Result<Vec<Hit>, Refusal> {
        let Some(matching) = expression(db.engine(), self.words) else { return Ok(Vec::new()) };
        let mut hits: Vec<Hit> = Vec::new();
        let queries = [Some(self.by_word(db.engine(), matching)), self.by_part(db.engine())];
        for query in queries.into_iter().flatten() {
            for found in query.all(db).await? {
                let revision = row::revision(&found)?;
                if !hits.iter().any(|hit| hit.revision.head.id == revision.head.id) {
                    hits.push(Hit { revision });
                }
            }
        }
        hits.truncate(usize::try_from(self.limit).unwrap_or_default());
        Ok(hits)
    }

    fn by_word(&self, engine: Engine, matching: String) -> Sql {
        let (columns, seen) = (row::COLUMNS, seen_from("r", self.at));
        let (words, rank) = match engine {
            Engine::Sqlite => {
                ("word JOIN revision r ON r.seq = word.rowid WHERE word MATCH $1", "rank")
            }
            Engine::Postgres => (
                "word w JOIN revision r ON r.org = w.org AND r.seq = w.seq WHERE w.words @@ CAST($1 AS tsquery)",
                "ts_rank(w.words, CAST($1 AS tsquery)) DESC",
            ),
        };
        let mut query =
            sql(format!("SELECT {columns} FROM {words} AND {seen} AND r.org = $2")).bind(matching);
        query = query.bind(&**self.org);
        self.permitted(&mut query);
        query.push(&format!(" ORDER BY {rank}, {NEWEST} LIMIT {}", self.limit));
        query
    }

    /// By parts of titles and numbers; none, when no word is long enough.
    fn by_part(&self, engine: Engine) -> Option<Sql> {
        let parts: Vec<_> = tokens(self.words).filter(|word| word.chars().count() > 2).collect();
        let (columns, seen) = (row::COLUMNS, seen_from("r", self.at));
        let mut query = sql(format!("SELECT {columns} FROM revision r WHERE {seen} AND r.org = "));
        query.push_bind(&**self.org);
        for part in &parts {
            having_part(query.push(" AND "), engine, self.org, part);
        }
        self.permitted(&mut query);
        // Not by the index of ids: whoever walked it would ask of each record in turn whether it has the part.
        query.push(&format!(" ORDER BY r.id || '' DESC LIMIT {}", self.limit));
        (!parts.is_empty()).then_some(query)
    }

    /// In the query, so that what may not be read takes no hit's place.
    fn permitted(&self, query: &mut Sql) {
        permitted_among(query, self.actor, self.kinds.iter().map(|kind| kind.spec));
    }
}

/// Writes the condition that a revision `r` has each of these words, or has it as a part of its title or number; holds
/// for none when nothing of it is a word.
pub(crate) fn having_words(sql: &mut Sql, engine: Engine, org: &Org, words: &str) {
    let words: Vec<_> = tokens(words).collect();
    if words.is_empty() {
        sql.push("FALSE");
    }
    for (at, word) in words.iter().enumerate() {
        sql.push(if at == 0 { "(" } else { " AND (" });
        having_word(sql, engine, org, word);
        if word.chars().count() > 2 {
            having_part(sql.push(" OR "), engine, org, word);
        }
        sql.push(")");
    }
}

fn having_word(sql: &mut Sql, engine: Engine, org: &Org, word: &str) {
    let matching = expression(engine, word).unwrap_or_default();
    match engine {
        Engine::Sqlite => {
            sql.push("r.seq IN (SELECT rowid FROM word WHERE word MATCH ");
            sql.push_bind(matching).push(")");
        }
        // Asked once, not of each row: the inner question names nothing of the outer one.
        Engine::Postgres => {
            sql.push("r.seq IN (SELECT w.seq FROM word w WHERE w.org = ").push_bind(&**org);
            sql.push(" AND w.words @@ CAST(").push_bind(matching).push(" AS tsquery))");
        }
    }
}

/// Writes the condition that the title or number of a revision `r` has this text in it: three letters and more.
pub(crate) fn having_part(sql: &mut Sql, engine: Engine, org: &Org, part: &str) {
    let part = part.to_lowercase();
    match engine {
        Engine::Sqlite => {
            let phrase = format!("\"{}\"", part.replace('"', "\"\""));
            sql.push("r.seq IN (SELECT rowid FROM snatch WHERE words MATCH ");
            sql.push_bind(phrase).push(")");
        }
        Engine::Postgres => {
            let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            sql.push("r.seq IN (SELECT w.seq FROM word w WHERE w.org = ").push_bind(&**org);
            sql.push(" AND w.parts LIKE ").push_bind(format!("%{escaped}%")).push(")");
        }
    }
}

/// What the reader wrote as a query of the word index: every word's stem as a beginning.
fn expression(engine: Engine, words: &str) -> Option<String> {
    let stems: Vec<_> = match engine {
        Engine::Sqlite => stems(words).map(|stem| format!("\"{stem}\"*")).collect(),
        Engine::Postgres => stems(words).map(|stem| format!("'{stem}':*")).collect(),
    };
    let and = if engine == Engine::Sqlite { " " } else { " & " };
    (!stems.is_empty()).then(|| stems.join(and))
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
