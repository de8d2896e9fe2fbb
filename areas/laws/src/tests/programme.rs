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

/// The moves to a state that the days do not tell.
fn moves(state: &str) -> &'static [&'static str] {
    if state == "introducing" { &["introduce"] } else { &[] }
}

/// The id at the end of where an answer leads.
fn made(answer: &stadga_testkit::Answer) -> Id {
    let place = answer.is(303).header("location");
    place.split(['/', '?']).find_map(|piece| piece.parse().ok()).unwrap()
}

async fn seen(world: &World, id: Id) -> String {
    world.door().read(id).await.unwrap().head.revision.to_string()
}

/// Makes a part through its form: its days say its state, but for the one that a button takes it to.
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
async fn nis_03_the_days_of_a_part_and_its_state_agree_on_every_road() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let id: Id = world.fixtures.id("dlv-aterlasning").unwrap();
    let state = async || world.door().read(id).await.unwrap().head.state.unwrap();
    // Who writes the day in the form need not press a button besides.
    let mut opened = world.door().open_as::<crate::Part>(id.cast()).await.unwrap();
    opened.body.started = "2026-11-02".parse().ok();
    world.door().save(opened, "").await.unwrap();
    assert_eq!(state().await, "running");
    let mut opened = world.door().open_as::<crate::Part>(id.cast()).await.unwrap();
    opened.body.done = "2026-11-18".parse().ok();
    let refused = format!("{:?}", world.door().save(opened, "").await.unwrap_err());
    assert!(refused.contains("ended"), "{refused}");
    // What is opened again asks for the day to be emptied.
    let done: Id = world.fixtures.id("dlv-ledning").unwrap();
    let revision = seen(&world, done).await;
    let again = format!("/law-programme-part/{done}/move/reopen");
    client.post(&again, &[("_revision", &revision)]).await.is(200).has("name=\"done\"");
    let still = world.door().read(done).await.unwrap().head;
    assert_eq!(still.state.as_deref(), Some("done"));
    let emptied = [("_revision", &*revision), ("_asked", "done"), ("done", "")];
    client.post(&again, &emptied).await.is(303);
    let part: crate::Part = world.door().read(done).await.unwrap().typed().unwrap();
    assert_eq!((part.state, part.done), (crate::part::State::Running, None));
}

#[tokio::test]
async fn nis_03_what_a_part_waits_for_is_on_the_plan_and_what_is_planned_too_early_is_told() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let programme: Id = world.fixtures.id("lpr-nis2").unwrap();
    let page = client.get(&format!("/law-programme/{programme}/plan")).await.is(200).text();
    let early = row(&page, "Säkrad kommunikation i nödläge");
    assert!(early.contains(">Kontinuitetsplaner</a>"), "{early}");
    assert!(early.contains("Planerad före det den väntar på"), "{early}");
    let heeds = row(&page, "Prövad återläsning enligt de nya föreskrifterna");
    assert!(heeds.contains(">Kontinuitetsplaner</a>"), "{heeds}");
    assert!(!heeds.contains("väntar på</"), "there is time: {heeds}");
    let part: Id = world.fixtures.id("dlv-nodkommunikation").unwrap();
    let own = client.get(&format!("/law-programme-part/{part}")).await;
    own.is(200).has("Kan enligt planen börja 2026-12-01").has("ska vara klar 2026-12-18");
    // A longer way round is seen from the programme: restoring waits for continuity already.
    for (key, other) in
        [("dlv-kontinuitet", "dlv-leverantor"), ("dlv-leverantor", "dlv-aterlasning")]
    {
        let mut opened = world.door().open_as::<crate::Part>(world.id(key)).await.unwrap();
        opened.body.after = vec![world.id(other)];
        world.door().save(opened, "").await.unwrap();
    }
    let page = client.get(&format!("/law-programme/{programme}")).await.is(200).text();
    assert!(page.contains("väntar på varandra"), "{page}");
    let (one, other): (Id<crate::Part>, Id<crate::Part>) =
        (world.id("dlv-nodkommunikation"), world.id("dlv-kontinuitet"));
    let mut opened = world.door().open_as(other).await.unwrap();
    opened.body.after = vec![one];
    let refused = format!("{:?}", world.door().save(opened, "").await.unwrap_err());
    assert!(refused.contains("round"), "{refused}");
}

#[tokio::test]
async fn nis_04_an_open_question_of_scope_stands_on_the_agenda_of_the_body_that_settles_it() {
    let world = World::of(ground()).await;
    let door = world.door();
    let question = "Omfattas it-infrastrukturen som egen verksamhet?";
    let mut client = world.sign_in("strateg").await;
    let mut agendas = Vec::new();
    for body in ["rs", "infosakradet"] {
        let json = serde_json::json!({"title": format!("Möte {body}"), "date": "2026-12-15",
            "body": world.fixtures.id(body), "unit": world.fixtures.id("regionledning")});
        let meeting: stadga_organisation::Meeting = serde_json::from_value(json).unwrap();
        let meeting = door.create(&meeting, "").await.unwrap().head.id;
        agendas.push(format!("/meeting/{meeting}/agenda"));
    }
    let [board, council] = &agendas[..] else { panic!() };
    // Nobody is named: it comes to whoever the law's programme is reported to.
    client.get(board).await.is(200).has(question).lacks("Omfattas kollektivtrafiken?");
    client.get(council).await.is(200).lacks(question);
    let id: Id<crate::Scope> = world.id("omf-infrastruktur");
    let page = format!("/legal-scope/{id}");
    client.get(&page).await.is(200).has("kommer upp på dagordningen hos").has("Regionstyrelsen");
    let mut opened = door.open_as(id).await.unwrap();
    opened.body.body = world.fixtures.id("infosakradet");
    door.save(opened, "").await.unwrap();
    client.get(board).await.is(200).lacks(question);
    client.get(council).await.is(200).has(question);
    // Once it has been decided on it stands there no more, and its page asks for the answer.
    let json = serde_json::json!({"title": "Omfattning", "state": "decided", "text": "Omfattas.",
        "about": [id], "unit": world.fixtures.id("infosak"), "handler": world.fixtures.id("strateg"),
        "body": world.fixtures.id("rs"), "date": "2026-11-17", "outcome": "approved",
        "paragraph": "§ 210", "diary_number": "RS 2026-0931"});
    let decision: stadga_decisions::Decision = serde_json::from_value(json).unwrap();
    door.create(&decision, "").await.unwrap();
    client.get(council).await.is(200).lacks(question);
    client.get(&page).await.is(200).has("fast det finns ett beslut om den");
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
    // What is waited for comes first, and in time for what waits.
    client.post(&path, &[("part", "4"), ("part", "6"), ("due", "2027-12-31")]).await.is(303);
    let all = world.all("law-programme-part").await;
    let of = |title: &str| all.iter().find(|part| part.body["title"] == title).unwrap();
    let risks = of("Process för risker med it-stöd");
    let continuity = of("Kontinuitetsplaner, säkerhetskopior och återläsning");
    let risks_part: crate::Part = risks.typed().unwrap();
    let continuity: crate::Part = continuity.typed().unwrap();
    assert_eq!(continuity.after, [risks.head.id.cast()]);
    assert_eq!(risks_part.due, continuity.latest_start());
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
            "Vaddelarnaväntarpå",
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
