//! Level words and place names → divisions, seen from the article's own jurisdiction.

use std::cmp::Ordering;

use crate::base::Span;
use crate::lexicon::{Division, DivisionId, Level, Lexicon};
use crate::mentions::scan::{Hit, Scan, Word};
use crate::text::Text;

/// The division that a level word (市, 县, 省, 自治区 …) means in an article of `region`.
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::of_level};
/// let places = Lexicon::embedded().gazetteer();
/// let county = places.by_code("410522");
/// assert_eq!(of_level("市", county).map(|d| places[d].name), Some("安阳市"));
/// assert_eq!(of_level("省", county).map(|d| places[d].name), Some("河南省"));
/// assert_eq!(of_level("区", county), None);
/// ```
pub fn of_level(level: &str, region: Option<DivisionId>) -> Option<DivisionId> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let region = region?;
    // A county that has become a city or a district is still 县 in its older news.
    let renamed = level == "县"
        && gazetteer[region].level == Level::County
        && gazetteer[region].name.ends_with(['市', '区']);
    // A prefecture that has become a city is still 地区 in its older news.
    let prefecture = || {
        gazetteer
            .chain(region)
            .find(|&d| level == "地区" && gazetteer[d].level == Level::City)
    };
    gazetteer
        .chain(region)
        .find(|&d| is_level(level, &gazetteer[d]))
        .or_else(|| renamed.then_some(region))
        .or_else(prefecture)
}

/// The division that the level word at the front of an agency's name takes up from what was named
/// before it, in an article whose own jurisdiction has no such level: 怀来县林业局 and 县水务局 in
/// news of a district.
pub(super) fn said_before(
    surface: &str,
    at: Span,
    region: Option<DivisionId>,
    focus: Option<DivisionId>,
    text: &Text,
    scan: &Scan,
) -> Option<DivisionId> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let level = ["县", "区", "市", "州", "旗", "盟", "镇", "乡", "街道"]
        .into_iter()
        .find(|level| surface.starts_with(level))?;
    let own = of_level(level, region).or_else(|| of_level(level, focus));
    if own.is_some_and(|d| is_level(level, &gazetteer[d])) {
        return None;
    }
    // A county that has become a city is still 县 in its older news.
    let paragraph = text.paragraph_of(at)?;
    let from = if own.is_some() {
        paragraph.span.start()
    } else {
        0
    };
    let before: Vec<&Hit> = scan
        .within(Span::new(from, at.start()))
        .filter(|hit| hit.word == Word::Division)
        .collect();
    before.into_iter().rev().find_map(|hit| {
        let division = of_name(text.str(hit.span), region)?;
        is_level(level, &gazetteer[division]).then_some(division)
    })
}

/// Towns that lie beyond the article's city and are once named with theirs (甲市乙镇): what their
/// names mean elsewhere in it.
pub(super) fn towns_elsewhere<'t>(
    text: &'t Text,
    scan: &Scan,
    region: Option<DivisionId>,
) -> Vec<(&'t str, DivisionId)> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let divisions = scan.hits().iter().filter(|h| h.word == Word::Division);
    let mut out = Vec::new();
    for town in divisions.filter(|h| text.str(h.span).ends_with(['镇', '乡'])) {
        let outer = scan
            .ending(town.span.start())
            .find(|h| h.word == Word::Division);
        let named = outer.and_then(|outer| of_name(text.str(outer.span.to(town.span)), region));
        let Some(division) = named else { continue };
        let far = region.is_some_and(|r| {
            gazetteer
                .chain(division)
                .filter(|d| gazetteer[*d].level == Level::City)
                .all(|city| !gazetteer.is_within(r, city))
        });
        let name = text.str(town.span);
        if far && out.iter().all(|(known, _)| *known != name) {
            out.push((name, division));
        }
    }
    out
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
        "区" => {
            division.level == Level::County && name.ends_with('区')
                || division.level == Level::Province && name.ends_with("自治区")
        }
        "特区" => division.level == Level::County && name.ends_with("特区"),
        "园区" => division.level != Level::Township && name.ends_with("园区"),
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
/// let places = Lexicon::embedded().gazetteer();
/// let beijing = places.by_code("110000");
/// assert_eq!(of_name("朝阳区", beijing).map(|d| places[d].code), Some("110105"));
/// ```
pub fn of_name(name: &str, region: Option<DivisionId>) -> Option<DivisionId> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let mut within = region;
    let mut rest = name;
    let mut last = None;
    while !rest.is_empty() {
        let (end, division) = gazetteer.ends_of_names(rest).find_map(|end| {
            let part = &rest[..end];
            let full = gazetteer.by_name(part);
            let found = if full.is_empty() {
                gazetteer.by_short(part)
            } else {
                full
            };
            // 沛县经济开发区 is no town of that name in another county.
            let inside = |d: &DivisionId| {
                gazetteer[*d].level != Level::Township
                    || last.is_none_or(|outer| gazetteer.is_within(*d, outer))
            };
            nearest(found, within).filter(inside).map(|d| (end, d))
        })?;
        last = Some(division);
        within = last;
        rest = &rest[end..];
    }
    last
}

/// Of several divisions the one within or around `region`, then in its city or province.
fn nearest(found: &[DivisionId], region: Option<DivisionId>) -> Option<DivisionId> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let level = |id: DivisionId| gazetteer[id].level;
    // How many of the divisions above it are above the region too.
    let closeness = |id: DivisionId| {
        region.map_or(0, |region| {
            let shared =
                |d: &DivisionId| level(*d) != Level::State && gazetteer.is_within(region, *d);
            gazetteer.chain(id).filter(shared).count()
        })
    };
    let (&first, others) = found.split_first()?;
    let (mut best, mut close, mut ties) = (first, closeness(first), 1);
    for &id in others {
        let near = closeness(id);
        let rank = near.cmp(&close).then(level(best).cmp(&level(id)));
        match rank {
            Ordering::Less => {}
            Ordering::Equal => (best, ties) = (id, ties + 1),
            Ordering::Greater => (best, close, ties) = (id, near, 1),
        }
    }
    // A township is known beyond its city only where no jurisdiction is.
    let far = level(best) == Level::Township && region.is_some() && close < 2;
    ((ties == 1 || close > 0) && !far).then_some(best)
}
