//! From an evidence IRI back to the sentence it points into.

use oxigraph::model::NamedNode;
use serde::Serialize;

use super::error::QueryError;
use super::view::View;
use crate::graph::iri;
use crate::graph::vocab::{prov, schema, zm};

/// Whole sentences of an article, and what in them a rule read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The sentence that holds what was read, or the sentences, where it is longer.
    pub text: String,
    /// `[start, end)` of what was read, in code points of `text`.
    pub mark: [usize; 2],
    /// The article's IRI.
    pub article: String,
    /// The article's headline.
    pub headline: String,
    /// Where the article came from.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The rule that read it.
    pub rule: Option<String>,
}

/// An article's IRI, and `[start, end)` in its text.
pub(super) type Place = (String, [usize; 2]);

impl View<'_> {
    /// The sentences that say what a node stands for, in the order of articles and places.
    pub(super) fn evidence(self, node: &NamedNode) -> Result<Vec<Sentence>, QueryError> {
        self.sentences(node, &self.places(node)?, |_| true)
    }

    /// Where articles say what a node stands for, sorted.
    pub(super) fn places(self, node: &NamedNode) -> Result<Vec<Place>, QueryError> {
        let mut places: Vec<Place> = self
            .nodes(node, zm::EVIDENCE)?
            .iter()
            .filter_map(|place| iri::split_evidence(place.as_str()))
            .map(|(article, span)| (article.to_owned(), span))
            .collect();
        places.sort();
        Ok(places)
    }

    /// The sentences of those places whose article is wanted.
    pub(super) fn sentences(
        self,
        node: &NamedNode,
        places: &[Place],
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Sentence>, QueryError> {
        let mut sentences = Vec::new();
        for (article, span) in places.iter().filter(|(article, _)| wanted(article)) {
            let article = NamedNode::new_unchecked(article);
            let rules = self.rules(node, &article)?;
            sentences.extend(self.sentence(&article, *span, rules)?);
        }
        Ok(sentences)
    }

    /// The rules that made a node in an article's graph.
    fn rules(self, node: &NamedNode, article: &NamedNode) -> Result<Option<String>, QueryError> {
        let quads = self.0.store().quads_for_pattern(
            Some(node.as_ref().into()),
            Some(zm::RULE),
            None,
            Some(article.as_ref().into()),
        );
        let mut rules = Vec::new();
        for quad in quads {
            if let oxigraph::model::Term::Literal(rule) = quad?.object {
                rules.push(rule.value().to_owned());
            }
        }
        rules.sort();
        Ok((!rules.is_empty()).then(|| rules.join(", ")))
    }

    /// The sentence around `[start, end)` of an article's text; nothing where the graph
    /// does not hold the text.
    pub(super) fn sentence(
        self,
        article: &NamedNode,
        span: [usize; 2],
        rule: Option<String>,
    ) -> Result<Option<Sentence>, QueryError> {
        let Some(text) = self.value(article, zm::TEXT)? else {
            return Ok(None);
        };
        let (text, mark) = cut(&text, span);
        Ok(Some(Sentence {
            text,
            mark,
            article: article.as_str().to_owned(),
            headline: self.value(article, schema::HEADLINE)?.unwrap_or_default(),
            source: self
                .nodes(article, prov::WAS_DERIVED_FROM)?
                .first()
                .map(|source| source.as_str().to_owned()),
            published: self.value(article, schema::DATE_PUBLISHED)?,
            rule,
        }))
    }
}

/// Cuts out the sentences that a span touches; says where the span stands in them.
fn cut(text: &str, [start, end]: [usize; 2]) -> (String, [usize; 2]) {
    let chars: Vec<char> = text.chars().collect();
    let end = end.min(chars.len());
    let start = start.min(end);
    let ends = |i: usize| -> bool {
        // A sentence ends at its mark, or behind the quotation marks that close there.
        let closes = |c: char| matches!(c, '”' | '’' | '」' | '』');
        let mark = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?');
        chars[i] == '\n'
            || (mark(chars[i]) && !chars.get(i + 1).is_some_and(|&c| closes(c)))
            || (closes(chars[i]) && i > 0 && mark(chars[i - 1]))
    };
    let mut from = start;
    while from > 0 && !ends(from - 1) {
        from -= 1;
    }
    let mut to = end.max(start);
    while to < chars.len() && !(to > from && ends(to - 1) && to >= end) {
        to += 1;
    }
    while from < start && chars[from].is_whitespace() {
        from += 1;
    }
    while to > end && chars[to - 1].is_whitespace() {
        to -= 1;
    }
    (chars[from..to].iter().collect(), [start - from, end - from])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_at(text: &str, part: &str) -> (String, String) {
        let start = text.find(part).unwrap();
        let span = [
            text[..start].chars().count(),
            text[..start + part.len()].chars().count(),
        ];
        let (sentence, [a, b]) = cut(text, span);
        let marked = sentence.chars().skip(a).take(b - a).collect();
        (sentence, marked)
    }

    #[test]
    fn a_span_is_given_its_sentence() {
        let text = "标题\n    会议召开。李明说:“要抓紧!”王强主持会议。完。";
        for (part, sentence) in [
            ("标题", "标题"),
            ("召开", "会议召开。"),
            ("会议召开。", "会议召开。"),
            ("抓紧", "李明说:“要抓紧!”"),
            ("王强", "王强主持会议。"),
            ("召开。李明", "会议召开。李明说:“要抓紧!”"),
            ("完。", "完。"),
        ] {
            assert_eq!(cut_at(text, part), (sentence.to_owned(), part.to_owned()));
        }
    }

    #[test]
    fn a_span_outside_the_text_is_cut_to_it() {
        assert_eq!(cut("会议。", [7, 9]).1, [0, 0]);
        assert_eq!(cut("", [0, 4]), (String::new(), [0, 0]));
    }
}
