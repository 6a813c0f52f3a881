//! Bodies set up for a task that are named in passing: joint conferences as bodies
//! (州信访工作联席会议召集人), numbered groups after the first (第二巡察组), parts
//! of a school (学校驻村工作队, 药学院).

use std::sync::LazyLock;

use super::{Kind, Mention, Reader, generic, mention};
use crate::base::{Span, Spans};
use crate::text::{Regex, Text};

/// What shows that a joint conference is a body here and no meeting.
const OF_A_BODY: [&str; 8] = [
    "召集人",
    "总召集人",
    "副召集人",
    "成员单位",
    "各成员单位",
    "办公室",
    "联络员",
    "制度成员单位",
];

impl Reader<'_> {
    /// Adds joint conferences that have a convener, members or an office.
    pub(super) fn joint(&self, text: &Text, masked: &Spans, out: &mut Vec<Mention>) {
        const NAME: &str = "联席会议";
        for (at, _) in self.s.match_indices(NAME) {
            let mut end = at + NAME.len();
            let rest = &self.s[end..];
            let Some(sign) = OF_A_BODY.iter().find(|w| rest.starts_with(**w)) else {
                continue;
            };
            if *sign == "办公室" {
                end += sign.len();
            }
            let words: usize = self.s[..at]
                .chars()
                .rev()
                .take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
                .take(18)
                .map(char::len_utf8)
                .sum();
            let start = self.s[at - words..at]
                .char_indices()
                .map(|(i, _)| at - words + i)
                .find_map(|i| {
                    let heads = self.heads_of_places(i);
                    let level = self.levels(i).next().filter(|_| self.opens_level(i));
                    let head = heads.first().copied().or(level)?;
                    (head <= at && generic::plain_task(&self.s[head..at])).then_some(i)
                });
            if let Some(start) = start {
                let span = Span::new(start, end);
                if !masked.overlap(span)
                    && text.paragraph_of(span).is_some_and(|p| p.kind.is_read())
                {
                    out.retain(|m| !span.contains(m.span));
                    if out.iter().all(|m| !m.span.overlaps(span)) {
                        out.push(mention(text, span, "agency-joint"));
                    }
                }
            }
        }
    }
}

/// 市委第一巡察组组长…、第二巡察组组长…: the other groups of a row, under the name of the first.
pub(super) fn numbered(text: &Text, found: &mut Vec<Mention>) {
    static GROUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\p{Han}{1,20}?)第[一二三四五六七八九十]{1,3}(\p{Han}{0,6}[组队])$")
            .expect("a valid pattern")
    });
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"第[一二三四五六七八九十]{1,3}(\p{Han}{0,6}?[组队])").expect("a valid pattern")
    });
    let mut more: Vec<Mention> = Vec::new();
    for first in found.iter().filter(|m| m.value.ends_with(['组', '队'])) {
        let Some(name) = GROUP.captures(&first.value) else {
            continue;
        };
        let Some(paragraph) = text.paragraph_of(first.span) else {
            continue;
        };
        let from = first.span.end();
        for other in OTHER.captures_iter(&text.folded[from..paragraph.span.end()]) {
            let (Some(whole), Some(kind)) = (other.get(0), other.get(1)) else {
                continue;
            };
            let span = Span::new(from + whole.start(), from + whole.end());
            let taken = found.iter().chain(&more).any(|m| m.span.overlaps(span));
            if kind.as_str() == &name[2] && !taken {
                more.push(Mention {
                    span,
                    kind: Kind::Agency,
                    value: format!("{}{}", &name[1], text.surface(span)),
                    rule: "agency-sharing",
                });
            }
        }
    }
    found.extend(more);
}

/// 学校驻村工作队, 药学院副教授 in news of a university: its parts, under its name.
pub(super) fn of_school(text: &Text, found: &mut Vec<Mention>) {
    static TEAM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:学校|该校)(驻村工作队|驻村工作组|工作队|工作组|扶贫工作队|党委|团委|纪委|工会|校友会|领导小组|指挥部)(?:[、，。]|队长|副队长|组长|书记|副书记|主席|负责)")
            .expect("a valid pattern")
    });
    static FACULTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[、，。；：和与由]((?:[医药法商文理工农]|\p{Han}{2,8}?)学院)(?:党委|党总支|院长|副院长|教授|副教授|讲师|研究员|博士)")
            .expect("a valid pattern")
    });
    let schools: Vec<(usize, String)> = found
        .iter()
        .filter(|m| m.value.ends_with("大学") || m.value.ends_with("学院"))
        .filter(|m| m.value.chars().count() >= 4)
        .map(|m| (m.span.end(), m.value.clone()))
        .collect();
    let mut names: Vec<&str> = schools.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let [school] = names[..] else {
        return;
    };
    let Some(first) = schools.iter().map(|(end, _)| *end).min() else {
        return;
    };
    let mut more: Vec<Mention> = Vec::new();
    for (pattern, whole) in [(&*TEAM, true), (&*FACULTY, false)] {
        for part in pattern.captures_iter(&text.folded[first..]) {
            let (Some(all), Some(unit)) = (part.get(0), part.get(1)) else {
                continue;
            };
            let from = if whole { all.start() } else { unit.start() };
            let span = Span::new(first + from, first + unit.end());
            let read = text.paragraph_of(span).is_some_and(|p| p.kind.is_read());
            let taken = found.iter().chain(&more).any(|m| m.span.overlaps(span));
            if read && !taken && generic::plain(unit.as_str()) {
                more.push(Mention {
                    span,
                    kind: Kind::Agency,
                    value: format!("{school}{}", unit.as_str()),
                    rule: "agency-sharing",
                });
            }
        }
    }
    found.extend(more);
}
