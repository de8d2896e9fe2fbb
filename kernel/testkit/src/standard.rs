//! The tests that every area gets: its pages render in both languages, and nobody sees what no role grants.

use crate::{Client, World};
use stadga_model::{Field, FieldType, Finding, Kind, Language};
use stadga_web::Area;
use std::collections::BTreeSet;

/// Of so many records of each kind also form and history are looked at.
const SOME: usize = 5;

/// All that every area is held to, its last one in `ground` being the one that is held: pages in both languages, nothing
/// without a role, fixtures that stand. `reader` is the fixture key of any person, `nobody` of one without a role.
///
/// # Panics
/// Names what does not hold.
pub async fn all(ground: fn() -> Vec<Area>, reader: &str, nobody: &str) {
    let area = ground().pop().expect("an area");
    pages_render(&World::all_open(ground()).await, &area, reader).await;
    let world = World::of(ground()).await;
    denied_without_role(&world, &area, nobody).await;
    fixtures_stand(&world, &area).await;
}

/// Every page of the area's kinds and menu renders from the fixtures in both languages, no text missing.
///
/// `key` is the fixture key of any person.
///
/// # Panics
/// Names the page that does not, and what it lacks.
pub async fn pages_render(world: &World, area: &Area, key: &str) {
    let mut client = world.sign_in(key).await;
    for language in ["sv", "en"] {
        client.reads(language);
        for entry in &area.menu {
            whole(&mut client, entry.href).await;
        }
        for kind in &area.kinds {
            pages_of(world, &mut client, kind).await;
        }
    }
}

async fn pages_of(world: &World, client: &mut Client, kind: &Kind) {
    let name = kind.spec.kind;
    for page in ["", "/import", "/export.csv"] {
        whole(client, &format!("/{name}{page}")).await;
    }
    if kind.spec.has_form() {
        whole(client, &format!("/{name}/new")).await;
    }
    client.get(&format!("/{name}/export.xlsx")).await.is(200);
    for field in kind.spec.fields.iter().filter(|field| field.sorted) {
        whole(client, &format!("/{name}?sort=-{}", field.name)).await;
    }
    for (place, record) in world.all(name).await.into_iter().enumerate() {
        let path = format!("/{name}/{}", record.head.id);
        whole(client, &path).await;
        // Forms and histories differ little from record to record: those of some will do.
        if place < SOME {
            whole(client, &format!("{path}/edit")).await;
            whole(client, &format!("{path}/history")).await;
            client.get(&format!("/api/v1{path}")).await.is(200);
        }
    }
}

/// The page is there and no text is missing.
async fn whole(client: &mut Client, path: &str) {
    let answer = client.get(path).await;
    answer.is(200).lacks("⟦");
}

/// Whoever has signed in but holds no role sees nothing of the area; who has not is led to the sign-in page.
///
/// `key` is the fixture key of a person without any role at the tests' time.
///
/// # Panics
/// Names what could be seen.
pub async fn denied_without_role(world: &World, area: &Area, key: &str) {
    let (mut stranger, mut nobody) = (world.stranger(), world.sign_in(key).await);
    for kind in &area.kinds {
        let list = format!("/{}", kind.spec.kind);
        let api = format!("/api/v1/{}", kind.spec.kind);
        stranger.get(&list).await.is(303);
        stranger.get(&api).await.is(401);
        nobody.get(&list).await.is(403);
        nobody.get(&api).await.is(403);
        // Their own name everybody may read: it stands on every page.
        let others = world.all(kind.spec.kind).await.into_iter();
        for record in others.filter(|record| Some(record.head.id) != world.fixtures.id(key)).take(3)
        {
            let title = record.title(kind.spec).to_owned();
            nobody.get(&format!("{list}/{}", record.head.id)).await.is(403).lacks(&title);
        }
    }
}

/// What the area's fixtures are held to: none breaks a rule that blocks. (Planting them proves it; this says so.)
///
/// # Panics
/// When there are no fixtures of a kind.
pub async fn fixtures_stand(world: &World, area: &Area) {
    for kind in &area.kinds {
        let records = world.all(kind.spec.kind).await;
        assert!(!records.is_empty(), "no fixture is a {}", kind.spec.kind);
        for record in records {
            let near = world.door().near(record.head.id).await.expect("near records");
            let findings = world.door().findings(&record, &near).await.expect("findings");
            let blocking: Vec<_> = findings.into_iter().filter(|f| f.is_blocking()).collect();
            assert!(blocking.is_empty(), "{}: {blocking:?}", record.head.number);
        }
    }
}

/// The area's README shows the lifecycle of each of these kinds as it is, and what turns back is one of its moves.
///
/// # Panics
/// Prints the lifecycle that it does not show.
pub fn readme_shows_lifecycles(readme: &str, kinds: Vec<Kind>) {
    for lifecycle in kinds.into_iter().filter_map(|kind| kind.lifecycle) {
        assert!(readme.contains(&lifecycle.diagram()), "{}", lifecycle.diagram());
        let known = |back: &&&str| lifecycle.moves.iter().any(|step| step.name == **back);
        assert!(lifecycle.back.iter().all(|back| known(&back)), "{:?}", lifecycle.back);
    }
}

/// The demo's records of these kinds show these findings, by their texts' keys; all that they show have words in both
/// languages.
///
/// # Panics
/// Names what is not shown, or has no words.
pub async fn demo_shows<'a>(
    world: &World,
    kinds: impl IntoIterator<Item = &'a Kind>,
    shown: &[&str],
) {
    let door = world.door();
    let mut found = BTreeSet::new();
    for kind in kinds {
        for record in world.all(kind.spec.kind).await {
            let near = door.near(record.head.id).await.expect("near records");
            let findings = door.findings(&record, &near).await.expect("findings");
            found.extend(findings.iter().map(Finding::text_key));
        }
    }
    let missing =
        |key: &&String| Language::ALL.iter().any(|l| world.app.texts.find(*l, key, &[]).is_none());
    assert_eq!(found.iter().find(missing), None);
    for key in shown {
        assert!(found.contains(*key), "the demo shows no {key}: {found:?}");
    }
}

/// The headings under which the links of these kinds stand on their targets' pages have words in both languages.
///
/// # Panics
/// Names those that lack them.
pub fn links_have_headings<'a>(world: &World, kinds: impl Iterator<Item = &'a Kind>) {
    let all = kinds.flat_map(|kind| headings(kind.spec.kind, kind.spec.fields));
    let missing =
        |key: &String| Language::ALL.iter().any(|l| world.app.texts.find(*l, key, &[]).is_none());
    assert_eq!(all.filter(missing).collect::<Vec<_>>(), Vec::<String>::new());
}

fn headings(path: &str, fields: &[Field]) -> Vec<String> {
    let of_field = |field: &Field| {
        let key = format!("{path}-{}", field.name);
        match field.ty {
            FieldType::Link(_) | FieldType::Links(_) => vec![format!("{key}-of")],
            FieldType::Rows(inner) => headings(&key, inner),
            _ => Vec::new(),
        }
    };
    fields.iter().flat_map(of_field).collect()
}
