//! Two regions that differ in what is withheld alone look alike to whoever no mark names: every page, file and answer.

use stadga_model::{Actor, At, FieldType, Id, Mark, MarkState, Prose, Refusal, Term};
use stadga_publish::{sheet::read_workbook, text_in::text_of};
use stadga_store::Batch;
use stadga_testkit::{Client, World};
use std::collections::BTreeSet;

/// The kinds whose records are marked here, some of each.
const KINDS: [&str; 13] = [
    "measure",
    "improvement",
    "evidence",
    "recommendation",
    "audit-question",
    "answer-item",
    "promise",
    "decision",
    "mandate",
    "document",
    "document-version",
    "revision-case",
    "security-requirement",
];
const SOME: usize = 2;
/// What is written into the one region's records and into the other's. They sort before and after all else.
const WRITTEN: [&str; 2] = ["Aaalfahemlig bråte", "Öööövrigt hemligt"];

/// The region with this written into some records of each kind, which then are marked as wholes.
async fn region(written: &str) -> (World, Vec<(&'static str, Id)>) {
    let world = crate::world().await;
    let mut marked = Vec::new();
    for name in KINDS {
        let mut records = world.all(name).await;
        records.sort_by(|a, b| a.head.number.cmp(&b.head.number));
        let fields = world.door().kind(name).unwrap().spec.fields;
        let mut done = 0;
        for record in records {
            if done == SOME {
                break;
            }
            let mut opened = world.door().open(record.head.id).await.unwrap();
            for field in
                fields.iter().filter(|f| [FieldType::Text, FieldType::Prose].contains(&f.ty))
            {
                if opened.body.get(field.name).is_some_and(|value| value.is_string()) {
                    opened
                        .body
                        .insert(field.name.to_owned(), format!("{written} {}", field.name).into());
                }
            }
            let batch = Batch { saves: vec![opened], reason: written.into(), ..Batch::default() };
            match world.door().write(batch).await {
                Ok(_) => done += 1,
                // What can no longer be changed is left as it is, here as there.
                Err(Refusal::Refused(_)) => continue,
                Err(other) => panic!("{name} {}: {other}", record.head.number),
            }
            mark(&world, name, record.head.id).await;
            marked.push((name, record.head.id));
        }
        assert!(done > 0, "no {name} was marked");
    }
    world.app.store.sweep_breaches().await.unwrap();
    (world, marked)
}

async fn mark(world: &World, kind: &str, of: Id) {
    let mark = Mark {
        about: kind.into(),
        of,
        state: MarkState::Active,
        fields: Vec::new(),
        ground: Term::from("osl-18-8"),
        reason: Prose::from("skäl"),
        review: "2027-11-22".parse().unwrap(),
        readers: vec![world.fixtures.id("strateg").unwrap()],
        roles: Vec::new(),
        hidden: false,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
}

/// The addresses of all that there is to see of the marked records and what is around them.
async fn addresses(world: &World, marked: &[(&'static str, Id)]) -> Vec<String> {
    let door = world.app.store.door(Actor::program("test"), At::Now);
    let mut all: Vec<String> =
        ["/", "/breaches", "/board/measures", "/board/treatment", "/board/unfunded"]
            .map(str::to_owned)
            .into();
    for words in ["hemlig", "aaalfahemlig", "%C3%B6vrigt"] {
        all.push(format!("/search?q={words}"));
        all.push(format!("/api/v1/search?q={words}"));
    }
    for kind in KINDS {
        let spec = door.kind(kind).unwrap().spec;
        for query in ["", "?q=hemlig", "?as-of=2026-11-19", "?size=200"] {
            all.extend([format!("/{kind}{query}"), format!("/api/v1/{kind}{query}")]);
        }
        for field in spec.fields.iter().filter(|field| field.sorted || field.filtered) {
            let (sort, field) = (format!("/{kind}?size=200&sort="), field.name);
            all.extend([format!("{sort}{field}"), format!("{sort}-{field}")]);
            all.push(format!("/{kind}?{field}.has=hemlig&size=200"));
            all.push(format!("/{kind}?{field}.empty=1&size=200"));
        }
        all.extend(["csv", "xlsx"].map(|ending| format!("/{kind}/export.{ending}")));
        all.push(format!("/pick?kind={kind}&q=hemlig"));
    }
    let mut around = BTreeSet::new();
    for (kind, id) in marked {
        for page in ["", "/history", "/edit", "/mark"] {
            all.push(format!("/{kind}/{id}{page}"));
        }
        all.extend([format!("/api/v1/{kind}/{id}"), format!("/api/v1/{kind}/{id}/history")]);
        let near = door.near(*id).await.unwrap();
        let near = near.up.into_iter().chain(near.down.into_iter().map(|(_, record)| record));
        let heads = near.map(|record| record.head.clone());
        around.extend(heads.map(|head| (head.number, head.kind, head.id)));
    }
    for (_, kind, id) in around {
        all.extend([format!("/{kind}/{id}"), format!("/api/v1/{kind}/{id}")]);
        if kind == "audit" {
            for page in ["answers", "questions", "recommendations", "documents", "follow-up"] {
                all.push(format!("/audit/{id}/{page}"));
            }
            all.extend(
                ["questions.docx", "follow-up.docx"]
                    .map(|name| format!("/audit/{id}/documents/{name}")),
            );
        }
        if kind == "answer" {
            all.push(format!("/answer/{id}/work"));
            all.push(format!("/answer/{id}/documents/answer.docx"));
        }
    }
    all
}

/// What a reader gets to see there, in words.
async fn seen(client: &mut Client, address: &str) -> String {
    let answer = client.get(address).await;
    let words = match address.rsplit_once('.') {
        Some((_, "docx")) if answer.status == 200 => text_of("a.docx", &answer.bytes).unwrap().text,
        Some((_, "xlsx")) if answer.status == 200 => {
            format!("{:?}", read_workbook(&answer.bytes).unwrap())
        }
        _ => answer.text(),
    };
    // An id may stand right after the letters of an escaped slash.
    let id = |word: &str| {
        let end = word.len().checked_sub(36).and_then(|at| word.get(at..));
        end.is_some_and(|end| end.matches('-').count() == 4)
    };
    let words = words.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    format!("{} {}", answer.status, words.filter(|word| !id(word)).collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn sec_02_two_regions_that_differ_in_what_is_withheld_alone_look_alike() {
    let (one, marked) = region(WRITTEN[0]).await;
    let (other, others) = region(WRITTEN[1]).await;
    let mut readers = [one.sign_in("controller").await, other.sign_in("controller").await];
    let addresses = [addresses(&one, &marked).await, addresses(&other, &others).await];
    assert_eq!(addresses[0].len(), addresses[1].len());
    let mut shown = 0;
    for (here, there) in addresses[0].iter().zip(&addresses[1]) {
        let seen = [seen(&mut readers[0], here).await, seen(&mut readers[1], there).await];
        for written in ["Aaalfa", "Öööö", "bråte"] {
            let asked = here.to_lowercase().contains(&written.to_lowercase());
            assert!(
                asked || !seen.iter().any(|seen| seen.contains(written)),
                "{here} tells {written}"
            );
        }
        assert_eq!(seen[0], seen[1], "{here}");
        shown += usize::from(seen[0].starts_with("200"));
    }
    assert!(shown * 10 > addresses[0].len() * 7, "{shown} of {}", addresses[0].len());
}
