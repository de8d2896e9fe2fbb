//! Forms: what is written comes back whole, faults stand at their fields, two writers lose nothing.

use super::{Note, State, Thing, World};
use crate::form::{Filled, parse};
use axum::http::StatusCode;
use proptest::prelude::*;
use stadga_model::{
    Action, Actor, Body, Grant, Id, Instant, Money, Period, Prose, Reach, Record, Right, Term,
    body_of,
};

#[tokio::test]
async fn a_record_is_made_from_a_form() {
    let world = World::new().await;
    let form = world.get("/thing/new?title=Från%20adressen").await;
    form.has("value=\"Från adressen\"")
        .has("Lägg till rad: Anteckningar")
        .has("Sista dagen.")
        .lacks("name=\"state\"");
    form.has("multipart/form-data").lacks("Gammal");
    let pairs = [
        ("title", "Ny"),
        ("due", "2026-05-01"),
        ("cost", "1 000,50"),
        ("why", "rad 1\r\nrad 2"),
        ("urgent", "yes"),
        ("notes.0", "new"),
        ("notes.0.text", "första"),
        ("notes.1", "new"),
        ("notes.1.text", " "),
        ("lines", "a\n\nb"),
        ("period.from", "2026-01-01"),
        ("period.to", ""),
        ("_act", "save"),
    ];
    let pairs = pairs.map(|(name, value)| (name, if name == "cost" { "1 000" } else { value }));
    let made = world.post("/thing/new", &pairs).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let id: Id = made.to.trim_start_matches("/thing/").split('?').next().unwrap().parse().unwrap();
    let thing = world.thing(id).await;
    assert_eq!((thing.title.as_str(), thing.state, thing.urgent), ("Ny", State::Open, true));
    assert_eq!(thing.cost, Some(Money::kronor(1000)));
    assert_eq!(thing.why, Some("rad 1\nrad 2".into()));
    assert_eq!(thing.notes.len(), 1, "a row in which nothing is written is none");
    assert_eq!(thing.lines, ["a", "b"]);
    world.get(&made.to).await.has("Posten finns nu");
}

#[tokio::test]
async fn all_faults_are_told_at_once_and_all_that_was_written_is_kept() {
    let world = World::new().await;
    let pairs = [
        ("title", " "),
        ("due", "i morgon"),
        ("cost", "5000"),
        ("count", "tolv"),
        ("why", ""),
        ("notes.0", "new"),
        ("notes.0.text", ""),
        ("notes.0.date", "2026-01-01"),
        ("lines", "behålls <b>"),
    ];
    let page = world.post("/thing/new", &pairs).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.has("Allt du skrev finns kvar")
        .has("autofocus")
        .has("href=\"#f-due\"")
        .has("det är inget datum");
    page.has("value=\"i morgon\"")
        .has("value=\"tolv\"")
        .has("behålls &lt;b&gt;")
        .has("value=\"2026-01-01\"");
    page.has("href=\"#f-title\"").has("Rubrik saknas. Fyll i det.").has("href=\"#f-notes-0-text\"");
    page.has("behöver ett skäl")
        .has("aria-invalid=\"true\" aria-describedby=\"f-due-help f-due-fault\"");
    world.get("/thing").await.has("Här finns inget än");
}

#[tokio::test]
async fn who_may_not_write_just_this_loses_nothing() {
    let mut world = World::new().await;
    let may = [Action::Read, Action::Create].map(|action| Right::to(action, "*")).to_vec();
    let grant = Grant { role: "elsewhere".into(), may, reach: Reach::Units(Vec::new()) };
    world.actor = Actor { name: "x".into(), person: None, grants: vec![grant] };
    let page = world.post("/thing/new", &[("title", "Kvar"), ("why", "Allt kvar")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.has("Du får inte spara").has("value=\"Kvar\"").has("Allt kvar");
}

#[tokio::test]
async fn rows_and_searches_work_without_script() {
    let world = World::new().await;
    world.make(&Thing::named("Beta")).await;
    let more = world.post("/thing/new", &[("title", "Kvar"), ("_act", "add:notes")]).await;
    assert_eq!(more.status, StatusCode::OK);
    more.has("name=\"notes.0\" value=\"new\"").has("value=\"Kvar\"");
    let pairs = [
        ("notes.0", "new"),
        ("notes.0.text", "en"),
        ("notes.1", "new"),
        ("notes.1.text", "två"),
        ("_act", "remove:notes.0"),
    ];
    world
        .post("/thing/new", &pairs)
        .await
        .has("name=\"notes.0.text\" value=\"två\"")
        .lacks("notes.1");
    let found = world.post("/thing/new", &[("owner.find", "bet"), ("_act", "find:owner")]).await;
    found.has("Beta (T-2026-0001)").has("value=\"bet\"");
}

#[tokio::test]
async fn enter_in_a_search_searches_and_saves_nothing() {
    let world = World::new().await;
    let beta = world.make(&Thing::named("Beta")).await.head.id.to_string();
    let words = [("title", "Ny"), ("owner.find", "bet"), ("_act", "enter")];
    let found = world.post("/thing/new", &words).await;
    assert_eq!(found.status, StatusCode::OK);
    found.has("1 träff. Välj den i listan.").has("name=\"owner.found\" value=\"bet\"");
    found.has("data-find autofocus").has("aria-describedby=\"f-owner-found\"").has("value=\"Ny\"");
    let none = [("title", "Ny"), ("owner.find", "saknas"), ("_act", "enter")];
    world.post("/thing/new", &none).await.has("Inget hittades för ”saknas”");
    world.get("/thing").await.lacks("Ny</a>");
    // The same key in a field, after the search: the record is saved.
    let after = [&words[..], &[("owner.found", "bet"), ("owner", &beta)]].concat();
    assert_eq!(world.post("/thing/new", &after).await.status, StatusCode::SEE_OTHER);
    // A change of many records asks for its value in the same way.
    let many =
        [("id", &*beta), ("change", "field:owner"), ("owner.find", "bet"), ("_act", "enter")];
    world.post("/thing/bulk", &many).await.has("1 träff").lacks("Så här skulle det bli");
}

#[tokio::test]
async fn a_search_while_one_types_tells_what_it_came_to() {
    let world = World::new().await;
    let ids =
        [world.make(&Thing::named("Beta ett")).await, world.make(&Thing::named("Beta två")).await];
    let told = |words: &str, rest: &str| format!("/pick?kinds=thing&causes.find={words}{rest}");
    let both = world.get(&told("beta", "&many=1")).await;
    both.has("hx-swap-oob=\"innerHTML:#f-causes-found\"").has("2 träffar. Välj i listan.");
    both.has("Välj en till").has("Beta ett").has("Beta två");
    let chosen = format!("&many=1&chosen={}", ids[0].head.id);
    world.get(&told("beta", &chosen)).await.has("1 träff.").lacks("Beta ett");
    world.get(&told("gamma", "&many=1")).await.has("Inget hittades för ”gamma”");
    world.get(&told("", "&many=1")).await.lacks("träff").has("Beta ett");
}

#[tokio::test]
async fn a_row_in_which_nothing_is_written_stays_in_the_form_but_is_no_part_of_the_record() {
    let world = World::new().await;
    let pairs = [
        ("title", ""),
        ("notes.0", "new"),
        ("notes.0.text", ""),
        ("notes.1", "new"),
        ("notes.1.text", "skriven"),
    ];
    let page = world.post("/thing/new", &pairs).await;
    page.has("name=\"notes.0.text\" value=\"skriven\"").has("name=\"notes.1\" value=\"new\"");
    page.lacks("name=\"notes.2\"").has("Rad 1").has("Rad 2");
}

#[tokio::test]
async fn an_address_opens_the_form_at_a_new_row() {
    let world = World::new().await;
    let mut thing = Thing::named("Saken");
    thing.notes = vec![Note { text: "först".into(), date: None, sure: false, written: None }];
    let path = format!("/thing/{}", world.make(&thing).await.head.id);
    let form = world.get(&format!("{path}/edit?add=notes")).await;
    form.has("id=\"f-notes-1\" tabindex=\"-1\" autofocus").has("name=\"notes.1\" value=\"new\"");
    form.lacks("id=\"f-notes-0\" tabindex=\"-1\" autofocus");
    // What holds no rows gets none.
    world.get(&format!("{path}/edit?add=title")).await.lacks("title.0");
    world.get(&path).await.has(&format!("{path}/edit?add=notes"));
}

#[tokio::test]
async fn two_writers_lose_nothing() {
    let world = World::new().await;
    let mut thing = Thing::named("Från början");
    thing.count = Some(1);
    let thing = world.make(&thing).await;
    let path = format!("/thing/{}/edit", thing.head.id);
    let base = [("_revision", "1"), ("_base", "1")];
    let theirs = [&base[..], &[("title", "Deras"), ("count", "1"), ("due", "2026-05-01")]].concat();
    assert_eq!(world.post(&path, &theirs).await.status, StatusCode::SEE_OTHER);
    let mine = [&base[..], &[("title", "Min"), ("count", "2"), ("_reason", "Därför")]].concat();
    let conflict = world.post(&path, &mine).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    conflict
        .has("Någon annan hann före")
        .has("Från början")
        .has("Deras")
        .has("Min")
        .has("value=\"Därför\"");
    conflict
        .has("name=\"_keep.count\" value=\"mine\" checked")
        .has("name=\"_keep.due\" value=\"theirs\" checked");
    conflict.lacks("name=\"_keep.title\" value=\"mine\" checked").has("name=\"_base\" value=\"1\"");
    let choice = [
        ("_revision", "2"),
        ("_base", "1"),
        ("title", "Min"),
        ("count", "2"),
        ("_keep.title", "theirs"),
        ("_keep.count", "mine"),
        ("_keep.due", "theirs"),
        ("_act", "save"),
    ];
    assert_eq!(world.post(&path, &choice).await.status, StatusCode::SEE_OTHER);
    let thing = world.thing(thing.head.id).await;
    assert_eq!(
        (thing.title.as_str(), thing.count, thing.due),
        ("Deras", Some(2), "2026-05-01".parse().ok())
    );
}

#[tokio::test]
async fn what_the_program_set_stays_whatever_a_form_says() {
    let world = World::new().await;
    let mut thing = Thing::named("x");
    let written: Instant = "2020-01-01T00:00:00Z".parse().unwrap();
    let note =
        |text: &str| Note { text: text.into(), date: None, sure: false, written: Some(written) };
    thing.notes = vec![note("bort"), note("kvar")];
    thing.state = State::Done;
    let thing = world.make(&thing).await;
    let pairs = [
        ("title", "x"),
        ("state", "open"),
        ("notes.0", "1"),
        ("notes.0.text", "ändrad"),
        ("notes.0.written", "1999-01-01T00:00:00"),
        ("_revision", "1"),
        ("_base", "1"),
    ];
    let path = format!("/thing/{}/edit", thing.head.id);
    assert_eq!(world.post(&path, &pairs).await.status, StatusCode::SEE_OTHER);
    let after = world.thing(thing.head.id).await;
    assert_eq!((after.state, after.notes.len()), (State::Done, 1));
    assert_eq!((after.notes[0].text.as_str(), after.notes[0].written), ("ändrad", Some(written)));
    let same = [
        ("title", "x"),
        ("notes.0", "0"),
        ("notes.0.text", "ändrad"),
        ("_revision", "2"),
        ("_base", "2"),
    ];
    assert!(world.post(&path, &same).await.to.ends_with("?done=unchanged"));
}

prop_compose! {
    fn note()(text in "[a-zåäö<\"&]{1,9}", days in proptest::option::of(0i64..9000), sure: bool) -> Note {
        Note { text, date: days.map(date), sure, written: None }
    }
}

fn date(days: i64) -> stadga_model::Date {
    stadga_model::Date::constant(2010, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap()
}

fn id(n: u8) -> Id {
    Id::seeded(Instant::UNIX_EPOCH, 0, &[n; 10])
}

prop_compose! {
    fn thing()(
        title in "[ -~åäö]{0,20}",
        (due, cost) in (proptest::option::of(0i64..9000), proptest::option::of(any::<i32>())),
        why in proptest::option::of("[a-zåäö \n<>&]{0,30}"),
        grade in proptest::option::of("[a-z-]{1,8}"),
        owner in proptest::option::of(any::<u8>()),
        causes in proptest::collection::btree_set(any::<u8>(), 0..4),
        notes in proptest::collection::vec(note(), 0..4),
        period in proptest::option::of((0i64..9000, proptest::option::of(0i64..9000))),
        (urgent, count) in (any::<bool>(), proptest::option::of(any::<i64>())),
        lines in proptest::collection::vec("[a-z,.å]{1,9}", 0..4),
        // Whole seconds, and not in the hour that autumn has twice.
        at in proptest::option::of(0i64..150_000_000),
    ) -> Thing {
        Thing {
            title: title.trim().to_owned(),
            due: due.map(date),
            cost: cost.map(|ore| Money(ore.into())),
            why: why.map(|why| why.trim_end().to_owned()).filter(|why| !why.is_empty()).map(Prose),
            grade: grade.map(Term),
            owner: owner.map(id),
            causes: causes.into_iter().map(id).collect(),
            notes,
            period: period.map(|(from, to)| Period { from: date(from), to: to.map(date) }),
            urgent,
            count,
            lines,
            at: at.map(|at| Instant::from_second(1_767_225_600 + at / 100_000 * 3600 * 24).unwrap()),
            ..Thing::named("")
        }
    }
}

proptest! {
    #[test]
    fn a_body_goes_through_its_form_unchanged(thing in thing()) {
        let body = body_of(&thing).unwrap();
        let pairs: Vec<(String, String)> = Filled::of(Thing::SPEC.fields, &body)
            .pairs()
            .map(|(name, value)| (name.to_owned(), value.replace('\n', "\r\n")))
            .collect();
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let filled: Filled = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let base = Body::from_iter([("state".to_owned(), serde_json::json!("open"))]);
        let (back, faults) = parse(Thing::SPEC.fields, &|field| !field.fixed, &filled, &base);
        prop_assert_eq!(faults, vec![]);
        let back: Thing = serde_json::from_value(serde_json::Value::Object(back)).unwrap();
        prop_assert_eq!(back, thing);
    }

    #[test]
    fn no_form_makes_the_reader_fail(pairs in proptest::collection::vec(("(title|notes|period|causes|at|cost)[.0-9a-z]{0,8}", "\\PC{0,12}"), 0..12)) {
        let mut filled: Filled = pairs.into_iter().collect();
        filled.tidy(Thing::SPEC.fields, "");
        filled.remove_row("notes", 3);
        let (body, _) = parse(Thing::SPEC.fields, &|_| true, &filled, &Body::new());
        prop_assert!(body.contains_key("notes"));
    }
}
