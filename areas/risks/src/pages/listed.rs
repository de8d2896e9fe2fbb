//! From a figure to exactly what it counts: the shared list of risks, where one filters, sorts and takes out (RSK-06).

use stadga_model::Id;
use stadga_organisation::Unit;
use std::collections::BTreeSet;

use super::{Asked, Gathered};
use crate::{
    method::{Method, Moment},
    picture::is_in,
};

/// Where the shared list is.
const LIST: &str = "/risk";
/// So many units stand in an address at most: a longer one would not get through.
const MOST: usize = 100;

/// A filter of the list: name and value.
type Filter = (&'static str, String);

/// From a cell of a method's matrix, in the picture that is asked for, to the risks that stand in it.
pub(crate) fn cell(
    (gathered, asked): (&Gathered, &Asked),
    method: &Method,
    cell: (i64, i64),
) -> String {
    match asked_for(gathered, asked, None) {
        Some(filters) => {
            address(filters.into_iter().chain([in_cell(method, asked.moment(), cell)]))
        }
        None => asked.in_cell(method, cell),
    }
}

/// From a count of risks of a level now, of all that is asked for or of these units, to those risks; `here` is where the
/// picture itself shows them.
pub(crate) fn level(
    (gathered, asked): (&Gathered, &Asked),
    within: Option<&BTreeSet<Id<Unit>>>,
    (level, here): (&str, String),
) -> String {
    let at_level = ("level_current", level.to_owned());
    match asked_for(gathered, asked, within) {
        Some(filters) => address(filters.into_iter().chain([at_level])),
        None => format!("{here}#listed"),
    }
}

/// From an analysis' cell to those of its risks that stand in it.
pub(crate) fn of_analysis(analysis: Id, method: &Method, cell: (i64, i64)) -> String {
    let own = ("found_in", analysis.to_string());
    address([own, in_cell(method, Moment::Current, cell)])
}

/// What says in the list that risks are among those that the picture is about: the open ones, of the units that are asked
/// about or of these. Nothing, where the list cannot say it.
fn asked_for(
    gathered: &Gathered,
    asked: &Asked,
    within: Option<&BTreeSet<Id<Unit>>>,
) -> Option<Vec<Filter>> {
    // That a risk is found in an analysis of information security stands in the analysis: the list does not see it.
    if asked.is_infosec() {
        return None;
    }
    let mut filters = vec![("state", "identified,assessed".to_owned())];
    if within.is_some() || !asked.units().is_empty() {
        let here = gathered.risks.iter().filter(|(head, _)| within.is_none_or(|w| is_in(head, w)));
        let units: BTreeSet<Id> = here.filter_map(|(head, _)| head.unit).collect();
        if units.is_empty() || units.len() > MOST {
            return None;
        }
        let units: Vec<String> = units.iter().map(ToString::to_string).collect();
        filters.push(("unit", units.join(",")));
    }
    Some(filters)
}

/// The filter of a cell of a method's matrix.
fn in_cell(method: &Method, moment: Moment, (likelihood, consequence): (i64, i64)) -> Filter {
    let name = match moment {
        Moment::Inherent => "cell_inherent.has",
        Moment::Current => "cell_current.has",
        Moment::Target => "cell_target.has",
    };
    (name, method.cell_name(likelihood, consequence))
}

/// The list with these filters, the greatest risks first.
fn address(filters: impl IntoIterator<Item = Filter>) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(filters).append_pair("sort", "-rank_current");
    format!("{LIST}?{}", text.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::method;

    #[test]
    fn rsk_06_a_cell_of_ten_steps_is_not_taken_for_one_of_one() {
        let fmea = method("fmea-1").unwrap();
        let (_, one) = in_cell(fmea, Moment::Current, (1, 1));
        let (_, ten) = in_cell(fmea, Moment::Current, (1, 10));
        assert!(!ten.contains(&one) && one != ten);
        let skr = in_cell(method("skr-1").unwrap(), Moment::Target, (3, 4));
        assert_eq!(skr, ("cell_target.has", "skr (3×4)".to_owned()), "one name for all editions");
        assert_eq!(address([skr]), "/risk?cell_target.has=skr+%283%C3%974%29&sort=-rank_current");
    }
}
