//! The rows of whole tables, out of one database and into another: what moving, backup, export and import are made of.

use crate::{
    Org, Store,
    engine::{Holds, Link, Row, Table, Value, insert, sql, table},
    links::{self, Links},
    search, sorted,
};
use stadga_model::{Body, Id, Refusal};

/// A row in the order of its table's columns.
pub(crate) type Values = Vec<Value>;

/// How many rows are taken at a time.
const CHUNK: i64 = 1_000;
/// How many, where a row can be as large as a file.
const FEW: i64 = 4;

/// The rows after the one with this key, in the order of the table's key; its first rows, without one.
pub(crate) async fn next(
    table: &Table,
    org: &Org,
    after: Option<&[Value]>,
    from: &mut Link,
) -> Result<Vec<Values>, Refusal> {
    let (columns, key) = (table.names().join(", "), table.key.join(", "));
    let mut next = sql(format!("SELECT {columns} FROM {} WHERE org = ", table.name));
    next.push_bind(&**org);
    if let Some(after) = after {
        next.push(&format!(" AND ({key}) > ("));
        for (at, value) in after.iter().enumerate() {
            next.push(if at > 0 { ", " } else { "" }).push_bind(value.clone());
        }
        next.push(")");
    }
    if !key.is_empty() {
        next.push(&format!(" ORDER BY {key}"));
    }
    next.push(" LIMIT ").push_bind(if table.name == "file" { FEW } else { CHUNK });
    let rows = next.all(from).await?;
    rows.iter().map(|row| values(table, row)).collect()
}

fn values(table: &Table, row: &Row) -> Result<Values, Refusal> {
    let value = |(at, holds)| {
        Ok(match holds {
            Holds::Whole => Value::Whole(row.maybe_whole(at)?),
            Holds::Bytes => row.bytes(at)?.into(),
            Holds::Json => Value::Json(row.text(at)?),
            Holds::Text | Holds::Words => Value::Text(row.maybe_text(at)?),
        })
    };
    table.columns.iter().map(|column| column.holds).enumerate().map(value).collect()
}

/// The key of a row, to go on from.
pub(crate) fn key_of(table: &Table, row: &[Value]) -> Result<Values, Refusal> {
    let value = |name: &&str| row.get(table.place(name)?).cloned().ok_or_else(short);
    table.key.iter().map(value).collect()
}

/// Puts rows into a table. Revisions are made to be found and sorted as well: words and keys are each database's own.
pub(crate) async fn put(
    store: &Store,
    table: &Table,
    mut rows: Vec<Values>,
    to: &mut Link,
) -> Result<(), Refusal> {
    if table.name == "revision" {
        index(store, table, &mut rows, to).await?;
    }
    insert(table, rows, to).await
}

async fn index(
    store: &Store,
    table: &Table,
    rows: &mut [Values],
    to: &mut Link,
) -> Result<(), Refusal> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let text = |name: &str| table.text(row, name);
        let drawn = match store.kinds.get(text("kind")?) {
            None => sorted::none(),
            Some(kind) => {
                let body: Body = serde_json::from_str(text("body")?).map_err(Refusal::broken)?;
                let seq = table.whole(row, "seq")?;
                found.push(search::Entry::of(seq, kind, text("number")?, &body));
                sorted::values(kind.spec, &body, table.text(row, "withheld").is_ok())
            }
        };
        row.extend(drawn);
    }
    search::index_all(to, &store.org, found).await
}

/// Makes the links of all records anew from their revisions.
pub(crate) async fn relink(store: &Store, db: &mut Link) -> Result<(), Refusal> {
    sql("DELETE FROM link WHERE org = $1").bind(&*store.org).run(db).await?;
    let (mut after, mut of, mut made) = (None, None::<Links>, Vec::new());
    loop {
        let mut some = sql("SELECT id, revision, kind, at, body FROM revision WHERE org = ");
        some.push_bind(&*store.org);
        if let Some((id, revision)) = after.take() {
            let (id, revision): (String, i64) = (id, revision);
            some.push(" AND (id, revision) > (").push_bind(id);
            some.push(", ").push_bind(revision).push(")");
        }
        some.push(" ORDER BY id, revision LIMIT ").push_bind(CHUNK);
        let rows = some.all(db).await?;
        for row in &rows {
            let id: Id = row.str(0)?.parse().map_err(Refusal::broken)?;
            let Some(kind) = store.kinds.get(row.str(2)?) else { continue };
            let body: Body = serde_json::from_str(row.str(4)?).map_err(Refusal::broken)?;
            if of.as_ref().is_some_and(|links| links.source() != id) {
                made.extend(of.take().map(Links::end).unwrap_or_default());
            }
            of.get_or_insert_with(|| Links::of(id)).go_on(row.whole(3)?, kind.spec, &body);
        }
        put_links(store, std::mem::take(&mut made), db).await?;
        let Some(row) = rows.last() else { break };
        after = Some((row.text(0)?, row.whole(1)?));
    }
    put_links(store, of.map(Links::end).unwrap_or_default(), db).await
}

/// Puts links in.
pub(crate) async fn put_links(
    store: &Store,
    links: Vec<links::Link>,
    to: &mut Link,
) -> Result<(), Refusal> {
    let rows = links.into_iter().map(|link| link.values(&store.org)).collect();
    insert(table("link")?, rows, to).await
}

fn short() -> Refusal {
    Refusal::broken("a table lacks a column")
}
