//! Titles of laws and regulations, as articles write them → statutes of the table: without the
//! state's name, abbreviated, called new, or without the province that every reader knows.

use crate::lexicon::{DivisionId, Level, Lexicon, Statutes, Texts};
use crate::mentions::documents::bare;

use super::of_level;

/// What a title leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Titled {
    /// This statute.
    One(&'static Texts<'static>),
    /// None for sure; these came into question.
    Several(Vec<&'static str>),
    /// Nothing that the table has.
    Unknown,
}

/// More candidates than these tell nothing.
const MOST_CANDIDATES: usize = 8;

/// Words of a title that is not yet law.
const DRAFT: [&str; 8] = [
    "草案",
    "征求意见稿",
    "送审稿",
    "讨论稿",
    "审议稿",
    "修订稿",
    "修改稿",
    "建议稿",
];

/// Words before a title that say which text of it is meant, and do not belong to it.
const NEW: [&str; 9] = [
    "新修订的",
    "新修正的",
    "新颁布的",
    "修订后的",
    "新修订",
    "新修正",
    "新颁布",
    "现行",
    "新",
];

/// What the titles of statutes end in.
const ENDS: [&str; 8] = ["法", "条例", "法典", "办法", "规定", "细则", "规则", "决定"];

/// The statute that a title means in an article of `region`. A title that the table has as it
/// stands means that one; one without a jurisdiction may be that of the region or of a
/// division around it.
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::{Titled, statute}};
/// let shangqiu = Lexicon::embedded().gazetteer().by_code("411400");
/// let title = |written: &str, region| match statute(written, region) {
///     Titled::One(found) => found.title(),
///     _ => "",
/// };
/// assert_eq!(title("中华人民共和国环境保护法", None), "环境保护法");
/// assert_eq!(title("新环保法", shangqiu), "环境保护法");
/// assert_eq!(title("大气污染防治条例", shangqiu), "河南省大气污染防治条例");
/// assert_eq!(title("大气污染防治条例", None), "");
/// assert_eq!(title("安全生产法（修正草案）", None), "");
/// ```
pub fn statute(title: &str, region: Option<DivisionId>) -> Titled {
    let statutes = Lexicon::embedded().statutes();
    if let Some(found) = statutes.titled(title) {
        return Titled::One(found);
    }
    if DRAFT.iter().any(|word| title.contains(word)) {
        return Titled::Unknown;
    }
    let title = bare(title);
    let plain = title.strip_prefix("中华人民共和国").unwrap_or(title);
    if !ENDS.iter().any(|end| plain.ends_with(end)) {
        return Titled::Unknown;
    }
    let newest = NEW.iter().find_map(|word| plain.strip_prefix(word));
    for written in [Some(plain), newest].into_iter().flatten() {
        let known = statutes.titled(written);
        if let Some(found) = known.or_else(|| statutes.abbreviated(written)) {
            return Titled::One(found);
        }
        match local(statutes, written, region)[..] {
            [] => {}
            [only] => return Titled::One(only),
            ref several => return Titled::Several(several.iter().map(|s| s.title()).collect()),
        }
    }
    candidates(statutes, plain, region)
}

/// Statutes of the region and of the divisions around it that have this title behind the
/// division's name: 大气污染防治条例, 我省大气污染防治条例, 河南大气污染防治条例.
fn local(
    statutes: &'static Statutes,
    title: &str,
    region: Option<DivisionId>,
) -> Vec<&'static Texts<'static>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let Some(region) = region.filter(|&d| gazetteer[d].level != Level::State) else {
        return Vec::new();
    };
    let named = |division: DivisionId, rest: &str| {
        statutes.titled(&format!("{}{rest}", gazetteer[division].name))
    };
    let own = title.strip_prefix(['我', '本']).unwrap_or(title);
    for word in ["省", "自治区", "市", "州", "县"] {
        if let Some(rest) = own.strip_prefix(word)
            && let Some(found) = of_level(word, Some(region)).and_then(|d| named(d, rest))
        {
            return vec![found];
        }
    }
    let around = gazetteer.parents(region).into_iter();
    let chain = std::iter::once(region)
        .chain(around.filter(|&d| gazetteer[d].level != Level::State))
        .filter(|&d| gazetteer[d].level != Level::Township);
    let mut found = Vec::new();
    for division in chain {
        let short = gazetteer[division].short;
        let rest = title.strip_prefix(short).filter(|_| !short.is_empty());
        found.extend(rest.and_then(|rest| named(division, rest)));
        found.extend(named(division, title));
    }
    found
}

/// Statutes whose titles go on before this one, where they are few: those of the nation and
/// of the region's province, of every province where no region is known.
fn candidates(statutes: &'static Statutes, title: &str, region: Option<DivisionId>) -> Titled {
    let gazetteer = Lexicon::embedded().gazetteer();
    let province = region.map(|d| gazetteer.province(d).map_or("", |p| gazetteer[p].short));
    let mut found: Vec<&'static Texts<'static>> = statutes
        .ending(title)
        .filter(|s| s.region().is_empty() || province.is_none_or(|own| own == s.region()))
        .collect();
    found.sort_by_key(|s| s.title());
    // Of too many, those of whole provinces.
    let few = |all: bool| -> Vec<&'static str> {
        let of_city = |s: &Texts<'_>| {
            s.title()
                .split_once('市')
                .is_some_and(|(name, _)| name != s.region())
        };
        found
            .iter()
            .filter(|s| all || !of_city(s))
            .map(|s| s.title())
            .collect()
    };
    match [few(true), few(false)]
        .into_iter()
        .find(|f| f.len() <= MOST_CANDIDATES)
    {
        Some(few) if !few.is_empty() => Titled::Several(few),
        _ => Titled::Unknown,
    }
}
