//! Files taken in through the page and the API: tried, agreed to, written in one batch, and again.

use super::ground;
use crate::{Framework, FrameworkMapping, FrameworkRequirement, read::tests::sample};
use stadga_store::ListQuery;
use stadga_testkit::{Answer, Client, World};

/// What stands in a hidden field of the page.
fn hidden(page: &str, name: &str) -> String {
    let from = format!("name=\"{name}\" value=\"");
    page.split(&from).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// The figure beside a word at the head of the page.
fn count(page: &str, word: &str) -> usize {
    let rest =
        page.split(&format!("<dt>{word}</dt><dd>")).nth(1).unwrap_or_else(|| panic!("{page}"));
    rest.split('<').next().unwrap().parse().unwrap()
}

async fn look(client: &mut Client, name: &str, bytes: &[u8]) -> String {
    let page = client.upload("/framework/read", name, bytes).await;
    page.is(200).lacks("⟦");
    page.text()
}

async fn take(client: &mut Client, name: &str, bytes: &[u8]) -> (String, Answer) {
    let page = look(client, name, bytes).await;
    let (files, writes) = (hidden(&page, "files"), hidden(&page, "writes"));
    let form = [("files", &*files), ("writes", &*writes), ("reason", "")];
    let answer = client.post("/framework/read/write", &form).await;
    answer.is(303);
    (page, answer)
}

async fn all<R: stadga_model::Record>(world: &World) -> Vec<R> {
    let query = ListQuery { size: 10_000, ..ListQuery::default() };
    world.door().all::<R>(query).await.unwrap().into_iter().map(|(_, one)| one).collect()
}

const SMALL: &str = "urn: urn:x:lib\nname: Bibliotek\nlocale: sv\nobjects:\n  framework:\n    urn: urn:x:f\n    ref_id: PROV\n    name: Provramverk\n    shine: 1\n    requirement_nodes:\n    - {urn: 'urn:x:1', ref_id: '1', name: Rubrik, assessable: false, depth: 1}\n    - {urn: 'urn:x:1.1', ref_id: '1.1', name: Ett krav, assessable: true, depth: 2, parent_urn: 'urn:x:1'}\n";

#[tokio::test]
async fn ctl_01_a_file_is_tried_then_taken_in_and_again_changes_nothing() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let page = look(&mut client, "prov.yaml", SMALL.as_bytes()).await;
    assert_eq!((count(&page, "Nya"), count(&page, "Ändras")), (3, 0));
    assert!(page.contains("framework.shine") && page.contains("Bevaras som det står"));
    let before = all::<Framework>(&world).await.len();
    let (_, answer) = take(&mut client, "prov.yaml", SMALL.as_bytes()).await;
    let place = answer.header("location").to_owned();
    client.get(&place).await.is(200).has("Provramverk").has("1.1 Ett krav");
    assert_eq!(all::<Framework>(&world).await.len(), before + 1);
    let again = look(&mut client, "prov.yaml", SMALL.as_bytes()).await;
    assert_eq!((count(&again, "Nya"), count(&again, "Oförändrade")), (0, 3));
    assert!(again.contains("Ingenting skulle ändras"));
    let next = SMALL.replace("Ett krav", "Ett nytt krav");
    let (page, _) = take(&mut client, "prov2.yaml", next.as_bytes()).await;
    // The framework bears the new file.
    assert_eq!((count(&page, "Ändras"), count(&page, "Utgår")), (2, 0), "{page}");
    assert!(page.contains("<del>Ett krav</del>") && page.contains("<ins>Ett nytt krav</ins>"));
}

#[tokio::test]
async fn ctl_01_an_update_shows_where_a_requirement_moves_and_how_long_texts_change() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let more =
        "    - {urn: 'urn:x:2', ref_id: '2', name: Andra rubriken, assessable: false, depth: 1}\n";
    let first = format!(
        "{}{more}",
        SMALL.replace(
            "name: Ett krav",
            &format!("name: Ett krav, description: {}", "gammal ".repeat(40))
        )
    );
    take(&mut client, "prov.yaml", first.as_bytes()).await;
    let next =
        first.replace("parent_urn: 'urn:x:1'", "parent_urn: 'urn:x:2'").replace("gammal", "ny");
    let page = look(&mut client, "prov.yaml", next.as_bytes()).await;
    assert!(page.contains("<del>1 Rubrik</del> → <ins>2 Andra rubriken</ins>"), "{page}");
    assert!(page.contains("Visa vad som stod och vad som står"));
    assert!(page.contains("<del>gammal gammal") && page.contains("<ins>ny ny"));
    let path = "/api/v1/framework/import?dry_run=true";
    let told = client.upload(path, "prov.yaml", next.as_bytes()).await.value();
    assert_eq!(told["frameworks"][0]["how"], "urn");
    let rows = told["rows"].as_array().unwrap();
    let changes =
        rows.iter().find(|row| row["title"] == "1.1 Ett krav").unwrap()["changes"].clone();
    let moved = changes.as_array().unwrap().iter().find(|one| one["field"] == "parent").unwrap();
    assert_eq!(
        (&moved["before_title"], &moved["after_title"]),
        (&"1 Rubrik".into(), &"2 Andra rubriken".into())
    );
}

#[tokio::test]
async fn ctl_05_what_was_given_out_as_oscal_is_known_again_and_the_choice_can_be_changed() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let (_, answer) = take(&mut client, "prov.yaml", SMALL.as_bytes()).await;
    let record = answer.header("location").trim_end_matches("/requirements").to_owned();
    let export = client.get(&format!("{record}/export/oscal.json")).await.text();
    let page = look(&mut client, "prov.json", export.as_bytes()).await;
    assert!(page.contains("Ny utgåva av Provramverk") && page.contains("den är hämtad ur Stadga"));
    assert_eq!((count(&page, "Nya"), count(&page, "Oförändrade")), (0, 3));
    // Said otherwise it is a new framework; nothing has been written yet.
    let files = hidden(&page, "files");
    let before = all::<Framework>(&world).await.len();
    let form = [("files", &*files), ("into", "new"), ("look", "1")];
    let page = client.post("/framework/read/write", &form).await;
    page.is(200).lacks("⟦").lacks("Något har ändrats").has("Nytt ramverk");
    let page = page.text();
    assert_eq!((count(&page, "Nya"), count(&page, "Ändras")), (3, 0));
    assert_eq!(all::<Framework>(&world).await.len(), before);
    let writes = hidden(&page, "writes");
    let form = [("files", &*files), ("writes", &*writes), ("into", "new"), ("reason", "")];
    client.post("/framework/read/write", &form).await.is(303);
    let frameworks = all::<Framework>(&world).await;
    assert_eq!(frameworks.len(), before + 1);
    let named = frameworks.iter().filter(|one| one.title == "Provramverk");
    assert_eq!(named.filter_map(|one| one.urn.as_deref()).collect::<Vec<_>>(), ["urn:x:f"]);
}

#[tokio::test]
async fn ctl_01_what_was_not_shown_is_not_written() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let page = look(&mut client, "prov.yaml", SMALL.as_bytes()).await;
    let files = hidden(&page, "files");
    let form = [("files", &*files), ("writes", "2"), ("reason", "")];
    client.post("/framework/read/write", &form).await.is(200).has("Något har ändrats");
    assert!(!all::<Framework>(&world).await.iter().any(|one| one.title == "Provramverk"));
}

#[tokio::test]
async fn sec_08_only_those_who_may_take_frameworks_in() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("it-chef").await;
    client.get("/framework/read").await.is(403);
    client.upload("/framework/read", "prov.yaml", SMALL.as_bytes()).await.is(403);
    client.get("/framework/shipped").await.is(200).lacks("name=\"key\"");
    client.post("/framework/shipped", &[("key", "kl-6-6")]).await.is(403);
    client.upload("/api/v1/framework/import", "prov.yaml", SMALL.as_bytes()).await.is(403);
}

#[tokio::test]
async fn ctl_05_what_cannot_be_read_is_told_and_not_kept() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let files: [(&str, &[u8], &str); 4] = [
        ("a.yaml", b"a: [b", "a.yaml"),
        ("a.xml", b"<catalog>", "XML"),
        ("a.json", b"{\"profile\": {\"imports\": [{\"href\": \"k.json\"}]}}", "k.json"),
        ("a.csv", b"x;y\n1;2\n", "Namnge kolumnerna"),
    ];
    for (name, bytes, told) in files {
        client.upload("/framework/read", name, bytes).await.is(422).has(told).lacks("⟦");
    }
}

#[tokio::test]
async fn ctl_05_programs_take_files_in_too() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let path = "/api/v1/framework/import";
    let tried = client.upload(&format!("{path}?dry_run=true"), "prov.yaml", SMALL.as_bytes()).await;
    tried.is(200);
    let tried = tried.value();
    assert_eq!(
        (&tried["new"], &tried["remarks"][0]["place"]),
        (&3.into(), &"framework.shine".into())
    );
    assert_eq!(tried["remarks"][0]["lost"], false);
    assert_eq!(tried["remarks"][0]["sentence"], "Bevaras som det står och följer med ut igen.");
    assert!(!all::<Framework>(&world).await.iter().any(|one| one.title == "Provramverk"));
    let taken = client.upload(path, "prov.yaml", SMALL.as_bytes()).await;
    taken.is(200);
    let id = taken.value()["rows"][0]["id"].as_str().unwrap().to_owned();
    client.get(&format!("/api/v1/framework/{id}")).await.is(200).has("Provramverk");
    let export = client.get(&format!("/api/v1/framework/{id}/export/ciso.yaml")).await;
    export.is(200).has("shine: 1");
    client.get(&format!("/api/v1/framework/{id}/history")).await.is(200);
    let fault = client.upload(path, "a.yaml", b"a: [").await;
    fault.is(422).has("\"fault\":\"yaml\"").has("a.yaml, rad ").has("Rätta den.");
}

#[tokio::test]
async fn ctl_05_programs_have_mappings_and_matrices_as_files() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let mapping = world.id::<FrameworkMapping>("mapp-nis2-iso-27001");
    let matrix = world.id::<crate::RiskMatrixLibrary>("bmatr-tre");
    for (path, part) in [
        (format!("framework-mapping/{mapping}/export"), "requirement_mapping_sets:"),
        (format!("risk-matrix-library/{matrix}/export"), "grid:"),
    ] {
        let page = client.get(&format!("/{path}")).await.text();
        let api = client.get(&format!("/api/v1/{path}")).await;
        api.is(200).has(part);
        assert_eq!(api.text(), page, "the same as on the page");
    }
    let absent = "00000000-0000-7000-8000-000000000099";
    client.get(&format!("/api/v1/framework-mapping/{absent}/export")).await.is(404);
    // What else there is of a record stays where it is.
    client.get(&format!("/api/v1/framework-mapping/{mapping}/history")).await.is(200);
}

#[tokio::test]
async fn ctl_04_what_comes_along_is_laid_in_and_mapped() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    client.get("/framework/shipped").await.is(200).has("Lägg in").has("Inlagt");
    // The demo region has Annex A alone: the clauses come now, and what is here stays as it is.
    for key in ["iso-27001-2022", "nist-csf-2.0", "nist-csf-1.1", "hslf-fs-2016-40", "kl-6-6"] {
        client.post("/framework/shipped", &[("key", key)]).await.is(303);
    }
    for key in ["map-nis2-iso-27001-2022", "map-nis2-nist-csf-2.0", "map-nist-csf-1.1-2.0"] {
        client.post("/framework/shipped", &[("key", key)]).await.is(303);
    }
    client.post("/framework/shipped", &[("key", "annat")]).await.is(404);
    let mappings = all::<FrameworkMapping>(&world).await;
    let shipped = mappings.iter().filter(|one| one.urn.is_some());
    let open = shipped.clone().flat_map(|one| &one.pairs);
    assert_eq!(open.filter(|pair| pair.source.is_none() || pair.target.is_none()).count(), 0);
    assert_eq!(shipped.count(), 3);
    let assessed =
        all::<FrameworkRequirement>(&world).await.iter().filter(|one| one.assessable).count();
    assert_eq!(assessed, 1 + 123 + 23 + 106 + 23 + 9 + 4);
}

#[tokio::test]
async fn ctl_01_twelve_hundred_requirements_are_one_page() {
    let mut text = String::from(
        "objects:\n  framework:\n    urn: urn:x:stor\n    ref_id: STOR\n    name: Stort ramverk\n    requirement_nodes:\n",
    );
    for n in 0..1_200 {
        let (chapter, nth) = (n / 40 + 1, n % 40);
        if nth == 0 {
            text += &format!(
                "    - {{urn: 'urn:x:{chapter}', ref_id: '{chapter}', name: Kapitel, depth: 1}}\n"
            );
        } else {
            text += &format!(
                "    - {{urn: 'urn:x:{chapter}.{nth}', ref_id: '{chapter}.{nth}', name: Ett krav, assessable: true, parent_urn: 'urn:x:{chapter}', description: Innebörden av kravet.}}\n"
            );
        }
    }
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let began = std::time::Instant::now();
    let (page, answer) = take(&mut client, "stort.yaml", text.as_bytes()).await;
    println!("looked at and taken in, unoptimised: {:?}", began.elapsed());
    assert_eq!(count(&page, "Nya"), 1_201);
    let began = std::time::Instant::now();
    let page = client.get(answer.header("location")).await;
    println!("its tree, unoptimised: {:?}, {} kB", began.elapsed(), page.bytes.len() / 1_000);
    page.is(200).has("30.39 Ett krav").has("1170 krav bedöms");
}

#[tokio::test]
async fn ctl_05_a_catalogue_of_three_megabytes_is_one_write() {
    let name = "oscal/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json";
    let Some(bytes) = sample(name) else { return };
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let before = all::<FrameworkRequirement>(&world).await.len();
    let began = std::time::Instant::now();
    let (page, answer) = take(&mut client, "nist.json", &bytes).await;
    println!("looked at and taken in, unoptimised: {:?}", began.elapsed());
    assert_eq!(count(&page, "Nya"), 1 + 167);
    assert_eq!(all::<FrameworkRequirement>(&world).await.len(), before + 167);
    let records = world.all("framework-requirement").await;
    let named = |name: &str| records.iter().find(|record| record.body["urn"] == name).unwrap();
    let mut written = [named("ac-1").head.at, named("sr").head.at].to_vec();
    written.dedup();
    assert_eq!(written.len(), 1, "all of one instant");
    let place = answer.header("location").to_owned();
    let began = std::time::Instant::now();
    client.get(&place).await.is(200).has("AC-1 Policy and Procedures");
    println!("its tree, unoptimised: {:?}", began.elapsed());
    let record = place.trim_end_matches("/requirements");
    client.get(record).await.is(200);
    client.get(&format!("{place}?words=cryptograph")).await.is(200).has("SC-13");
}
