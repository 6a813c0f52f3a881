//! What was not understood: sentences with a word that leads one to expect a fact, and without
//! any. Made of a record alone, so that whoever keeps records can ask it of them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use super::{CodePoints, Evidence, Record};
use crate::base::Span;
use crate::ingest::Article;
use crate::lexicon::{Lexicon, Trigger};
use crate::text::{ParagraphKind, Text};

/// A sentence with a trigger that gave none of the facts that it leads one to expect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The word, as in data/triggers.tsv.
    pub trigger: &'static str,
    /// The kinds of fact of which one was expected.
    pub expected: &'static [&'static str],
    /// The sentence, as the article has it.
    pub sentence: String,
    /// Where the sentence stands in the article.
    pub span: CodePoints,
    /// Where the word first stands in it, in the article.
    pub at: CodePoints,
}

/// How often a trigger stood in sentences, and how often it gave a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The word, as in data/triggers.tsv.
    pub trigger: &'static str,
    /// Sentences that hold it, outside of titles of documents and names of meetings.
    pub sentences: usize,
    /// Those of them that gave a fact of a kind that it leads one to expect.
    pub with_fact: usize,
}

impl Count {
    /// Sentences that gave no fact.
    pub fn without(&self) -> usize {
        self.sentences - self.with_fact
    }
}

/// What of some articles was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Of every trigger, in the order of data/triggers.tsv.
    pub triggers: Vec<Count>,
}

impl Default for Coverage {
    fn default() -> Self {
        let triggers = Lexicon::embedded().triggers().iter();
        let triggers = triggers.map(|trigger| Count {
            trigger: trigger.word,
            sentences: 0,
            with_fact: 0,
        });
        Self {
            triggers: triggers.collect(),
        }
    }
}

impl Coverage {
    /// Counts an article in and returns its sentences without a fact, in order. A sentence has
    /// a fact when the evidence of one touches it. The headline does not count: it says again
    /// what the body says.
    ///
    /// ```
    /// use zhengmai::{facts::{Reader, coverage::Coverage}, ingest::Article};
    /// let article = Article::new("安阳市召开推进会\n5月29日，安阳市召开散煤治理工作推进会。副市长陈志伟主持会议。代表们陆续参加。");
    /// let mut coverage = Coverage::default();
    /// let gaps = coverage.add(&Reader::new().read(&article));
    /// let [gap] = gaps.as_slice() else { panic!("{gaps:?}") };
    /// assert_eq!((gap.trigger, gap.sentence.as_str()), ("参加", "代表们陆续参加。"));
    /// ```
    pub fn add(&mut self, record: &Record) -> Vec<Gap> {
        let text = Text::new(&Article::new(&record.text));
        let facts = Facts::new(record);
        let mut gaps = Vec::new();
        for &sentence in &text.sentences {
            let paragraph = text.paragraph_of(sentence);
            if paragraph.is_some_and(|p| p.kind == ParagraphKind::Title) {
                continue;
            }
            let span = text.code_points(sentence);
            let mut seen = 0_u64;
            for found in WORDS.find_iter(text.str(sentence)) {
                let place = found.pattern().as_usize();
                let at = Span::new(found.start(), found.end()).shift(sentence.start());
                let at = text.code_points(at);
                // The mark of a title stands before it, and so outside of its document's span.
                if seen & (1 << place) != 0 || touches(&facts.names, at) {
                    continue;
                }
                seen |= 1 << place;
                let trigger: &'static Trigger = &Lexicon::embedded().triggers()[place];
                let count = &mut self.triggers[place];
                count.sentences += 1;
                if facts.any(&trigger.facts, span) {
                    count.with_fact += 1;
                } else {
                    gaps.push(Gap {
                        trigger: trigger.word,
                        expected: &trigger.facts,
                        sentence: text.surface(sentence).trim().to_owned(),
                        span,
                        at,
                    });
                }
            }
        }
        gaps
    }
}

/// The triggers, by their places in the table; of two that overlap the first.
static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let triggers = Lexicon::embedded().triggers();
    assert!(triggers.len() <= 64, "more triggers than bits");
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(triggers.iter().map(|t| t.word))
        .expect("a few words make a small automaton")
});

/// Where the facts of a record stand, by kind, and the names in which no trigger counts.
struct Facts {
    kinds: [(&'static str, Vec<CodePoints>); 5],
    names: Vec<CodePoints>,
}

impl Facts {
    fn new(record: &Record) -> Self {
        fn spans<'r>(evidence: impl Iterator<Item = &'r Evidence>) -> Vec<CodePoints> {
            evidence.flat_map(|e| e.spans.iter().copied()).collect()
        }
        let documents = spans(record.documents.iter().map(|x| &x.evidence));
        let meetings = spans(record.meetings.iter().map(|x| &x.evidence));
        Self {
            names: documents.iter().chain(&meetings).copied().collect(),
            kinds: [
                ("role", spans(record.roles.iter().map(|x| &x.evidence))),
                ("post", spans(record.posts.iter().map(|x| &x.evidence))),
                (
                    "directive",
                    spans(record.directives.iter().map(|x| &x.evidence)),
                ),
                ("document", documents),
                ("meeting", meetings),
            ],
        }
    }

    fn any(&self, expected: &[&str], sentence: CodePoints) -> bool {
        self.kinds
            .iter()
            .filter(|(kind, _)| expected.contains(kind))
            .any(|(_, spans)| touches(spans, sentence))
    }
}

fn touches(spans: &[CodePoints], [start, end]: CodePoints) -> bool {
    spans.iter().any(|&[from, to]| from < end && start < to)
}
