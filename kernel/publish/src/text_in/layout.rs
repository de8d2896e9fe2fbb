//! Lines of a page as they are set: what indentation alone parts is parted by a blank line.

/// Lines that begin less than this part of their size apart begin at the same place.
const SAME_PLACE: f64 = 0.5;
/// A line set in by more than so many times its size belongs to another column.
const OTHER_COLUMN: f64 = 8.0;
/// Letters whose sizes differ by less than this part are of one size.
const SAME_SIZE: f64 = 0.05;
/// Lines farther apart than so many times their size never belong together.
const FAR: f64 = 2.5;
/// How wide a blank is, as a part of the letters' size.
const BLANK: f64 = 0.25;

/// A gap wider than this part of the size stands between a sign and the words after it.
const SIGN_GAP: f64 = 0.15;
/// The bullet that is written where one is drawn or cannot be read.
pub(super) const BULLET: &str = "• ";

/// Where a letter stands.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    /// Its left edge.
    pub(super) left: f64,
    /// Its right edge.
    pub(super) right: f64,
    /// The height that it stands on.
    pub(super) baseline: f64,
    /// How high it is.
    pub(super) size: f64,
}

/// A line of a page: its words, and where they stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    /// The words.
    pub(super) text: String,
    /// Whether something new begins here.
    pub(super) parted: bool,
    left: f64,
    right: f64,
    /// How wide its first word is.
    word: f64,
    /// Where its second word begins.
    second: f64,
    size: f64,
    baseline: f64,
    /// The farthest right that a line of its page reaches.
    edge: f64,
    /// The signs before its words that cannot be read: how many, and where they end.
    unread: (usize, f64),
}

/// How a line begins beside the one above it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    In,
    Out,
    Same,
    Elsewhere,
}

impl Set {
    /// A line without words, parted or not from the one above it.
    pub(super) fn begun(parted: bool) -> Self {
        Self { parted, ..Self::default() }
    }

    /// Adds letters; none where the font does not tell which they are.
    ///
    /// One sign that cannot be read and stands apart before the words is a bullet.
    pub(super) fn add(&mut self, letters: &str, at: Letter) {
        let Letter { left, right, size, baseline } = at;
        if self.text.is_empty() {
            let (signs, end) = self.unread;
            if letters.is_empty() {
                self.unread = (signs + 1, right);
                return;
            }
            let apart = letters.trim().is_empty() || left > end + SIGN_GAP * size;
            self.text.push_str(if signs == 1 && apart { BULLET } else { "" });
        }
        if self.bare() {
            self.baseline = baseline;
            (self.left, self.size) = (left, size);
        }
        let first = self.text.trim_start_matches(BULLET).trim();
        if self.second == 0.0
            && !first.is_empty()
            && !first.contains(' ')
            && self.text.ends_with(' ')
        {
            self.second = left;
        }
        self.text.push_str(letters);
        if !letters.trim().is_empty() {
            self.right = right;
            if !self.text.trim_start_matches(BULLET).trim().contains(' ') {
                self.word = right - self.left;
            }
        }
    }

    /// Whether no word stands on it yet.
    fn bare(&self) -> bool {
        self.text.trim_start_matches(BULLET).trim().is_empty()
    }

    /// Where a bullet before its words would stand: to the left of what is returned first, about as high as the second.
    pub(super) fn before(&self) -> (f64, f64, f64) {
        (self.left, self.baseline, self.size)
    }

    /// Puts a bullet before its words.
    pub(super) fn mark(&mut self) {
        self.text.insert_str(0, BULLET);
    }

    /// Whether it goes on with the sentence that the page before ended in: a full line without an end.
    pub(super) fn goes_on_from(&self, last: &Self) -> bool {
        let ended = last.text.trim_end().trim_end_matches(['”', '"', ')']);
        let room = last.right + BLANK * self.size + self.word <= last.edge;
        // A footnote ends a page in smaller letters than the text that goes on.
        let alike = (self.size - last.size).abs() < SAME_SIZE * self.size;
        !last.bare() && alike && !room && !ended.ends_with(['.', '?', '!', ':', ';'])
    }

    /// Whether it goes on in running text although the step down to it is large, as where a sign of another size stands.
    fn in_sentence(&self, above: &Self) -> bool {
        let down = above.baseline - self.baseline;
        let near = (0.0..=FAR * self.size).contains(&down);
        let begins = |rest: &str| rest.starts_with(char::is_uppercase);
        let running = above.text.split(". ").skip(1).any(begins);
        near && running && !self.text.starts_with(BULLET) && self.goes_on_from(above)
    }

    /// Whether it goes on below the words after a number or a sign that stands by itself, as in a table's cell.
    fn goes_on_below(&self, above: &Self) -> bool {
        above.second > 0.0 && (self.left - above.second).abs() < SAME_PLACE * self.size
    }

    fn step(&self, above: &Self) -> Step {
        let far = (self.left - above.left) / self.size.max(1.0);
        match far {
            _ if far.abs() < SAME_PLACE => Step::Same,
            _ if far.abs() > OTHER_COLUMN => Step::Elsewhere,
            _ if far > 0.0 => Step::In,
            _ => Step::Out,
        }
    }
}

/// Parts lines where their indentation tells that something new begins.
///
/// A line is full where the first word of the next had no room. One that is not full and is followed by a line set in or
/// out has ended. In a list with hanging lines, where a full line is followed by one that is set in, each line that is not
/// set in is an item.
pub(super) fn part(lines: &mut [Set]) {
    let edge = lines.iter().map(|line| line.right).fold(0.0, f64::max);
    lines.iter_mut().for_each(|line| line.edge = edge);
    for at in 1..lines.len() {
        let Some([above, line]) = lines.get_mut(at - 1..=at) else { return };
        line.parted &= !line.in_sentence(above);
    }
    let mut begin = 0;
    while begin < lines.len() {
        let after = lines.iter().skip(begin + 1).position(|line| line.parted);
        let end = after.map_or(lines.len(), |after| begin + 1 + after);
        if let Some(run) = lines.get_mut(begin..end) {
            part_run(run, edge);
        }
        begin = end;
    }
}

/// Parts lines that stand close to each other.
fn part_run(run: &mut [Set], edge: f64) {
    part_blocks(run);
    let steps: Vec<(Step, bool)> = run
        .windows(2)
        .map(|pair| match pair {
            [above, line] => {
                let fits = above.right + BLANK * line.size + line.word <= edge;
                let room = fits && !line.goes_on_below(above);
                (line.step(above), room)
            }
            _ => (Step::Elsewhere, false),
        })
        .collect();
    let count = |step: (Step, bool)| steps.iter().filter(|known| **known == step).count();
    // The first line of a paragraph may be set in as well: then the line above it has mostly ended.
    let hangs = count((Step::In, false)) > count((Step::In, true));
    let mut item: Option<f64> = None;
    for (nth, (step, room)) in steps.into_iter().enumerate() {
        let above = run.get(nth).map_or(0.0, |line| line.left);
        let Some(line) = run.get_mut(nth + 1) else { return };
        if hangs && (step, room) == (Step::In, false) {
            item = Some(above);
        }
        let begins_item =
            item.is_some_and(|place| (line.left - place).abs() < SAME_PLACE * line.size);
        line.parted |= room && matches!(step, Step::In | Step::Out)
            || begins_item && matches!(step, Step::Out | Step::Same);
    }
}

/// Parts a list that is set in as a block below the words that lead it in, its lines all beginning at the same place.
///
/// An item begins with a capital, after a line that had room for that word beside the longest of the block, or that ends
/// as an item does.
fn part_blocks(run: &mut [Set]) {
    let mut begin = 1;
    while begin < run.len() {
        let same = |pair: &[Set]| matches!(pair, [above, line] if line.step(above) == Step::Same);
        let below = run.get(begin..).unwrap_or(&[]);
        let end = begin + 1 + below.windows(2).take_while(|pair| same(pair)).count();
        let led = matches!(run.get(begin - 1..=begin), Some([lead, first])
            if lead.text.trim_end().ends_with(':') && first.step(lead) == Step::In);
        if led && let Some(block) = run.get_mut(begin..end) {
            part_block(block);
        }
        begin = end;
    }
}

fn part_block(block: &mut [Set]) {
    let edge = block.iter().map(|line| line.right).fold(0.0, f64::max);
    for at in 1..block.len() {
        let Some([above, line]) = block.get_mut(at - 1..=at) else { return };
        let room = above.right + BLANK * line.size + line.word <= edge;
        let end = |c: char| matches!(c, ';' | ')') || c.is_ascii_digit();
        let ended = above.text.trim_end().ends_with(end);
        line.parted |= line.text.starts_with(char::is_uppercase) && (room || ended);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of ten points with letters of five, and the edge at 200.
    fn parted(lines: &[(f64, &str)]) -> Vec<bool> {
        let mut set: Vec<Set> = lines
            .iter()
            .map(|(left, text)| {
                let mut line = Set::default();
                for (at, letter) in text.chars().enumerate() {
                    let left = left + 5.0 * f64::from(u32::try_from(at).unwrap());
                    let at = Letter { left, right: left + 5.0, baseline: 0.0, size: 10.0 };
                    line.add(&letter.to_string(), at);
                }
                line
            })
            .collect();
        part(&mut set);
        set.iter().map(|line| line.parted).collect()
    }

    #[test]
    fn words_below_those_after_a_number_go_on() {
        let cell = [(0.0, "1 Finns det beslutade"), (10.0, "riktlinjer?"), (0.0, "2 Finns det")];
        assert_eq!(parted(&cell), [false, false, true]);
    }

    #[test]
    fn items_with_hanging_lines_are_parted() {
        let list = [
            (0.0, "Följande har granskats i vår granskning:"),
            (10.0, "Riktlinje för säkerhet i det arbete"),
            (20.0, "som bedrivs (2022)"),
            (10.0, "Rutin för behörigheter (2021)"),
            (10.0, "Instruktion för alla chefer och deras"),
            (20.0, "ersättare i alla de förvaltningar"),
            (20.0, "som finns"),
            (0.0, "Allt har kommit från regionen."),
        ];
        assert_eq!(parted(&list), [false, false, false, true, true, false, false, true]);
    }

    #[test]
    fn items_of_a_block_that_is_set_in_are_parted() {
        let list = [
            (0.0, "Följande dokument har granskats:"),
            (10.0, "Riktlinje för säkerhet i det arbete"),
            (10.0, "som bedrivs i alla verksamheter, 2022"),
            (10.0, "Rutin för behörigheter"),
            (10.0, "Instruktion för alla chefer (2021)"),
            (10.0, "Delegationsordning för samtliga"),
            (0.0, "Allt har kommit från regionen."),
        ];
        assert_eq!(parted(&list)[..6], [false, false, false, true, true, true]);
        let straight = list.map(|(_, text)| (0.0, text));
        assert!(!parted(&straight).contains(&true));
    }

    #[test]
    fn paragraphs_whose_first_line_is_set_in_stay_whole() {
        let text = [
            (10.0, "Granskningen visar att rutinerna är"),
            (0.0, "kända i verksamheten och att de följs i"),
            (0.0, "allt väsentligt."),
            (10.0, "Vi har också granskat hur nämnden har"),
            (0.0, "följt upp sina beslut."),
        ];
        assert_eq!(parted(&text), [false, false, false, true, false]);
    }

    /// Lines at a height, begun with a blank line or not.
    fn set_at(lines: &[(f64, &str)]) -> Vec<Set> {
        let place = |(baseline, text): &(f64, &str)| {
            let mut line = Set::begun(true);
            for (at, letter) in text.chars().enumerate() {
                let left = 5.0 * f64::from(u32::try_from(at).unwrap());
                let at = Letter { left, right: left + 5.0, baseline: *baseline, size: 10.0 };
                line.add(&letter.to_string(), at);
            }
            line
        };
        let mut set: Vec<Set> = lines.iter().map(place).collect();
        part(&mut set);
        set
    }

    #[test]
    fn a_sentence_goes_on_over_a_large_step_and_over_the_end_of_a_page() {
        let lines = set_at(&[
            (100.0, "Styrningen är tillräcklig. Region"),
            (80.0, "Ekdal arbetar med det."),
            (60.0, "Ansvar"),
            (40.0, "Nämnden har ett ansvar för sin del"),
        ]);
        assert_eq!(
            lines.iter().map(|line| line.parted).collect::<Vec<_>>(),
            [true, false, true, true]
        );
        let next = set_at(&[(100.0, "Regionstyrelsen delar.")]);
        assert!(next[0].goes_on_from(&lines[3]));
        assert!(!next[0].goes_on_from(&lines[1]), "it had ended");
        assert!(!next[0].goes_on_from(&lines[2]), "there was room");
        assert!(!next[0].goes_on_from(&Set::default()));
    }

    #[test]
    fn a_sign_that_cannot_be_read_before_the_words_is_a_bullet() {
        let add = |signs: &[&str]| {
            let mut line = Set::default();
            for (at, sign) in signs.iter().enumerate() {
                let left = 5.0 * f64::from(u32::try_from(at).unwrap());
                line.add(sign, Letter { left, right: left + 5.0, baseline: 0.0, size: 10.0 });
            }
            line.text
        };
        assert_eq!(add(&["", " ", "ö", "v", "a"]), "•  öva");
        assert_eq!(add(&["", "ö", "v", "a"]), "öva", "part of a word");
        assert_eq!(add(&["", "", " ", "ö"]), " ö", "words that cannot be read");
        assert_eq!(add(&["ö", "", "v", "a"]), "öva");
    }

    #[test]
    fn text_set_straight_is_left_as_it_is() {
        let text =
            [(0.0, "Granskningen visar att rutinerna är kända"), (0.0, "och följs."), (0.0, "Ja.")];
        assert_eq!(parted(&text), [false, false, false]);
    }
}
