//! Words for users: Fluent texts of the kernel and of each area, Swedish first.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};

/// The languages of the user interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Svenska, the first language.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both, Swedish first.
    pub const ALL: [Self; 2] = [Self::Swedish, Self::English];

    /// `sv` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }
}

/// A text file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{language}: {fault}")]
pub struct TextFault {
    language: &'static str,
    fault: String,
}

/// All texts in both languages.
pub struct Texts {
    swedish: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

impl Texts {
    /// Joins text files: pairs of Swedish and English. No key may come twice.
    ///
    /// # Errors
    /// Names the language and the key or line at fault.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Result<Self, TextFault> {
        let swedish = bundle(Language::Swedish, files.clone().into_iter().map(|(sv, _)| sv))?;
        let english = bundle(Language::English, files.into_iter().map(|(_, en)| en))?;
        Ok(Self { swedish, english })
    }

    /// The text for `key`, or nothing when there is none. `key` may name an attribute: `measure-due.help`.
    pub fn find(&self, language: Language, key: &str, values: &[(&str, &str)]) -> Option<String> {
        let bundle = match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        };
        let (name, attribute) =
            key.split_once('.').map_or((key, None), |(name, a)| (name, Some(a)));
        let message = bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, argument(value));
        }
        Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }

    /// The text for `key`; a missing one shows as `⟦key⟧`, which tests refuse on every page.
    pub fn get(&self, language: Language, key: &str, values: &[(&str, &str)]) -> String {
        self.find(language, key, values).unwrap_or_else(|| format!("⟦{key}⟧"))
    }
}

/// Whole numbers become numbers, so that plurals work; what is written otherwise, as with a sign, stays as it is.
fn argument(value: &str) -> FluentValue<'_> {
    match value.parse::<i32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn bundle<'a>(
    language: Language,
    files: impl Iterator<Item = &'a str>,
) -> Result<FluentBundle<FluentResource>, TextFault> {
    let fault = |fault: String| TextFault { language: language.code(), fault };
    let id: unic_langid::LanguageIdentifier =
        language.code().parse().map_err(|e| fault(format!("{e}")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolating marks would end up in attributes and documents.
    bundle.set_use_isolating(false);
    for file in files {
        let resource =
            FluentResource::try_new(file.to_owned()).map_err(|(_, e)| fault(format!("{e:?}")))?;
        bundle.add_resource(resource).map_err(|e| fault(format!("{e:?}")))?;
    }
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_plurals_and_attributes_in_both_languages() {
        let sv = "found = { $n ->\n    [one] en träff\n   *[other] { $n } träffar\n }\n    .help = Hjälp\n";
        let en =
            "found = { $n ->\n    [one] one hit\n   *[other] { $n } hits\n }\n    .help = Help\n";
        let texts = Texts::read([(sv, en)]).unwrap();
        assert_eq!(texts.get(Language::Swedish, "found", &[("n", "1")]), "en träff");
        assert_eq!(texts.get(Language::English, "found", &[("n", "3")]), "3 hits");
        assert_eq!(texts.get(Language::Swedish, "found.help", &[]), "Hjälp");
        assert_eq!(texts.get(Language::Swedish, "lost", &[]), "⟦lost⟧");
    }
}
