//! What may help an owner to answer: what was answered before, what like information has, what is known of it (CLS-12). Pure.

use stadga_model::{Id, Term};

use crate::{
    Classification, InformationObject,
    class::{Aspect, Class, Levels},
    questions,
};

/// So many like ones are told.
const SOME: usize = 4;

/// Why something is told beside a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is in one of the same systems.
    System,
    /// It is of the same sort.
    Category,
    /// It has the same owner.
    Owner,
}

impl Likeness {
    /// Its name in texts' keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Category => "category",
            Self::Owner => "owner",
        }
    }
}

/// Like information with the level that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The information.
    pub id: Id<InformationObject>,
    /// Why it is told.
    pub likeness: Likeness,
    /// Its level.
    pub rank: u8,
}

/// Information that is like another one, with its class.
pub struct Known<'a> {
    /// Its id.
    pub id: Id<InformationObject>,
    /// The information.
    pub info: &'a InformationObject,
    /// Its class.
    pub class: Class,
}

/// What was answered to a question before, whatever the method: questions bear the same keys.
pub fn before<'a>(earlier: Option<&'a Classification>, question: &str) -> Option<&'a Term> {
    let answers = earlier.into_iter().flat_map(|one| &one.answers);
    let mut found = answers.filter(|answer| answer.question == question);
    found.next().map(|answer| &answer.level)
}

/// The like ones that have a level of an aspect, the likest first.
pub fn neighbours(
    (id, of): (Id<InformationObject>, &InformationObject),
    all: &[Known],
    aspect: Aspect,
) -> Vec<Neighbour> {
    let mut found: Vec<Neighbour> = all
        .iter()
        .filter(|other| other.id != id)
        .filter_map(|other| {
            let (likeness, rank) = (likeness(of, other.info)?, other.class.get(aspect)?);
            Some(Neighbour { id: other.id, likeness, rank })
        })
        .collect();
    found.sort_by_key(|one| (one.likeness, std::cmp::Reverse(one.rank)));
    found.truncate(SOME);
    found
}

fn likeness(of: &InformationObject, other: &InformationObject) -> Option<Likeness> {
    let shared = of.in_systems.iter().any(|system| other.in_systems.contains(system));
    let sort = of.category.is_some() && of.category == other.category;
    let owner = of.owner.is_some() && of.owner == other.owner;
    match (shared, sort, owner) {
        (true, _, _) => Some(Likeness::System),
        (_, true, _) => Some(Likeness::Category),
        (_, _, true) => Some(Likeness::Owner),
        _ => None,
    }
}

/// What is known of the information, with the level that it suggests at least.
pub fn hints(info: &InformationObject, aspect: Aspect, levels: &Levels) -> Vec<(&'static str, u8)> {
    let mut hints = questions::hints(aspect, levels);
    hints.retain(|(flag, _)| match *flag {
        "personal-data" => info.personal_data,
        "secret" => info.secret,
        _ => false,
    });
    hints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        classification::Answer,
        tests::{class, classification, id, information, scales},
    };

    #[test]
    fn cls_12_like_information_is_told_the_likest_first_and_never_itself() {
        let of = information();
        let other = InformationObject {
            in_systems: Vec::new(),
            category: Some(Term::from("staff")),
            owner: Some(id(99)),
            ..of.clone()
        };
        let owned = InformationObject { owner: of.owner, ..other.clone() };
        let sorted = InformationObject { category: of.category.clone(), ..other.clone() };
        let known = |number, info, ranks| Known { id: id(number), info, class: class(ranks) };
        let all = [
            known(1, &of, "333"),
            known(2, &other, "333"),
            known(3, &owned, "1"),
            known(4, &sorted, "222"),
            known(5, &of, "3"),
            known(6, &of, "–1"),
        ];
        let found = neighbours((id(1), &of), &all, Aspect::Confidentiality);
        let told: Vec<_> = found.iter().map(|one| (one.id, one.likeness, one.rank)).collect();
        assert_eq!(
            told,
            [
                (id(5), Likeness::System, 3),
                (id(4), Likeness::Category, 2),
                (id(3), Likeness::Owner, 1)
            ]
        );
    }

    #[test]
    fn cls_05_cls_12_what_was_answered_before_is_there_under_a_new_method_too() {
        let mut earlier = classification("322");
        earlier.method = Term::from("klassa-2");
        earlier.answers = vec![Answer { question: "integrity-law".into(), level: Term::from("2") }];
        assert_eq!(before(Some(&earlier), "integrity-law"), Some(&Term::from("2")));
        assert_eq!(before(Some(&earlier), "integrity-person"), None);
        assert_eq!(before(None, "integrity-law"), None);
    }

    #[test]
    fn cls_12_what_is_known_suggests() {
        let levels = Levels::of(&scales());
        let mut info = information();
        assert!(hints(&info, Aspect::Confidentiality, &levels).is_empty());
        info.secret = true;
        assert_eq!(hints(&info, Aspect::Confidentiality, &levels), [("secret", 3)]);
    }
}
