//! The program itself: an empty organisation's first start, the demo, generated records, and its command line.

use stadga::{config::Settings, demo, invite, serve};
use stadga_store::ListQuery;
use stadga_testkit::Client;
use std::{path::Path, process::Command};

pub fn settings(folder: &Path) -> Settings {
    Settings {
        key: None,
        seal_keys: None,
        marked_content: Default::default(),
        reading_purpose: Default::default(),
        open_pages: false,
        database: None,
        checkpoints: None,
        data: folder.to_owned(),
        organisation: "Region Prov".into(),
        address: "127.0.0.1:0".parse().unwrap(),
        origin: None,
        second_factor: String::new(),
        provider: Vec::new(),
        directory: stadga_web::DirectoryOptions::default(),
        backup_recipient: String::new(),
        backups: None,
        backup_keep: 2,
        log: "warn".into(),
        metrics_address: None,
        traces: None,
    }
}

#[tokio::test]
async fn an_empty_organisation_gets_an_administrator_by_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let app = serve::open(&settings(folder.path())).await.unwrap();
    let told = invite::first(&app, "http://stadga.test", invite::FIRST).await.unwrap();
    let link =
        told.lines().find_map(|line| line.trim().strip_prefix("http://stadga.test")).unwrap();
    let mut client = Client::new(stadga_web::router(app.clone()));
    client.get(link).await.is(200).has("administrator");
    let form = [("password", "sju gröna äpplen till"), ("again", "sju gröna äpplen till")];
    client.post(link, &form).await.is(303);
    client.get("/accounts").await.is(200);
    client.get("/unit").await.is(200).has("Region Prov");
    app.store.close().await;
    let told = invite::run(&settings(folder.path()), invite::FIRST).await.unwrap();
    assert!(told.contains("/invitation/"), "{told}");
    let unknown = invite::run(&settings(folder.path()), "ingen").await.unwrap_err().to_string();
    assert!(unknown.contains("ingen") && unknown.contains("/accounts"), "{unknown}");
}

#[tokio::test]
async fn the_demo_lets_its_roles_in() {
    let app = demo::prepare(None, demo::ORIGIN).await.unwrap();
    let mut client = Client::new(stadga_web::router(app));
    let form = [("name", "strateg"), ("password-now", demo::PASSWORD)];
    client.post("/sign-in", &form).await.is(303);
    client.get("/").await.is(200).lacks("⟦");
}

#[tokio::test]
async fn generated_records_are_as_many_as_asked_for_and_the_same_each_time() {
    let mut titles = Vec::new();
    for _ in 0..2 {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_owned();
        let before = demo::prepare(None, demo::ORIGIN).await.unwrap();
        let options = stadga::cli::GenerateOptions { records: 300, data: data.clone(), seed: 7 };
        stadga::generate::run(options).await.unwrap();
        let app = demo::prepare(Some(data), demo::ORIGIN).await.unwrap();
        let program = stadga_model::Actor::program("test");
        let door = |app: &stadga_web::App| app.store.door(program.clone(), stadga_model::At::Now);
        let query = ListQuery { size: 10_000, ..ListQuery::default() };
        let (mut had, mut has) = (0, 0);
        for kind in app.kinds().iter() {
            had += door(&before).list(kind.spec.kind, &query).await.unwrap().rows.len();
            has += door(&app).list(kind.spec.kind, &query).await.unwrap().rows.len();
        }
        assert_eq!(has, had + 300);
        let rows = door(&app).list("measure", &query).await.unwrap().rows;
        titles.push(rows.iter().map(|row| row.body["title"].to_string()).collect::<Vec<_>>());
    }
    assert_eq!(titles[0], titles[1]);
}

fn stadga(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_stadga")).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn help_reads_like_a_manual_page() {
    let (code, text) = stadga(&["--help"]);
    assert_eq!(code, 0);
    for part in [
        "demo",
        "serve",
        "invite",
        "generate",
        "check",
        "audit",
        "Files:",
        "Environment:",
        "Examples:",
    ] {
        assert!(text.contains(part), "lacks {part}:\n{text}");
    }
}

#[test]
fn what_keeps_it_from_starting_is_told_with_the_cure() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let (code, text) = stadga(&["serve", "--address", &address, "--data", data]);
    assert!(code == 1 && text.contains("another program") && text.contains("--address"), "{text}");
    let file = tempfile::NamedTempFile::new().unwrap();
    let (code, text) =
        stadga(&["check", "--address", "127.0.0.1:0", "--data", file.path().to_str().unwrap()]);
    assert!(code == 1 && text.contains("--data"), "{text}");
    let config = folder.path().join("wrong.toml");
    std::fs::write(&config, "colour = \"red\"").unwrap();
    let (code, text) = stadga(&["check", "--config", config.to_str().unwrap()]);
    assert!(code == 1 && text.contains("colour"), "{text}");
    let (code, text) = stadga(&["check", "--address", "127.0.0.1:0", "--data", data]);
    assert!(code == 0 && text.contains("All is well"), "{text}");
}
