//! An article with its mentions marked, and below it what the record says of it.

use std::fmt::Write;

use crate::cli::terminal::{RESET, Style, Terminal, one_line};
use crate::facts::{CodePoints, Evidence, Record};

/// Every kind that is marked, with its colour.
const KINDS: [(&str, Style); 8] = [
    ("person", Style::Red),
    ("journalist", Style::Dim),
    ("agency", Style::Green),
    ("post", Style::Yellow),
    ("place", Style::Blue),
    ("meeting", Style::Cyan),
    ("document", Style::Magenta),
    ("initiative", Style::Bold),
];

/// A marked stretch of the text; `kind` is an index of [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    start: usize,
    end: usize,
    kind: usize,
}

/// The article as text: colours on a terminal, `[kind:…]` elsewhere.
pub fn article(terminal: &Terminal, record: &Record) -> String {
    let heading = |text: &str| terminal.paint(Style::Bold, text);
    let mut text = heading(&format!("== {}", record.id));
    for (name, value) in [
        ("source", &record.source),
        ("published", &record.published),
        ("region", &record.region),
    ] {
        if let Some(value) = value {
            let _ = write!(text, "  {name} {value}");
        }
    }
    text.push_str("\n\n");
    text.push_str(&marked(&record.text, &marks(record), terminal.colours()));
    text.push_str("\n\n");
    if terminal.colours() {
        let legend = KINDS.map(|(name, style)| terminal.paint(style, name));
        let _ = writeln!(text, "marked: {}", legend.join(" "));
    }
    section(&mut text, &heading("meetings"), &record.meetings, |m| {
        let date = m.date.as_deref().unwrap_or("no date");
        format!("{}  {date}", m.name)
    });
    section(&mut text, &heading("posts"), &record.posts, |p| {
        format!("{}  {}  {}", p.person, p.agency, p.title)
    });
    section(&mut text, &heading("roles"), &record.roles, |r| {
        format!("{}  {}", r.who, r.role)
    });
    section(&mut text, &heading("documents"), &record.documents, |d| {
        let mut line = format!("《{}》  {}  {}", d.title, d.kind, d.relation);
        if let Some(statute) = &d.statute {
            let _ = write!(line, "  {}: {}", statute.title, statute.force);
            if let Some(text) = &statute.text {
                let _ = write!(line, ", text of {text}");
            }
        }
        line
    });
    section(&mut text, &heading("directives"), &record.directives, |d| {
        format!("{}. {}: {}", d.order, d.by, one_line(&d.text))
    });
    section(&mut text, &heading("notes"), &record.notes, |n| {
        n.to_string()
    });
    text.push('\n');
    text
}

fn section<T>(text: &mut String, heading: &str, items: &[T], line: impl Fn(&T) -> String) {
    if !items.is_empty() {
        let _ = writeln!(text, "{heading}");
        for item in items {
            let _ = writeln!(text, "  {}", line(item));
        }
    }
}

/// All stretches to mark, outer before inner; where two cross, the later one is left out.
fn marks(record: &Record) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |kind: usize, evidence: &Evidence| {
        for &[start, end] in &evidence.spans {
            marks.push(Mark { start, end, kind });
        }
    };
    record.persons.iter().for_each(|x| add(0, &x.evidence));
    record.evidence.journalists.iter().for_each(|x| add(1, x));
    record.agencies.iter().for_each(|x| add(2, &x.evidence));
    record.posts.iter().for_each(|x| add(3, &x.evidence));
    record.evidence.places.iter().for_each(|x| add(4, x));
    record.meetings.iter().for_each(|x| add(5, &x.evidence));
    record.documents.iter().for_each(|x| add(6, &x.evidence));
    record.evidence.initiatives.iter().for_each(|x| add(7, x));
    marks.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.kind));
    marks.dedup();
    nested(marks)
}

fn nested(marks: Vec<Mark>) -> Vec<Mark> {
    let mut open: Vec<CodePoints> = Vec::new();
    let mut kept = Vec::new();
    for mark in marks {
        open.retain(|outer| outer[1] > mark.start);
        let crosses = open.last().is_some_and(|outer| outer[1] < mark.end);
        if mark.start < mark.end && !crosses {
            open.push([mark.start, mark.end]);
            kept.push(mark);
        }
    }
    kept
}

/// `text` with `marks` set into it; they must be nested and in order.
fn marked(text: &str, marks: &[Mark], colours: bool) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut open: Vec<Mark> = Vec::new();
    let mut rest = marks.iter().copied().peekable();
    let close = |out: &mut String, open: &mut Vec<Mark>, at: usize| {
        while open.pop_if(|mark| mark.end <= at).is_some() {
            if colours {
                out.push_str(RESET);
                if let Some(outer) = open.last() {
                    out.push_str(KINDS[outer.kind].1.code());
                }
            } else {
                out.push(']');
            }
        }
    };
    for (at, c) in text.chars().enumerate() {
        close(&mut out, &mut open, at);
        while let Some(mark) = rest.next_if(|mark| mark.start == at) {
            let (name, style) = KINDS[mark.kind];
            if colours {
                out.push_str(style.code());
            } else {
                let _ = write!(out, "[{name}:");
            }
            open.push(mark);
        }
        out.push(c);
    }
    close(&mut out, &mut open, usize::MAX);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, kind: usize) -> Mark {
        Mark { start, end, kind }
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_left_out() {
        let marks = nested(vec![
            mark(0, 7, 3),
            mark(0, 3, 2),
            mark(2, 9, 5),
            mark(7, 10, 0),
        ]);
        assert_eq!(marks, [mark(0, 7, 3), mark(0, 3, 2), mark(7, 10, 0)]);
        assert_eq!(
            marked("县政府副县长高文清主持", &marks, false),
            "[post:[agency:县政府]副县长高][person:文清主]持"
        );
    }

    #[test]
    fn colour_returns_to_the_outer_mark() {
        let shown = marked("县委书记", &[mark(0, 4, 3), mark(0, 2, 2)], true);
        assert_eq!(shown, "\x1b[33m\x1b[32m县委\x1b[0m\x1b[33m书记\x1b[0m");
    }
}
