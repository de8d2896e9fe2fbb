//! Writes XML that is well formed whatever the text holds.

/// XML under way.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A file with its declaration.
    pub(super) fn file() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with what `inside` writes into it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes);
        self.out.push('>');
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.out.push_str("/>");
    }

    /// An element without content and with the one attribute `w:val`, as Word writes most settings.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text, escaped; characters that XML cannot hold are left out.
    pub(super) fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' | '\n' | '\r' => self.out.push(letter),
                '\u{0}'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => {}
                _ => self.out.push(letter),
            }
        }
    }

    /// Adds XML that was written before.
    pub(super) fn append(&mut self, xml: &Self) {
        self.out.push_str(&xml.out);
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn begin(&mut self, name: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_control_characters_are_left_out() {
        let mut xml = Xml::default();
        xml.element("a", &[("b", "\"<")], |xml| xml.text("1 < 2 & 3\u{1}\u{b}"));
        assert_eq!(xml.finish(), "<a b=\"&quot;&lt;\">1 &lt; 2 &amp; 3</a>");
    }
}
