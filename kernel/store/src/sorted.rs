//! What lists sort on: the values of a kind's sorted fields as bytes that compare as the values do, in a column each; in the
//! column after them, what the kind is counted by.

use crate::{
    Store, counted,
    engine::{Engine, Link, Sql, Value, sql},
};
use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use stadga_model::{Body, FieldType, Instant, Refusal, Spec};
use std::{collections::BTreeMap, sync::LazyLock};

/// So many columns there are: no kind has more keys.
const COLUMNS: usize = 12;
/// A key ends there: PostgreSQL's indexes refuse rows of more than some 2,700 bytes.
const LONGEST: usize = 600;
/// How keys are made; another number draws all of them anew, as a collation of other bytes must (see the tests).
const MADE: &str = "1";
/// How many are drawn anew at a time.
const CHUNK: i64 = 1_000;

/// The Swedish order of words, the same on each engine.
static SWEDISH: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    Collator::try_new(icu_locale_core::locale!("sv").into(), CollatorOptions::default()).ok()
});

/// The key of a sorted field.
pub(crate) struct Key {
    ty: FieldType,
    /// Its column.
    pub column: String,
    /// The column's index.
    pub index: String,
    /// What the index is about: it is of use only to who asks for this too.
    pub used: String,
}

impl Key {
    /// The key of this field; none where lists do not sort on it.
    pub fn of(spec: &Spec, name: &str) -> Option<Self> {
        let (place, (_, ty)) = sorted(spec).enumerate().find(|(_, (field, _))| *field == name)?;
        Some(Self::at(place, ty))
    }

    /// The key that a kind is counted by; none where it is not counted.
    pub fn counted(spec: &Spec) -> Option<Self> {
        counted::fields(spec).next()?;
        Some(Self::at(sorted(spec).count(), FieldType::Texts))
    }

    fn at(place: usize, ty: FieldType) -> Self {
        Self {
            ty,
            column: format!("r.key_{place}"),
            index: format!("revision_key_{place}"),
            used: format!("r.sorted > {place}"),
        }
    }

    /// Whether it is a place in the Swedish order, which different words can share.
    pub fn is_of_words(&self) -> bool {
        matches!(self.ty, FieldType::Text | FieldType::Prose)
    }

    /// Asks for keys that are one of these.
    pub fn among(&self, sql: &mut Sql, values: &[String], walk: bool) {
        let keys = values.iter().filter_map(|value| key(self.ty, value));
        self.asked(sql, walk).push(&self.column).push(" IN ").push_list(keys);
    }

    /// Asks for keys on one side of this; for none, where it is no value of the field.
    pub fn bound(&self, sql: &mut Sql, operator: &str, limit: &str, walk: bool) {
        let sql = self.asked(sql, walk);
        match key(self.ty, limit) {
            Some(limit) => sql.push(&format!("{} {operator} ", self.column)).push_bind(limit),
            None => sql.push("FALSE"),
        };
    }

    /// What makes SQLite walk along the index: it weighs one by how many records a kind has on average, and would rather
    /// sort all of a large one.
    pub fn walked(&self, engine: Engine) -> String {
        match engine {
            Engine::Sqlite => format!(" INDEXED BY {}", self.index),
            Engine::Postgres => String::new(),
        }
    }

    /// Goes on by way of the index, unless one walks in another order.
    fn asked<'a>(&self, sql: &'a mut Sql, walk: bool) -> &'a mut Sql {
        if walk { sql } else { sql.push(&self.used).push(" AND ") }
    }
}

/// The values of the drawn columns of a revision with this open body, out of which a mark may have taken something.
pub(crate) fn values(spec: &Spec, body: &Body, is_marked: bool) -> Vec<Value> {
    let mut keys: Vec<_> = sorted(spec).map(|(name, ty)| key_in(ty, body.get(name)?)).collect();
    if Key::counted(spec).is_some() {
        // What is lacking is not what is empty: marked records are counted by their bodies.
        keys.push(counted::key(spec, body).filter(|key| !is_marked && key.len() <= LONGEST));
    }
    let count = i64::try_from(keys.len()).unwrap_or_default();
    keys.resize(COLUMNS, None);
    std::iter::once(count.into()).chain(keys.into_iter().map(Value::Bytes)).collect()
}

/// The values of the drawn columns of a revision that no list shows, for its kind is not known.
pub(crate) fn none() -> Vec<Value> {
    std::iter::once(0.into()).chain((0..COLUMNS).map(|_| Value::Bytes(None))).collect()
}

/// Goes on with what sets the drawn columns of a revision to these values.
pub(crate) fn set(change: &mut Sql, values: Vec<Value>) {
    for (nth, value) in values.into_iter().enumerate() {
        match nth.checked_sub(1) {
            None => change.push("sorted = "),
            Some(place) => change.push(&format!(", key_{place} = ")),
        };
        change.push_bind(value);
    }
}

/// The key of a value as it stands in addresses and spreadsheets; none where a number or an instant is asked for and it is
/// none.
fn key(ty: FieldType, value: &str) -> Option<Vec<u8>> {
    let mut key = match ty {
        FieldType::Text | FieldType::Prose => in_swedish(value),
        FieldType::Whole | FieldType::Money => of_number(value.parse().ok()?),
        FieldType::Instant => of_number(value.parse::<Instant>().ok()?.as_microsecond()),
        _ => value.as_bytes().to_vec(),
    };
    key.truncate(LONGEST);
    Some(key)
}

fn key_in(ty: FieldType, value: &serde_json::Value) -> Option<Vec<u8>> {
    match ty {
        FieldType::Period => key(ty, value.get("from")?.as_str()?),
        FieldType::Yes | FieldType::Whole | FieldType::Money => key(ty, &value.to_string()),
        _ => key(ty, value.as_str()?),
    }
}

/// Twice as many letters as a key can hold are more than enough to make it of.
fn in_swedish(text: &str) -> Vec<u8> {
    let text: String = text.chars().take(2 * LONGEST).collect();
    let Some(order) = SWEDISH.as_ref() else { return text.into_bytes() };
    let mut key = Vec::new();
    let Ok(()) = order.write_sort_key_to(&text, &mut key);
    key
}

/// Negative numbers come first: the sign's bit is turned.
fn of_number(number: i64) -> Vec<u8> {
    (number ^ i64::MIN).to_be_bytes().to_vec()
}

fn sorted(spec: &Spec) -> impl Iterator<Item = (&'static str, FieldType)> {
    spec.fields.iter().filter(|field| field.sorted).map(|field| (field.name, field.ty))
}

impl Store {
    /// Draws the keys of those kinds anew whose sorted fields are others than when they were drawn: some at a time, each in
    /// the organisation's turn, for what is sealed meanwhile must not come back as a key.
    ///
    /// # Errors
    /// Broken, also where a kind sorts on more fields than there are columns.
    pub(crate) async fn draw_anew(&self) -> Result<(), Refusal> {
        let changed = self.changed(&mut self.read().await?).await?;
        if changed.is_empty() {
            return Ok(());
        }
        let mut after = None;
        loop {
            let mut db = self.begin().await?;
            let turn = sql("UPDATE ledger SET size = size WHERE org = $1");
            turn.bind(&*self.org).run(&mut db).await?;
            let last = self.draw_some(&mut db, changed.keys().copied(), after).await?;
            if last.is_none() {
                self.note_drawn(&mut db, &changed).await?;
                db.commit().await?;
                return if after.is_some() { self.optimise().await } else { Ok(()) };
            }
            db.commit().await?;
            after = last;
        }
    }

    /// The kinds whose keys are to be drawn, each with its sorted fields.
    async fn changed(&self, db: &mut Link) -> Result<BTreeMap<&'static str, String>, Refusal> {
        let known = drawn(db, &self.org).await?;
        let mut changed = BTreeMap::new();
        for kind in self.kinds.iter() {
            let fields = fields(kind.spec)?;
            if known.get(kind.spec.kind) != Some(&fields) {
                changed.insert(kind.spec.kind, fields);
            }
        }
        Ok(changed)
    }

    /// Draws the keys of the next revisions of these kinds; returns the last one's place in the log, if there was one.
    async fn draw_some(
        &self,
        db: &mut Link,
        kinds: impl Iterator<Item = &'static str>,
        after: Option<i64>,
    ) -> Result<Option<i64>, Refusal> {
        let mut last = None;
        for row in some(&self.org, kinds, after.unwrap_or_default()).all(db).await? {
            let seq = row.whole(0)?;
            last = Some(seq);
            let body: Body = serde_json::from_str(row.str(2)?).map_err(Refusal::broken)?;
            let Some(kind) = self.kinds.get(row.str(1)?) else { continue };
            let mut change = sql("UPDATE revision SET ");
            set(&mut change, values(kind.spec, &body, row.maybe_str(3)?.is_some()));
            change.push(" WHERE org = ").push_bind(&*self.org);
            change.push(" AND seq = ").push_bind(seq);
            change.run(db).await?;
        }
        Ok(last)
    }

    /// Notes of which fields the keys of these kinds are; another instance may do the same at the same time.
    async fn note_drawn(
        &self,
        db: &mut Link,
        kinds: &BTreeMap<&'static str, String>,
    ) -> Result<(), Refusal> {
        let mut note = sql("INSERT INTO drawn (org, kind, fields) VALUES ");
        for (nth, (kind, fields)) in kinds.iter().enumerate() {
            note.push(if nth > 0 { ", (" } else { "(" }).push_bind(&*self.org);
            note.push(", ").push_bind(*kind).push(", ").push_bind(fields).push(")");
        }
        note.push(" ON CONFLICT (org, kind) DO UPDATE SET fields = excluded.fields");
        note.run(db).await.map(drop)
    }
}

/// Some revisions of these kinds, in the order of the log.
fn some(org: &str, kinds: impl Iterator<Item = &'static str>, after: i64) -> Sql {
    let mut some = sql("SELECT seq, kind, body, withheld FROM revision WHERE org = ");
    some.push_bind(org).push(" AND kind IN ").push_list(kinds);
    some.push(" AND seq > ").push_bind(after);
    some.push(&format!(" ORDER BY seq LIMIT {CHUNK}"));
    some
}

/// The sorted fields of each kind as its keys were drawn.
async fn drawn(db: &mut Link, org: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let all = sql("SELECT kind, fields FROM drawn WHERE org = $1").bind(org).all(db).await?;
    all.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// The sorted and counted fields of a kind with what their keys are made as, as they are kept beside the keys.
fn fields(spec: &Spec) -> Result<String, Refusal> {
    let made = |(name, ty): (&str, FieldType)| match ty {
        FieldType::Text | FieldType::Prose => format!("{name}/words"),
        FieldType::Whole | FieldType::Money => format!("{name}/number"),
        FieldType::Instant => format!("{name}/instant"),
        FieldType::Period => format!("{name}/period"),
        _ => name.to_owned(),
    };
    let mut names: Vec<_> = sorted(spec).map(made).collect();
    if Key::counted(spec).is_some() {
        let counted: Vec<_> = counted::fields(spec).map(|field| field.name).collect();
        names.push(format!("{}/count", counted.join("+")));
    }
    if names.len() > COLUMNS {
        let (kind, count) = (spec.kind, names.len());
        return Err(Refusal::broken(format!("{kind} has {count} keys of {COLUMNS}")));
    }
    Ok(format!("{MADE}: {}", names.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ListQuery, Sort,
        tests::{Task, store, task},
    };
    use proptest::prelude::*;
    use serde_json::json;
    use stadga_model::{Actor, At, Record as _};

    fn of(ty: FieldType, value: serde_json::Value) -> Vec<u8> {
        key_in(ty, &value).unwrap()
    }

    proptest! {
        #[test]
        fn numbers_and_dates_compare_as_their_keys(a in any::<i64>(), b in any::<i64>(), day in 1..29_u8, other in 1..29_u8) {
            let number = |n: i64| of(FieldType::Whole, json!(n));
            prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
            let date = |day: u8| of(FieldType::Date, json!(format!("2026-02-{day:02}")));
            prop_assert_eq!(date(day).cmp(&date(other)), day.cmp(&other));
            let instant = |n: i64| Instant::from_microsecond(n % 1_000_000_000).unwrap();
            let at = |n: i64| of(FieldType::Instant, json!(instant(n)));
            prop_assert_eq!(at(a).cmp(&at(b)), instant(a).cmp(&instant(b)));
        }

        #[test]
        fn words_compare_as_swedes_order_them(a in "[a-zåäöA-ZÅÄÖ ]{0,12}", b in "[a-zåäöA-ZÅÄÖ ]{0,12}") {
            let word = |word: &str| of(FieldType::Text, json!(word));
            prop_assert_eq!(word(&a).cmp(&word(&b)), SWEDISH.as_ref().unwrap().compare(&a, &b));
        }
    }

    #[test]
    fn a_filter_asks_for_the_key_that_was_drawn() {
        for (ty, body, asked) in [
            (FieldType::Yes, json!(true), "true"),
            (FieldType::Money, json!(-500), "-500"),
            (FieldType::Period, json!({"from": "2026-01-01"}), "2026-01-01"),
            (FieldType::Text, json!("Östra"), "Östra"),
        ] {
            assert_eq!(of(ty, body), key(ty, asked).unwrap());
        }
        assert_eq!(key(FieldType::Whole, "många"), None);
        assert_eq!(of(FieldType::Text, json!("å".repeat(9_000))).len(), LONGEST);
    }

    /// Where this fails, the collation's bytes are others than those that databases hold: give `MADE` another number.
    #[test]
    fn the_bytes_of_the_swedish_order_are_those_that_databases_hold() {
        assert_eq!(crate::hex(&in_swedish("Å bö")), "5e7f02042d5e7f04010801c607");
    }

    #[tokio::test]
    async fn keys_are_drawn_anew_where_the_sorted_fields_were_others() {
        let store = store().await;
        let door = store.door(Actor::program("test"), At::Now);
        for title in ["Öst", "apa", "Åre"] {
            door.create(&task(title), "").await.unwrap();
        }
        let mut db = store.begin().await.unwrap();
        for change in [
            "UPDATE revision SET sorted = 0, key_0 = NULL WHERE org = $1",
            "UPDATE drawn SET fields = 'others' WHERE org = $1",
        ] {
            sql(change).bind(&*store.org).run(&mut db).await.unwrap();
        }
        db.commit().await.unwrap();
        store.draw_anew().await.unwrap();
        let sort = Some(Sort { field: "title".into(), descending: false });
        let sorted = door.all::<Task>(ListQuery { sort, ..ListQuery::default() }).await.unwrap();
        let titles: Vec<_> = sorted.into_iter().map(|(_, task)| task.title).collect();
        assert_eq!(titles, ["apa", "Åre", "Öst"]);
        assert!(Key::of(Task::SPEC, "cost").is_none(), "lists do not sort on it");
    }
}
