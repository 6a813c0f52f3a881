//! Demands in a list: by the numbers that open its items (一是, 二要, 首先, （一）), or by their
//! count where that was announced (提出三点要求：甲；乙；丙).

use std::sync::LazyLock;

use super::opener::{addressee, clauses, opener};
use super::{NUMBERED, Requirement, topic};
use crate::base::Span;
use crate::text::{Regex, Text};

/// Markers that open an item, each kind with the form of its first.
static MARKERS: LazyLock<[(Regex, &[&str]); 8]> = LazyLock::new(|| {
    let pair = |all: &str, first: &'static [&'static str]| {
        let whom = "部门|单位|上下|干部|街道|乡镇|各地|大家|党员|企业";
        let lead = format!(r"(?:^|[。；，：、！？”）\n ]|{whom})");
        (
            Regex::new(&format!("{lead}({all})")).expect("a valid pattern"),
            first,
        )
    };
    let n = "[一二三四五六七八九十]{1,2}";
    [
        pair(&format!(r"{n}是(?:要|必须|：|，)?"), &["一是"]),
        pair(&format!("{n}(?:要|须)"), &["一要", "一须"]),
        pair(
            "(?:首先|首要的是|首要是|其次|再次|再者|最后|第三|第四|第五)(?:，要|，是|，|是要|是|要|)",
            &["首先", "首要"],
        ),
        pair(&format!("其{n}(?:，|：|是)"), &["其一"]),
        pair(
            &format!(r"第{n}(?:，要|，是|，|、|：|是要|是|要)"),
            &["第一"],
        ),
        pair(&format!(r"（{n}）(?:要)?"), &["（一）"]),
        pair(&format!(r"{n}、(?:要)?"), &["一、"]),
        pair(
            r"(?:\d{1,2}[.、]|（\d{1,2}）|[①-⑳])(?:要)?",
            &["1", "（1", "①"],
        ),
    ]
});

/// The numbered items of an utterance: of the kind of marker that opens first.
pub(super) fn numbered(text: &Text, span: Span) -> Vec<Requirement> {
    let said = text.str(span);
    let mut best: Option<Vec<Span>> = None;
    for (all, first) in MARKERS.iter() {
        if !first.iter().any(|form| said.contains(form)) {
            continue;
        }
        let markers: Vec<Span> = all
            .captures_iter(said)
            .filter_map(|c| c.get(1))
            .map(|m| Span::new(m.start(), m.end()).shift(span.start()))
            .collect();
        let Some(i) = markers.iter().position(|m| {
            let marker = text.str(*m);
            first.iter().any(|form| marker.starts_with(form))
        }) else {
            continue;
        };
        let series = markers[i..].to_vec();
        if series.len() > 1
            && best
                .as_ref()
                .is_none_or(|old| series[0].start() < old[0].start())
        {
            best = Some(series);
        }
    }
    let Some(series) = best else {
        return announced(text, span);
    };
    // 取得三方面成绩：一是…。今年要抓好：一是…: the lists one by one, without those that tell.
    let firsts = |marker: &Span| {
        let marker = text.str(*marker);
        let mut forms = MARKERS.iter().flat_map(|(_, first)| *first);
        forms.any(|form| marker.starts_with(form))
    };
    let mut told = false;
    let mut before = span.start();
    let demanded: Vec<bool> = series
        .iter()
        .map(|marker| {
            if firsts(marker) {
                told = tells(text, before, marker.start());
            }
            before = marker.end();
            !told
        })
        .collect();
    if !demanded.contains(&true) {
        return announced(text, span);
    }
    let mut out = Vec::new();
    for (i, marker) in series.iter().enumerate().filter(|(i, _)| demanded[*i]) {
        let end = series.get(i + 1).map_or(span.end(), |m| m.start());
        let mut item = Span::new(marker.end(), end.max(marker.end()));
        let mut audience = None;
        if let Some(opener) = opener(text, item, true) {
            if !opener.subject.is_empty() && addressee(text, opener.subject).is_some() {
                audience = addressee(text, opener.subject);
            }
            if opener.subject.is_empty() || audience.is_some() {
                item = Span::new(opener.from, item.end());
            }
        }
        let audience = audience.or_else(|| later_audience(text, item));
        out.push(Requirement {
            span: item,
            audience,
            topic: topic::of_item(text, item),
            rule: NUMBERED,
        });
    }
    out
}

/// Whether the words before a list say that it tells what was done or is wrong, not what to do:
/// 主要做了四个方面的工作：一是…, 还存在以下问题：一是….
fn tells(text: &Text, from: usize, at: usize) -> bool {
    const TOLD: [&str; 12] = [
        "做了",
        "开展了",
        "完成了",
        "取得了",
        "存在",
        "问题",
        "体现在",
        "表现在",
        "呈现",
        "特点",
        "原因",
        "成效",
    ];
    let left = crate::text::before(&text.folded[from..at.max(from)], at.max(from) - from, 30);
    let lead = left.trim_end_matches(['一', '二', '是', '（', '）']);
    if !lead.ends_with(['：', '，']) {
        return false;
    }
    let clause = lead.trim_end_matches(['：', '，']);
    let clause = clause
        .rfind(['，', '。', '；'])
        .map_or(clause, |i| &clause[i..]);
    let clause = clause.replace("主要", "").replace("重要", "");
    TOLD.iter().any(|w| clause.contains(w))
        && !["要", "必须", "希望", "解决", "抓", "聚焦", "整改"]
            .iter()
            .any(|w| clause.contains(w))
}

/// 提出三点要求：甲；乙；丙。: the clauses of a sentence of which there are as many as announced.
fn announced(text: &Text, span: Span) -> Vec<Requirement> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([二两三四五六七八九])(?:点|条|项|个方面)\p{Han}{0,4}(?:要求|意见|希望|建议|工作|任务)[：，]$")
            .expect("a valid pattern")
    });
    let lead = crate::text::before(&text.folded, span.start(), 16).trim_end();
    if !lead.ends_with(['：', '，']) {
        return Vec::new();
    }
    let Some(count) = COUNT.captures(lead).and_then(|c| {
        let count = "二三四五六七八九".chars().position(|n| c[1].starts_with(n));
        Some(count.or((&c[1] == "两").then_some(0))? + 2)
    }) else {
        return Vec::new();
    };
    if let Some(items) = bare_numbers(text, span, count) {
        return items;
    }
    let sentence = text.sentence_of(span).unwrap_or(span);
    let end = sentence.end().min(span.end());
    let mut at = span.start();
    let items: Vec<Requirement> = text.folded[at..end]
        .split_inclusive('；')
        .map(|item| {
            let span = Span::new(at, at + item.len());
            at = span.end();
            Requirement {
                span,
                audience: later_audience(text, span),
                topic: topic::of_item(text, span),
                rule: NUMBERED,
            }
        })
        .collect();
    if items.len() == count {
        items
    } else {
        Vec::new()
    }
}

/// 提出三点要求：一提高认识。二加强巡查。三严肃问责。: numbers with nothing behind them, where there
/// are as many as announced, each at the front of a clause.
fn bare_numbers(text: &Text, span: Span, count: usize) -> Option<Vec<Requirement>> {
    let said = text.str(span);
    let mut starts: Vec<usize> = Vec::new();
    for number in "一二三四五六七八九".chars().take(count) {
        let from = starts.last().map_or(0, |at| at + number.len_utf8());
        let at = said[from..]
            .match_indices(number)
            .map(|(i, _)| from + i)
            .find(|&i| {
                let before = said[..i].trim_end();
                let next = said[i + number.len_utf8()..].chars().next();
                (before.is_empty() || before.ends_with(['。', '；', '：']))
                    && next.is_some_and(|c| crate::text::is_han(c) && !"是些个切般旦定".contains(c))
            })?;
        starts.push(at);
    }
    let ends = starts.iter().skip(1).copied().chain([said.len()]);
    let number = '一'.len_utf8();
    let item = |(at, end): (&usize, usize)| {
        let item = Span::new(at + number, end).shift(span.start());
        Requirement {
            span: item,
            audience: later_audience(text, item),
            topic: topic::of_item(text, item),
            rule: NUMBERED,
        }
    };
    Some(starts.iter().zip(ends).map(item).collect())
}

/// Whom a later sentence of an item addresses: 推进改造。各县供电所要….
fn later_audience(text: &Text, item: Span) -> Option<Span> {
    clauses(text, item)
        .filter_map(|clause| opener(text, clause, true))
        .find_map(|o| addressee(text, o.subject))
}
