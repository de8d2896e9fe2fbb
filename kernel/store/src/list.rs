//! Lists: filter, sort and page in one indexed query, permission as a condition in it.

use crate::{
    Org, broken,
    engine::{Db, seen_from, value_of},
    row, search,
};
use sqlx::{QueryBuilder, Row as _, SqliteConnection};
use stadga_model::{Action, Actor, At, Field, FieldType, Reach, Refusal, Revision, Spec};

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
    pub async fn page(&self, db: &mut SqliteConnection) -> Result<Page, Refusal> {
        let size = if self.query.size == 0 { 50 } else { self.query.size.min(100_000) };
        let total = self.count(db).await?;
        let mut sql =
            QueryBuilder::<Db>::new(format!("SELECT {} FROM revision r WHERE ", row::COLUMNS));
        self.conditions(&mut sql, total > COUNTED);
        sql.push(format!(" ORDER BY {} LIMIT ", self.order()));
        sql.push_bind(i64::from(size) + 1)
            .push(" OFFSET ")
            .push_bind(i64::from(self.query.page) * i64::from(size));
        let found = sql.build().fetch_all(&mut *db).await.map_err(broken)?;
        let more = found.len() > size as usize;
        let rows = found.iter().take(size as usize).map(row::revision).collect::<Result<_, _>>()?;
        Ok(Page { rows, total, more })
    }

    async fn count(&self, db: &mut SqliteConnection) -> Result<i64, Refusal> {
        let mut sql =
            QueryBuilder::<Db>::new("SELECT count(*) FROM (SELECT 1 FROM revision r WHERE ");
        self.conditions(&mut sql, false);
        sql.push(format!(" LIMIT {})", COUNTED + 1));
        Ok(sql.build().fetch_one(db).await.map_err(broken)?.get(0))
    }

    /// Few records are found by what they are filtered on and then sorted. Of many, a page is soon full when one walks
    /// in sorted order and skips what does not fit: then the filters are kept from choosing the index (`walk`).
    fn conditions(&self, sql: &mut QueryBuilder<Db>, walk: bool) {
        // The kind stands as text in the statement, or SQLite would not see that the kind's indexes fit.
        sql.push(format!(
            "r.kind = '{}' AND {} AND r.org = ",
            self.spec.kind,
            seen_from("r", self.at)
        ));
        sql.push_bind(self.org.to_string());
        self.permitted(sql);
        for filter in &self.query.filters {
            sql.push(" AND ");
            self.condition(sql, filter, walk);
        }
        if let Some(matching) = self.query.words.as_deref().and_then(search::expression) {
            sql.push(" AND r.seq IN (SELECT rowid FROM word WHERE word MATCH ")
                .push_bind(matching)
                .push(")");
        }
    }

    fn permitted(&self, sql: &mut QueryBuilder<Db>) {
        let owner = self.actor.person.map(|person| person.to_string()).unwrap_or_default();
        match self.actor.reach(Action::Read, self.spec.kind) {
            Some(Reach::Everywhere) => {}
            None => {
                sql.push(" AND r.owner = ").push_bind(owner);
            }
            Some(Reach::Units(units)) => {
                sql.push(" AND (r.owner = ").push_bind(owner).push(" OR r.unit IN ");
                in_list(sql, units.iter().map(ToString::to_string));
                sql.push(")");
            }
        }
    }

    fn condition(&self, sql: &mut QueryBuilder<Db>, filter: &Filter, walk: bool) {
        let Some((value, field)) = self.value(&filter.field, walk) else {
            sql.push("FALSE");
            return;
        };
        if let (Some(FieldType::Links(_)), Compare::Is(ids)) =
            (field.map(|field| field.ty), &filter.compare)
        {
            let seen = seen_from("l", self.at);
            let exists = "EXISTS (SELECT 1 FROM link l WHERE l.org = r.org AND l.source = r.id AND l.field = ";
            sql.push(exists)
                .push_bind(filter.field.clone())
                .push(format!(" AND {seen} AND l.target IN "));
            in_list(sql, ids.iter().cloned());
            sql.push(")");
            return;
        }
        let number = field.is_some_and(|field| {
            matches!(field.ty, FieldType::Whole | FieldType::Money | FieldType::Yes)
        });
        match &filter.compare {
            Compare::Is(values) if number => {
                sql.push(value).push(" IN ");
                in_list(sql, values.iter().filter_map(|v| whole(v)));
            }
            Compare::Is(values) => {
                sql.push(value).push(" IN ");
                in_list(sql, values.iter().cloned());
            }
            // The index of parts knows titles, three letters and more; everything else is read through.
            Compare::Has(text) if filter.field == self.spec.title && text.chars().count() > 2 => {
                let phrase = format!("\"{}\"", text.to_lowercase().replace('"', "\"\""));
                sql.push("r.seq IN (SELECT rowid FROM snatch WHERE words MATCH ")
                    .push_bind(phrase)
                    .push(")");
            }
            Compare::Has(text) => {
                sql.push(format!("instr({}, ", lower(&value)))
                    .push_bind(text.to_lowercase())
                    .push(") > 0");
            }
            Compare::From(least) => bound(sql, &value, ">=", least, number),
            Compare::To(most) => bound(sql, &value, "<=", most, number),
            Compare::Empty => drop(sql.push(format!("coalesce({value}, '') IN ('', '[]')"))),
            Compare::Given => drop(sql.push(format!("coalesce({value}, '') NOT IN ('', '[]')"))),
        }
    }

    /// A field's SQL: unit, owner and state have columns of their own.
    fn value(&self, name: &str, walk: bool) -> Option<(String, Option<&'static Field>)> {
        if name == "number" {
            return Some(("r.number".into(), None));
        }
        let field = self.spec.field(name)?;
        let columns = [
            (self.spec.unit, "r.unit"),
            (self.spec.owner, "r.owner"),
            (self.spec.state, "r.state"),
        ];
        let column = columns.into_iter().find(|(drawn, _)| *drawn == Some(name));
        let value = match column {
            Some((_, column)) if walk => format!("({column} || '')"),
            Some((_, column)) => column.to_owned(),
            None => value_of(name, field.ty),
        };
        Some((value, Some(field)))
    }

    fn order(&self) -> String {
        let asked = self.query.sort.as_ref();
        let field =
            asked.and_then(|sort| self.spec.field(&sort.field)).filter(|field| field.sorted);
        let direction = if asked.is_some_and(|sort| sort.descending) { "DESC" } else { "ASC" };
        match field {
            // Records without a value come last in either direction.
            Some(field) => format!(
                "{} {direction} NULLS LAST, r.id {direction}",
                value_of(field.name, field.ty)
            ),
            // Ids sort by time as numbers do, and do not stumble over the ten thousandth of a year.
            None if asked.is_some() => format!("r.id {direction}"),
            None => "r.id DESC".into(),
        }
    }
}

/// Lower case as Swedes mean it: SQLite's own knows a to z only.
fn lower(value: &str) -> String {
    let letters = [('Å', 'å'), ('Ä', 'ä'), ('Ö', 'ö'), ('É', 'é')];
    letters.iter().fold(format!("lower({value})"), |sql, (upper, lower)| {
        format!("replace({sql}, '{upper}', '{lower}')")
    })
}

fn whole(text: &str) -> Option<i64> {
    match text {
        "true" => Some(1),
        "false" => Some(0),
        _ => text.parse().ok(),
    }
}

fn bound(sql: &mut QueryBuilder<Db>, value: &str, operator: &str, limit: &str, number: bool) {
    sql.push(format!("{value} {operator} "));
    match whole(limit).filter(|_| number) {
        Some(limit) => sql.push_bind(limit),
        None => sql.push_bind(limit.to_owned()),
    };
}

fn in_list<'a, T>(sql: &mut QueryBuilder<Db>, values: impl Iterator<Item = T>)
where
    T: sqlx::Encode<'a, Db> + sqlx::Type<Db> + 'static,
{
    sql.push("(");
    let mut separated = sql.separated(", ");
    for value in values {
        separated.push_bind(value);
    }
    separated.push("NULL)");
}
