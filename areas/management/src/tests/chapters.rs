//! The chapters' figures on the demo region: scope by unit, what was before, and what other areas tell.

use stadga_model::{Date, Id, Refusal};
use stadga_organisation::Unit;
use stadga_testkit::World;
use stadga_web::{
    Area, Context,
    chapter::{Chapter, Chapters, Figure, Scope},
};

use super::area::ground;

/// The numbers of a report's table, by what is counted: now and before.
fn figures(page: &str) -> Vec<(String, Vec<String>)> {
    let cell = |text: &str| {
        let mut plain = String::new();
        let mut inside = false;
        for letter in text.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => plain.push(letter),
                _ => {}
            }
        }
        plain.trim().to_owned()
    };
    let rows = page.split("<tr><th scope=\"row\">").skip(1);
    rows.map(|row| {
        let (name, rest) = row.split_once("</th>").unwrap();
        let rest = rest.split("</tr>").next().unwrap();
        (
            cell(name),
            rest.split("</td>")
                .map(|text| cell(&format!("<{}", text.trim_start_matches('<'))))
                .collect(),
        )
    })
    .collect()
}

fn of<'a>(figures: &'a [(String, Vec<String>)], name: &str) -> &'a [String] {
    &figures
        .iter()
        .find(|(what, _)| what == name)
        .unwrap_or_else(|| panic!("no {name}: {figures:?}"))
        .1
}

#[tokio::test]
async fn t1_inflow_closed_and_overdue_stand_beside_the_year_before() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page =
        client.get("/management/reports/information-security?year=2025").await.is(200).text();
    let told = figures(&page);
    for name in
        ["Försenade åtgärder", "Nya under tiden", "Avslutade under tiden", "Medel som saknas"]
    {
        let row = of(&told, name);
        assert!(row.len() >= 3 && row[0] != "–" && row[1] != "–", "{name}: {row:?}");
    }
    assert!(page.contains("as-of=2025-12-31"), "counted at the end of the year");
    assert!(page.contains("<svg"), "the pace is a picture");
    let came: usize = of(&told, "Nya under tiden")[0].parse().unwrap();
    let behind =
        page.split("href=\"").find(|part| part.starts_with("/management/behind?what=came"));
    let behind = behind.unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let list = client.get(&behind).await.is(200).text();
    assert_eq!(list.matches("href=\"/measure/").count(), came, "{behind}");
}

/// The links of the pace's bars: what each is called, and where it leads.
fn bars(page: &str) -> Vec<(String, String)> {
    let picture = page.split("aria-labelledby=\"chapter-measures-title").nth(1).unwrap();
    let picture = picture.split("</svg>").next().unwrap();
    let links = picture.split("<a class=\"chart-link\" href=\"").skip(1);
    links
        .map(|link| {
            let (href, rest) = link.split_once("\" aria-label=\"").unwrap();
            (rest.split('"').next().unwrap().to_owned(), href.replace("&amp;", "&"))
        })
        .collect()
}

#[tokio::test]
async fn rep_04_each_bar_leads_to_as_many_records_as_it_counts() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page = client.get("/management/reports/information-security?year=2025").await;
    let bars = bars(&page.is(200).text());
    assert!(bars.len() > 3, "{bars:?}");
    for (name, href) in bars {
        assert!(href.contains("as-of=2025-12-31"), "{name} of then: {href}");
        let count: usize = name.rsplit(' ').next().unwrap().parse().unwrap();
        let list = client.get(&href).await.is(200).text();
        assert_eq!(list.matches("href=\"/measure/").count(), count, "{name}: {href}");
    }
    for amiss in ["quarter=nu&what=came", "quarter=2025-12-31&what=all"] {
        client.get(&format!("/management/behind?{amiss}")).await.is(404);
    }
}

#[tokio::test]
async fn rep_05_what_was_before_leads_to_what_was_counted_then() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("rs-ordforande").await;
    let page =
        client.get("/management/reports/information-security?year=2025").await.is(200).text();
    let summary = page.split("<caption>Det viktigaste i korthet").nth(1).unwrap();
    let summary = summary.split("</table>").next().unwrap();
    for day in ["as-of=2025-12-31", "as-of=2024-12-31"] {
        let link = summary.split("href=\"").find(|part| {
            part.starts_with("/measure?") && part.split('"').next().unwrap().contains(day)
        });
        let (href, rest) =
            link.unwrap_or_else(|| panic!("{day}: {summary}")).split_once('"').unwrap();
        let number = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        let list = client.get(&href.replace("&amp;", "&")).await.is(200).text();
        assert_eq!(list.matches("href=\"/measure/0").count().to_string(), number, "{href}");
    }
}

#[tokio::test]
async fn t5_what_lacks_money_is_in_the_report_with_its_sum() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("controller").await;
    let page = client.get("/management/reports/information-security").await.is(200).text();
    assert!(page.contains("Det som saknar mest pengar"));
    // 600 000 less 250 000 that was granted.
    let unit: Id<Unit> = world.id("hsf");
    let page = client.get(&format!("/management/reports/information-security?unit={unit}")).await;
    page.is(200).has("Klassa de system som är kvar").has("350\u{a0}000\u{a0}kr");
    page.lacks("Stöd på plats för den som klassar första gången");
}

#[tokio::test]
async fn t6_what_was_postponed_and_is_to_be_looked_at_again_is_told() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let page = client.get("/management/reports/information-security").await.is(200).text();
    let told = figures(&page);
    let due: usize = of(&told, "Uppskjutet som ska prövas igen nu")[0].parse().unwrap();
    assert!(due >= 1);
    let behind = client.get("/management/behind?what=again&since=2025-11-20").await.is(200).text();
    assert!(behind.contains("Ta fram gemensamma säkerhetskrav i upphandlingar"));
    assert!(behind.contains("Den nya upphandlingspolicyn är antagen."), "its condition");
}

#[tokio::test]
async fn doc_02_documents_are_told_by_how_they_stand_and_each_figure_leads_to_them() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let page = client.get("/management/reports/compliance?year=2026").await.is(200).text();
    let told = figures(&page);
    let expired: usize = of(&told, "Utgångna")[0].parse().unwrap();
    let valid: usize = of(&told, "Giltiga")[0].parse().unwrap();
    assert!(expired > 0 && valid > 0);
    let behind =
        client.get("/management/behind?what=expired&since=2026-01-01&as-of=2026-11-13").await;
    assert_eq!(behind.is(200).text().matches("href=\"/document/").count(), expired);
}

/// An area that tells how many units its scope has, and since when it is asked.
fn stranger() -> Area {
    async fn of(cx: &Context, scope: &Scope) -> Result<Chapter, Refusal> {
        let units = scope.units.as_ref().map_or(0, |units| units.len());
        let mut figure = Figure::pieces("units", "Enheter".into(), units, "/unit");
        figure.what = format!("Enheter sedan {} på {}", scope.since, cx.today());
        Ok(Chapter { figures: vec![figure], parts: Vec::new() })
    }
    Area {
        name: "stranger",
        texts: (
            "chapter-stranger = Främmande kapitel\n",
            "chapter-stranger = A stranger's chapter\n",
        ),
        chapters: vec![Chapters { about: "stranger", of: |cx, scope| Box::pin(of(cx, scope)) }],
        ..Area::default()
    }
}

#[tokio::test]
async fn ism_03_chapters_of_any_area_come_under_how_it_goes_with_the_levels_units_and_time() {
    let areas = || [ground(), vec![stranger()]].concat();
    let world = World::of(areas()).await;
    let mut client = world.sign_in("regiondirektor").await;
    let material = async |client: &mut stadga_testkit::Client, key: &str| {
        let id: Id<crate::ManagementReview> = world.id(key);
        client.get(&format!("/management-review/{id}/material")).await.is(200).text()
    };
    let region = material(&mut client, "lgg-r-26-2").await;
    let part = region.split("<section").find(|part| part.contains(">Hur det går<")).unwrap();
    assert!(part.contains("Främmande kapitel"));
    assert!(part.contains("Enheter sedan 2026-04-21 på 2026-10-20"), "since the review before");
    let told = figures(&region);
    assert_eq!(of(&told, "Enheter sedan 2026-04-21 på 2026-10-20")[0], "0", "all of them");
    let care = material(&mut client, "lgg-h-26-2").await;
    let told = figures(&care);
    let since: Date = "2026-05-06".parse().unwrap();
    let own = of(&told, &format!("Enheter sedan {since} på 2026-11-20"));
    assert_eq!(own[0], "5", "the administration with what is below it");
    // A report takes only what it names, unless it takes the rest.
    let report = client.get("/management/reports/compliance?year=2025").await.is(200).text();
    assert!(!report.contains("Främmande kapitel"));
    let report = client.get("/management/reports/information-security?year=2025").await;
    report.is(200).has("Främmande kapitel");
}
