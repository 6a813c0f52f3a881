//! Agencies: 安阳市委, 市住建局, 国务院办公厅, 益和热力, and lists taken apart
//! (市发改、工信、环保等单位).
//!
//! A name is a head (a place, a level word such as 市, a national body) and a core (a body
//! or department of the lexicons, or any words that end like an organisation), followed by
//! bodies within it (公安局 + 交警支队).

mod begins;
mod companies;
mod generic;
pub(super) mod groups;
pub(super) mod headless;
pub(super) mod heads;
pub mod home;
mod list;
mod nobody;
mod party;
pub mod regiments;
pub(super) mod shared;
pub(super) mod stations;
pub(super) mod villages;

use std::sync::LazyLock;

use super::scan::{Landmark, Scan, Word};
use super::{Kind, Mention};
use crate::base::{Span, Spans};
use crate::text::{Gate, Text};

/// Words for a level of jurisdiction, longest first.
pub const LEVELS: [&str; 29] = [
    "综合保税区",
    "自贸试验区",
    "示范区",
    "度假区",
    "试验区",
    "实验区",
    "合作区",
    "综保区",
    "自贸区",
    "新区",
    "特区",
    "自治区",
    "自治州",
    "自治县",
    "开发区",
    "高新区",
    "经开区",
    "管理区",
    "园区",
    "地区",
    "街道",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "镇",
];
/// 乡 is apart because it opens many common words (乡村).
const TOWNSHIP: &str = "乡";

/// Finds the agencies of title and body; `masked` are spans (documents) that are not read.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::{agencies, scan::Scan}, text::Text};
/// let text = Text::new(&Article::new("市发改、工信、环保等单位和安阳市委办公室负责人参加会议。"));
/// let found = agencies::recognise(&text, &Scan::new(&text.folded), &[]);
/// let found: Vec<_> = found.iter().map(|m| m.value.as_str()).collect();
/// assert_eq!(found, ["市发改", "工信", "环保", "安阳市委办公室"]);
/// ```
pub fn recognise(text: &Text, scan: &Scan, masked: &[Span]) -> Vec<Mention> {
    let reader = Reader {
        s: &text.folded,
        scan,
    };
    let masked: Spans = masked.iter().copied().collect();
    let mut out: Vec<Mention> = Vec::new();
    for paragraph in text.read() {
        let mut at = paragraph.span.start();
        while let Some((start, begins)) = reader.opening(at, paragraph.span) {
            if let Some(end) = masked.end_of(start) {
                at = end.min(paragraph.span.end());
                continue;
            }
            let found = reader.longest_agency(start, paragraph.span, begins);
            let found = found.filter(|(span, _)| {
                !reader.names_nobody(*span) && !reader.is_dateline(*span, paragraph.span)
            });
            let Some((span, rule)) = found else {
                at = start + reader.s[start..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            reader.sharers(text, span, paragraph.span, &mut out);
            out.push(mention(text, span, rule));
            at = span.end();
            while let Some((item, rule)) = reader.list_item(at, paragraph.span) {
                out.push(mention(text, item, rule));
                at = item.end();
            }
        }
    }
    reader.many(text, &masked, &mut out);
    reader.companies(text, &masked, &mut out);
    static JOINT: LazyLock<Gate> = LazyLock::new(|| Gate::new(["联席会议"]));
    if text.may_hold(text.whole(), &JOINT) {
        reader.joint(text, &masked, &mut out);
    }
    groups::numbered(text, &mut out);
    groups::of_institution(text, scan, &mut out);
    if scan.has(Landmark::Township) {
        reader.stations(text, &masked, &mut out);
    }
    shared::committees(text, &mut out);
    shared::shortened(text, &mut out);
    regiments::add(text, &masked, &mut out);
    home::add(text, scan, &masked, &mut out);
    out.sort();
    out
}

fn mention(text: &Text, span: Span, rule: &'static str) -> Mention {
    Mention {
        span,
        kind: Kind::Agency,
        value: text.surface(span).to_owned(),
        rule,
    }
}

/// The head of an agency's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// No head: the name stands alone.
    None,
    /// A level word: 市.
    Level,
    /// A place: 安阳市, 临平.
    Place,
    /// A national body, which is an agency by itself.
    National,
}

struct Reader<'t> {
    s: &'t str,
    scan: &'t Scan,
}

impl Reader<'_> {
    /// The longest agency that starts at `at`.
    fn agency(&self, at: usize, line: Span) -> Option<(Span, &'static str)> {
        let begins = self.begins(at);
        if self.opens_nothing(at, begins) {
            debug_assert!(
                self.longest_agency(at, line, begins).is_none(),
                "{}",
                &self.s[at..]
            );
            return None;
        }
        self.longest_agency(at, line, begins)
    }

    fn longest_agency(&self, at: usize, line: Span, begins: u8) -> Option<(Span, &'static str)> {
        let mut best: Option<(Span, &'static str)> = None;
        let mut offer = |found: Option<(usize, &'static str)>| {
            if let Some((end, rule)) = found
                && end <= line.end()
                && best.is_none_or(|(b, _)| end > b.end())
            {
                best = Some((Span::new(at, end), rule));
            }
        };
        if let Some(end) = self.longest(at, |w| matches!(w, Word::National(_)))
            && self.stands_national(at, end)
        {
            offer(Some((self.within(end, Head::National), "agency-national")));
        }
        offer(self.party(at).map(|e| (e, "agency-party")));
        offer(self.village(at, begins).map(|e| (e, "agency-village")));
        offer(self.prefixed(at).map(|e| (e, "agency-prefixed")));
        offer(self.homonym(at, begins).map(|e| (e, "agency-place")));
        let places = self.heads_of_places(at);
        let zone = self.zone(at, places.first().copied(), begins);
        let corps = self.corps(at, begins);
        for end in zone.into_iter().chain(corps) {
            offer(self.core(end, Head::Place).map(|e| (e, "agency-zone")));
        }
        for end in places {
            offer(
                self.core(end, Head::Place)
                    .filter(|e| self.opens_branch(at, end, *e) && self.cuts_no_word(at, end))
                    .map(|e| (e, "agency-place")),
            );
            for level in self.levels(end) {
                offer(self.core(level, Head::Place).map(|e| (e, "agency-place")));
            }
        }
        if self.levels(at).next().is_some() && self.opens_level(at) {
            for end in self.levels(at) {
                offer(self.core(end, Head::Level).map(|e| (e, "agency-level")));
            }
        }
        offer(self.short_zone(at, begins).map(|e| (e, "agency-zone")));
        best.or_else(|| {
            self.branch_of_body(at, begins)
                .filter(|end| *end <= line.end())
                .map(|end| (Span::new(at, end), "agency-alone"))
        })
        .or_else(|| {
            self.alone(at, line, begins)
                .map(|e| (Span::new(at, e), "agency-alone"))
        })
    }

    /// The longest word of a kind that starts at `at`: its end.
    fn longest(&self, at: usize, is: impl Fn(Word) -> bool) -> Option<usize> {
        self.scan
            .starting(at)
            .rev()
            .find(|h| is(h.word))
            .map(|h| h.span.end())
    }

    /// Where places that start at `at` end, chains (河南省安阳市) included, longest first.
    fn heads_of_places(&self, at: usize) -> Vec<usize> {
        let mut ends: Vec<usize> = Vec::new();
        for hit in self
            .scan
            .starting(at)
            .filter(|h| matches!(h.word, Word::Division | Word::Short))
        {
            let mut end = hit.span.end();
            ends.push(end);
            while let Some(next) = self.longest(end, |w| w == Word::Division) {
                end = next;
                ends.push(end);
            }
            if let Some(next) = self.longest(end, |w| w == Word::Short) {
                ends.push(next);
            }
        }
        ends.sort_unstable_by(|a, b| b.cmp(a));
        ends.dedup();
        ends
    }

    /// Ends of the level words that start at `at`.
    fn levels(&self, at: usize) -> impl Iterator<Item = usize> {
        let rest = &self.s[at..];
        let township = rest.starts_with(TOWNSHIP).then_some(at + TOWNSHIP.len());
        begins::levels(rest)
            .iter()
            .filter(move |l| rest.starts_with(**l))
            .map(move |l| at + l.len())
            .chain(township)
    }

    /// Whether a level word at `at` is a word of its own and not the end of another (城市, 超市):
    /// it opens a word, or a body or department of the lexicons stands behind it.
    fn opens_level(&self, at: usize) -> bool {
        let Some(before) = self.s[..at].chars().next_back() else {
            return true;
        };
        // Zones and towns have names of their own, which stand before these words.
        let named = ["街道", "镇", "乡"].iter().chain(&LEVELS[..10]);
        if ('\u{4e00}'..='\u{9fff}').contains(&before)
            && named.into_iter().any(|l| self.s[at..].starts_with(l))
        {
            return "和与及由向对经据在从受".contains(before)
                || ["会上", "会后", "期间", "随后", "最后", "其次", "首先"]
                    .iter()
                    .any(|w| self.s[..at].ends_with(w));
        }
        // 讨论州委书记…讲话, 参加会议的有市委书记…: a post of the committee can only be one.
        let post = [
            "委书记",
            "委副书记",
            "委常委",
            "委决策",
            "委部署",
            "委要求",
            "委关于",
            "委中心工作",
            "委工作部署",
            "委统一部署",
        ]
        .iter()
        .any(|w| {
            self.levels(at)
                .any(|end| end < at + 6 && self.s[end..].starts_with(w))
        });
        let on_behalf = self.s[..at].ends_with("代表") && !self.s[..at].ends_with("大代表");
        if on_behalf || post && !"各省市县区州城".contains(before) {
            return true;
        }
        if !('\u{4e00}'..='\u{9fff}').contains(&before)
            || "我原由向和与及对在为据经给让请按使任兼时受到会是以将同从赴的了含并照习达彻实好请取接报托"
                .contains(before)
            || self
                .scan
                .ending(at)
                .any(|h| matches!(h.word, Word::Title(_)))
        {
            return true;
        }
        !"城超都上门股全各本两多山社片景园校厂小特辖地战灾街边疫牧林矿郊库老新西东南北中"
            .contains(before)
            && self.levels(at).any(|end| {
                self.scan.starting(end).any(|h| {
                    matches!(h.word, Word::Department(_) | Word::Body(_)) && h.span.len() >= 6
                })
            })
    }

    /// The end of a core at `at`, with the bodies within it.
    fn core(&self, at: usize, head: Head) -> Option<usize> {
        if let Some(end) = self.of_term(at) {
            return Some(end);
        }
        let named = self.scan.starting(at).rev().find_map(|hit| match hit.word {
            Word::Department(_) | Word::Body(_) if self.closes(hit.span) => Some(hit.span.end()),
            Word::ListOnly(_)
                if generic::ends_list_name(&self.s[hit.span.end()..])
                    && !self.joins_fields(hit.span.end())
                    && !self.joins_word(hit.span.end()) =>
            {
                Some(hit.span.end())
            }
            _ => None,
        });
        let generic = generic::core(self.s, at, head, self.scan);
        // 建设管理委员会 behind its short form 建设管理委.
        let named = named.map(|end| {
            let whole = self.s[..end].ends_with('委') && self.s[end..].starts_with("员会");
            end + if whole { "员会".len() } else { 0 }
        });
        match (named, generic) {
            (Some(n), Some(g)) if g > n && generic::continues(self.s, n, g, self.scan) => {
                Some(self.within(g, head))
            }
            (Some(n), _) => Some(self.within(n, head)),
            (None, Some(g)) => Some(self.within(g, head)),
            (None, None) => None,
        }
    }

    /// Whether a field of work and the next one make one bureau's name: 商务 + 和口岸管理局, before
    /// its head's title.
    fn joins_fields(&self, at: usize) -> bool {
        let window = crate::text::after(self.s, at, 10);
        let Some(rest) = window.strip_prefix('和') else {
            return false;
        };
        let end = rest
            .find('局')
            .map(|i| at + '和'.len_utf8() + i + '局'.len_utf8());
        end.is_some_and(|end| {
            generic::plain(&self.s[at + '和'.len_utf8()..end])
                && ["局长", "副局长", "党组", "党委"]
                    .iter()
                    .any(|title| self.s[end..].starts_with(title))
        })
    }

    /// Whether 与 behind a field of work joins it to a word that is no office: 卫生与健康大会.
    fn joins_word(&self, at: usize) -> bool {
        self.s[at..].strip_prefix('与').is_some_and(|rest| {
            let next = self.s.len() - rest.len();
            self.scan.starting(next).next().is_none() && self.levels(next).next().is_none()
        })
    }

    /// Takes in bodies within the agency that ends at `end`: 公安局 + 交警支队.
    fn within(&self, mut end: usize, head: Head) -> usize {
        for _ in 0..2 {
            match generic::inner(self.s, end, head, self.scan) {
                Some(next) => end = next,
                None => break,
            }
        }
        end + generic::leading_group(&self.s[end..])
    }
}
