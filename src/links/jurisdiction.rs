//! Level words and place names → divisions, seen from the article's own jurisdiction.

use crate::lexicon::{Division, Level, Lexicon};

/// The division that a level word (市, 县, 省, 自治区 …) means in an article of `region`.
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::of_level};
/// let county = Lexicon::embedded().by_code("410522");
/// assert_eq!(of_level("市", county).map(|d| d.name), Some("安阳市"));
/// assert_eq!(of_level("省", county).map(|d| d.name), Some("河南省"));
/// assert_eq!(of_level("区", county), None);
/// ```
pub fn of_level(level: &str, region: Option<&'static Division>) -> Option<&'static Division> {
    let region = region?;
    let mut chain = vec![region];
    chain.extend(Lexicon::embedded().parents(region.code));
    chain.into_iter().find(|d| is_level(level, d))
}

fn is_level(level: &str, division: &Division) -> bool {
    let name = division.name;
    match level {
        "省" => division.level == Level::Province && !name.ends_with('市'),
        "自治区" => division.level == Level::Province && name.ends_with('区'),
        "市" => name.ends_with('市') && division.level != Level::Township,
        "州" | "自治州" => division.level == Level::City && name.ends_with('州'),
        "盟" => division.level == Level::City && name.ends_with('盟'),
        "地区" => division.level == Level::City && name.ends_with("地区"),
        "县" | "自治县" => division.level == Level::County && name.ends_with('县'),
        "区" => division.level == Level::County && name.ends_with('区') || division.level == Level::Province && name.ends_with("自治区"),
        "旗" => division.level == Level::County && name.ends_with('旗'),
        "镇" => division.level == Level::Township && name.ends_with('镇'),
        "乡" => division.level == Level::Township && name.ends_with('乡'),
        "街道" => division.level == Level::Township && name.ends_with("街道"),
        _ => false,
    }
}

/// The division that a place name (full or short, or a chain 河南省安阳市) means in an
/// article of `region`: of several with that name, the one nearest to it. With no near one
/// and several candidates, nothing.
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::of_name};
/// let beijing = Lexicon::embedded().by_code("110000");
/// assert_eq!(of_name("朝阳区", beijing).map(|d| d.code), Some("110105"));
/// ```
pub fn of_name(name: &str, region: Option<&'static Division>) -> Option<&'static Division> {
    let lexicon = Lexicon::embedded();
    let mut within = region;
    let mut rest = name;
    let mut last = None;
    while !rest.is_empty() {
        let mut ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).collect::<Vec<_>>();
        ends.reverse();
        let (end, division) = ends.into_iter().find_map(|end| {
            let part = &rest[..end];
            let full = lexicon.by_name(part);
            let found = if full.is_empty() { lexicon.by_short(part) } else { full };
            nearest(found, within).map(|d| (end, d))
        })?;
        last = Some(division);
        within = last;
        rest = &rest[end..];
    }
    last
}

/// Of several divisions the one within or around `region`, then in its city or province.
fn nearest(found: &[&'static Division], region: Option<&'static Division>) -> Option<&'static Division> {
    let lexicon = Lexicon::embedded();
    let closeness = |d: &'static Division| -> i32 {
        let Some(region) = region else { return 0 };
        let own: Vec<&str> = std::iter::once(region.code).chain(lexicon.parents(region.code).iter().map(|p| p.code)).collect();
        let theirs: Vec<&str> = std::iter::once(d.code).chain(lexicon.parents(d.code).iter().map(|p| p.code)).collect();
        let shared = own.iter().filter(|c| theirs.contains(c) && **c != "100000").count();
        shared as i32
    };
    let rank = |d: &&'static Division| {
        let level = match d.level {
            Level::State | Level::Province => 3,
            Level::City => 2,
            Level::County => 1,
            Level::Township => 0,
        };
        (closeness(d), level)
    };
    let best = found.iter().max_by_key(|d| rank(d))?;
    let ties = found.iter().filter(|d| rank(d) == rank(best)).count();
    (ties == 1 || closeness(best) > 0).then_some(*best)
}

/// A division's name as official agency names carry it: 安阳市, 杭州市临平区, 孝义市高阳镇.
pub fn official_name(division: &'static Division) -> String {
    let lexicon = Lexicon::embedded();
    let parents = lexicon.parents(division.code);
    let prefix = match division.level {
        Level::County if division.name.ends_with('区') => {
            parents.iter().find(|p| matches!(p.level, Level::City | Level::Province)).map(|p| p.name.to_owned())
        }
        Level::Township => parents.iter().find(|p| p.level == Level::County).map(|p| {
            lexicon.by_code(p.code).map_or_else(|| p.name.to_owned(), official_name)
        }),
        _ => None,
    };
    prefix.unwrap_or_default() + division.name
}
