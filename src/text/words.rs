//! The segmenter and its dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The segmenter with its own dictionary and part-of-speech table, loaded once.
///
/// ```
/// let tags = zhengmai::text::jieba().tag("推进会", false);
/// assert_eq!(tags[0].word, "推进");
/// ```
pub fn jieba() -> &'static Jieba {
    &JIEBA
}
