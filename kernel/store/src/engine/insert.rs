//! Rows go in together, by statements whose texts come again and again: an engine reads and plans each of them once.

use super::{Engine, Holds, Link, Sql, Table, Value, sql};
use crate::broken;
use sqlx::{AssertSqlSafe, Postgres, postgres::PgArguments, query::Query};
use stadga_model::Refusal;

/// How many rows one statement takes where each value is bound by itself.
const VALUES: usize = 64;
/// How many, where each column is one value.
const ARRAYS: usize = 1_024;

/// Puts rows into a table, each in the order of its columns, with those that are drawn.
///
/// # Errors
/// Broken; full; away.
pub(crate) async fn insert(
    table: &Table,
    rows: Vec<Vec<Value>>,
    to: &mut Link,
) -> Result<(), Refusal> {
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        match to.engine() {
            Engine::Sqlite => {
                let count = portion(rows.len(), VALUES);
                by_row(table, rows.by_ref().take(count), to).await?;
            }
            Engine::Postgres => by_column(table, rows.by_ref().take(ARRAYS), to).await?,
        }
    }
    Ok(())
}

/// How many of these go next: a power of two, so that there are few texts to plan.
fn portion(count: usize, most: usize) -> usize {
    1 << count.min(most).max(1).ilog2()
}

/// A value for each column of each row. None has a number: SQLite would look each of them up among all before it.
async fn by_row(
    table: &Table,
    rows: impl ExactSizeIterator<Item = Vec<Value>>,
    to: &mut Link,
) -> Result<(), Refusal> {
    let names: Vec<_> = table.all().map(|column| column.name).collect();
    let row = format!("({})", vec!["?"; names.len()].join(", "));
    let (names, values) = (names.join(", "), vec![row; rows.len()].join(", "));
    let put = sql(format!("INSERT INTO {} ({names}) VALUES {values}", table.name));
    rows.flatten().fold(put, Sql::bind).run(to).await.map(drop)
}

/// One array for each column: the text is the same for however many rows.
async fn by_column(
    table: &Table,
    rows: impl Iterator<Item = Vec<Value>>,
    to: &mut Link,
) -> Result<(), Refusal> {
    let mut columns: Vec<Vec<Value>> = table.all().map(|_| Vec::new()).collect();
    for row in rows {
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    let mut put = sqlx::query(AssertSqlSafe(of_arrays(table)));
    for (column, values) in table.all().zip(columns) {
        put = array(put, column.holds, values);
    }
    put.execute(to.postgres()?).await.map(drop).map_err(broken)
}

fn of_arrays(table: &Table) -> String {
    let (mut names, mut values, mut arrays) = (Vec::new(), Vec::new(), Vec::new());
    for (column, nth) in table.all().zip(1..) {
        let (of, value) = match column.holds {
            Holds::Text => ("text", column.name.to_owned()),
            Holds::Json => ("text", format!("CAST({} AS json)", column.name)),
            Holds::Words => ("text", format!("to_tsvector('simple', {})", column.name)),
            Holds::Whole => ("bigint", column.name.to_owned()),
            Holds::Bytes => ("bytea", column.name.to_owned()),
        };
        names.push(column.name);
        values.push(value);
        arrays.push(format!("CAST(${nth} AS {of}[])"));
    }
    let (names, values, arrays) = (names.join(", "), values.join(", "), arrays.join(", "));
    format!(
        "INSERT INTO {} ({names}) SELECT {values} FROM unnest({arrays}) AS own ({names})",
        table.name
    )
}

type Put = Query<'static, Postgres, PgArguments>;

fn array(put: Put, holds: Holds, values: Vec<Value>) -> Put {
    let values = values.into_iter();
    match holds {
        Holds::Text | Holds::Json | Holds::Words => {
            put.bind(values.map(Value::into_text).collect::<Vec<_>>())
        }
        Holds::Whole => put.bind(values.map(Value::into_whole).collect::<Vec<_>>()),
        Holds::Bytes => put.bind(values.map(Value::into_bytes).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_in_by_few_different_counts() {
        let mut left = 100;
        let mut counts = Vec::new();
        while left > 0 {
            let count = portion(left, 40);
            counts.push(count);
            left -= count;
        }
        assert_eq!(counts, [32, 32, 32, 4]);
    }
}
