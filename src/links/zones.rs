//! Agencies of development zones, which no table of divisions lists.

use super::agencies::Agency;
use super::endings::{class, expand};
use super::index::INDEX;
use super::jurisdiction::of_name;
use crate::lexicon::{DivisionId, Level, Lexicon};

/// Kinds of development zones: the short form and what it stands for.
const ZONES: [(&str, &str); 16] = [
    ("高新区", "高新技术产业开发区"),
    ("经开区", "经济技术开发区"),
    ("高新技术产业开发区", "高新技术产业开发区"),
    ("经济技术开发区", "经济技术开发区"),
    ("综合保税区", "综合保税区"),
    ("经济开发区", "经济开发区"),
    ("开发区", "开发区"),
    ("示范区", "示范区"),
    ("实验区", "实验区"),
    ("试验区", "试验区"),
    ("合作区", "合作区"),
    ("度假区", "度假区"),
    ("工业园区", "工业园区"),
    ("科技城", "科技城"),
    ("新城", "新城"),
    ("新区", "新区"),
];

/// Agencies of a development zone (高新区党工委, 宝鸡高新区管委会), which carry the name of the
/// zone where others carry a division's. `zone` is the one last named; 党工委, 管委会 and
/// 纪工委 alone are of that one.
pub(super) fn in_zone(
    surface: &str,
    region: Option<DivisionId>,
    zone: &mut Option<(String, DivisionId)>,
) -> Option<Vec<Agency>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let zones: &[_] = if surface.contains(['区', '城']) {
        &ZONES
    } else {
        &[]
    };
    let named = zones.iter().find_map(|(short, full)| {
        let at = surface.find(short)?;
        let core = &surface[at + short.len()..];
        let head = &surface[..at];
        // 浦东新区 is a division of its own.
        let named = &surface[..at + short.len()];
        let division = at > 0
            && named
                .char_indices()
                .any(|(i, _)| !gazetteer.by_name(&named[i..]).is_empty() && i < at);
        let place = of_name(head, region)
            .or(region.filter(|_| at == 0))
            .filter(|_| !division)?;
        (!core.is_empty()).then_some((core, place, *full))
    });
    let core = match named {
        Some((core, place, full)) => {
            let city = std::iter::once(place)
                .chain(gazetteer.parents(place))
                .find(|&d| at_most_city(d) || surface.starts_with(gazetteer[d].short))?;
            // 浙江丽水经济技术开发区 keeps its whole head.
            let head = &surface[..surface.find(full_or_short(surface, full)).unwrap_or(0)];
            let long = head.chars().count() > gazetteer[city].name.chars().count();
            let name = if long { head } else { gazetteer[city].short };
            *zone = Some((format!("{name}{full}"), city));
            core
        }
        None if matches!(surface, "党工委" | "管委会" | "纪工委") && zone.is_none() => {
            // Of a zone that the article does not name: the surface is all that is known.
            return Some(vec![Agency {
                name: surface.to_owned(),
                jurisdiction: region.map(|d| gazetteer[d].code),
                local: surface.to_owned(),
                class: class(surface),
            }]);
        }
        None if matches!(surface, "党工委" | "管委会" | "纪工委") => surface,
        None => return None,
    };
    let (name, city) = zone.as_ref()?;
    let official = gazetteer.official_name(*city);
    let agency = |local: String, class| Agency {
        name: local.replace("{J}", name),
        jurisdiction: Some(gazetteer[*city].code),
        local: local.replace("{J}", name),
        class,
    };
    if let Some(body) = INDEX.bodies.get(core) {
        let names = Lexicon::embedded().body_names(body, *city);
        return Some(
            names
                .into_iter()
                .map(|n| agency(n.replacen(&official, "{J}", 1), body.class))
                .collect(),
        );
    }
    if core.ends_with("分局") {
        return None;
    }
    let party = if core.ends_with("党工委") || core.ends_with("纪工委") {
        "中共"
    } else {
        ""
    };
    Some(vec![agency(
        format!("{party}{{J}}{}", expand(core)),
        class(core),
    )])
}

/// The form in which a zone's kind stands in a surface.
fn full_or_short(surface: &str, full: &'static str) -> &'static str {
    ZONES
        .iter()
        .find(|(short, long)| *long == full && surface.contains(short))
        .map_or(full, |(short, _)| short)
}

fn at_most_city(division: DivisionId) -> bool {
    Lexicon::embedded().gazetteer()[division].level <= Level::City
}
