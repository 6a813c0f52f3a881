//! Appointments and removals: 任命某某为局长, 免去某某的职务, 接受某某辞去, 某某当选主席. They
//! give persons, their posts, and a change of who holds what.

use std::sync::LazyLock;

use super::{Finder, Person, Unit};
use crate::base::Span;
use crate::mentions::names;
use crate::text::{Gate, Regex, Text};

/// What becomes of somebody in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// 任命, 聘任, 同志任.
    Appoint,
    /// 选举, 补选, 当选.
    Elect,
    /// 提名…为候选人, 推荐.
    Nominate,
    /// 免去, 不再担任.
    Remove,
    /// 辞去.
    Resign,
    /// 撤销, 罢免.
    Dismiss,
}

/// A change that the text reports: whom it concerns, and which posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointed {
    /// What becomes of them.
    pub change: Change,
    /// The bare names.
    pub names: Vec<Span>,
    /// The posts, in printed order.
    pub posts: Vec<Unit>,
    /// From the first name to the last title.
    pub span: Span,
}

/// Words without which no line gives or takes a post.
const TRIGGERS: &str = "任命|免去|辞去|辞职|当选|选举|选出|推选|补选|增补|罢免|撤销|聘任|提名|不再担任|不再兼任|接受|同志任|授予|追授";

static TRIGGER: LazyLock<Regex> = LazyLock::new(|| Regex::new(TRIGGERS).expect("a valid pattern"));
static GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(TRIGGERS.split('|')));

/// Verbs that say what becomes of those named behind them.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?P<appoint>任命|聘任)|(?P<elect>选举|选出|推选|补选|增补)|(?P<nominate>提名|推荐)",
        "|(?P<remove>免去)|(?P<dismiss>撤销|罢免)|(?P<resign>接受|同意|批准)|(?P<other>追授|授予)",
    ))
    .expect("a valid pattern")
});

/// What stands between the names and the posts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// 为: to a post.
    To,
    /// 的…职务: from a post.
    Of,
    /// 辞去, 当选, 任, 不再担任: it says by itself what becomes of them.
    Own(Change),
    /// 等3人: no post follows.
    Open,
}

/// Links that say by themselves what becomes of those named before them, the longer first.
const OWN: [(&str, Change); 17] = [
    ("请求辞去", Change::Resign),
    ("提出辞去", Change::Resign),
    ("因工作变动辞去", Change::Resign),
    ("因工作调动辞去", Change::Resign),
    ("因工作需要辞去", Change::Resign),
    ("辞去", Change::Resign),
    ("辞职", Change::Resign),
    ("全票当选为", Change::Elect),
    ("全票当选", Change::Elect),
    ("高票当选为", Change::Elect),
    ("高票当选", Change::Elect),
    ("当选为", Change::Elect),
    ("当选", Change::Elect),
    ("不再担任", Change::Remove),
    ("不再兼任", Change::Remove),
    ("不再任", Change::Remove),
    ("任", Change::Appoint),
];

/// A run of names with what links it to posts.
struct Run {
    names: Vec<Span>,
    link: Link,
    /// Where the posts begin.
    posts_at: usize,
}

/// What goes on from one clause, sentence or line to the next.
#[derive(Default)]
pub(super) struct Going {
    change: Option<Change>,
    /// Those named last, whom 其 stands for.
    last: Vec<Span>,
}

impl Finder<'_> {
    /// Names and posts that a line gives or takes. A line that closes with 任命： governs the
    /// lines of its list.
    pub(super) fn appointed(
        &self,
        text: &Text,
        line: Span,
        going: &mut Going,
        persons: &mut Vec<Person>,
        out: &mut Vec<Appointed>,
    ) {
        let s = text.str(line);
        let told = text.searched(line, &GATE, &TRIGGER);
        if going.change.is_none() && (told.is_empty() || !TRIGGER.is_match(told)) {
            return;
        }
        let mut listed = false;
        for sentence in text.sentences_in(line) {
            let known = going.change.is_some() || TRIGGER.is_match(text.str(*sentence));
            if known {
                listed |= self.changes(text, *sentence, line, going, persons, out);
            }
        }
        if !(s.ends_with('：') && going.change.is_some()
            || listed && s.ends_with(['；', '，', '、']))
        {
            let again = listed && !TRIGGER.is_match(s);
            going.change = going.change.filter(|_| again);
        }
    }

    /// The changes of one sentence; whether there was one.
    fn changes(
        &self,
        text: &Text,
        sentence: Span,
        line: Span,
        going: &mut Going,
        persons: &mut Vec<Person>,
        out: &mut Vec<Appointed>,
    ) -> bool {
        let s = text.str(sentence);
        let mut found = false;
        let mut from = sentence.start();
        let verbs: Vec<(Span, Option<Change>)> = VERB
            .captures_iter(s)
            .filter_map(|c| {
                let whole = c.get(0)?;
                let change = [
                    ("appoint", Change::Appoint),
                    ("elect", Change::Elect),
                    ("nominate", Change::Nominate),
                    ("remove", Change::Remove),
                    ("dismiss", Change::Dismiss),
                    ("resign", Change::Resign),
                ];
                let change = change.into_iter().find(|(name, _)| c.name(name).is_some());
                let span = Span::new(whole.start(), whole.end()).shift(sentence.start());
                Some((span, change.map(|(_, change)| change)))
            })
            .collect();
        let mut starts: Vec<usize> = verbs.iter().map(|(span, _)| span.end()).collect();
        starts.push(sentence.start());
        starts.extend(
            s.match_indices(['：', '、', '，', '；', ' '])
                .map(|(i, c)| sentence.start() + i + c.len()),
        );
        starts.sort_unstable();
        starts.dedup();
        for start in starts {
            if start < from {
                continue;
            }
            let verb = verbs.iter().rfind(|(span, _)| span.end() <= start);
            let direct = verb.is_some_and(|(span, _)| {
                text.str(Span::new(span.end(), start))
                    .trim_start_matches('：')
                    .is_empty()
            });
            if let Some((_, change)) = verb {
                going.change = *change;
            }
            let Some(run) = self.run(start, sentence, direct, &going.last) else {
                continue;
            };
            if verb.is_none() && going.change.is_none() && !matches!(run.link, Link::Own(_)) {
                continue;
            }
            let leaves = [Change::Remove, Change::Dismiss, Change::Resign].map(Some);
            if run.link == Link::Of && !leaves.contains(&going.change) {
                continue;
            }
            let Some((posts, end)) = self.posts_given(run.posts_at, line, run.link) else {
                continue;
            };
            // 张三任… is a change only where nothing but a post follows, and so with all words
            // that no verb of appointment governs.
            let resigns = run.link == Link::Own(Change::Resign);
            if posts.is_empty() && (!direct && !resigns && run.link != Link::Open) {
                continue;
            }
            let unread = |&name: &Span| self.is_masked(name) || self.names_body(name.start());
            if run.names.iter().any(unread) {
                continue;
            }
            from = end.max(run.posts_at);
            let change = match (run.link, going.change) {
                (Link::Own(change), _) => Some(change),
                (Link::Of, change @ Some(Change::Remove | Change::Dismiss)) => change,
                (Link::Of, Some(Change::Resign)) => None,
                (Link::To, change @ Some(Change::Appoint | Change::Elect | Change::Nominate)) => {
                    change
                }
                _ => None,
            };
            let candidate = posts
                .last()
                .is_some_and(|unit| self.s[unit.span.end()..line.end()].starts_with("候选人"));
            let change = match candidate {
                true => change.and(Some(Change::Nominate)),
                false => change,
            };
            // Whoever is nominated holds no post as yet.
            let held = match change {
                Some(Change::Nominate) => Vec::new(),
                _ => posts.clone(),
            };
            for &name in &run.names {
                persons.push(self.person(text, name, held.clone(), "person-appointed"));
            }
            going.last.clone_from(&run.names);
            if let (Some(change), Some(last)) = (change, posts.last()) {
                found = true;
                out.push(Appointed {
                    change,
                    span: run.names[0].to(last.span),
                    names: run.names,
                    posts,
                });
            }
        }
        found
    }

    /// The names that begin here, up to what links them to posts; 其 stands for those before.
    fn run(&self, start: usize, sentence: Span, direct: bool, last: &[Span]) -> Option<Run> {
        let rest = &self.s[start..sentence.end()];
        let colon = rest.len() - rest.trim_start_matches(['：', ' ']).len();
        let at = start + colon;
        if let Some(own) = rest[colon..].strip_prefix('其')
            && direct
            && !last.is_empty()
        {
            let taken = ["担任的", "兼任的", "所任", "的"];
            let word = taken.into_iter().find(|w| own.starts_with(w));
            return Some(Run {
                names: last.to_vec(),
                link: Link::Of,
                posts_at: at + '其'.len_utf8() + word.map_or(0, str::len),
            });
        }
        let mut names = Vec::new();
        let (link, posts_at) = self.names_run(at, sentence, direct, 0, &mut names)?;
        names.reverse();
        Some(Run {
            names,
            link,
            posts_at,
        })
    }

    /// Names from `at` on, pushed last first once the run closes.
    fn names_run(
        &self,
        at: usize,
        sentence: Span,
        direct: bool,
        depth: usize,
        names: &mut Vec<Span>,
    ) -> Option<(Link, usize)> {
        let whole = &self.s[at..sentence.end()];
        for name in names::candidates(whole) {
            let mut end = at + name.len();
            for remark in 0..2 {
                let rest = &self.s[end..sentence.end()];
                if remark == 0
                    && let Some(rest) = rest.strip_prefix('（')
                {
                    let close = rest.find('）').filter(|&i| i <= 36);
                    end += close.map_or(0, |i| '（'.len_utf8() + i + '）'.len_utf8());
                } else if rest.starts_with("同志") {
                    end += "同志".len();
                }
            }
            let comrade = self.s[..end].ends_with("同志");
            let rest = &self.s[end..sentence.end()];
            let more = ["、", "和", "及", "与"]
                .into_iter()
                .find(|w| rest.starts_with(w));
            if let Some(more) = more
                && depth < 40
                && !names::is_common(name)
                && let Some(closed) =
                    self.names_run(end + more.len(), sentence, direct, depth + 1, names)
            {
                names.push(Span::new(at, at + name.len()));
                return Some(closed);
            }
            let Some((link, length)) = link(rest, comrade) else {
                continue;
            };
            // 高兴 is a name only where nothing else can stand.
            let resigns = link == Link::Own(Change::Resign);
            if names::is_common(name) && !resigns && !(direct && depth == 0) {
                continue;
            }
            names.push(Span::new(at, at + name.len()));
            return Some((link, end + length));
        }
        None
    }

    /// The posts that begin here, and where they end.
    fn posts_given(&self, at: usize, line: Span, link: Link) -> Option<(Vec<Unit>, usize)> {
        let rest = &self.s[at..line.end()];
        let closed = |c: char| matches!(c, '，' | '。' | '；' | '（' | '！' | '：' | '“' | '《');
        let clause = &rest[..rest.find(closed).unwrap_or(rest.len())];
        let stop = ["职务", "一职", "的请求", "候选人", "代表资格"]
            .iter()
            .filter_map(|w| clause.find(w))
            .min();
        match link {
            Link::Open => return Some((Vec::new(), at)),
            Link::Of if stop.is_none() => return None,
            _ => {}
        }
        let end = at + stop.unwrap_or(clause.len());
        let mut posts = self.chain(end, line);
        if posts.is_empty() {
            // 为某局局长、某某为…: up to the first title that closes.
            let first = clause.find('、').map(|i| at + i);
            posts = first.map_or(Vec::new(), |first| self.chain(first, line));
        }
        posts.retain(|unit| unit.span.start() >= at);
        if let Some(first) = posts.first_mut() {
            // 中级人民法院立案庭 + 庭长: all that stands before the title is of the post.
            let gap = first.span.start() > at && first.agency.is_none();
            let open = ["原", "新", "第"].iter().any(|w| rest.starts_with(w));
            if gap && !open {
                let before = &self.s[at..first.span.start()];
                let cut = before.rfind('、').map_or(0, |i| i + '、'.len_utf8());
                first.span = Span::new(at + cut, first.span.end());
            }
            if gap && link == Link::Own(Change::Appoint) {
                posts.clear();
            }
        }
        let end = posts.last().map_or(at, |unit| unit.span.end());
        Some((posts, end))
    }
}

/// What links names to posts at the front of a string, and its length.
fn link(rest: &str, comrade: bool) -> Option<(Link, usize)> {
    for (word, change) in OWN {
        if rest.starts_with(word) && (word != "任" || comrade) {
            return Some((Link::Own(change), word.len()));
        }
    }
    // 两位同志为: counted before the post.
    let counted = [
        "两", "三", "四", "五", "六", "七", "八", "九", "十", "2", "3", "4", "5", "6",
    ]
    .iter()
    .find_map(|n| {
        let rest_of = rest.strip_prefix(n)?;
        let word = ["位同志为", "名同志为", "人为", "位为"]
            .iter()
            .find(|w| rest_of.starts_with(**w))?;
        Some(n.len() + word.len())
    });
    if let Some(length) = counted {
        return Some((Link::To, length));
    }
    for (word, link) in [
        ("为", Link::To),
        ("兼任的", Link::Of),
        ("担任的", Link::Of),
        ("的", Link::Of),
    ] {
        if rest.starts_with(word) {
            return Some((link, word.len()));
        }
    }
    // 免去某某同志市司法局局长职务: no 的 stands before the post.
    if comrade && !rest.starts_with(['等', '在', '所', '、', '，']) {
        return Some((Link::Of, 0));
    }
    let many = rest.strip_prefix('等')?;
    let digits = many.bytes().take_while(u8::is_ascii_digit).count();
    let counted = digits > 0
        && ["名", "人", "位"]
            .iter()
            .any(|w| many[digits..].starts_with(w));
    if !counted {
        return None;
    }
    let length = '等'.len_utf8() + digits + '名'.len_utf8();
    // 等5人为…: the post follows.
    match rest[length..].starts_with('为') {
        true => Some((Link::To, length + '为'.len_utf8())),
        false => Some((Link::Open, length)),
    }
}
