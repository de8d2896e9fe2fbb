//! The arithmetic of maturity: answers become levels in tenths, levels are put together, the lowest are found (CTL-06, CTL-07).

use std::collections::BTreeMap;

use crate::model::{Area, Model, Statement, Way};

/// A level in tenths: 2.7 is 27. None where it is not known.
pub type Level = Option<i64>;

/// Answers by the keys of their sentences.
pub type Answers<'a> = BTreeMap<&'a str, i64>;

/// The level of an area; none until each of its sentences has been answered.
pub fn of_area(model: &Model, area: &Area, answers: &Answers<'_>) -> Level {
    let given = |one: &Statement| answers.get(one.key.as_str()).copied();
    let given: Option<Vec<i64>> = area.statements.iter().map(given).collect();
    match model.way {
        Way::Average => mean(given?.into_iter().map(|value| value * 10)),
        Way::Cumulative => {
            let given = given?;
            let fits = |level: usize| {
                let mut pairs = area.statements.iter().zip(&given);
                pairs.all(|(one, value)| one.needs.get(level).is_none_or(|need| value >= need))
            };
            let levels = usize::try_from(model.highest()).unwrap_or_default();
            let reached = (0..levels).take_while(|level| fits(*level)).count();
            i64::try_from(reached).ok().map(|level| level * 10)
        }
    }
}

/// The level of a unit, of the levels of all its areas; none until all are known. Of cumulative levels the lowest counts:
/// what one area lacks, the whole lacks.
pub fn of_unit(way: Way, areas: &[Level]) -> Level {
    areas.iter().copied().collect::<Option<Vec<i64>>>().and_then(|known| together(way, known))
}

/// What several units reach together in an area, of those that are known.
pub fn joint(way: Way, units: impl IntoIterator<Item = Level>) -> Level {
    together(way, units.into_iter().flatten().collect())
}

fn together(way: Way, known: Vec<i64>) -> Level {
    match way {
        Way::Average => mean(known.into_iter()),
        Way::Cumulative => known.into_iter().min(),
    }
}

/// The mean, rounded half up; none of nothing.
fn mean(values: impl Iterator<Item = i64>) -> Level {
    let (sum, count) = values.fold((0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| (2 * sum + count) / (2 * count))
}

/// The places of the lowest areas, at most `count`; of areas that are equal the one that stands first comes first. What is
/// not known is not among them (CTL-07).
pub fn lowest(areas: &[Level], count: usize) -> Vec<usize> {
    let mut known: Vec<(i64, usize)> =
        areas.iter().enumerate().filter_map(|(at, level)| Some(((*level)?, at))).collect();
    known.sort_unstable();
    known.into_iter().take(count).map(|(_, at)| at).collect()
}

/// The places of areas that are as low as the last of the lowest, and only by their order are not among them: whoever
/// chooses is told.
pub fn tied(areas: &[Level], count: usize) -> Vec<usize> {
    let lowest = lowest(areas, count);
    let last = lowest.last().and_then(|at| areas.get(*at)).copied().flatten();
    let equal = |at: &usize| last.is_some() && areas.get(*at).copied().flatten() == last;
    (0..areas.len()).filter(|at| !lowest.contains(at)).filter(equal).collect()
}

/// The sentences of an area that keep it from the next level: of a staircase those whose answer is too low for it, of a mean
/// those with the lowest answer. None where nothing is above.
pub fn holding<'a>(model: &Model, area: &'a Area, answers: &Answers<'_>) -> Vec<&'a Statement> {
    let Some(level) = of_area(model, area, answers) else { return Vec::new() };
    let value = |one: &Statement| answers.get(one.key.as_str()).copied().unwrap_or_default();
    if level >= model.highest() * 10 {
        return Vec::new();
    }
    let low = area.statements.iter().map(value).min();
    let next = usize::try_from(level / 10).unwrap_or_default();
    let short = |one: &&Statement| match model.way {
        Way::Average => Some(value(one)) == low,
        Way::Cumulative => one.needs.get(next).is_some_and(|need| value(one) < *need),
    };
    area.statements.iter().filter(short).collect()
}

/// A level as it is kept and written: 27 is `2,7`.
pub fn told(tenths: i64) -> String {
    format!("{},{}", tenths / 10, tenths % 10)
}

/// The level that was kept as text.
pub fn read(text: &str) -> Level {
    let (whole, tenth) = text.split_once(',')?;
    Some(whole.parse::<i64>().ok()? * 10 + tenth.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn model(key: &str) -> &'static Model {
        Model::named(key).unwrap()
    }

    fn answers<'a>(area: &'a Area, values: &[i64]) -> Answers<'a> {
        area.statements.iter().map(|one| one.key.as_str()).zip(values.iter().copied()).collect()
    }

    #[test]
    fn ctl_06_an_area_is_the_mean_of_its_sentences_once_all_are_answered() {
        let levels = model("levels");
        let area = &levels.areas[0];
        assert_eq!(of_area(levels, area, &answers(area, &[2, 3, 3])), Some(27));
        assert_eq!(of_area(levels, area, &answers(area, &[0, 0, 0])), Some(0));
        assert_eq!(of_area(levels, area, &answers(area, &[2, 3])), None, "one is left");
        assert_eq!(of_unit(Way::Average, &[Some(27), Some(20)]), Some(24), "rounded half up");
        assert_eq!(of_unit(Way::Average, &[Some(27), None]), None);
        assert_eq!(joint(Way::Average, [Some(27), None]), Some(27));
        assert_eq!(joint(Way::Average, []), None);
    }

    #[test]
    fn ctl_06_a_level_is_reached_when_all_below_it_is_fulfilled() {
        let steps = model("cumulative");
        let area = steps.area("governance").unwrap();
        let level = |values: &[i64]| of_area(steps, area, &answers(area, values));
        // It demands [1, 2, 2, 3] and [0, 1, 2, 3].
        assert_eq!(level(&[0, 3]), Some(0), "without the basics there is no level, whatever else");
        assert_eq!(level(&[1, 3]), Some(10));
        assert_eq!(level(&[2, 1]), Some(20), "a higher level demands more of the basics too");
        assert_eq!(level(&[2, 2]), Some(30));
        assert_eq!(level(&[3, 3]), Some(40));
        assert_eq!(of_unit(Way::Cumulative, &[Some(40), Some(10)]), Some(10));
    }

    #[test]
    fn ctl_06_what_keeps_from_the_next_level_is_told() {
        let keys = |model: &'static Model, area: &'static Area, values: &[i64]| -> Vec<&str> {
            holding(model, area, &answers(area, values)).iter().map(|one| &*one.key).collect()
        };
        let steps = model("cumulative");
        let area = steps.area("governance").unwrap();
        assert_eq!(keys(steps, area, &[1, 3]), ["step-governance-1"]);
        assert_eq!(keys(steps, area, &[3, 3]), Vec::<&str>::new());
        let levels = model("levels");
        assert_eq!(keys(levels, &levels.areas[0], &[2, 1, 1]), ["governance-2", "governance-3"]);
    }

    #[test]
    fn ctl_07_of_equal_areas_the_first_is_proposed_and_the_others_are_told() {
        let areas = [Some(20), Some(30), None, Some(20), Some(10), Some(20)];
        assert_eq!(lowest(&areas, 3), [4, 0, 3]);
        assert_eq!(tied(&areas, 3), [5]);
        assert_eq!(lowest(&areas, 10), [4, 0, 3, 5, 1]);
        assert_eq!(tied(&areas, 10), Vec::<usize>::new());
        assert_eq!(lowest(&[None], 3), Vec::<usize>::new());
        assert_eq!(tied(&[None], 3), Vec::<usize>::new());
    }

    proptest! {
        #[test]
        fn ctl_06_a_mean_lies_among_what_it_is_of(values in prop::collection::vec(0i64..=50, 1..20)) {
            let all = mean(values.iter().copied()).unwrap();
            prop_assert!(values.iter().min().unwrap() <= &all && &all <= values.iter().max().unwrap());
            let twice = values.iter().chain(&values).copied();
            prop_assert_eq!(mean(twice), Some(all), "what is there twice weighs the same");
        }

        #[test]
        fn ctl_06_a_better_answer_never_lowers_a_level(
            values in prop::collection::vec(0i64..=3, 2), at in 0usize..2, area in 0usize..4,
            key in prop::sample::select(vec!["cumulative", "levels"]),
        ) {
            let model = model(key);
            let area = &model.areas[area];
            let mut values = [values, vec![2]].concat();
            let before = of_area(model, area, &answers(area, &values)).unwrap();
            values[at] += 1;
            let after = of_area(model, area, &answers(area, &values)).unwrap();
            prop_assert!(before <= after && after <= model.highest() * 10);
        }

        #[test]
        fn ctl_06_who_reaches_a_level_fulfils_every_level_below(
            values in prop::collection::vec(0i64..=3, 2), area in 0usize..4,
        ) {
            let model = model("cumulative");
            let area = &model.areas[area];
            let given = answers(area, &values);
            let level = of_area(model, area, &given).unwrap() / 10;
            let fits = |level: i64| area.statements.iter().all(|one| {
                given[one.key.as_str()] >= one.needs[level as usize - 1]
            });
            prop_assert!((1..=level).all(fits));
            prop_assert!(level == model.highest() || !fits(level + 1));
            let holds = holding(model, area, &given).is_empty();
            prop_assert_eq!(holds, level == model.highest(), "something holds or nothing is above");
        }

        #[test]
        fn ctl_07_the_lowest_are_no_higher_than_the_others_and_do_not_hang_on_how_many_are_asked(
            areas in prop::collection::vec(prop::option::of(0i64..6), 0..12), count in 0usize..6,
        ) {
            let found = lowest(&areas, count);
            let known = areas.iter().flatten().count();
            prop_assert_eq!(found.len(), count.min(known));
            prop_assert_eq!(&lowest(&areas, count + 1)[..found.len()], &found[..]);
            let level = |at: &usize| areas[*at].unwrap();
            let rest = (0..areas.len()).filter(|at| areas[*at].is_some() && !found.contains(at));
            for at in rest {
                for low in &found {
                    prop_assert!((level(low), *low) < (level(&at), at));
                }
            }
            for at in tied(&areas, count) {
                prop_assert_eq!(level(&at), level(found.last().unwrap()));
            }
        }

        #[test]
        fn ctl_06_what_is_kept_as_text_is_read_back(tenths in 0i64..1000) {
            prop_assert_eq!(read(&told(tenths)), Some(tenths));
        }
    }
}
