//! Which framework that is here a file's framework is a version of, and by what it is known again.

use super::{Here, by};
use crate::{
    Framework,
    read::{Remarks, Scheme},
};
use stadga_model::Id;

/// What a framework of a file is a version of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// What the file calls it.
    pub title: String,
    /// What it is a version of, if anything that is here.
    pub of: Option<Id<Framework>>,
    /// By what that is known.
    pub how: How,
}

/// By what a framework is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By nothing: it is new.
    New,
    /// Whoever takes it in has said so.
    Chosen,
    /// By the mark of a catalogue that was given out here.
    Mark,
    /// By its name in the world.
    Urn,
    /// By its short name.
    Reference,
    /// By what it is called: a catalogue in OSCAL has a new uuid in each version.
    Title,
}

impl How {
    /// The key of its words: `framework-read-met-{key}`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Chosen => "chosen",
            Self::Mark => "mark",
            Self::Urn => "urn",
            Self::Reference => "reference",
            Self::Title => "title",
        }
    }
}

/// The framework here that a file's is a version of: by the mark that was written on it here, else by its urn, its reference
/// or its title.
pub(crate) fn met<'a>(
    here: &'a [Here<Framework>],
    scheme: &Scheme,
) -> Option<(&'a Here<Framework>, How)> {
    let framework = &scheme.framework;
    let marked = scheme.of.and_then(|of| here.iter().find(|(one, _)| one.head.id == of.cast()));
    if let Some(marked) = marked {
        return Some((marked, How::Mark));
    }
    let found = by(here, |one| (&one.urn, &one.reference), &framework.urn, &framework.reference);
    if let Some(found) = found {
        let by_urn = is_same(&found.1.urn, &framework.urn);
        return Some((found, if by_urn { How::Urn } else { How::Reference }));
    }
    let titled = here.iter().find(|(_, one)| {
        one.title == framework.title
            && one.format == framework.format
            && !is_stable(&one.urn)
            && !is_stable(&framework.urn)
    });
    titled.map(|titled| (titled, How::Title))
}

fn is_same(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one.eq_ignore_ascii_case(other))
}

fn is_stable(urn: &Option<String>) -> bool {
    urn.as_deref().is_some_and(|urn| !urn.starts_with("urn:uuid:"))
}

/// Takes the name in the world from one that is said to be new where another bears it: the next version means that one.
pub(super) fn unname(scheme: &mut Scheme, here: &[Here<Framework>], remarks: &mut Remarks) {
    scheme.of = None;
    let urn = &scheme.framework.urn;
    if here.iter().any(|(_, one)| is_same(&one.urn, urn))
        && let Some(urn) = scheme.framework.urn.take()
    {
        remarks.tell("named", "framework.urn", 0, urn);
    }
}
