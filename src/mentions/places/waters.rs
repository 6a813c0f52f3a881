//! Rivers and reservoirs that no table lists and whose names the segmenter takes apart: known
//! by what is told of them (水位, 沿岸, 入河口) or by the water beside them in a list.

use std::sync::LazyLock;

use super::Line;
use super::villages::GRAMMAR;
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::text::{Gate, Regex, jieba};

/// What waters are called.
const KINDS: [&str; 5] = ["河", "江", "湖", "溪", "水库"];

/// What is told of waters right behind their names.
const TOLD: [&str; 38] = [
    "水位",
    "流域",
    "沿岸",
    "沿线",
    "沿河",
    "两岸",
    "干流",
    "支流",
    "上游",
    "中游",
    "下游",
    "入河",
    "河口",
    "河段",
    "入库",
    "出库",
    "断面",
    "水质",
    "水系",
    "水环境",
    "水生态",
    "堤防",
    "大堤",
    "河堤",
    "岸线",
    "汛情",
    "洪水",
    "洪峰",
    "错峰",
    "泄洪",
    "库区",
    "蓄水",
    "灌区",
    "国控",
    "省控",
    "大桥",
    "防洪",
    "综合治理",
];

/// What closes a name in a list.
const CLOSES: [&str; 9] = ["、", "，", "。", "；", "等", "和", "及", "与", "两"];

/// Prepositions after which a name may begin.
const BEFORE: &str = "对在沿与和及至到含";

/// Finds them in a line.
pub(super) fn waters(line: &Line, mut found: impl FnMut(Span)) {
    for ending in &line.endings {
        let kind = &line.s[ending.range()];
        if KINDS.contains(&kind)
            && let Some(span) = water(line, *ending, kind)
        {
            found(span);
        }
    }
}

/// Waters in a row before what is told of them all: 芦泾浦、柳泾港、青墩港水质.
pub(super) fn rows(line: &Line, mut found: impl FnMut(Span)) {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:^|[与和及在到对向由为含，：。；（])[对在]?(\p{Han}{1,3}[河江湖溪港浦泾浜塘渠](?:、\p{Han}{1,3}[河江湖溪港浦泾浜塘渠])+)(?:等)?(?:水质|水环境|水生态|水位|沿线|沿岸|两岸|流域|河道)",
        )
        .expect("a valid pattern")
    });
    let s = &line.s[line.span.range()];
    const OF_ALL: [&str; 9] = [
        "水质",
        "水环境",
        "水生态",
        "水位",
        "沿线",
        "沿岸",
        "两岸",
        "流域",
        "河道",
    ];
    static GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(OF_ALL));
    let listed = line.text.marks(line.span).any(|(_, c)| c == '、');
    if !listed || !line.text.may_hold(line.span, &GATE) {
        return;
    }
    for row in ROW.captures_iter(s) {
        let Some(row) = row.get(1) else { continue };
        let ordinary = |item: &str| {
            // 盯紧某河: a verb opens it.
            let verb = jieba()
                .tag(item, false)
                .first()
                .is_some_and(|t| t.word != item && t.tag.starts_with(['v', 'd', 'p']));
            verb || item.contains(|c| GRAMMAR.contains(c))
                || jieba().has_word(item) && !jieba().tag(item, false)[0].tag.starts_with("ns")
        };
        if row.as_str().split('、').any(ordinary) {
            continue;
        }
        let mut at = line.span.start() + row.start();
        for item in row.as_str().split('、') {
            found(Span::new(at, at + item.len()));
            at += item.len() + '、'.len_utf8();
        }
    }
}

/// 河北 is no river's first character, 河道 no river.
const OTHER: &str = "北南东西长道湖床岸沟渠心泊山水面底滩底畔";

fn water(line: &Line, ending: Span, kind: &str) -> Option<Span> {
    let s = line.s;
    let rest = &s[ending.end()..line.span.end()];
    let told = TOLD.iter().any(|w| rest.starts_with(w));
    let closed = rest.is_empty() || CLOSES.iter().any(|w| rest.starts_with(w));
    if !told && (!closed || rest.starts_with(|c| OTHER.contains(c))) {
        return None;
    }
    let most = if kind == "水库" { 4 } else { 3 };
    let mut start = ending.start();
    let mut opened = false;
    for (count, c) in s[line.span.start()..ending.start()]
        .chars()
        .rev()
        .enumerate()
    {
        let mark = !('\u{4e00}'..='\u{9fff}').contains(&c);
        if mark || BEFORE.contains(c) && count >= 2 && line.edge(start) {
            opened = "、，。；：（”".contains(c) || !mark;
            break;
        }
        if count == most || GRAMMAR.contains(c) {
            return None;
        }
        start -= c.len_utf8();
    }
    opened |= start == line.span.start();
    let stem = &s[start..ending.start()];
    if !opened || stem.chars().count() < 2 || !is_stem(stem, kind) {
        return None;
    }
    let name = Span::new(start, ending.end());
    let listed = beside(&s[line.span.start()..start], rest);
    let never = Lexicon::embedded().place_words().is_never(&s[name.range()]);
    ((told || listed) && !never).then_some(name)
}

/// Whether another water or mountain stands before or after a name in a list.
fn beside(before: &str, rest: &str) -> bool {
    const ENDS: [char; 7] = ['河', '江', '湖', '溪', '山', '渠', '库'];
    let joined = |c: char| "、和与及".contains(c);
    let last = before
        .strip_suffix(joined)
        .is_some_and(|b| b.ends_with(ENDS));
    let next = rest.strip_prefix(joined).is_some_and(|after| {
        let near = crate::text::after(after, 0, 6);
        near.split(['、', '，', '。', '；'])
            .next()
            .is_some_and(|item| {
                item.char_indices()
                    .skip(1)
                    .any(|(_, c)| "河江湖库".contains(c))
            })
    });
    last || next
}

/// Whether a stem is no description: 农村河, 大型水库, 加强水库.
fn is_stem(stem: &str, kind: &str) -> bool {
    let tags = jieba().tag(stem, false);
    let verb = |tag: &str| {
        ["v", "a", "d", "b", "r", "p", "c", "f", "t", "u"]
            .iter()
            .any(|t| tag.starts_with(t))
    };
    match tags.as_slice() {
        // 蚂蚁河 has a noun for its name, but 农村水库 none.
        [word] => {
            let proper = ["ns", "nr", "nz"].iter().any(|t| word.tag.starts_with(t));
            proper || kind != "水库" && word.tag == "n"
        }
        words => words.iter().all(|w| {
            w.word.chars().count() == 1 && !(verb(w.tag) && "治护巡清引沿临跨近".contains(w.word))
                || ["ns", "nr", "nz", "m", "x"]
                    .iter()
                    .any(|t| w.tag.starts_with(t))
        }),
    }
}

/// 官厅水库流域 → 官厅水库: the great rivers alone give their names to a basin,
/// and any to one that is guarded against floods.
pub(super) fn basin(s: &str, span: Span) -> Span {
    const GREAT: [&str; 2] = ["长江", "黄河"];
    let name = &s[span.range()];
    match name.strip_suffix("流域") {
        Some(water)
            if !GREAT.contains(&water)
                && water.ends_with(['河', '江', '湖', '溪', '海', '库'])
                && !["防汛", "防洪"]
                    .iter()
                    .any(|w| s[span.end()..].starts_with(w)) =>
        {
            Span::new(span.start(), span.start() + water.len())
        }
        _ => span,
    }
}
