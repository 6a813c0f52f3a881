//! Persons and the posts printed with them: 市委常委、常务副市长陈志伟; 刘健局长; 陈志伟指出.

use std::sync::LazyLock;

mod appointed;
mod bodies;
mod chain;
mod introduced;
mod known;
mod titled;

pub use appointed::{Appointed, Change};
pub use chain::{Unit, title_body};
pub(super) use introduced::INTRODUCERS;

use self::bodies::Bodies;
use super::names::{self, Context};
use super::scan::{Scan, Word};
use super::{Kind, Mention};
use crate::base::{Note, Span, Spans};
use crate::text::{CharSet, Text};

/// A person's name and the posts printed with it, as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The mention; its value is the whole name, also where the text has only a surname (段书记).
    pub mention: Mention,
    /// Posts before or after the name, in order.
    pub posts: Vec<Unit>,
    /// From the first post to the end of name and title.
    pub phrase: Span,
}

/// What the recogniser finds.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Mentions of persons, by place.
    pub persons: Vec<Person>,
    /// Appointments and removals, in order.
    pub appointed: Vec<Appointed>,
    /// Surnames with a title that stay open.
    pub notes: Vec<Note>,
}

/// Verbs before which a name may open a clause without any title.
const CLAUSE_VERBS: [&str; 24] = [
    "领学", "主持", "出席", "强调", "指出", "要求", "表示", "讲话", "宣读", "通报", "传达", "汇报",
    "介绍", "会见", "调研", "率队", "带领", "率领", "认为", "发言", "致辞", "点评", "陪同", "参加",
];

/// Verbs and prepositions that may follow a name which opens a clause, if it is well known.
const OPEN_VERBS: [&str; 7] = ["作", "在", "还", "对", "到", "说", "深入"];

/// First characters of both.
static VERB_OPENERS: LazyLock<CharSet> = LazyLock::new(|| {
    let verbs = CLAUSE_VERBS.iter().chain(&OPEN_VERBS);
    verbs.filter_map(|verb| verb.chars().next()).collect()
});

/// How well what follows it says that a person's name opens a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// By itself.
    Clear,
    /// With a name that is listed, or a verb of presence behind.
    Open,
}

/// What the verb at the beginning of a string says, if one is there.
fn acts(rest: &str) -> Option<Act> {
    if CLAUSE_VERBS.iter().any(|v| rest.starts_with(v)) || names::gives_talk(rest) {
        return Some(Act::Clear);
    }
    let open = OPEN_VERBS.iter().any(|v| rest.starts_with(v));
    open.then_some(Act::Open)
}

/// Words for many that end a list of names: 及相关负责人.
const PLURALS: [&str; 7] = ["相关", "有关", "其他", "各", "全体", "部分", "随行"];

/// Verbs that close a list of names which opens a clause.
const LIST_VERBS: [&str; 12] = [
    "出席",
    "参加",
    "列席",
    "主持",
    "陪同",
    "作",
    "发言",
    "参与",
    "一同",
    "到会",
    "在主席台",
    "在主会场",
];

/// Finds persons in title and body; `agencies` are the mentions found before, `masked` the
/// spans of documents. Notes say of which surnames with a title (陈副市长) more than one person,
/// or none, can be meant.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{agencies, persons, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new("市委常委、常务副市长陈志伟主持会议，市住建局局长高峰、副局长于会参加。"));
/// let scan = Scan::new(&text.folded);
/// let agencies = agencies::recognise(&text, &scan, &[]);
/// let found = persons::recognise(&text, &scan, &agencies, &[]);
/// let names: Vec<_> = found.persons.iter().map(|p| p.mention.value.as_str()).collect();
/// assert_eq!(names, ["陈志伟", "高峰", "于会"]);
/// assert_eq!(found.persons[0].posts.len(), 2);
/// assert!(found.notes.is_empty());
/// ```
///
/// Besides, it gives the appointments and removals of which the text tells:
///
/// ```
/// # use zhengmai::{ingest::Article, mentions::{agencies, persons, scan::Scan}, text::Text};
/// use zhengmai::mentions::persons::Change;
/// let text = Text::new(&Article::new("会议决定任命高峰为市住建局局长，免去于会的市住建局局长职务。"));
/// let scan = Scan::new(&text.folded);
/// let agencies = agencies::recognise(&text, &scan, &[]);
/// let found = persons::recognise(&text, &scan, &agencies, &[]);
/// let changes: Vec<_> = found.appointed.iter().map(|c| (c.change, text.str(c.names[0]))).collect();
/// assert_eq!(changes, [(Change::Appoint, "高峰"), (Change::Remove, "于会")]);
/// ```
pub fn recognise(text: &Text, scan: &Scan, agencies: &[Mention], masked: &[Span]) -> Found {
    let finder = Finder {
        s: &text.folded,
        scan,
        agencies: Bodies::new(agencies),
        masked: masked.iter().copied().collect(),
    };
    let mut found: Vec<Person> = Vec::new();
    let mut appointed = Vec::new();
    let mut going = appointed::Going::default();
    for paragraph in text.read() {
        finder.titled(text, paragraph.span, &mut found);
        finder.introduced(text, paragraph.span, &mut found);
        finder.appointed(text, paragraph.span, &mut going, &mut found, &mut appointed);
        finder.clauses(text, paragraph.span, &mut found);
        finder.before_titles(text, paragraph.span, &mut found);
    }
    let notes = finder.known(text, &mut found);
    Found {
        persons: settle(found),
        appointed,
        notes,
    }
}

struct Finder<'t> {
    s: &'t str,
    scan: &'t Scan,
    agencies: Bodies,
    masked: Spans,
}

impl Finder<'_> {
    fn is_masked(&self, span: Span) -> bool {
        self.masked.overlap(span)
    }

    fn person(&self, text: &Text, span: Span, posts: Vec<Unit>, rule: &'static str) -> Person {
        let phrase = posts.iter().fold(span, |all, unit| all.to(unit.span));
        // 王  伟: spaces that fill the room of three characters are no part of a name.
        let value: String = text
            .surface(span)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        Person {
            mention: Mention {
                span,
                kind: Kind::Person,
                value,
                rule,
            },
            posts,
            phrase,
        }
    }

    /// Whether what stands here is a body's name: 宣传部, 党委.
    fn names_body(&self, at: usize) -> bool {
        self.scan.starting(at).any(|h| {
            matches!(h.word, Word::Body(_) | Word::Bare(_) | Word::Department(_))
                && h.span.len() >= 6
        }) || self
            .agencies
            .starting(at)
            .any(|a| a.len() >= 6 && self.s[a.range()] != *"解放军")
    }

    /// Names that go on a list: 、李四、王五和赵六.
    fn list(&self, text: &Text, mut at: usize, line: Span, posts: &[Unit], out: &mut Vec<Person>) {
        loop {
            at = self.after_remark(at, line);
            let rest = &self.s[at..line.end()];
            let Some(separator) = ["、", "和", "及", "与", " "]
                .into_iter()
                .find(|w| rest.starts_with(w))
            else {
                return;
            };
            let next = at + separator.len();
            if self.agencies.starting(next).any(|a| a.len() >= 6)
                || self
                    .scan
                    .starting(next)
                    .any(|h| matches!(h.word, Word::Title(_)))
            {
                return;
            }
            let of_body = posts.first().is_some_and(|u| {
                u.agency.is_some() || u.place.is_some() || self.implies_body(u.title)
            });
            let parsed = names::spaced(self.s, next)
                .filter(|n| !self.opens_title(n.end))
                .or_else(|| names::parse(self.s, next, Context::Title))
                .or_else(|| {
                    // 旗领导甲、乙、巴图参加会议: nor is one at the end of a list of leaders.
                    let closes = |n: &names::Parsed| {
                        of_body
                            || posts.is_empty()
                                && (n.follow == 2
                                    || n.end - next == 9 && self.s[n.end..].starts_with('、'))
                    };
                    (separator == "、")
                        .then(|| names::unlisted(self.s, next))
                        .flatten()
                        .filter(closes)
                });
            let Some(parsed) = parsed else {
                return;
            };
            let body = ["党委", "纪委", "党组", "工委"]
                .iter()
                .any(|w| self.s[next..parsed.end].ends_with(w));
            if separator == " " && parsed.follow < 2
                || body
                || PLURALS.iter().any(|w| self.s[next..].starts_with(w))
                || self.is_masked(Span::new(next, parsed.end))
                || self.names_place(Span::new(next, parsed.end))
            {
                return;
            }
            out.push(self.person(
                text,
                Span::new(next, parsed.end),
                posts.to_vec(),
                "person-listed",
            ));
            at = parsed.end;
        }
    }

    /// 郭某某在分会场参加会议: a whole name, a place, a verb of presence.
    fn attends_at(&self, name: Span, rest: &str) -> bool {
        let Some(place) = rest.strip_prefix('在') else {
            return false;
        };
        let near = crate::text::after(place, 0, 20);
        let clause = near.split(['，', '。', '、']).next().unwrap_or(near);
        let surface = &self.s[name.range()];
        surface.chars().count() == 3
            && !names::is_phrase(surface)
            && !surface.ends_with(['市', '县', '区', '州', '旗', '镇', '乡', '村'])
            && ["参加", "出席", "收听", "收看"]
                .iter()
                .any(|v| clause.contains(v))
    }

    /// Passes over what a list says of a name: 马永军（回族）、, 赵敏（女，回族）、.
    fn after_remark(&self, at: usize, line: Span) -> usize {
        let Some(inner) = self.s[at..line.end()].strip_prefix('（') else {
            return at;
        };
        match inner.find('）').filter(|&i| i <= 36) {
            Some(i) if !inner[..i].contains(['。', '；']) => {
                at + '（'.len_utf8() + i + '）'.len_utf8()
            }
            _ => at,
        }
    }

    /// 佟某、宝力镇副镇长…, 佟某、孙副镇长: no name of the list stands before the title.
    fn names_place(&self, name: Span) -> bool {
        self.s[name.range()].ends_with([
            '副', '镇', '乡', '县', '区', '市', '州', '旗', '村', '局', '办',
        ]) && self
            .scan
            .starting(name.end())
            .any(|h| matches!(h.word, Word::Title(_)))
    }

    /// The first name of a list of at least two that opens a clause before a verb: 何立峰、刘国中参加会议.
    fn opens_list(&self, at: usize, line: Span) -> Option<names::Parsed> {
        let first = names::parse(self.s, at, Context::Title)?;
        // 李书记、王局长 are no names.
        let titled = |end: usize| {
            self.scan
                .ending(end)
                .any(|h| matches!(h.word, Word::Title(_)) && h.span.start() >= at)
        };
        if titled(first.end) {
            return None;
        }
        let mut end = first.end;
        let mut count = 1;
        while let Some(next) = self.s[end..line.end()]
            .strip_prefix('、')
            .map(|_| end + '、'.len_utf8())
        {
            end = names::parse(self.s, next, Context::Title)?.end;
            count += 1;
        }
        let rest = &self.s[end..line.end()];
        let rest = match rest.strip_prefix('等') {
            // 等6位委员, 等州领导
            Some(more) => {
                let clause = more.split(['，', '。', '；', '、']).next().unwrap_or(more);
                let verb = LIST_VERBS.iter().filter_map(|v| clause.find(v)).min();
                &more[verb.filter(|&i| i <= 36).unwrap_or(0)..]
            }
            None => rest,
        };
        let rest = rest.trim_start_matches("分别");
        let verb = LIST_VERBS.iter().any(|v| rest.starts_with(v));
        (count >= 2 && verb).then_some(first)
    }

    /// Whether a list of names, and whether a name before a verb, can open a clause here: what
    /// would have to stand behind them does.
    fn may_open(&self, at: usize) -> (bool, bool) {
        let (mut list, mut name) = (false, false);
        if !names::may_open(&self.s[at..], Context::Title) {
            return (list, name);
        }
        for (count, (end, next)) in (2..).zip(names::ends(self.s, at)) {
            let verb = next.is_some_and(|c| VERB_OPENERS.contains(c));
            let fits = || names::may_have(count, &self.s[at..end]);
            list = next == Some('、') && fits();
            name |= verb && acts(&self.s[end..]).is_some() && fits();
        }
        (list, name)
    }

    /// Names that open a clause before a verb of speech or presence: 陈志伟指出.
    fn clauses(&self, text: &Text, line: Span, out: &mut Vec<Person>) {
        let marks = text.marks(line).filter_map(|(at, c)| {
            matches!(
                c,
                '，' | '。' | '；' | '：' | '！' | '？' | ' ' | '）' | '”' | '、'
            )
            .then_some(at + c.len_utf8())
        });
        for at in std::iter::once(line.start()).chain(marks) {
            let (may_list, may_name) = self.may_open(at);
            if !(may_list || may_name)
                || self.names_body(at)
                || self
                    .scan
                    .starting(at)
                    .any(|h| matches!(h.word, Word::Title(_)))
            {
                continue;
            }
            let list = may_list.then(|| self.opens_list(at, line)).flatten();
            if let Some(first) = list {
                let name = Span::new(at, first.end);
                if !self.is_masked(name) && !self.agencies.overlap(name) {
                    out.push(self.person(text, name, Vec::new(), "person-clause"));
                    self.list(text, first.end, line, &[], out);
                }
                continue;
            }
            if !may_name {
                continue;
            }
            let Some(parsed) = names::parse(self.s, at, Context::Clause) else {
                continue;
            };
            let name = Span::new(at, parsed.end);
            let rest = &self.s[parsed.end..line.end()];
            let verb = match acts(rest) {
                Some(Act::Clear) => true,
                Some(Act::Open) => {
                    names::is_listed_name(&self.s[name.range()]) || self.attends_at(name, rest)
                }
                None => false,
            };
            let holds_title = self
                .scan
                .ending(parsed.end)
                .any(|h| matches!(h.word, Word::Title(_)) && h.span.start() >= at);
            if !verb
                || holds_title
                || parsed.follow < 2
                || self.is_masked(name)
                || self.agencies.overlap(name)
            {
                continue;
            }
            out.push(self.person(text, name, Vec::new(), "person-clause"));
        }
    }
}

/// One mention a place: the one with posts wins, then the longer, then the earlier rule.
fn settle(mut found: Vec<Person>) -> Vec<Person> {
    found.sort_by_key(|p| {
        (
            p.mention.span.start(),
            std::cmp::Reverse(p.posts.len()),
            std::cmp::Reverse(p.mention.span.end()),
        )
    });
    let mut out: Vec<Person> = Vec::new();
    for person in found {
        match out.last() {
            Some(last) if last.mention.span.overlaps(person.mention.span) => {}
            _ => out.push(person),
        }
    }
    out
}
