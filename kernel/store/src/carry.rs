//! Carrying an organisation from one database to another, whichever engines they are on: all of it, or nothing.

use crate::{
    Keys, LogFault, Place, Store, StoreOptions,
    engine::{Link, Table, sql, tables},
    rows::{self, Values},
};
use stadga_model::Refusal;
use std::path::Path;

/// What each database tells of itself stays in it.
const OWN: &str = "drawn";

/// Why nothing was carried over.
#[derive(Debug, thiserror::Error)]
pub enum CarryFault {
    /// There is something in the other database already.
    #[error(
        "there are {0} revisions in the database that it should go to: carry into an empty one"
    )]
    NotEmpty(i64),
    /// What arrived is not what left.
    #[error("what arrived is not what left: {0}")]
    Log(#[from] LogFault),
    /// The two logs differ.
    #[error("the log of {here} revisions became another one of {there}")]
    Differs {
        /// How many there are here.
        here: u64,
        /// How many there are there.
        there: u64,
    },
    /// A database cannot be used.
    #[error(transparent)]
    Database(#[from] Refusal),
}

impl Store {
    /// Carries everything to an empty store and proves by the log that it arrived; returns how many revisions. What is
    /// written here meanwhile does not come with it.
    ///
    /// # Errors
    /// When the other store is not empty, a database cannot be used, or what arrived is not what left.
    pub async fn carry_to(&self, target: &Self) -> Result<u64, CarryFault> {
        let (mut from, mut to) = (self.snapshot().await?, target.begin().await?);
        target.is_empty(&mut to).await?;
        for table in tables().iter().filter(|table| table.name != OWN) {
            self.carry(table, &mut from, target, &mut to).await?;
        }
        let here = self.root_in(&mut from).await?;
        drop(from);
        to.commit().await?;
        target.verify(&[]).await?;
        let there = target.log_root().await?;
        if here != there {
            return Err(CarryFault::Differs { here: here.0, there: there.0 });
        }
        target.optimise().await?;
        Ok(here.0)
    }

    /// Copies everything as it is at one instant to a new SQLite file, while others write. The file must be empty or not
    /// there; nothing that was taken out of the database is in it.
    ///
    /// # Errors
    /// When a database cannot be used, or what arrived is not what left.
    pub async fn copy_to(&self, path: &Path) -> Result<(), CarryFault> {
        if self.is_sqlite() {
            let copy = sql("VACUUM INTO $1").bind(path.to_string_lossy().into_owned());
            copy.run(&mut self.read().await?).await?;
            return Ok(());
        }
        let copy = Self::open(StoreOptions {
            place: Place::File(path.to_owned()),
            org: self.org.clone(),
            kinds: self.kinds.clone(),
            scales: self.scales.clone(),
            clock: self.clock.clone(),
            keys: Keys::none(),
        });
        let copy = copy.await?;
        let carried = self.carry_to(&copy).await;
        copy.close().await;
        carried.map(drop)
    }

    /// Refuses a store that holds something.
    pub(crate) async fn is_empty(&self, db: &mut Link) -> Result<(), CarryFault> {
        let held = sql("SELECT coalesce(max(size), 0) FROM ledger WHERE org = $1");
        match held.bind(&*self.org).one(db).await?.whole(0)? {
            0 => Ok(()),
            held => Err(CarryFault::NotEmpty(held)),
        }
    }

    async fn carry(
        &self,
        table: &Table,
        from: &mut Link,
        target: &Self,
        to: &mut Link,
    ) -> Result<(), Refusal> {
        let mut last: Option<Values> = None;
        loop {
            let rows = rows::next(table, &self.org, last.as_deref(), from).await?;
            let Some(row) = rows.last() else { return Ok(()) };
            last = Some(rows::key_of(table, row)?);
            rows::put(target, table, rows, to).await?;
            if table.key.is_empty() {
                return Ok(());
            }
        }
    }
}
