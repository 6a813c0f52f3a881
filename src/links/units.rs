//! Bodies within a listed body: branches (公安分局) and units (公安局 + 交警支队).

use super::agencies::{Agency, Parts, Place, named, parts};
use super::endings::expand;
use super::index::INDEX;
use super::jurisdiction::of_name;
use super::listed::{of_body, of_department};
use crate::lexicon::{Level, Lexicon};

/// 公安分局, 生态环境临平分局, 临平区生态环境分局: the city's department and its branch.
pub(super) fn branch(surface: &str, place: Place) -> Option<Agency> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let stem = surface.strip_suffix("分局")?;
    let office = |core: &str| {
        let full = format!("{core}局");
        INDEX
            .bare
            .get(core)
            .or_else(|| INDEX.departments.get(core))
            .or_else(|| INDEX.departments.get(full.as_str()))
            .copied()
    };
    // 高新区生态环境分局: of the city's department, for its zone.
    let zone = [("高新区", "高新"), ("经开区", "经开"), ("开发区", "开发区")]
        .iter()
        .find_map(|(zone, short)| Some((office(stem.strip_prefix(zone)?)?, *short)));
    if let Some((department, zone)) = zone {
        let city = std::iter::once(place.region?)
            .chain(gazetteer.parents(place.region?))
            .find(|&d| gazetteer[d].level <= Level::City)?;
        let agency = of_department(department, city, false);
        return Some(Agency {
            name: format!("{}{zone}分局", agency.name),
            local: format!("{}{zone}分局", agency.local),
            ..agency
        });
    }
    let headed = parts(stem, place)
        .iter()
        .find_map(|parts| Some((office(parts.core)?, parts.jurisdiction?)));
    // 生态环境 + 临平
    let (department, division) = headed.or_else(|| {
        stem.char_indices()
            .skip(2)
            .find_map(|(i, _)| Some((office(&stem[..i])?, of_name(&stem[i..], place.region)?)))
    })?;
    let city = gazetteer
        .parent(division)
        .filter(|&p| gazetteer[p].level <= Level::City)?;
    // 公安分局 of a district takes its whole name, 鲤城公安分局 what it says.
    let said = surface.contains(gazetteer[division].short);
    let branch = if department.local == "公安局" && !said {
        gazetteer[division].name
    } else {
        gazetteer[division].short
    };
    let local = format!("{}{branch}分局", department.local);
    Some(Agency {
        name: gazetteer.official_name(city) + &local,
        jurisdiction: Some(gazetteer[division].code),
        local,
        class: department.class,
    })
}

/// A listed body or department with a body of its own behind it: 市公安局 + 交警支队.
pub(super) fn nested(parts: &Parts) -> Option<Vec<Agency>> {
    let jurisdiction = parts.jurisdiction?;
    let cuts: Vec<usize> = parts
        .core
        .char_indices()
        .map(|(i, _)| i)
        .filter(|&i| i > 0)
        .collect();
    for &cut in cuts.iter().rev() {
        let (outer, inner) = parts.core.split_at(cut);
        let listed_only = INDEX.bodies.get(outer).is_some_and(|b| b.list_only);
        let committee = matches!(outer, "委" | "党委")
            && (["领导小组", "办公室", "督查室", "专班"]
                .iter()
                .any(|w| inner.ends_with(w))
                || inner.ends_with('组') && inner.chars().count() >= 3);
        if committee {
            let official = Lexicon::embedded().gazetteer().official_name(jurisdiction);
            return Some(vec![named(
                format!("中共{official}委{}", expand(inner)),
                jurisdiction,
                "党委",
            )]);
        }
        if inner.chars().count() < 2 || outer.chars().count() < 2 || listed_only {
            continue;
        }
        let base = match (INDEX.bodies.get(outer), INDEX.departments.get(outer)) {
            (Some(body), _) => of_body(body, jurisdiction).into_iter().next(),
            (None, Some(department)) if outer.chars().count() >= 3 => {
                Some(of_department(department, jurisdiction, false))
            }
            _ => None,
        };
        let Some(base) = base else { continue };
        // A committee of the congress is not one of its standing committee; 高新区工委 is.
        let congress = outer == "人大" && !inner.ends_with("工委");
        let strip = |s: String| {
            if congress {
                s.replace("常务委员会", "")
            } else {
                s
            }
        };
        let committee = outer.starts_with("人大") || outer.starts_with("政协");
        let tail = match inner.strip_suffix('委').filter(|_| committee) {
            Some(stem) => match stem.strip_suffix('工') {
                Some(field) => {
                    let zone = if matches!(field, "高新" | "经开") {
                        "区"
                    } else {
                        ""
                    };
                    format!("{field}{zone}工作委员会")
                }
                None => format!("{stem}委员会"),
            },
            // The police take a zone's whole name, as they do a district's.
            None if outer == "公安局" && matches!(inner, "高新分局" | "经开分局") => {
                inner.replacen("分局", "区分局", 1)
            }
            None => expand(inner),
        };
        return Some(vec![Agency {
            name: strip(base.name) + &tail,
            jurisdiction: base.jurisdiction,
            local: strip(base.local) + &tail,
            class: base.class,
        }]);
    }
    None
}
