//! Bodies set up for a task that are named in passing: joint conferences as bodies
//! (州信访工作联席会议召集人), numbered groups after the first (第二巡察组), parts
//! of institutions (药学院, 民事审判第一庭).

use std::sync::LazyLock;

use super::{Kind, Mention, Reader, generic, mention};
use crate::base::{Span, Spans};
use crate::mentions::scan::{Landmark, Scan};
use crate::text::{Regex, Text};

/// Teams that an institution sends to a village.
pub(in crate::mentions) const TEAMS: [&str; 3] = ["驻村工作队", "驻村工作组", "扶贫工作队"];

/// What the parts of an institution end in, before their heads' titles.
pub(in crate::mentions) const UNITS: &[&str] = &["院", "庭", "部", "局", "处", "科"];

/// Titles in such parts.
pub(in crate::mentions) const HEADS: [&str; 18] = [
    "党委书记",
    "党总支书记",
    "院长",
    "副院长",
    "教授",
    "副教授",
    "讲师",
    "研究员",
    "庭长",
    "副庭长",
    "局长",
    "副局长",
    "主任",
    "副主任",
    "处长",
    "副处长",
    "科长",
    "副科长",
];

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

/// 学校驻村工作队, 药学院副教授, 民事审判第一庭庭长 behind the name of a university, a hospital or a
/// court: its parts, under its name.
pub(super) fn of_institution(text: &Text, scan: &Scan, found: &mut Vec<Mention>) {
    const WHOLE: [&str; 6] = ["大学", "学院", "医院", "法院", "检察院", "学校"];
    static TEAM: LazyLock<Regex> = LazyLock::new(|| {
        let teams = TEAMS.join("|");
        Regex::new(&format!(
            r"[、，。；：\n]((?:学校|该校)?(?:{teams}))(?:队长|副队长|组长)"
        ))
        .expect("a valid pattern")
    });
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        let parts = concat!(
            r"\p{Han}{0,8}?(?:[医药法商文理工农]|\p{Han}{2})学院|\p{Han}{0,8}第[一二三四五六七八]庭|\p{Han}{2,5}庭|",
            r"第[一二三四五六七八]检察部|执行局|政治部|政治处|\p{Han}{2,6}[处科]|护理部",
        );
        Regex::new(&format!(
            r"[、，。；：和与由\n]({parts})(?:{})",
            HEADS.join("|")
        ))
        .expect("a valid pattern")
    });
    let is_whole =
        |m: &Mention| WHOLE.iter().any(|w| m.value.ends_with(w)) && m.value.chars().count() >= 3;
    if !found.iter().any(is_whole) {
        return;
    }
    let mut parts: Vec<(Span, String)> = Vec::new();
    for paragraph in text.read() {
        let patterns = [(&TEAM, Landmark::Team), (&UNIT, Landmark::Unit)];
        for (pattern, landmark) in patterns {
            let team = landmark == Landmark::Team;
            let line = scan.searched(text, paragraph.span, landmark, pattern);
            let mut from = 0;
            while let Some(unit) = pattern.captures_at(line, from).and_then(|c| c.get(1)) {
                from = unit.end();
                let span = Span::new(unit.start(), unit.end()).shift(paragraph.span.start());
                let name = unit.as_str();
                let name = ["学校", "该校"]
                    .iter()
                    .find_map(|w| name.strip_prefix(w))
                    .filter(|_| team)
                    .unwrap_or(name);
                if generic::plain(name) && !found.iter().any(|m| m.span.overlaps(span)) {
                    parts.push((span, name.to_owned()));
                }
            }
        }
    }
    parts.sort();
    let mut more: Vec<Mention> = Vec::new();
    for (span, name) in parts {
        // Of the institution that is named last before it, with no other body between.
        let whole = found
            .iter()
            .filter(|m| m.span.end() <= span.start())
            .max_by_key(|m| m.span.end())
            .filter(|m| is_whole(m));
        let taken = more.iter().any(|m| m.span.overlaps(span));
        if let Some(whole) = whole.filter(|_| !taken) {
            more.push(Mention {
                span,
                kind: Kind::Agency,
                value: format!("{}{name}", whole.value),
                rule: "agency-sharing",
            });
        }
    }
    found.extend(more);
}
