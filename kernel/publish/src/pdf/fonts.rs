//! The fonts of every document, read once: a serif for running text, a sans for the rest.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The sans faces: headings, tables, labels and the words in charts.
pub(crate) const SANS: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

/// All faces with their book.
pub(super) struct Fonts {
    pub(super) faces: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
}

/// The fonts that this program carries; nothing is looked for on the machine.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: Vec<Font> = SANS
        .into_iter()
        .chain(typst_assets::fonts())
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect();
    let book = LazyHash::new(FontBook::from_fonts(&faces));
    Fonts { faces, book }
});
