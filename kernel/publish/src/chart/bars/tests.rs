//! What holds for grouped bars.

use super::*;

fn chart(periods: usize, values: [u64; 3]) -> Bars {
    let series = |name: &str, value: u64| Series {
        name: name.to_owned(),
        values: (0..periods as u64).map(|number| value + number).collect(),
        hrefs: Vec::new(),
    };
    Bars {
        id: "kvartal".into(),
        title: "Åtgärder per kvartal".into(),
        description: "Inkomna, avslutade och försenade åtgärder.".into(),
        period_title: "Kvartal".into(),
        language: Language::Swedish,
        periods: (0..periods).map(|number| format!("kv {} 2025", number + 1)).collect(),
        series: vec![
            series("Inkomna", values[0]),
            series("Avslutade inom utlovad tid enligt åtgärdsplanen", values[1]),
            series("Försenade", values[2]),
        ],
    }
}

#[test]
fn ism_07_bars_stand_within_the_plot_and_apart() {
    for (periods, values) in [(1, [0, 0, 0]), (4, [9, 7, 120]), (24, [1, 99_999, 3])] {
        let chart = chart(periods, values);
        let plan = chart.plan();
        assert_eq!(plan.bars.len(), periods * 3);
        for bar in &plan.bars {
            assert!(bar.x >= plan.left && bar.x + bar.width <= WIDTH);
            assert!(bar.y >= plan.top && bar.y <= plan.top + PLOT_HEIGHT && bar.width > 0.0);
        }
        for pair in plan.bars.windows(2) {
            assert!(pair[0].x + pair[0].width <= pair[1].x, "{periods} periods overlap");
        }
    }
}

#[test]
fn legend_entries_do_not_overlap() {
    let mut chart = chart(2, [1, 2, 3]);
    for series in &mut chart.series {
        series.name = "Åtgärder som har avslutats inom utlovad tid enligt planen".into();
    }
    let (places, rows) = chart.legend();
    assert_eq!(rows, 3.0);
    assert!(places.windows(2).all(|pair| pair[0][1] < pair[1][1]));
}

#[test]
fn scales_are_round_and_hold_the_highest_value() {
    assert_eq!(
        [0, 3, 5, 6, 11, 120, 999].map(scale),
        [(1, 1), (3, 1), (5, 1), (6, 2), (15, 5), (150, 50), (1000, 200)]
    );
}

#[test]
fn ism_07_the_table_tells_what_the_bars_show() {
    let table = chart(2, [4, 2, 0]).table();
    assert_eq!(table.header[0], "Kvartal");
    assert_eq!(table.rows[1], ["kv 2 2025", "5", "3", "1"]);
}

/// The same with the way to what each bar counts.
fn linked(periods: usize, values: [u64; 3]) -> Bars {
    let mut chart = chart(periods, values);
    for series in &mut chart.series {
        series.hrefs = (0..periods).map(|at| Some(format!("/measure?a={at}&b"))).collect();
    }
    chart
}

#[test]
fn rep_04_bars_lead_to_what_they_count() {
    let svg = linked(2, [4, 2, 0]).svg();
    assert!(super::super::keeps_size(&svg));
    assert_eq!(svg.matches("<a class=\"chart-link\"").count(), 5, "nothing leads to nothing");
    assert!(svg.contains("href=\"/measure?a=1&amp;b\" aria-label=\"Inkomna, kv 2 2025: 5\""));
    assert_eq!(linked(2, [4, 2, 0]).table(), chart(2, [4, 2, 0]).table());
    let none = linked(1, [0, 0, 0]).svg();
    assert!(none.contains("role=\"img\"") && !none.contains("<a "));
}

#[test]
fn rep_04_bars_that_lead_on_are_found_by_a_finger() {
    for periods in [1, 4, 12, 40] {
        let chart = linked(periods, [3, 2, 1]);
        let plan = chart.plan();
        for pair in plan.bars.windows(2) {
            assert!(pair[1].x - pair[0].x >= REACH - 0.01, "{periods}");
        }
        assert!(plan.bars.iter().all(|bar| bar.x + bar.width <= plan.right + 0.01));
    }
    let same = |chart: Bars| chart.plan().right;
    assert_eq!((same(linked(8, [3, 2, 1])), same(chart(60, [3, 2, 1]))), (WIDTH, WIDTH));
}

#[test]
fn numbers_are_written_as_the_language_does() {
    let svg = chart(1, [12_345, 7, 2]).svg();
    assert!(svg.contains(">15\u{a0}000</text>"));
    let english = Bars { language: Language::English, ..chart(1, [12_345, 7, 2]) };
    assert!(english.svg().contains(">15,000</text>"));
    assert_eq!(english.table().rows[0][1], "12,345");
}

#[test]
fn crowded_periods_are_named_now_and_then() {
    let svg = chart(48, [3, 2, 1]).svg();
    assert!(svg.contains(">kv 48 2025</text>") && !svg.contains("kv 47 2025"));
}

#[test]
fn ism_07_the_picture_is_kept() {
    insta::assert_snapshot!(chart(4, [9, 7, 2]).svg().replace("><", ">\n<"));
}
