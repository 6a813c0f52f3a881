//! Meetings: the phrase between 召开 (or a date, or a clause's start) and a word such as
//! 推进会, 常务会议, 现场会.

mod opener;
mod organs;
mod plain;
mod sessions;
mod unnamed;

use std::ops::Range;
use std::sync::LazyLock;

use self::opener::opened;
use self::organs::organs;
use self::plain::plain;
use self::sessions::{is_two_sessions, joint, numbered, quoted_sessions, two_sessions};
use self::unnamed::{NOT_A_MEETING, demanded};
use super::{Kind, Mention};
use crate::base::{Span, Spans};
use crate::mentions::scan::{Landmark, Scan};
use crate::text::{ParagraphKind, Regex, Text, clauses_at};

/// What a meeting's name ends in.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:电视电话|视频|扩大|（扩大）|联席|专题|常务|全体|工作|推进|现场|调度|部署|动员|座谈|述职评议|务虚|主席|主任|委员长|联组|党组|常委会|领导小组|指挥部|成员单位|推进|全体（扩大）|政治局|组织部长|秘书长|总河长|总林长|总河湖长|党委和政府秘书长|论坛|扩大会议暨|办公|述职|紧急|例行|安排|代表|群众|总结|表彰|纪念|庆祝|誓师|攻坚|\d+次|次|度)?",
        r"(?:会议(?:（扩大）)?|大会|全会|两会|(?:推进|动员|部署|调度|现场|座谈|协商|会商|吹风|务虚|协调|研讨|分析|总结|表彰|述职|评议|汇报|通报|听证|论证|恳谈|交流|观摩|培训|学习|启动|誓师|联席|工作|专题|办公|碰头|约谈|督办|签约|发布|茶话|见面|研判|演练|表态|联组|教育|警示|对接|民主生活|讲评|通气|答谢|宣讲|推介|评审|鉴定|验收|磋商|招待|团拜|见证|测评|月度点评|点评|听取意见|研究)会(?:议)?|(?:集中学习|学习)（扩大）会议?|[党团工职妇人文科残侨教少]代会|续会|例会|年会|(?:第\p{Han}{1,4}|第\d+)次集体学习|中心组(?:专题)?集体学习|二十大|十九大|十八大|论坛|峰会|(?:电视电话|视频|总河长|总林长|河湖长|常务)会(?:议)?)"
    ))
    .expect("a valid pattern")
});

/// A line without any of these names no meeting.
pub(super) const HEADS: [&str; 84] = [
    "电话会",
    "视频会",
    "河长会",
    "林长会",
    "常务会",
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
/// Verbs of holding a meeting.
pub(super) const HOLDS: [&str; 2] = ["召开", "举行"];
/// Verbs before a meeting that has a kind for a name, and what such kinds open with.
pub(super) const VERBS: &[&str] = &["召开", "举行", "召开了", "举行了"];
pub(super) const KINDS: [&str; 10] = [
    "会议", "常务", "专题", "全体", "党组", "主席", "主任", "紧急", "（扩", "扩大",
];

/// A meeting in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The mention; its value is the name.
    pub mention: Mention,
    /// Whether the text says that it was held (召开, 举行), not merely mentions it.
    pub held: bool,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// Whether it is called this very meeting: 此次推进会.
    pub again: bool,
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
        let verbs = scan.landmarks(Landmark::Holds, paragraph.span);
        let from = paragraph.span.start();
        let verbs = verbs.iter().map(|m| m.start() - from..m.end() - from);
        let mut heads = heads(line, landmarks);
        for head in plain(line, verbs) {
            if !heads.iter().any(|h| h.end == head.end) {
                heads.push(head);
            }
        }
        heads.sort_by_key(|head| head.start);
        for head in heads {
            let sessions = quoted_sessions(line, &head);
            let Some(name) = sessions.or_else(|| name(line, head.start, head.end)) else {
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
            let again = THIS.iter().any(|w| line[..name.start()].ends_with(w));
            let held = held(line, name) && !is_two_sessions(&value);
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
                    again,
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
            // 安全会议: 会议 behind 安全, not 全会.
            let more = head.as_str().ends_with("全会") && line[head.end()..].starts_with('议');
            from = head.end() + usize::from(more) * '议'.len_utf8();
            out.push(head.start()..from);
        }
    }
    out
}

/// The whole name that ends in a head: from the opener, the clause's start, or the words 第…次.
fn name(line: &str, head_start: usize, end: usize) -> Option<Span> {
    let rest = &line[end..];
    static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:主题|主席|秘书长|制度|发言|总结|议定事项|成员|人员|代表团|暨|(?:20\d\d年)?度?第[^，。]{1,6}次|20\d\d年度?\p{Han}{0,4}(?:会议|大会|例会)|形式|方式|议$|精神要求|(?:主要|总)?召集人|战|述|开到|等\p{Han}{0,6}会)",
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
            '、' if numbered(&before[..i]) || joint(&before[..i]) => {}
            '、' | ' ' if depth == 0 => {
                start = i + c.len_utf8();
                break;
            }
            _ => {}
        }
    }
    let phrase = &line[start..end];
    // What the meeting is named after holds words that open names: 《条例》贯彻实施座谈会.
    let own = phrase.len() - (end - head_start).min(phrase.len());
    let limit = phrase.find('《').unwrap_or(own).min(own);
    let offset = opened(phrase, limit);
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚上|晚)?|^\d{1,2}日(?:上午|下午|晚)?|^(?:今天|昨天|昨日|日前|近日|当天)(?:上午|下午|晚上)?",).expect("a valid pattern")
    });
    let name = &phrase[offset..];
    let skip = DATE.find(name).map_or(0, |m| m.end());
    let name = &name[skip..];
    let clean = name.trim_start_matches(['”', '）', ' ', '—', '-', '■', '●', '★', '的']);
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
        || line[..start + offset + skip].ends_with("利用")
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
    let own = THIS.iter().chain(&OUR).find(|w| clean.starts_with(**w));
    let own = own.map_or(0, |w| w.len());
    Some(Span::new(start + offset + skip + own, end))
}

/// What says before a name that it is the meeting that is told of.
const THIS: [&str; 4] = ["本次", "本届", "此次", "这次"];
/// Whose it is.
const OUR: [&str; 11] = [
    "我省", "我市", "我县", "我区", "我州", "我盟", "我旗", "我镇", "我乡", "我院", "我校",
];

/// Whether the 》 at `i` closes a title that a meeting is named after: 《条例》贯彻实施座谈会.
fn titled(line: &str, i: usize) -> bool {
    const ABOUT: [&str; 20] = [
        "贯彻", "实施", "宣传", "宣贯", "宣讲", "学习", "编制", "征求", "执法", "修订", "立法",
        "起草", "解读", "新闻", "专题", "落实", "颁布", "施行", "推进", "培训",
    ];
    let after = &line[i + '》'.len_utf8()..];
    ABOUT.iter().any(|word| after.starts_with(word))
}

/// Whether a bracket that closes here holds a byline: （记者 叶青）.
fn byline(before: &str) -> bool {
    let inner = before.rsplit('（').next().unwrap_or("");
    ["记者", "通讯员", "摄影", "编辑"]
        .iter()
        .any(|w| inner.contains(w))
}

/// Whether the words before 召开 say that it is only spoken of: 关于召开…的议案, 决定召开….
fn to_come(before: &str) -> bool {
    [
        "关于", "决定", "建议", "提议", "同意", "将", "即将", "拟", "计划", "筹备", "准备", "提请",
    ]
    .iter()
    .any(|w| before.ends_with(w))
}

fn unbalanced(name: &str) -> bool {
    name.matches('“').count() != name.matches('”').count()
        || name.matches('（').count() != name.matches('）').count()
}

/// Whether the text says that the meeting was held.
fn held(line: &str, name: Span) -> bool {
    let before = &line[..name.start()];
    let after = &line[name.end()..];
    // 为党的…大召开营造氛围, 迎接…召开: of what is to come.
    const FOR: [&str; 8] = ["为", "迎接", "喜迎", "确保", "保障", "护航", "服务", "庆祝"];
    if FOR.iter().any(|w| before.ends_with(w)) {
        return false;
    }
    let before = THIS
        .iter()
        .chain(&OUR)
        .find_map(|w| before.strip_suffix(w))
        .unwrap_or(before);
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
    .any(|v| before.ends_with(v) && !to_come(before.strip_suffix(v).unwrap_or(before)));
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
