//! What is reached from a record by links of certain meanings, any number of steps away, as of an instant.

use crate::{
    Door,
    engine::{seen_from, sql},
};
use stadga_model::{Id, Refusal, Revision};
use std::collections::{BTreeSet, HashSet};

/// How many records are asked about in one statement.
const CHUNK: usize = 500;

/// Which links lead on from a record.
#[derive(Clone, Copy, Debug)]
pub struct Paths<'a> {
    /// Fields that lead from a record to those that link to it.
    pub to_source: &'a [&'a str],
    /// Fields that lead from a record to those that it links to.
    pub to_target: &'a [&'a str],
    /// The kinds that are walked through; others are as if they were not there.
    pub kinds: &'a [&'a str],
    /// The most records that are gone to; the nearest come first.
    pub most: usize,
}

/// A link that was walked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The record that links.
    pub source: Id,
    /// The field that it links by.
    pub field: String,
    /// The record that it links to.
    pub target: Id,
}

/// What was reached.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// The record itself, then what was reached, the nearest first.
    pub records: Vec<Revision>,
    /// The links between them that were walked.
    pub edges: Vec<Edge>,
    /// Whether there is more than was gone to.
    pub cut: bool,
}

impl Door {
    /// What is reached from a record, level by level: two statements a level, however many records it has. The way never
    /// leads through a record that the actor may not read, so that nothing can be told from what lies behind one.
    ///
    /// # Errors
    /// Not found, also when the actor may not know that the record exists.
    pub async fn reach(&self, from: Id, paths: Paths<'_>) -> Result<Reached, Refusal> {
        let mut reached = Reached { records: vec![self.read(from).await?], ..Reached::default() };
        let (mut asked, mut open) = (HashSet::from([from]), HashSet::from([from]));
        let mut edges = BTreeSet::new();
        let mut level = vec![from];
        while !level.is_empty() {
            let walked = self.edges_of(&level, paths).await?;
            let ends = walked.iter().flat_map(|edge| [edge.source, edge.target]);
            let mut next: Vec<Id> = ends.filter(|id| asked.insert(*id)).collect();
            edges.extend(walked);
            let room = (paths.most + 1).saturating_sub(reached.records.len());
            reached.cut |= next.len() > room;
            next.truncate(room);
            level.clear();
            for some in next.chunks(CHUNK) {
                let mut found = self.read_many(some).await?;
                found.retain(|record| paths.kinds.contains(&record.head.kind.as_str()));
                found.sort_by_key(|record| record.head.id);
                level.extend(found.iter().map(|record| record.head.id));
                reached.records.extend(found);
            }
            open.extend(level.iter().copied());
        }
        edges.retain(|edge| open.contains(&edge.source) && open.contains(&edge.target));
        reached.edges = edges.into_iter().collect();
        Ok(reached)
    }

    async fn edges_of(&self, level: &[Id], paths: Paths<'_>) -> Result<Vec<Edge>, Refusal> {
        let mut edges = Vec::new();
        for ids in level.chunks(CHUNK) {
            for (side, fields) in [("target", paths.to_source), ("source", paths.to_target)] {
                if fields.is_empty() {
                    continue;
                }
                let seen = seen_from("l", self.at());
                let mut some = sql(format!(
                    "SELECT l.source, l.field, l.target FROM link l WHERE {seen} AND l.org = "
                ));
                some.push_bind(&*self.store().org).push(&format!(" AND l.{side} IN "));
                some.push_list(ids.iter().map(ToString::to_string)).push(" AND l.field IN ");
                some.push_list(fields.iter().copied());
                for row in some.all(&mut self.store().read().await?).await? {
                    edges.push(Edge {
                        source: row.text(0)?.parse().map_err(Refusal::broken)?,
                        field: row.text(1)?,
                        target: row.text(2)?.parse().map_err(Refusal::broken)?,
                    });
                }
            }
        }
        Ok(edges)
    }
}
