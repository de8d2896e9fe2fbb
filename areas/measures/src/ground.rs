//! The ground areas together: their words are whole, their pages show, the demo region is written by their rules.

use std::{collections::BTreeSet, sync::Arc};

use axum::{Extension, Router, body::Body as Content, http::Request};
use stadga_access::Policy;
use stadga_model::{
    Actor, At, Body, Field, FieldType, FixedClock, Id, Instant, Kinds, Language, Scales, Texts,
};
use stadga_store::{Fixtures, ListQuery, Store, StoreOptions};
use stadga_web::{App, AppOptions, Area, Context, Theme};
use tower::ServiceExt;

const TODAY: &str = "2026-11-22T09:00:00Z";
const ROLES: &str = include_str!("../../../content/roles.toml");

fn areas() -> Vec<Area> {
    vec![stadga_organisation::area(), stadga_decisions::area(), crate::area()]
}

/// The program with the ground areas and the demo region.
async fn demo() -> (App, Fixtures) {
    let (areas, policy) = (areas(), Policy::read(ROLES).unwrap());
    let scales = Scales::read(areas.iter().flat_map(|area| area.scales.iter().copied())).unwrap();
    let store = Store::open(StoreOptions {
        path: None,
        org: "demo".into(),
        kinds: areas.iter().flat_map(|area| area.kinds.clone()).collect::<Kinds>(),
        scales: Arc::new(scales.with(policy.scale())),
        clock: Arc::new(FixedClock(TODAY.parse().unwrap())),
    });
    let store = store.await.unwrap();
    let files = areas.iter().flat_map(|area| area.fixtures.iter().copied());
    let fixtures = Fixtures::read(files).unwrap();
    fixtures.plant(&store).await.unwrap();
    let texts = std::iter::once(stadga_web::TEXTS).chain(areas.iter().map(|area| area.texts));
    let app = App::new(AppOptions {
        store,
        texts: Texts::read(texts.collect::<Vec<_>>()).unwrap(),
        areas,
        policy,
        organisation: "Region Exempel".into(),
        program: "stadga".into(),
        secure_cookies: false,
    });
    (app, fixtures)
}

fn context(app: &App, person: Option<Id>, language: Language, at: At) -> Context {
    let actor = Actor { person, ..Actor::program("test") };
    Context {
        door: app.store.door(actor, at),
        app: app.clone(),
        language,
        path: "/".into(),
        user: String::new(),
        theme: Theme::default(),
    }
}

/// One of the areas' own pages.
async fn page(cx: &Context, path: &str) -> String {
    let routes = cx.app.areas.iter().filter_map(|area| area.routes).map(|routes| routes());
    let router = routes.fold(Router::new(), Router::merge).with_state(cx.app.clone());
    let request = Request::get(path).body(Content::empty()).unwrap();
    let answer = router.layer(Extension(cx.clone())).oneshot(request).await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(!text.contains('⟦'), "{path} lacks a text");
    text
}

#[tokio::test]
async fn every_word_is_there_in_both_languages() {
    let (app, _) = demo().await;
    let mut lost = stadga_web::missing_texts(&app);
    for kind in app.kinds().iter() {
        for key in headings(kind.spec.kind, kind.spec.fields) {
            let missing = |l: &Language| app.texts.find(*l, &key, &[]).is_none();
            lost.extend(
                Language::ALL.iter().filter(|l| missing(l)).map(|l| format!("{l:?}: {key}")),
            );
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
}

/// The headings that a kind's links have on their targets' pages.
fn headings(path: &str, fields: &[Field]) -> Vec<String> {
    let of_field = |field: &Field| {
        let key = format!("{path}-{}", field.name);
        match field.ty {
            FieldType::Link(_) | FieldType::Links(_) => vec![format!("{key}-of")],
            FieldType::Rows(inner) => headings(&key, inner),
            _ => Vec::new(),
        }
    };
    fields.iter().flat_map(of_field).collect()
}

#[tokio::test]
async fn the_demo_region_shows_what_the_rules_find() {
    let (app, _) = demo().await;
    let door = app.store.door(Actor::program("test"), At::Now);
    let mut found = BTreeSet::new();
    for kind in app.kinds().iter() {
        let all = ListQuery { size: 1_000, ..ListQuery::default() };
        let page = door.list(kind.spec.kind, &all).await.unwrap();
        assert!(!page.rows.is_empty(), "no {}", kind.spec.kind);
        for revision in page.rows {
            every_term_is_known(&app, kind.spec.fields, &revision.body);
            let near = door.near(revision.head.id).await.unwrap();
            for finding in door.findings(&revision, &near).await.unwrap() {
                assert!(!finding.is_blocking(), "{} {}", revision.head.number, finding.text_key());
                found.insert(finding.text_key());
            }
        }
    }
    let lost = |key: &&String| Language::ALL.iter().any(|l| app.texts.find(*l, key, &[]).is_none());
    assert_eq!(found.iter().find(lost), None);
    for shown in [
        "finding-ism-06-owner",
        "finding-ism-07-overdue",
        "finding-ism-08-decision",
        "finding-ism-09-unfunded",
        "finding-ism-10-due",
        "finding-ism-12",
        "finding-ism-16-silent",
        "finding-aud-24-none",
        "finding-aud-24-ended",
        "finding-org-04-ground",
        "finding-org-13-vacant",
        "finding-org-26-overdue",
    ] {
        assert!(found.contains(shown), "the demo shows no {shown}: {found:?}");
    }
}

fn every_term_is_known(app: &App, fields: &[Field], body: &Body) {
    for field in fields {
        match (field.ty, body.get(field.name)) {
            (FieldType::Scale(scale), Some(serde_json::Value::String(term))) => {
                let known = app.store.scales().get(scale).is_some_and(|s| s.step(term).is_some());
                assert!(known, "{scale} has no {term}");
            }
            (FieldType::Rows(inner), Some(serde_json::Value::Array(rows))) => {
                let rows = rows.iter().filter_map(|row| row.as_object());
                rows.for_each(|row| every_term_is_known(app, inner, row));
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn t1_the_board_sees_the_pace_now_and_on_a_past_date_in_both_languages() {
    let (app, fixtures) = demo().await;
    for language in Language::ALL {
        let now = page(&context(&app, None, language, At::Now), super::pages::BOARD).await;
        assert!(now.contains("<svg") && now.contains("2026 Q4") && now.contains("2023 Q1"));
    }
    let then: Instant = "2024-06-30T20:00:00Z".parse().unwrap();
    let past = context(&app, None, Language::Swedish, At::Past(then));
    let board = page(&past, super::pages::BOARD).await;
    assert!(board.contains("2024 Q2") && !board.contains("2024 Q3"));
    let unit = fixtures.id("mt").unwrap();
    let of_unit = page(&past, &format!("{}?unit={unit}", super::pages::BOARD)).await;
    assert!(of_unit.len() < board.len());
}

#[tokio::test]
async fn t5_what_lacks_money_is_on_the_list_for_the_budget() {
    let (app, _) = demo().await;
    let cx = context(&app, None, Language::Swedish, At::Now);
    let list = page(&cx, super::pages::UNFUNDED).await;
    assert!(list.contains("Skilj av medicintekniska produkter i eget nät"));
    assert!(list.contains("3\u{a0}200\u{a0}000\u{a0}kr"));
    assert!(!list.contains("Inför stark autentisering"), "it is funded");
}

#[tokio::test]
async fn t22_the_political_follow_up_is_weak_until_the_board_steers() {
    let (app, _) = demo().await;
    let cx = context(&app, None, Language::Swedish, At::Now);
    let weak = page(&cx, "/board/treatment?from=2021-01-01&to=2023-05-31").await;
    let row = weak.split("<tr>").find(|row| row.contains(">Informationssäkerhet<")).unwrap();
    assert!(row.contains(">2</a>") && row.contains("Svag"), "{row}");
    let later = page(&cx, "/board/treatment?from=2023-06-01&to=2026-11-22").await;
    let row = later.split("<tr>").find(|row| row.contains(">Informationssäkerhet<")).unwrap();
    assert!(!row.contains("Svag"), "{row}");
}

#[tokio::test]
async fn t4_people_are_asked_only_for_their_own() {
    let (app, fixtures) = demo().await;
    for language in Language::ALL {
        let person = fixtures.id("mt-ingenjor");
        let cx = context(&app, person, language, At::Now);
        let mut asked = Vec::new();
        for home in app.areas.iter().flat_map(|area| &area.home) {
            asked.extend((home.render)(&cx).await.unwrap());
        }
        assert!(asked.iter().all(|duty| !duty.what.contains('⟦') && !duty.why.contains('⟦')));
        assert!(asked.len() < 5, "{asked:?}");
    }
    let strateg = context(&app, fixtures.id("strateg"), Language::Swedish, At::Now);
    let asked = crate::home::duties(&strateg).await.unwrap();
    assert!(asked.iter().any(|duty| duty.what.contains("Gör grundutbildningen obligatorisk")));
}
