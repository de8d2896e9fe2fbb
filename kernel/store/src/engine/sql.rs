//! One statement for both engines: its text with `$1`, `$2` …, its values, and the rows that come back.

use super::Link;
use crate::broken;
use sqlx::{
    AssertSqlSafe, Encode, Postgres, Row as _, Type, encode::IsNull, error::BoxDynError,
    postgres::PgArguments, postgres::PgTypeInfo, postgres::types::Oid, query::Query,
    sqlite::SqliteArguments,
};
use stadga_model::Refusal;

/// Lists that are longer stay as long as they are.
const PADDED: usize = 1_024;

/// A statement and its values.
pub(crate) struct Sql {
    text: String,
    values: Vec<Value>,
}

/// What can be bound to a statement.
#[derive(Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Whole(Option<i64>),
    Bytes(Option<Vec<u8>>),
    /// JSON as text: kept letter by letter, for the log's proofs are over it.
    Json(String),
}

impl Value {
    /// The text, if it is one.
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => text,
            Self::Json(json) => Some(json),
            Self::Whole(_) | Self::Bytes(_) => None,
        }
    }

    /// The number, if it is one.
    pub fn into_whole(self) -> Option<i64> {
        if let Self::Whole(number) = self { number } else { None }
    }

    /// The bytes, if it is some.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        if let Self::Bytes(bytes) = self { bytes } else { None }
    }
}

/// A statement with this text; its values are bound in the order of their numbers.
pub(crate) fn sql(text: impl Into<String>) -> Sql {
    Sql { text: text.into(), values: Vec::new() }
}

impl Sql {
    /// Binds the next value, whose number already stands in the text.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Goes on with the text.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Goes on with a value: its number is written into the text.
    pub fn push_bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.text.push_str(&format!("${}", self.values.len()));
        self
    }

    /// Goes on with a list of values in brackets; an empty one holds nothing. It is filled up to a power of two with its
    /// last value, so that there are few texts to plan.
    pub fn push_list<V: Into<Value>>(&mut self, values: impl Iterator<Item = V>) -> &mut Self {
        let mut values: Vec<Value> = values.map(Into::into).collect();
        if let Some(last) = values.last().cloned().filter(|_| values.len() < PADDED) {
            values.resize(values.len().next_power_of_two(), last);
        }
        self.push("(");
        for value in values {
            self.push_bind(value).push(", ");
        }
        self.push("NULL)")
    }

    /// All rows.
    pub async fn all(self, link: &mut Link) -> Result<Vec<Row>, Refusal> {
        match link {
            Link::Sqlite(db) => {
                let rows = self.sqlite().fetch_all(&mut **db).await.map_err(broken)?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Link::SqliteWrite(tx) => {
                let rows = self.sqlite().fetch_all(&mut **tx).await.map_err(broken)?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Link::Postgres(db) => {
                let rows = self.postgres().fetch_all(&mut **db).await.map_err(broken)?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
            Link::PostgresWrite(tx, _) => {
                let rows = self.postgres().fetch_all(&mut **tx).await.map_err(broken)?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// The first row, if there is one.
    pub async fn maybe(self, link: &mut Link) -> Result<Option<Row>, Refusal> {
        Ok(self.all(link).await?.into_iter().next())
    }

    /// The one row that there must be.
    pub async fn one(self, link: &mut Link) -> Result<Row, Refusal> {
        self.maybe(link).await?.ok_or_else(|| Refusal::broken("a row is missing"))
    }

    /// Runs it; returns how many rows it touched.
    pub async fn run(self, link: &mut Link) -> Result<u64, Refusal> {
        let done = match link {
            Link::Sqlite(db) => self.sqlite().execute(&mut **db).await.map(|d| d.rows_affected()),
            Link::SqliteWrite(tx) => {
                self.sqlite().execute(&mut **tx).await.map(|d| d.rows_affected())
            }
            Link::Postgres(db) => {
                self.postgres().execute(&mut **db).await.map(|d| d.rows_affected())
            }
            Link::PostgresWrite(tx, _) => {
                self.postgres().execute(&mut **tx).await.map(|d| d.rows_affected())
            }
        };
        done.map_err(broken)
    }

    fn sqlite(self) -> Query<'static, sqlx::Sqlite, SqliteArguments> {
        let query = sqlx::query(AssertSqlSafe(self.text));
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Whole(number) => query.bind(number),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Json(json) => query.bind(json),
        })
    }

    fn postgres(self) -> Query<'static, Postgres, PgArguments> {
        let query = sqlx::query(AssertSqlSafe(self.text));
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Whole(number) => query.bind(number),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Json(json) => query.bind(JsonText(json)),
        })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(Some(text.clone()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(Some(number))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

/// PostgreSQL's `json` keeps the text as it is; `jsonb`, which the library would send, does not.
struct JsonText(String);

/// The type's number in every PostgreSQL.
const JSON: Oid = Oid(114);

impl Type<Postgres> for JsonText {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(JSON)
    }
}

impl Encode<'_, Postgres> for JsonText {
    fn encode_by_ref(
        &self,
        buffer: &mut <Postgres as sqlx::Database>::ArgumentBuffer,
    ) -> Result<IsNull, BoxDynError> {
        buffer.extend(self.0.as_bytes());
        Ok(IsNull::No)
    }
}

/// A row of either engine; columns are asked for by their place.
pub(crate) enum Row {
    Sqlite(sqlx::sqlite::SqliteRow),
    Postgres(sqlx::postgres::PgRow),
}

impl Row {
    /// A text, or the text of a JSON value.
    pub fn text(&self, column: usize) -> Result<String, Refusal> {
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(broken),
            Self::Postgres(row) => row.try_get_unchecked(column).map_err(broken),
        }
    }

    /// A text, or the text of a JSON value, as it lies in the row.
    pub fn str(&self, column: usize) -> Result<&str, Refusal> {
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(broken),
            Self::Postgres(row) => row.try_get_unchecked(column).map_err(broken),
        }
    }

    /// A text that may be absent, as it lies in the row.
    pub fn maybe_str(&self, column: usize) -> Result<Option<&str>, Refusal> {
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(broken),
            Self::Postgres(row) => row.try_get(column).map_err(broken),
        }
    }

    /// A text that may be absent.
    pub fn maybe_text(&self, column: usize) -> Result<Option<String>, Refusal> {
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(broken),
            Self::Postgres(row) => row.try_get(column).map_err(broken),
        }
    }

    /// A whole number.
    pub fn whole(&self, column: usize) -> Result<i64, Refusal> {
        self.maybe_whole(column)?.ok_or_else(|| Refusal::broken("a number is missing"))
    }

    /// A whole number that may be absent.
    pub fn maybe_whole(&self, column: usize) -> Result<Option<i64>, Refusal> {
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(broken),
            Self::Postgres(row) => row.try_get(column).map_err(broken),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::Sqlite(row) => row.try_get(column).map_err(broken),
            Self::Postgres(row) => row.try_get(column).map_err(broken),
        }
    }
}
