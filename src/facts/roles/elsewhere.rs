//! Stretches of an article that report something else than its main meeting.

use std::sync::LazyLock;

use crate::base::Span;
use crate::links::Entities;
use crate::text::{Regex, Text};

/// Stretches that report another meeting or a visit: from where it is told to the end of the
/// paragraph, or to where the main meeting follows.
pub(super) fn elsewhere(text: &Text, entities: &Entities) -> Vec<Span> {
    let main = entities.meetings[0].held_at;
    let mut out = Vec::new();
    for meeting in entities.meetings.iter().skip(1).filter(|m| m.held) {
        let Some(at) = meeting.held_at else { continue };
        let (Some(paragraph), Some(sentence)) = (text.paragraph_of(at), text.sentence_of(at))
        else {
            continue;
        };
        match main.filter(|m| paragraph.span.contains(*m)) {
            Some(main) if sentence.contains(main) => {}
            // 市级会议召开，…收听收看。会议结束后，我县召开…: up to our own.
            Some(main) if main.start() > at.start() => {
                let own = text.sentence_of(main).map_or(main.start(), Span::start);
                out.push(Span::new(sentence.start(), own));
            }
            _ => out.push(Span::new(sentence.start(), paragraph.span.end())),
        }
    }
    out.extend(visits(text, main));
    out
}

/// 另悉，…; 会后，某某到…检查: other news, and visits before or after the meeting.
fn visits(text: &Text, main: Option<Span>) -> Vec<Span> {
    const OPENERS: [&str; 8] = [
        "另悉",
        "另据",
        "又讯",
        "另讯",
        "会后",
        "会前",
        "会议结束后",
        "会议召开前",
    ];
    static VISIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:另悉|另据|又讯|另讯)|^[^。]{0,60}(?:一行|还|先后|实地|专程|深入|前往|来到|赴|到)[^。]{0,40}(?:调研|检查|督查|督导|察看|查看|走访|看望|慰问|考察|视察|参观)",
        )
        .expect("a valid pattern")
    });
    let mut out = Vec::new();
    for sentence in &text.sentences {
        let told = text.str(*sentence).trim_start();
        if !OPENERS.iter().any(|w| told.starts_with(w)) || !VISIT.is_match(told) {
            continue;
        }
        let Some(paragraph) = text.paragraph_of(*sentence) else {
            continue;
        };
        if main.is_some_and(|m| sentence.contains(m)) {
            continue;
        }
        let rest = Span::new(sentence.end(), paragraph.span.end().max(sentence.end()));
        let end = text
            .sentences_in(rest)
            .iter()
            .find(|s| {
                let next = text.str(**s).trim_start();
                next.contains("会议")
                    || next.contains("会上")
                    || main.is_some_and(|m| s.contains(m))
            })
            .map_or(paragraph.span.end(), |s| s.start());
        out.push(Span::new(sentence.start(), end));
    }
    out
}
