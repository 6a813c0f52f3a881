//! Mentions of meetings → meetings: the main one, its date and place.

use std::sync::LazyLock;

mod names;

use self::names::Name;
use super::jurisdiction::{of_level, of_name};
use crate::base::{PartialDate, Span};
use crate::lexicon::{DivisionId, Lexicon};
use crate::mentions::meetings as mentioned;
use crate::mentions::{Mention, Mentions};
use crate::text::{ParagraphKind, Regex, Text, after, before};

/// A meeting of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The fullest name in the text.
    pub name: String,
    /// First day.
    pub date: Option<PartialDate>,
    /// Where it was held, as the text says.
    pub place: Option<String>,
    /// Whether the text says that it was held.
    pub held: bool,
    /// Where it says so.
    pub held_at: Option<Span>,
    /// Every mention.
    pub spans: Vec<Span>,
}

/// Most characters of the place that a meeting's name begins with.
const LONGEST_PLACE: usize = 13;

impl Meeting {
    /// The jurisdiction that held it: of the place or level word that its name begins with,
    /// else the article's.
    pub fn jurisdiction(&self, region: Option<DivisionId>) -> Option<DivisionId> {
        let national = ["全国", "国务院", "中央", "党的", "中共中央"]
            .iter()
            .any(|w| self.name.starts_with(w));
        let level = self.name.trim_start_matches('全');
        let level = ["自治区", "省", "市", "县", "区", "州", "盟", "旗", "镇"]
            .into_iter()
            .find(|l| level.starts_with(l));
        if national {
            return Lexicon::embedded().gazetteer().by_code("100000");
        }
        let front = after(&self.name, 0, LONGEST_PLACE);
        let ends = front.char_indices().rev().map(|(i, c)| i + c.len_utf8());
        ends.map(|end| &front[..end])
            .find_map(|place| of_name(place, region))
            .or_else(|| of_level(level?, region))
            .or(region)
    }
}

/// Groups the mentions, chooses the main meeting, and dates those that were held.
pub(super) fn link(
    text: &Text,
    mentions: &Mentions,
    region: Option<DivisionId>,
    published: Option<PartialDate>,
) -> Vec<Meeting> {
    let mut groups: Vec<Vec<&mentioned::Meeting>> = Vec::new();
    // Each group's distinct names.
    let mut known: Vec<Vec<Name>> = Vec::new();
    for meeting in &mentions.meetings {
        // 此次推进会: the one that is told of already.
        if meeting.again && !groups.is_empty() {
            continue;
        }
        let passed_on = conveyed(text, meeting.mention.span);
        let next = is_next(text, meeting);
        let name = Name::new(&meeting.mention.value);
        let group = known.iter().position(|names| {
            let same = |other: &Name| match next {
                true => other.whole == name.whole,
                false => other.same(&name) && !(passed_on && name.of_a_level_besides(other)),
            };
            names.iter().any(same)
        });
        let group = group.unwrap_or_else(|| {
            groups.push(Vec::new());
            known.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(meeting);
        if known[group].iter().all(|other| other.whole != name.whole) {
            known[group].push(name);
        }
    }
    let held = |g: &[&mentioned::Meeting]| g.iter().any(|m| m.held && !m.headline);
    let own = |g: &[&mentioned::Meeting]| !from_above(&g[0].mention.value, region);
    let main = groups
        .iter()
        .position(|g| held(g) && own(g))
        .or_else(|| groups.iter().position(|g| held(g)))
        .or_else(|| groups.iter().position(|g| g.iter().any(|m| m.headline)))
        .unwrap_or(0);
    if main < groups.len() {
        let group = groups.remove(main);
        groups.insert(0, group);
    }
    // 安委会会议召开 in the headline: the main meeting, which the body names.
    if groups.first().is_some_and(|g| held(g)) {
        let named = groups[0].iter().any(|m| m.headline);
        let mut n = 0;
        groups.retain(|g| {
            n += 1;
            let of_main = |m: &&mentioned::Meeting| {
                m.headline && (m.held || !named && !conveyed(text, m.mention.span))
            };
            n == 1 || !g.iter().all(of_main)
        });
    }
    let told = Told::new(text, mentions);
    let mut out: Vec<Meeting> = groups
        .iter()
        .enumerate()
        .map(|(n, group)| {
            let mut meeting = meeting(text, &told, published, group, n == 0);
            if n > 0 && group.iter().all(|m| is_next(text, m)) {
                (meeting.date, meeting.held, meeting.held_at) = (None, false, None);
            }
            meeting
        })
        .collect();
    // The year of the main meeting, where the text gives no other.
    if let Some(main) = out
        .first()
        .and_then(|m| m.date)
        .filter(|d| d.year.is_some())
    {
        for meeting in out.iter_mut().skip(1) {
            meeting.date = meeting.date.map(|d| complete(d, &meeting.name, Some(main)));
        }
    }
    // 下午，…召开…座谈会: the same day as the meeting before it.
    for n in 1..out.len() {
        let (Some(at), None) = (out[n].held_at, out[n].date) else {
            continue;
        };
        let opening = text
            .sentence_of(at)
            .map_or("", |s| text.str(s))
            .trim_start();
        let same_day = [
            "下午",
            "上午",
            "晚上",
            "当天",
            "当日",
            "当晚",
            "同日",
            "随后",
            "会后",
            "会议结束后",
        ];
        if same_day.iter().any(|w| opening.starts_with(w)) {
            out[n].date = out[0]
                .held_at
                .filter(|main| main.start() < at.start())
                .and(out[0].date);
        }
    }
    out
}

/// Whether a session is told to be the next, which is none of those reported: 第三次联席会议将于明年召开.
fn is_next(text: &Text, meeting: &mentioned::Meeting) -> bool {
    let rest = &text.folded[meeting.mention.span.end()..];
    !meeting.headline
        && meeting.mention.value.contains('第')
        && ["将于", "将在", "定于", "拟于", "计划于"]
            .iter()
            .any(|w| rest.starts_with(w))
}

/// Whether a meeting in the headline is one whose words are passed on: 传达学习全省…会议精神.
fn conveyed(text: &Text, at: Span) -> bool {
    let (left, right) = (
        before(&text.folded, at.start(), 12),
        &text.folded[at.end()..],
    );
    right.starts_with("精神")
        || ["传达", "学习", "贯彻", "落实", "部署"]
            .iter()
            .any(|w| left.contains(w))
}

/// Whether a meeting's name says that a higher level held it: 全市…会议 in a county's news.
fn from_above(name: &str, region: Option<DivisionId>) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    let Some(region) = region else { return false };
    let level = ["全国", "全省", "全市", "全州", "全盟"]
        .into_iter()
        .find(|l| name.starts_with(l));
    match level.and_then(|l| {
        of_level(&l["全".len()..], Some(region)).or_else(|| gazetteer.by_code("100000"))
    }) {
        Some(above) => above != region,
        None => false,
    }
}

fn meeting(
    text: &Text,
    told: &Told,
    published: Option<PartialDate>,
    group: &[&mentioned::Meeting],
    main: bool,
) -> Meeting {
    let fullest = group
        .iter()
        .max_by_key(|m| {
            (
                m.mention.value.chars().count(),
                std::cmp::Reverse(m.mention.span),
            )
        })
        .expect("a group holds a mention");
    let held_at = group
        .iter()
        .find(|m| m.held && !m.headline)
        .or(group.iter().find(|m| m.held))
        .map(|m| m.mention.span);
    let name = fullest.mention.value.clone();
    let general = name.contains("两会") || name.starts_with("党的");
    let body = || body_mention(text, group).filter(|_| main && !general);
    let at = held_at.or_else(body);
    let date = at
        .and_then(|at| date(text, &told.dates, at, main))
        .or_else(|| {
            group
                .iter()
                .find_map(|m| day_before(text, &told.dates, m.mention.span))
        })
        .map(|d| complete(d, &name, published));
    let place = held_at.and_then(|at| told.venue.clone().or_else(|| place(text, at)));
    let mut spans: Vec<Span> = group.iter().map(|m| m.mention.span).collect();
    spans.sort_unstable();
    Meeting {
        name,
        date,
        place,
        held: held_at.is_some(),
        held_at,
        spans,
    }
}

fn body_mention(text: &Text, group: &[&mentioned::Meeting]) -> Option<Span> {
    group
        .iter()
        .find(|m| !m.headline)
        .map(|m| m.mention.span)
        .or_else(|| {
            text.paragraphs
                .iter()
                .find(|p| p.kind == ParagraphKind::Body)
                .map(|p| p.span)
        })
}

/// What the whole text tells of meetings.
struct Told<'t> {
    /// Dates, by place.
    dates: Vec<&'t Mention>,
    /// 主会场设在…: where all of it was held.
    venue: Option<String>,
}

impl<'t> Told<'t> {
    fn new(text: &Text, mentions: &'t Mentions) -> Self {
        static VENUE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"主会场设在(\p{Han}{2,14})").expect("a valid pattern"));
        let is_date = |m: &&Mention| m.kind == crate::mentions::Kind::Date;
        let venue = VENUE.captures(&text.folded).and_then(|c| c.get(1));
        Self {
            dates: mentions.mentions.iter().filter(is_date).collect(),
            venue: venue.map(|m| text.surface(Span::new(m.start(), m.end())).to_owned()),
        }
    }
}

/// The date in the sentence that reports the meeting, else, for the main one, the date before it.
fn date(text: &Text, dates: &[&Mention], at: Span, main: bool) -> Option<PartialDate> {
    let sentence = text.sentence_of(at)?;
    let read = |m: &Mention| m.value.parse::<PartialDate>().ok();
    let starting = |from: usize| dates.partition_point(|m| m.span.start() < from);
    let earlier = &dates[..starting(at.start())];
    let before = earlier
        .iter()
        .rev()
        .take_while(|m| m.span.start() >= sentence.start())
        .find(|m| sentence.contains(m.span));
    let within = || {
        dates[starting(sentence.start())..]
            .iter()
            .take_while(|m| m.span.start() < sentence.end())
            .find(|m| sentence.contains(m.span))
    };
    if let Some(found) = before.or_else(within) {
        return read(found);
    }
    if !main {
        let paragraph = text.paragraph_of(at)?.span;
        return earlier
            .iter()
            .rev()
            .take_while(|m| m.span.start() >= paragraph.start())
            .find(|m| paragraph.contains(m.span))
            .and_then(|m| read(m));
    }
    let body = text
        .paragraphs
        .iter()
        .find(|p| p.kind == ParagraphKind::Body)?
        .span;
    let opening = after(text.str(sentence), 0, 12);
    let vague = ["日前", "近日", "昨日", "昨天", "今日", "今天"];
    if vague.iter().any(|w| opening.contains(w)) {
        return None;
    }
    // Dates further on are deadlines and memories.
    let opens = |m: &Mention| {
        let sentence = text.sentence_of(m.span);
        sentence.is_some_and(|s| s.start() == m.span.start())
    };
    let in_lead =
        |m: &&&Mention| m.span.start() >= body.start() && (body.contains(m.span) || opens(m));
    earlier
        .last()
        .filter(|m| m.span.start() >= body.start())
        .or_else(|| dates.iter().find(in_lead))
        .and_then(|m| read(m))
}

/// The day that stands right before the name of a meeting that is merely mentioned: 学习1月2日
/// 市委常委会会议精神.
fn day_before(text: &Text, dates: &[&Mention], at: Span) -> Option<PartialDate> {
    let last = dates[..dates.partition_point(|m| m.span.start() < at.start())].last()?;
    let between = text.folded.get(last.span.end()..at.start())?;
    let part = ["上午", "下午", "晚", "晚上"];
    (between.is_empty() || matches!(between, "召开的" | "举行的" | "的") || part.contains(&between))
        .then(|| last.value.parse().ok())?
}

/// The year from the name of the meeting or the day of publication, which comes after it.
fn complete(date: PartialDate, name: &str, published: Option<PartialDate>) -> PartialDate {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"((?:19|20)\d{2})年").expect("a valid pattern"));
    if date.year.is_some() {
        return date;
    }
    if let Some(year) = published.and_then(|p| p.year) {
        // A date after the day of publication is last year's, unless it is only some weeks ahead.
        let days = |m: Option<i8>, d: Option<i8>| {
            i32::from(m.unwrap_or(1)) * 31 + i32::from(d.unwrap_or(1))
        };
        let later =
            published.is_some_and(|p| days(date.month, date.day) > days(p.month, p.day) + 45);
        return date.with_year(if later { year - 1 } else { year });
    }
    let year = YEAR
        .captures(name)
        .filter(|c| {
            // The work of a year is looked back on after its end.
            let of_year = name[c.get(0).map_or(0, |m| m.end())..].starts_with("度");
            let looks_back = ["述职", "评议", "总结", "考核", "表彰", "测评", "民主生活"];
            !of_year
                || name.contains("迎接")
                || date.month.is_some_and(|m| m > 3) && !looks_back.iter().any(|w| name.contains(w))
        })
        .and_then(|c| c[1].parse().ok());
    year.map_or(date, |y| date.with_year(y))
}

/// 在…召开: where the meeting was held.
fn place(text: &Text, at: Span) -> Option<String> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"在(\p{Han}[^，。；：、在]{0,18}?)(?:隆重|胜利|顺利)?(?:召开|举行|主持召开|组织召开|举办|开幕|闭幕|闭会)").expect("a valid pattern")
    });
    let sentence = text.sentence_of(at)?;
    let found = PLACE.captures(text.str(sentence))?;
    let group = found.get(1)?;
    let span = Span::new(group.start(), group.end()).shift(sentence.start());
    let name = text.surface(span);
    let words = [
        "形式", "会上", "期间", "基础", "此次", "今天", "当天", "方式", "随后",
    ];
    let after_another = name.starts_with('我')
        || name.ends_with(['会', '议', '后', '前'])
        || name.contains("会议召");
    if words.iter().any(|w| name.contains(w)) || after_another || span.overlaps(at) {
        return None;
    }
    Some(if name == "京" {
        "北京".to_owned()
    } else {
        name.to_owned()
    })
}
