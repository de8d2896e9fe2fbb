//! Lists and searches: filters, the Swedish order, pages, words, and only what the reader may open.

use super::{State, Task, door, task};
use crate::{Batch, Compare, Filter, ListQuery, Sort};
use jiff::ToSpan as _;
use stadga_model::{Action, Actor, At, Date, Draft, Grant, Id, Money, Reach, Refusal, Right};

#[tokio::test]
async fn lists_filter_sort_in_swedish_and_page() {
    let door = door().await;
    for (title, due) in
        [("Östra", None), ("apa", Some("2024-05-01")), ("Åre", Some("2024-03-01")), ("Zeta", None)]
    {
        let due = due.map(|due| due.parse().unwrap());
        door.create(&Task { due, cost: Some(Money(500)), ..task(title) }, "").await.unwrap();
    }
    let titles = async |query: ListQuery| {
        let page = door.list("task", &query).await.unwrap();
        page.rows
            .iter()
            .map(|row| row.body["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let sort = |field: &str, descending| Some(Sort { field: field.into(), descending });
    let filter = |field: &str, compare| vec![Filter { field: field.into(), compare }];
    assert_eq!(
        titles(ListQuery { sort: sort("title", false), ..Default::default() }).await,
        ["apa", "Zeta", "Åre", "Östra"]
    );
    let due = titles(ListQuery { sort: sort("due", true), ..Default::default() }).await;
    assert_eq!(due[..2], ["apa", "Åre"], "those without a date come last");
    let from = filter("due", Compare::From("2024-04-01".into()));
    assert_eq!(titles(ListQuery { filters: from, ..Default::default() }).await, ["apa"]);
    let has = filter("title", Compare::Has("ÖST".into()));
    assert_eq!(titles(ListQuery { filters: has, ..Default::default() }).await, ["Östra"]);
    let cost = filter("cost", Compare::Is(vec!["500".into()]));
    assert_eq!(titles(ListQuery { filters: cost, ..Default::default() }).await.len(), 4);
    let second = ListQuery { sort: sort("title", false), size: 3, page: 1, ..Default::default() };
    assert_eq!(titles(second).await, ["Östra"]);
    let unknown = filter("1=1 OR 'x", Compare::Is(vec!["' OR 1=1 --".into()]));
    assert_eq!(titles(ListQuery { filters: unknown, ..Default::default() }).await.len(), 0);
}

#[tokio::test]
async fn a_list_of_more_than_are_counted_comes_in_its_order() {
    let door = door().await;
    let day = |nth: i64| Date::constant(2026, 1, 1).checked_add(nth.days()).unwrap();
    let made = |nth: i64| Task { due: (nth > 0).then(|| day(nth * 7 % 1_200)), ..task("rad") };
    let drafts = (0..1_200).map(|nth| Draft::new(Id::new(door.store().now()), &made(nth)).unwrap());
    let creates = drafts.collect();
    door.write(Batch { creates, ..Batch::default() }).await.unwrap();
    for descending in [true, false] {
        let sort = Some(Sort { field: "due".into(), descending });
        let open =
            vec![Filter { field: "state".into(), compare: Compare::Is(vec!["open".into()]) }];
        let asked = ListQuery { sort, filters: open, ..ListQuery::default() };
        let page = door.list("task", &asked).await.unwrap();
        assert!(page.uncounted() && page.more && page.rows.len() == 50);
        let due = |at: usize| page.rows[at].body["due"].as_str().unwrap().to_owned();
        let ends = if descending { [1_199, 1_150] } else { [1, 50] };
        assert_eq!([due(0), due(49)], ends.map(|nth| day(nth).to_string()));
        let last = ListQuery { page: 23, ..asked };
        let last = door.list("task", &last).await.unwrap();
        assert!(last.rows.last().unwrap().body["due"].is_null(), "what has no date comes last");
    }
}

#[tokio::test]
async fn records_are_counted_by_their_counted_fields_as_of_an_instant() {
    let door = door().await;
    let due = |due: &str| Some(due.parse::<Date>().unwrap());
    let made = door.create(&Task { due: due("2026-03-01"), ..task("ett") }, "").await.unwrap();
    for due in [due("2026-03-01"), due("2026-04-01"), None] {
        door.create(&Task { due, ..task("två") }, "").await.unwrap();
    }
    let before = door.now();
    let mut opened = door.open_as::<Task>(made.head.id.cast()).await.unwrap();
    opened.body.state = State::Done;
    door.save(opened, "").await.unwrap();
    let counted = async |at, query| {
        let groups = door.looking_from(at).counted("task", &query).await.unwrap();
        let told = |group: &crate::Group| {
            let values = group.values.iter().map(|value| value.given().unwrap_or("-").to_owned());
            format!("{} {}", values.collect::<Vec<_>>().join(" "), group.count)
        };
        groups.iter().map(told).collect::<Vec<_>>()
    };
    let all = ListQuery::default;
    let now = ["done 2026-03-01 1", "open 2026-03-01 1", "open 2026-04-01 1", "open - 1"];
    assert_eq!(counted(At::Now, all()).await, now);
    let past = ["open 2026-03-01 2", "open 2026-04-01 1", "open - 1"];
    assert_eq!(counted(At::Past(before), all()).await, past);
    let open = Filter { field: "title".into(), compare: Compare::Is(vec!["två".into()]) };
    let open = ListQuery { filters: vec![open], ..all() };
    assert_eq!(counted(At::Now, open).await, now[1..]);
    assert!(door.counted("person", &all()).await.is_err(), "persons are not counted by anything");
}

#[tokio::test]
async fn search_knows_inflections_compounds_and_dates() {
    let door = door().await;
    let made = door.create(&task("Sårbarheterna i journalsystemet"), "").await.unwrap();
    let mut opened = door.open_as::<Task>(made.head.id.cast()).await.unwrap();
    opened.body.title = "Loggkontroll".into();
    door.save(opened, "").await.unwrap();
    let past = door.looking_from(At::Past(made.head.at));
    for words in ["sårbarhet", "system", "journalsyst", &made.head.number] {
        assert_eq!(past.search(words, 10).await.unwrap().len(), 1, "{words}");
    }
    assert!(door.search("sårbarhet", 10).await.unwrap().is_empty());
    assert!(door.search("\" OR *", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn sec_08_lists_show_what_may_be_opened() {
    let program = door().await;
    let unit = program.create(&task("enhet"), "").await.unwrap().head.id;
    let me = program.create(&task("jag"), "").await.unwrap().head.id;
    let inside =
        program.create(&Task { unit: Some(unit), ..task("inne") }, "").await.unwrap().head.id;
    let mine = program.create(&Task { owner: Some(me), ..task("min") }, "").await.unwrap().head.id;
    let grant = Grant {
        role: "r".into(),
        may: vec![Right::to(Action::Read, "task")],
        reach: Reach::Units(vec![unit]),
    };
    let may = [Action::Read, Action::Change].map(|action| Right::to(action, "task")).to_vec();
    let own = Grant { role: String::new(), may, reach: Reach::Own };
    let actor = Actor { name: "jag".into(), person: Some(me), grants: vec![grant, own] };
    let door = program.store().door(actor, At::Now);
    let listed = door.list("task", &ListQuery::default()).await.unwrap();
    let listed: Vec<_> = listed.rows.iter().map(|row| row.head.id).collect();
    assert_eq!(listed, [mine, inside]);
    assert!(matches!(door.read(unit).await, Err(Refusal::NotFound)));
    assert!(matches!(door.open(inside).await, Err(Refusal::Denied)));
    assert!(door.open(mine).await.is_ok());
    assert!(matches!(door.create(&task("ny"), "").await, Err(Refusal::Denied)));
    let nobody = Actor { name: "ingen".into(), person: None, grants: vec![] };
    assert_eq!(
        program
            .store()
            .door(nobody, At::Now)
            .list("task", &ListQuery::default())
            .await
            .unwrap()
            .total,
        0
    );
}
