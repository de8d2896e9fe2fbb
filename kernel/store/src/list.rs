//! Lists: filter, sort and page in one indexed query, permission as a condition in it.

use crate::{
    Org,
    engine::{Engine, Link, Sql, seen_from, sql},
    permitted::permitted,
    row, search,
    sorted::Key,
};
use stadga_model::{Actor, At, Field, FieldType, Head, Id, Refusal, Revision, Spec};

/// Counting stops here: a list says "more than 1 000" and stays as quick as ever.
const COUNTED: i64 = 1_000;

/// What a list shows.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// All of these must hold.
    pub filters: Vec<Filter>,
    /// Words that must be found in the record.
    pub words: Option<String>,
    /// The order; by number, newest first, when absent.
    pub sort: Option<Sort>,
    /// Counts from 0.
    pub page: u32,
    /// Rows on a page; 50 when 0.
    pub size: u32,
}

/// A condition on one field. Besides the spec's fields there is `number`.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The field.
    pub field: String,
    /// The condition.
    pub compare: Compare,
}

/// How a field is compared; values are text as in addresses and spreadsheets.
#[derive(Clone, Debug)]
pub enum Compare {
    /// Is one of these.
    Is(Vec<String>),
    /// Contains this text.
    Has(String),
    /// Is this or later or greater.
    From(String),
    /// Is this or earlier or less.
    To(String),
    /// Has no value.
    Empty,
    /// Has a value.
    Given,
}

/// The order of a list.
#[derive(Clone, Debug)]
pub struct Sort {
    /// A sorted field of the spec, or `number`.
    pub field: String,
    /// Greatest first.
    pub descending: bool,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// The records.
    pub rows: Vec<Revision>,
    /// How many there are in all, counted to a thousand and one.
    pub total: i64,
    /// Whether there are more pages.
    pub more: bool,
}

impl Filter {
    /// Whether a field links to this record.
    pub fn linking<T>(field: &str, to: Id<T>) -> Self {
        Self { field: field.to_owned(), compare: Compare::Is(vec![to.to_string()]) }
    }
}

impl ListQuery {
    /// The records of which a field links to this record.
    pub fn linking<T>(field: &str, to: Id<T>) -> Self {
        Self { filters: vec![Filter::linking(field, to)], ..Self::default() }
    }
}

impl Page {
    /// Whether there are more than were counted.
    pub fn uncounted(&self) -> bool {
        self.total > COUNTED
    }
}

/// Everything that the SQL of one list depends on.
pub(crate) struct Asked<'a> {
    pub org: &'a Org,
    pub spec: &'static Spec,
    pub at: At,
    pub actor: &'a Actor,
    pub query: &'a ListQuery,
}

impl Asked<'_> {
    /// One page and the count.
    pub async fn page(&self, db: &mut Link) -> Result<Page, Refusal> {
        let size = if self.query.size == 0 { 50 } else { self.query.size.min(100_000) };
        let total = self.count(db).await?;
        let part = (i64::from(self.query.page) * i64::from(size), i64::from(size) + 1);
        let mut rows = self.rows(db, part, total > COUNTED).await?;
        let more = rows.len() > size as usize;
        rows.truncate(size as usize);
        Ok(Page { rows, total, more })
    }

    /// The records that fit, uncounted: at most `most` after those that are skipped.
    pub async fn rows(
        &self,
        db: &mut Link,
        (skipped, most): (i64, i64),
        walk: bool,
    ) -> Result<Vec<Revision>, Refusal> {
        let walked = if walk { self.walked(db.engine()) } else { String::new() };
        let mut rows = sql(format!("SELECT {} FROM revision r{walked} WHERE ", row::COLUMNS));
        self.conditions(&mut rows, db.engine(), walk);
        self.ordered(&mut rows);
        // The numbers stand in the text: a plan is made for few rows only where it is seen that few are wanted.
        rows.push(&format!(" LIMIT {most} OFFSET {skipped}"));
        rows.all(db).await?.iter().map(row::revision).collect()
    }

    /// What is known of all that fit besides what is in them, however many they are.
    pub async fn heads(&self, db: &mut Link) -> Result<Vec<Head>, Refusal> {
        let columns = row::COLUMNS.replace("r.body", "''");
        let mut heads = sql(format!("SELECT {columns} FROM revision r WHERE "));
        self.conditions(&mut heads, db.engine(), false);
        self.ordered(&mut heads);
        heads.all(db).await?.iter().map(|row| Ok(row::raw(row)?.0)).collect()
    }

    async fn count(&self, db: &mut Link) -> Result<i64, Refusal> {
        let mut count = sql("SELECT count(*) FROM (SELECT 1 FROM revision r WHERE ");
        self.conditions(&mut count, db.engine(), false);
        count.push(&format!(" LIMIT {}) counted", COUNTED + 1));
        count.one(db).await?.whole(0)
    }

    /// Few records are found by what they are filtered on and then sorted. Of many, a page is soon full when one walks
    /// in sorted order and skips what does not fit: then the filters are kept from choosing the index (`walk`).
    pub fn conditions(&self, sql: &mut Sql, engine: Engine, walk: bool) {
        // The kind stands as text in the statement: its numbers, not those of all kinds, are what is planned with.
        let seen = seen_from("r", self.at);
        sql.push(&format!("r.kind = '{}' AND {seen} AND r.org = ", self.spec.kind));
        sql.push_bind(&**self.org);
        permitted(sql, self.actor, self.spec);
        for filter in &self.query.filters {
            sql.push(" AND ");
            self.condition(sql, filter, engine, walk);
        }
        if let Some(words) = self.query.words.as_deref() {
            search::having_words(sql.push(" AND "), engine, self.org, words);
        }
    }

    fn condition(&self, sql: &mut Sql, filter: &Filter, engine: Engine, walk: bool) {
        let Some(Side { value, field, key, is_drawn }) = self.side(&filter.field, walk) else {
            sql.push("FALSE");
            return;
        };
        let is_by_links = match field.map(|field| field.ty) {
            Some(FieldType::Links(_)) => true,
            Some(FieldType::Link(_)) => !is_drawn && key.is_none() && !walk,
            _ => false,
        };
        if let (true, Compare::Is(ids)) = (is_by_links, &filter.compare) {
            return self.linking(sql, &filter.field, ids, walk);
        }
        let number =
            field.is_some_and(|field| matches!(field.ty, FieldType::Whole | FieldType::Money));
        match (&filter.compare, key) {
            (Compare::From(least), Some(key)) => key.bound(sql, ">=", least, walk),
            (Compare::To(most), Some(key)) => key.bound(sql, "<=", most, walk),
            (Compare::Is(values), Some(key)) => {
                key.among(sql, values, walk);
                // Different words can have one place in the order.
                if key.is_of_words() {
                    sql.push(&format!(" AND {value} IN ")).push_list(values.iter());
                }
            }
            (Compare::Is(values), None) if number => {
                sql.push(&value).push(" IN ");
                sql.push_list(values.iter().filter_map(|v| v.parse::<i64>().ok()));
            }
            (Compare::Is(values), None) => {
                sql.push(&value).push(" IN ").push_list(values.iter());
            }
            // The index of parts knows titles, three letters and more; everything else is read through.
            (Compare::Has(text), _)
                if filter.field == self.spec.title && text.chars().count() > 2 =>
            {
                search::having_part(sql, engine, self.org, text);
            }
            (Compare::Has(text), _) => {
                // What is there can be taken away: the one way of asking that both engines know.
                let lower = lower(&value);
                sql.push(&format!("replace({lower}, ")).push_bind(text.to_lowercase());
                sql.push(&format!(", '') <> {lower}"));
            }
            (Compare::From(least), None) => bound(sql, &value, ">=", least, number),
            (Compare::To(most), None) => bound(sql, &value, "<=", most, number),
            (Compare::Empty, _) => drop(sql.push(&format!("{} IN ('', '[]')", given(&value)))),
            (Compare::Given, _) => drop(sql.push(&format!("{} NOT IN ('', '[]')", given(&value)))),
        }
    }

    /// That a field links to one of these: who links to them is looked up, unless one walks in another order.
    fn linking(&self, sql: &mut Sql, field: &str, ids: &[String], walk: bool) {
        if walk {
            sql.push("EXISTS (SELECT 1 FROM link l WHERE l.org = r.org AND l.source = r.id");
        } else {
            sql.push("r.id IN (SELECT l.source FROM link l WHERE l.org = ").push_bind(&**self.org);
        }
        sql.push(&format!(" AND {} AND l.field = ", seen_from("l", self.at))).push_bind(field);
        sql.push(" AND l.target IN ").push_list(ids.iter()).push(")");
    }

    /// What stands for a field in a condition: unit, owner and state have columns of their own.
    fn side(&self, name: &str, walk: bool) -> Option<Side> {
        if name == "number" {
            let value = "r.number".into();
            return Some(Side { value, field: None, key: None, is_drawn: true });
        }
        let field = self.spec.field(name)?;
        let columns = [
            (self.spec.unit, "r.unit"),
            (self.spec.owner, "r.owner"),
            (self.spec.state, "r.state"),
        ];
        let column = columns.into_iter().find(|(drawn, _)| *drawn == Some(name));
        let (value, key) = match column {
            Some((_, column)) if walk => (format!("({column} || '')"), None),
            Some((_, column)) => (column.to_owned(), None),
            None => (value_of(name, field.ty), Key::of(self.spec, name)),
        };
        Some(Side { value, field: Some(field), key, is_drawn: column.is_some() })
    }

    /// What makes one walk in sorted order.
    fn walked(&self, engine: Engine) -> String {
        let key = self.query.sort.as_ref().and_then(|sort| Key::of(self.spec, &sort.field));
        key.map(|key| key.walked(engine)).unwrap_or_default()
    }

    /// Goes on with the order, after the conditions: with what its index is about.
    fn ordered(&self, sql: &mut Sql) {
        let asked = self.query.sort.as_ref();
        let key = asked.and_then(|sort| Key::of(self.spec, &sort.field));
        let direction = if asked.is_none_or(|sort| sort.descending) { "DESC" } else { "ASC" };
        // Ids sort by time as numbers do, and do not stumble over the ten thousandth of a year.
        let order = match key {
            // Records without a value come last in either direction.
            Some(Key { column, used, .. }) => {
                format!(" AND {used} ORDER BY {column} {direction} NULLS LAST, r.id {direction}")
            }
            None => format!(" ORDER BY r.id {direction}"),
        };
        sql.push(&order);
    }
}

/// What stands for a field in a condition.
struct Side {
    /// Its value as SQL.
    value: String,
    field: Option<&'static Field>,
    key: Option<Key>,
    /// Whether it has a column of its own.
    is_drawn: bool,
}

/// A field's value as SQL.
fn value_of(name: &str, ty: FieldType) -> String {
    match ty {
        FieldType::Period => format!("((body -> '{name}') ->> 'from')"),
        FieldType::Whole | FieldType::Money => format!("CAST(body ->> '{name}' AS BIGINT)"),
        FieldType::Yes => format!("CAST(body -> '{name}' AS TEXT)"),
        _ => format!("(body ->> '{name}')"),
    }
}

/// Lower case as Swedes mean it: SQLite's own knows a to z only.
fn lower(value: &str) -> String {
    let letters = [('Å', 'å'), ('Ä', 'ä'), ('Ö', 'ö'), ('É', 'é')];
    letters.iter().fold(format!("lower({value})"), |sql, (upper, lower)| {
        format!("replace({sql}, '{upper}', '{lower}')")
    })
}

/// A value as text, empty where there is none.
fn given(value: &str) -> String {
    format!("coalesce(CAST({value} AS TEXT), '')")
}

fn bound(sql: &mut Sql, value: &str, operator: &str, limit: &str, number: bool) {
    sql.push(&format!("{value} {operator} "));
    match number.then(|| limit.parse::<i64>()) {
        Some(Ok(limit)) => sql.push_bind(limit),
        Some(Err(_)) => sql.push("NULL"),
        None => sql.push_bind(limit),
    };
}
