//! Reporters, correspondents, photographers and editors, from bylines and credits.

use std::sync::LazyLock;

use super::names;
use super::{Kind, Mention};
use crate::base::Span;
use crate::text::{Gate, ParagraphKind, Regex, Text};

/// Words that introduce a byline.
const ROLES: &str = "责任编辑|值班编辑|新媒体编辑|编辑|责编|编审|审核|校对|责校|初审|复审|终审|监审|核稿|签发|校核|复核|审读|美编|审校|监制|主编|作者|撰稿|供稿|撰文|通讯员|特约记者|见习记者|实习记者|实习生|全媒体记者|融媒体记者|融媒记者|首席记者|本报记者|本台记者|记者|摄影报道|摄影|摄像|报道员|报道|整理|制图|采写|采访|策划|统筹|文字|视频|图片|海报|剪辑|总编辑|总编|审稿人|撰稿人|来源";

static ROLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(ROLES).expect("a valid pattern"));
static ROLE_GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(ROLES.split('|')));
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:记者|通讯员|摄影|实习生)[/：:\s]*(?:\p{Han}{2,4}(?:·\p{Han}+)?[\s、，/]*){1,4}(?:报道|摄影|电|讯|通讯员|摄|$)").expect("a valid pattern")
});
static OPENING: LazyLock<Gate> = LazyLock::new(|| Gate::new(["（", "[", "【"]));
static REPORTING: LazyLock<Gate> =
    LazyLock::new(|| Gate::new(["记者", "通讯员", "摄影", "实习生"]));
static NEWSROOM: LazyLock<Gate> = LazyLock::new(|| {
    Gate::new([
        "记者",
        "通讯员",
        "摄影",
        "报道",
        "融媒",
        "日报",
        "电视台",
        "晚报",
    ])
});
/// Labels of a credit line that name no person.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:来源|信息来源|稿源|发布单位|单位|字号|字体|浏览|阅读|点击|时间|日期|版次|出处)\s*[：:|]\s*[^\s|]*").expect("a valid pattern")
});

/// Finds the people behind the article; they are no persons of the article.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::journalists, text::Text};
/// let text = Text::new(&Article::new("简讯\n本报讯（记者 郝丽娟 通讯员 史泽宇）10月11日，会议召开，市长靳怀远出席。"));
/// let names: Vec<_> = journalists::recognise(&text).into_iter().map(|m| m.value).collect();
/// assert_eq!(names, ["郝丽娟", "史泽宇"]);
/// ```
pub fn recognise(text: &Text) -> Vec<Mention> {
    let mut out = Vec::new();
    let s = &text.folded;
    for paragraph in text
        .paragraphs
        .iter()
        .filter(|p| p.kind != ParagraphKind::Boilerplate)
    {
        let line = &s[paragraph.span.range()];
        let offset = paragraph.span.start();
        if paragraph.kind == ParagraphKind::Credit {
            let has_role = ROLE.is_match(line);
            let bracketed = line.starts_with('（') && line.ends_with('）');
            if has_role || bracketed {
                names_in(text, offset, line, &mut out);
            }
            continue;
        }
        for bracket in brackets(text, paragraph.span) {
            let (open, close) = (bracket.start() - offset, bracket.end() - offset);
            let inner = within(&line[open..close]);
            let closes = close == line.len() && open > 0;
            let short = inner.chars().count() <= 12;
            let before = line[..open].trim_end();
            let dateline = before.chars().count() < 14
                && before.ends_with(['讯', '电', '报', '网'])
                || before.is_empty() && inner.contains("融媒");
            let only_names = (closes || dateline)
                && short
                && inner
                    .split([' ', '、'])
                    .all(|w| names::is_name(w) && !names::is_word(w))
                || before.is_empty() && dateline;
            let role = text.searched(bracket, &ROLE_GATE, &ROLE);
            if ROLE.find(role).is_some_and(|m| {
                m.as_str() != "来源"
                    && m.as_str() != "报道"
                    && (m.len() > 6 || m.as_str().len() == 6 || short)
            }) && by_line(inner)
                || only_names
            {
                let start = bracket.start() + line[open..].chars().next().map_or(0, char::len_utf8);
                names_in(text, start, inner, &mut out);
            }
        }
        let reports = text.searched(paragraph.span, &REPORTING, &INLINE);
        if !reports.is_empty() {
            for found in INLINE.find_iter(reports) {
                names_in(text, offset + found.start(), found.as_str(), &mut out);
            }
        }
    }
    out.sort();
    out.dedup_by(|b, a| a.span.overlaps(b.span));
    out
}

/// Spans of bylines in the body, in which no agency, person or place of the article is named.
pub fn bylines(text: &Text) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in text.read() {
        let line = text.str(paragraph.span);
        if !text.may_hold(paragraph.span, &NEWSROOM)
            || !text.may_hold(paragraph.span, &OPENING)
            || !line.contains(['记', '通', '摄', '报'])
        {
            continue;
        }
        for bracket in brackets(text, paragraph.span) {
            let found = text.str(bracket);
            let named = ["记者", "通讯员", "摄影", "报道"]
                .iter()
                .any(|w| found.contains(w));
            let newsroom = bracket.start() == paragraph.span.start()
                && ["融媒", "日报", "电视台", "晚报"]
                    .iter()
                    .any(|w| found.contains(w));
            if (named || newsroom) && by_line(found) {
                out.push(bracket);
            }
        }
    }
    out
}

/// Brackets of a line that hold 2 to 60 characters, and no bracket.
fn brackets(text: &Text, line: Span) -> impl Iterator<Item = Span> {
    let open = text.may_hold(line, &OPENING).then_some(line);
    let mut start = None;
    let marks = open.into_iter().flat_map(|line| text.marks(line));
    marks.filter_map(move |(at, c)| match c {
        '（' | '[' | '【' => {
            start = Some(at);
            None
        }
        '）' | ']' | '】' => {
            let bracket = Span::new(start.take()?, at + c.len_utf8());
            let held = within(text.str(bracket)).chars().count();
            (2..=60).contains(&held).then_some(bracket)
        }
        _ => None,
    })
}

/// What stands between the marks at both ends.
fn within(bracket: &str) -> &str {
    let mut chars = bracket.chars();
    chars.next();
    chars.next_back();
    chars.as_str()
}

/// Whether a bracket holds nothing but labels and short words.
fn by_line(inner: &str) -> bool {
    !inner.contains(['。', '；'])
        && inner
            .split([' ', '、', '，', '：', ':', '/', '|'])
            .all(|w| w.chars().count() <= 14)
}

/// Every name in a byline, labels aside.
fn names_in(text: &Text, offset: usize, line: &str, out: &mut Vec<Mention>) {
    let mut clear = line.to_owned();
    for pattern in [&*LABEL, &*ROLE] {
        clear = pattern
            .replace_all(&clear, |c: &regex::Captures| " ".repeat(c[0].len()))
            .into_owned();
    }
    let is_part = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '·';
    let mut start = None;
    for (i, c) in clear.char_indices().chain([(clear.len(), ' ')]) {
        match (start, is_part(c)) {
            (None, true) => start = Some(i),
            (Some(from), false) => {
                let word = &clear[from..i];
                let place = word.ends_with([
                    '市', '县', '区', '报', '网', '台', '社', '镇', '委', '局', '办', '宣', '站',
                    '科', '部', '处', '室', '队', '院',
                ]);
                let label = ["资料", "图片", "图文", "稿件", "文字", "视频"].contains(&word);
                if names::is_name(word) && !place && !label {
                    let span = Span::new(from, i).shift(offset);
                    out.push(Mention {
                        span,
                        kind: Kind::Journalist,
                        value: text.surface(span).to_owned(),
                        rule: "journalist",
                    });
                }
                start = None;
            }
            _ => {}
        }
    }
}
