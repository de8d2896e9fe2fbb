//! How many revisions a second are verified, copied, exported and read in again, on this machine.
//!
//! `cargo run --release -p stadga-store --example speed -- 200000`

use serde::{Deserialize, Serialize};
use stadga_model::{
    Actor, At, Date, Draft, Id, Kind, Money, Prose, Record, Refusal, Scales, SystemClock,
};
use stadga_store::{Batch, ExportFault, Keys, Parts, Place, Source, Store, StoreOptions};
use std::{
    collections::BTreeMap,
    fs, io,
    io::{BufRead, Cursor},
    path::Path,
    sync::Arc,
    time::Instant,
};

/// A record of a usual size.
#[derive(Clone, Serialize, Deserialize, Record)]
#[record(kind = "task", prefix = "T", title = "title")]
struct Task {
    #[field(list, sort, search)]
    title: String,
    #[field(search)]
    description: Prose,
    due: Option<Date>,
    cost: Option<Money>,
    effect: Prose,
    priority: String,
    causes: Vec<Id>,
    hours: Option<i64>,
    done: bool,
    note: Option<String>,
}

async fn open(path: &Path) -> Result<Store, Refusal> {
    let options = StoreOptions {
        place: Place::File(path.to_owned()),
        org: "org".into(),
        kinds: Arc::new([Kind::of::<Task>(|_, _| Vec::new())].into_iter().collect()),
        scales: Arc::new(Scales::default()),
        clock: Arc::new(SystemClock),
        keys: Keys::none(),
    };
    Store::open(options).await
}

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

#[tokio::main]
async fn main() -> Result<(), ExportFault> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(200_000);
    let folder = std::env::temp_dir().join(format!("stadga-speed-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let store = open(&folder.join("stadga.db")).await?;
    let told = |what: &str, since: Instant| {
        let a_second = f64::from(count) / since.elapsed().as_secs_f64();
        println!("{what:<28} {a_second:>10.0} revisions a second");
    };
    let since = Instant::now();
    fill(&store, count).await?;
    told("written", since);
    let since = Instant::now();
    store.verify(&[]).await?;
    told("verified", since);
    let since = Instant::now();
    let copy = folder.join("copy.db");
    store.copy_to(&copy).await?;
    told("copied", since);
    let restored = open(&copy).await?;
    restored.verify(&[]).await?;
    told("copied and verified", since);
    let (since, mut kept) = (Instant::now(), Kept::default());
    store.export(&mut kept, true).await?;
    told("exported", since);
    let since = Instant::now();
    open(&folder.join("import.db")).await?.import(&mut kept).await?;
    told("imported and verified", since);
    fs::remove_dir_all(folder)?;
    Ok(())
}

async fn fill(store: &Store, count: u32) -> Result<(), Refusal> {
    let door = store.door(Actor::program("speed"), At::Now);
    let words = "Rutinen för behörigheter följs inte i hela förvaltningen och ska ses över före årsskiftet. ";
    for from in (0..count).step_by(500) {
        let drafts = (from..count.min(from + 500)).map(|n| {
            let task = Task {
                title: format!("Se över behörigheterna i system {n}"),
                description: words.repeat(3).into(),
                due: Some(Date::constant(2027, 1, 31)),
                cost: Some(Money(i64::from(n))),
                effect: words.into(),
                priority: "high".into(),
                causes: Vec::new(),
                hours: Some(i64::from(n % 40)),
                done: n % 3 == 0,
                note: None,
            };
            Draft::new(Id::<Task>::new(store.now()), &task)
        });
        let creates = drafts.collect::<Result<_, _>>()?;
        door.write(Batch { creates, ..Batch::default() }).await?;
    }
    Ok(())
}
