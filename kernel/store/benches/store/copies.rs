//! How many revisions a second are verified, copied, exported and read in again.

use crate::{
    tell,
    thing::{Bench, store},
};
use stadga_store::{Parts, Place, Source, Store};
use std::{
    collections::BTreeMap,
    io::{self, BufRead, Cursor},
    time::Instant,
};

/// The log of a store, and the ways out of it and back: its file copied and verified, and an export read into another.
pub async fn measure(bench: &Bench<'_>, store: &Store, engine: &str) {
    let since = Instant::now();
    let revisions = store.verify(&[]).await.unwrap().revisions;
    let told = |what: &str, since: Instant, reach: &str| {
        let rate = revisions as f64 / since.elapsed().as_secs_f64();
        tell(&format!("{what}, {engine}"), format!("{rate:.0} revisions/s"), reach);
    };
    told("verify", since, "at least 200 000/s");
    let (since, copy) = (Instant::now(), bench.folder.join(format!("copy-{engine}.db")));
    store.copy_to(&copy).await.unwrap();
    let restored = open(Place::File(copy), store).await;
    restored.verify(&[]).await.unwrap();
    told("copy and verify", since, "at least 50 000/s");
    restored.close().await;
    let (since, mut kept) = (Instant::now(), Kept::default());
    store.export(&mut kept, true).await.unwrap();
    told("export", since, "");
    let since = Instant::now();
    let place = Place::File(bench.folder.join(format!("import-{engine}.db")));
    let imported = open(place, store).await;
    imported.import(&mut kept).await.unwrap();
    told("import and verify", since, "at least 50 000/s");
    imported.close().await;
}

async fn open(place: Place, like: &Store) -> Store {
    store(place, like.organisation()).await
}

/// An export in memory.
#[derive(Default)]
struct Kept(BTreeMap<String, Vec<u8>>, String);

impl Parts for Kept {
    fn begin(&mut self, name: &str) -> io::Result<()> {
        self.1 = name.to_owned();
        self.0.insert(name.to_owned(), Vec::new());
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.entry(self.1.clone()).or_default().extend(bytes);
        Ok(())
    }
}

impl Source for Kept {
    fn part<'a>(&'a mut self, name: &str) -> io::Result<Box<dyn BufRead + 'a>> {
        let bytes = self.0.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes)))
    }
}
