//! Disposal held to its promise: what is gone is gone everywhere and for everybody, and the log says by what and when.

use super::secrecy::{SECRET, World};
use super::{Task, place, task};
use crate::{ListQuery, LogFault, Place, engine::sql};
use stadga_model::{At, Disposal, DisposalState, Finding, Id, Instant, Mark, Refusal, Term};

impl World {
    fn disposal(&self, record: Id, fields: &[&str]) -> Disposal {
        Disposal {
            about: "gamla uppgifter".into(),
            state: DisposalState::Done,
            records: vec![record],
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            ground: Term::from("plan"),
            point: None,
            decision: None,
            reference: Some("Arkivnämnden 2023-11-02 § 14".into()),
            note: None,
            unit: None,
            owner: None,
        }
    }

    /// A record with a past and links, none of it marked.
    async fn old(&self) -> (Id<Task>, Instant) {
        let cause = self.program.create(&task("orsaken"), "").await.unwrap().head.id.cast();
        let made = Task { causes: vec![cause], ..task(SECRET) };
        let first = self.program.create(&made, SECRET).await.unwrap();
        let mut opened = self.program.open_as::<Task>(first.head.id.cast()).await.unwrap();
        opened.body.title = format!("{SECRET} två");
        self.program.save(opened, "").await.unwrap();
        (first.head.id.cast(), first.head.at)
    }
}

#[tokio::test]
async fn sec_11_what_is_disposed_of_is_gone_on_every_road_and_date_and_the_log_says_by_what() {
    let world = World::at(place()).await;
    let (id, then) = world.old().await;
    let gone = world.program.create(&world.disposal(id.cast(), &[]), "").await.unwrap().head;
    for at in [At::Now, At::Past(then)] {
        let door = world.program.looking_from(at);
        let record = door.read(id.cast()).await.unwrap();
        let told = record.head.instead("title").unwrap().gone.clone().unwrap();
        assert_eq!((told.by.as_str(), told.at), (gone.number.as_str(), gone.at));
        assert_eq!(record.typed::<Task>().unwrap().title, gone.number);
        assert_eq!(door.search(SECRET, 9).await.unwrap().len(), 0);
        assert_eq!(door.near(id.cast()).await.unwrap().up.len(), 0);
    }
    let history = world.program.history(id.cast()).await.unwrap();
    assert!(history.iter().all(|revision| !format!("{revision:?}").contains(SECRET)));
    assert!(
        history.iter().all(|revision| revision.head.is_disposed() && !revision.head.is_marked())
    );
    let verified = world.store.verify(&[]).await.unwrap();
    assert_eq!(verified.disposed.len(), 1);
    assert_eq!(verified.disposed[0].0, gone.number);
    let mut opened = world.program.open_as::<Task>(id).await.unwrap();
    opened.body.title = "åter".into();
    let Err(Refusal::Refused(told)) = world.program.save(opened, "").await else { panic!("saved") };
    assert_eq!(told[0].text_key(), "finding-sec-11-gone");
    let list = world.program.list("task", &ListQuery::default()).await.unwrap();
    assert_eq!(list.total, 2);
}

#[tokio::test]
async fn sec_11_some_fields_of_a_marked_record_go_and_its_mark_goes_on() {
    let world = World::at(place()).await;
    let (id, mark, _) = world.secret(&[]).await;
    world.program.create(&world.disposal(id.cast(), &["title"]), "").await.unwrap();
    let record = world.reader.reveal(id.cast(), "").await.unwrap().remove(0);
    assert!(record.head.instead("title").unwrap().gone.is_some());
    assert!(!format!("{:?}", record.body).contains(SECRET));
    world.store.verify(&[]).await.unwrap();
    let mut opened = world.program.open_as::<Mark>(mark).await.unwrap();
    opened.body.state = stadga_model::MarkState::Lifted;
    world.program.save(opened, "").await.unwrap();
    let record = world.other.read(id.cast()).await.unwrap();
    assert!(record.head.is_disposed() && !record.head.is_marked());
    world.store.verify(&[]).await.unwrap();
}

#[tokio::test]
async fn sec_11_a_disposal_needs_a_decision_and_stays_as_it_was_carried_out() {
    let world = World::at(place()).await;
    let (id, _) = world.old().await;
    let told = async |disposal: &Disposal| {
        let Err(Refusal::Refused(told)) = world.program.create(disposal, "").await else {
            panic!("carried out")
        };
        told.iter().map(Finding::text_key).collect::<Vec<_>>()
    };
    let nobody = Disposal { reference: None, ..world.disposal(id.cast(), &[]) };
    assert_eq!(told(&nobody).await, ["finding-sec-11-disposal"]);
    let state = world.disposal(id.cast(), &["state"]);
    assert_eq!(told(&state).await, ["finding-sec-11-disposal-field"]);
    let none = Disposal { records: Vec::new(), ..world.disposal(id.cast(), &[]) };
    assert_eq!(told(&none).await, ["finding-sec-11-disposal-records"]);
    let mark = world.program.create(&world.mark(id.cast(), &["cost"]), "").await.unwrap().head.id;
    assert_eq!(told(&world.disposal(mark, &[])).await, ["finding-sec-11-disposal-lasting"]);
    assert_eq!(world.program.read(id.cast()).await.unwrap().body["title"], format!("{SECRET} två"));
    let done = world.program.create(&world.disposal(id.cast(), &[]), "").await.unwrap().head.id;
    let mut opened = world.program.open_as::<Disposal>(done.cast()).await.unwrap();
    opened.body.records = Vec::new();
    let Err(Refusal::Refused(told)) = world.program.save(opened, "").await else { panic!("saved") };
    assert!(told.iter().any(|finding| finding.text_key() == "finding-sec-11-disposal-done"));
    assert!(world.program.create(&world.mark(done, &[]), "").await.is_err(), "nor is it marked");
}

#[tokio::test]
async fn sec_05_a_value_that_is_gone_without_a_disposal_is_found() {
    for change in [
        "UPDATE revision SET body = replace(body, 'records', 'recordz') WHERE org = $1 AND kind = 'disposal'",
        "UPDATE revision SET state = 'proposed' WHERE org = $1 AND kind = 'disposal'",
        "UPDATE revision SET kind = 'task' WHERE org = $1 AND kind = 'disposal'",
    ] {
        let world = World::at(Place::Memory).await;
        let (id, _) = world.old().await;
        world.program.create(&world.disposal(id.cast(), &[]), "").await.unwrap();
        world.store.verify(&[]).await.unwrap();
        let mut link = world.store.write_one().await.unwrap();
        assert!(sql(change).bind(&*world.store.org).run(&mut link).await.unwrap() > 0);
        drop(link);
        assert!(world.store.verify(&[]).await.is_err(), "{change}");
    }
    // Somebody who can compute digests puts one in a value's place.
    let world = World::at(Place::Memory).await;
    let (id, _) = world.old().await;
    let mut link = world.store.write_one().await.unwrap();
    let one = sql("SELECT body, salts FROM revision WHERE org = $1 AND id = $2 AND revision = 1");
    let one = one.bind(&*world.store.org).bind(id.to_string()).one(&mut link).await.unwrap();
    let mut body: stadga_model::Body = serde_json::from_str(one.str(0).unwrap()).unwrap();
    let mut salts: stadga_model::Body = serde_json::from_str(one.str(1).unwrap()).unwrap();
    let title = body.remove("title").unwrap().to_string();
    let digest = crate::log::digest(salts["title"].as_str().unwrap(), &title);
    salts["title"] = serde_json::json!({"digest": crate::hex(&digest)});
    let put = sql(
        "UPDATE revision SET body = $1, salts = $2 WHERE org = $3 AND id = $4 AND revision = 1",
    );
    let texts = [body, salts].map(|part| serde_json::to_string(&part).unwrap());
    let [body, salts] = texts;
    put.bind(body)
        .bind(salts)
        .bind(&*world.store.org)
        .bind(id.to_string())
        .run(&mut link)
        .await
        .unwrap();
    drop(link);
    let fault = world.store.verify(&[]).await.unwrap_err();
    assert!(matches!(&fault, LogFault::Value { field, .. } if field == "title"), "{fault}");
}

#[tokio::test]
async fn sec_11_a_stolen_file_and_a_copy_show_nothing_of_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::at(Place::File(folder.path().join("stadga.db"))).await;
    let (id, then) = world.old().await;
    world.program.create(&world.disposal(id.cast(), &[]), "").await.unwrap();
    world.store.copy_to(&folder.path().join("copy.db")).await.unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for secret in [SECRET, "hemligstämpl"] {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "{secret} stands in {}", path.display());
        }
    }
    let wound = world.store.wind_back(then).await.unwrap();
    assert_eq!(wound.again, 1, "the disposal");
    let record = world.program.read(id.cast()).await.unwrap();
    assert!(record.head.is_disposed(), "an old state does not bring it back");
    world.store.verify(&[]).await.unwrap();
}
