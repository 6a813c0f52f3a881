//! Names that share words: places before a common core (湖北、湖南省水利厅), and short forms of
//! longer names (检查组).

use std::sync::LazyLock;

use super::{Kind, Mention, Reader, Word};
use crate::base::{Span, Spans};
use crate::lexicon::{Level, Lexicon};
use crate::mentions::scan::Landmark;
use crate::text::{Regex, Text};

/// 检查组, 指挥部 alone where a longer name in the article ends in it: the same body, whose name
/// is the value.
pub(super) fn shortened(text: &Text, found: &mut Vec<Mention>) {
    const SHORT: [&str; 21] = [
        "常委会",
        "党工委",
        "纪工委",
        "管委会",
        "分公司",
        "集团公司",
        "执法检查组",
        "检查组",
        "督察组",
        "督查组",
        "调研组",
        "指导组",
        "巡视组",
        "巡察组",
        "考察组",
        "领导小组",
        "指挥部",
        "工作组",
        "驻村工作队",
        "专班",
        "专家组",
    ];
    let mut more: Vec<Mention> = Vec::new();
    for short in SHORT {
        let long: Vec<(usize, String)> = found
            .iter()
            .filter(|m| {
                (m.value.ends_with(short) || short == "集团公司" && m.value.ends_with("集团"))
                    && m.value.chars().count() >= short.chars().count() + 2
                    && (short != "常委会" || m.value.ends_with("人大常委会"))
            })
            .map(|m| (m.span.start(), m.value.clone()))
            .collect();
        if long.is_empty() {
            continue;
        }
        let taken: Spans = found.iter().chain(&more).map(|m| m.span).collect();
        for paragraph in text.read() {
            for (i, _) in text.str(paragraph.span).match_indices(short) {
                let span = Span::new(i, i + short.len()).shift(paragraph.span.start());
                let before = text.folded[..span.start()].chars().next_back();
                let joined = before.is_some_and(|c| {
                    ('\u{4e00}'..='\u{9fff}').contains(&c) && !"，由向和与及对率任送".contains(c)
                });
                // 提交常委会会议审议, but 州委常委会 elsewhere
                let before = &text.folded[..span.start()];
                let handed = before.ends_with("提交") || before.ends_with("提请");
                let joined = if short == "常委会" {
                    !handed
                } else {
                    joined
                };
                // The one named last before it, else the first.
                let named = long.iter().rev().find(|(at, _)| *at < span.start());
                if !joined
                    && !taken.overlap(span)
                    && let Some((_, value)) = named.or(long.first())
                {
                    // 专班办公室 of the 专班
                    let after = &text.folded[span.end()..];
                    let office = if short != "管委会" && after.starts_with("办公室") {
                        "办公室"
                    } else {
                        ""
                    };
                    more.push(Mention {
                        span: Span::new(span.start(), span.end() + office.len()),
                        kind: Kind::Agency,
                        value: format!("{value}{office}"),
                        rule: "agency-shortened",
                    });
                }
            }
        }
    }
    found.extend(more);
}

/// 省人大法制委、财经委、社会委: the committees of a list after one of a congress or conference,
/// under whose name they stand.
pub(super) fn committees(text: &Text, found: &mut Vec<Mention>) {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:(?:党组书记、)?(?:主任|副主任)\p{Han}{2,4})?[、，和](\p{Han}{2,10}?(?:委员会|委))(?:[、，。；和]|等|主任|副主任|分别|负责|有关)",
        )
        .expect("a valid pattern")
    });
    let mut more: Vec<Mention> = Vec::new();
    for first in found.iter().filter(|m| m.value.ends_with(['委', '会'])) {
        let body = ["人大常委会", "人大", "政协"]
            .iter()
            .find_map(|b| first.value.find(b).map(|i| i + b.len()));
        let Some(body) = body.filter(|end| *end < first.value.len()) else {
            continue;
        };
        let mut at = first.span.end();
        while let Some(item) = NEXT.captures(&text.folded[at..]).and_then(|c| c.get(1)) {
            let span = Span::new(at + item.start(), at + item.end());
            if item.as_str().contains(['省', '市', '县', '区', '州', '国'])
                || found.iter().chain(&more).any(|m| m.span.overlaps(span))
            {
                break;
            }
            more.push(Mention {
                span,
                kind: Kind::Agency,
                value: format!("{}{}", &first.value[..body], item.as_str()),
                rule: "agency-sharing",
            });
            at = span.end();
        }
    }
    found.extend(more);
}

/// Numbers before what is counted of places.
pub(in crate::mentions) const NUMBERS: &[&str] = &[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "两", "三", "四", "五", "六", "七", "八",
    "九", "十",
];

/// What opens what is counted of places: 三家基层法院, 6省人大常委会, 5个镇党委.
pub(in crate::mentions) const COUNTED: [&str; 10] =
    ["个", "省", "市", "县", "区", "州", "家", "街道", "镇", "乡"];

/// Whether a place before another shares what stands behind that one: 湖北 or 湖北省 before
/// 湖南省, 三河市 before 香河县, not 戴南镇 before 开元街道.
fn shares(place: &str, last: &str) -> bool {
    const LEVELS: [&[char]; 3] = [
        &['省'],
        &['市', '县', '区', '州', '盟', '旗'],
        &['镇', '乡', '道'],
    ];
    let level = |name: &str| LEVELS.into_iter().position(|kinds| name.ends_with(kinds));
    level(place).is_none_or(|of| level(last).is_none_or(|l| l == of))
}

/// The last item of a list, which `before` ends in, if the gazetteer has it as a short name, though
/// it be a word elsewhere: 孝义 in 大同、孝义、侯马市政府.
fn listed_place(before: &str, offset: usize) -> Option<Span> {
    let from = before
        .char_indices()
        .rev()
        .find(|(_, c)| !('\u{4e00}'..='\u{9fff}').contains(c))
        .map_or(0, |(i, c)| i + c.len_utf8());
    let gazetteer = Lexicon::embedded().gazetteer();
    let known = gazetteer
        .by_short(&before[from..])
        .iter()
        .any(|d| gazetteer[*d].level != Level::Township);
    known.then(|| Span::new(offset + from, offset + before.len()))
}

impl Reader<'_> {
    /// Places before an agency that share its core: 湖北、湖南、安徽省水利厅. Their value is the
    /// place with the core that it shares.
    pub(super) fn sharers(&self, text: &Text, span: Span, line: Span, out: &mut Vec<Mention>) {
        let is_place = |w: Word| matches!(w, Word::Division | Word::Short);
        let Some(head) = self
            .heads_of_places(span.start())
            .into_iter()
            .find(|end| *end < span.end())
        else {
            return;
        };
        let (last, core) = (&self.s[span.start()..head], &self.s[head..span.end()]);
        if core.is_empty()
            || !self.scan.ending(span.end()).any(|h| {
                matches!(h.word, Word::Body(_) | Word::Department(_)) && h.span.len() == core.len()
            })
        {
            return;
        }
        let mut found = Vec::new();
        let mut at = span.start();
        while let Some(before) = self.s[line.start()..at]
            .strip_suffix(['、', '和'])
            .map(|b| line.start() + b.len())
        {
            let place = self.scan.ending(before).find(|h| {
                is_place(h.word) && line.contains(h.span) && shares(&self.s[h.span.range()], last)
            });
            let listed = || listed_place(&self.s[line.start()..before], line.start());
            let Some(place) = place.map(|h| h.span).or_else(listed) else {
                break;
            };
            found.push(place);
            at = place.start();
        }
        for place in found.into_iter().rev() {
            let mut of_line = out
                .iter()
                .rev()
                .take_while(|m| m.span.start() >= line.start());
            if of_line.all(|m| !m.span.overlaps(place)) {
                let value = format!("{}{core}", text.surface(place));
                out.push(Mention {
                    span: place,
                    kind: Kind::Agency,
                    value,
                    rule: "agency-sharing",
                });
            }
        }
    }

    /// 内蒙古、辽宁、山东等6省（区）人大常委会; 昆山、太仓三家基层法院: each place's own.
    pub(super) fn many(&self, text: &Text, masked: &Spans, out: &mut Vec<Mention>) {
        static MANY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                r"((?:\p{Han}{2,7}[、和])+\p{Han}{2,7}?)(?:等)?(?:\d{1,2}|[两三四五六七八九十]+)个?",
                r"(?:(?:(?:省|市|县|区|州)(?:（[^）]{1,8}）)?|家)(?:基层)?(市委|县委|区委|州委|人大常委会|人民政府|政府|党委|人民法院|法院|检察院|政协|纪委监委)",
                r"|(街道办事处|街道办|街道党工委|镇政府|镇党委|乡政府|乡党委))"
            ))
            .expect("a valid pattern")
        });
        static MARK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"[\d两三四五六七八九十]个?(?:(?:[省市县区州]|家)(?:（|基层|[人政党法检纪]|[市县区州]委)|街道[办党]|[镇乡][政党])")
                .expect("a valid pattern")
        });
        for paragraph in text.read() {
            let line = text.str(paragraph.span);
            let counted = self
                .scan
                .searched(text, paragraph.span, Landmark::Count, &MARK);
            if counted.is_empty() || !line.contains('、') || !MARK.is_match(line) {
                continue;
            }
            for found in MANY.captures_iter(line) {
                let towns = found.get(3);
                let (Some(list), Some(core)) = (found.get(1), found.get(2).or(towns)) else {
                    continue;
                };
                let core = core.as_str();
                let mut at = paragraph.span.start() + list.start();
                for item in list.as_str().split(['、', '和']) {
                    let end = at + item.len();
                    // The first item may have other words before it.
                    let place = self.scan.ending(end).find(|h| {
                        matches!(h.word, Word::Division | Word::Short) && h.span.start() >= at
                    });
                    // Towns' names are not all known.
                    let place = place.map(|h| h.span).or(towns.map(|_| Span::new(at, end)));
                    at = end + '、'.len_utf8();
                    let Some(place) = place else {
                        continue;
                    };
                    if masked.overlap(place) {
                        continue;
                    }
                    out.retain(|m| !m.span.overlaps(place));
                    let name = text.surface(place);
                    // 开元街道 + 街道办事处
                    let said = ["街道", "镇", "乡"]
                        .iter()
                        .find(|k| name.ends_with(**k) && core.starts_with(**k));
                    let value = format!("{name}{}", &core[said.map_or(0, |k| k.len())..]);
                    out.push(Mention {
                        span: place,
                        kind: Kind::Agency,
                        value,
                        rule: "agency-sharing",
                    });
                }
            }
        }
    }
}
