//! An answer while it is prepared: what its form asks for is written part by part, by those who prepare it and unseen by others.

use super::area::ground;
use crate::{
    answer::{Answer, State},
    answer_item::{AnswerItem, Claim},
    audit::Audit,
};
use stadga_measures::Evidence;
use stadga_model::{Id, Term};
use stadga_testkit::World;

fn claim(words: &str, position: &str) -> Claim {
    let reasoning = Some("Reglementet säger det redan.".to_owned());
    Claim { claim: words.to_owned(), position: Term::from(position), reasoning }
}

#[tokio::test]
async fn aud_15_the_claims_stand_on_the_workbench_with_position_and_reason() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let mut opened = world.door().open_as(world.id::<AnswerItem>("svd-26-2")).await.unwrap();
    opened.body.position = Some(Term::from("partly"));
    opened.body.claims =
        vec![claim("Texterna är gamla", "agrees"), claim("Ansvar saknas", "disagrees")];
    world.door().save(opened, "").await.unwrap();
    let page = client.get(&format!("/answer/{}/work", world.id::<Answer>("sva-2026"))).await;
    page.is(200).has("Ansvar saknas").has("Instämmer inte").has("Reglementet säger det redan.");
    page.lacks(".:").lacks("⟦");
}

#[tokio::test]
async fn aud_14_a_part_is_written_with_only_what_the_form_asks_for() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let (answer, item) = (world.id::<Answer>("sva-2026"), world.id::<AnswerItem>("svd-26-2"));
    let write = format!("/answer-item/{item}/write");
    for language in ["sv", "en"] {
        client.reads(language);
        client
            .get(&write)
            .await
            .is(200)
            .has("name=\"planned\"")
            .lacks("name=\"measures\"")
            .lacks("⟦");
    }
    client.reads("sv");
    client
        .get(&write)
        .await
        .lacks("name=\"reasoning\"")
        .lacks("name=\"answer\"")
        .has("Åtgärder som svaret");
    let before = world.door().read_as(item).await.unwrap();
    let revision = before.0.revision.to_string();
    let form = [
        ("_revision", &*revision),
        ("_base", &*revision),
        ("_act", "save"),
        ("planned", "En övning till."),
    ];
    let to = client.post(&write, &form).await.is(303).header("location").to_owned();
    assert_eq!(to, format!("/answer/{answer}/work?done=saved#item-{item}"));
    let (_, after) = world.door().read_as(item).await.unwrap();
    assert_eq!(after.planned.unwrap().0, "En övning till.");
    assert_eq!((after.measures, after.subject), (before.1.measures, before.1.subject));
    // Who began on what was there before is shown both versions, and may keep the own.
    let late = [
        ("_revision", &*revision),
        ("_base", &*revision),
        ("_act", "save"),
        ("planned", "Tre övningar."),
    ];
    client.post(&write, &late).await.is(409).has("En övning till.").has("Tre övningar.");
}

#[tokio::test]
async fn aud_16_each_form_asks_for_its_own() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit = world.id::<Audit>("gra-2026");
    for (form, asked, not) in [("a", "solved_when", "planned"), ("c", "reasoning", "timetable")] {
        let begun = client.post(&format!("/audit/{audit}/answers"), &[("format", form)]).await;
        let to = begun.is(303).header("location").to_owned();
        let answer: Id<Answer> = to.split('/').nth(2).unwrap().parse().unwrap();
        let near = world.door().near(answer.cast()).await.unwrap();
        let item = near.pointing::<AnswerItem>().next().unwrap().0.head.id;
        let page = client.get(&format!("/answer-item/{item}/write")).await;
        page.is(200).has(&format!("name=\"{asked}\"")).lacks(&format!("name=\"{not}\"")).lacks("⟦");
        // What the rules will ask for at review is said from the start.
        page.has("Innan svaret kan lämnas för granskning behövs också:");
        let added = client
            .post(
                &format!("/answer-item/{item}/write"),
                &[("_act", "add:claims"), ("_revision", "1")],
            )
            .await;
        if form == "c" {
            added.is(200).has("name=\"claims.0.claim\"");
        }
    }
    // Several answers are told apart by number, form and state.
    for tab in ["documents", "answers"] {
        let page = client.get(&format!("/audit/{audit}/{tab}")).await;
        let forms = if tab == "documents" { ["form A", "form C"] } else { ["A – ", "C – "] };
        for form in forms {
            page.is(200).has(form).has("Beredning");
        }
    }
}

#[tokio::test]
async fn aud_17_an_answer_in_preparation_is_for_those_who_prepare_it() {
    let world = World::of(ground()).await;
    let answer = world.id::<Answer>("sva-2026");
    for outsider in ["revisor", "rs-ledamot"] {
        let mut client = world.sign_in(outsider).await;
        let sent = client.get(&format!("/answer/{answer}/work")).await;
        assert_eq!(sent.is(303).header("location"), format!("/answer/{answer}"));
        client
            .get(&format!("/answer/{answer}"))
            .await
            .is(200)
            .has("Svaret bereds")
            .lacks("answer.pdf");
        let item = world.id::<AnswerItem>("svd-26-2");
        client.get(&format!("/answer-item/{item}/write")).await.is(403);
        let audit = world.id::<Audit>("gra-2026");
        client
            .get(&format!("/audit/{audit}/documents"))
            .await
            .is(200)
            .lacks("answer.pdf")
            .lacks("drafts=yes");
    }
    let mut writer = world.sign_in("strateg").await;
    writer.get(&format!("/answer/{answer}/work")).await.is(200);
    super::settled::write_out(&world).await;
    super::settled::step(&world, |answer| answer.state = State::Review).await;
    let mut member = world.sign_in("rs-ledamot").await;
    member.get(&format!("/answer/{answer}/work")).await.is(200).has("väntar på beslut");
}

type Archive = zip::ZipArchive<std::io::Cursor<Vec<u8>>>;

async fn package(world: &World, reader: &str, audit: &str, asked: &str) -> Archive {
    let mut client = world.sign_in(reader).await;
    let audit = world.id::<Audit>(audit);
    let answer = client.get(&format!("/audit/{audit}/documents/package.zip{asked}")).await;
    let bytes = answer.is(200).bytes.clone();
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap()
}

/// The names in a package.
async fn packed(world: &World, reader: &str, audit: &str, asked: &str) -> Vec<String> {
    let mut archive = package(world, reader, audit, asked).await;
    let names = 0..archive.len();
    names.map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect()
}

/// Lets the demo's evidence of the newest audit have a file.
async fn show(world: &World, name: &str, bytes: &[u8]) {
    let door = world.door();
    let file = door.keep_file(name, "text/plain", bytes).await.unwrap();
    let mut evidence = door.open_as(world.id::<Evidence>("und-gra-akut")).await.unwrap();
    evidence.body.file = Some(file);
    door.save(evidence, "").await.unwrap();
}

fn answers(names: &[String]) -> usize {
    names.iter().filter(|name| name.starts_with("SVA")).count()
}

#[tokio::test]
async fn aud_33_the_package_holds_no_answer_that_nobody_has_decided() {
    let world = World::of(ground()).await;
    assert_eq!(answers(&packed(&world, "revisor", "gra-2024", "").await), 1);
    for asked in ["", "?drafts=yes"] {
        assert_eq!(answers(&packed(&world, "revisor", "gra-2026", asked).await), 0);
    }
    assert_eq!(answers(&packed(&world, "strateg", "gra-2026", "").await), 0);
    assert_eq!(answers(&packed(&world, "strateg", "gra-2026", "?drafts=yes").await), 1);
}

#[tokio::test]
async fn aud_33_the_package_holds_the_report_and_the_files_of_the_evidence() {
    let world = World::of(ground()).await;
    let door = world.door();
    let report = door.keep_file("rapport.txt", "text/plain", b"Rapporten").await.unwrap();
    let mut audit = door.open_as(world.id::<Audit>("gra-2026")).await.unwrap();
    audit.body.source = Some(report);
    door.save(audit, "").await.unwrap();
    show(&world, "övning.txt", "Övningen".as_bytes()).await;
    let names = packed(&world, "revisor", "gra-2026", "").await;
    let has = |folder: &str, end: &str| {
        names.iter().any(|name| name.starts_with(folder) && name.ends_with(end))
    };
    assert!(has("rapport/GRA", "rapport.txt") && has("underlag/UND", "övning.txt"), "{names:?}");
    let extract = packed(&world, "revisor", "gra-2026", "?extract=open").await;
    assert!(!extract.iter().any(|name| name.contains('/')), "{extract:?}");
}

#[tokio::test]
async fn aud_33_a_file_that_is_too_heavy_is_told_of_in_the_package() {
    let world = World::of(ground()).await;
    show(&world, "film.txt", &vec![b'x'; crate::pages::PACKAGE + 1]).await;
    let mut archive = package(&world, "revisor", "gra-2026", "").await;
    let mut text = Vec::new();
    let mut overview = archive.by_name("översikt.docx").unwrap();
    std::io::Read::read_to_end(&mut overview, &mut text).unwrap();
    let text = stadga_publish::text_in::text_of("översikt.docx", &text).unwrap().text;
    assert!(text.contains("Fick inte plats i paketet; hämtas i Stadga under UND"), "{text}");
    drop(overview);
    assert!(!archive.file_names().any(|name| name.unwrap().starts_with("underlag/")));
}

#[tokio::test]
async fn aud_24_words_that_the_records_have_left_behind_are_told_with_what_they_say_now() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let item = world.id::<AnswerItem>("svd-26-1");
    let (head, part) = world.door().read_as(item).await.unwrap();
    let work = format!("/answer/{}/work", part.answer);
    let revision = head.revision.to_string();
    let take = format!("/answer-item/{item}/take/planned");
    client.post(&take, &[("revision", revision.as_str())]).await.is(303);
    client.get(&work).await.is(200).lacks("Registret säger nu");
    let measure = part.measures[0];
    let mut opened = world.door().open_as(measure).await.unwrap();
    opened.body.title = "Något helt annat".into();
    world.door().save(opened, "").await.unwrap();
    client
        .get(&work)
        .await
        .is(200)
        .has("Registret säger nu")
        .has("Registret har ändrats")
        .lacks("⟦");
    // Taken over anew, all is as the records say.
    let revision = world.door().read(item.cast()).await.unwrap().head.revision.to_string();
    client.post(&take, &[("revision", revision.as_str())]).await.is(303);
    client.get(&work).await.is(200).lacks("Registret säger nu").has("Något helt annat");
}

#[tokio::test]
async fn aud_17_the_auditors_see_on_their_own_page_that_an_answer_has_come() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    let here = "Svar har kommit";
    auditor.get("/").await.is(200).lacks(here);
    let (_, sent) = world.door().read_as(world.id::<Answer>("sva-2024")).await.unwrap();
    let day = sent.dispatched_on.unwrap();
    auditor.get(&format!("/?as-of={}", day.tomorrow().unwrap())).await.is(200).has(here).lacks("⟦");
    let mut strategist = world.sign_in("strateg").await;
    strategist.get(&format!("/?as-of={}", day.tomorrow().unwrap())).await.is(200).lacks(here);
}

/// The text of a page's part for one part of the answer.
async fn panel(client: &mut stadga_testkit::Client, work: &str, item: Id<AnswerItem>) -> String {
    let page = client.get(work).await.is(200).lacks("⟦").text();
    let from = page.split(&format!("id=\"item-{item}\"")).nth(1).unwrap_or_default();
    from.split("<section").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn aud_19_a_promise_that_the_text_does_not_tell_of_is_told_in_every_form() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit = world.id::<Audit>("gra-2026");
    for form in ["a", "b", "c"] {
        let begun = client.post(&format!("/audit/{audit}/answers"), &[("format", form)]).await;
        let work = begun.is(303).header("location").to_owned();
        let answer: Id<Answer> = work.split('/').nth(2).unwrap().parse().unwrap();
        let near = world.door().near(answer.cast()).await.unwrap();
        let item: Id<AnswerItem> = near.pointing::<AnswerItem>().next().unwrap().0.head.id.cast();
        let mut opened = world.door().open_as(item).await.unwrap();
        let body = &mut opened.body;
        body.reasoning = Some("Vi tar tag i frågan.".into());
        body.timetable = Some("Inget att redovisa.".into());
        world.door().save(opened, "").await.unwrap();
        let untold = "Löftet står inte i texten";
        assert!(
            !panel(&mut client, &work, item).await.contains(untold),
            "{form}: nothing promised"
        );
        let (audit, item_id) = (audit.to_string(), item.to_string());
        let promise = [
            ("text", "Rutinen revideras"),
            ("words", "senast våren 2027"),
            ("audit", audit.as_str()),
            ("item", item_id.as_str()),
        ];
        client.post("/promise/new", &promise).await.is(303);
        assert!(panel(&mut client, &work, item).await.contains(untold), "{form}");
        client.get(&work).await.is(200).has("har ett löfte som inte står i texten");
        let mut opened = world.door().open_as(item).await.unwrap();
        opened.body.reasoning = Some("Det är klart senast  Våren 2027.".into());
        opened.body.timetable = Some("Klart senast våren 2027.".into());
        world.door().save(opened, "").await.unwrap();
        assert!(!panel(&mut client, &work, item).await.contains(untold), "{form}: now it is told");
    }
}

#[tokio::test]
async fn aud_24_a_promise_made_after_the_proposal_was_taken_over_is_told_beside_the_text() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let item = world.id::<AnswerItem>("svd-26-1");
    let (head, part) = world.door().read_as(item).await.unwrap();
    let work = format!("/answer/{}/work", part.answer);
    let revision = head.revision.to_string();
    let take = format!("/answer-item/{item}/take/timetable");
    client.post(&take, &[("revision", revision.as_str())]).await.is(303);
    let changed = "Förslaget har ändrats";
    assert!(!panel(&mut client, &work, item).await.contains(changed));
    let (audit, id) = (world.id::<Audit>("gra-2026").to_string(), item.to_string());
    let promise = [
        ("text", "Övningen görs om"),
        ("words", "senast våren 2027"),
        ("audit", audit.as_str()),
        ("item", id.as_str()),
    ];
    client.post("/promise/new", &promise).await.is(303);
    let told = panel(&mut client, &work, item).await;
    assert!(told.contains(changed) && told.contains("Löftet står inte i texten"), "{told}");
}

#[tokio::test]
async fn aud_16_form_a_answers_the_overall_questions_too_and_shows_the_auditors_grade() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit = world.id::<Audit>("gra-2024");
    let near = world.door().near(audit.cast()).await.unwrap();
    let asked: Vec<_> = near.pointing::<crate::question::AuditQuestion>().collect();
    let overall: Vec<Id> = asked
        .iter()
        .filter(|(_, question)| question.overall)
        .map(|(revision, _)| revision.head.id)
        .collect();
    let begun = client.post(&format!("/audit/{audit}/answers"), &[("format", "a")]).await;
    let work = begun.is(303).header("location").to_owned();
    let answer: Id<Answer> = work.split('/').nth(2).unwrap().parse().unwrap();
    let near = world.door().near(answer.cast()).await.unwrap();
    let parts: Vec<_> = near.pointing::<AnswerItem>().collect();
    assert_eq!(parts.len(), asked.len());
    let of_overall =
        |part: &AnswerItem| part.question.is_some_and(|id| overall.contains(&id.cast()));
    assert_eq!(parts.iter().filter(|(_, part)| of_overall(part)).count(), 3);
    let page = client.get(&work).await.is(200).text();
    let places: Vec<(usize, bool)> = parts
        .iter()
        .map(|(revision, part)| {
            let place = page.find(&format!("id=\"item-{}\"", revision.head.id)).unwrap();
            (place, of_overall(part))
        })
        .collect();
    let last_other = places.iter().filter(|(_, overall)| !overall).map(|(at, _)| at).max();
    assert!(places.iter().filter(|(_, overall)| *overall).all(|(at, _)| Some(at) > last_other));
    assert_eq!(page.matches("Revisorernas bedömning: ").count(), asked.len());
}

#[tokio::test]
async fn aud_17_the_step_offers_the_decisions_about_the_answer_and_leaves_the_rest_to_the_search() {
    let world = World::of(ground()).await;
    super::settled::write_out(&world).await;
    super::settled::step(&world, |answer| answer.state = State::Review).await;
    let door = world.door();
    let (_, known) =
        door.read_as(world.id::<stadga_decisions::Decision>("bes-svar-2024")).await.unwrap();
    let about = |title: &str, about: Vec<Id>| stadga_decisions::Decision {
        title: title.into(),
        about,
        ..known.clone()
    };
    let (audit, other) =
        (world.id::<Audit>("gra-2026").cast(), world.id::<Audit>("gra-2024").cast());
    for decision in [
        about("A om något annat", vec![other]),
        about("B om ingenting", vec![]),
        about("C om granskningen", vec![audit]),
    ] {
        door.create(&decision, "").await.unwrap();
    }
    let answer = world.id::<Answer>("sva-2026");
    let mut client = world.sign_in("strateg").await;
    let page = client.get(&format!("/answer/{answer}/move/decide")).await.is(200).lacks("⟦").text();
    let select = page.split("name=\"decision\"").nth(1).unwrap();
    let select = select.split("</select>").next().unwrap();
    assert!(!select.contains("A om något annat"), "left to the search");
    let at = |title: &str| select.find(title).unwrap_or_else(|| panic!("{title}: {select}"));
    assert!(at("C om granskningen") < at("B om ingenting"));
    assert!(page.contains("name=\"decision.find\""), "and there is a search");
    assert!(!page.contains("är markerat som beslutat"), "nothing has been marked yet");
}

#[tokio::test]
async fn aud_24_evidence_that_comes_after_the_proposal_was_taken_over_is_told_beside_the_text() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let item = world.id::<AnswerItem>("svd-26-1");
    let (head, part) = world.door().read_as(item).await.unwrap();
    let work = format!("/answer/{}/work", part.answer);
    let take = format!("/answer-item/{item}/take/done");
    let revision = head.revision.to_string();
    client.post(&take, &[("revision", revision.as_str())]).await.is(303);
    let changed = "Förslaget har ändrats";
    assert!(!panel(&mut client, &work, item).await.contains(changed));
    let (_, known) = world.door().read_as(world.id::<Evidence>("und-gra-akut")).await.unwrap();
    let new = Evidence {
        title: "Beslutade tider".into(),
        measures: vec![part.measures[0]],
        valid_to: None,
        ..known
    };
    world.door().create(&new, "").await.unwrap();
    let told = panel(&mut client, &work, item).await;
    assert!(told.contains(changed) && told.contains("Underlag: Beslutade tider"), "{told}");
    let revision = world.door().read(item.cast()).await.unwrap().head.revision.to_string();
    client.post(&take, &[("revision", revision.as_str())]).await.is(303);
    assert!(!panel(&mut client, &work, item).await.contains(changed));
    let (_, part) = world.door().read_as(item).await.unwrap();
    assert_eq!(part.evidence.len(), 1, "and the part rests on it");
}
