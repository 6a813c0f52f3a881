//! Documents: titles in 《》, the titles that stand within them in 〈〉, and laws that are named
//! without marks. Newspapers, books, films and programmes are left out.

use std::sync::LazyLock;

mod numbers;

pub use self::numbers::numbers;
use super::{Kind, Mention};
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::mentions::scan::{Landmark, Scan};
use crate::text::{Regex, Text, after, before};

/// Name of the recogniser.
pub const RULE: &str = "mentions::documents";

/// Longest title that is believed, in bytes: beyond it a mark was left open.
const LONGEST: usize = 480;

/// Adds the documents of a text, in order; one named inside another's title follows it.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{documents, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new(
///     "会议学习了《关于印发〈某市节水办法〉的通知》，要求严格执行水污染防治法，《某市日报》作了报道。",
/// ));
/// let mut found = Vec::new();
/// documents::recognise(&text, &Scan::new(&text.folded), &mut found);
/// let titles: Vec<_> = found.iter().map(|m| m.value.as_str()).collect();
/// assert_eq!(titles, ["关于印发〈某市节水办法〉的通知", "某市节水办法", "水污染防治法"]);
/// ```
pub fn recognise(text: &Text, scan: &Scan, out: &mut Vec<Mention>) {
    let first = out.len();
    for paragraph in text.read() {
        let marked = marked(text, paragraph.span, out);
        unmarked(text, scan, paragraph.span, &marked, out);
        numbers::alone(text, paragraph.span, &marked, out);
    }
    out[first..].sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
}

fn push(text: &Text, span: Span, out: &mut Vec<Mention>) {
    out.push(Mention {
        span,
        kind: Kind::Document,
        value: text.surface(span).trim().to_owned(),
        rule: RULE,
    });
}

/// Adds titles in marks; returns the spans of all outermost marks, titles of documents or not.
fn marked(text: &Text, line: Span, out: &mut Vec<Mention>) -> Vec<Span> {
    let mut outer = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut inner: Vec<Span> = Vec::new();
    if !text.marks(line).any(|(_, c)| c == '《') {
        return outer;
    }
    for (at, c) in text.marks(line) {
        if open.first().is_some_and(|&start| at - start > LONGEST) {
            open.clear();
            inner.clear();
        }
        match c {
            '《' => open.push(at),
            '〈' | '<' if !open.is_empty() => open.push(at),
            '》' | '〉' | '>' => {
                let Some(start) = open.pop() else { continue };
                let mark = text.folded[start..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
                let title = Span::new(start + mark, at);
                if !open.is_empty() {
                    inner.push(title);
                    continue;
                }
                outer.push(Span::new(start, at + c.len_utf8()));
                if is_document(text, title) {
                    push(text, title, out);
                    for span in inner.drain(..).filter(|&s| typed(text.str(s))) {
                        push(text, span, out);
                    }
                }
                inner.clear();
            }
            _ => {}
        }
    }
    outer
}

/// What a document's title ends in, before （草案） and the like.
static TYPED: LazyLock<Regex> = LazyLock::new(|| {
    let ends = "法|法典|宪法|党章|条例|决定|决议|命令|令|办法|规定|细则|规则|准则|规范|规程|守则|制度|机制|\
        方案|规划|计划|要点|清单|预案|纲要|纲领|安排|意见|措施|政策|通知|公告|通告|通报|公报|\
        报告|白皮书|蓝皮书|请示|批复|函|复函|建议书|意见书|提示函|督办单|责任书|责任状|军令状|协议|协议书|合同|承诺书|\
        公约|备忘录|倡议|倡议书|宣言|声明|章程|目录|名录|名单|标准|指南|指引|导则|问答|手册|须知|台账|\
        实施意见|若干措施|解释|修正案|议案|提案|草案|纪要|议程|建议|说明|工作法|任务书|路线图|施工图|\
        分工|体系|框架|定额|要求|导引|书|表|协定|条约|批示|指示|讲话|通则|条款|举措|职责|事项|条";
    Regex::new(&format!(r"(?:{ends})$")).expect("a valid pattern")
});

/// A version, an edition or a date in brackets after the title proper.
static QUALIFIER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\s*[（(][^（）()]{1,30}[）)])*(?:(?:修订|修正)?草案|送审稿|讨论稿)?(?:\s*[（(][^（）()]{1,30}[）)])*\s*$")
        .expect("a valid pattern")
});

/// The title without brackets at its end: 《…办法（试行）》.
pub(crate) fn bare(title: &str) -> &str {
    let end = QUALIFIER.find(title).map_or(title.len(), |m| m.start());
    if end == 0 { title } else { title[..end].trim() }
}

fn typed(title: &str) -> bool {
    TYPED.is_match(bare(title))
}

/// Titles that name a newspaper, a book, a column.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:日报|晚报|晨报|早报|时报|都市报|[^汇通简]报|周刊|月刊|杂志|^求是|新闻联播|焦点访谈|联播|晚会|文库|文选|选集|文集|选编|选读|读本|摘编|论述摘录|著作|史|传|学习纲要|概论|教程|教材|谈治国理政|辞典|词典|全书|丛书|故事|之歌)(?:[^\p{Han}].*|第[一二三四五六七八九十]+[卷辑册])?$",
    )
    .expect("a valid pattern")
});

/// What stands before a work that is no document.
static WORK_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?:^|[^汇通申填上举])报|刊|杂志|电影|影片|短片|宣传片|教育片|警示片|专题片|纪录片|资料片|汇报片|电视剧|话剧|歌剧|舞剧|京剧|豫剧|戏曲|剧目|小品|相声|舞蹈|歌曲|合唱|歌舞|散文|小说|诗歌|图书|著作|一书|专著|教材|读本|栏目|节目|专栏|绘本|观看了?|收看了?|演唱|高唱|齐唱|唱响|上演|演出|播出|朗诵|出版|作客|做客|刊发|刊登|撰写|题为|文章|署名文章)[了的]?“?$")
        .expect("a valid pattern")
});

/// What stands after a work that is no document.
static WORK_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^”?(?:一书|杂志|报$|栏目|节目|专栏|专题片|纪录片|教育片|警示片|电视剧|剧组|等?(?:图书|书籍|剧目|歌曲|文艺)|的?(?:演出|首映|播出|文章))",
    )
    .expect("a valid pattern")
});

/// 作了题为《…》的工作报告.
pub(crate) static TITLE_OF_REPORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^的\p{Han}{0,4}报告").expect("a valid pattern"));

/// Verbs that only a document is the object of, whatever it is called.
static DOCUMENTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:审议|审查|审定|通过|传达|学习|领学|研读|重温|宣读|印发|下发|出台|签订|签署|递交|听取|通报|落实|执行|依据|依照|按照|对照|制定|签发)[^。；》]{0,40}$")
        .expect("a valid pattern")
});

fn is_document(text: &Text, title: Span) -> bool {
    let name = text.str(title).trim();
    if name.chars().count() < 2 || WORK.is_match(bare(name)) {
        return false;
    }
    // The marks may be 〈〉 or <> too, and of different lengths.
    let opens = text.folded[..title.start()].chars().next_back();
    let closes = text.folded[title.end()..].chars().next();
    let start = title.start() - opens.map_or(0, char::len_utf8);
    let end = title.end() + closes.map_or(0, char::len_utf8);
    let left = before(&text.folded, start, 12);
    let left = left.rsplit('\n').next().unwrap_or(left);
    let right = after(&text.folded, end, 8);
    if TITLE_OF_REPORT.is_match(right) {
        return true;
    }
    if WORK_BEFORE.is_match(left) || WORK_AFTER.is_match(right) {
        return false;
    }
    // 学习了《甲》《乙》: what governs the first governs the next.
    static CHAIN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:《[^《》]{1,60}》[、和及]?)+$").expect("a valid pattern"));
    let left = before(&text.folded, start, 160);
    let left = CHAIN.find(left).map_or(left, |m| &left[..m.start()]);
    typed(name) || DOCUMENTED.is_match(before(left, left.len(), 60))
}

/// Titles of statutes, as in the table of statutes: without 中华人民共和国, and what is their
/// usual abbreviation and nothing else.
pub(super) static STATUTES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut titles: Vec<&str> = include_str!("../../data/statutes.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (title, level) = (cells.next()?, cells.next()?);
            let named =
                matches!(level, "法律" | "宪法") || title.ends_with("条例") && level != "司法解释";
            let one = !title.contains([' ', '（', '(']);
            let law = title.ends_with('法') || title.ends_with("条例") || title == "民法典";
            (named && one && law && title.chars().count() > 1).then_some(title)
        })
        .chain(["宪法", "民法典"])
        .chain(Lexicon::embedded().statutes().unmarked().iter().copied())
        .collect();
    titles.sort_unstable();
    titles.dedup();
    titles
});

/// What a law's name that no table has says before 法 or 条例.
pub(super) const DEEDS: &[&str] = &[
    "保护", "防治", "促进", "管理", "保障", "救助", "处罚", "监督",
];
pub(super) const LAWS: [&str; 2] = ["法", "条例"];

/// A regulation or law coordinated with one that is known: 草原法和某草原保护条例.
static COORDINATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[和及与、](\p{Han}{2,14}?(?:保护|防治|促进|管理|保障|救助|处罚|监督)(?:法|条例))(?:[^\p{Han}]|的|等|规定|要求|$)",
    )
    .expect("a valid pattern")
});

/// A law that no table has, by its shape after a verb that governs laws.
static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:落实|执行|贯彻|依据|按照|根据|依照|遵守|学习|解读|违反)(?:了|好)?(?:新)?(?:修订|修正|实施|颁布|施行)?的?((?:中华人民共和国)?\p{Han}{2,14}?(?:保护|防治|促进|管理|保障|救助|处罚|监督)(?:法|条例))(?:[^\p{Han}]|的|和|等|及|规定|要求|有关|相关)",
    )
    .expect("a valid pattern")
});

/// A version in brackets after a law named without marks.
static DRAFT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:（[^（）]{0,8}(?:草案|稿|修订|修正)[^（）]{0,4}）|(?:修订|修正)?草案)")
        .expect("a valid pattern")
});

/// Amendments to the criminal law have numbers for names.
static AMENDMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:宪法|刑法)修正案(?:（[一二三四五六七八九十]{1,3}）)?(?:草案|（草案）)?")
        .expect("a valid pattern")
});

/// Words that make a shape a phrase and no title.
const NO_TITLE: [&str; 9] = [
    "有关",
    "相关",
    "各项",
    "一系列",
    "方法",
    "办法",
    "执法",
    "司法",
    "法律",
];

/// Adds laws named without marks, outside of what stands in marks.
fn unmarked(text: &Text, scan: &Scan, line: Span, marked: &[Span], out: &mut Vec<Mention>) {
    let first = out.len();
    for mut span in scan.longest(Landmark::Statute, line) {
        let rest = &text.folded[span.end()..line.end()];
        let next = rest.chars().next().unwrap_or('\n');
        let longer = "治律规院官庭人制定学理案师者委日庆办修".contains(next)
            && !rest.starts_with("规定")
            && !rest.starts_with("制定")
            && !DRAFT.is_match(rest);
        if longer || rest.starts_with("和法律委员会") || rest.starts_with("宣誓") {
            continue;
        }
        let draft = DRAFT.find(rest).map_or(0, |m| m.len());
        span = Span::new(span.start(), span.end() + draft);
        let state = "中华人民共和国";
        if text.folded[line.start()..span.start()].ends_with(state) {
            span = Span::new(span.start() - state.len(), span.end());
        }
        if !inside(span, marked) {
            push(text, span, out);
            let rest = &text.folded[span.end()..line.end()];
            let known = |more: Span| {
                let titles = scan.landmarks(Landmark::Statute, more);
                titles.iter().any(|title| more.contains(*title))
            };
            if rest.starts_with(['和', '及', '与', '、'])
                && let Some(more) = COORDINATED
                    .captures(after(rest, 0, 24))
                    .and_then(|c| c.get(1))
                    .map(|m| Span::new(m.start(), m.end()).shift(span.end()))
                && !known(more)
            {
                push(text, more, out);
            }
        }
    }
    let found = |kind, pattern| scan.captures(text, line, kind, pattern);
    for c in found(Landmark::Amendment, &AMENDMENT) {
        let Some(m) = c.get(0) else { continue };
        let span = Span::new(m.start(), m.end()).shift(line.start());
        if !inside(span, marked) {
            push(text, span, out);
        }
    }
    for c in found(Landmark::Law, &SHAPE) {
        let Some(m) = c.get(1) else { continue };
        let span = Span::new(m.start(), m.end()).shift(line.start());
        let known = out[first..].iter().any(|old| old.span.overlaps(span));
        if !known && !inside(span, marked) && !NO_TITLE.iter().any(|w| m.as_str().contains(w)) {
            push(text, span, out);
        }
    }
}

/// Whether a span lies in one of the sorted, disjoint `marked` ones.
fn inside(span: Span, marked: &[Span]) -> bool {
    let i = marked.partition_point(|m| m.end() <= span.start());
    marked.get(i).is_some_and(|m| m.overlaps(span))
}
