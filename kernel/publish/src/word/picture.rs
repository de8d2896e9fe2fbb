//! A figure's SVG drawn as a PNG, since Word's readers do not agree on SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{self, Tree};

use crate::PublishError;
use crate::pdf::SANS;

/// Pixels over the text's width: sharp on paper at about 200 per inch.
const PIXELS: f32 = 1260.0;
/// A picture is not drawn higher than this, so that a wrong SVG cannot take all memory.
const HIGHEST: f32 = 4000.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for face in SANS.into_iter().chain(typst_assets::fonts()) {
        fonts.load_font_source(Source::Binary(Arc::new(face)));
    }
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// A drawn picture.
pub(super) struct Picture {
    /// The PNG file.
    pub(super) png: Vec<u8>,
    /// Its height as a part of its width.
    pub(super) ratio: f32,
}

/// Draws `svg`.
pub(super) fn draw(svg: &str) -> Result<Picture, PublishError> {
    let fault = |text: String| PublishError::Figure(text);
    let options = options();
    let tree = Tree::from_str(svg, &options).map_err(|error| fault(error.to_string()))?;
    let size = tree.size();
    let scale = (PIXELS / size.width()).min(HIGHEST / size.height());
    let pixels = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut canvas = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| fault("size".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let png = canvas.encode_png().map_err(|error| fault(error.to_string()))?;
    Ok(Picture { png, ratio: size.height() / size.width() })
}

/// Only what the SVG itself holds is drawn: a picture that it names is not looked for.
fn options() -> usvg::Options<'static> {
    let mut options = usvg::Options {
        fontdb: FONTS.clone(),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options
}
