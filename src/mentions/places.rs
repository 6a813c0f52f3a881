//! Places: divisions and townships of the gazetteer, and rivers, lakes, villages and areas
//! by what their names end in.

use std::sync::LazyLock;

use regex::Regex;

use super::scan::{Scan, Word};
use super::{Kind, Mention};
use crate::base::Span;
use crate::lexicon::{Level, Lexicon};
use crate::text::{Text, jieba};

/// Natural features and areas: the name is what stands between a boundary and the ending.
static FEATURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\p{Han}{1,6}?(?:水库|湿地公园|国家公园|森林公园|自然保护区|风景名胜区|经济技术开发区|高新技术产业开发区|高新技术开发区|开发区|高新区|新区|工业园区|产业园区|",
        r"流域|平原|盆地|高原|三角洲|经济带|经济圈|城市群|大湾区|半岛|群岛|海峡|沙漠|沙地|草原|林区|库区|灌区|河谷|大运河|运河|",
        r"河|江|湖|海|山|岛|沟|峡|港|湾|洋|泊|洲|村|屯|嘎查|社区|苏木)"
    ))
    .expect("a valid pattern")
});

/// Well-known areas that no ending marks.
const AREAS: [&str; 16] = [
    "京津冀",
    "长三角",
    "珠三角",
    "粤港澳大湾区",
    "环渤海",
    "长江经济带",
    "黄河流域",
    "长江流域",
    "成渝",
    "三江源",
    "汾渭平原",
    "大运河",
    "雄安新区",
    "浦东新区",
    "陕甘宁",
    "长株潭",
];

/// Finds places outside of agencies and documents (`masked`).
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
    let mut spans: Vec<(Span, &'static str)> = Vec::new();
    for paragraph in text.read() {
        let inside = |span: Span| paragraph.span.contains(span);
        for hit in scan.hits().iter().filter(|h| inside(h.span)) {
            match hit.word {
                Word::Division => spans.push((hit.span, "place-division")),
                Word::Short if short_stands(s, hit.span) => spans.push((hit.span, "place-short")),
                _ => {}
            }
        }
        let line = &s[paragraph.span.range()];
        for area in AREAS {
            spans.extend(line.match_indices(area).map(|(i, w)| {
                (
                    Span::new(i, i + w.len()).shift(paragraph.span.start()),
                    "place-area",
                )
            }));
        }
        features(text, paragraph.span, &mut spans);
    }
    spans.retain(|(span, _)| !masked.iter().any(|m| m.overlaps(*span)));
    spans.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut out: Vec<Mention> = Vec::new();
    for (span, rule) in spans {
        if out.last().is_some_and(|last| last.span.overlaps(span)) {
            continue;
        }
        out.push(Mention {
            span,
            kind: Kind::Place,
            value: text.surface(span).to_owned(),
            rule,
        });
    }
    out
}

/// Whether a short name (和平, 朝阳, 南山) is a place here and no common word.
fn short_stands(s: &str, span: Span) -> bool {
    let name = &s[span.range()];
    let gazetteer = Lexicon::embedded().gazetteer();
    let any = |is: fn(Level) -> bool| {
        gazetteer
            .by_short(name)
            .iter()
            .any(|&id| is(gazetteer[id].level))
    };
    let high = any(|l| matches!(l, Level::Province | Level::City));
    let tags = jieba().tag(name, false);
    let listed = tags.len() == 1 && tags[0].tag == "ns";
    let before = s[..span.start()].chars().next_back();
    let after = &s[span.end()..];
    let extends = [
        "路", "街", "大道", "人", "大学", "话", "方言", "会展", "日报", "晚报", "电视", "精神",
        "模式", "银行", "队",
    ]
    .iter()
    .any(|w| after.starts_with(w));
    (high || listed && any(|l| l != Level::Township)) && !extends && before != Some('·')
}

/// Rivers, lakes, villages, parks.
fn features(text: &Text, line: Span, out: &mut Vec<(Span, &'static str)>) {
    static BOUNDARY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[、，。；：！？“”（）《》 ]|和|与|及|对|在|到|赴|向|从|由|沿|是|的|为|以|将|入|经|推进|推动|开展|坚持|加强|实施|实现|来自|视察|考察|深入|走进|保护|治理|整治|指导|支持|围绕|聚焦|共建|服务|融入|打造").expect("a valid pattern")
    });
    let mut at = line.start();
    let mut pieces = Vec::new();
    for m in BOUNDARY.find_iter(&text.folded[line.range()]) {
        pieces.push(Span::new(at, line.start() + m.start()));
        at = line.start() + m.end();
    }
    pieces.push(Span::new(at, line.end()));
    for piece in pieces {
        let words = text.str(piece);
        let Some(found) = FEATURE.find(words) else {
            continue;
        };
        if found.start() != 0 || found.len() < 6 {
            continue;
        }
        let name = found.as_str();
        if is_place_word(name) {
            out.push((
                Span::new(piece.start(), piece.start() + found.end()),
                "place-feature",
            ));
        }
    }
}

/// Whether the segmenter lists a feature's name as a place, or does not know it at all and it
/// is of a kind that names places only.
fn is_place_word(name: &str) -> bool {
    let jieba = jieba();
    let generic = [
        "全",
        "各",
        "该",
        "本",
        "每",
        "某",
        "有",
        "多",
        "两",
        "几",
        "一",
        "这",
        "那",
        "大",
        "小",
        "新农",
        "农",
        "乡",
        "爱",
        "名",
        "出",
        "进",
        "下",
        "上",
        "绿水青",
        "金山银",
        "荒",
    ];
    if generic.iter().any(|g| name.starts_with(g))
        && !jieba
            .tag(name, false)
            .first()
            .is_some_and(|t| t.word == name && t.tag == "ns")
    {
        return false;
    }
    if jieba.has_word(name) {
        return jieba
            .tag(name, false)
            .first()
            .is_some_and(|t| t.tag == "ns" || t.tag == "nz" && !name.ends_with("社区"));
    }
    let ends = |w: &[&str]| w.iter().any(|e| name.ends_with(e));
    let length = name.chars().count();
    ends(&[
        "水库",
        "流域",
        "平原",
        "国家公园",
        "湿地公园",
        "开发区",
        "高新区",
        "自然保护区",
        "沙地",
        "库区",
        "灌区",
        "运河",
        "嘎查",
        "河谷",
    ]) && length >= 4
        || ends(&["河", "江", "湖", "村"])
            && (2..=5).contains(&length)
            && !jieba
                .tag(name, false)
                .iter()
                .any(|t| t.tag.starts_with('v') || t.tag.starts_with('m'))
}
