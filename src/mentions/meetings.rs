//! Meetings: the phrase between 召开 (or a date, or a clause's start) and a word such as
//! 推进会, 常务会议, 现场会.

mod organs;
mod unnamed;

use std::ops::Range;
use std::sync::LazyLock;

use self::organs::organs;
use self::unnamed::{NOT_A_MEETING, demanded};
use super::{Kind, Mention};
use crate::base::{Span, Spans};
use crate::mentions::scan::{Landmark, Scan};
use crate::text::{ParagraphKind, Regex, Text, clauses_at};

/// What a meeting's name ends in.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:电视电话|视频|扩大|（扩大）|联席|专题|常务|全体|工作|推进|现场|调度|部署|动员|座谈|述职评议|务虚|主席|主任|委员长|联组|党组|常委会|领导小组|指挥部|成员单位|推进|全体（扩大）|政治局|组织部长|秘书长|总河长|总林长|总河湖长|党委和政府秘书长|论坛|扩大会议暨|办公|述职|紧急|例行|安排|代表|群众|总结|表彰|纪念|庆祝|誓师|攻坚|\d+次|次|度)?",
        r"(?:会议(?:（扩大）)?|大会|全会|两会|(?:推进|动员|部署|调度|现场|座谈|协商|会商|吹风|务虚|协调|研讨|分析|总结|表彰|述职|评议|汇报|通报|听证|论证|恳谈|交流|观摩|培训|学习|启动|誓师|联席|工作|专题|办公|碰头|约谈|督办|签约|发布|茶话|见面|研判|演练|表态|联组|教育|警示|对接|民主生活|讲评|通气|答谢|宣讲|推介|评审|鉴定|验收|磋商|招待|团拜|见证|测评|月度点评|点评|听取意见|研究)会(?:议)?|(?:集中学习|学习)（扩大）会|[党团工职妇人文科残侨教少]代会|续会|例会|年会|(?:第\p{Han}{1,4}|第\d+)次集体学习|中心组(?:专题)?集体学习|二十大|十九大|十八大|论坛|峰会)"
    ))
    .expect("a valid pattern")
});

/// A line without any of these names no meeting.
pub(super) const HEADS: [&str; 79] = [
    "会议",
    "大会",
    "全会",
    "两会",
    "推进会",
    "动员会",
    "部署会",
    "调度会",
    "现场会",
    "座谈会",
    "协商会",
    "会商会",
    "吹风会",
    "务虚会",
    "协调会",
    "研讨会",
    "分析会",
    "总结会",
    "表彰会",
    "述职会",
    "评议会",
    "汇报会",
    "通报会",
    "听证会",
    "论证会",
    "恳谈会",
    "交流会",
    "观摩会",
    "培训会",
    "学习会",
    "启动会",
    "誓师会",
    "联席会",
    "工作会",
    "专题会",
    "办公会",
    "碰头会",
    "约谈会",
    "督办会",
    "签约会",
    "发布会",
    "茶话会",
    "见面会",
    "研判会",
    "演练会",
    "表态会",
    "联组会",
    "教育会",
    "警示会",
    "对接会",
    "民主生活会",
    "讲评会",
    "通气会",
    "答谢会",
    "宣讲会",
    "推介会",
    "评审会",
    "鉴定会",
    "验收会",
    "磋商会",
    "招待会",
    "团拜会",
    "见证会",
    "测评会",
    "月度点评会",
    "点评会",
    "听取意见会",
    "研究会",
    "学习（扩大）会",
    "代会",
    "续会",
    "例会",
    "年会",
    "集体学习",
    "二十大",
    "十九大",
    "十八大",
    "论坛",
    "峰会",
];

/// What stands behind an organ whose meeting is named after it.
pub(super) const MEETS: [&str; 10] = [
    "召开会议",
    "举行会议",
    "召开第",
    "举行第",
    "召开20",
    "举行20",
    "召开（扩",
    "举行（扩",
    "召开扩大",
    "举行扩大",
];
/// The same of a committee's standing committee.
pub(super) const STANDING: [&str; 2] = ["召开常委", "举行常委"];
/// Verbs before a meeting that has a kind for a name, and what such kinds open with.
pub(super) const VERBS: &[&str] = &["召开", "举行", "召开了", "举行了"];
pub(super) const KINDS: [&str; 10] = [
    "会议", "常务", "专题", "全体", "党组", "主席", "主任", "紧急", "（扩", "扩大",
];

/// What stands before a meeting's name and is not part of it.
static OPENER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"宣布|关于|召开的|举行的|举办的|召开了|召开|围绕|相信|落实好|靠前实施|学习好|等提交|提交|决定提请|按程序提请|提请|会议以|受|举行了|举行|主持召开|组织召开|出席了|出席|参加了|参加|列席|主持|传达学习了|传达学习|学习传达|传达贯彻|传达了|传达|学习贯彻|学习了|贯彻落实|贯彻|落实|",
        r"收听收看了|收听收看|收看|深入学习|深刻领会|认真落实|全面贯彻|全面学习把握落实|把握|宣读了|审议|通过|按照|根据|迅速|精神和|以及|自|在|由|于|对|就|为|将|向|后|了|是|又|把|的是|从|随后|立即|并|以|经|和|与|及"
    ))
    .expect("a valid pattern")
});

/// A meeting in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The mention; its value is the name.
    pub mention: Mention,
    /// Whether the text says that it was held (召开, 举行), not merely mentions it.
    pub held: bool,
    /// Whether it stands in the headline.
    pub headline: bool,
}

/// Finds meetings in title and body; `masked` are documents.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{meetings, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new("简讯\n5月29日晚上，安阳市召开了冬季清洁取暖暨散煤治理工作推进会。会议传达了全省生态环境保护大会精神。"));
/// let found = meetings::recognise(&text, &Scan::new(&text.folded), &[]);
/// let names: Vec<_> = found.iter().map(|m| (m.mention.value.as_str(), m.held)).collect();
/// assert_eq!(names, [("冬季清洁取暖暨散煤治理工作推进会", true), ("全省生态环境保护大会", false)]);
/// ```
pub fn recognise(text: &Text, scan: &Scan, masked: &[Span]) -> Vec<Meeting> {
    let s = &text.folded;
    let masked: Spans = masked.iter().copied().collect();
    let mut out = Vec::new();
    for paragraph in text.read() {
        let line = &s[paragraph.span.range()];
        organs(text, scan, paragraph, &masked, &mut out);
        let landmarks = scan.landmarks(Landmark::Meeting, paragraph.span);
        let landmarks = landmarks.iter().map(|m| m.start() - paragraph.span.start());
        for head in heads(line, landmarks) {
            let Some(name) = name(line, head.start, head.end) else {
                continue;
            };
            let span = name.shift(paragraph.span.start());
            let in_title = masked.overlapping(span).any(|title| !span.contains(title));
            if in_title {
                continue;
            }
            let value = text.surface(span).trim_matches(['“', '”']).to_owned();
            let value = if value.contains(['“', '”']) {
                text.surface(span).to_owned()
            } else {
                value
            };
            let held = held(line, name);
            let mut add = |span, value| {
                out.push(Meeting {
                    mention: Mention {
                        span,
                        kind: Kind::Meeting,
                        value,
                        rule: "meeting",
                    },
                    held,
                    headline: paragraph.kind == ParagraphKind::Title,
                });
            };
            match two_sessions(&value) {
                Some([first, second]) => {
                    let comma = text.str(span).find('、').unwrap_or(0);
                    let cut = span.start() + comma;
                    add(Span::new(span.start(), cut), first);
                    add(Span::new(cut + '、'.len_utf8(), span.end()), second);
                }
                None => add(span, value),
            }
        }
    }
    out
}

/// Where words stand that a meeting's name ends in; `landmarks` are what they cannot be without.
fn heads(line: &str, landmarks: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for clause in clauses_at(line, landmarks) {
        from = from.max(clause.start);
        while let Some(head) = HEAD.find_at(&line[..clause.end], from) {
            from = head.end();
            out.push(head.range());
        }
    }
    out
}

/// The whole name that ends in a head: from the opener, the clause's start, or the words 第…次.
fn name(line: &str, head_start: usize, end: usize) -> Option<Span> {
    let rest = &line[end..];
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:主题|主席|秘书长|制度|发言|议定事项|成员|人员|代表团|暨|第[^，。]{1,6}次|形式|方式|议$|精神要求)",
        )
        .expect("a valid pattern")
    });
    if GOES_ON.is_match(rest) {
        return None;
    }
    if [
        "堂",
        "室",
        "厅",
        "中心",
        "员会",
        "展",
        "馆",
        "期",
        "费",
        "纪要",
        "记录",
        "议程",
        "主席团",
        "场",
        "代表",
        "常务委员",
        "委员会",
    ]
    .iter()
    .any(|w| rest.starts_with(w))
        && !rest.starts_with("期间")
        && !(rest.starts_with("议程") && line[..end].ends_with("次会议"))
    {
        return None;
    }
    let before = &line[..head_start];
    let mut start = 0;
    let mut depth = 0;
    for (i, c) in before.char_indices().rev() {
        match c {
            '）' if byline(&before[..i]) => {
                start = i + c.len_utf8();
                break;
            }
            '”' | '）' => depth += 1,
            '“' | '（' if depth > 0 => depth -= 1,
            '》' if titled(line, i) => depth += 1,
            '《' if depth > 0 => depth -= 1,
            '，' | '。' | '；' | '：' | '！' | '？' | '《' | '》' | '（' | '“' | '…' =>
            {
                start = i + c.len_utf8();
                break;
            }
            '、' if numbered(&before[..i]) => {}
            '、' | ' ' if depth == 0 => {
                start = i + c.len_utf8();
                break;
            }
            _ => {}
        }
    }
    let phrase = &line[start..end];
    let mut offset = 0;
    // What the meeting is named after holds words that open names: 《条例》贯彻实施座谈会.
    let own = phrase.len() - (end - head_start).min(phrase.len());
    let limit = phrase.find('《').unwrap_or(own).min(own);
    let mut at = 0;
    while let Some(opener) = OPENER.find_at(phrase, at) {
        at = opener.end();
        if opener.start() > limit {
            break;
        }
        if splits(phrase, opener.start(), opener.end(), limit) {
            offset = opener.end();
        }
    }
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚上|晚)?|^\d{1,2}日(?:上午|下午|晚)?|^(?:今天|昨天|昨日|日前|近日|当天)(?:上午|下午|晚上)?",).expect("a valid pattern")
    });
    let name = &phrase[offset..];
    let skip = DATE.find(name).map_or(0, |m| m.end());
    let name = &name[skip..];
    let clean = name.trim_start_matches(['”', '）', ' ', '—', '-', '■', '●', '★']);
    let skip = skip + (name.len() - clean.len());
    let length = clean.chars().count();
    // 检查组召开座谈会: a meeting without a name of its own.
    let untitled = matches!(clean, "座谈会" | "续会")
        && ["召开", "举行", "召开了"]
            .iter()
            .any(|v| line[..end - clean.len()].ends_with(v));
    if !(4..=60).contains(&length)
        && !untitled
        && !matches!(clean, "全国两会" | "二十大" | "党代会")
        || !untitled && NOT_A_MEETING.is_match(clean)
        || clean.ends_with("续会")
            && !untitled
            && line[..end - "续会".len()]
                .ends_with(['手', '继', '连', '陆', '后', '持', '接', '延'])
        || clean.ends_with("代会") && !clean.contains(['届', '次']) && !clean.ends_with("党代会")
        || demanded(&line[..start + offset + skip], clean)
        || unbalanced(clean)
    {
        return None;
    }
    // 和某市委常委会会议: 和 joins it to another, and is no part of 和平, 和田.
    let joins = clean.starts_with('和')
        && crate::text::jieba()
            .cut(crate::text::after(clean, 0, 4), false)
            .first()
            .is_some_and(|t| t.word == "和");
    let skip = skip + usize::from(joins) * '和'.len_utf8();
    let clean = &clean[usize::from(joins) * '和'.len_utf8()..];
    let session = ["本次", "本届", "此次"]
        .iter()
        .find(|w| clean.starts_with(**w))
        .map_or(0, |w| w.len());
    Some(Span::new(start + offset + skip + session, end))
}

/// Whether an opener really is a word of its own: short ones inside a name (对外, 和平, 在职) are not.
fn splits(phrase: &str, start: usize, end: usize, limit: usize) -> bool {
    let word = &phrase[start..end];
    if word.chars().count() >= 2 {
        return !(matches!(word, "落实" | "贯彻" | "学习" | "参加")
            && end < limit
            && start == 0
            && phrase[end..].starts_with("工作"));
    }
    let inside_quotes = phrase[..start].matches('“').count() > phrase[..start].matches('”').count();
    if inside_quotes {
        return false;
    }
    let before = &phrase[..start];
    let after = &phrase[end..];
    match word {
        "和" | "与" | "及"
            if ["中共", "党的", "全国", "中央"]
                .iter()
                .any(|w| after.starts_with(w)) =>
        {
            true
        }
        "和" | "与" | "及" => ["精神", "会议", "大会", "全会", "二十大", "十九大", "十八大"]
            .iter()
            .any(|w| before.ends_with(w)),
        "在" => !after.starts_with("职") && !after.starts_with("建") && !after.starts_with("线"),
        "对" => !before.ends_with("应") && !after.starts_with("外") && !after.starts_with("口"),
        "为" => !after.starts_with("民"),
        "后" | "前" => before.ends_with("结束"),
        // 横向补偿, 方向, 导向: part of a word.
        "向" => {
            !after.starts_with("好")
                && !before.ends_with(['横', '纵', '方', '导', '双', '定', '单', '转', '走', '流'])
        }
        "以" => !after.starts_with("案"),
        "就" => !after.starts_with("业"),
        "自" => after.starts_with("全国"),
        "经" | "从" | "并" | "是" | "又" | "把" | "将" | "由" | "于" | "了" => {
            let jieba = crate::text::jieba();
            let context_start = before.char_indices().rev().nth(1).map_or(0, |(i, _)| i);
            let context_end = end + after.chars().take(2).map(char::len_utf8).sum::<usize>();
            jieba
                .cut(&phrase[context_start..context_end], false)
                .iter()
                .any(|t| t.word == word)
        }
        _ => true,
    }
}

/// Whether the 》 at `i` closes a title that a meeting is named after: 《条例》贯彻实施座谈会.
fn titled(line: &str, i: usize) -> bool {
    const ABOUT: [&str; 20] = [
        "贯彻", "实施", "宣传", "宣贯", "宣讲", "学习", "编制", "征求", "执法", "修订", "立法",
        "起草", "解读", "新闻", "专题", "落实", "颁布", "施行", "推进", "培训",
    ];
    let after = &line[i + '》'.len_utf8()..];
    ABOUT.iter().any(|word| after.starts_with(word))
}

/// Whether 、 stands after the first of two sessions that share the rest of their name: 二中、三中全会.
fn numbered(before: &str) -> bool {
    before.ends_with('中') && before[..before.len() - '中'.len_utf8()].ends_with(ORDINALS)
        || before.ends_with('次') && before[..before.len() - '次'.len_utf8()].ends_with(ORDINALS)
}

/// Numbers of plenary sessions.
const ORDINALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The two names of 二十届二中、三中全会, the first up to 、 and the second of what follows it.
fn two_sessions(value: &str) -> Option<[String; 2]> {
    let (first, second) = value.split_once('、')?;
    let kind = if first.ends_with('中') { '中' } else { '次' };
    let (ordinal, head) = second.split_once(kind)?;
    if first.starts_with('第') && ordinal.starts_with('第') {
        return None;
    }
    let alike = ORDINALS.iter().any(|o| ordinal.ends_with(*o)) && ordinal.chars().count() <= 3;
    let common = first.trim_end_matches(kind).trim_end_matches(ORDINALS);
    alike.then(|| {
        [
            format!("{first}{head}"),
            format!("{common}{ordinal}{kind}{head}"),
        ]
    })
}

/// Whether a bracket that closes here holds a byline: （记者 叶青）.
fn byline(before: &str) -> bool {
    let inner = before.rsplit('（').next().unwrap_or("");
    ["记者", "通讯员", "摄影", "编辑"]
        .iter()
        .any(|w| inner.contains(w))
}

fn unbalanced(name: &str) -> bool {
    name.matches('“').count() != name.matches('”').count()
        || name.matches('（').count() != name.matches('）').count()
}

/// Whether the text says that the meeting was held.
fn held(line: &str, name: Span) -> bool {
    let before = &line[..name.start()];
    let after = &line[name.end()..];
    let verb_before = [
        "召开",
        "召开了",
        "举行",
        "举行了",
        "组织召开",
        "主持召开",
        "立即召开",
    ]
    .iter()
    .any(|v| before.ends_with(v));
    let clause = after.split(['。', '；', '！']).next().unwrap_or(after);
    let near: String = clause.chars().take(24).collect();
    let verb_after = ["召开", "举行", "开幕", "举办", "闭幕", "闭会"]
        .iter()
        .any(|v| near.contains(v))
        && !near.starts_with("精神")
        && !near.starts_with("、")
        && !near.starts_with("和");
    verb_before || verb_after
}
