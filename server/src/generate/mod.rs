//! `stadga generate`: records by the thousand, made from the demo's own so that every rule holds for them.

mod chance;
mod vary;

use crate::{cli::GenerateOptions, demo, fault::Fault, folder::Folder};
use chance::Chance;
use stadga_model::{Actor, At, Draft, Id, Instant, Refusal, Revision};
use stadga_store::{Batch, Door, ListQuery, Store};
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};
use vary::Variation;

/// Which kinds are made, and how many of a hundred. Those that others link to come first.
const SHARES: [(&str, usize); 4] =
    [("audit", 2), ("recommendation", 18), ("measure", 65), ("evidence", 15)];

/// Records in one transaction.
const BATCH: usize = 1_000;
/// The same while there is a kind of which none has been made.
const FIRST: usize = 10;
/// The first ones are made at this instant, the last ones now.
const BEGIN: &str = "2023-07-01T08:00:00Z";

/// Makes the records and says how many there are.
///
/// # Errors
/// When the folder or database cannot be used.
pub async fn run(options: GenerateOptions) -> Result<(), Fault> {
    let app = demo::prepare(Some(options.data.clone()), demo::ORIGIN).await?;
    let mut generator = Generator::new(&app.store, options.seed).await?;
    let mut told = 0;
    while generator.made < options.records {
        let many = generator.size().min(options.records - generator.made);
        generator.batch(many, options.records).await?;
        if generator.made >= told + 10_000 {
            told = generator.made;
            println!("{told} of {}", options.records);
        }
    }
    app.store.optimise().await?;
    let database = Folder::at(&options.data)?.database()?;
    println!(
        "{} records and {} later revisions in {}",
        generator.made,
        generator.changed,
        database.display()
    );
    app.store.close().await;
    Ok(())
}

/// A record that the generator has made and may change later.
struct Made {
    id: Id,
    changes_left: usize,
}

/// Makes records after the pattern of those that are there.
struct Generator {
    door: Door,
    chance: Chance,
    patterns: HashMap<&'static str, Vec<Revision>>,
    /// What has been made, by kind: what later records link to.
    known: HashMap<String, Vec<Id>>,
    open: Vec<Made>,
    begin: Instant,
    made: usize,
    changed: usize,
}

impl Generator {
    async fn new(store: &Store, seed: u64) -> Result<Self, Fault> {
        let door = store.door(Actor::program("stadga"), At::Now);
        let mut patterns = HashMap::new();
        for (kind, _) in SHARES {
            let all =
                door.list(kind, &ListQuery { size: 10_000, ..ListQuery::default() }).await?.rows;
            let mut usable = Vec::new();
            for pattern in all {
                if can_be_copied(&door, &pattern).await? {
                    usable.push(pattern);
                }
            }
            if usable.is_empty() {
                return Err(Fault::Content(format!("the demo has no {kind} to make others like")));
            }
            patterns.insert(kind, usable);
        }
        let begin = BEGIN.parse().map_err(|e| Fault::Content(format!("{BEGIN}: {e}")))?;
        let (chance, known) = (Chance::new(seed), HashMap::new());
        Ok(Self { door, chance, patterns, known, open: Vec::new(), begin, made: 0, changed: 0 })
    }

    /// One transaction: new records, and changes of older ones.
    async fn batch(&mut self, many: usize, all: usize) -> Result<(), Refusal> {
        let at = self.instant(all);
        let mut batch = Batch { at: Some(at), ..Batch::default() };
        for _ in 0..many {
            batch.creates.push(self.draft(at));
        }
        for _ in 0..many.min(self.open.len()) {
            let place = self.chance.below(self.open.len());
            let made = self.open.swap_remove(place);
            let mut opened = self.door.open(made.id).await?;
            let kinds = self.door.store().kinds();
            Variation { kinds, known: &self.known, days: 0 }.again(&mut opened, &mut self.chance);
            batch.saves.push(opened);
            if made.changes_left > 1 {
                self.open.push(Made { changes_left: made.changes_left - 1, ..made });
            }
        }
        // One that is drawn twice would be changed twice in one transaction.
        let mut seen = HashSet::new();
        batch.saves.retain(|opened| seen.insert(opened.head().id));
        let (creates, saves) = (batch.creates.len(), batch.saves.len());
        let written = self.door.write(batch).await?;
        for revision in written.revisions.into_iter().take(creates) {
            let changes_left = self.chance.below(3);
            if changes_left > 0 {
                self.open.push(Made { id: revision.head.id, changes_left });
            }
            self.known.entry(revision.head.kind).or_default().push(revision.head.id);
        }
        (self.made, self.changed) = (self.made + creates, self.changed + saves);
        Ok(())
    }

    /// The instants of the batches lie evenly between the beginning and now.
    fn instant(&self, all: usize) -> Instant {
        let whole = self.door.now().as_second() - self.begin.as_second();
        let share = i64::try_from(self.made * 1_000 / all.max(1)).unwrap_or_default();
        let after = u64::try_from(whole * share / 1_000).unwrap_or_default();
        self.begin.checked_add(Duration::from_secs(after)).unwrap_or(self.begin)
    }

    fn draft(&mut self, at: Instant) -> Draft {
        let kind = self.kind();
        let patterns = self.patterns.get(kind).map(Vec::as_slice).unwrap_or_default();
        let pattern = self.chance.pick(patterns);
        let days =
            pattern.map_or(0, |p| (at.as_second() - p.head.at.as_second()).div_euclid(86_400));
        let mut body = pattern.map(|pattern| pattern.body.clone()).unwrap_or_default();
        let kinds = self.door.store().kinds();
        Variation { kinds, known: &self.known, days }.first(
            kind,
            &mut body,
            patterns,
            &mut self.chance,
        );
        Draft {
            id: Id::seeded(at, u32::try_from(self.made).unwrap_or_default(), &self.chance.bytes()),
            kind,
            body,
        }
    }

    /// How many records the next transaction makes.
    fn size(&self) -> usize {
        if self.lacking().is_some() { FIRST } else { BATCH }
    }

    /// The first kind of which none has been made. Before there is one of each, new records would link to the demo's
    /// own: its audit would get recommendations by the hundred, and be like no other.
    fn lacking(&self) -> Option<&'static str> {
        let mut kinds = SHARES.into_iter().map(|(kind, _)| kind);
        kinds.find(|kind| !self.known.contains_key(*kind))
    }

    /// The first of each hundred are those that the others link to.
    fn kind(&mut self) -> &'static str {
        if let Some(kind) = self.lacking() {
            return kind;
        }
        let mut place = self.chance.below(100);
        for (kind, share) in SHARES {
            if place < share {
                return kind;
            }
            place -= share;
        }
        "measure"
    }
}

/// Whether a copy of this record would pass the rules: those that lean on what links to them do not.
async fn can_be_copied(door: &Door, pattern: &Revision) -> Result<bool, Refusal> {
    let kind = door.kind(&pattern.head.kind)?.spec.kind;
    let draft = Draft { id: Id::new(door.now()), kind, body: pattern.body.clone() };
    let batch = Batch { creates: vec![draft], dry_run: true, ..Batch::default() };
    match door.write(batch).await {
        Ok(_) => Ok(true),
        Err(Refusal::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
