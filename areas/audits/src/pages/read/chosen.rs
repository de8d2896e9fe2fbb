//! What a user has chosen so far for the findings of one file: kept between visits, until records are made and after.

use crate::{
    accept::Choices,
    read::{Kind, Lines},
};
use stadga_model::{FileId, Id, Refusal};
use stadga_store::{SavedView, StoredFile};
use stadga_web::Context;
use std::collections::BTreeMap;

use super::found::{Found, Group};

/// Choices are kept as the form that they came by, among a person's own saved forms.
const KEPT: &str = "audit-reading";

/// The kind of document that the user says the text to be.
pub const KIND: &str = "target.kind";

/// Whether documents that the auditors saw are put into the register: `no`, or anything else.
pub const REGISTER: &str = "target.documents";

/// `verdict.{place}` is accept, mend or drop; `value.{place}.{name}` a value other than found; `target.{name}` where it
/// belongs; `made.{place}` the verdict of what is a record by now.
#[derive(Clone, Debug, Default)]
pub struct Chosen(BTreeMap<String, String>);

/// A reading that waits for its user.
pub struct Begun {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// How many findings are not reviewed.
    pub left: String,
}

impl Chosen {
    /// What the user has chosen for this file before.
    pub async fn kept(cx: &Context, file: &FileId) -> Result<Self, Refusal> {
        let kept = cx.door.saved_views(KEPT).await?;
        let own = kept.into_iter().find(|view| view.own && view.name == file.0);
        Ok(own.map(|view| Self::parsed(&view.query)).unwrap_or_default())
    }

    /// The user's readings with findings not yet reviewed.
    pub async fn begun(cx: &Context) -> Result<Vec<Begun>, Refusal> {
        let kept = cx.door.saved_views(KEPT).await?;
        let begun = kept.into_iter().filter(|view| view.own).filter_map(|view| {
            let chosen = Self::parsed(&view.query);
            let (name, left) = (chosen.get("file.name")?, chosen.get("file.left")?);
            let (name, left) = (name.to_owned(), left.to_owned());
            (left != "0").then_some(Begun { file: FileId(view.name), name, left })
        });
        Ok(begun.collect())
    }

    /// Keeps it for the user's next visit.
    pub async fn keep(
        &mut self,
        cx: &Context,
        file: &StoredFile,
        groups: &[Group],
    ) -> Result<(), Refusal> {
        let left = self.left(groups);
        self.0.insert("file.name".to_owned(), file.name.clone());
        self.0.insert("file.left".to_owned(), left.to_string());
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish();
        let view = SavedView { name: file.id.0.clone(), query, shared: false, own: true };
        cx.door.save_view(KEPT, &view).await
    }

    fn parsed(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// What the form says now, beside what was made before. A value that is as found need not be kept.
    pub fn with(mut self, form: &[(String, String)], groups: &[Group]) -> Self {
        let made = |name: &str| self.0.contains_key(&name.replacen("verdict.", "made.", 1));
        let said = |name: &str| {
            ["value.", "target."].iter().any(|sort| name.starts_with(sort))
                || name.starts_with("verdict.") && !made(name)
        };
        let form: Vec<_> = form.iter().filter(|(name, _)| said(name)).cloned().collect();
        self.0.retain(|name, _| !name.starts_with("verdict.") && !name.starts_with("target."));
        self.0.extend(form);
        for found in all(groups) {
            for (name, _, value) in found.fields.iter().map(super::found::Mend::parts) {
                let full = format!("value.{}.{name}", found.path);
                let as_written = |text: &str| text.replace("\r\n", "\n");
                if self.get(&full).is_some_and(|said| as_written(said) == value) {
                    self.0.remove(&full);
                }
            }
        }
        self
    }

    /// The text is of another kind: what was found in it before, and not yet made, is found anew.
    pub fn read_as(mut self, form: &[(String, String)]) -> Self {
        let gone = |name: &str| name.starts_with("verdict.") || name.starts_with("value.");
        self.0.retain(|name, _| !gone(name));
        self.0.extend(form.iter().filter(|(name, _)| name == KIND).cloned());
        self
    }

    /// A value of the form.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A record of the form.
    pub fn id(&self, name: &str) -> Option<Id> {
        self.get(name)?.parse().ok()
    }

    /// The kind of document that the user has said the text to be.
    pub fn kind(&self) -> Option<Kind> {
        serde_json::from_value(self.get(KIND)?.into()).ok()
    }

    /// Accept, mend or drop; none while it is not reviewed.
    pub fn verdict(&self, found: &Found) -> Option<&str> {
        self.get(&format!("verdict.{}", found.path))
    }

    /// A finding's words as the user has mended them, else as found.
    pub fn text<'a>(&'a self, found: &'a Found) -> &'a str {
        let mended = (self.verdict(found) == Some("mend"))
            .then(|| self.get(&format!("value.{}.text", found.path)));
        mended.flatten().unwrap_or(&found.text)
    }

    /// Whether the user has settled what the lines say: all findings there are dropped, or taken with what they ask for.
    pub fn settles(&self, groups: &[Group], lines: Lines) -> bool {
        let open = self.unanswered(groups);
        let settled = |found: &Found| {
            let judged = self.verdict(found).is_some() || self.is_made(found);
            judged && !open.iter().any(|one| one.path == found.path)
        };
        let within = |found: &&Found| found.lines.0 <= lines.0 && lines.1 <= found.lines.1;
        let mut there = all(groups).filter(within).peekable();
        there.peek().is_some() && there.all(settled)
    }

    /// Whether it is a record by now.
    pub fn is_made(&self, found: &Found) -> bool {
        self.0.contains_key(&format!("made.{}", found.path))
    }

    /// Whether it is not reviewed, and needs no answer to be accepted.
    pub fn takes_unasked(&self, found: &Found) -> bool {
        self.verdict(found).is_none() && !self.is_made(found) && found.asks.is_none()
    }

    /// Accepts what of a group is not reviewed yet, but for what must be answered.
    pub fn accept_group(&mut self, group: &Group) {
        for found in &group.found {
            if self.takes_unasked(found) {
                self.0.insert(format!("verdict.{}", found.path), "accept".to_owned());
            }
        }
    }

    /// How many findings are reviewed.
    pub fn reviewed(&self, groups: &[Group]) -> usize {
        all(groups).filter(|found| self.verdict(found).is_some() || self.is_made(found)).count()
    }

    /// How many findings are not.
    pub fn left(&self, groups: &[Group]) -> usize {
        all(groups).count() - self.reviewed(groups)
    }

    /// The findings that are accepted while what they ask for is not answered.
    pub fn unanswered<'a>(&self, groups: &'a [Group]) -> Vec<&'a Found> {
        let open = |found: &&Found| {
            let answer =
                found.asks.and_then(|name| self.get(&format!("value.{}.{name}", found.path)));
            let taken = self.verdict(found).is_some_and(|verdict| verdict != "drop");
            taken && found.asks.is_some() && answer.unwrap_or_default().trim().is_empty()
        };
        all(groups).filter(open).collect()
    }

    /// What is accepted and no record yet.
    pub fn taken(&self) -> Choices {
        self.choices(&["verdict."])
    }

    /// What is a record by now.
    pub fn made(&self) -> Choices {
        self.choices(&["made."])
    }

    /// What is a record by now and what is to become one.
    pub fn made_and_taken(&self) -> Choices {
        self.choices(&["made.", "verdict."])
    }

    /// The verdicts of these sorts, with the values of their findings; a value of what is not reviewed says nothing yet.
    fn choices(&self, sorts: &[&str]) -> Choices {
        let judged =
            |place: &str| sorts.iter().any(|sort| self.0.contains_key(&format!("{sort}{place}")));
        let pair = |(name, value): (&String, &String)| match name.strip_prefix("value.") {
            Some(path) => path
                .rsplit_once('.')
                .is_none_or(|(place, _)| judged(place))
                .then(|| (name.clone(), value.clone())),
            None => {
                let place = sorts.iter().find_map(|sort| name.strip_prefix(sort))?;
                Some((format!("verdict.{place}"), value.clone()))
            }
        };
        Choices::from_pairs(self.0.iter().filter_map(pair))
    }

    /// Whether anything is accepted that is no record yet.
    pub fn takes_any(&self) -> bool {
        self.0.iter().any(|(name, verdict)| name.starts_with("verdict.") && verdict != "drop")
    }

    /// The records of what was accepted are there: they hang on this audit and this answer.
    pub fn settle(&mut self, audit: Id, answer: Option<Id>) {
        let taken: Vec<(String, String)> = self
            .0
            .extract_if(.., |name, verdict| name.starts_with("verdict.") && verdict != "drop")
            .collect();
        for (name, verdict) in taken {
            self.0.insert(name.replacen("verdict.", "made.", 1), verdict);
        }
        self.0.insert("target.audit".to_owned(), audit.to_string());
        self.0.insert("record.audit".to_owned(), audit.to_string());
        if let Some(answer) = answer {
            self.0.insert("record.answer".to_owned(), answer.to_string());
        }
    }
}

/// All findings of all groups.
pub fn all(groups: &[Group]) -> impl Iterator<Item = &Found> {
    groups.iter().flat_map(|group| &group.found)
}
