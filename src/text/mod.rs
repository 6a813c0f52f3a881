//! Article → [`Text`]: the text folded for matching, its paragraphs by kind, its sentences,
//! and the way back to the article. Knows no kind of entity.

mod boilerplate;
mod fold;
mod gate;
mod pattern;
mod window;
mod word_list;
mod words;

pub use boilerplate::ParagraphKind;
pub use gate::Gate;
pub use pattern::{Regex, is_han};
pub use window::{after, before, clauses_at};
pub use word_list::WordList;
pub use words::jieba;

use crate::base::Span;
use crate::ingest::Article;

/// A line of the article and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The line without white space at its ends.
    pub span: Span,
    /// Whether it is read, and as what.
    pub kind: ParagraphKind,
}

/// An article's text made ready for reading.
///
/// `folded` has one code point for each code point of the article's text: Traditional
/// characters as Simplified ones, full-width letters and digits as ASCII, half-width
/// punctuation beside Chinese as full-width, 「」 as “”. Rules match in it and name places by
/// [`Span`]s of its bytes; [`Text::surface`] gives what the article has there, in
/// Simplified characters, and [`Text::code_points`] where it stands in the article.
///
/// ```
/// use zhengmai::{base::Span, ingest::Article, text::Text};
/// let text = Text::new(&Article::new("會議由李明主持(下午)."));
/// assert_eq!(text.folded, "会议由李明主持（下午）.");
/// let span = Span::new(text.folded.find("主持").unwrap(), text.folded.len());
/// assert_eq!(text.surface(span), "主持(下午).");
/// assert_eq!(text.code_points(span), [5, 12]);
/// ```
#[derive(Clone, Debug)]
pub struct Text {
    /// What the rules match in.
    pub folded: String,
    /// Lines that hold something, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences of title and body paragraphs, in order; none crosses a line.
    pub sentences: Vec<Span>,
    plain: String,
    map: fold::OffsetMap,
    occurring: gate::Occurring,
}

impl Text {
    /// Folds, cuts and classifies an article's text.
    pub fn new(article: &Article) -> Self {
        let fold::Folded {
            folded,
            plain,
            map,
            occurring,
        } = fold::fold(&article.text);
        let paragraphs = boilerplate::paragraphs(&folded);
        let sentences = paragraphs
            .iter()
            .filter(|p| p.kind.is_read())
            .flat_map(|p| sentences(&folded, p.span))
            .collect();
        Self {
            folded,
            paragraphs,
            sentences,
            plain,
            map,
            occurring,
        }
    }

    /// Whether one of a gate's words may stand in a span. Where it says no, none does; where it
    /// says yes, one mostly does: a cheap question before a search by pattern.
    pub fn may_hold(&self, span: Span, gate: &Gate) -> bool {
        self.occurring.may_hold(span.start(), span.end(), gate)
    }

    /// What a pattern has to be searched in: the span's text, nothing where the gate is closed.
    ///
    /// # Panics
    /// In debug builds if the pattern matches behind a closed gate, which then lacks a word.
    pub fn searched(&self, span: Span, gate: &Gate, pattern: &Regex) -> &str {
        let line = self.str(span);
        let open = self.may_hold(span, gate);
        debug_assert!(
            open || !pattern.is_match(line),
            "the gate of `{}` lacks a word for: {line}",
            pattern.as_str()
        );
        if open { line } else { "" }
    }

    /// The folded text of a span.
    pub fn str(&self, span: Span) -> &str {
        &self.folded[span.range()]
    }

    /// The article's own characters of a span, Traditional ones simplified.
    pub fn surface(&self, span: Span) -> &str {
        let [start, end] = self.code_points(span);
        let byte = |code_point| self.map.plain_byte(&self.plain, code_point);
        &self.plain[byte(start)..byte(end)]
    }

    /// `[start, end)` of a span in code points of the article's text.
    pub fn code_points(&self, span: Span) -> [usize; 2] {
        [
            self.map.code_point(&self.folded, span.start()),
            self.map.code_point(&self.folded, span.end()),
        ]
    }

    /// The sentence in which a span begins.
    pub fn sentence_of(&self, span: Span) -> Option<Span> {
        let i = self.sentences.partition_point(|s| s.end() <= span.start());
        self.sentences
            .get(i)
            .copied()
            .filter(|s| s.start() <= span.start())
    }

    /// The sentences that lie within a span, in order.
    pub fn sentences_in(&self, span: Span) -> &[Span] {
        let from = self.sentences.partition_point(|s| s.start() < span.start());
        let to = self.sentences.partition_point(|s| s.end() <= span.end());
        &self.sentences[from..to.max(from)]
    }

    /// The paragraph in which a span begins.
    pub fn paragraph_of(&self, span: Span) -> Option<Paragraph> {
        let i = self
            .paragraphs
            .partition_point(|p| p.span.end() <= span.start());
        self.paragraphs
            .get(i)
            .copied()
            .filter(|p| p.span.start() <= span.start())
    }

    /// Title and body paragraphs, the ones that are read.
    pub fn read(&self) -> impl Iterator<Item = Paragraph> + '_ {
        self.paragraphs.iter().copied().filter(|p| p.kind.is_read())
    }
}

/// Cuts a line after 。！？ and …… (with the quotation marks and brackets that close there).
fn sentences(folded: &str, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = line.start();
    let mut ended = false;
    for (i, c) in folded[line.range()].char_indices() {
        let at = line.start() + i;
        match c {
            '。' | '！' | '？' => ended = true,
            '”' | '’' | '）' | '」' | '…' if ended => {}
            _ if ended => {
                out.push(Span::new(start, at));
                start = at;
                ended = false;
            }
            _ => {}
        }
    }
    if start < line.end() {
        out.push(Span::new(start, line.end()));
    }
    out
}
