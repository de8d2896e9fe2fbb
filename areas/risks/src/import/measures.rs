//! The measures that a row tells of: one for each line of its cell, with who sees to it and by when (INT-13, RSK-14).

use stadga_measures::{Measure, measure::State};
use stadga_model::{Date, Id, Prose};
use stadga_organisation::Person;
use stadga_publish::sheet::{ReadRow, Value, written_day};

use super::{
    columns::{Column, is_no_measure, plain, text_of},
    known::Names,
    plan::Fault,
    row::date,
};
use crate::Risk;

/// The part that is measures.
pub const MEASURE: &str = "measure";
/// The longest title of a measure: what is longer is shortened, and stands whole in its description.
const TITLE: usize = 150;

/// A measure that would be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its id, once it is tried or written.
    pub id: Option<Id<Measure>>,
    /// The measure, not yet linked to its risk.
    pub measure: Measure,
}

/// What is known when a row's measures are read.
pub struct Around<'a> {
    /// What persons are called.
    pub names: &'a Names,
    /// What the measures of the risk are called that are here already.
    pub here: &'a [String],
    /// The day.
    pub today: Date,
}

/// The measures of a row that the risk has not got yet; the risk keeps what they are called in the file, so that a second
/// reading makes none twice. With what was not understood but stops nothing.
pub fn measures(
    risk: &mut Risk,
    row: &ReadRow,
    columns: &[Column],
    around: &Around<'_>,
) -> (Vec<Made>, Vec<Fault>) {
    let cell = |part: &str| Cell::of(row, columns, part);
    let Some(told) = cell(MEASURE) else { return (Vec::new(), Vec::new()) };
    let (owners, dues) = (cell("measure-owner"), cell("measure-due"));
    let texts = pieces(&told.written);
    let (mut made, mut remarks) = (Vec::new(), Vec::new());
    for (nth, text) in texts.iter().enumerate() {
        let (title, mut words) = titled(text);
        let key = plain(&title);
        let known = risk.source_measures.iter().chain(around.here).any(|one| *one == key);
        if is_no_measure(&key) || known {
            continue;
        }
        let own =
            |cell: &Option<Cell<'_>>| cell.as_ref().map(|cell| cell.of_measure(nth, texts.len()));
        let mut owner = risk.owner;
        if let Some((cell, name)) = owners.as_ref().zip(own(&owners)) {
            owner = around.names.person(&name);
            if owner.is_none() {
                remarks.push(Fault::at(cell.place, "measure-owner", &name));
                words.push(format!("{}: {name}", cell.head));
            }
        }
        let mut due = None;
        if let Some((cell, day)) = dues.as_ref().zip(own(&dues)) {
            due = date(cell.value, &cell.written).or_else(|| written_day(&day));
            if due.is_none() {
                remarks.push(Fault::at(cell.place, "measure-due", &day));
                words.push(format!("{}: {day}", cell.head));
            }
        }
        risk.source_measures.push(key);
        let raised = risk.raised.unwrap_or(around.today);
        let measure = measure((title, words.join("\n\n")), (owner, due, raised), risk);
        made.push(Made { id: None, measure });
    }
    (made, remarks)
}

/// The measures of a row in the words of its risk's plan, for whom may not make measures there: nothing of the file is lost.
pub fn in_words(risk: &mut Risk, row: &ReadRow, columns: &[Column]) -> Option<Fault> {
    let cell = Cell::of(row, columns, MEASURE)?;
    let before = risk.plan.as_ref().map(|text| text.0.clone()).unwrap_or_default();
    if !before.contains(&cell.written) {
        risk.plan = Some(Prose(format!("{before}\n\n{}", cell.written).trim().to_owned()));
    }
    Some(Fault::at(cell.place, "measure-forbidden", &cell.written))
}

/// A cell with what its head says.
struct Cell<'a> {
    place: u32,
    head: &'a str,
    value: &'a Value,
    written: String,
}

impl<'a> Cell<'a> {
    /// The cell of the column that means this, if something stands in it.
    fn of(row: &'a ReadRow, columns: &'a [Column], part: &str) -> Option<Self> {
        let column = columns.iter().find(|column| column.part.as_deref() == Some(part))?;
        let value = row.value(column.place)?;
        let written = text_of(value);
        let empty = written.is_empty() || matches!(value, Value::Fault(_) | Value::Uncalculated(_));
        (!empty).then_some(Self { place: column.place, head: &column.head, value, written })
    }

    /// What it says of one of so many measures: the line of the same place where it has as many, else all of it.
    fn of_measure(&self, nth: usize, many: usize) -> String {
        let lines = pieces(&self.written);
        let own = lines.get(nth).filter(|_| lines.len() == many);
        own.unwrap_or(&self.written).clone()
    }
}

/// The lines of a cell, without the signs and numbers that lists begin with.
fn pieces(written: &str) -> Vec<String> {
    let bare = |line: &str| {
        let line = line.trim_start_matches(['-', '–', '•', '*', ' ', '\t']);
        let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let numbered = rest.len() < line.len();
        let rest = rest.strip_prefix(['.', ')']).filter(|rest| numbered && rest.starts_with(' '));
        rest.unwrap_or(line).trim().to_owned()
    };
    written.split(['\n', ';']).map(bare).filter(|line| !line.is_empty()).collect()
}

/// A measure's title, and what more is to be said in its description.
fn titled(text: &str) -> (String, Vec<String>) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= TITLE {
        return (line, Vec::new());
    }
    let short: String = line.chars().take(TITLE).collect();
    let whole = short.rsplit_once(' ').map_or(short.as_str(), |(words, _)| words);
    (format!("{whole} …"), vec![text.to_owned()])
}

/// A proposed measure of a risk.
fn measure(
    (title, words): (String, String),
    (owner, due, raised): (Option<Id<Person>>, Option<Date>, Date),
    risk: &Risk,
) -> Measure {
    Measure {
        title,
        state: State::Proposed,
        description: (!words.is_empty()).then(|| Prose::from(words)),
        causes: Vec::new(),
        owner,
        unit: risk.unit,
        shares: Vec::new(),
        raised: Some(raised),
        start: None,
        due,
        ended: None,
        priority: None,
        prioritised: false,
        decision: None,
        funding: None,
        cost: None,
        granted: None,
        money_source: None,
        progress: Vec::new(),
        effects: Vec::new(),
        effect: None,
        done_motive: None,
        carried_to: None,
        reason: None,
        condition: None,
        look_again: None,
        waits_for: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        import::guess,
        tests::{day, id, risk, scales, sheet},
    };
    use proptest::prelude::*;

    /// The measures of the one row under these heads, where the risk and the names are known.
    fn read(risk: &mut Risk, heads: &str, row: &str, here: &[String]) -> (Vec<Made>, Vec<Fault>) {
        let mut names = Names::default();
        names.take_person("It-chef", id(5));
        names.take_person("Driftchef", id(6));
        let sheet = sheet("Analys", &[heads, row]);
        let guess = guess(std::slice::from_ref(&sheet), &scales(), &[]).unwrap();
        let around = Around { names: &names, here, today: day("2024-01-24") };
        measures(risk, &sheet.rows[1], &guess.columns, &around)
    }

    const HEADS: &str = "Risk;Åtgärd;Ansvarig för åtgärd;Klart senast";

    #[test]
    fn int_13_rsk_14_a_cell_becomes_measures_with_who_and_when_and_none_twice() {
        let mut one = risk();
        let row = "Avbrott;1. Bygg reserv, inom 2 år;It-chef;2024-06-30";
        let (made, remarks) = read(&mut one, HEADS, row, &[]);
        assert!(remarks.is_empty(), "{remarks:?}");
        let [first] = made.as_slice() else { panic!("{made:?}") };
        assert_eq!(first.measure.title, "Bygg reserv, inom 2 år");
        assert_eq!(
            (first.measure.owner, first.measure.due),
            (Some(id(5)), Some(day("2024-06-30")))
        );
        assert_eq!((first.measure.unit, first.measure.state), (one.unit, State::Proposed));
        assert_eq!(one.source_measures, ["byggreservinom2år"]);
        assert!(read(&mut one, HEADS, row, &[]).0.is_empty(), "the same again makes none twice");
        assert!(read(&mut risk(), HEADS, "Avbrott;Ingen åtgärd;It-chef;", &[]).0.is_empty());
        // One that stands there by the same name was made by hand, or read before risks kept what was read.
        let here = ["byggreservinom2år".to_owned()];
        assert!(read(&mut risk(), HEADS, row, &here).0.is_empty());
    }

    #[test]
    fn int_13_what_is_not_understood_of_a_measure_is_told_and_kept_in_words() {
        let mut one = risk();
        let (made, remarks) = read(&mut one, HEADS, "Avbrott;Bygg reserv;Någon annan;löpande", &[]);
        let told: Vec<_> = remarks.iter().map(|fault| fault.key).collect();
        assert_eq!(told, ["measure-owner", "measure-due"]);
        let words = made[0].measure.description.as_ref().unwrap();
        assert_eq!(words.0, "Ansvarig för åtgärd: Någon annan\n\nKlart senast: löpande");
        // Where no column says who sees to it, whoever answers for the risk does.
        one.owner = Some(id(6));
        let (made, _) = read(&mut one, "Risk;Åtgärd", "Avbrott;Öva", &[]);
        assert_eq!(made[0].measure.owner, Some(id(6)));
    }

    #[test]
    fn int_13_lines_of_a_cell_are_measures_and_go_with_lines_of_others() {
        let lines = "- Bygg reserv\n• Öva varje år\n2) Byt leverantör\n2 nya linjer\n\n";
        let found = ["Bygg reserv", "Öva varje år", "Byt leverantör", "2 nya linjer"];
        assert_eq!(pieces(lines), found);
        let owners = Cell {
            place: 2,
            head: "Ansvarig",
            value: &Value::Text(String::new()),
            written: "It-chef\nDriftchef".into(),
        };
        assert_eq!(owners.of_measure(1, 2), "Driftchef");
        assert_eq!(owners.of_measure(1, 3), "It-chef\nDriftchef");
        let mut one = risk();
        let sheet = sheet("Analys", &["Risk;Åtgärd", "Avbrott;Bygg reserv"]);
        let columns = guess(std::slice::from_ref(&sheet), &scales(), &[]).unwrap().columns;
        for _ in 0..2 {
            let told = in_words(&mut one, &sheet.rows[1], &columns).unwrap();
            assert_eq!(
                (told.key, one.plan.as_ref().unwrap().0.as_str()),
                ("measure-forbidden", "Bygg reserv")
            );
        }
        let (title, words) = titled(&"Bygg en reserv ".repeat(20));
        assert!(title.chars().count() <= TITLE + 2 && title.ends_with('…') && words.len() == 1);
    }

    proptest! {
        /// Whatever stands in a cell: a second reading of it makes nothing.
        #[test]
        fn int_13_a_second_reading_makes_no_measure_twice(written in "[a-zåäö0-9 .)-]{0,300}") {
            let mut one = risk();
            let row = format!("Avbrott;{written}");
            read(&mut one, "Risk;Åtgärd", &row, &[]);
            let (again, _) = read(&mut one, "Risk;Åtgärd", &row, &[]);
            prop_assert!(again.is_empty());
        }
    }
}
