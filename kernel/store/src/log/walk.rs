//! The walk through a log: read in one state of the database, computed on all processors, held together in order.

use super::{
    Checkpoint, LogFault, Verified,
    checkpoint::base64,
    leaf::{Leaf, proven},
    tree::{Hash, Head},
};
use crate::{
    Store,
    disposal::Disposals,
    engine::{Link, Row, sql},
    files, hex, secrecy,
};
use stadga_model::{Id, Kinds, Refusal};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};
use tokio::task::JoinHandle;

/// How many revisions are read at a time.
const CHUNK: i64 = 4_096;
/// How many are computed by one task.
const SHARE: usize = 1_024;

/// What is read of a revision, in the order that [`compute`] takes it.
const COLUMNS: &str =
    "r.seq, r.id, r.kind, r.number, r.revision, r.at, r.until, r.actor, r.reason, r.unit, r.owner,
    r.state, r.body, r.salts, r.leaf";

/// One revision, its leaf computed anew.
struct Computed {
    seq: i64,
    id: Id,
    number: String,
    revision: i64,
    at: i64,
    until: Option<i64>,
    leaf: String,
    /// Its sealed fields, with the digests that the log has of them.
    apart: Vec<(String, Hash)>,
    /// Its disposed fields, each with its disposal.
    gone: Vec<(String, Id)>,
    /// The files that its open fields name.
    files: Vec<String>,
}

/// The newest revision of a record so far.
struct Newest {
    seq: i64,
    revision: i64,
    until: Option<i64>,
}

/// Revisions that are being computed, each with its place.
type Share = JoinHandle<Vec<(i64, Result<Computed, LogFault>)>>;

/// A walk through the log from its first revision.
pub(super) struct Walk<'a> {
    store: &'a Store,
    db: Link,
    asked: &'a [&'a Checkpoint],
    tree: Head,
    /// The place of the last revision that was read.
    read: i64,
    under_way: Vec<Share>,
    newest: HashMap<Id, Newest>,
    sealed: u64,
    /// How many values each disposal took away.
    gone: BTreeMap<Id, u64>,
    disposals: Disposals,
    files: HashSet<String>,
}

impl<'a> Walk<'a> {
    pub async fn new(store: &'a Store, asked: &'a [&'a Checkpoint]) -> Result<Self, LogFault> {
        let mut db = store.snapshot().await?;
        let mut walk = Self {
            store,
            disposals: Disposals::all(&mut db, store).await?,
            db,
            asked,
            tree: Head::default(),
            read: i64::MIN,
            under_way: Vec::new(),
            newest: HashMap::new(),
            sealed: 0,
            gone: BTreeMap::new(),
            files: HashSet::new(),
        };
        walk.met()?;
        Ok(walk)
    }

    fn place(&self) -> i64 {
        i64::try_from(self.tree.size()).unwrap_or(i64::MAX)
    }

    /// Reads the next revisions while those before are computed; false when all have been taken.
    pub async fn on(&mut self) -> Result<bool, LogFault> {
        let next = sql(format!(
            "SELECT {COLUMNS} FROM revision r WHERE r.org = $1 AND r.seq > $2 ORDER BY r.seq LIMIT $3"
        ));
        let next = next.bind(&*self.store.org).bind(self.read).bind(CHUNK);
        let rows = next.all(&mut self.db).await?;
        if let Some(row) = rows.last() {
            self.read = row.whole(0)?;
        }
        let more = !rows.is_empty();
        let shares = self.shares(rows);
        let before = std::mem::replace(&mut self.under_way, shares);
        for share in before {
            self.take(share.await.map_err(Refusal::broken)?).await?;
        }
        Ok(more)
    }

    /// Gives rows to tasks that compute them.
    fn shares(&self, rows: Vec<Row>) -> Vec<Share> {
        let (mut rows, mut shares) = (rows.into_iter().peekable(), Vec::new());
        while rows.peek().is_some() {
            let share: Vec<Row> = rows.by_ref().take(SHARE).collect();
            let (org, kinds) = (self.store.org.clone(), Arc::clone(&self.store.kinds));
            shares.push(tokio::task::spawn_blocking(move || {
                let place = |row: &Row| row.whole(0).unwrap_or_default();
                share.iter().map(|row| (place(row), compute(&org, &kinds, row))).collect()
            }));
        }
        shares
    }

    /// Takes what has been computed, in order.
    async fn take(
        &mut self,
        share: Vec<(i64, Result<Computed, LogFault>)>,
    ) -> Result<(), LogFault> {
        let [Some((first, _)), Some((last, _))] = [share.first(), share.last()] else {
            return Ok(());
        };
        let mut sealed = secrecy::sealed_between(&mut self.db, self.store, *first, *last).await?;
        for (found, computed) in share {
            let expected = self.place() + 1;
            if found != expected {
                return Err(LogFault::Order { expected, found });
            }
            let revision = computed?;
            self.follows(&revision)?;
            self.values_hold(&revision, &mut sealed)?;
            self.files.extend(revision.files);
            self.tree.push(revision.leaf.as_bytes());
            self.met()?;
        }
        Ok(())
    }

    /// Holds every value that is not in the revision to where it is said to be.
    fn values_hold(
        &mut self,
        revision: &Computed,
        sealed: &mut BTreeMap<(i64, String), Option<Hash>>,
    ) -> Result<(), LogFault> {
        for (name, digest) in &revision.apart {
            match sealed.remove(&(revision.seq, name.clone())) {
                None => {
                    let lost = "is neither there nor sealed, and no disposal took it away";
                    return Err(revision.wrong(name, lost));
                }
                Some(Some(kept)) if kept != *digest => {
                    return Err(revision.wrong(name, "was changed after it was sealed"));
                }
                Some(_) => self.sealed += 1,
            }
        }
        for (name, by) in &revision.gone {
            if !self.disposals.covers(*by, revision.id, name) {
                return Err(revision.wrong(name, "is gone, and no disposal took it away"));
            }
            *self.gone.entry(*by).or_default() += 1;
        }
        // Sealed values come in the order of their revisions.
        match sealed.keys().next() {
            Some((seq, name)) if *seq <= revision.seq => {
                Err(revision.wrong(name, "is sealed, and its revision knows nothing of that"))
            }
            _ => Ok(()),
        }
    }

    /// Holds the revision against the one before it: numbers without gaps, each superseded when the next was written.
    fn follows(&mut self, next: &Computed) -> Result<(), LogFault> {
        let Computed { seq, revision, until, .. } = *next;
        let before = self.newest.insert(next.id, Newest { seq, revision, until });
        let follows = match before {
            None => revision == 1,
            Some(before) => revision == before.revision + 1 && before.until == Some(next.at),
        };
        if follows { Ok(()) } else { Err(next.broken_off()) }
    }

    /// Holds the tree against the checkpoints of its size.
    fn met(&mut self) -> Result<(), LogFault> {
        while let Some((first, rest)) = self.asked.split_first() {
            if first.size != self.tree.size() {
                break;
            }
            if first.root != base64(&self.tree.root()) {
                return Err(LogFault::Other { at: first.at, size: first.size });
            }
            self.asked = rest;
        }
        Ok(())
    }

    /// What the log does not say by itself: where it ends, what marks and disposals withhold, what files hold.
    pub async fn end(mut self) -> Result<Verified, LogFault> {
        if let Some(unmet) = self.asked.first() {
            let found = self.tree.size();
            return Err(LogFault::Shorter { at: unmet.at, size: unmet.size, found });
        }
        let told = sql("SELECT coalesce(max(size), 0) FROM ledger WHERE org = $1");
        let told = told.bind(&*self.store.org).one(&mut self.db).await?.whole(0)?;
        if told != self.place() {
            return Err(LogFault::Size { told, found: self.place() });
        }
        self.ended().await?;
        if let Some(number) = secrecy::unmet(&mut self.db, self.store).await? {
            return Err(LogFault::Marks { number });
        }
        let files = self.files_hold().await?;
        Ok(Verified {
            revisions: self.tree.size(),
            sealed: self.sealed,
            disposed: self.disposed(),
            files,
            ..Verified::default()
        })
    }

    fn disposed(&self) -> Vec<(String, u64)> {
        let told = |(by, count): (&Id, &u64)| {
            (self.disposals.number(*by).unwrap_or_default().to_owned(), *count)
        };
        self.gone.iter().map(told).collect()
    }

    /// A newest revision that says it was superseded would hide the record from every list.
    async fn ended(&mut self) -> Result<(), LogFault> {
        let ended = self.newest.values().filter(|newest| newest.until.is_some());
        let Some(first) = ended.map(|newest| newest.seq).min() else { return Ok(()) };
        let one = sql(format!("SELECT {COLUMNS} FROM revision r WHERE r.org = $1 AND r.seq = $2"));
        let row = one.bind(&*self.store.org).bind(first).one(&mut self.db).await?;
        Err(compute(&self.store.org, &self.store.kinds, &row)?.broken_off())
    }

    /// Holds every file to its name, and every name to a file; returns how many there are.
    async fn files_hold(&mut self) -> Result<u64, LogFault> {
        let (mut count, mut after) = (0, String::new());
        while let Some(file) = files::after(&mut self.db, self.store, &after).await? {
            if !file.holds {
                return Err(LogFault::File {
                    id: file.id,
                    what: "is not what it was when it came",
                });
            }
            self.files.remove(&file.id);
            count += 1;
            after = file.id;
        }
        match self.files.iter().min() {
            Some(id) => {
                Err(LogFault::File { id: id.clone(), what: "is missing, and a record names it" })
            }
            None => Ok(count),
        }
    }
}

impl Computed {
    fn broken_off(&self) -> LogFault {
        LogFault::Sequence { seq: self.seq, number: self.number.clone(), revision: self.revision }
    }

    fn wrong(&self, field: &str, what: &'static str) -> LogFault {
        LogFault::Value {
            seq: self.seq,
            number: self.number.clone(),
            revision: self.revision,
            field: field.to_owned(),
            what,
        }
    }
}

/// Computes the leaf of a stored revision and holds it to the one that is kept.
fn compute(org: &str, kinds: &Kinds, row: &Row) -> Result<Computed, LogFault> {
    let (seq, revision, number) = (row.whole(0)?, row.whole(4)?, row.str(3)?);
    let changed = |field| LogFault::Changed { seq, number: number.to_owned(), revision, field };
    let (fields, body, salts) = proven(row.str(12)?, row.str(8)?, row.str(13)?).map_err(changed)?;
    let of =
        |name: &str| fields.0.iter().find(|(field, _)| field == name).map(|(_, digest)| *digest);
    let apart = salts.apart().filter_map(|name| Some((name.to_owned(), of(name)?))).collect();
    let gone = salts.gone().map(|(name, by)| (name.to_owned(), by)).collect();
    let (id, kind, at) = (row.str(1)?, row.str(2)?, row.whole(5)?);
    let leaf = Leaf {
        actor: row.str(7)?,
        at,
        fields,
        id,
        kind,
        number,
        org,
        owner: row.maybe_str(10)?,
        revision,
        seq,
        state: row.maybe_str(11)?,
        unit: row.maybe_str(9)?,
    };
    let leaf = hex(&leaf.digest()?);
    if leaf != row.str(14)? {
        return Err(changed(None));
    }
    let mut files = Vec::new();
    for field in kinds.get(kind).iter().flat_map(|kind| kind.spec.fields) {
        let Some(value) = field.may_hold_files().then(|| body.get(field.name)).flatten() else {
            continue;
        };
        let value =
            serde_json::from_str(value).map_err(|_| changed(Some(field.name.to_owned())))?;
        files.extend(field.files(&value).into_iter().map(str::to_owned));
    }
    let id = id.parse().map_err(|_| changed(None))?;
    let (number, until) = (number.to_owned(), row.maybe_whole(6)?);
    Ok(Computed { seq, id, number, revision, at, until, leaf, apart, gone, files })
}
