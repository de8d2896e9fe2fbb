//! The area's own pages on the demo region: the pace, the unfunded needs, and what each person is asked for.

use stadga_model::{Draft, Id, Record, body_of};
use stadga_store::Batch;
use stadga_testkit::World;

use super::{area::ground, measure};
use crate::{Measure, measure::State};

#[tokio::test]
async fn t1_the_board_sees_the_pace_in_both_languages() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    for language in ["sv", "en"] {
        client.reads(language);
        let page = client.get(crate::pages::BOARD).await;
        page.is(200).has("<svg").has("2026 Q4").has("2023 Q1").lacks("⟦");
    }
}

#[tokio::test]
async fn sec_06_t1_the_pace_is_seen_as_it_was_known_on_a_past_date() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    let page = client.get("/board/measures?as-of=2024-06-30").await;
    page.is(200).has("2024 Q2").lacks("2024 Q3");
}

#[tokio::test]
async fn ism_07_the_pace_of_a_unit_counts_all_below_it() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let unit: Id = world.fixtures.id("hsf").unwrap();
    let page = client.get(&format!("/board/measures?unit={unit}")).await;
    page.is(200).has(">Medicinsk teknik</a>").lacks(">Säkerhetsenheten</a>");
}

#[tokio::test]
async fn ism_08_each_prioritised_measure_that_lacks_something_is_listed() {
    let mut client = World::of(ground()).await.sign_in("rs-ordforande").await;
    let page = client.get(crate::pages::BOARD).await.text();
    let row = page.split("<tr>").find(|row| row.contains("artificiell")).unwrap();
    assert!(row.contains("Ansvarig, Beslut, Klart senast"), "{row}");
}

#[tokio::test]
async fn t5_what_lacks_money_is_on_the_list_for_the_budget() {
    let mut client = World::of(ground()).await.sign_in("controller").await;
    let page = client.get(crate::pages::UNFUNDED).await;
    page.is(200).has("Skilj av medicintekniska produkter i eget nät");
    page.has("3\u{a0}200\u{a0}000\u{a0}kr").lacks("Inför stark autentisering");
}

#[tokio::test]
async fn t4_people_are_asked_only_for_their_own() {
    let world = World::of(ground()).await;
    let late = "Gör grundutbildningen obligatorisk";
    let ending = "Skärmbild av formuläret för incidenter";
    world.sign_in("strateg").await.get("/").await.is(200).has(late).lacks(ending);
    world.sign_in("servicedeskchef").await.get("/").await.is(200).has(ending).lacks(late);
}

#[tokio::test]
async fn ism_16_what_a_measure_asks_for_is_one_step_from_where_it_is_written() {
    let world = World::of(ground()).await;
    let mut silent = measure(State::InProgress);
    silent.owner = Some(world.id("strateg"));
    silent.start = "2026-01-07".parse().ok();
    let id = Id::new(world.door().now());
    let draft = Draft { id, kind: Measure::KIND, body: body_of(&silent).unwrap() };
    world.door().write(Batch { creates: vec![draft], ..Batch::default() }).await.unwrap();
    let (record, mut owner) = (format!("/measure/{id}"), world.sign_in("strateg").await);
    let form = format!("{record}/edit?add=progress");
    let report = format!("{record}/report");
    owner.get("/").await.is(200).has(&format!("href=\"{report}\""));
    owner.get(&record).await.is(200).has(&format!("<a href=\"{form}\">"));
    // The first report is the first thing to do on the page of a measure that has none.
    let page = owner.get(&record).await.text();
    let actions = page.split("<div class=\"actions\">").nth(1).unwrap();
    let button = format!("<a class=\"ds-button\" href=\"{report}\" data-variant=\"primary\">");
    assert!(actions.trim_start().starts_with(&button), "{actions}");
    let asked = owner.get(&report).await.is(200).text();
    assert!(asked.contains("name=\"progress.0.date\" value=\"2026-"), "today stands there");
    assert!(!asked.contains("name=\"title\""), "nothing else is asked for");
    let sent = |percent| {
        let fixed = [("_revision", "1"), ("_base", "1"), ("_act", "save"), ("progress.0", "new")];
        let row = [("progress.0.date", "2026-01-31"), ("progress.0.percent", percent)];
        [&fixed[..], &row, &[("progress.0.text", "Första steget är taget.")]].concat()
    };
    owner.post(&report, &sent("150")).await.is(422).has("150 procent kan inte stämma");
    let done = owner.post(&report, &sent("25")).await;
    assert_eq!(done.is(303).header("location"), format!("{record}?done=saved"));
    owner.get(&record).await.is(200).has("Första steget är taget.");
    let again = owner.get(&report).await.is(200).text();
    assert!(again.contains("Raden före") && again.contains("25 procent"), "{again}");
    owner.get(&form).await.is(200).has("name=\"progress.1\" value=\"new\"").has("autofocus");
    // Who may only read is shown no way that is closed.
    let mut auditor = world.sign_in("revisor").await;
    auditor.get(&record).await.is(200).lacks("add=progress").lacks(&report);
    auditor.get(&report).await.is(403);
}

#[tokio::test]
async fn aud_24_what_is_missing_and_what_is_wrong_are_told_at_once() {
    let mut client = World::of(ground()).await.sign_in("strateg").await;
    let pairs = [
        ("title", "Intyg"),
        ("reference", "RK 2026-12"),
        ("valid_from", "2026-05-01"),
        ("valid_to", "2026-04-01"),
        ("_act", "save"),
    ];
    let page = client.post("/evidence/new", &pairs).await;
    page.is(422).has("Daterat saknas").has("”Giltigt till” ligger före");
}

/// The address and the number of each link that has a figure in it.
fn figures(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a href=\"").skip(1);
    let figure = |link: &str| {
        let (href, rest) = link.split_once("\">")?;
        let shown = rest.strip_prefix("<b>").unwrap_or(rest).split('<').next()?;
        shown.parse::<u32>().ok()?;
        Some((href.replace("&amp;", "&"), shown.to_owned()))
    };
    links.filter_map(figure).collect()
}

#[tokio::test]
async fn ism_07_each_figure_opens_exactly_what_it_counts() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let unit: Id = world.fixtures.id("hsf").unwrap();
    for board in [crate::pages::BOARD.to_owned(), format!("/board/measures?unit={unit}")] {
        let page = client.get(&board).await.is(200).text();
        let figures = figures(&page);
        assert!(figures.len() > 5, "{figures:?}");
        for (href, number) in figures {
            let counted = match href.as_str() {
                "#ended" => {
                    let ended = page.split("id=\"ended\"").nth(1).unwrap();
                    ended.matches("<a href=\"/measure/").count().to_string()
                }
                crate::pages::UNFUNDED => {
                    let list = client.get(&href).await.is(200).text();
                    list.matches("<a href=\"/measure/").count().to_string()
                }
                _ => {
                    let list = client.get(&href).await.is(200).text();
                    let told = list.split("role=\"status\">").nth(1).unwrap();
                    told.split(' ').next().unwrap().to_owned()
                }
            };
            assert_eq!(counted, number, "{href} on {board}");
        }
    }
    // A unit's name leads to what is open there.
    let page = client.get(crate::pages::BOARD).await.text();
    let row = page.split("<tr>").find(|row| row.contains(">Medicinsk teknik</a>")).unwrap();
    let (href, rest) = row.split_once("<a href=\"").unwrap().1.split_once("\">").unwrap();
    let list = client.get(&href.replace("&amp;", "&")).await.is(200).text();
    let told = list.split("role=\"status\">").nth(1).unwrap().split(' ').next().unwrap();
    assert!(rest.contains(&format!(">{told}</td>")), "{told}: {row}");
}
