//! Masked copies: what is masked is gone from every file, what is not secret is there, and both versions are kept.

use super::world::{copied, details, file, made, under_way, work, world};
use crate::{DisclosureCopy, detail::Ruling};
use stadga_measures::Measure;
use stadga_model::{Mark, Reading, Record as _, Revision};
use stadga_organisation::Person;
use stadga_publish::{sheet::read_workbook, text_in::text_of};
use stadga_testkit::{Client, World};
use std::io::{Cursor, Read as _};

/// What the demo's mark withholds.
const SECRETS: [&str; 2] = ["Skilj styrsystemens", "släpper igenom mer"];

/// Everything that a file holds: its bytes, its parts unpacked, its streams unpacked, the text that a reader sees.
pub fn everything(name: &str, bytes: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(bytes).into_owned();
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut part = Vec::new();
            archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
            all.push_str(&String::from_utf8_lossy(&part));
        }
    }
    for at in (0..bytes.len()).filter(|at| bytes[*at..].starts_with(b"stream")) {
        let start = at + b"stream".len();
        let start = start + bytes[start..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        let mut stream = Vec::new();
        let _ = flate2::read::ZlibDecoder::new(&bytes[start..]).read_to_end(&mut stream);
        all.push_str(&String::from_utf8_lossy(&stream));
    }
    if let Ok(read) = text_of(name, bytes) {
        all.push_str(&read.text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    all
}

const FILES: [(&str, &str); 4] =
    [("pdf", "x.pdf"), ("word", "x.docx"), ("sheet", "x.xlsx"), ("data", "x.json")];

async fn files(client: &mut Client, copy: &Revision) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for (field, name) in FILES {
        let answer = file(client, copy, field).await;
        all.push((field, everything(name, &answer.is(200).bytes)));
    }
    all
}

#[tokio::test]
async fn sec_07_what_is_masked_is_gone_from_every_file() {
    let world = world().await;
    let id = under_way(&world);
    let mut officer = world.sign_in("registrator").await;
    officer.get(&work(id, "work")).await.is(200).lacks(SECRETS[0]).has("[maskat: OSL 18 kap. 8 §]");
    officer.post(&work(id, "copies"), &[]).await.is(422).has("återstår att besluta");
    let copy = copied(&world, &mut officer, id).await;
    for (name, all) in files(&mut officer, &copy).await {
        for secret in SECRETS {
            assert!(!all.contains(secret), "{secret} is in {name}");
        }
        assert!(all.contains("[maskat: OSL 18 kap. 8 §]"), "{name} lacks the sign");
        for trace in ["w:rsid", "w:ins ", "w:del ", "w:comment", "Registrator"] {
            assert!(!all.contains(trace), "{name} has {trace}");
        }
        let endings = all.matches("startxref").count();
        assert!(endings == usize::from(name == "pdf"), "{name} has earlier revisions in it");
        let open = world.door().read(world.id::<Measure>("atg-natverksdok").cast()).await.unwrap();
        let title = open.body["title"].as_str().unwrap();
        assert!(name == "pdf" || all.contains(title), "{name} lacks {title}");
    }
    assert!(copy.body.get("original").is_none_or(serde_json::Value::is_null));
    assert_eq!(copy.body["hours"], 19);
    assert!(
        world.all(Mark::KIND).await.iter().all(|mark| mark.body["of"] != copy.head.id.to_string())
    );
}

#[tokio::test]
async fn sec_07_all_forms_say_the_same() {
    let world = world().await;
    let id = under_way(&world);
    let mut officer = world.sign_in("registrator").await;
    let copy = copied(&world, &mut officer, id).await;
    let data = file(&mut officer, &copy, "data").await.value();
    let sheet = file(&mut officer, &copy, "sheet").await;
    let book = read_workbook(&sheet.bytes).unwrap();
    let (word, pdf) =
        (file(&mut officer, &copy, "word").await, file(&mut officer, &copy, "pdf").await);
    let flat = |text: String| text.split_whitespace().collect::<String>();
    let word = flat(text_of("x.docx", &word.bytes).unwrap().text);
    let pdf = flat(text_of("x.pdf", &pdf.bytes).unwrap().text);
    let sheet = flat(format!("{book:?}"));
    let mut parts = 0;
    for record in data["records"].as_array().unwrap() {
        for part in record["parts"].as_array().unwrap() {
            let text = part["text"].as_str().unwrap();
            parts += 1;
            assert!(word.contains(&flat(text.to_owned())), "Word lacks {text}");
            assert!(
                sheet.contains(&flat(format!("{text:?}")).replace("\\\"", ""))
                    || text.contains('"')
                    || text.contains('\n'),
                "Excel lacks {text}"
            );
            let first: String = text.chars().take(20).collect();
            assert!(
                pdf.replace('-', "").contains(&flat(first.clone()).replace('-', "")),
                "PDF lacks {first}"
            );
        }
    }
    assert!(parts > 10);
}

#[tokio::test]
async fn sec_07_whoever_may_read_it_can_disclose_it_and_the_reading_is_noted() {
    let world = world().await;
    let (id, measure) = (under_way(&world), world.id::<Measure>("atg-hemlig"));
    let mut officer = world.sign_in("registrator").await;
    let title = format!("{measure}.title.ruling");
    officer
        .post(&work(id, "work"), &[(title.as_str(), "disclose")])
        .await
        .is(422)
        .has("Du får inte läsa");
    assert!(details(&world, id).await.is_empty());
    officer.post(&work(id, "read"), &[]).await.is(200).lacks(SECRETS[0]);

    let mut cleared = world.sign_in("strateg").await;
    let before = world.all(Reading::KIND).await.len();
    cleared.post(&work(id, "read"), &[]).await.is(200).has(SECRETS[0]).has("Läsningen är noterad");
    cleared.post(&work(id, "work"), &[(title.as_str(), "disclose")]).await.is(303);
    let copy = copied(&world, &mut cleared, id).await;
    let readings = world.all(Reading::KIND).await;
    assert!(readings.len() > before + 1, "reading and copying are both noted");
    let number = world.door().read(id.cast()).await.unwrap().head.number;
    let told = |reading: &Revision| reading.body["purpose"].as_str().unwrap().contains(&number);
    assert_eq!(readings.iter().filter(|reading| told(reading)).count(), readings.len() - before);

    // What was disclosed of a marked record is for those whom the mark names, not for all.
    assert!(copy.head.withholds("pdf") && copy.head.withholds("original"));
    let page = cleared
        .post(&format!("/disclosure-copy/{}/reveal", copy.head.id), &[("purpose", "kontroll")])
        .await;
    let page = page.is(200).text();
    let ids: Vec<&str> = page.split("/files/").skip(1).filter_map(|rest| rest.get(..64)).collect();
    assert_eq!(ids.len(), 5);
    let mut disclosed = 0;
    for file in &ids {
        let answer = cleared.get(&format!("/files/{file}")).await;
        let all = everything("x.docx", &answer.is(200).bytes);
        disclosed += usize::from(all.contains(SECRETS[0]));
        officer.get(&format!("/files/{file}")).await.is(404);
    }
    assert!(disclosed >= 3, "{disclosed} files have what was disclosed");
    officer.get(&format!("/disclosure-copy/{}", copy.head.id)).await.is(200).has("OSL 18:8");
}

#[tokio::test]
async fn sec_07_both_versions_are_kept_and_the_whole_one_is_sealed() {
    let world = world().await;
    let id = under_way(&world);
    let mut cleared = world.sign_in("strateg").await;
    let copy = copied(&world, &mut cleared, id).await;
    assert!(copy.head.withholds("original") && !copy.head.withholds("pdf"));
    let readers = &copy.head.withheld.as_ref().unwrap().readers.persons;
    assert!(readers.contains(&world.id::<Person>("it-chef").cast()));
    for (name, all) in files(&mut world.sign_in("controller").await, &copy).await {
        assert!(!all.contains(SECRETS[0]), "{name}");
    }
    let history = world.door_of("strateg").await.reveal(copy.head.id, "kontroll").await.unwrap();
    let whole: DisclosureCopy = history[0].typed().unwrap();
    let original = whole.original.unwrap();
    let mut reader = world.sign_in("it-chef").await;
    let reveal = format!("/disclosure-copy/{}/reveal", copy.head.id);
    reader.post(&reveal, &[("purpose", "kontroll")]).await.is(200);
    let bytes = reader.get(&format!("/files/{}", original.0)).await.is(200).bytes.clone();
    let text = text_of("x.pdf", &bytes).unwrap().text;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("styrsystemens nät"), "{text}");
    // What holds secret matter says so on its face, and by which provision; what is given out bears no such stamp.
    assert!(text.contains("OSL 5 kap. 5 §") && text.contains("OSL 18 kap. 8 §"), "{text}");
    let given = file(&mut reader, &copy, "pdf").await.is(200).bytes.clone();
    assert!(!text_of("x.pdf", &given).unwrap().text.contains("5 kap. 5"));
    let mut other = world.sign_in("controller").await;
    other.get(&format!("/files/{}", original.0)).await.is(404);
    // The record that was copied tells where it was given out.
    let measure = world.id::<Measure>("atg-natverksdok");
    other.get(&format!("/measure/{measure}")).await.is(200).has("Utlämnad i");
}

#[tokio::test]
async fn sec_07_an_open_detail_can_be_masked_with_a_ground_and_a_reason() {
    let world = world().await;
    let (id, measure) = (under_way(&world), world.id::<Measure>("atg-natverksdok"));
    let mut officer = world.sign_in("registrator").await;
    let part = format!("{measure}.title");
    let mask = work(id, "mask");
    officer.post(&mask, &[]).await.is(422).has("Markera minst en uppgift");
    let bare = [("part", part.as_str())];
    officer.post(&mask, &bare).await.is(422).has("måste ha en bestämmelse i lag");
    let form = [
        ("part", part.as_str()),
        ("ground", "osl-18-8"),
        ("reason", "Visar var skyddet är svagt."),
    ];
    officer.post(&mask, &form).await.is(303);
    let title =
        world.door().read(measure.cast()).await.unwrap().body["title"].as_str().unwrap().to_owned();
    officer.get(&work(id, "work")).await.is(200).lacks(&title);
    let copy = copied(&world, &mut officer, id).await;
    for (name, all) in files(&mut officer, &copy).await {
        assert!(!all.contains(&title), "{title} is in {name}");
    }
    // The officer thinks better of it.
    let ruling = format!("{part}.ruling");
    officer.post(&work(id, "work"), &[(ruling.as_str(), "disclose")]).await.is(303);
    let copy = made(&world, &mut officer, id).await;
    let data = file(&mut officer, &copy, "data").await;
    data.has(&title);
    assert!(details(&world, id).await.iter().any(|detail| detail.ruling == Ruling::Disclose));
}

#[tokio::test]
async fn t40_a_copy_names_functions_unless_a_name_is_disclosed() {
    let world = world().await;
    let id = under_way(&world);
    let person = renamed(&world, "it-chef", "Anna Qvarnström").await;
    let mut officer = world.sign_in("registrator").await;
    officer.get(&work(id, "work")).await.is(200).has("Anna Qvarnström");
    let copy = copied(&world, &mut officer, id).await;
    for (name, all) in files(&mut officer, &copy).await {
        assert!(!all.contains("Qvarnström"), "the name is in {name}");
    }
    let ruling = format!("{person}.name.ruling");
    officer.post(&work(id, "work"), &[(ruling.as_str(), "mask")]).await.is(422);
    officer.post(&work(id, "work"), &[(ruling.as_str(), "disclose")]).await.is(303);
    let copy = made(&world, &mut officer, id).await;
    file(&mut officer, &copy, "data").await.has("Anna Qvarnström");
}

async fn renamed(world: &World, key: &str, name: &str) -> stadga_model::Id<Person> {
    let id = world.id::<Person>(key);
    let mut opened = world.door().open_as(id).await.unwrap();
    opened.body.name = name.into();
    world.door().save(opened, "").await.unwrap();
    id
}
