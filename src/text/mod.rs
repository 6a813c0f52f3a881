//! Article → [`Text`]: the text folded for matching, its paragraphs by kind, its sentences,
//! and the way back to the article. Knows no kind of entity.

mod boilerplate;
mod char_set;
mod fold;
mod gate;
mod pattern;
mod window;
mod word_list;
mod words;

pub use boilerplate::ParagraphKind;
pub use char_set::CharSet;
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
    marks: Vec<u32>,
}

impl Text {
    /// Folds, cuts and classifies an article's text.
    pub fn new(article: &Article) -> Self {
        let fold::Folded {
            folded,
            plain,
            map,
            occurring,
            marks,
        } = fold::fold(&article.text);
        let paragraphs = boilerplate::paragraphs(&folded, &occurring);
        let mut text = Self {
            folded,
            paragraphs,
            sentences: Vec::new(),
            plain,
            map,
            occurring,
            marks,
        };
        let mut sentences = Vec::with_capacity(text.folded.len() / 128);
        for paragraph in text.read() {
            text.cut(paragraph.span, &mut sentences);
        }
        text.sentences = sentences;
        text
    }

    /// The characters of a span that are no Chinese ones, each with its place: punctuation,
    /// digits, letters, spaces (and 〇), without a look at what is between them.
    ///
    /// ```
    /// use zhengmai::{base::Span, ingest::Article, text::Text};
    /// let text = Text::new(&Article::new("会上，市长讲话。"));
    /// let marks: Vec<_> = text.marks(Span::new(3, text.folded.len())).collect();
    /// assert_eq!(marks, [(6, '，'), (21, '。')]);
    /// ```
    pub fn marks(&self, span: Span) -> impl Iterator<Item = (usize, char)> {
        let from = self
            .marks
            .partition_point(|&at| (at as usize) < span.start());
        let rest = self.marks[from..].iter().map(|&at| at as usize);
        rest.take_while(move |&at| at < span.end())
            .filter_map(|at| Some((at, self.folded[at..].chars().next()?)))
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

    /// The span of the whole text.
    pub fn whole(&self) -> Span {
        Span::new(0, self.folded.len())
    }

    /// The folded text of a span.
    pub fn str(&self, span: Span) -> &str {
        &self.folded[span.range()]
    }

    /// The article's own characters of a span, Traditional ones simplified.
    pub fn surface(&self, span: Span) -> &str {
        let byte = |byte| self.map.plain_byte(&self.folded, byte);
        &self.plain[byte(span.start())..byte(span.end())]
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

    /// Cuts a line after 。！？ and …… (with the quotation marks and brackets that close there).
    fn cut(&self, line: Span, sentences: &mut Vec<Span>) {
        let mut start = line.start();
        // Where the marks end that close the sentence.
        let mut ended = None;
        for (at, c) in self.marks(line) {
            let stops = matches!(c, '。' | '！' | '？');
            let closes = matches!(c, '”' | '’' | '）' | '」' | '…');
            if let Some(end) = ended.filter(|&end| at > end || !(stops || closes)) {
                sentences.push(Span::new(start, end));
                (start, ended) = (end, None);
            }
            if stops || ended.is_some() {
                ended = Some(at + c.len_utf8());
            }
        }
        if let Some(end) = ended.filter(|&end| end < line.end()) {
            sentences.push(Span::new(start, end));
            start = end;
        }
        if start < line.end() {
            sentences.push(Span::new(start, line.end()));
        }
    }
}
