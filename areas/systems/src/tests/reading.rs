//! Reading from sources of each shape: new, changed, unchanged, locked and faulty rows, relations, and giving back.

use stadga_model::{Id, Record as _};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_testkit::{Answer, Client, World};

use super::area::ground;
use crate::{ConfigurationItem, ImportSource, item::State};

/// Sends files to a source's reading.
async fn look(client: &mut Client, source: Id<ImportSource>, files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    let media = [("content-type", "multipart/form-data; boundary=edge")];
    client
        .ask(axum::http::Method::POST, &format!("/import-source/{source}/read"), &media, body)
        .await
}

/// What stands in a hidden field of the page.
fn hidden(page: &str, name: &str) -> String {
    let from = format!("name=\"{name}\" value=\"");
    page.split(&from).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// Looks at files and agrees to what they would do.
async fn read(client: &mut Client, source: Id<ImportSource>, files: &[(&str, &[u8])]) -> String {
    let page = look(client, source, files).await;
    page.is(200).lacks("⟦");
    let page = page.text();
    let (files, good) = (hidden(&page, "files"), hidden(&page, "good"));
    let form = [("files", files.as_str()), ("good", &good), ("reason", "Prov")];
    client.post(&format!("/import-source/{source}/read/write"), &form).await.is(303);
    page
}

/// The figure beside a word at the head of the page.
fn count(page: &str, word: &str) -> usize {
    let rest =
        page.split(&format!("<dt>{word}</dt><dd>")).nth(1).unwrap_or_else(|| panic!("{page}"));
    rest.split('<').next().unwrap().parse().unwrap()
}

async fn items(world: &World, code: &str) -> Vec<(Id, ConfigurationItem)> {
    let filter = Filter { field: "source".into(), compare: Compare::Is(vec![code.into()]) };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let all = world.door().all::<ConfigurationItem>(query).await.unwrap();
    all.into_iter().map(|(head, item)| (head.id, item)).collect()
}

async fn item(world: &World, code: &str, key: &str) -> (Id, ConfigurationItem) {
    let found = items(world, code)
        .await
        .into_iter()
        .find(|(_, item)| item.source_key.as_deref() == Some(key));
    found.unwrap_or_else(|| panic!("no {key}"))
}

const ITOP: &str = "primary_key;name;finalclass;status;business_criticity;org_name;move2production\n\
    11;Vårdportal;ApplicationSolution;production;high;IT-avdelningen;2020-03-01 00:00:00\n\
    12;vm-portal;VirtualMachine;production;medium;Okänd enhet;\n\
    13;vm-gammal;VirtualMachine;obsolete;low;;\n";
const ITOP_RELATIONS: &str = "applicationsolution_id;functionalci_id\n11;12\n";

#[tokio::test]
async fn cmdb_01_itop_is_read_with_its_relations_and_again_changes_nothing() {
    let world = World::of(ground()).await;
    let source = world.id("kal-itop");
    let mut client = world.sign_in("driftchef").await;
    let files: [(&str, &[u8]); 2] =
        [("ci.csv", ITOP.as_bytes()), ("lnk.csv", ITOP_RELATIONS.as_bytes())];
    let page = read(&mut client, source, &files).await;
    assert_eq!((count(&page, "Nya"), count(&page, "Fel")), (3, 0), "{page}");
    assert!(page.contains("”Okänd enhet” finns inte här"), "told, and left");
    let (server, _) = item(&world, "itop", "12").await;
    let (_, portal) = item(&world, "itop", "11").await;
    assert_eq!(portal.uses, [server.cast()]);
    assert_eq!((&*portal.item_type.0, portal.state), ("application", State::InUse));
    assert_eq!(portal.criticality.unwrap().0, "critical");
    assert_eq!(portal.unit, Some(world.id("it")));
    assert_eq!(portal.taken_in_use, "2020-03-01".parse().ok());
    assert_eq!(item(&world, "itop", "13").await.1.state, State::Retired);
    let again = look(&mut client, source, &files).await.text();
    assert_eq!((count(&again, "Oförändrade"), count(&again, "Ändras")), (3, 0), "{again}");
    assert!(again.contains("Inget skulle ändras"));
    let (_, source) = world.door().read_as(source).await.unwrap();
    assert_eq!(source.read_on, "2026-11-20".parse().ok());
}

#[tokio::test]
async fn cmdb_01_nothing_is_written_before_it_is_agreed_to() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("driftchef").await;
    look(&mut client, world.id("kal-itop"), &[("ci.csv", ITOP.as_bytes())]).await.is(200);
    assert!(items(&world, "itop").await.is_empty());
}

#[tokio::test]
async fn cmdb_01_servicenow_tells_relations_by_their_names() {
    let world = World::of(ground()).await;
    let source = world.id("kal-arendesystem");
    let mut client = world.sign_in("driftchef").await;
    let own = "sys_id,name,sys_class_name,install_status,busines_criticality,support_group\n\
        a1,Bokning,cmdb_ci_business_app,Installed,1 - most critical,Enheten för it-drift\n\
        b2,srv-bokning,Linux Server,1,,\nc3,kluster-x,Cluster,Installed,,\n";
    let relations = "parent,type,child\nBokning,Runs on::Runs,srv-bokning\nb2,Virtualized by::Virtualizes,c3\n\
        a1,Plays chess with,c3\n";
    let files: [(&str, &[u8]); 2] =
        [("cmdb_ci.csv", own.as_bytes()), ("cmdb_rel_ci.csv", relations.as_bytes())];
    let page = read(&mut client, source, &files).await;
    assert_eq!((count(&page, "Nya"), count(&page, "Fel")), (3, 1));
    assert!(
        page.contains("”Plays chess with” är ingen känd relation") && page.contains("cmdb_rel_ci")
    );
    let (server, tied) = item(&world, "servicenow", "b2").await;
    let (cluster, _) = item(&world, "servicenow", "c3").await;
    let (_, booking) = item(&world, "servicenow", "a1").await;
    assert_eq!((booking.runs_on, tied.runs_on), (vec![server.cast()], vec![cluster.cast()]));
    assert_eq!(booking.second_line, Some(world.id("it-drift")));
    let page = read(
        &mut client,
        source,
        &[("cmdb_rel_ci.csv", b"parent,type,child\na1,Runs on::Runs,c3\n")],
    )
    .await;
    assert_eq!(count(&page, "Ändras"), 1, "a file of relations alone");
    assert_eq!(item(&world, "servicenow", "a1").await.1.runs_on, [cluster.cast()]);
}

#[tokio::test]
async fn cmdb_01_glpi_and_leanix_are_read_and_a_tab_that_explains_is_passed_over() {
    use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Workbook, workbook};
    let world = World::of(ground()).await;
    let mut client = world.sign_in("driftchef").await;
    let glpi = "\"ID\";\"Name\";\"Status\";\"Item type\";\"Manufacturer\"\n\"7\";\"PC-0007\";\"In use\";\"Computer\";\"X\"\n";
    let page = read(&mut client, world.id("kal-glpi"), &[("computers.csv", glpi.as_bytes())]).await;
    assert!(count(&page, "Nya") == 1 && page.contains("”Manufacturer” läses inte"), "{page}");
    assert_eq!(
        item(&world, "glpi", "7").await.1.layer.unwrap().0,
        "workplace",
        "as the source says"
    );
    let sheet = |name: &str, rows: &[&[&str]]| Sheet {
        name: name.into(),
        columns: rows[0].iter().map(|head| Column::new(*head, Kind::Text)).collect(),
        rows: rows[1..]
            .iter()
            .map(|row| row.iter().map(|text| Cell::from(*text)).collect())
            .collect(),
    };
    let sheets = vec![
        sheet("ReadMe", &[&["How to"], &["Do not change ids"]]),
        sheet(
            "Application",
            &[
                &["id", "type", "name", "lifecycle:active", "relToRequires"],
                &["ID", "Type", "Name", "Active", "Requires"],
                &["u-1", "Application", "Karta", "2021-01-01", "u-2"],
                &["u-2", "Application", "Kartdata", "", ""],
            ],
        ),
    ];
    let book = Workbook { title: "LeanIX".into(), date: None, sheets };
    let bytes = workbook(&book).unwrap();
    let page = read(&mut client, world.id("kal-leanix"), &[("leanix.xlsx", &bytes)]).await;
    assert_eq!((count(&page, "Nya"), count(&page, "Fel")), (2, 0), "{page}");
    let (data, _) = item(&world, "leanix", "u-2").await;
    assert_eq!(item(&world, "leanix", "u-1").await.1.runs_on, [data.cast()]);
}

#[tokio::test]
async fn cmdb_01_locked_fields_and_columns_that_are_kept_here_stay() {
    let world = World::of(ground()).await;
    let id: Id<ConfigurationItem> = world.id("ke-lagring-1");
    let mut opened = world.door().open_as(id).await.unwrap();
    opened.body.locks = serde_json::from_value(serde_json::json!([{"field": "name"}])).unwrap();
    let before = world.door().save(opened, "").await.unwrap();
    let file = "Id;Namn;Typ;Version;Enhet\nsto-01;STO01;storage;9.2;Servicedesk\n";
    let mut client = world.sign_in("driftchef").await;
    let page = read(&mut client, world.id("kal-nms"), &[("nms.csv", file.as_bytes())]).await;
    assert!(page.contains("Namn är låst på 1 poster") && page.contains("9.2"), "{page}");
    assert!(count(&page, "Finns här men inte i filen") > 20);
    let (head, after) = world.door().read_as(id).await.unwrap();
    assert_eq!(after.name, "Lagringssystem, hall 1");
    assert_eq!((after.version.as_deref(), after.unit), (Some("9.2"), Some(world.id("it-drift"))));
    assert_eq!((head.revision, &*head.reason), (before.head.revision + 1, "Prov"));
}

#[tokio::test]
async fn cmdb_01_each_fault_is_told_by_sheet_row_and_column_and_the_rest_goes_in() {
    let world = World::of(ground()).await;
    let long = "x".repeat(1_200);
    let file = format!(
        "Id;Namn;Status;Körs på\ns1;Bra;up;\ns2;;up;\n;Utan nyckel;up;\ns3;Läge;sideways;\ns4;{long};up;\n\
         s5;Dubbel;up;\ns5;Dubbel igen;up;\ns6;Pekar fel;up;inte-här\ns7;Pekar på fel;up;s4\n\
         s8;<script>alert(1)</script>;up;\ns9;#REF!;up;\n"
    );
    let mut client = world.sign_in("driftchef").await;
    let page = read(&mut client, world.id("kal-nms"), &[("lista.csv", file.as_bytes())]).await;
    assert_eq!((count(&page, "Nya"), count(&page, "Fel")), (2, 9), "{page}");
    let row = |number: &str| {
        let mark = format!("<td>lista</td><td class=\"number\">{number}</td>");
        page.split("<tr>")
            .find(|row| row.contains(&mark))
            .unwrap_or_else(|| panic!("{number}: {page}"))
    };
    assert!(row("3").contains("<td>B</td>") && row("3").contains("Namnet saknas"));
    assert!(row("4").contains("<td>A</td>") && row("4").contains("Nyckeln saknas"));
    assert!(row("5").contains("<td>C</td>") && row("5").contains("sideways"));
    assert!(
        row("6").contains("<td>B</td>") && row("6").contains("för lång") && row("6").len() < 600
    );
    assert!(row("7").contains("flera rader") && row("8").contains("flera rader"));
    assert!(row("9").contains("<td>D</td>") && row("9").contains("inte-här"));
    assert!(row("10").contains("”s4”"), "what is faulty cannot be leaned on");
    assert!(row("12").contains("formel"));
    assert!(!page.contains("<script>alert"), "what comes from outside stays text");
    assert_eq!(item(&world, "nms", "s8").await.1.name, "<script>alert(1)</script>");
}

#[tokio::test]
async fn cmdb_01_what_is_given_back_and_read_again_changes_nothing() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("driftchef").await;
    let itop = world.id("kal-itop");
    read(&mut client, itop, &[("ci.csv", ITOP.as_bytes()), ("lnk.csv", ITOP_RELATIONS.as_bytes())])
        .await;
    for (source, count_of) in [(world.id::<ImportSource>("kal-nms"), 35), (itop, 3)] {
        let back = client.get(&format!("/import-source/{source}/export/items.csv")).await;
        let relations = client.get(&format!("/import-source/{source}/export/relations.csv")).await;
        let files: [(&str, &[u8]); 2] =
            [("items.csv", &back.is(200).bytes), ("relations.csv", &relations.is(200).bytes)];
        let page = look(&mut client, source, &files).await.text();
        assert!(count(&page, "Oförändrade") >= count_of, "{page}");
        assert_eq!(
            (count(&page, "Ändras"), count(&page, "Nya"), count(&page, "Fel")),
            (0, 0, 0),
            "{page}"
        );
        let book = client.get(&format!("/import-source/{source}/export/items.xlsx")).await;
        let page = look(&mut client, source, &[("items.xlsx", &book.is(200).bytes)]).await.text();
        assert_eq!(
            (count(&page, "Ändras"), count(&page, "Nya"), count(&page, "Fel")),
            (0, 0, 0),
            "{page}"
        );
    }
}

#[tokio::test]
async fn cmdb_01_what_is_no_list_is_refused_with_words_and_who_may_not_is_turned_away() {
    let world = World::of(ground()).await;
    let source = world.id("kal-nms");
    let mut client = world.sign_in("driftchef").await;
    for (name, bytes) in [
        ("bild.png", &b"\x89PNG\r\n\x1a\n\0\0"[..]),
        ("prosa.csv", b"Bara text\nutan kolumner\n"),
        ("tom.csv", b""),
    ] {
        let page = look(&mut client, source, &[(name, bytes)]).await;
        page.is(422).lacks("⟦");
    }
    look(&mut world.sign_in("medarbetare").await, source, &[("a.csv", b"Id;Namn\n1;A\n")])
        .await
        .is(403);
    client.get(&format!("/import-source/{source}/read?as-of=2026-01-01")).await.is(409);
    let kind = ImportSource::KIND;
    client.get(&format!("/{kind}/{source}")).await.is(200).has("Läs från källan");
}
