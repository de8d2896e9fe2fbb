//! The names of a new area in all the shapes that its files need.

/// An area's name and its first kind's.
pub struct Words {
    /// `supplier-contracts`: folder and crate.
    pub area: String,
    /// `supplier-contract`: the kind.
    pub kind: String,
    /// `SUP`: what its numbers and its rules begin with.
    pub prefix: String,
}

impl Words {
    /// The names of area and kind; without a kind, it is the area's name without its last s.
    ///
    /// # Errors
    /// Says what a name looks like.
    pub fn new(area: &str, kind: Option<&str>) -> Result<Self, String> {
        let kind = kind.or_else(|| area.strip_suffix('s')).unwrap_or_default();
        for name in [area, kind] {
            if !is_name(name) {
                return Err(format!(
                    "{name:?} is no name: an area is a plural of small letters a–z with hyphens between words, \
                     its kind the same in singular (--kind)"
                ));
            }
        }
        if area == kind {
            return Err("area and kind need different names: --kind".into());
        }
        let prefix = kind.chars().filter(char::is_ascii_lowercase).take(3);
        let prefix = prefix.map(|letter| letter.to_ascii_uppercase()).collect();
        Ok(Self { area: area.to_owned(), kind: kind.to_owned(), prefix })
    }

    /// The text with the names in their places.
    pub fn fill(&self, text: &str) -> String {
        let (area_words, words) = (self.area.replace('-', " "), self.kind.replace('-', " "));
        let places = [
            ("{{area}}", self.area.clone()),
            ("{{kind}}", self.kind.clone()),
            ("{{module}}", self.kind.replace('-', "_")),
            ("{{Type}}", words.split(' ').map(capital).collect()),
            ("{{PREFIX}}", self.prefix.clone()),
            ("{{prefix}}", self.prefix.to_lowercase()),
            ("{{Area}}", capital(&area_words)),
            ("{{Words}}", capital(&words)),
            ("{{area_words}}", area_words),
            ("{{words}}", words),
        ];
        places.iter().fold(text.to_owned(), |text, (place, word)| text.replace(place, word))
    }
}

fn is_name(name: &str) -> bool {
    name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_shapes_that_files_need() {
        let words = Words::new("supplier-contracts", None).unwrap();
        let filled =
            words.fill("{{area}} {{kind}} {{module}} {{Type}} {{PREFIX}} {{Area}} {{words}}");
        assert_eq!(
            filled,
            "supplier-contracts supplier-contract supplier_contract SupplierContract SUP Supplier contracts supplier contract"
        );
    }

    #[test]
    fn what_is_no_name_is_told() {
        for (area, kind) in
            [("Suppliers", None), ("supply", None), ("a--s", None), ("", None), ("x", Some("x"))]
        {
            assert!(Words::new(area, kind).is_err(), "{area}");
        }
    }
}
