//! Counting: how many records there are of each combination of a kind's counted fields, by walking one index.

use crate::{
    engine::{Link, sql},
    list::Asked,
    row,
    sorted::Key,
};
use stadga_model::{Body, Field, Refusal, Revision, Spec};
use std::collections::BTreeMap;

/// What is known of a counted field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Its value as text.
    Given(String),
    /// It has none.
    Empty,
    /// A mark withholds it.
    Withheld,
}

/// The records that have the same in all counted fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Each counted field, in the order of the kind.
    pub values: Vec<Known>,
    /// How many records.
    pub count: usize,
}

impl Known {
    /// The value, if there is one that is known.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Given(value) => Some(value),
            Self::Empty | Self::Withheld => None,
        }
    }
}

/// The fields that a kind is counted by.
pub(crate) fn fields(spec: &Spec) -> impl Iterator<Item = &'static Field> {
    spec.fields.iter().filter(|field| field.counted)
}

/// What a record with this body is counted by.
pub(crate) fn key(spec: &Spec, body: &Body) -> Option<Vec<u8>> {
    let values: Vec<_> = fields(spec).map(|field| value(body, field)).collect();
    serde_json::to_vec(&values).ok()
}

fn value(body: &Body, field: &Field) -> Option<String> {
    match body.get(field.name)? {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

impl Asked<'_> {
    /// The groups of all records that fit.
    pub async fn counted(&self, db: &mut Link) -> Result<Vec<Group>, Refusal> {
        let none = || Refusal::broken(format!("{} has no counted field", self.spec.kind));
        let key = Key::counted(self.spec).ok_or_else(none)?;
        let mut groups = self.along(&key, db).await?;
        for revision in self.beside(&key, db).await? {
            *groups.entry(self.known(&revision)).or_default() += 1;
        }
        Ok(groups.into_iter().map(|(values, count)| Group { values, count }).collect())
    }

    /// Those that have a key, counted without looking into them.
    async fn along(
        &self,
        key: &Key,
        db: &mut Link,
    ) -> Result<BTreeMap<Vec<Known>, usize>, Refusal> {
        let column = &key.column;
        let walked = key.walked(db.engine());
        let mut all = sql(format!("SELECT {column}, count(*) FROM revision r{walked} WHERE "));
        self.conditions(&mut all, db.engine(), true);
        all.push(&format!(" AND {} AND {column} IS NOT NULL GROUP BY {column}", key.used));
        let mut groups = BTreeMap::new();
        for row in all.all(db).await? {
            let values: Vec<Option<String>> =
                serde_json::from_slice(&row.bytes(0)?).map_err(Refusal::broken)?;
            let values = values.into_iter().map(|value| value.map_or(Known::Empty, Known::Given));
            let count = usize::try_from(row.whole(1)?).map_err(Refusal::broken)?;
            groups.insert(values.collect(), count);
        }
        Ok(groups)
    }

    /// Those that have none: something of them is withheld, or their values are longer than a key.
    async fn beside(&self, key: &Key, db: &mut Link) -> Result<Vec<Revision>, Refusal> {
        let (columns, walked) = (row::COLUMNS, key.walked(db.engine()));
        let mut few = sql(format!("SELECT {columns} FROM revision r{walked} WHERE "));
        self.conditions(&mut few, db.engine(), true);
        few.push(&format!(" AND {} AND {} IS NULL", key.used, key.column));
        few.all(db).await?.iter().map(row::revision).collect()
    }

    fn known(&self, revision: &Revision) -> Vec<Known> {
        let known = |field: &Field| match value(&revision.body, field) {
            _ if revision.head.withholds(field.name) => Known::Withheld,
            Some(value) => Known::Given(value),
            None => Known::Empty,
        };
        fields(self.spec).map(known).collect()
    }
}
