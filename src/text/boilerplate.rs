//! Which lines of an article are its text.
//!
//! News arrives with its page around it: datelines, editors, share bars, other headlines,
//! copyright. A line is judged first by itself ([`line`]), then by where it stands: headlines
//! end where the first sentence begins, and what follows the last sentence is no longer read.

mod line;
mod patterns;

use line::{Line, Shape};

use super::Paragraph;
use super::gate::Occurring;
use crate::base::Span;

/// What a line is.
///
/// ```
/// use zhengmai::{ingest::Article, text::{ParagraphKind as Kind, Text}};
/// let text = Text::new(&Article::new(
///     "我县召开防汛工作会议\n2021-06-02 10:05 来源：县融媒体中心\n6月1日,会议召开。\n\
///      责任编辑：李丽\n上一篇：王强到镇里调研",
/// ));
/// let kinds: Vec<_> = text.paragraphs.iter().map(|p| p.kind).collect();
/// assert_eq!(kinds, [Kind::Title, Kind::Credit, Kind::Body, Kind::Credit, Kind::Boilerplate]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Headline or sub-headline.
    Title,
    /// The article proper.
    Body,
    /// Date, source, author, editor: read for journalists and the date of publication alone.
    Credit,
    /// Other headlines, share bars, copyright: not read.
    Boilerplate,
}

impl ParagraphKind {
    /// Whether persons, agencies and facts are read from it.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Title | Self::Body)
    }
}

/// More headlines than this are a page's navigation; then only so many next to the text are read.
const HEADLINES: usize = 8;
const NEAR: usize = 3;

/// So many lines in a row without a sentence are a list of other headlines.
const LIST: usize = 3;

pub(super) fn paragraphs(folded: &str, occurring: &Occurring) -> Vec<Paragraph> {
    let (spans, lines) = lines(folded, occurring);
    let kinds = match first_of_body(&lines) {
        None => lines
            .iter()
            .map(|l| by_itself(l, ParagraphKind::Title))
            .collect(),
        Some(first) => {
            let end = end_of_body(&lines, first);
            let mut kinds = head(&lines[..first]);
            kinds.extend(body(&lines[first..end]));
            kinds.extend(
                lines[end..]
                    .iter()
                    .map(|l| by_itself(l, ParagraphKind::Boilerplate)),
            );
            kinds
        }
    };
    let paragraph = |(span, kind)| Paragraph { span, kind };
    spans.into_iter().zip(kinds).map(paragraph).collect()
}

/// The first line with a sentence. A long headline is none.
fn first_of_body(lines: &[Line]) -> Option<usize> {
    (0..lines.len()).find(|&i| lines[i].opens_body() && (i > 0 || lines[i].has_full_stop()))
}

/// Lines that hold something, trimmed, with what each looks like.
fn lines<'a>(folded: &'a str, occurring: &Occurring) -> (Vec<Span>, Vec<Line<'a>>) {
    let (mut spans, mut lines) = (Vec::new(), Vec::new());
    let (mut at, mut gap) = (0, false);
    for line in folded.split('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            gap = true;
        } else {
            let start = at + (line.len() - line.trim_start().len());
            let end = start + trimmed.len();
            spans.push(Span::new(start, end));
            let may_hold = |gate: &_| occurring.may_hold(start, end, gate);
            lines.push(Line::new(trimmed, gap, may_hold));
            gap = false;
        }
        at += line.len() + 1;
    }
    (spans, lines)
}

/// The kind of a line that nothing around it can save: what it shows itself, else `plain`.
fn by_itself(line: &Line, plain: ParagraphKind) -> ParagraphKind {
    match line.shape {
        Shape::Credit | Shape::Closing => ParagraphKind::Credit,
        Shape::Furniture | Shape::Marker => ParagraphKind::Boilerplate,
        Shape::Sentences | Shape::Item | Shape::Bare => plain,
    }
}

/// Lines before the first sentence: headlines, unless they are too many for that. Then the
/// first line and those next to the text are.
fn head(lines: &[Line]) -> Vec<ParagraphKind> {
    let mut kinds: Vec<_> = lines
        .iter()
        .map(|l| by_itself(l, ParagraphKind::Title))
        .collect();
    let titles: Vec<usize> = (0..kinds.len())
        .filter(|&i| kinds[i] == ParagraphKind::Title)
        .collect();
    if titles.len() > HEADLINES {
        for &i in &titles[1..titles.len() - NEAR] {
            kinds[i] = ParagraphKind::Boilerplate;
        }
    }
    kinds
}

/// One past the last line of the body, given the first.
///
/// A heading such as 相关阅读, an editor's name or a list of bare headlines ends it, if the
/// greater part of all sentences has been read by then: boxes also stand within an article.
fn end_of_body(lines: &[Line], first: usize) -> usize {
    let mass = |line: &Line| match line.shape {
        Shape::Sentences => line.chars,
        _ => 0,
    };
    let all: usize = lines[first..].iter().map(mass).sum();
    let mut read = mass(&lines[first]);
    let mut limit = lines.len();
    for i in first + 1..lines.len() {
        let ends = match lines[i].shape {
            Shape::Marker | Shape::Closing => true,
            Shape::Bare => bare_run(&lines[i..]) >= LIST && !lines[i - 1].opens_list(),
            _ => false,
        };
        if ends && read > all - read {
            limit = i;
            break;
        }
        read += mass(&lines[i]);
    }
    let body = &lines[first..limit];
    let is_body = |l: &Line| l.shape == Shape::Sentences && !l.is_advertisement();
    let mut end = first + body.iter().rposition(is_body).map_or(1, |i| i + 1);
    // What a last sentence introduces still belongs to it: 名单如下：, and 一是 … without a full stop.
    if lines[end - 1].opens_list() {
        end += lines[end..limit]
            .iter()
            .take_while(|l| !l.gap && l.is_text())
            .count();
    }
    end += lines[end..limit]
        .iter()
        .take_while(|l| l.shape == Shape::Item)
        .count();
    // A last sentence without a full stop.
    match &lines[end..limit] {
        [line, rest @ ..] if line.closes_body() && rest.iter().all(|l| l.shape != Shape::Bare) => {
            end + 1
        }
        _ => end,
    }
}

/// How many lines in a row are bare, from the first on; no more than [`LIST`] are counted.
fn bare_run(lines: &[Line]) -> usize {
    lines
        .iter()
        .take(LIST)
        .take_while(|l| l.shape == Shape::Bare)
        .count()
}

/// Lines from the first sentence to the last one: text, but for credits and furniture; a
/// short line alone between paragraphs is a sub-headline.
fn body(lines: &[Line]) -> Vec<ParagraphKind> {
    let mut kinds = Vec::with_capacity(lines.len());
    let mut boxed = false;
    for (i, line) in lines.iter().enumerate() {
        boxed = match line.shape {
            Shape::Marker => true,
            Shape::Sentences => false,
            _ => boxed,
        };
        let alone = i > 0
            && lines[i - 1].shape == Shape::Sentences
            && !lines[i - 1].opens_list()
            && lines
                .get(i + 1)
                .is_some_and(|l| l.shape == Shape::Sentences);
        let plain = match line.shape {
            Shape::Bare if boxed => ParagraphKind::Boilerplate,
            Shape::Bare if alone && line.is_headline() => ParagraphKind::Title,
            _ => ParagraphKind::Body,
        };
        kinds.push(by_itself(line, plain));
    }
    kinds
}
