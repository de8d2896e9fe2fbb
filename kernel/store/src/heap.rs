//! Heaps: how many records that lie open are about one and the same thing, or are there in all (NIS-05).

use crate::{
    Door, ListQuery,
    engine::{seen_from, sql},
    list::Asked,
};
use stadga_model::{Id, Refusal};

/// So many records about one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heap {
    /// What they all link to; none, where they were counted in all.
    pub about: Option<Id>,
    /// How many they are.
    pub count: i64,
}

impl Door {
    /// The heaps of at least `least` records of a kind that fit and that nothing is withheld of: of those that link to the
    /// same thing by `field`, the largest first, or of all that there are.
    ///
    /// # Errors
    /// Not found, when there is no such kind.
    pub async fn heaps(
        &self,
        kind: &str,
        field: Option<&str>,
        query: &ListQuery,
        least: i64,
    ) -> Result<Vec<Heap>, Refusal> {
        let (org, at) = (&self.store().org, self.at());
        let asked = Asked { org, spec: self.kind(kind)?.spec, at, actor: self.actor(), query };
        let mut db = self.store().read().await?;
        let mut heaps = sql(match field {
            Some(_) => {
                "SELECT l.target, count(*) FROM revision r
                 JOIN link l ON l.org = r.org AND l.source = r.id WHERE "
            }
            None => "SELECT CAST(NULL AS TEXT), count(*) FROM revision r WHERE ",
        });
        asked.conditions(&mut heaps, db.engine(), false);
        heaps.push(" AND r.withheld IS NULL");
        if let Some(field) = field {
            heaps.push(" AND l.field = ").push_bind(field);
            heaps.push(&format!(" AND {} GROUP BY l.target", seen_from("l", at)));
        }
        heaps.push(" HAVING count(*) >= ").push_bind(least).push(" ORDER BY 2 DESC");
        let heap = |row: &crate::engine::Row| {
            let about = row.maybe_text(0)?.map(|id| id.parse().map_err(Refusal::broken));
            Ok(Heap { about: about.transpose()?, count: row.whole(1)? })
        };
        heaps.all(&mut db).await?.iter().map(heap).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Task, store, task};
    use stadga_model::{Actor, At};

    #[tokio::test]
    async fn nis_05_heaps_are_of_what_lies_open_about_one_thing_or_in_all() {
        let door = store().await.door(Actor::program("test"), At::Now);
        let mut things = Vec::new();
        for name in ["ett", "annat"] {
            things.push(door.create(&task(name), "").await.unwrap().head.id.cast());
        }
        for (at, title) in ["a", "b", "c"].iter().enumerate() {
            let causes = things.iter().skip(at % 2).copied().collect();
            door.create(&Task { causes, ..task(title) }, "").await.unwrap();
        }
        let heaps = async |field, least| {
            let all = ListQuery::default();
            let found = door.heaps("task", field, &all, least).await.unwrap();
            found.into_iter().map(|heap| (heap.about, heap.count)).collect::<Vec<_>>()
        };
        let [one, other] = [things[0].cast(), things[1].cast()];
        assert_eq!(heaps(Some("causes"), 2).await, [(Some(other), 3), (Some(one), 2)]);
        assert_eq!(heaps(Some("causes"), 3).await, [(Some(other), 3)]);
        assert_eq!(heaps(None, 5).await, [(None, 5)]);
        assert!(heaps(None, 6).await.is_empty());
    }
}
