//! A path → [`Article`]s: files, folders, globs and the standard input, in any of the usual
//! encodings. Knows no Chinese grammar. What cannot be read is handed on as a [`Skip`] with
//! its reason, and the reading goes on.

mod article;
mod bytes;
mod encoding;
mod html;
mod jsonl;
mod kind;
mod markdown;
mod paths;
mod published;
mod skip;
mod stated;

use encoding_rs::Encoding;

pub use article::Article;
pub use kind::Kind;
pub use skip::{Reason, Skip};
pub use stated::Stated;

/// How to read.
///
/// ```
/// use zhengmai::ingest::Options;
/// let options = Options { encoding: Options::encoding("gb18030"), ..Options::default() };
/// assert_eq!(options.encoding.unwrap().name(), "gb18030");
/// assert_eq!(options.max_bytes, 64 * 1024 * 1024);
/// assert!(Options::encoding("klingon").is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The encoding of all inputs; without it byte-order mark, declaration and a detector decide.
    pub encoding: Option<&'static Encoding>,
    /// The greatest size of one article, in bytes before decoding.
    pub max_bytes: u64,
}

impl Options {
    /// Finds an encoding by any of its names: `utf-8`, `gb18030`, `gbk`, `big5`, `utf-16le`.
    pub fn encoding(name: &str) -> Option<&'static Encoding> {
        Encoding::for_label(name.as_bytes())
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: None,
            max_bytes: 64 * 1024 * 1024,
        }
    }
}

/// The articles of some inputs, one after the other, and what was skipped; made by [`read`].
pub struct Reader {
    items: Box<dyn Iterator<Item = Result<Article, Skip>> + Send>,
}

impl Iterator for Reader {
    type Item = Result<Article, Skip>;

    fn next(&mut self) -> Option<Self::Item> {
        self.items.next()
    }
}

/// Reads articles from files, folders, globs and `-`, the standard input.
///
/// Inputs come in the order given, the files of a folder or a glob sorted by path, each file
/// once even if several inputs name it. Folders are read to the bottom; in them files of other
/// kinds and READMEs are skipped with a reason, dot files silently. `.txt`, `.md`, `.html`,
/// `.htm`, `.jsonl` and `.ndjson` are read, each also as `.gz`. The standard input is JSON Lines if it
/// begins with `{`, HTML if it begins with `<`, else text.
///
/// Nothing is opened before the iterator asks for it, and JSON Lines are read line by line.
///
/// ```
/// use zhengmai::ingest::{Options, read};
/// let folder = std::env::temp_dir().join("zhengmai-doc-ingest");
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("a.txt"), "安阳市召开推进会\n5月29日，会议召开。")?;
/// std::fs::write(folder.join("b.jsonl"), "{\"id\": \"1\", \"text\": \"会议召开。\"}\n{\"title\": \"无\"}\n")?;
/// let inputs = [folder.display().to_string()];
/// let items: Vec<_> = read(&inputs, &Options::default()).collect();
/// assert_eq!(items[0].as_ref().unwrap().text, "安阳市召开推进会\n5月29日，会议召开。");
/// assert_eq!(items[1].as_ref().unwrap().id, "1");
/// let skip = items[2].as_ref().unwrap_err();
/// assert_eq!(skip.line, Some(2));
/// assert!(skip.to_string().contains("has no `text`"));
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(inputs: &[String], options: &Options) -> Reader {
    let options = *options;
    let items = paths::expand(inputs).flat_map(move |file| match file {
        Ok(file) => file.read(&options),
        Err(skip) => one(Err(skip)),
    });
    Reader {
        items: Box::new(items),
    }
}

/// Articles of one file.
type Items = Box<dyn Iterator<Item = Result<Article, Skip>> + Send>;

fn one(item: Result<Article, Skip>) -> Items {
    Box::new(std::iter::once(item))
}

/// Reads one article from bytes that are at hand: `path` is its source where it states none.
///
/// ```
/// use zhengmai::ingest::{Kind, Options, read_bytes};
/// let html = "<title>安阳市召开推进会</title><p>5月29日，会议召开。</p>".as_bytes();
/// let article = read_bytes(html, Kind::Html, "a.html", &Options::default())?;
/// assert_eq!(article.text, "安阳市召开推进会\n5月29日，会议召开。");
/// # Ok::<(), zhengmai::ingest::Skip>(())
/// ```
///
/// # Errors
/// If there is no text in it, or none that can be decoded. Of JSON Lines the first line is read.
pub fn read_bytes(
    bytes: &[u8],
    kind: Kind,
    path: &str,
    options: &Options,
) -> Result<Article, Skip> {
    let skip = |reason| Skip::new(path, reason);
    let decode = |declared| encoding::decode(bytes, declared, options.encoding);
    let mut article = match kind {
        Kind::Text => Article::new(&decode(None).map_err(skip)?),
        Kind::Markdown => markdown::article(&decode(None).map_err(skip)?),
        Kind::Html => html::article(&decode(encoding::declared(bytes)).map_err(skip)?),
        Kind::JsonLines => {
            let lines = Box::new(std::io::Cursor::new(bytes.to_vec()));
            let mut items = jsonl::read(lines, path, options);
            return items.next().unwrap_or(Err(skip(Reason::Empty)));
        }
    };
    if article.text.is_empty() {
        return Err(skip(Reason::Empty));
    }
    article.source.get_or_insert_with(|| path.to_owned());
    Ok(article)
}
