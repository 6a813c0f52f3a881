//! Chains of posts before a name: 市委常委、常务副市长; 市工商局党组书记、局长.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Finder;
use crate::base::Span;
use crate::lexicon::{Lexicon, TitleBody};
use crate::mentions::scan::Word;
use crate::text::CharSet;

/// One post as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The agency that stands at its front, where one does.
    pub agency: Option<Span>,
    /// The place or level word in front of a title that implies its body (阳新县 + 县长, 市 + 总河湖长).
    pub place: Option<Span>,
    /// The bare title.
    pub title: Span,
    /// All of it.
    pub span: Span,
}

static TITLES: LazyLock<FxHashMap<&'static str, TitleBody>> = LazyLock::new(|| {
    Lexicon::embedded()
        .titles()
        .iter()
        .map(|t| (t.surface, t.body))
        .collect()
});

/// The body that a title implies by itself.
///
/// ```
/// use zhengmai::{lexicon::TitleBody, mentions::persons::title_body};
/// assert_eq!(title_body("副市长"), TitleBody::Government);
/// assert_eq!(title_body("局长"), TitleBody::None);
/// ```
pub fn title_body(title: &str) -> TitleBody {
    TITLES.get(title).copied().unwrap_or(TitleBody::None)
}

/// What may stand in front of a title of the lexicon and belongs to it.
const PREFIXES: [&str; 25] = [
    "常务副",
    "常务",
    "副",
    "代理",
    "代",
    "党组",
    "党委",
    "党总支",
    "党支部",
    "总支",
    "第一",
    "第二",
    "执行",
    "专职副",
    "专职",
    "兼职",
    "名誉",
    "首席",
    "高级",
    "助理",
    "一级",
    "二级",
    "三级",
    "四级",
    "总",
];

/// The prefix that ends a string.
fn prefix(before: &str) -> Option<&'static str> {
    static LAST: LazyLock<CharSet> = LazyLock::new(|| {
        let last = PREFIXES.iter().filter_map(|p| p.chars().next_back());
        last.collect()
    });
    let last = before.chars().next_back()?;
    let mut found = PREFIXES.into_iter().filter(|p| before.ends_with(p));
    LAST.contains(last).then(|| found.next()).flatten()
}

/// What says when somebody holds a post, or with which rank, between the agency and the title.
const PAST: [&str; 15] = [
    "原", "前任", "时任", "前", "新任", "现任", "首任", "大校", "上校", "中校", "少校", "少将",
    "中将", "大尉", "上尉",
];

impl Finder<'_> {
    /// The posts that stand in a row before byte `end`, in printed order.
    pub(super) fn chain(&self, end: usize, line: Span) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut at = end;
        while let Some(unit) = self.unit(self.before_bracket(at, line), line) {
            at = unit.span.start();
            let bare = unit.agency.is_none();
            units.push(unit);
            // 贵安新区党工委 + 书记: an agency that was not read, up to the 、 before it.
            if bare && title_body(&self.s[unit.title.range()]) == TitleBody::None {
                let before = &self.s[line.start()..at];
                let word: usize = before
                    .chars()
                    .rev()
                    .take_while(|&c| ('\u{4e00}'..='\u{9fff}').contains(&c))
                    .take(18)
                    .map(char::len_utf8)
                    .sum();
                if word > 0 && before[..before.len() - word].ends_with('、') {
                    at -= word;
                }
            }
            match self.s[line.start()..at].chars().next_back() {
                Some('、') => at -= '、'.len_utf8(),
                Some('，') if self.title_stands_alone(at - '，'.len_utf8(), line) => {
                    at -= '，'.len_utf8();
                }
                Some('兼') => at -= '兼'.len_utf8(),
                // 市委常委 + 人武部部长: nothing stands between them.
                _ if self.title_runs_on(at, line) => {}
                _ => break,
            }
        }
        units.reverse();
        units
    }

    /// 州委常委、政法委书记，联席会议召集人某某: a post without a name before the comma belongs
    /// to the name behind it.
    fn title_stands_alone(&self, end: usize, line: Span) -> bool {
        let (mut start, mut known) = (end, false);
        while let Some(unit) = self.unit(self.before_bracket(start, line), line) {
            known |= unit.agency.is_some() || self.implies_body(unit.title);
            start = unit.span.start();
            match self.s[line.start()..start].strip_suffix('、') {
                Some(before) => start = line.start() + before.len(),
                None => break,
            }
        }
        let before = self.s[line.start()..start].chars().next_back();
        known && before.is_none_or(|c| "。，；：！？ ）".contains(c))
    }

    /// Whether a membership printed with its agency ends at `at`, where the next post begins: 市委常委人武部
    /// 部长, 市政府党组成员副市长.
    fn title_runs_on(&self, at: usize, line: Span) -> bool {
        [
            "常委",
            "委员",
            "党组成员",
            "党委副书记",
            "党组副书记",
            "党组书记",
        ]
        .iter()
        .any(|w| self.s[line.start()..at].ends_with(w))
            && self.unit(at, line).is_some_and(|u| u.agency.is_some())
    }

    /// Passes over a bracket: 副县长（上海援疆）.
    fn before_bracket(&self, at: usize, line: Span) -> usize {
        let before = &self.s[line.start()..at];
        let inner = before
            .strip_suffix('）')
            .and_then(|b| b.rfind('（').filter(|i| b.len() - i <= 36));
        inner.map_or(at, |i| line.start() + i)
    }

    /// The post that ends at `end`: the longest title with an agency before it, else the longest title.
    pub(super) fn unit(&self, end: usize, line: Span) -> Option<Unit> {
        let mut starts: Vec<usize> = Vec::new();
        for hit in self
            .scan
            .ending(end)
            .filter(|h| matches!(h.word, Word::Title(_)))
        {
            starts.push(hit.span.start());
            let mut at = hit.span.start();
            while let Some(prefix) = prefix(&self.s[line.start()..at]) {
                at -= prefix.len();
                starts.push(at);
            }
        }
        starts.sort_unstable();
        starts.dedup();
        let longest = *starts.first()?;
        for &start in &starts {
            // 市委原副书记, 市发改委时任主任.
            let before = &self.s[line.start()..start];
            let past = PAST.iter().find(|w| before.ends_with(**w));
            // 市自然资源和规划局（市林业局）局长: of the one before the bracket, too.
            let bracket = Some(self.before_bracket(start, line)).filter(|&at| at < start);
            let ends = [bracket, Some(start), past.map(|w| start - w.len())];
            if let Some(agency) = ends
                .into_iter()
                .flatten()
                .find_map(|end| self.agencies.ending(end).rev().find(|a| line.contains(*a)))
            {
                return Some(Unit {
                    agency: Some(agency),
                    place: None,
                    title: Span::new(start, end),
                    span: Span::new(agency.start(), end),
                });
            }
        }
        // 市委组织部长: agency and title share a character.
        for &start in &starts {
            let next = start + self.s[start..].chars().next().map_or(1, char::len_utf8);
            if let Some(agency) = self.agencies.ending(next).find(|a| a.start() < start) {
                return Some(Unit {
                    agency: Some(agency),
                    place: None,
                    title: Span::new(start, end),
                    span: Span::new(agency.start(), end),
                });
            }
        }
        let title = Span::new(longest, end);
        let place = self.place_before(longest, line);
        Some(Unit {
            agency: None,
            place,
            title,
            span: place.map_or(title, |p| p.to(title)),
        })
    }

    /// The place or level word that ends where a title begins.
    fn place_before(&self, at: usize, line: Span) -> Option<Span> {
        let mut place = self
            .scan
            .ending(at)
            .find(|h| matches!(h.word, Word::Division | Word::Short) && line.contains(h.span))
            .map(|h| h.span);
        while let Some(before) = place.and_then(|p| {
            self.scan
                .ending(p.start())
                .find(|h| h.word == Word::Division && line.contains(h.span))
                .map(|h| h.span)
        }) {
            place = place.map(|p| p.to(before));
        }
        place.or_else(|| {
            let before = &self.s[line.start()..at];
            [
                "县级",
                "市级",
                "省级",
                "州级",
                "区级",
                "镇级",
                "自治区",
                "省",
                "市",
                "县",
                "区",
                "州",
                "盟",
                "旗",
                "镇",
                "乡",
            ]
            .iter()
            .find(|l| before.ends_with(**l))
            .map(|l| Span::new(at - l.len(), at))
        })
    }

    /// Whether a title implies its body by itself (市长), so that it needs no agency.
    pub(super) fn implies_body(&self, title: Span) -> bool {
        title_body(&self.s[title.range()]) != TitleBody::None
    }
}
