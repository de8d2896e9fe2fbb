//! A full export: records with their whole history, files and log, in lines that any program can read; and back.

use crate::{
    CarryFault, LogFault, Store,
    engine::{Link, Table, sql, table},
    lines,
    rows::{self, Values},
};
use stadga_model::Refusal;
use std::io::{self, BufRead, Read as _};

/// The tables that are exported, one part each: what the log proves, and what goes with it. Links and words follow from
/// the records; accounts, keys and sessions are no records.
const TABLES: [&str; 5] = ["revision", "sealed", "series", "checkpoint", "file"];
/// No line is longer.
const LONGEST: u64 = 64 << 20;
/// No file is larger.
const LARGEST: u64 = 1 << 30;
/// How many rows are put in at a time.
const CHUNK: usize = 1_000;

/// What an export is written to: part after part.
pub trait Parts {
    /// Begins the next part.
    ///
    /// # Errors
    /// When it cannot be written.
    fn begin(&mut self, name: &str) -> io::Result<()>;

    /// Goes on with it.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// What an export is read from.
pub trait Source {
    /// A part, or an error of the kind `NotFound`.
    ///
    /// # Errors
    /// When there is none of this name, or it cannot be read.
    fn part<'a>(&'a mut self, name: &str) -> io::Result<Box<dyn BufRead + 'a>>;
}

/// What was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many revisions.
    pub revisions: u64,
    /// The root of the log's tree, in base64.
    pub root: String,
}

/// Why nothing was exported or imported.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// It cannot be written or read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A line is not what it should be.
    #[error("line {line} of {part}: {what}")]
    Line {
        /// In which part.
        part: String,
        /// Counted from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A file is larger than any that Stadga keeps.
    #[error("the file {0} is too large")]
    Large(String),
    /// There is something here already.
    #[error(transparent)]
    NotEmpty(#[from] CarryFault),
    /// What arrived is not what its log says.
    #[error(transparent)]
    Log(#[from] LogFault),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] Refusal),
}

impl Store {
    /// Writes records, files and log as they are at one instant, while others write; sealed values as they are sealed, or
    /// not at all.
    ///
    /// # Errors
    /// When the database cannot be read or a part not written.
    pub async fn export(
        &self,
        parts: &mut dyn Parts,
        with_sealed: bool,
    ) -> Result<Exported, ExportFault> {
        let mut from = self.snapshot().await?;
        for name in TABLES.iter().filter(|name| with_sealed || **name != "sealed") {
            let table = table(name)?;
            parts.begin(&part_of(name))?;
            self.write_lines(table, with_sealed, &mut from, parts).await?;
        }
        let files = sql(if with_sealed {
            "SELECT id FROM file WHERE org = $1 ORDER BY id"
        } else {
            "SELECT id FROM file WHERE org = $1 AND key IS NULL ORDER BY id"
        });
        for row in files.bind(&*self.org).all(&mut from).await? {
            let id = row.text(0)?;
            let one = sql("SELECT bytes FROM file WHERE org = $1 AND id = $2");
            let bytes = one.bind(&*self.org).bind(&id).one(&mut from).await?.bytes(0)?;
            parts.begin(&file_of(&id))?;
            parts.write(&bytes)?;
        }
        let (revisions, root) = self.root_in(&mut from).await?;
        Ok(Exported { revisions, root })
    }

    async fn write_lines(
        &self,
        table: &Table,
        with_sealed: bool,
        from: &mut Link,
        parts: &mut dyn Parts,
    ) -> Result<(), ExportFault> {
        let mut last: Option<Values> = None;
        loop {
            let rows = rows::next(table, &self.org, last.as_deref(), from).await?;
            let Some(row) = rows.last() else { return Ok(()) };
            last = Some(rows::key_of(table, row)?);
            for row in &rows {
                let left_out =
                    table.name == "file" && !with_sealed && table.text(row, "key").is_ok();
                if !left_out {
                    parts.write(lines::write(table, row, without(table))?.as_bytes())?;
                }
            }
        }
    }

    /// Reads an export into this store, which is empty and of the same organisation, and proves it by its log.
    ///
    /// # Errors
    /// When the store is not empty, a part cannot be read, a line is wrong, or the log does not fit; then whatever came
    /// in before is gone, but for a log that does not fit: the store is to be thrown away.
    pub async fn import(&self, source: &mut dyn Source) -> Result<Exported, ExportFault> {
        let mut to = self.begin().await?;
        self.is_empty(&mut to).await?;
        for name in TABLES {
            let table = table(name)?;
            let files = self.read_lines(table, source, &mut to).await?;
            for mut file in files {
                let (id, place) = (table.text(&file, "id")?.to_owned(), table.place("bytes")?);
                let bytes = bytes_of(source, &id)?;
                if let Some(value) = file.get_mut(place) {
                    *value = bytes.into();
                }
                rows::put(self, table, vec![file], &mut to).await?;
            }
        }
        rows::relink(self, &mut to).await?;
        let ledger = sql("INSERT INTO ledger (org, size, at)
            SELECT $1, coalesce(max(seq), 0), coalesce(max(at), 0) FROM revision WHERE org = $1");
        ledger.bind(&*self.org).run(&mut to).await?;
        to.commit().await?;
        self.verify(&[]).await?;
        let (revisions, root) = self.log_root().await?;
        Ok(Exported { revisions, root })
    }

    /// Puts the rows of a part in; files are returned, for their bytes stand in parts of their own.
    async fn read_lines(
        &self,
        table: &Table,
        source: &mut dyn Source,
        to: &mut Link,
    ) -> Result<Vec<Values>, ExportFault> {
        let part = part_of(table.name);
        let mut lines = source.part(&part)?;
        let (mut nth, mut rows, mut line) = (0, Vec::new(), String::new());
        loop {
            line.clear();
            let read = lines.by_ref().take(LONGEST).read_line(&mut line)?;
            let more = read > 0;
            if more {
                nth += 1;
                let wrong = |what| ExportFault::Line { part: part.clone(), line: nth, what };
                let text = line.strip_suffix('\n').ok_or_else(|| wrong("it has no end".into()))?;
                rows.push(lines::read(table, &self.org, text).map_err(wrong)?);
            }
            if table.name != "file" && (!more || rows.len() >= CHUNK) {
                rows::put(self, table, std::mem::take(&mut rows), to).await?;
            }
            if !more {
                return Ok(rows);
            }
        }
    }
}

/// The columns that stand elsewhere.
fn without(table: &Table) -> &'static [&'static str] {
    if table.name == "file" { &["bytes"] } else { &[] }
}

fn bytes_of(source: &mut dyn Source, id: &str) -> Result<Vec<u8>, ExportFault> {
    let mut bytes = Vec::new();
    source.part(&file_of(id))?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ExportFault::Large(id.to_owned()));
    }
    Ok(bytes)
}

/// The part that a table's rows stand in.
fn part_of(table: &str) -> String {
    format!("{table}.jsonl")
}

/// The part that a file's bytes stand in.
fn file_of(id: &str) -> String {
    format!("files/{id}")
}
