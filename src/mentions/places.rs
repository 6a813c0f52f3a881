//! Places: divisions and townships of the gazetteer, places that the segmenter's dictionary
//! lists, and rivers, lakes, villages and areas by what their names end in.

use std::sync::LazyLock;

use super::names::is_country;
use super::scan::{Scan, Word};
use super::{Kind, Mention};
use crate::base::{Span, Spans};
use crate::lexicon::{Level, Lexicon};
use crate::text::{Gate, Regex, Text, WordList, jieba};

/// Endings that make a place of one to four characters before them.
const FEATURES: [&str; 34] = [
    "经济技术开发区",
    "高新技术产业开发区",
    "自然保护区",
    "国家公园",
    "湿地公园",
    "森林公园",
    "风景名胜区",
    "工业园区",
    "产业园区",
    "开发区",
    "高新区",
    "新区",
    "流域",
    "水库",
    "库区",
    "湖区",
    "灌区",
    "林区",
    "河谷",
    "沙地",
    "沙漠",
    "草原",
    "平原",
    "盆地",
    "经济带",
    "城市群",
    "三角洲",
    "运河",
    "嘎查",
    "村",
    "河",
    "江",
    "湖",
    "山",
];

/// Endings of listed places alone.
const SEAS: [&str; 3] = ["海", "岛", "峡"];

/// Endings that a listed place takes into its name: 雅江 + 河谷.
const EXTENSIONS: [&str; 12] = [
    "流域",
    "河谷",
    "库区",
    "湖区",
    "沙地",
    "三角洲",
    "经济技术开发区",
    "高新区",
    "开发区",
    "新区",
    "国家公园",
    "经济带",
];

/// Areas that no ending marks.
const AREAS: [&str; 12] = [
    "京津冀",
    "长三角",
    "珠三角",
    "粤港澳大湾区",
    "粤港澳",
    "环渤海",
    "成渝",
    "三江源",
    "汾渭平原",
    "陕甘宁",
    "长株潭",
    "港澳",
];

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
        let tokens: Vec<Token> = stretches(s, paragraph.span, scan, &masked)
            .into_iter()
            .flat_map(|stretch| tokens(s, stretch))
            .collect();
        let edge = |at: usize| {
            let next = tokens.partition_point(|t| t.span.start() < at);
            tokens.get(next).is_some_and(|t| t.span.start() == at)
                || next > 0 && tokens[next - 1].span.end() == at
        };
        for hit in scan.within(paragraph.span) {
            if !matches!(hit.word, Word::Division | Word::Short) || !edge(hit.span.start()) {
                continue;
            }
            let aligned = edge(hit.span.end());
            match hit.word {
                Word::Division if aligned || hit.span.len() > 6 => {
                    spans.push((hit.span, "place-division"))
                }
                Word::Short if aligned && joins_left(s, &tokens, hit.span).is_some() => {
                    spans.extend(
                        joins_left(s, &tokens, hit.span).map(|span| (span, "place-feature")),
                    );
                }
                Word::Short if (aligned || goes_on(s, hit.span)) && short_stands(s, hit.span) => {
                    spans.push((extended(s, hit.span), "place-short"));
                }
                _ => {}
            }
        }
        let line = &s[paragraph.span.range()];
        static VILLAGE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"(?:镇|乡|街道)(\p{Han}{1,4}?(?:村|社区|嘎查))|在(京)(?:召开|举行|开幕|闭幕|会见)|(?:^|[、，。（])(\p{Han}{2,4}村)(?:[、，。）]|和|及|等)",
            )
            .expect("a valid pattern")
        });
        static VILLAGES: LazyLock<Gate> =
            LazyLock::new(|| Gate::new(["村", "社区", "嘎查", "在京"]));
        let holds_village = text.may_hold(paragraph.span, &VILLAGES);
        for found in VILLAGE.captures_iter(if holds_village { line } else { "" }) {
            let Some(group) = found.get(1).or(found.get(2)).or(found.get(3)) else {
                continue;
            };
            let kind = [
                "各村",
                "全村",
                "行政村",
                "自然村",
                "贫困村",
                "示范村",
                "试点村",
                "重点村",
                "乡村",
                "农村",
                "新村",
                "中心村",
                "特色村",
                "文明村",
                "包村",
                "驻村",
                "联村",
            ];
            if kind.iter().any(|k| group.as_str().ends_with(k)) {
                continue;
            }
            let span = Span::new(group.start(), group.end()).shift(paragraph.span.start());
            let town = scan.ending(span.start()).any(|h| h.word == Word::Division);
            if town || group.as_str() == "京" || found.get(3).is_some() {
                spans.push((span, "place-village"));
            }
        }
        static AREA: LazyLock<WordList> =
            LazyLock::new(|| WordList::new(AREAS.into_iter().zip(0..)));
        static AREA_GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(AREAS));
        if text.may_hold(paragraph.span, &AREA_GATE) {
            AREA.each(line, |start, end, _| {
                let span = Span::new(start, end).shift(paragraph.span.start());
                spans.push((span, "place-area"));
            });
        }
        for (n, token) in tokens.iter().enumerate() {
            let word = &s[token.span.range()];
            let known = || {
                FEATURES[FEATURES.len() - 4..]
                    .iter()
                    .chain(&SEAS)
                    .any(|e| word.ends_with(e))
            };
            // 嘉陵江, 徒骇河, 浑善达克沙地: in the dictionary, but as anything.
            let feature_word = token.proper
                && word.chars().count() >= 3
                && ["河", "江", "湖", "沙地", "湖区", "流域"]
                    .iter()
                    .any(|e| word.ends_with(e))
                && ![
                    "护城河",
                    "母亲河",
                    "人工湖",
                    "内陆河",
                    "内陆湖",
                    "淡水湖",
                    "堰塞湖",
                    "地上河",
                ]
                .contains(&word);
            if (token.place && known() || feature_word) && word.chars().count() >= 2 {
                spans.push((extended(s, token.span), "place-listed"));
            }
            let listed = || {
                FEATURES[..12]
                    .iter()
                    .chain(&["流域"])
                    .any(|e| word.ends_with(e) && word.len() > e.len() + 3)
            };
            if word.len() > 9 && listed() {
                spans.push((token.span, "place-listed"));
            }
            if let Some(span) = feature(s, &tokens, n) {
                spans.push((span, "place-feature"));
            }
        }
    }
    spans.retain(|(span, _)| !masked.overlap(*span) && stands(s, *span));
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

/// Words of grammar and number, and kinds of divisions, which no unknown name holds.
const GRAMMAR: &str = "和与及对在到赴向从由沿是的为以将入经了抓管巡保把被就等各每该本逐全含省市县区州盟旗镇乡总大小这那此其有多两几一二三四五六七八九十百千万个次新老进村上下中内外前后";

/// Verbs of one character, which an unknown name may hold but not as a word.
const VERBS: &str = "抓管巡保把被报包驻逐出进去来治护建清查游渡涉看过跨";

/// A word of the segmenter.
struct Token {
    span: Span,
    /// Whether its dictionary has it as a place.
    place: bool,
    /// Whether its dictionary has it as a proper name.
    proper: bool,
    /// Whether it can be part of an unknown name.
    part: bool,
    /// Whether it is a common noun, which makes a name only before 河, 江 or 湖.
    noun: bool,
}

/// The stretches of a line in which a place may stand: between marks at which the segmenter
/// cuts in any case, with a word of the gazetteer or an ending of places that is not masked.
fn stretches(s: &str, line: Span, scan: &Scan, masked: &Spans) -> Vec<Span> {
    static ENDINGS: LazyLock<WordList> =
        LazyLock::new(|| WordList::new(FEATURES.iter().chain(&SEAS).zip(0..)));
    const MARKS: [char; 14] = [
        '，', '。', '、', '；', '：', '！', '？', '“', '”', '（', '）', '《', '》', ' ',
    ];
    let text = &s[line.range()];
    let mut hits = scan
        .within(line)
        .filter(|hit| matches!(hit.word, Word::Division | Word::Short))
        .filter(|hit| !masked.overlap(hit.span))
        .map(|hit| hit.span.start())
        .peekable();
    // A name that ends within what is masked is none.
    let mut endings: Vec<usize> = Vec::new();
    ENDINGS.each(text, |start, end, _| {
        let last = Span::new(end - 1, end).shift(line.start());
        if !masked.overlap(last) {
            endings.push(line.start() + start);
        }
    });
    let mut endings = endings.into_iter().peekable();
    let mut out = Vec::new();
    let mut at = line.start();
    for stretch in text.split(MARKS) {
        let end = at + stretch.len();
        let mut wanted = false;
        while hits.next_if(|&hit| hit < end).is_some() {
            wanted = true;
        }
        while endings.next_if(|&ending| ending < end).is_some() {
            wanted = true;
        }
        if wanted {
            out.push(Span::new(at, end));
        }
        at = end + s[end..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// The words of a stretch, in order and without gaps.
fn tokens(s: &str, stretch: Span) -> impl Iterator<Item = Token> {
    let mut at = stretch.start();
    jieba()
        .tag(&s[stretch.range()], false)
        .into_iter()
        .map(move |t| {
            let span = Span::new(at, at + t.word.len());
            at = span.end();
            let mut chars = t.word.chars();
            let single = chars.next().is_some() && chars.next().is_none();
            let noun = t.tag == "n";
            let proper = || {
                ["nr", "ns", "nz", "j", "i"]
                    .iter()
                    .any(|p| t.tag.starts_with(p))
            };
            let han = || {
                t.word
                    .chars()
                    .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            };
            let part = (single && !VERBS.contains(t.word) || noun && span.len() == 6 || proper())
                && han()
                && !GRAMMAR.contains(t.word);
            Token {
                span,
                place: t.tag == "ns",
                proper: proper(),
                part,
                noun,
            }
        })
}

/// An unknown name that ends in a feature: the parts before the token at `n`, at most four characters.
fn feature(s: &str, tokens: &[Token], n: usize) -> Option<Span> {
    let token = &tokens[n];
    let ending = &s[token.span.range()];
    if !FEATURES.contains(&ending) {
        return None;
    }
    let mut start = token.span.start();
    for before in tokens[..n].iter().rev() {
        if before.span.end() != start {
            break;
        }
        let length = s[before.span.start()..token.span.start()].chars().count();
        let noun =
            before.noun && before.span.len() > 3 && !("河江湖".contains(ending) && length == 2);
        if !before.part || noun || length > 4 {
            break;
        }
        start = before.span.start();
    }
    let name = &s[start..token.span.start()];
    let length = name.chars().count();
    let short_ending = ending.chars().count() == 1;
    (length >= 1 && !(short_ending && length > 3)).then(|| Span::new(start, token.span.end()))
}

/// Whether a kind of zone or 人民 follows a place that the segmenter ran into the next word.
fn goes_on(s: &str, span: Span) -> bool {
    let rest = &s[span.end()..];
    EXTENSIONS.iter().any(|e| rest.starts_with(e)) || rest.starts_with("人民大会堂")
}

/// Whether a short name that is also a common word or a person's name (和平, 高明) is a place
/// here: in a list of places, or behind 在, 赴, 到.
fn short_stands(s: &str, span: Span) -> bool {
    let name = &s[span.range()];
    let tag = jieba().tag(name, false)[0].tag;
    if !jieba().has_word(name) || tag == "ns" || span.len() > 9 {
        return true;
    }
    let gazetteer = Lexicon::embedded().gazetteer();
    if gazetteer
        .by_short(name)
        .iter()
        .any(|d| gazetteer[*d].level < Level::County)
    {
        return true;
    }
    let before = s[..span.start()].chars().next_back();
    let after = s[span.end()..].chars().next();
    before.is_some_and(|c| "、在赴到至从往“".contains(c)) || after == Some('、')
}

/// 水阳江, 采凉山: a river or mountain whose name ends like a place but begins one character before it.
fn joins_left(s: &str, tokens: &[Token], span: Span) -> Option<Span> {
    let name = &s[span.range()];
    let next = tokens.partition_point(|t| t.span.start() < span.start());
    let before = next.checked_sub(1).map(|i| &tokens[i])?;
    let joins = name.ends_with(['江', '河', '湖', '山'])
        && before.span.end() == span.start()
        && before.part
        && before.span.len() == 3;
    joins.then(|| before.span.to(span))
}

/// A listed place with the feature behind it.
fn extended(s: &str, span: Span) -> Span {
    let rest = &s[span.end()..];
    let ending = EXTENSIONS.iter().find(|e| rest.starts_with(**e));
    Span::new(span.start(), span.end() + ending.map_or(0, |e| e.len()))
}

/// Whether a candidate is no part of another name or word, and no country.
fn stands(s: &str, span: Span) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:长制|长[^江沙春治征城期远效]|\p{Han}{0,4}(?:日报|晚报|早报|时报|法治报|电视台|融媒|网讯|网$|新闻网|发布讯)|网|式现代化|精神|模式|合作组织|军校|油田|时间|共和国|人民共和国|号|牌|省委|话|籍|",
            r"人[，。、]|杯|菜|队|战役|会战|起义|时报|商会|路\d)"
        ))
        .expect("a valid pattern")
    });
    let name = &s[span.range()];
    let rest = &s[span.end()..];
    !is_country(name)
        && !PART.is_match(rest)
        && ![
            "街道",
            "化工园区",
            "园区",
            "工业区",
            "高山",
            "大山",
            "深山",
            "河湖",
            "江河",
            "两江",
            "江湖",
            "内河",
            "大江",
            "青山",
            "江山",
            "山河",
            "全村",
            "新村",
            "乡村",
            "农村",
            "村",
            "沿江",
            "沿河",
            "陆海",
            "深海",
            "远海",
            "平原",
            "海峡",
            "湖泊",
            "海洋",
            "江海",
            "山海",
            "林海",
            "火山",
            "冰山",
            "雪山",
            "沿海",
            "沿湖",
        ]
        .contains(&name)
}
