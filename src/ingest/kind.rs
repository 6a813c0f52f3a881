//! Which kinds of file hold articles, by their names.

use std::path::Path;

/// The form of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `.txt`: an article, its headline first.
    Text,
    /// `.md`: an article with light markup.
    Markdown,
    /// `.html`, `.htm`: a page with an article in it.
    Html,
    /// `.jsonl`, `.ndjson`: an article on each line.
    JsonLines,
}

/// Extensions, in lower case, without a final `.gz`.
const EXTENSIONS: [(&str, Kind); 6] = [
    ("txt", Kind::Text),
    ("md", Kind::Markdown),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
];

impl Kind {
    /// Tells the kind from a path, and whether it is compressed; else the extension, which may
    /// be empty.
    ///
    /// ```
    /// use std::path::Path;
    /// use zhengmai::ingest::Kind;
    /// assert_eq!(Kind::of(Path::new("news/a.JSONL.gz")), Ok((Kind::JsonLines, true)));
    /// assert_eq!(Kind::of(Path::new("a.pdf")), Err("pdf".to_owned()));
    /// ```
    ///
    /// # Errors
    /// The extension, if no kind has it.
    pub fn of(path: &Path) -> Result<(Self, bool), String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        let (stem, gzip) = match name.strip_suffix(".gz") {
            Some(stem) => (stem, true),
            None => (name.as_str(), false),
        };
        let extension = stem.rsplit_once('.').map_or("", |(_, extension)| extension);
        let known = EXTENSIONS.iter().find(|(known, _)| *known == extension);
        match known {
            Some(&(_, kind)) => Ok((kind, gzip)),
            None if gzip => Err(format!("{extension}.gz").trim_start_matches('.').to_owned()),
            None => Err(extension.to_owned()),
        }
    }

    /// Tells the kind from the first bytes, for an input without a name.
    pub(super) fn sniff(start: &[u8]) -> Self {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        match start.iter().find(|b| !b.is_ascii_whitespace()) {
            Some(b'{') => Self::JsonLines,
            Some(b'<') => Self::Html,
            _ => Self::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn first_bytes_tell_the_kind_of_an_input_without_a_name() {
        assert_eq!(Kind::sniff(b"\xef\xbb\xbf {\"text\": 1}"), Kind::JsonLines);
        assert_eq!(Kind::sniff(b"\n<!DOCTYPE html>"), Kind::Html);
        assert_eq!(Kind::sniff("会议召开".as_bytes()), Kind::Text);
        assert_eq!(Kind::sniff(b""), Kind::Text);
    }
}
