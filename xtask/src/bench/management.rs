//! What the management system costs at a region's size: frameworks in, an assessment's page and one answer, the picture of
//! compliance over a hundred thousand answers, the annual report.

use super::ask::{create, expect, fresh, listed, post, send_file, timed};
use super::client::Client;
use super::figures::Times;
use super::program::Program;
use super::shown;
use super::table::Table;
use crate::run::{self, Outcome};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Who keeps frameworks and assessments.
const STRATEGIST: &str = "strateg";
/// The framework whose page is measured, and how much is said of each of its requirements: some three megabytes in all.
const LARGE: usize = 1_200;
const WORDS: usize = 38;
/// So many measures for the plan's goals bring the annual report to some forty pages.
const PLANNED: usize = 420;
/// The picture: frameworks by scopes, with as many requirements that all come to a hundred thousand answers.
const FRAMEWORKS: usize = 10;
const SCOPES: usize = 30;
const REQUIREMENTS: usize = 334;
/// So many records are changed at once.
const AT_ONCE: usize = 167;
const GRADES: [&str; 4] = ["met", "partly", "not-met", "met"];
const ROUNDS: usize = 50;
const ANSWERED: &str = "/assessed-requirement/";

/// Measures all of it on a demo region of its own.
///
/// # Errors
/// When the program does not start, or does not answer as it should.
pub fn measure(program: &Path, table: &mut Table) -> Outcome {
    let mut running = fresh(program, "management")?;
    let mut client = running.sign_in(STRATEGIST)?;
    report(&mut client, table)?;
    samples(&mut client, table)?;
    let file = framework("stor", LARGE, WORDS);
    let (took, large) = timed(|| import(&mut client, "stor.yaml", file.as_bytes()))?;
    let what = format!("a framework of {:.1} MB read in and written", megabytes(file.len()));
    table.note(&what, shown(took), "under 1 s");
    let unit = listed(&mut client, "/api/v1/unit", 1)?.remove(0);
    let assessment = begin(&mut client, (&large, &unit), "Stor")?;
    page(&mut client, &assessment, table)?;
    picture(&running, &mut client, table)
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}

/// The annual report of the demo region, which has three years to tell of, with the plan of a larger one.
fn report(client: &mut Client, table: &mut Table) -> Outcome {
    let unit = listed(client, "/api/v1/unit", 1)?.remove(0);
    let goals = listed(client, "/api/v1/goal", 4)?;
    for (nth, goal) in goals.iter().cycle().take(PLANNED).enumerate() {
        let title = format!("Inför nytt stöd för uppföljning av säkerhetsarbetet, del {nth}");
        let body = json!({"title": title, "unit": unit, "causes": [goal], "due": "2026-12-31"});
        create(client, "measure", &body)?;
    }
    let path = "/management/reports/information-security/2026/all/report.pdf";
    let pdf = client.get(path)?;
    expect(&pdf, 200)?;
    let text = String::from_utf8_lossy(&pdf.body);
    let pages = text.matches("/Type/Page/").count() + text.matches("/Type /Page\n").count();
    let times = Times::of(5, || expect(&client.get(path)?, 200))?;
    table.row(&format!("annual report of {pages} pages as PDF"), &times, "under 2 s");
    Ok(())
}

/// All sample files, one after the other.
fn samples(client: &mut Client, table: &mut Table) -> Outcome {
    let root = run::root().join("../shared/samples/frameworks");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["ciso-assistant", "oscal"] {
        let Ok(found) = fs::read_dir(root.join(folder)) else {
            println!("not measured: {} is not here", root.join(folder).display());
            return Ok(());
        };
        files.extend(found.filter_map(Result::ok).map(|entry| entry.path()));
    }
    files.sort();
    let (mut all, mut taken) = (Duration::ZERO, 0);
    for file in files {
        let bytes = fs::read(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // Some say that they need another file first, or are of a kind that is not taken in: that is told quickly too.
        let path = "/api/v1/framework/import";
        let (took, answer) = timed(|| send_file(client, path, &name, &bytes))?;
        all += took;
        taken += usize::from(answer.status == 200);
    }
    table.note(&format!("{taken} sample files read in and written"), shown(all), "under 3 s");
    Ok(())
}

/// Reads a file in; the id of its framework.
fn import(client: &mut Client, name: &str, bytes: &[u8]) -> Outcome<String> {
    let answer = send_file(client, "/api/v1/framework/import", name, bytes)?;
    expect(&answer, 200)?;
    let told: Value = serde_json::from_slice(&answer.body)?;
    let rows = told.get("rows").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is = |row: &&Value| row.get("kind").and_then(Value::as_str) == Some("framework");
    let id = rows.iter().find(is).and_then(|row| row.get("id")?.as_str());
    Ok(id.ok_or_else(|| format!("{name} brought no framework"))?.to_owned())
}

/// A framework as other programs give it out: ten requirements under each heading.
fn framework(name: &str, requirements: usize, words: usize) -> String {
    let mut text = format!(
        "urn: urn:matning:risk:library:{name}\nlocale: sv\nref_id: {name}\nname: Ramverk {name}\nversion: 1\n\
         objects:\n  framework:\n    urn: urn:matning:risk:framework:{name}\n    ref_id: {name}\n    name: Ramverk {name}\n    requirement_nodes:\n"
    );
    let urn = |id: &str| format!("urn:matning:risk:req_node:{name}:{id}");
    let said = "Organisationen skall ha beslutat, infört och följt upp detta. ".repeat(words);
    for nth in 0..requirements {
        let heading = format!("h{}", nth / 10);
        if nth % 10 == 0 {
            text += &format!(
                "    - urn: {}\n      assessable: false\n      depth: 1\n      ref_id: {heading}\n      name: Rubrik {heading}\n",
                urn(&heading)
            );
        }
        text += &format!(
            "    - urn: {}\n      assessable: true\n      depth: 2\n      parent_urn: {}\n      ref_id: '{nth}'\n      name: Krav {nth}\n      description: {said}\n",
            urn(&nth.to_string()),
            urn(&heading),
        );
    }
    text
}

/// An assessment of a framework for a part of the region, laid out; its id.
fn begin(client: &mut Client, (framework, scope): (&str, &str), title: &str) -> Outcome<String> {
    let body = json!({"title": title, "framework": framework, "scope": scope, "period": {"from": "2026-01-01"}});
    let id = create(client, "assessment", &body)?;
    expect(&post(client, &format!("/assessment/{id}/begin"), "")?, 303)?;
    Ok(id)
}

/// The answers of an assessment, as its page links to them.
fn answers(client: &mut Client, assessment: &str) -> Outcome<Vec<String>> {
    let page = client.get(&format!("/assessment/{assessment}/requirements"))?;
    expect(&page, 200)?;
    let (text, link) = (page.text(), format!("href=\"{ANSWERED}"));
    let parts = text.split(&link).skip(1);
    Ok(parts.filter_map(|part| Some(part.split_once("/answer")?.0.to_owned())).collect())
}

/// The page of a large assessment, and one answer that is changed back and forth.
fn page(client: &mut Client, assessment: &str, table: &mut Table) -> Outcome {
    let path = format!("/assessment/{assessment}/requirements");
    let weight = client.get(&path)?.body.len() / 1000;
    let times = Times::of(ROUNDS, || expect(&client.get(&path)?, 200))?;
    table.row(
        &format!("page of {LARGE} requirements, {weight} kB"),
        &times,
        "first byte under 50 ms",
    );
    let first = answers(client, assessment)?.into_iter().next().ok_or("nothing to answer")?;
    let path = format!("{ANSWERED}{first}/answer");
    let mut revision = 0;
    let times = Times::of(ROUNDS, || -> Outcome {
        revision += 1;
        let grade = if revision % 2 == 0 { "partly" } else { "not-met" };
        let form = format!("grade={grade}&priority=must&motive=lag&revision={revision}");
        expect(&post(client, &path, &form)?, 303)
    })?;
    table.row("one answer changed", &times, "under 30 ms");
    Ok(())
}

/// The picture over all answers.
fn picture(running: &Program, client: &mut Client, table: &mut Table) -> Outcome {
    let scopes = listed(client, "/api/v1/configuration-item", SCOPES)?;
    let mut frameworks = Vec::new();
    for nth in 0..FRAMEWORKS {
        let name = format!("r{nth}");
        let file = framework(&name, REQUIREMENTS, 1);
        frameworks.push(import(client, &format!("{name}.yaml"), file.as_bytes())?);
    }
    for (nth, framework) in frameworks.iter().enumerate() {
        for (place, scope) in scopes.iter().enumerate() {
            let title = format!("Ramverk {nth}, del {place}");
            let assessment = begin(client, (framework, scope), &title)?;
            grade(client, &assessment, nth + place)?;
        }
        println!("{} of {FRAMEWORKS} frameworks assessed", nth + 1);
    }
    let count = FRAMEWORKS * SCOPES * REQUIREMENTS;
    let times = Times::of(ROUNDS, || expect(&client.get("/compliance")?, 200))?;
    table.row(&format!("picture of compliance, {count} answers"), &times, "under 100 ms");
    table.note("memory after it", super::memory_of(running), "");
    Ok(())
}

/// Grades all answers of an assessment, half of them at a time.
fn grade(client: &mut Client, assessment: &str, nth: usize) -> Outcome {
    for (part, ids) in answers(client, assessment)?.chunks(AT_ONCE).enumerate() {
        let grade = GRADES.iter().cycle().nth(nth + part).copied().unwrap_or_default();
        let mut form = format!("change=field:grade&grade={grade}&_act=good");
        for id in ids {
            form += &format!("&id={id}&_seen.{id}=1");
        }
        expect(&post(client, "/assessed-requirement/bulk", &form)?, 303)?;
    }
    Ok(())
}
