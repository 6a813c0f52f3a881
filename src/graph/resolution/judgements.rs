//! What analysts decided: a table of pairs that a build reads each time, that always wins, and
//! that belongs under version control.
//!
//! Tab-separated, one judgement a line: `a`, `b`, `verdict`, `who`, `when`, `why`, under a
//! header line of these words. `a` and `b` are IRIs, whole or short
//! (`id:person/410500/陈志伟`); the last three may be left out. Empty lines and lines that
//! begin with `#` are passed over. Of two judgements on one pair the later one holds, so that
//! a file can be appended to. A line that is none of this is kept apart with its number: it
//! costs neither the other judgements nor what is built.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::model::NamedNode;

use super::super::iri;
use super::super::vocab::PREFIXES;
use super::comparison::Pair;
use super::keys::Kind;

/// What was decided of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are one.
    Same,
    /// They are two.
    Different,
    /// It cannot be told yet.
    Unsure,
}

impl Verdict {
    const ALL: [Verdict; 3] = [Verdict::Same, Verdict::Different, Verdict::Unsure];

    /// The word for it in the table.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unsure => "unsure",
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pair: Pair,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided it.
    pub who: String,
    /// On which day.
    pub when: String,
    /// For what reason.
    pub why: String,
}

impl Judgement {
    /// Makes a judgement on two nodes; refuses what cannot be one, and says why.
    pub fn new(
        a: &str,
        b: &str,
        verdict: Verdict,
        [who, when, why]: [&str; 3],
    ) -> Result<Self, String> {
        let (a, b) = (node(a)?, node(b)?);
        if a == b {
            return Err("both are the same node".to_owned());
        }
        let kinds = [Kind::of(&a), Kind::of(&b)];
        if kinds.contains(&None) || kinds[0] != kinds[1] {
            return Err("a judgement takes two persons, two meetings or two agencies".to_owned());
        }
        let field = |text: &str| text.replace(['\t', '\n', '\r'], " ").trim().to_owned();
        Ok(Self {
            pair: Pair::new(&a, &b),
            verdict,
            who: field(who),
            when: field(when),
            why: field(why),
        })
    }

    pub(super) fn pair(&self) -> &Pair {
        &self.pair
    }

    /// The two IRIs, the lesser one first.
    pub fn ends(&self) -> [&str; 2] {
        [self.pair.a.as_str(), self.pair.b.as_str()]
    }

    /// `judged same by Li on 2024-05-01: the same résumé`.
    pub(super) fn reason(&self) -> String {
        let mut reason = format!("judged {}", self.verdict.word());
        for (word, value) in [(" by ", &self.who), (" on ", &self.when), (": ", &self.why)] {
            if !value.is_empty() {
                reason.push_str(word);
                reason.push_str(value);
            }
        }
        reason
    }
}

/// The line of the table, with short IRIs and without its end.
impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |node: &NamedNode| match node.as_str().strip_prefix(iri::BASE) {
            Some(path) => format!("id:{path}"),
            None => node.as_str().to_owned(),
        };
        write!(
            f,
            "{}\t{}\t{}\t{}\t{}\t{}",
            short(&self.pair.a),
            short(&self.pair.b),
            self.verdict.word(),
            self.who,
            self.when,
            self.why
        )
    }
}

/// A line that is no judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file.
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.problem)
    }
}

/// All judgements, each pair once.
///
/// ```
/// use zhengmai::graph::Judgements;
/// let (judgements, bad) = Judgements::parse(
///     "a\tb\tverdict\n\
///      id:person/410500/陈志伟\tid:person/410526/陈志伟\tsame\n\
///      id:person/410500/陈志伟\tid:person/130100/陈志伟\tperhaps\n",
///     "judgements.tsv".as_ref(),
/// );
/// assert_eq!(judgements.iter().count(), 1);
/// assert!(bad[0].to_string().starts_with("judgements.tsv:3: `perhaps` is no verdict"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements(BTreeMap<Pair, Judgement>);

impl Judgements {
    /// The header line.
    pub const HEADER: &'static str = "a\tb\tverdict\twho\twhen\twhy";

    /// Reads a table, and its lines that are no judgements.
    pub fn read(path: &Path) -> io::Result<(Self, Vec<BadLine>)> {
        let bytes = std::fs::read(path)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::parse(&text, path)),
            Err(error) => {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
                let message = format!("line {line} is not in UTF-8");
                Err(io::Error::new(io::ErrorKind::InvalidData, message))
            }
        }
    }

    /// The same from text; `path` is for the messages.
    pub fn parse(text: &str, path: &Path) -> (Self, Vec<BadLine>) {
        let mut judgements = Self::default();
        let mut bad = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let is_header = index == 0 && line.starts_with("a\tb\t");
            if is_header || line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match parse_line(line) {
                Ok(judgement) => judgements.add(judgement),
                Err(problem) => bad.push(BadLine {
                    path: path.to_owned(),
                    line: index + 1,
                    problem,
                }),
            }
        }
        (judgements, bad)
    }

    /// Adds a judgement in the place of an earlier one on the same pair.
    pub fn add(&mut self, judgement: Judgement) {
        self.0.insert(judgement.pair.clone(), judgement);
    }

    /// Lists them in the order of their pairs.
    pub fn iter(&self) -> impl Iterator<Item = &Judgement> {
        self.0.values()
    }

    /// The judgement on two nodes.
    pub fn on(&self, a: &str, b: &str) -> Option<&Judgement> {
        let node = |iri: &str| NamedNode::new(iri).ok();
        self.0.get(&Pair::new(&node(a)?, &node(b)?))
    }

    /// Those on two nodes of a sorted block.
    pub(super) fn among(&self, block: &[NamedNode]) -> impl Iterator<Item = &Judgement> {
        let has = |node: &NamedNode| block.binary_search(node).is_ok();
        self.0
            .values()
            .filter(move |judgement| has(&judgement.pair.a) && has(&judgement.pair.b))
    }
}

fn parse_line(line: &str) -> Result<Judgement, String> {
    let mut fields = line.split('\t').map(str::trim);
    let mut next = || fields.next().unwrap_or_default();
    let [a, b, word, who, when, why] = [next(), next(), next(), next(), next(), next()];
    if word.is_empty() {
        return Err("expected a, b and verdict, separated by tabs".to_owned());
    }
    let verdict = Verdict::ALL.into_iter().find(|v| v.word() == word);
    let verdict = verdict
        .ok_or_else(|| format!("`{word}` is no verdict: write same, different or unsure"))?;
    Judgement::new(a, b, verdict, [who, when, why])
}

/// The node of an IRI, whole or short.
fn node(text: &str) -> Result<NamedNode, String> {
    let inner = text.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
    let text = inner.unwrap_or(text);
    let whole = text.split_once(':').and_then(|(prefix, rest)| {
        let (_, start) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{start}{rest}"))
    });
    let whole = whole.unwrap_or_else(|| text.to_owned());
    NamedNode::new(&whole).map_err(|_| format!("`{text}` is no IRI"))
}
