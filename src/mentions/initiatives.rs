//! Initiatives: campaigns, strategies, programmes, principles and doctrines that are no
//! documents. Well-known national ones stand in a lexicon; others are known by their shape
//! (…攻坚战, …长制), or as a quoted phrase with a telling noun after or verb before it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Kind, Mention};
use crate::base::Span;
use crate::mentions::scan::{Landmark, Scan};
use crate::text::{Regex, Text, after, before, clauses_at, is_han};

/// Rule of names that the lexicon has.
pub const LEXICON_RULE: &str = "mentions::initiatives::lexicon";

/// Rule of names known by their shape.
pub const SHAPE_RULE: &str = "mentions::initiatives::shape";

/// Rule of quoted phrases.
pub const QUOTED_RULE: &str = "mentions::initiatives::quoted";

/// Adds the initiatives of a text, in order, none within another or within a title in 《》.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{initiatives, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new(
///     "要落实林长制，打赢水源保护攻坚战，推行“三个清零”机制，开展“护水蓝盾”专项行动，严禁“一刀切”，他说：“加油”。",
/// ));
/// let mut found = Vec::new();
/// initiatives::recognise(&text, &Scan::new(&text.folded), &mut found);
/// let names: Vec<_> = found.iter().map(|m| m.value.as_str()).collect();
/// assert_eq!(names, ["林长制", "水源保护攻坚战", "三个清零", "“护水蓝盾”专项行动"]);
/// ```
pub fn recognise(text: &Text, scan: &Scan, out: &mut Vec<Mention>) {
    let mut agencies: Vec<Span> = out
        .iter()
        .filter(|m| m.kind == Kind::Agency)
        .map(|m| m.span)
        .collect();
    agencies.sort();
    let mut found: Vec<(Span, &'static str)> = Vec::new();
    for paragraph in text.read() {
        let line = paragraph.span;
        let first = found.len();
        quoted(text, line, &mut found);
        shaped(text, scan, line, &mut found);
        listed(text, scan, line, &mut found);
        if found.len() == first {
            continue;
        }
        let titles = titles(text.str(line), line.start());
        let taken = |span: Span| {
            let i = agencies.partition_point(|a| a.end() < span.end());
            titles
                .get(titles.partition_point(|t| t.end() <= span.start()))
                .is_some_and(|t| t.overlaps(span))
                || agencies.get(i).is_some_and(|a| a.contains(span))
        };
        let mut i = first;
        while i < found.len() {
            if taken(found[i].0) {
                found.swap_remove(i);
            } else {
                i += 1;
            }
        }
        // The longest at a place wins.
        found[first..].sort_by_key(|(s, _)| (s.start(), std::cmp::Reverse(s.end())));
        let mut kept: Vec<(Span, &'static str)> = Vec::new();
        for (span, rule) in found.drain(first..) {
            match kept.last_mut() {
                Some((last, _)) if last.overlaps(span) && last.len() >= span.len() => {}
                Some(last) if last.0.overlaps(span) => *last = (span, rule),
                _ => kept.push((span, rule)),
            }
        }
        found.append(&mut kept);
    }
    out.extend(found.into_iter().map(|(span, rule)| Mention {
        span,
        kind: Kind::Initiative,
        value: unquoted(text.surface(span)).to_owned(),
        rule,
    }));
}

/// A name without quotation marks around the whole of it.
fn unquoted(name: &str) -> &str {
    let marks = ['“', '”', '"', '「', '」', '＂'];
    match name.strip_prefix(marks).and_then(|n| n.strip_suffix(marks)) {
        Some(inner) if !inner.contains(marks) => inner,
        _ => name,
    }
}

/// Spans of titles in 《》: what stands in them is part of a document's name.
fn titles(line: &str, offset: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open = None;
    let mut depth = 0_usize;
    if !line.contains('《') {
        return out;
    }
    for (i, c) in line.char_indices() {
        match c {
            '《' => {
                open.get_or_insert(i);
                depth += 1;
            }
            '》' => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(start) = open.take()
                {
                    out.push(Span::new(start, i + c.len_utf8()).shift(offset));
                }
            }
            _ => {}
        }
    }
    out
}

/// Names of the lexicon.
pub(super) static LEXICON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = include_str!("../../data/initiatives.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .filter(|(name, kind)| !name.is_empty() && *kind != "figure")
        .map(|(name, _)| name)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
});

/// Figures of speech that stand in quotation marks and name nothing: 压舱石, 一刀切.
static FIGURES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/initiatives.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .filter(|(_, kind)| *kind == "figure")
        .map(|(name, _)| name)
        .collect()
});

fn listed(text: &Text, scan: &Scan, line: Span, found: &mut Vec<(Span, &'static str)>) {
    for span in scan.longest(Landmark::Initiative, line) {
        let next = &text.folded[span.end()..line.end()];
        if !next.starts_with(['局', '部', '所', '领']) {
            found.push((span, LEXICON_RULE));
        }
    }
}

/// Names by shape; the first group is the name.
static SHAPES: LazyLock<[Regex; 8]> = LazyLock::new(|| {
    let verb = r"(?:实施|落实|推进|推动|贯彻|服务|融入|对接|围绕|践行|深化|聚焦|开展|启动|打响|打好|打赢|打|坚持|执行|出台|参与|组织|推行|建立|完善|健全)(?:好|了)?(?:国家|全国|全市|全省|全县|全区)?";
    [
        format!(r"{verb}((?:\p{{Han}}|、|“\p{{Han}}{{1,8}}”){{2,18}}?战略)(?:[^\p{{Han}}]|的|和|及|，|部署|要求|实施|目标|任务|落地|为)"),
        r"(?:^|[^\p{Han}]|打好|打赢|打|推进|实施|出台|开展|参与|坚决|和|及|、|全面|深入|持续)((?:\p{Han}{2,3}、)+\p{Han}{2,3}[三四五]大(?:攻坚战|保卫战)|\p{Han}{2,14}?(?:攻坚战|保卫战|阻击战|歼灭战))".to_owned(),
        format!(r"{verb}((?:\p{{Han}}|、|“\p{{Han}}{{1,8}}”){{2,16}}?(?:[三五]年行动|专项整治行动|专项行动|百日行动|攻坚行动|提升行动|清零行动|会战))"),
        r"(习近平\p{Han}{2,16}?思想|习近平总书记关于\p{Han}{2,24}?重要思想|新时代党\p{Han}{2,12}?方略)".to_owned(),
        r"([河湖林田路街链湾滩山井岛园巷段桥塘库渠岸点沟]{1,2}长制)".to_owned(),
        r"(?:坚持走|坚持|遵循|走)(\p{Han}{3,6}(?:、\p{Han}{3,6}){1,4}?)(?:原则|方针|之路|道路)".to_owned(),
        r"(?:落实|实行|压实|强化)(\p{Han}{2,12}党政同责)(?:[^\p{Han}、]|和)".to_owned(),
        r"(?:开展|实施|推进|深化|抓好|启动)(?:好|了)?(\p{Han}{2,12}?(?:建设|提升|攻坚|落实|突破|深化|整治|服务|效能)年)(?:活动|行动|工作|[^\p{Han}])".to_owned(),
    ]
    .map(|pattern| Regex::new(&pattern).expect("a valid pattern"))
});

/// What each shape ends in: a line without it need not be searched.
pub(super) const SHAPE_ENDS: [(Landmark, &[&str]); 8] = [
    (Landmark::Strategy, &["战略"]),
    (Landmark::Battle, &["攻坚战", "保卫战", "阻击战", "歼灭战"]),
    (
        Landmark::Action,
        &[
            "年行动",
            "整治行动",
            "专项行动",
            "百日行动",
            "攻坚行动",
            "提升行动",
            "清零行动",
            "会战",
        ],
    ),
    (Landmark::Doctrine, &["思想", "方略"]),
    (Landmark::Chief, &["长制"]),
    (Landmark::Principle, &["原则", "方针", "之路", "道路"]),
    (Landmark::Responsibility, &["党政同责"]),
    (
        Landmark::Year,
        &[
            "建设年",
            "提升年",
            "攻坚年",
            "落实年",
            "突破年",
            "深化年",
            "整治年",
            "服务年",
            "效能年",
        ],
    ),
];

/// Words at which a shape is cut: the name begins after the last of them.
static CUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^.*(?:打好打赢|打好|打赢|坚决|扎实|深入|持续|全面|全力|抓好|做好|奋力|坚持|推进|实施|开展|落实|贯彻|融入|服务|对接|打|的|在|是|为|将|把|对|以|了|全市|全省|全县|全区|我市|我省|我县|我区|各项|系列|有关|相关|本次|此次)")
        .expect("a valid pattern")
});

fn shaped(text: &Text, scan: &Scan, line: Span, found: &mut Vec<(Span, &'static str)>) {
    let line_text = text.str(line);
    for (i, (kind, _)) in SHAPE_ENDS.into_iter().enumerate() {
        let ends = scan.landmarks(kind, line);
        if ends.is_empty() {
            continue;
        }
        let shape = &SHAPES[i];
        let ends = ends.iter().map(|end| end.start() - line.start());
        let mut at = 0;
        for clause in clauses_at(line_text, ends) {
            at = at.max(clause.start);
            while let Some(c) = shape.captures_at(&line_text[..clause.end], at) {
                let (Some(all), Some(m)) = (c.get(0), c.get(1)) else {
                    break;
                };
                at = all.end();
                // Doctrines' names may hold any word.
                let cut = match kind {
                    Landmark::Doctrine => 0,
                    _ => CUT.find(m.as_str()).map_or(0, |cut| cut.end()),
                };
                // 淮河流域碧水保卫战: what the nation calls it.
                let whole = m.as_str();
                let known = NATIONAL
                    .iter()
                    .find(|w| whole.ends_with(**w) && !whole.contains('、'));
                let cut = known.map_or(cut, |w| whole.len() - w.len());
                // 服务业…行动: 服务 is no verb there.
                let served = line_text[..m.start() + cut].ends_with("服务");
                let (start, name) = match whole[cut..].starts_with('业') && served {
                    true => {
                        let start = m.start() + cut - "服务".len();
                        (start, &line_text[start..m.end()])
                    }
                    false => (m.start() + cut, &whole[cut..]),
                };
                if name.chars().count() < 3 || GENERIC.is_match(name) {
                    continue;
                }
                let span = Span::new(start, m.end()).shift(line.start());
                found.push((span, SHAPE_RULE));
            }
        }
    }
}

/// Battles of the nation, which every place fights under the same name.
const NATIONAL: [&str; 5] = [
    "蓝天保卫战",
    "碧水保卫战",
    "净土保卫战",
    "脱贫攻坚战",
    "污染防治攻坚战",
];

/// Shapes that name nothing in particular.
static GENERIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:攻坚战|保卫战|阻击战|专项行动|提升行动|三年行动|(?:国家|重大|发展|区域|各大|这一|该)?战略|.*(?:作出|重大|首要|长期|两国|各国|党和国家|一系列|治国理政).*|.*和战略|习近平(?:同志|主席).*|习近平总书记思想|专项整治行动|攻坚行动|(?:一|这)场.*|.{0,2}专项(?:整治|治理)?行动)$")
        .expect("a valid pattern")
});

/// Nouns right after a quoted phrase that make it an initiative and are part of its name.
static NAMED_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(战略性\p{Han}{2,4}工程|发展战略|战略|[\p{Han}--等]{0,4}改革|[\p{Han}--等建重]{0,4}工程|城市|工作法|工作制|\p{Han}{0,4}政策体系|冲刺清零|\p{Han}{0,8}(?:百日|三年|攻坚|提升|整治|清零)行动|专项行动|专项整治行动|专项整治|总方针|国策)(?:[^建师项\p{Han}]|[的之等成为中在期落建推实开取作工措不方要情暨和与及，]|$)",
    )
    .expect("a valid pattern")
});

/// Nouns right after a quoted phrase that make it an initiative.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:等?(?:系列|基本|总体|主题|品牌|党建|专项|特色|重点|普法|宣传|公益|创建|整治|执法|攻坚|治理|帮扶|结对|实践|教育|志愿|惠民|助企|便民|监管|管理|工作|考核|标准化|服务|协作|联动|协同|长效|服务保障){0,2}(?:行动|计划(?:[^生书]|$)|活动|攻坚|会战|品牌|模式|制度|机制|理念|方针|原则|要求|标准|体系|举措|措施|目标|(?:发展|功能|战略|城市)?定位|责任制|服务管理|工作机制|布局|格局)|建设|创建|专项|工作(?:[^\p{Han}]|进展|情况|推进|落实|要)|成果|成效|经验|开展情况|落实情况|推进情况)")
        .expect("a valid pattern")
});

/// Verbs right before a quoted phrase that make it an initiative, and what may stand between.
const VERBS: [&str; 23] = [
    "落实", "实施", "推进", "开展", "推行", "做到", "弘扬", "发扬", "传承", "对照", "启动", "践行",
    "坚持", "树立", "深化", "执行", "贯彻", "遵循", "实行", "倡导", "打响", "创建", "恪守",
];
const DONE: [&str; 2] = ["好", "了"];
const WHOSE: [&str; 8] = ["省", "市", "县", "区", "全市", "全省", "国家", "的"];

/// 按照“…”的要求: a principle to go by.
const BY: [&str; 6] = ["按照", "遵循", "秉持", "秉承", "坚持", "本着"];

/// Whether a string ends in one of some words, with or without one of the others behind it.
fn ends_with(s: &str, words: &[&str], behind: &[&str]) -> bool {
    let ends = |s: &str| words.iter().any(|word| s.ends_with(word));
    ends(s) || behind.iter().filter_map(|b| s.strip_suffix(*b)).any(ends)
}

/// Whether a verb that makes it an initiative stands right before a quoted phrase.
fn follows_verb(left: &str) -> bool {
    let bare = WHOSE.iter().filter_map(|whose| left.strip_suffix(*whose));
    bare.chain([left])
        .any(|left| ends_with(left, &VERBS, &DONE))
}

/// What a phrase to go by is called.
static RULED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^的?(?:总体|工作|基本|总)?(?:要求|原则|方针|思路|理念|方略|目标)")
        .expect("a valid pattern")
});

/// Verbs before a quoted phrase that make it an evil to be fought, or a thing in use.
const EVILS: [&str; 34] = [
    "杜绝", "严查", "打击", "整治", "化解", "破解", "防止", "防范", "搞", "治理", "查处", "严禁",
    "避免", "纠治", "纠正", "拒绝", "警惕", "克服", "解决", "取缔", "遏制", "消除", "反对", "清理",
    "说", "称", "叫", "授予", "荣获", "获评", "获得", "关于", "一些", "所谓",
];
const OF_EVILS: [&str; 4] = ["了", "的", "好", "为"];

/// What after a quoted phrase makes it no initiative.
static NO_TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:的?(?:行为|问题|难题|现象|乱象|产业(?:发展|园|链|集群|项目)|平台|项目|贷款|小程序|系统|APP|公众号|称号|荣誉|号|一词|名单|难点|堵点|痛点|责任感|安全感|获得感|政治责任|期间|时期|做法|之[^路]|金名片|名片|论坛|大赛|晚会|规划|时期|传统|风险|企业|产业园|[^，。]{0,6}(?:会议|座谈会|推进会|联席会|论坛|博览会))|为原则|字号|期)")
        .expect("a valid pattern")
});

/// Shapes of phrases that are slogans wherever they stand: 四个最严, 2+26, 一企一策.
static SLOGAN: LazyLock<Regex> = LazyLock::new(|| {
    let n = "[一二两三四五六七八九十百]";
    Regex::new(&format!(
        r"^(?:{n}{{1,2}}个\p{{Han}}{{1,4}}[^人员]|\d+\+\d+|一\p{{Han}}一策|\d+分钟\p{{Han}}{{2,8}}圈|一刻钟\p{{Han}}{{2,8}}圈|{n}大\p{{Han}}{{2,8}}|{n}{{1,2}}[项件]\p{{Han}}{{2,6}}|[两三四五六七八九]\p{{Han}}[^人员户委数]|[三四五六七八九十]\p{{Han}}[三四五六七八九十]\p{{Han}}|{n}\p{{Han}}{{1,2}}、?{n}\p{{Han}}{{1,2}}、?{n}\p{{Han}}{{1,2}}|.{{2,8}}(?:模式|工作法|攻坚战|保卫战|会战|工程|战略|经验|理念)|中国式现代化.{{2,6}}实践)$"
    ))
    .expect("a valid pattern")
});

/// Whether a quoted phrase is joined to the next.
fn joins(right: &str) -> bool {
    let next = right.strip_prefix(['、', '和', '及', '与']);
    next.unwrap_or(right).starts_with('“')
}

/// Phrases that are never initiatives: five-year periods, days, numbers alone.
static NEVER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:十[二三四五六]五|\d+|.*[。！？；：].*|.{0,6}[日节周奖杯展会]|.|七下八上|两节|两会|.*，.*|.*您.*|.*我们.*|.*(?:条例|[^作]法)|[禁限控严]\p{Han}{1,2}区|.*吗)$").expect("a valid pattern")
});

/// Longest quoted phrase that is looked at, in bytes.
const LONGEST: usize = 96;

fn quoted(text: &Text, line: Span, found: &mut Vec<(Span, &'static str)>) {
    let line_text = text.str(line);
    let mark = '“'.len_utf8();
    let mut judged_before: Vec<(Span, Option<usize>, bool)> = Vec::new();
    let mut open = None;
    for (at, c) in text.marks(line).filter(|(_, c)| matches!(c, '“' | '”')) {
        if c == '“' {
            open = Some(at - line.start());
            continue;
        }
        let (close, Some(open)) = (at - line.start(), open.take()) else {
            continue;
        };
        let inside = &line_text[open + mark..close];
        if inside.len() > LONGEST
            || inside.len() < 3
            || NEVER.is_match(inside)
            || FIGURES.contains(inside)
        {
            continue;
        }
        let span = Span::new(open, close + mark).shift(line.start());
        let left = before(&text.folded[line.range()], open, 12);
        let right = after(line_text, close + mark, 14);
        judged_before.push((span, judged(inside, left, right), joins(right)));
    }
    // “甲”“乙”等品牌: what the last is told to be, those before it are too.
    let mut follower: Option<(Span, bool)> = None;
    for (span, judgement, joined) in judged_before.into_iter().rev() {
        let inherits = joined
            && judgement.is_none()
            && follower.is_some_and(|(next, positive)| positive && next.start() <= span.end() + 3);
        if let Some(end) = judgement.or(inherits.then_some(0)) {
            found.push((Span::new(span.start(), span.end() + end), QUOTED_RULE));
        }
        follower = Some((span, judgement.is_some() || inherits));
    }
}

/// Whether a quoted phrase is an initiative: how many bytes of what follows belong to it.
fn judged(inside: &str, left: &str, right: &str) -> Option<usize> {
    let noun = right.starts_with(is_han);
    let named = noun.then(|| NAMED_TAIL.captures(right)).flatten();
    let named = named.and_then(|c| c.get(1));
    let tail = noun && TAIL.is_match(right);
    let evil = ends_with(left, &EVILS, &OF_EVILS) && named.is_none() && !tail;
    // “一事一议”项目: a scheme by the name of how it decides.
    let scheme = inside.starts_with('一')
        && inside.chars().nth(2) == Some('一')
        && inside.chars().count() == 4;
    if scheme
        && ["项目", "奖补", "制度"]
            .iter()
            .any(|w| right.starts_with(w))
    {
        return Some(0);
    }
    if evil || !right.starts_with(['，', '。']) && NO_TAIL.is_match(right) {
        return None;
    }
    // 打造“沙棘”品牌: a product.
    if right.starts_with("品牌") && inside.chars().count() <= 3 {
        return None;
    }
    if let Some(tail) = named {
        return Some(tail.end());
    }
    let slogan = SLOGAN.is_match(inside);
    let by_rule = || ends_with(left, &BY, &[]) && RULED.is_match(right);
    (tail || slogan || by_rule() || follows_verb(left)).then_some(0)
}
