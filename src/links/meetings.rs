//! Mentions of meetings → meetings: the main one, its date and place.

use std::sync::LazyLock;

use super::jurisdiction::{of_level, of_name};
use crate::base::{PartialDate, Span};
use crate::lexicon::{DivisionId, Lexicon};
use crate::mentions::meetings as mentioned;
use crate::mentions::{Mention, Mentions};
use crate::text::{ParagraphKind, Regex, Text};

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

impl Meeting {
    /// The jurisdiction that held it: of the place or level word that its name begins with,
    /// else the article's.
    pub fn jurisdiction(&self, region: Option<DivisionId>) -> Option<DivisionId> {
        let ends = self
            .name
            .char_indices()
            .map(|(i, c)| i + c.len_utf8())
            .skip(1)
            .take(12);
        let named = ends
            .filter_map(|end| of_name(&self.name[..end], region))
            .last();
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
        named.or_else(|| of_level(level?, region)).or(region)
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
    for meeting in &mentions.meetings {
        match groups.iter_mut().find(|g| {
            g.iter()
                .any(|m| same(&m.mention.value, &meeting.mention.value))
        }) {
            Some(group) => group.push(meeting),
            None => groups.push(vec![meeting]),
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
    groups
        .iter()
        .enumerate()
        .map(|(n, group)| meeting(text, mentions, published, group, n == 0))
        .collect()
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

/// Whether two names are of one meeting: alike but for the region, the session's number or an
/// abbreviation, or one holds most of the other.
fn same(a: &str, b: &str) -> bool {
    static SESSION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"第[^，。]{1,5}次").expect("a valid pattern"));
    let plain = |name: &str| {
        name.replace("人民代表大会常务委员会", "人大常委会")
            .replace("中国共产党", "中共")
            .replace("第", "")
    };
    let numbers = (
        SESSION.find(a).map(|m| m.as_str()),
        SESSION.find(b).map(|m| m.as_str()),
    );
    if let (Some(one), Some(other)) = numbers
        && one != other
    {
        return false;
    }
    let unnumbered = |name: &str| SESSION.replace_all(name, "").into_owned();
    if plain(a) == plain(b)
        || unnumbered(a) == unnumbered(b) && (numbers.0.is_none() || numbers.1.is_none())
    {
        return true;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() {
        (a, b)
    } else {
        (b, a)
    };
    if short.starts_with('第') && long.ends_with(short) {
        return true;
    }
    let strip = |name: &str| {
        let name = name.trim_start_matches(['全', '我']);
        name.trim_start_matches(['省', '市', '县', '区']).to_owned()
    };
    let short = strip(short);
    let (few, many) = (short.chars().count(), long.chars().count());
    let share = few as f64 / many as f64;
    long.contains(&short)
        && (share >= 0.5 && few >= 6 || few >= 5 && long.ends_with(&short) || share >= 0.8)
}

fn meeting(
    text: &Text,
    mentions: &Mentions,
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
    let told = held_at.or(main.then(|| body_mention(text, group)).flatten());
    let date = told
        .and_then(|at| date(text, &mentions.mentions, at, main))
        .map(|d| complete(d, &name, published));
    let place = held_at.and_then(|at| place(text, at));
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

/// The date in the sentence that reports the meeting, else, for the main one, the date before it.
fn date(text: &Text, mentions: &[Mention], at: Span, main: bool) -> Option<PartialDate> {
    let sentence = text.sentence_of(at)?;
    let dates = || {
        mentions
            .iter()
            .filter(|m| m.kind == crate::mentions::Kind::Date)
    };
    let read = |m: &Mention| m.value.parse::<PartialDate>().ok();
    let before = dates().rfind(|m| sentence.contains(m.span) && m.span.start() < at.start());
    let within = || dates().find(|m| sentence.contains(m.span));
    if let Some(found) = before.or_else(within) {
        return read(found);
    }
    if !main {
        let paragraph = text.paragraph_of(at)?;
        return dates()
            .rfind(|m| paragraph.span.contains(m.span) && m.span.start() < at.start())
            .and_then(read);
    }
    let body = text
        .paragraphs
        .iter()
        .find(|p| p.kind == ParagraphKind::Body)?
        .span;
    let in_body = |m: &&Mention| m.span.start() >= body.start();
    dates()
        .filter(in_body)
        .rfind(|m| m.span.start() < at.start())
        .or_else(|| dates().find(in_body))
        .and_then(read)
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
        .filter(|c| !name[c.get(0).map_or(0, |m| m.end())..].starts_with("度"))
        .and_then(|c| c[1].parse().ok());
    year.map_or(date, |y| date.with_year(y))
}

/// 在…召开: where the meeting was held.
fn place(text: &Text, at: Span) -> Option<String> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"在(\p{Han}[^，。；：、在]{0,18}?)(?:隆重|胜利|顺利)?(?:召开|举行|主持召开|组织召开|举办|开幕)").expect("a valid pattern")
    });
    static VENUE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"主会场设在(\p{Han}{2,14})").expect("a valid pattern"));
    if let Some(group) = VENUE.captures(&text.folded).and_then(|c| c.get(1)) {
        return Some(
            text.surface(Span::new(group.start(), group.end()))
                .to_owned(),
        );
    }
    let sentence = text.sentence_of(at)?;
    let found = PLACE.captures(text.str(sentence))?;
    let group = found.get(1)?;
    let span = Span::new(group.start(), group.end()).shift(sentence.start());
    let name = text.surface(span);
    let words = [
        "形式", "会上", "期间", "基础", "此次", "今天", "当天", "方式", "随后",
    ];
    if words.iter().any(|w| name.contains(w)) || span.overlaps(at) {
        return None;
    }
    Some(if name == "京" {
        "北京".to_owned()
    } else {
        name.to_owned()
    })
}
