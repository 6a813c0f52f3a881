//! Agencies of development zones, which no table of divisions lists.

use std::sync::LazyLock;

use super::agencies::Agency;
use super::endings::{class, expand};
use super::index::INDEX;
use super::jurisdiction::of_name;
use crate::lexicon::{DivisionId, Level, Lexicon};
use crate::mentions::scan::{Scan, Word};
use crate::text::{Gate, ParagraphKind, Text};

/// Kinds of development zones: the short form and what it stands for.
const ZONES: [(&str, &str); 27] = [
    ("高新区", "高新技术产业开发区"),
    ("经开区", "经济技术开发区"),
    ("高新技术产业开发区", "高新技术产业开发区"),
    ("经济技术开发区", "经济技术开发区"),
    ("新技术开发区", "新技术开发区"),
    ("综合保税区", "综合保税区"),
    ("综保区", "综合保税区"),
    ("自贸试验区", "自由贸易试验区"),
    ("自贸区", "自由贸易试验区"),
    ("保税港区", "保税港区"),
    ("生态城", "生态城"),
    ("集聚区", "集聚区"),
    ("集中区", "集中区"),
    ("产业园区", "产业园区"),
    ("管理区", "管理区"),
    ("经济开发区", "经济开发区"),
    ("开发区", "开发区"),
    ("示范区", "示范区"),
    ("实验区", "实验区"),
    ("试验区", "试验区"),
    ("合作区", "合作区"),
    ("度假区", "度假区"),
    ("工业园区", "工业园区"),
    ("科技城", "科技城"),
    ("科学城", "科学城"),
    ("新城", "新城"),
    ("新区", "新区"),
];

/// The zone that a text speaks of.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// Its full name: 河津经济技术开发区.
    pub name: String,
    /// The city or county whose zone it is.
    pub of: DivisionId,
    /// Whether the article is the zone's own, so that 区 and departments without a head are its.
    pub own: bool,
}

/// The first zone that a text names after a division: 河津经济技术开发区.
pub(super) fn first(text: &Text, scan: &Scan, region: Option<DivisionId>) -> Option<Zone> {
    const MARKS: [&str; 6] = ["发区", "高新区", "经开区", "保税区", "综保区", "度假区"];
    static GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(MARKS));
    let marked = || MARKS.iter().any(|zone| text.folded.contains(zone));
    if !text.may_hold(text.whole(), &GATE) || !marked() {
        return None;
    }
    let gazetteer = Lexicon::embedded().gazetteer();
    let led = ["区党工委", "管委会主任", "党工委书记"]
        .iter()
        .any(|w| text.folded.contains(w));
    let title = text
        .paragraphs
        .iter()
        .find(|p| p.kind == ParagraphKind::Title);
    let title = title.map_or("", |p| text.str(p.span));
    let mut places = scan
        .hits()
        .iter()
        .filter(|h| matches!(h.word, Word::Division | Word::Short));
    let found = places.find_map(|hit| {
        let rest = &text.folded[hit.span.end()..];
        let (short, full) = ZONES
            .iter()
            .find(|(short, _)| short.ends_with('区') && rest.starts_with(short))?;
        // 高新区(新吴区) and the agencies of a zone are read where they stand.
        let place = of_name(text.str(hit.span), region)?;
        let named = !matches!(*short, "示范区" | "实验区" | "试验区" | "合作区" | "新区");
        let in_title = text
            .paragraph_of(hit.span)
            .is_some_and(|p| p.kind == ParagraphKind::Title);
        let district = region.is_some_and(|r| gazetteer[r].name.ends_with('区'));
        let own = (in_title || title.starts_with(short)) && !district && led;
        named.then(|| Zone {
            name: format!("{}{full}", gazetteer[place].short),
            of: place,
            own,
        })
    });
    // 高新区召开…: of the city that the article is about.
    found.or_else(|| {
        let of = region.filter(|r| led && !gazetteer[*r].name.ends_with('区'))?;
        let (_, full) = ZONES
            .iter()
            .find(|(short, _)| short.ends_with("区") && title.starts_with(short))?;
        Some(Zone {
            name: format!("{}{full}", gazetteer[of].short),
            of,
            own: true,
        })
    })
}

/// Agencies of a development zone (高新区党工委, 宝鸡高新区管委会), which carry the name of the
/// zone where others carry a division's. `zone` is the one last named; 党工委, 管委会 and
/// 纪工委 alone are of that one, as is what `follows` another of its agencies in a list, and in
/// its own news what stands `alone`.
pub(super) fn in_zone(
    surface: &str,
    region: Option<DivisionId>,
    zone: &mut Option<Zone>,
    follows: bool,
    alone: bool,
) -> Option<Vec<Agency>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    if let Some(zone) = zone.as_ref().filter(|z| z.own) {
        let core = surface
            .strip_prefix('区')
            .or_else(|| surface.strip_prefix("我区"))
            .filter(|core| !core.is_empty())
            .or_else(|| alone.then_some(surface));
        if let Some(branch) = core.and_then(|core| branch(core, zone)) {
            return Some(vec![branch]);
        }
        if let Some(core) = core.filter(|core| {
            INDEX.bodies.contains_key(core)
                || INDEX.departments.contains_key(core)
                || core.ends_with(['局', '办', '部', '会'])
        }) {
            return Some(of_zone(core, zone));
        }
    }
    // 区党工委 of the zone that was named.
    if let Some(zone) = zone.as_ref() {
        if matches!(surface, "区党工委" | "区管委会" | "区纪工委" | "区工委") {
            return Some(of_zone(surface.trim_start_matches('区'), zone));
        }
        let core = surface.strip_prefix("园区").filter(|core| !core.is_empty());
        if let Some(core) = core.filter(|_| zone.name.ends_with("园区")) {
            return Some(of_zone(core, zone));
        }
    }
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
        (!core.is_empty() && !core.starts_with('区') && !division).then_some((core, head, *full))
    });
    // 高新建设局
    let short = [("高新", "高新技术产业开发区"), ("经开", "经济技术开发区")]
        .iter()
        .find_map(|(short, full)| Some((surface.strip_prefix(short)?, "", *full)))
        .filter(|(core, ..)| INDEX.departments.contains_key(core));
    // 开发区党政办、招商局、建设局: the departments of a list are the zone's.
    let listed = follows && zone.is_some() && INDEX.departments.contains_key(surface);
    let core = match named.or(short) {
        None if listed => surface,
        Some((core, "", full)) => {
            // The zone named before, where it is of this kind; the jurisdiction's own otherwise.
            if zone.as_ref().is_none_or(|z| !z.name.ends_with(full)) {
                let own = region.filter(|d| !gazetteer[*d].name.ends_with('区'));
                let city = own.or_else(|| around(region?, surface))?;
                *zone = Some(Zone {
                    name: format!("{}{full}", gazetteer[city].short),
                    of: city,
                    own: false,
                });
            }
            core
        }
        Some((core, head, full)) => {
            let place = of_name(head, region);
            let city = place.or(region).and_then(|p| around(p, surface));
            // 浙江丽水经济技术开发区 keeps its whole head, as does one of no division (雄安新区).
            let name = match (place, city) {
                (Some(_), Some(city))
                    if head.chars().count() <= gazetteer[city].name.chars().count() =>
                {
                    gazetteer[city].short
                }
                _ => head,
            };
            let own = zone.as_ref().is_some_and(|z| z.own);
            *zone = Some(Zone {
                name: format!("{name}{full}"),
                of: city.or(region)?,
                own,
            });
            core
        }
        // 街道党工委 before it: the street's.
        None if zone.is_none() && region.is_some_and(|r| gazetteer[r].name.ends_with("街道")) => {
            return None;
        }
        None if matches!(surface, "党工委" | "管委会" | "纪工委") && zone.is_none() => {
            // 苏州工业园区 is a division of its own.
            let own = region.filter(|r| {
                ["园区", "开发区", "管理区", "新区"]
                    .iter()
                    .any(|kind| gazetteer[*r].name.ends_with(kind))
            });
            if let Some(of) = own {
                let name = gazetteer.official_name(of);
                let zone = Zone {
                    name,
                    of,
                    own: true,
                };
                return Some(of_zone(surface, &zone));
            }
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
    if core.ends_with("分局") {
        return None;
    }
    Some(of_zone(core, zone.as_ref()?))
}

/// The agencies that the name of a body or department means in a zone.
fn of_zone(core: &str, zone: &Zone) -> Vec<Agency> {
    let core = if core == "工委" { "党工委" } else { core };
    let gazetteer = Lexicon::embedded().gazetteer();
    let official = gazetteer.official_name(zone.of);
    let agency = |local: String, class| Agency {
        name: local.replace("{J}", &zone.name),
        jurisdiction: Some(gazetteer[zone.of].code),
        local: local.replace("{J}", &zone.name),
        class,
    };
    if let Some(body) = INDEX.bodies.get(core) {
        let names = Lexicon::embedded().body_names(body, zone.of);
        // A zone has a working committee (工作委员会) for a committee.
        return names
            .into_iter()
            .map(|n| {
                let n = n.replacen(&official, "{J}", 1);
                let n = n.replace("{J}委员会", "{J}委");
                agency(n.replace("{J}委", "{J}工作委员会"), body.class)
            })
            .collect();
    }
    if let Some(department) = INDEX.departments.get(core) {
        return vec![agency(
            format!("{{J}}{}", department.local),
            department.class,
        )];
    }
    let party = if core.ends_with("党工委") || core.ends_with("纪工委") {
        "中共"
    } else {
        ""
    };
    vec![agency(format!("{party}{{J}}{}", expand(core)), class(core))]
}

/// 自然资源和规划分局 alone: of the city's department, for its zone.
fn branch(surface: &str, zone: &Zone) -> Option<Agency> {
    let office = surface.strip_suffix("分局")?;
    let full = format!("{office}局");
    let department = INDEX
        .bare
        .get(office)
        .or_else(|| INDEX.departments.get(full.as_str()))?;
    let (short, _) = ZONES
        .iter()
        .find(|(short, full)| zone.name.ends_with(full) && short.len() <= "开发区".len())?;
    let name = Lexicon::embedded().department_name(department, zone.of);
    let gazetteer = Lexicon::embedded().gazetteer();
    let local = format!("{}{short}分局", department.local);
    Some(Agency {
        name: format!("{name}{short}分局"),
        jurisdiction: Some(gazetteer[zone.of].code),
        local,
        class: department.class,
    })
}

/// The city whose zone it is; a county's where its own name stands in the surface.
fn around(place: DivisionId, surface: &str) -> Option<DivisionId> {
    let gazetteer = Lexicon::embedded().gazetteer();
    std::iter::once(place)
        .chain(gazetteer.parents(place))
        .find(|&d| gazetteer[d].level <= Level::City || surface.starts_with(gazetteer[d].short))
}
