//! Two nodes weighed against each other: what speaks for their being one, how much, and what
//! came of it; and its statements.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, vocab::rdf, vocab::xsd};

use super::super::iri;
use super::super::vocab::zm;
use super::judgements::{Judgement, Judgements, Verdict};
use super::{Line, keys};

/// Two nodes, the lesser IRI first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pair {
    pub a: NamedNode,
    pub b: NamedNode,
}

impl Pair {
    pub fn new(one: &NamedNode, other: &NamedNode) -> Self {
        let (a, b) = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        Self {
            a: a.clone(),
            b: b.clone(),
        }
    }

    /// The node of their comparison.
    pub fn node(&self) -> NamedNode {
        iri::comparison(&self.a, &self.b)
    }

    /// Whether a rule may compare the two: persons of one name, meetings of one jurisdiction
    /// and day.
    pub fn same_block(&self) -> bool {
        let persons = keys::person(&self.a).zip(keys::person(&self.b));
        if let Some(((a_scope, a), (b_scope, b))) = persons {
            return a == b && keys::is_code(&a_scope) && keys::is_code(&b_scope);
        }
        let meetings = keys::meeting_block(&self.a).zip(keys::meeting_block(&self.b));
        meetings.is_some_and(|(a, b)| a == b)
    }
}

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Joined,
    Proposed,
    Undecided,
    Apart,
}

impl Outcome {
    fn concept(self) -> NamedNodeRef<'static> {
        match self {
            Outcome::Joined => zm::JOINED,
            Outcome::Proposed => zm::PROPOSED,
            Outcome::Undecided => zm::UNDECIDED,
            Outcome::Apart => zm::APART,
        }
    }

    /// The short cut between the two nodes.
    fn property(self) -> NamedNodeRef<'static> {
        match self {
            Outcome::Joined => zm::SAME_AS,
            Outcome::Proposed | Outcome::Undecided => zm::CANDIDATE_SAME,
            Outcome::Apart => zm::DIFFERENT_FROM,
        }
    }
}

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comparison {
    pub pair: Pair,
    pub outcome: Outcome,
    /// In hundredths; nothing where only an analyst compared the two.
    pub score: Option<u8>,
    /// Each in a few words.
    pub reasons: Vec<String>,
}

impl Comparison {
    /// What a judgement alone makes of a pair.
    pub fn judged(pair: Pair, judgement: &Judgement) -> Self {
        let mut comparison = Self {
            pair,
            outcome: Outcome::Undecided,
            score: None,
            reasons: Vec::new(),
        };
        comparison.settle(judgement);
        comparison
    }

    /// Lets a judgement win.
    pub fn settle(&mut self, judgement: &Judgement) {
        self.outcome = match judgement.verdict {
            Verdict::Same => Outcome::Joined,
            Verdict::Different => Outcome::Apart,
            Verdict::Unsure => Outcome::Undecided,
        };
        self.reasons.push(judgement.reason());
    }

    /// Its statements, those of the short cut included.
    pub fn lines(&self) -> Vec<Line> {
        let node = self.pair.node();
        let Pair { a, b } = &self.pair;
        let mut lines = vec![
            Line::new(a, self.outcome.property(), b.clone()),
            Line::new(&node, rdf::TYPE, zm::COMPARISON),
            Line::new(&node, zm::COMPARES, a.clone()),
            Line::new(&node, zm::COMPARES, b.clone()),
            Line::new(&node, zm::OUTCOME, self.outcome.concept()),
        ];
        if let Some(score) = self.score {
            lines.push(Line::new(&node, zm::SCORE, decimal(score)));
        }
        for reason in &self.reasons {
            let reason = Literal::from(reason.as_str());
            lines.push(Line::new(&node, zm::REASON, reason));
        }
        lines
    }
}

/// Hundredths as the store writes decimals: without zeros at the end.
fn decimal(hundredths: u8) -> Literal {
    let text = match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, tenths) if tenths % 10 == 0 => format!("{whole}.{}", tenths / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    };
    Literal::new_typed_literal(text, xsd::DECIMAL)
}

/// Lets the judgements on the nodes of a sorted block win over what the rules made of its pairs, and
/// adds the pairs that only an analyst compared. What is judged to be one counts as one: a
/// candidate within it is settled, and one that was told from a part of it is told from all.
pub(super) fn settle(
    block: &[NamedNode],
    found: Vec<Comparison>,
    judgements: &Judgements,
) -> Vec<Comparison> {
    let judged: Vec<(Pair, &Judgement)> = judgements
        .among(block)
        .map(|judgement| (judgement.pair().clone(), judgement))
        .filter(|(pair, _)| pair.same_block())
        .collect();
    if judged.is_empty() {
        return found;
    }
    let mut group: Vec<usize> = (0..block.len()).collect();
    let place = |node: &NamedNode| block.binary_search(node).unwrap_or_default();
    for (pair, judgement) in &judged {
        if judgement.verdict == Verdict::Same {
            let (a, b) = (group[place(&pair.a)], group[place(&pair.b)]);
            group.iter_mut().filter(|g| **g == b).for_each(|g| *g = a);
        }
    }
    let groups = |pair: &Pair| {
        let (a, b) = (group[place(&pair.a)], group[place(&pair.b)]);
        (a.min(b), a.max(b))
    };
    let told_apart: Vec<(usize, usize)> = judged
        .iter()
        .filter(|(_, judgement)| judgement.verdict == Verdict::Different)
        .map(|(pair, _)| groups(pair))
        .collect();
    let mut out = Vec::new();
    let mut scores = Vec::new();
    for comparison in found {
        let (a, b) = groups(&comparison.pair);
        if judged.iter().any(|(pair, _)| *pair == comparison.pair) {
            scores.push(comparison);
        } else if a != b && (comparison.outcome == Outcome::Apart || !told_apart.contains(&(a, b)))
        {
            out.push(comparison);
        }
    }
    for (pair, judgement) in judged {
        let known = scores.iter().find(|comparison| comparison.pair == pair);
        let mut comparison = match known {
            Some(known) => known.clone(),
            None => {
                out.push(Comparison::judged(pair, judgement));
                continue;
            }
        };
        comparison.settle(judgement);
        out.push(comparison);
    }
    out
}
