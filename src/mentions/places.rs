//! Places: divisions and townships of the gazetteer, places that the segmenter's dictionary
//! lists, and rivers, lakes, villages and areas by what their names end in.

mod divisions;
mod features;
mod lists;
mod tokens;
mod towns;
mod villages;
mod waters;

use std::sync::LazyLock;

use self::divisions::names_place;
use self::features::{extended, features};
pub(super) use self::lists::closings;
use self::lists::lists;
pub(super) use self::tokens::MORE_ENDINGS;
use self::tokens::{Token, tokens};
use self::towns::towns;
use self::villages::{rows, villages};
use self::waters::{basin, waters};
use super::names::{closes_title, is_country};
use super::scan::{Hit, Landmark, Scan, Word};
use super::{Kind, Mention};
use crate::base::{Span, Spans};
use crate::lexicon::Lexicon;
use crate::text::{Gate, Regex, Text, after, before, jieba};

/// Finds places outside of what is `masked`: agencies, documents, persons, bylines.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{places, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new("会议在银川市召开，对淮河、城西湖防汛工作进行部署。"));
/// let places = places::recognise(&text, &Scan::new(&text.folded), &[]);
/// let names: Vec<_> = places.iter().map(|m| m.value.as_str()).collect();
/// assert_eq!(names, ["银川市", "淮河", "城西湖"]);
/// ```
pub fn recognise(text: &Text, scan: &Scan, masked: &[Span]) -> Vec<Mention> {
    let s = &text.folded;
    let masked: Spans = masked.iter().copied().collect();
    let mut spans: Vec<(Span, &'static str)> = Vec::new();
    for paragraph in text.read() {
        let (tokens, endings) = tokens(text, paragraph.span, scan, &masked);
        let line = Line {
            text,
            s,
            span: paragraph.span,
            scan,
            tokens,
            endings,
        };
        for hit in scan.within(line.span) {
            let gazetteered = matches!(hit.word, Word::Division | Word::Short);
            if !gazetteered || masked.overlap(hit.span) || !line.edge(hit.span.start()) {
                continue;
            }
            if hit.word == Word::Short
                && line.edge(hit.span.end())
                && let Some(span) = joins_left(&line, hit.span)
            {
                spans.push((span, "place-feature"));
            } else if names_place(&line, *hit) {
                let (span, rule) = match hit.word {
                    Word::Division => (hit.span, "place-division"),
                    _ => (extended(&line, hit.span), "place-short"),
                };
                spans.push((span, rule));
            }
        }
        static VILLAGES: LazyLock<Gate> = LazyLock::new(|| Gate::new(["村", "社区", "嘎查"]));
        if text.may_hold(line.span, &VILLAGES) {
            villages(&line, |span| spans.push((span, "place-village")));
            rows(&line, |span| spans.push((span, "place-village")));
        }
        static TOWNS: LazyLock<Gate> = LazyLock::new(|| Gate::new(["镇", "乡", "街道"]));
        if text.may_hold(line.span, &TOWNS) {
            towns(&line, |span| spans.push((span, "place-town")));
        }
        static LISTS: LazyLock<Gate> = LazyLock::new(|| Gate::new(["、"]));
        if !scan.landmarks(Landmark::Listed, line.span).is_empty()
            && text.may_hold(line.span, &LISTS)
        {
            lists(&line, |span| spans.push((span, "place-in-list")));
        }
        static WATERS: LazyLock<Gate> =
            LazyLock::new(|| Gate::new(["河", "江", "湖", "溪", "水库"]));
        if text.may_hold(line.span, &WATERS) {
            waters(&line, |span| spans.push((span, "place-water")));
        }
        waters::rows(&line, |span| spans.push((span, "place-water")));
        areas(text, scan, line.span, &mut spans);
        zones(text, line.span, &mut spans);
        features(&line, |span, rule| spans.push((span, rule)));
    }
    for (span, _) in &mut spans {
        *span = basin(s, *span);
    }
    spans.retain(|(span, _)| {
        !masked.overlap(*span) && stands(s, *span) && !closes_title(s, span.start())
    });
    spans.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut out: Vec<Mention> = Vec::new();
    for (span, rule) in spans {
        if out.last().is_none_or(|last| !last.span.overlaps(span)) {
            out.push(Mention {
                span,
                kind: Kind::Place,
                value: text.surface(span).to_owned(),
                rule,
            });
        }
    }
    out
}

/// A paragraph with what is known of its words.
struct Line<'a> {
    text: &'a Text,
    /// The whole text, folded.
    s: &'a str,
    span: Span,
    scan: &'a Scan,
    /// Words where a place may stand.
    tokens: Vec<Token>,
    /// Endings of places.
    endings: Vec<Span>,
}

impl Line<'_> {
    /// Whether a word begins or ends at a byte.
    fn edge(&self, at: usize) -> bool {
        let next = self.tokens.partition_point(|t| t.span.start() < at);
        self.tokens.get(next).is_some_and(|t| t.span.start() == at)
            || next > 0 && self.tokens[next - 1].span.end() == at
    }

    /// The word that begins before a byte and ends after it.
    fn token_at(&self, at: usize) -> &str {
        let next = self.tokens.partition_point(|t| t.span.end() <= at);
        let over = self.tokens.get(next).filter(|t| t.span.start() < at);
        over.map_or("", |t| &self.s[t.span.range()])
    }

    /// The word that ends at a byte.
    fn word_before(&self, at: usize) -> &str {
        let next = self.tokens.partition_point(|t| t.span.start() < at);
        let before = next.checked_sub(1).map(|i| &self.tokens[i]);
        before
            .filter(|t| t.span.end() == at)
            .map_or("", |t| &self.s[t.span.range()])
    }

    /// Names of the gazetteer that end at a byte.
    fn ending(&self, at: usize) -> impl Iterator<Item = Hit> {
        let places = |hit: &&Hit| matches!(hit.word, Word::Division | Word::Short);
        self.scan.ending(at).filter(places).copied()
    }

    /// Names of the gazetteer that start at a byte.
    fn starting(&self, at: usize) -> impl Iterator<Item = Hit> {
        let places = |hit: &&Hit| matches!(hit.word, Word::Division | Word::Short);
        self.scan.starting(at).filter(places).copied()
    }
}

/// Areas, waters and mountains that are known by name, and the capital as 京.
fn areas(text: &Text, scan: &Scan, line: Span, spans: &mut Vec<(Span, &'static str)>) {
    static CAPITAL: LazyLock<Gate> = LazyLock::new(|| Gate::new(["在京"]));
    let s = text.str(line);
    for kind in [Landmark::Area, Landmark::Landform] {
        for span in scan.landmarks(kind, line) {
            let (start, end) = (span.start() - line.start(), span.end() - line.start());
            let name = wider(s, start, end);
            let itself = kind == Landmark::Area || name.end() > end || !names_other(&s[end..]);
            if itself && area_stands(s, start, end) {
                spans.push((name.shift(line.start()), "place-area"));
            }
        }
    }
    if text.may_hold(line, &CAPITAL) {
        const HELD: [&str; 5] = ["召开", "举行", "开幕", "闭幕", "会见"];
        for (at, found) in s.match_indices("在京") {
            let rest = &s[at + found.len()..];
            if HELD.iter().any(|w| rest.starts_with(w)) {
                let span = Span::new(at + '在'.len_utf8(), at + found.len());
                spans.push((span.shift(line.start()), "place-area"));
            }
        }
    }
}

/// 木格措景区, 赣南地区: a name with the kind of area behind it.
fn wider(s: &str, start: usize, end: usize) -> Span {
    const KINDS: [&str; 9] = [
        "风景区",
        "景区",
        "自然保护区",
        "保护区",
        "国家公园",
        "森林公园",
        "湿地公园",
        "景观带",
        "流域",
    ];
    let kind = KINDS.iter().find(|kind| s[end..].starts_with(**kind));
    Span::new(start, end + kind.map_or(0, |kind| kind.len()))
}

/// Whether what follows a river or mountain makes it the name of something else: 汾河街道, 长江路,
/// 东北角.
fn names_other(rest: &str) -> bool {
    const OTHER: [&str; 44] = [
        "镇",
        "乡",
        "村",
        "县",
        "区",
        "市",
        "旗",
        "州",
        "街",
        "路",
        "道",
        "社区",
        "小区",
        "大道",
        "大街",
        "大桥",
        "特大桥",
        "隧道",
        "大厦",
        "宾馆",
        "酒店",
        "饭店",
        "中学",
        "小学",
        "学院",
        "大学",
        "师范",
        "医院",
        "公司",
        "集团",
        "银行",
        "证券",
        "电厂",
        "管理局",
        "角",
        "侧",
        "面",
        "方",
        "部",
        "风",
        "文化",
        "精神",
        "石化",
        "制药",
    ];
    let word = [
        "区域",
        "道两岸",
        "道治理",
        "道管理",
        "段",
        "区间",
        "面积",
        "面上",
        "部地区",
        "方面",
    ];
    OTHER.iter().any(|w| rest.starts_with(w)) && !word.iter().any(|w| rest.starts_with(w))
}

/// 中国（山东）自由贸易试验区: the whole name, not the province in it.
fn zones(text: &Text, line: Span, spans: &mut Vec<(Span, &'static str)>) {
    static ZONE: LazyLock<Gate> = LazyLock::new(|| Gate::new(["自由贸易试验区"]));
    if !text.may_hold(line, &ZONE) {
        return;
    }
    let s = text.str(line);
    for (at, zone) in s.match_indices("自由贸易试验区") {
        let Some(open) = s[..at].strip_suffix('）').and_then(|b| b.rfind('（')) else {
            continue;
        };
        if at - open <= 30 && s[..open].ends_with("中国") {
            let span = Span::new(open - "中国".len(), at + zone.len());
            spans.push((span.shift(line.start()), "place-area"));
        }
    }
}

/// Whether an area is no part of other words: 京港澳高速, 事关中华民族, 辽东湾.
fn area_stands(s: &str, start: usize, end: usize) -> bool {
    let (before, rest) = (before(s, start, 2), &s[end..]);
    if before.ends_with('京') && s[start..].starts_with("港澳") || rest.starts_with('湾') {
        return false;
    }
    if end - start >= 5 * '区'.len_utf8() {
        return true;
    }
    let window = &s[start - before.len()..end + after(s, end, 2).len()];
    let mut at = start - before.len();
    let (mut opens, mut closes) = (before.is_empty(), false);
    for word in jieba().cut(window, false) {
        opens |= at == start;
        at += word.word.len();
        opens |= at == start;
        closes |= at == end;
    }
    opens && closes
}

/// 水阳江, 采凉山: a river or mountain whose name ends like a place but begins one character before it.
fn joins_left(line: &Line, span: Span) -> Option<Span> {
    let name = &line.s[span.range()];
    let next = line
        .tokens
        .partition_point(|t| t.span.start() < span.start());
    let before = next.checked_sub(1).map(|i| &line.tokens[i])?;
    // 对标浙江: the character before is the end of a word.
    let word = next.checked_sub(2).map(|i| &line.tokens[i]);
    let verb = word.is_some_and(|w| {
        w.span.end() == before.span.start()
            && jieba().has_word(&line.s[w.span.to(before.span).range()])
    });
    let joins = !verb
        && name != "浙江"
        && name.ends_with(['江', '河', '湖', '山'])
        && before.span.end() == span.start()
        && before.part
        && before.span.len() == 3
        && span.len() == 6;
    joins.then(|| before.span.to(span))
}

/// Whether a place opens the name of a body that no rule reads: 浙江援藏工作队, 奎屯河引水工程项目部.
fn opens_body(after: &str) -> bool {
    const BODIES: [&str; 24] = [
        "公司",
        "集团",
        "医院",
        "大学",
        "学院",
        "中学",
        "小学",
        "银行",
        "信用社",
        "合作社",
        "协会",
        "商会",
        "工作队",
        "工作组",
        "指挥部",
        "支队",
        "大队",
        "总队",
        "项目部",
        "项目办",
        "酒店",
        "宾馆",
        "电厂",
        "煤矿",
    ];
    const BREAKS: &str =
        "的了在对召举和与等各及、，。；：！？“”（）《》 \n到赴向从为是将把要有市县区镇乡村省州旗";
    let mut name = after
        .char_indices()
        .take(9)
        .take_while(|(_, c)| !BREAKS.contains(*c) && ('\u{4e00}'..='\u{9fff}').contains(c));
    name.any(|(i, _)| BODIES.iter().any(|body| after[i..].starts_with(body)))
}

/// Whether a place stands in the line that says where and when something was sent: 本报那曲9月6日电.
fn is_dateline(before: &str, after: &str) -> bool {
    if !after.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let date = crate::text::after(after, 0, 7);
    let sent = date.contains('月') && (date.contains("日电") || date.contains("日讯"));
    sent && ["本报", "本报讯", "本台"]
        .iter()
        .any(|w| before.ends_with(w))
}

/// Whether a candidate is no part of another name or word, and no country.
fn stands(s: &str, span: Span) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:长制|长[^江沙春治征城期远效]|\p{Han}{0,4}(?:日报|晚报|早报|时报|法治报|电视台|融媒|网讯|网$|新闻网|发布讯)|网(?:[^箱]|$)|式现代化|精神|模式|合作组织|军校|油田|时间|共和国|人民共和国|号|牌|省委|话|籍|",
            r"人[，。、]|杯|菜|队|战役|会战|起义|时报|商会|路\d|郡|达瓦节|疗护|畅)"
        ))
        .expect("a valid pattern")
    });
    let name = &s[span.range()];
    let after = &s[span.end()..];
    !is_country(name)
        && !opens_body(after)
        && !is_dateline(&s[..span.start()], after)
        && !Lexicon::embedded().place_words().is_never(name)
        && !PART.is_match(&s[span.end()..])
}
