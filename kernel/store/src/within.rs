//! What lies within an object or an object family today: ids alone, found by the links that say so.

use crate::{
    Store,
    engine::{Sql, sql},
};
use stadga_model::{Field, Id, Refusal};
use std::collections::BTreeSet;

/// How many records are asked about in one statement.
const CHUNK: usize = 500;
/// So many records are reached at most, the nearest first: they stand as values in the statements of lists and search.
const MOST: usize = 3_000;

/// A field that says what lies within what: the kind that has it, and its name.
type Says = (&'static str, &'static str);

impl Store {
    /// These records and all that lies within them by fields that are `within` or `holds`, any number of steps away, in
    /// the order of their ids (SEC-08). A link that a mark withholds is not gone by: whoever may not know of it must not
    /// be let in by it either.
    ///
    /// # Errors
    /// Broken.
    pub async fn within(&self, tops: &[Id]) -> Result<Vec<Id>, Refusal> {
        let (within, holds) = (self.says(|field| field.within), self.says(|field| field.holds));
        let mut found: BTreeSet<Id> = tops.iter().copied().collect();
        let mut level: Vec<Id> = found.iter().copied().collect();
        while !level.is_empty() {
            let mut next: BTreeSet<Id> = BTreeSet::new();
            for ids in level.chunks(CHUNK) {
                next.extend(self.one_step(ids, ("target", "source"), &within).await?);
                next.extend(self.one_step(ids, ("source", "target"), &holds).await?);
            }
            level.clear();
            let room = MOST.saturating_sub(found.len());
            level.extend(next.difference(&found).take(room).copied());
            found.extend(level.iter().copied());
        }
        Ok(found.into_iter().collect())
    }

    /// The fields of all kinds that say it.
    fn says(&self, it: impl Fn(&Field) -> bool) -> Vec<Says> {
        let mut says = Vec::new();
        for kind in self.kinds.iter() {
            let fields = kind.spec.fields.iter().filter(|field| it(field));
            says.extend(fields.map(|field| (kind.spec.kind, field.name)));
        }
        says
    }

    /// From these records over such links as stand, one step: from one end of a link to its other end.
    async fn one_step(
        &self,
        ids: &[Id],
        (from, to): (&str, &str),
        says: &[Says],
    ) -> Result<Vec<Id>, Refusal> {
        if says.is_empty() {
            return Ok(Vec::new());
        }
        // The field stands in the record that links, whichever way one goes.
        let mut step = sql(format!(
            "SELECT l.{to} FROM link l CROSS JOIN revision r
             WHERE r.org = l.org AND r.id = l.source AND r.until IS NULL AND l.until IS NULL AND l.org = "
        ));
        step.push_bind(&*self.org).push(&format!(" AND l.{from} IN "));
        step.push_list(ids.iter().map(ToString::to_string));
        said(&mut step, says);
        let rows = step.all(&mut self.read().await?).await?;
        rows.iter().map(|row| row.str(0)?.parse().map_err(Refusal::broken)).collect()
    }
}

fn said(step: &mut Sql, says: &[Says]) {
    step.push(" AND (FALSE");
    for (kind, field) in says {
        step.push(&format!(" OR (r.kind = '{kind}' AND l.field = '{field}')"));
    }
    step.push(")");
}
