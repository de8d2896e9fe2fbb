//! What configuration items cost by the hundred thousand: reading them in, what falls with one, and the map of objects.

use super::ask::{create, expect, first, fresh, listed, send_file, timed};
use super::client::{Answer, Client};
use super::figures::{Times, peak};
use super::table::Table;
use crate::run::Outcome;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Items that are read in, each with three relations.
const ITEMS: usize = 100_000;
/// Systems on the map of objects, and in how many objects they lie.
const SYSTEMS: usize = 3_000;
const OBJECTS: usize = 30;
/// Each item depends on those at its own place divided by these, so that every depth is there.
const LEADS: [(&str, usize); 3] = [("Körs på", 5), ("Behöver", 7), ("Loggar in", 11)];
/// An item that about twenty hang on, and one that some hundreds do.
const LEAF: usize = 6_000;
const TRUNK: usize = 1_000;
/// Who keeps the items, and who keeps the objects.
const KEEPER: &str = "driftchef";
const COORDINATOR: &str = "samordningskansli";
const ROUNDS: usize = 50;
/// The short name of the source that the items come from.
const CODE: &str = "matning";
const LIST: &str = "/api/v1/configuration-item";

/// Reads the items in twice, asks what falls, and draws the map.
///
/// # Errors
/// When the program does not start, or does not answer as it should.
pub fn measure(program: &Path, table: &mut Table) -> Outcome {
    import(program, table)?;
    map(program, table)
}

fn import(program: &Path, table: &mut Table) -> Outcome {
    let mut running = fresh(program, "systems")?;
    let mut client = running.sign_in(KEEPER)?;
    let source = source(&mut client)?;
    let file = items(ITEMS, "Server");
    let (looked, form) = timed(|| look(&mut client, &source, &file))?;
    let form = form.ok_or("a file of new items would write nothing")?;
    let (written, answer) = timed(|| write(&mut client, &source, &form))?;
    expect(&answer, 303)?;
    let (again, left) = timed(|| look(&mut client, &source, &file))?;
    if left.is_some() {
        return Err("the same file read again would change something".into());
    }
    let memory =
        peak(running.id()).map_or_else(|| "not known".into(), |held| format!("{held} MiB"));
    let what = format!("{ITEMS} items with {} relations", ITEMS * LEADS.len());
    table.note(&format!("{what}: look at them"), rate(looked), "");
    table.note(&format!("{what}: write them"), rate(written), "at least 20 000/s");
    table.note(
        &format!("{what}: read again, nothing changes"),
        rate(again),
        "at most half the time",
    );
    table.note(&format!("{what}: most memory"), memory, "under 500 MiB");
    for (what, place, reach) in [
        ("what falls with one item", LEAF, "under 20 ms"),
        ("the same, as a picture of 200", TRUNK, "under 200 ms"),
    ] {
        let path = format!("/cmdb/impact/{}", item(&mut client, place)?);
        let times = Times::of(ROUNDS, || expect(&client.get(&path)?, 200))?;
        table.row(&format!("{what}, {ITEMS} items"), &times, reach);
    }
    Ok(())
}

fn map(program: &Path, table: &mut Table) -> Outcome {
    let mut running = fresh(program, "map")?;
    let mut client = running.sign_in(KEEPER)?;
    let source = source(&mut client)?;
    let form = look(&mut client, &source, &items(SYSTEMS, "Applikation"))?;
    expect(&write(&mut client, &source, &form.ok_or("nothing to write")?)?, 303)?;
    let ids = listed(&mut client, &format!("{LIST}?source={CODE}"), SYSTEMS)?;
    let mut client = running.sign_in(COORDINATOR)?;
    let family = first(&mut client, "/api/v1/family")?;
    for (nth, systems) in ids.chunks(SYSTEMS / OBJECTS).enumerate() {
        let body = json!({
            "name": format!("Objekt {nth}"), "class": "core", "family": family, "systems": systems,
        });
        create(&mut client, "object", &body)?;
    }
    let page = client.get("/objects")?;
    expect(&page, 200)?;
    let times = Times::of(ROUNDS, || expect(&client.get("/objects")?, 200))?;
    table.row(&format!("map of objects, {SYSTEMS} systems"), &times, "first byte under 50 ms");
    let weight = format!("{} kB", page.body.len() / 1000);
    table.note(&format!("its weight, {SYSTEMS} systems"), weight, "under 300 kB");
    Ok(())
}

/// A table of items, each dependent on three before it, as other tools give them out.
fn items(count: usize, sort: &str) -> String {
    let heads: Vec<&str> = LEADS.iter().map(|(head, _)| *head).collect();
    let mut text = format!("Id,Namn,Typ,{}\n", heads.join(","));
    for place in 0..count {
        let leads: Vec<String> = LEADS.iter().map(|(_, by)| key(place / by)).collect();
        let leads = if place == 0 { ",,".to_owned() } else { leads.join(",") };
        text += &format!("{},{sort} {place},{sort},{leads}\n", key(place));
    }
    text
}

fn key(place: usize) -> String {
    format!("srv-{place:06}")
}

/// A source whose columns are those of the table.
fn source(client: &mut Client) -> Outcome<String> {
    let columns = [
        ("Id", "source-key"),
        ("Namn", "name"),
        ("Typ", "item-type"),
        ("Körs på", "runs-on"),
        ("Behöver", "uses"),
        ("Loggar in", "signs-in-through"),
    ];
    let columns = columns.map(|(head, part)| json!({"head": head, "part": part}));
    let body = json!({"name": "Mätning", "code": CODE, "shape": "own", "columns": columns});
    create(client, "import-source", &body)
}

/// Hands the file in; the form that would write it, if it would write anything.
fn look(client: &mut Client, source: &str, file: &str) -> Outcome<Option<String>> {
    let path = format!("/import-source/{source}/read");
    let answer = send_file(client, &path, "servrar.csv", file.as_bytes())?;
    expect(&answer, 200)?;
    let page = answer.text();
    let value = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    Ok(value("files").zip(value("good")).map(|(files, good)| format!("files={files}&good={good}")))
}

fn write(client: &mut Client, source: &str, form: &str) -> Outcome<Answer> {
    let path = format!("/import-source/{source}/read/write");
    Ok(client.post(&path, "application/x-www-form-urlencoded", form.as_bytes())?)
}

/// The id of the item at a place of the table.
fn item(client: &mut Client, place: usize) -> Outcome<String> {
    first(client, &format!("{LIST}?q={}", key(place)))
}

fn rate(took: Duration) -> String {
    let rate = u128::try_from(ITEMS).unwrap_or_default() * 1_000 / took.as_millis().max(1);
    format!("{:.2} s, {rate} items/s", took.as_secs_f64())
}
