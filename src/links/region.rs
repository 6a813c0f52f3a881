//! The jurisdiction of an article: what 我市, 全县, 省委 stand for.

use std::collections::BTreeMap;

use super::speaks::levels;
use crate::base::{Note, Span, Spans};
use crate::lexicon::{Division, DivisionId, Level, Lexicon};
use crate::mentions::levels::Speaks;
use crate::mentions::names::closes_title;
use crate::mentions::scan::{Scan, Word};
use crate::text::{ParagraphKind, Text};

/// The article's jurisdiction, and the place within it that is named most, if one stands out.
///
/// `named` are the spans of persons' names: 丁向阳 speaks for no 向阳区.
pub(super) fn resolve(
    text: &Text,
    scan: &Scan,
    named: &Spans,
    notes: &mut Vec<Note>,
) -> (Option<DivisionId>, Option<DivisionId>) {
    let gazetteer = Lexicon::embedded().gazetteer();
    let votes = votes(text, scan, named);
    let region = region(text, scan, &votes, notes);
    let below = |d: &DivisionId| region.is_some_and(|r| *d != r && gazetteer.is_within(*d, r));
    let mut within: Vec<_> = votes
        .iter()
        .filter(|(d, _)| below(d))
        .map(|(d, v)| (*d, *v))
        .collect();
    within.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let focus = match within[..] {
        [(first, most), (second, next), ..] => {
            let nested = gazetteer.is_within(first, second) || gazetteer.is_within(second, first);
            (nested || most >= 1.5 * next).then_some(if gazetteer.is_within(second, first) {
                second
            } else {
                first
            })
        }
        [(only, _)] => Some(only),
        [] => None,
    };
    (region, focus)
}

/// Finds the article's jurisdiction; notes say why there is none or which others were close.
fn region(
    text: &Text,
    scan: &Scan,
    votes: &BTreeMap<DivisionId, f64>,
    notes: &mut Vec<Note>,
) -> Option<DivisionId> {
    let gazetteer = Lexicon::embedded().gazetteer();
    for (rank_of_level, (speaks, weight)) in levels(text, scan).into_iter().enumerate() {
        if weight < 1.0 {
            break;
        }
        if speaks == Speaks::State {
            if rank_of_level == 0 {
                return gazetteer.by_code("100000");
            }
            // News of a county that no name tells is no news of the nation.
            continue;
        }
        let ranked = rank(votes, |d| {
            fits(speaks, d) || speaks == Speaks::Prefecture && was_prefecture(text, d)
        });
        if is_tie(&ranked) {
            let names = ranked.iter().take(5).map(|(d, _)| gazetteer.full_path(*d));
            notes.push(
                Note::new("region", "namesakes are told apart by nothing")
                    .with_candidates(names.collect()),
            );
            return None;
        }
        if let Some(&(best, score)) = ranked.first().filter(|(d, _)| told(votes, *d)) {
            if let Some(&(second, other)) = ranked.get(1)
                && other > score * 0.9
            {
                let names = [best, second]
                    .into_iter()
                    .map(|d| gazetteer.full_path(d))
                    .collect();
                notes.push(
                    Note::new("region", "two jurisdictions are named about as often")
                        .with_candidates(names),
                );
            }
            return Some(best);
        }
    }
    let ranked = rank(votes, |d| {
        matches!(d.level, Level::Province | Level::City | Level::County)
    });
    let best = ranked
        .first()
        .filter(|(_, score)| *score >= 1.5 && !is_tie(&ranked))
        .map(|(d, _)| *d);
    if best.is_none() {
        let named = ranked.iter().take(3);
        let names = named.map(|(d, _)| gazetteer.full_path(*d)).collect();
        notes.push(
            Note::new("region", "no place name leads to a jurisdiction").with_candidates(names),
        );
    }
    best
}

/// Whether the first of some divisions is no more likely than its namesakes: 西江镇 of several
/// counties.
fn is_tie(ranked: &[(DivisionId, f64)]) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    matches!(ranked, [(best, score), (next, other), ..]
        if (score - other).abs() < 1e-6 && gazetteer[*best].name == gazetteer[*next].name)
}

/// Whether a text calls a city of today by the prefecture that it was: 毕节地区.
pub(super) fn was_prefecture(text: &Text, division: &Division) -> bool {
    division.level == Level::City
        && division.name.ends_with('市')
        && text.folded.contains(&format!("{}地区", division.short))
}

/// Whether more than one township's name speaks for a division: one alone may be a namesake's.
fn told(votes: &BTreeMap<DivisionId, f64>, division: DivisionId) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    let (mut towns, mut others) = (0, 0);
    for &named in votes.keys().filter(|d| gazetteer.is_within(**d, division)) {
        let town = gazetteer[named].level == Level::Township && named != division;
        *(if town { &mut towns } else { &mut others }) += 1;
    }
    others > 0 || towns >= 2
}

/// Divisions that fit, by the votes for them and for what lies within and around them.
fn rank(
    votes: &BTreeMap<DivisionId, f64>,
    fits: impl Fn(&Division) -> bool,
) -> Vec<(DivisionId, f64)> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let mut total: BTreeMap<DivisionId, f64> = BTreeMap::new();
    for (&id, weight) in votes {
        if fits(&gazetteer[id]) {
            *total.entry(id).or_default() += weight;
        }
        for parent in gazetteer.chain(id).skip(1).filter(|p| fits(&gazetteer[*p])) {
            *total.entry(parent).or_default() += weight * 0.4;
        }
    }
    let mut ranked: Vec<(DivisionId, f64)> = total
        .into_iter()
        .map(|(id, score)| {
            let above: f64 = gazetteer
                .chain(id)
                .skip(1)
                .filter_map(|p| votes.get(&p))
                .sum();
            (id, score + above.min(6.0) * 0.3)
        })
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}

/// Whether a division can speak of itself in this way.
fn fits(speaks: Speaks, division: &Division) -> bool {
    let name = division.name;
    match (speaks, division.level) {
        (Speaks::Province, Level::Province) => !name.ends_with('市'),
        (Speaks::Prefecture, Level::City) => name.ends_with(['州', '盟']) || name.ends_with("地区"),
        (Speaks::City, Level::Province | Level::City | Level::County) => name.ends_with('市'),
        (Speaks::County, Level::County) => name.ends_with('县'),
        (Speaks::District, Level::County) => name.ends_with('区'),
        (Speaks::District, Level::Province) => name.ends_with("自治区"),
        (Speaks::Banner, Level::County) => name.ends_with('旗'),
        (Speaks::Township, Level::Township) => true,
        _ => false,
    }
}

/// Whether a name is made of parts of other words (市中 + 级法院, 会上街 + 道), or where an office of
/// others stays (驻北京办事处).
fn is_no_place(s: &str, name: Span) -> bool {
    let (before, rest) = (&s[..name.start()], &s[name.end()..]);
    let court =
        s[name.range()].ends_with("市中") && (rest.starts_with('级') || rest.starts_with('院'));
    let street = s[name.range()].ends_with('街') && rest.starts_with('道');
    let office = before.ends_with('驻')
        && ["办事处", "联络处", "招商"]
            .iter()
            .any(|w| rest.starts_with(w));
    // 中原路, 长江大道: a street, wherever it is.
    let road = rest.starts_with('路') || rest.starts_with("大道") || rest.starts_with("大街");
    // 建德坳 is a hamlet.
    let hamlet = rest.starts_with(['冲', '坪', '坳', '垭', '寨', '坝', '坡', '屯', '庄'])
        && s[name.range()].chars().count() == 2;
    court || street || road || hamlet || office
}

/// Weighted namings of divisions in the whole text, boilerplate and titles of documents included.
fn votes(text: &Text, scan: &Scan, named: &Spans) -> BTreeMap<DivisionId, f64> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let mut votes: BTreeMap<DivisionId, f64> = BTreeMap::new();
    let mut covered = 0;
    let mut before = None;
    let mut shared: Vec<(Vec<DivisionId>, f64)> = Vec::new();
    let first_body = text
        .paragraphs
        .iter()
        .find(|p| p.kind == ParagraphKind::Body)
        .map(|p| p.span);
    let mut hits: Vec<_> = scan
        .hits()
        .iter()
        .filter(|h| matches!(h.word, Word::Division | Word::Short))
        .collect();
    hits.sort_by_key(|h| (h.span.start(), std::cmp::Reverse(h.span.end()), h.word));
    for hit in hits {
        if hit.span.start() < covered {
            continue;
        }
        let Some(paragraph) = text.paragraph_of(hit.span) else {
            continue;
        };
        let place = match paragraph.kind {
            ParagraphKind::Title => 4.0,
            ParagraphKind::Body if Some(paragraph.span) == first_body => 3.0,
            ParagraphKind::Body => 1.0,
            ParagraphKind::Credit => 1.5,
            ParagraphKind::Boilerplate => 0.2,
        };
        let name = text.str(hit.span);
        // 市长葛明达 speaks for no 长葛市, 市中级人民法院 for no 市中区, and whoever stays in Beijing
        // (市政府驻北京办事处) is from elsewhere.
        if hit.word == Word::Short && closes_title(&text.folded, hit.span.start())
            || named.overlap(hit.span)
            || is_no_place(&text.folded, hit.span)
        {
            continue;
        }
        let (divisions, weight) = match hit.word {
            Word::Division => (gazetteer.by_name(name), 1.0),
            _ => (gazetteer.by_short(name), 0.6),
        };
        let heard: Vec<DivisionId> = divisions
            .iter()
            .copied()
            .filter(|&d| hit.word == Word::Division || gazetteer[d].level != Level::Township)
            .collect();
        // 武汉东湖: not the district of that name in Nanchang; 东湖高新区: seldom the district.
        let chained = hit.word == Word::Short
            && before.is_some_and(|(end, outer): (usize, &[DivisionId])| {
                end == hit.span.start()
                    && !heard
                        .iter()
                        .any(|d| outer.iter().any(|o| gazetteer.is_within(*d, *o)))
            });
        let zone = hit.word == Word::Short
            && ["高新", "新技术", "新区", "新城", "开发区", "风景区"]
                .iter()
                .any(|z| text.folded[hit.span.end()..].starts_with(z))
            && heard.iter().all(|d| gazetteer[*d].name.ends_with('区'));
        before = Some((hit.span.end(), divisions));
        covered = hit.span.end();
        if chained || zone {
            continue;
        }
        match heard[..] {
            [only] => *votes.entry(only).or_default() += place * weight,
            _ => shared.push((heard, place * weight)),
        }
    }
    // 新华区 is the one of the city that is named besides; without one, each of them a little.
    for (heard, weight) in shared {
        let support = |d: DivisionId| -> f64 {
            gazetteer
                .chain(d)
                .skip(1)
                .filter(|p| gazetteer[*p].level != Level::State)
                .filter_map(|p| votes.get(&p))
                .sum()
        };
        let best = heard
            .iter()
            .copied()
            .map(|d| (support(d), d))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best.filter(|(support, _)| *support > 0.0) {
            Some((_, division)) => *votes.entry(division).or_default() += weight,
            None => {
                for &division in &heard {
                    *votes.entry(division).or_default() += weight / heard.len() as f64;
                }
            }
        }
    }
    votes
}
