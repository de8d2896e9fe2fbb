//! The programme of the spring of 2025 rebuilt through the pages, with its states and its alarms (R-9, T36); its report.

use stadga_model::Id;
use stadga_publish::text_in::text_of;
use stadga_testkit::{Client, World};

use super::area::ground;

/// The parts as they stood in the spring of 2025: what, how it stood, when due, weeks, begun, done.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// what auditors were told.
const R9: [Told; 10] = [
    ("Analys med fem delleveranser", "running", "2025-09-30", "40", "2024-12-02", ""),
    ("Gap i styrande dokument", "done", "2024-12-20", "5", "2024-11-25", "2024-12-19"),
    ("Verktyg för mognad", "done", "2025-03-31", "12", "2025-01-07", "2025-03-21"),
    ("Mätning av mognad", "running", "2025-06-13", "10", "2025-04-01", ""),
    ("Process för risker och it-stöd", "running", "2025-06-30", "26", "2025-01-13", ""),
    ("Process för incidenter", "introducing", "2025-10-31", "20", "2024-12-09", ""),
    ("Kontroller av efterlevnad", "running", "2026-12-31", "60", "2024-12-16", ""),
    ("Kontinuitetsplaner i vården", "not-started", "2025-12-31", "30", "", ""),
    ("Ledningens utbildning", "not-started", "2025-12-31", "16", "", ""),
    ("Leveranskedjor, digitala", "not-started", "2025-12-31", "36", "", ""),
];

/// The moves from the beginning to a state.
fn moves(state: &str) -> &'static [&'static str] {
    match state {
        "running" => &["start"],
        "introducing" => &["start", "introduce"],
        "done" => &["start", "finish"],
        _ => &[],
    }
}

/// The id at the end of where an answer leads.
fn made(answer: &stadga_testkit::Answer) -> Id {
    let place = answer.is(303).header("location");
    place.split(['/', '?']).find_map(|piece| piece.parse().ok()).unwrap()
}

async fn seen(world: &World, id: Id) -> String {
    world.door().read(id).await.unwrap().head.revision.to_string()
}

/// Makes a part through its form and takes it to its state by its buttons.
async fn build(world: &World, client: &mut Client, programme: Id, told: &Told) -> Id {
    let (title, state, due, weeks, started, done) = *told;
    let (programme, owner) =
        (programme.to_string(), world.fixtures.id("strateg").unwrap().to_string());
    let form = [
        ("title", title),
        ("programme", &programme),
        ("due", due),
        ("weeks", weeks),
        ("started", started),
        ("done", done),
        ("owner", &owner),
    ];
    let id = made(&client.post("/law-programme-part/new", &form).await);
    for name in moves(state) {
        let revision = seen(world, id).await;
        let path = format!("/law-programme-part/{id}/move/{name}");
        client.post(&path, &[("_revision", &revision)]).await.is(303);
    }
    let record = world.door().read(id).await.unwrap();
    assert_eq!(record.head.state.as_deref(), Some(state), "{title}");
    id
}

#[tokio::test]
async fn t36_r_9_the_programme_of_spring_2025_is_rebuilt_with_its_states() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let law = world.fixtures.id("lag-2025-1506").unwrap().to_string();
    let form = [("title", "NIS2 våren 2025"), ("laws", &*law), ("ordinary_from", "2026-01-01")];
    let programme = made(&client.post("/law-programme/new", &form).await);
    for part in &R9 {
        build(&world, &mut client, programme, part).await;
    }
    let plan = format!("/law-programme/{programme}/plan");
    let page = client.get(&plan).await.is(200).text();
    for told in [
        "<b>2 / 10</b>",
        "<b>1</b><span>införs",
        "<b>4</b><span>pågår",
        "<b>3</b><span>inte påbörjade",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    for (title, ..) in R9 {
        assert!(page.contains(&format!(">{title}</a>")), "{title}");
    }
    // Nothing is ordinary work before its parts have ended.
    let revision = seen(&world, programme).await;
    let start = format!("/law-programme/{programme}/move/start");
    client.post(&start, &[("_revision", &revision)]).await.is(303);
    let revision = seen(&world, programme).await;
    let over = format!("/law-programme/{programme}/move/hand-over");
    let refused = client.post(&over, &[("_revision", &revision)]).await;
    refused.has("8 delleveranser är inte klara");
}

#[tokio::test]
async fn nis_03_parts_are_taken_in_from_the_template_with_the_paragraphs_that_they_meet() {
    let world = World::of(ground()).await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let path = format!("/law-programme/{programme}/template");
    world.sign_in("medarbetare").await.get(&path).await.is(403);
    let mut client = world.sign_in("strateg").await;
    for (language, part) in [("en", "Digital supply chains"), ("sv", "Digitala leveranskedjor")] {
        client.reads(language);
        client.get(&path).await.is(200).has(part).lacks("⟦");
    }
    let before = world.all("law-programme-part").await.len();
    client.post(&path, &[("due", "2027-12-31")]).await.is(422).has("Inget lades in");
    client.post(&path, &[("part", "5"), ("part", "11"), ("due", "2027-12-31")]).await.is(303);
    let after = world.all("law-programme-part").await;
    assert_eq!(after.len(), before + 2);
    let made =
        after.iter().find(|part| part.body["title"] == "Process för incidenter och anmälan i tid");
    let made: crate::Part = made.unwrap().typed().unwrap();
    let incident: Id<crate::LawRequirement> = world.id("lkr-2025-1506-4");
    assert!(made.requirements.len() == 6 && made.requirements.contains(&incident), "{made:?}");
    assert_eq!((made.weeks, made.place), (Some(26), Some(13)));
    assert_eq!(made.latest_start(), "2027-07-02".parse().ok());
}

/// The row of a part in the table of parts.
fn row<'a>(page: &'a str, title: &str) -> &'a str {
    let table = page.split("<caption>Delleveranser").nth(1).unwrap_or_else(|| panic!("{page}"));
    let table = table.split("</table>").next().unwrap();
    table
        .split("<tr>")
        .find(|row| row.contains(&format!(">{title}</a>")))
        .unwrap_or_else(|| panic!("no {title}: {table}"))
}

#[tokio::test]
async fn t36_the_demo_regions_programme_shows_spring_2025_with_latest_start_alarms() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let plan = |day: &str| format!("/law-programme/{programme}/plan?as-of={day}");
    let page = client.get(&plan("2025-04-30")).await.is(200).lacks("⟦").text();
    for (title, state, alarm) in [
        ("Analys med fem delleveranser", "Pågår", "Inget larm"),
        ("Gap mellan lagens krav och styrande dokument", "Klar", "Inget larm"),
        ("Verktyg för att mäta mognad", "Klar", "Inget larm"),
        ("Mätning av mognad", "Pågår", "Inget larm"),
        ("Ny process för risker med it-stöd", "Pågår", "Inget larm"),
        ("Ny process för incidenter", "Införs", "Inget larm"),
        ("Kontroller av efterlevnad, först för NIS", "Pågår", "Inget larm"),
        ("Kontinuitetsplaner", "Inte påbörjad", "Måste börja senast"),
        ("Utbildning för ledningen", "Inte påbörjad", "Inget larm"),
        ("Digitala leveranskedjor", "Inte påbörjad", "Skulle ha börjat"),
    ] {
        let row = row(&page, title);
        assert!(row.contains(state) && row.contains(alarm), "{title}: {row}");
    }
    assert!(
        row(&page, "Kontinuitetsplaner").contains("2025-06-04"),
        "thirty weeks before New Year"
    );
    assert!(page.contains(">börja<") && page.contains("id=\"programme-plan"), "the picture");
    // In the autumn all three should have begun.
    let autumn = client.get(&plan("2025-08-20")).await.is(200).text();
    assert!(row(&autumn, "Kontinuitetsplaner").contains("Skulle ha börjat"));
    assert!(row(&autumn, "Utbildning för ledningen").contains("Måste börja senast"));
    // Today: one late, one that must begin, one that nobody has planned.
    let now = client.get(&format!("/law-programme/{programme}/plan")).await.is(200).text();
    assert!(row(&now, "Digitala leveranskedjor").contains("Skulle ha varit klar"));
    assert!(
        row(&now, "Prövad återläsning enligt de nya föreskrifterna").contains("Måste börja senast")
    );
    assert!(row(&now, "Säkrad kommunikation i nödläge").contains("Tid saknas"));
    assert!(row(&now, "Utbildning för ledningen").contains("Klar"));
}

#[tokio::test]
async fn rep_18_the_status_is_had_as_pdf_and_word_with_parts_gaps_and_scope() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("revisor").await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let address = format!("/law-programme/{programme}/documents");
    for ending in ["pdf", "docx"] {
        let answer = client.get(&format!("{address}/status.{ending}")).await;
        let text = text_of(&format!("a.{ending}"), &answer.is(200).bytes).unwrap().text;
        let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        for part in [
            "NIS2programmet",
            "Digitalaleveranskedjor",
            "Skullehavaritklar",
            "Inloggningmedflerafaktorer",
            "Omfattasdelvis",
            "Ingetkänt",
            "Levererat",
            "Omfattasitinfrastrukturensomegenverksamhet",
        ] {
            assert!(text.contains(part), "{ending} lacks {part}: {text}");
        }
    }
    for wrong in ["status.exe", "other.pdf"] {
        client.get(&format!("{address}/{wrong}")).await.is(404);
    }
}
