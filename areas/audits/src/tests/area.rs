//! What every area is held to, and the area's own pages, documents and tools, on the demo region.

use crate::{
    answer::Answer, answer_item::AnswerItem, audit::Audit, checkpoint::Checkpoint,
    recommendation::Recommendation,
};
use stadga_model::{Id, Record as _, Refusal};
use stadga_organisation::Person;
use stadga_publish::text_in::text_of;
use stadga_testkit::{World, standard};
use stadga_web::Area;
use std::{collections::BTreeSet, io::Read as _};

/// Someone who has left and holds no role.
const NOBODY: &str = "sakerhetssamordnare-tidigare";

/// The area with what it stands on.
pub fn ground() -> Vec<Area> {
    vec![
        stadga_organisation::area(),
        stadga_decisions::area(),
        stadga_measures::area(),
        stadga_documents::area(),
        crate::area(),
    ]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "strateg", NOBODY).await;
}

#[tokio::test]
async fn aud_09_the_audit_s_own_pages_render_in_both_languages_and_on_a_past_date() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    for language in ["sv", "en"] {
        client.reads(language);
        for record in world.all("audit").await {
            for tab in ["questions", "recommendations", "follow-up", "answers", "documents"] {
                let path = format!("/audit/{}/{tab}", record.head.id);
                client.get(&path).await.is(200).lacks("⟦");
            }
        }
        for record in world.all("answer").await {
            client.get(&format!("/answer/{}/work", record.head.id)).await.is(200).lacks("⟦");
        }
        client.get("/").await.is(200).lacks("⟦");
    }
    let audit: Id<Audit> = world.id("gra-2024");
    let past = format!("/audit/{audit}/recommendations?as-of=2024-06-10");
    client.get(&past).await.is(200).lacks("⟦");
}

#[tokio::test]
async fn aud_20_the_board_sees_overdue_promises_first() {
    let world = World::of(ground()).await;
    let mut member = world.sign_in("rs-ledamot").await;
    let page = member.get("/board/promises").await.is(200).lacks("⟦").text();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(
        at("Utbildningen är genomförd i alla förvaltningar")
            < at("Kopplingen till personalsystemet")
    );
}

#[tokio::test]
async fn t37_answers_come_as_pdf_and_word_in_one_step() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    for key in ["sva-2024", "sva-forstudie", "sva-ansvar", "sva-2026"] {
        let answer: Id<Answer> = world.id(key);
        let address = format!("/answer/{answer}/documents/answer");
        let pdf = client.get(&format!("{address}.pdf")).await;
        assert!(pdf.is(200).bytes.starts_with(b"%PDF"), "{key}");
        let word = client.get(&format!("{address}.docx")).await;
        assert!(word.is(200).bytes.starts_with(b"PK"), "{key}");
        client.get(&format!("{address}.exe")).await.is(404);
    }
}

#[tokio::test]
async fn aud_33_the_package_is_one_step_and_holds_every_form() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit: Id<Audit> = world.id("gra-2024");
    let answer = client.get(&format!("/audit/{audit}/documents/package.zip")).await;
    let bytes = answer.is(200).bytes.clone();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names =
        (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned());
    let names: Vec<String> = names.collect();
    let endings = names.iter().filter_map(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let endings: BTreeSet<&str> = endings.collect();
    assert_eq!(endings, BTreeSet::from(["docx", "json", "pdf", "xlsx"]));
    for name in ["questions.pdf", "follow-up.docx"] {
        client.get(&format!("/audit/{audit}/documents/{name}")).await.is(200);
    }
}

/// Everything that the parts of an archive hold, archives in it unpacked.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        match part.as_slice() {
            [b'P', b'K', ..] => all.push_str(&unpacked(&part)),
            [b'%', b'P', b'D', b'F', ..] => all.push_str(&text_of("x.pdf", &part).unwrap().text),
            plain => all.push_str(&String::from_utf8_lossy(plain)),
        }
    }
    all
}

#[tokio::test]
async fn t40_an_open_extract_of_the_package_names_functions_only() {
    let world = World::all_open(ground()).await;
    let persons = world.all(Person::KIND).await;
    for (at, person) in persons.iter().enumerate() {
        let mut opened = world.door().open_as::<Person>(person.head.id.cast()).await.unwrap();
        opened.body.name =
            format!("Anna Qvarnström{}", char::from(b'a' + u8::try_from(at % 26).unwrap()));
        opened.body.email = None;
        world.door().save(opened, "").await.unwrap();
    }
    let mut client = world.sign_in("strateg").await;
    let audit: Id<Audit> = world.id("gra-2024");
    let package = format!("/audit/{audit}/documents/package.zip");
    let whole = client.get(&package).await;
    assert!(unpacked(&whole.is(200).bytes).contains("Qvarnström"), "the test would see a name");
    let extract = client.get(&format!("{package}?extract=open")).await;
    let all = unpacked(&extract.is(200).bytes);
    assert!(!all.contains("Qvarnström") && all.contains("öppet utdrag"), "{all}");
    assert!(extract.header("content-disposition").contains("oppet-utdrag"));
    client.get(&format!("/audit/{audit}")).await.is(200).has("package.zip?extract=open");
}

#[tokio::test]
async fn aud_14_a_proposal_becomes_the_part_s_own_words_and_what_it_rests_on() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let item: Id<AnswerItem> = world.id("svd-26-2");
    let revision = world.door().read(item.cast()).await.unwrap().head.revision.to_string();
    let take = format!("/answer-item/{item}/take/done");
    client.post(&take, &[("revision", &revision)]).await.is(303);
    let (_, taken) = world.door().read_as(item).await.unwrap();
    let words = taken.done.unwrap().0;
    assert!(words.contains("Klart 2026-06-05") && words.contains("Rapport från övning"), "{words}");
    assert!(taken.evidence.contains(&world.id("und-gra-akut")));
    // Someone who looks at the page as it was before is told so.
    client.post(&take, &[("revision", &revision)]).await.is(409);
}

#[tokio::test]
async fn aud_16_an_answer_begins_with_a_part_for_every_recommendation() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let audit: Id<Audit> = world.id("gra-genomlysning");
    let begun = client.post(&format!("/audit/{audit}/answers"), &[("format", "c")]).await;
    let to = begun.is(303).header("location").to_owned();
    client.get(&to).await.is(200).has("tjänstekatalog").lacks("⟦");
    let id: Id<Answer> = to.split('/').nth(2).unwrap().parse().unwrap();
    let near = world.door().near(id.cast()).await.unwrap();
    let items: Vec<_> = near.pointing::<AnswerItem>().collect();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|(_, item)| item.recommendation.is_some()));
}

#[tokio::test]
async fn aud_14_an_answer_that_lacks_a_part_does_not_go_to_review() {
    let world = World::all_open(ground()).await;
    let mut opened = world.door().open_as(world.id::<Answer>("sva-2026")).await.unwrap();
    opened.body.state = crate::answer::State::Review;
    let Err(Refusal::Refused(findings)) = world.door().save(opened, "").await else {
        panic!("went to review")
    };
    let lacking =
        findings.iter().filter(|finding| finding.code == "AUD-14" && finding.is_blocking());
    assert!(lacking.count() >= 4);
}

#[tokio::test]
async fn aud_18_a_checkpoint_takes_its_status_from_the_records() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("sakerhetschef").await;
    let record = Checkpoint {
        title: "Avstämning".into(),
        audit: world.id("gra-2026"),
        date: "2027-05-01".parse().unwrap(),
        state: Default::default(),
        unit: None,
        owner: None,
        attending: Vec::new(),
        status: None,
        result: None,
    };
    let made = world.door().create(&record, "").await.unwrap();
    client.get(&format!("/checkpoint/{}", made.head.id)).await.is(200).has("1 av 2").lacks("⟦");
    client.post(&format!("/checkpoint/{}/take", made.head.id), &[]).await.is(303);
    let (_, taken) = world.door().read_as::<Checkpoint>(made.head.id.cast()).await.unwrap();
    assert!(taken.status.unwrap().0.contains("1 av 2 åtgärder är genomförda"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_told_in_a_sentence() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    client.get("/audit/read").await.is(200).has("type=\"file\"").lacks("⟦");
    client.upload("/audit/read", "tom.pdf", b"").await.is(422).has("Filen är tom").lacks("⟦");
    client.get("/audit/read/abc").await.is(404);
}

#[tokio::test]
async fn sec_10_the_auditor_sees_audits_and_changes_none() {
    let world = World::of(ground()).await;
    let mut auditor = world.sign_in("revisor").await;
    let (audit, recommendation) =
        (world.id::<Audit>("gra-2024"), world.id::<Recommendation>("rek-24-1"));
    auditor.get(&format!("/audit/{audit}")).await.is(200);
    auditor.get(&format!("/audit/{audit}/recommendations")).await.is(200);
    auditor.get(&format!("/recommendation/{recommendation}/edit")).await.is(403);
    auditor.get("/audit/read").await.is(403);
}
