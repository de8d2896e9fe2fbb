//! What holds for lines over time, whatever they are told of.

use super::*;
use proptest::prelude::*;

fn trend(values: Vec<Option<f64>>) -> Trend {
    Trend {
        id: "trend".into(),
        title: "Oanvända konton".into(),
        description: "Fyra kvartal.".into(),
        period_title: "Kvartal".into(),
        periods: (1..=values.len()).map(|at| format!("K{at}")).collect(),
        unit: "Antal".into(),
        language: Language::Swedish,
        traces: vec![Trace { name: "Konton".into(), values }],
        level: Some(("Högst".into(), 10.0)),
    }
}

/// So many lines, all of which end at the same value.
fn alike(count: usize) -> Trend {
    let trace = |at: usize| Trace {
        name: format!("Förvaltning {at}"),
        values: vec![Some(at as f64), Some(40.0)],
    };
    Trend { traces: (0..count).map(trace).collect(), level: None, ..trend(vec![None, None]) }
}

#[test]
fn ctl_11_a_gap_breaks_the_line_and_is_a_dash_in_the_table() {
    let trend = trend(vec![Some(12.0), None, Some(9.5), Some(8.0)]);
    let svg = trend.svg();
    assert_eq!(svg.matches("class=\"chart-mark\"").count(), 3 + 1);
    assert_eq!(trend.table().rows[1], ["K2", "–"]);
    assert_eq!(trend.table().rows[2], ["K3", "9,5"]);
    assert!(svg.contains(">Högst:\u{a0}10,0</text>"));
}

#[test]
fn ctl_11_a_line_bears_its_name_and_what_it_came_to() {
    let svg = trend(vec![Some(12_345.0), Some(9_500.0), None]).svg();
    assert!(svg.contains(">Konton:\u{a0}9500</text>"), "the last that was measured");
    assert!(svg.contains(">Antal</text>") && svg.contains(">15\u{a0}000</text>"));
    let english =
        Trend { language: Language::English, unit: String::new(), ..trend(vec![Some(12_345.5)]) };
    assert!(english.svg().contains(">15,000</text>"));
    assert_eq!(english.table().rows[0], ["K1", "12,345.5"]);
    assert_eq!(english.table().header[0], "Kvartal");
}

#[test]
fn ctl_11_a_name_may_be_cut_but_not_its_value() {
    let mut trend = trend(vec![Some(12_345.0)]);
    trend.traces[0].name = "Informationssäkerhetssamordnarutbildningen".into();
    assert!(trend.svg().contains("…:\u{a0}12\u{a0}345</text>"));
}

#[test]
fn a_single_period_lies_in_the_middle() {
    let plan = trend(vec![Some(1.0)]).plan();
    assert!((plan.x(0) - (plan.left + plan.right) / 2.0).abs() < 0.01);
}

#[test]
fn ctl_11_the_unit_stands_in_the_table_too() {
    assert_eq!(trend(vec![Some(1.0)]).table().header, ["Kvartal / Antal", "Konton"]);
}

#[test]
fn nothing_measured_is_an_empty_picture() {
    let empty = Trend { level: None, ..trend(vec![None, None]) };
    let svg = empty.svg();
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert!(svg.contains(">Konton</text>"), "a line without values stands in the legend");
    let none = Trend { traces: vec![], periods: vec![], ..empty };
    assert!(!none.svg().contains("NaN"));
}

#[test]
fn what_cannot_be_drawn_counts_as_not_measured() {
    let trend = trend(vec![Some(f64::NAN), Some(f64::INFINITY), Some(3.0)]);
    let svg = trend.svg();
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert_eq!(trend.table().rows[0], ["K1", "–"]);
}

#[test]
fn ctl_11_what_has_no_room_at_the_ends_stands_in_the_legend() {
    let trend = alike(20);
    let plan = trend.plan();
    assert_eq!((plan.names.len(), trend.unnamed().len()), (NAMED, 20 - NAMED));
    let svg = trend.svg();
    for number in 0..20 {
        let end = if number < NAMED { ":\u{a0}40</text>" } else { "</text>" };
        assert!(svg.contains(&format!(">Förvaltning {number}{end}")), "{number} is named");
    }
    assert_eq!(alike(40).svg().matches("class=\"chart-trace\"").count(), 2 * UNLIKE);
    assert_eq!(alike(40).table().header.len(), 41);
}

#[test]
fn ctl_11_the_picture_is_kept() {
    let trace =
        |name: &str, values: [Option<f64>; 4]| Trace { name: name.into(), values: values.to_vec() };
    let trend = Trend {
        traces: vec![
            trace("Hela regionen", [Some(1200.0), Some(1150.0), Some(900.0), Some(850.0)]),
            trace(
                "Hälso- och sjukvårdsförvaltningen",
                [Some(800.0), None, Some(850.0), Some(860.0)],
            ),
            trace("Trafiken", [Some(-20.0), Some(0.0), Some(30.0), None]),
        ],
        level: Some(("Målnivå".into(), 500.0)),
        ..trend(vec![None; 4])
    };
    insta::assert_snapshot!(trend.svg().replace("><", ">\n<"));
}

fn any_value() -> impl Strategy<Value = Option<f64>> {
    prop::option::of(prop_oneof![-1e6..1e6_f64, -1.0..1.0_f64, Just(0.0), Just(7.0)])
}

proptest! {
    #[test]
    fn ctl_11_every_value_lies_in_the_picture(values in prop::collection::vec(any_value(), 1..12)) {
        let trend = trend(values);
        let plan = trend.plan();
        for value in trend.values() {
            let y = plan.y(value);
            prop_assert!((plan.top - 0.01..=plan.foot + 0.01).contains(&y), "{value}: {y}");
        }
        for at in 0..trend.periods.len() {
            prop_assert!(plan.left <= plan.x(at) && plan.x(at) <= plan.right);
        }
    }

    #[test]
    fn ctl_11_names_stand_apart_beside_the_plot(
        traces in prop::collection::vec((prop::collection::vec(any_value(), 3), "[a-zå ]{0,60}"), 0..40),
        level in prop::option::of(-1e6..1e6_f64),
    ) {
        let traces: Vec<Trace> =
            traces.into_iter().map(|(values, name)| Trace { name, values }).collect();
        let trend = Trend {
            traces,
            level: level.map(|value| ("Mål".to_owned(), value)),
            ..trend(vec![None; 3])
        };
        let plan = trend.plan();
        for name in &plan.names {
            prop_assert!(plan.top - 0.01 <= name.y && name.y + name.height() <= plan.foot + 0.01);
            for words in &name.lines {
                prop_assert!(plan.right + LEADER + BESIDE + width(words, SIZE) <= WIDTH + 0.01);
            }
        }
        for pair in plan.names.windows(2) {
            prop_assert!(pair[0].y + pair[0].height() <= pair[1].y + 0.01);
        }
        prop_assert!(plan.left < plan.right);
    }
}
