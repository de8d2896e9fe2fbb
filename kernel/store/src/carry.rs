//! Carrying an organisation from one database to another, whichever engines they are on: all of it, or nothing.

use crate::{
    LogFault, Store,
    engine::{Holds, Link, Row, Table, Value, sql, tables},
    search,
};
use stadga_model::{Body, Refusal};

/// How many rows are read at a time.
const CHUNK: i64 = 1_000;

/// Why nothing was carried over.
#[derive(Debug, thiserror::Error)]
pub enum CarryFault {
    /// There is something in the other database already.
    #[error(
        "there are {0} revisions in the database that it should go to: carry into an empty one"
    )]
    NotEmpty(i64),
    /// What arrived is not what left.
    #[error("what arrived is not what left: {0}")]
    Log(#[from] LogFault),
    /// The two logs differ.
    #[error("the log of {here} revisions became another one of {there}")]
    Differs {
        /// How many there are here.
        here: u64,
        /// How many there are there.
        there: u64,
    },
    /// A database cannot be used.
    #[error(transparent)]
    Database(#[from] Refusal),
}

impl Store {
    /// Carries everything to an empty store and proves by the log that it arrived; returns how many revisions. Nothing
    /// is written here meanwhile.
    ///
    /// # Errors
    /// When the other store is not empty, a database cannot be used, or what arrived is not what left.
    pub async fn carry_to(&self, target: &Self) -> Result<u64, CarryFault> {
        let (mut from, mut to) = (self.begin().await?, target.begin().await?);
        let hold = sql("UPDATE ledger SET size = size WHERE org = $1");
        hold.bind(&*self.org).run(&mut from).await?;
        let there = sql("SELECT coalesce(max(size), 0) FROM ledger WHERE org = $1");
        match there.bind(&*target.org).one(&mut to).await?.whole(0)? {
            0 => {}
            held => return Err(CarryFault::NotEmpty(held)),
        }
        for table in tables() {
            self.carry(&table, &mut from, &mut to).await?;
        }
        to.commit().await?;
        drop(from);
        target.verify(&[]).await?;
        let (here, there) = (self.log_root().await?, target.log_root().await?);
        if here != there {
            return Err(CarryFault::Differs { here: here.0, there: there.0 });
        }
        target.optimise().await?;
        Ok(here.0)
    }

    async fn carry(&self, table: &Table, from: &mut Link, to: &mut Link) -> Result<(), Refusal> {
        let mut last: Option<Vec<Value>> = None;
        loop {
            let rows = self.next(table, last.as_deref(), from).await?;
            for row in &rows {
                put(table, row, to).await?;
                if table.name == "revision" {
                    self.index(row, table, to).await?;
                }
            }
            let Some(row) = rows.last() else { return Ok(()) };
            if table.key.is_empty() {
                return Ok(());
            }
            let key = table.key.iter().map(|name| value(table, name, row));
            last = Some(key.collect::<Result<_, _>>()?);
        }
    }

    /// The rows after the one with this key.
    async fn next(
        &self,
        table: &Table,
        after: Option<&[Value]>,
        from: &mut Link,
    ) -> Result<Vec<Row>, Refusal> {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let (columns, key) = (columns.join(", "), table.key.join(", "));
        let mut next = sql(format!("SELECT {columns} FROM {} WHERE org = ", table.name));
        next.push_bind(&*self.org);
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
        next.push(" LIMIT ").push_bind(CHUNK);
        next.all(from).await
    }

    /// Search is made anew: the engines keep it differently.
    async fn index(&self, row: &Row, table: &Table, to: &mut Link) -> Result<(), Refusal> {
        let text = |name: &str| place(table, name).and_then(|at| row.text(at));
        let Some(kind) = self.kinds.get(&text("kind")?) else { return Ok(()) };
        let body: Body = serde_json::from_str(&text("body")?).map_err(Refusal::broken)?;
        let seq = row.whole(place(table, "seq")?)?;
        search::index(to, &self.org, seq, kind, &text("number")?, &body).await
    }
}

async fn put(table: &Table, row: &Row, to: &mut Link) -> Result<(), Refusal> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let mut put = sql(format!("INSERT INTO {} ({}) VALUES (", table.name, columns.join(", ")));
    for (at, name) in columns.iter().enumerate() {
        put.push(if at > 0 { ", " } else { "" }).push_bind(value(table, name, row)?);
    }
    put.push(")");
    put.run(to).await.map(drop)
}

fn place(table: &Table, name: &str) -> Result<usize, Refusal> {
    let place = table.columns.iter().position(|column| column.name == name);
    place.ok_or_else(|| Refusal::broken(format!("{} has no column {name}", table.name)))
}

fn value(table: &Table, name: &str, row: &Row) -> Result<Value, Refusal> {
    let at = place(table, name)?;
    Ok(match table.columns.get(at).map(|column| column.holds) {
        Some(Holds::Whole) => Value::Whole(row.maybe_whole(at)?),
        Some(Holds::Bytes) => Value::Bytes(row.bytes(at)?),
        Some(Holds::Json) => Value::Json(row.text(at)?),
        Some(Holds::Text) | None => Value::Text(row.maybe_text(at)?),
    })
}
