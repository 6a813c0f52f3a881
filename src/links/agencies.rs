//! Surfaces of agencies → full official names.

use std::sync::LazyLock;

use regex::Regex;

use super::endings::{class, expand};
use super::index::INDEX;
use super::jurisdiction::{of_level, of_name};
use super::parties::{of_national, party, village, youth_league};
use super::prefixed::prefixed;
use crate::lexicon::{Body, Department, DivisionId, Level, Lexicon};

/// An agency's identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agency {
    /// Full official name.
    pub name: String,
    /// The jurisdiction in its name, as a GB/T 2260 code.
    pub jurisdiction: Option<&'static str>,
    /// Name without the jurisdiction's name.
    pub local: String,
    /// Term of data/classes.tsv.
    pub class: &'static str,
}

/// Where a surface stands: what its level words and missing heads mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// The place within the jurisdiction that the article is about, for level words below it.
    pub focus: Option<DivisionId>,
    /// The article's jurisdiction.
    pub region: Option<DivisionId>,
    /// The jurisdiction of the agency before it in a list.
    pub inherited: Option<DivisionId>,
}

/// How a surface begins: what it says of the jurisdiction, and the rest.
struct Parts<'s> {
    jurisdiction: Option<DivisionId>,
    /// Whether the head is a level word or missing, so that the name takes the jurisdiction's
    /// official name; a place as written otherwise.
    relative: bool,
    head: &'s str,
    core: &'s str,
}

/// Spells a surface out. One surface may name two agencies (市纪委监委).
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::{Place, full_names}};
/// let place = Place { region: Lexicon::embedded().gazetteer().by_code("410500"), ..Place::default() };
/// let name = |surface| full_names(surface, place)[0].name.clone();
/// assert_eq!(name("市住建局"), "安阳市住房和城乡建设局");
/// assert_eq!(name("市委"), "中共安阳市委员会");
/// assert_eq!(name("省政府"), "河南省人民政府");
/// assert_eq!(name("国务院"), "中华人民共和国国务院");
/// ```
pub fn full_names(surface: &str, place: Place) -> Vec<Agency> {
    // 市原住建局, 原省卫计委: the body under the name that it had.
    let former = surface.strip_prefix('原').map(str::to_owned).or_else(|| {
        let levels = ["省原", "市原", "县原", "区原", "州原"];
        levels
            .iter()
            .find(|l| surface.starts_with(**l))
            .map(|_| surface.replacen('原', "", 1))
    });
    let surface = former
        .as_deref()
        .filter(|s| s.chars().count() >= 3)
        .unwrap_or(surface);
    // 恩施州第九届人大常委会: the body, whatever its term.
    static TERM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "第?[一二三四五六七八九十]{1,3}届(人民代表大会|人大|政协|纪委|纪律检查|委员会|常委会|中央委员会)",
        )
        .expect("a valid pattern")
    });
    let without_term = TERM.replace(surface, "$1");
    let surface = if without_term.chars().count() >= 4 {
        without_term.as_ref()
    } else {
        surface
    };
    if let Some(national) = INDEX.national.get(surface) {
        return national
            .names
            .iter()
            .map(|name| Agency {
                name: (*name).to_owned(),
                jurisdiction: Some("100000"),
                local: name.trim_start_matches("中华人民共和国").to_owned(),
                class: national.class,
            })
            .collect();
    }
    if let Some(league) = youth_league(surface, place) {
        return vec![league];
    }
    if let Some(party) = party(surface, place) {
        return vec![party];
    }
    if let Some(found) = prefixed(surface, place) {
        return found;
    }
    let candidates = parts(surface, place);
    for parts in &candidates {
        if let Some(found) = listed(parts) {
            return found;
        }
    }
    if let Some(branch) = branch(surface, place) {
        return vec![branch];
    }
    for parts in &candidates {
        if let Some(found) = nested(parts) {
            return found;
        }
    }
    if let Some(found) = village(surface, place).or_else(|| of_national(surface)) {
        return vec![found];
    }
    vec![generic(surface, candidates.first(), place)]
}

/// The ways to split a surface into head and core, the longest head first.
fn parts<'s>(surface: &'s str, place: Place) -> Vec<Parts<'s>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let mut out = Vec::new();
    // 公安分局, 公安交警支队: a body of the lexicons whole, not one of 公安县.
    if INDEX.bodies.contains_key(surface) {
        out.push(Parts {
            jurisdiction: place.inherited.or(place.region),
            relative: true,
            head: "",
            core: surface,
        });
    }
    let mut ends: Vec<usize> = surface
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .collect();
    ends.reverse();
    for end in ends {
        let head = &surface[..end];
        let known = !gazetteer.by_name(head).is_empty()
            || !gazetteer.by_short(head).is_empty()
            || chained(head);
        if known && end < surface.len() {
            let jurisdiction = of_name(head, place.region);
            let core = &surface[end..];
            out.push(Parts {
                jurisdiction,
                relative: false,
                head,
                core,
            });
            // 浦东新区 + 区委: the level said twice.
            let level = crate::mentions::agencies::LEVELS
                .iter()
                .find(|l| head.ends_with(**l) && core.starts_with(**l));
            if let Some(level) = level {
                out.push(Parts {
                    jurisdiction,
                    relative: false,
                    head,
                    core: &core[level.len()..],
                });
            }
        }
    }
    for level in crate::mentions::agencies::LEVELS.iter().chain(&["乡"]) {
        if let Some(core) = surface.strip_prefix(level) {
            let head = &surface[..level.len()];
            out.push(Parts {
                jurisdiction: of_level(level, place.region)
                    .or_else(|| of_level(level, place.focus)),
                relative: true,
                head,
                core,
            });
        }
    }
    let jurisdiction = place.inherited.or(place.region);
    out.push(Parts {
        jurisdiction,
        relative: true,
        head: "",
        core: surface,
    });
    out
}

/// Whether a head is two places in a row: 河南省安阳市.
fn chained(head: &str) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    head.char_indices().skip(2).any(|(i, _)| {
        let (outer, inner) = head.split_at(i);
        !gazetteer.by_name(outer).is_empty()
            && (!gazetteer.by_name(inner).is_empty() || !gazetteer.by_short(inner).is_empty())
    })
}

/// The core as a body or department of the lexicons.
fn listed(parts: &Parts) -> Option<Vec<Agency>> {
    let jurisdiction = parts.jurisdiction?;
    let full = !Lexicon::embedded()
        .gazetteer()
        .by_name(parts.head)
        .is_empty();
    // 鲤城公安分局 takes what it says, 鲤城区公安分局 the district's whole name.
    if parts.core.ends_with("分局") && !parts.relative && !full {
        return None;
    }
    let body =
        INDEX.bodies.get(parts.core).copied().or_else(|| {
            bare_body(parts.core).filter(|_| !INDEX.departments.contains_key(parts.core))
        });
    let firm = |b: &&Body| b.class == "企业" && !parts.relative && !full;
    if let Some(found) = body
        .filter(|b| !firm(b))
        .map(|b| of_body(b, jurisdiction))
        .filter(|f| !f.is_empty())
    {
        return Some(found);
    }
    // 建设管理委员会 is 建设管理委 in full.
    let short = parts.core.strip_suffix("员会").unwrap_or_default();
    let department = INDEX
        .departments
        .get(parts.core)
        .or_else(|| INDEX.departments.get(short));
    if let Some(department) = department {
        // 河池市都安生态环境局 is the city's for the county, under that name.
        if !parts.relative && !full && chained(parts.head) && department.class == "部门" {
            return Some(vec![Agency {
                name: format!("{}{}", parts.head, department.local),
                jurisdiction: Some(Lexicon::embedded().gazetteer()[jurisdiction].code),
                local: format!("{}{}", parts.head, department.local),
                class: department.class,
            }]);
        }
        let regional = Lexicon::embedded()
            .regional_name(parts.core, jurisdiction)
            .filter(|_| parts.core != department.local);
        if let Some(name) = regional {
            return Some(vec![named(name, jurisdiction, department.class)]);
        }
        if department.class == "企业" && !parts.relative && !full {
            return None;
        }
        let bare = !parts
            .core
            .ends_with(['局', '委', '厅', '办', '会', '队', '社', '部', '室', '院']);
        if parts.core == department.local || of_another_kind(parts.core, department.local) {
            // 浙江省林业局 is what it says, though most provinces have a 厅.
            let name = Lexicon::embedded().gazetteer().official_name(jurisdiction) + parts.core;
            let state = Lexicon::embedded().gazetteer()[jurisdiction].level == Level::State;
            if !state {
                return Some(vec![named(name, jurisdiction, department.class)]);
            }
        }
        return Some(vec![of_department(department, jurisdiction, bare)]);
    }
    INDEX
        .bare
        .get(parts.core)
        .map(|d| vec![of_department(d, jurisdiction, true)])
}

/// Whether an alias ends in a kind of office that the department's name does not have: 水文中心
/// is no 水文局.
fn of_another_kind(alias: &str, local: &str) -> bool {
    const KINDS: [&str; 12] = [
        "中心", "支队", "大队", "总队", "局", "处", "站", "所", "馆", "院", "段", "校",
    ];
    KINDS
        .iter()
        .find(|kind| alias.ends_with(**kind))
        .is_some_and(|kind| !local.ends_with(kind) && !local.ends_with('厅'))
}

/// 政法委, 统战部 without 市委 before it; 办公室 is the government's.
fn bare_body(core: &str) -> Option<&'static Body> {
    match core {
        "办公室" | "办公厅" => INDEX.bodies.get("政府办公室").copied(),
        _ if core.starts_with("党委") => INDEX.bodies.get(&core["党".len()..]).copied(),
        _ if core.chars().count() >= 3 => INDEX.bodies.get(format!("委{core}").as_str()).copied(),
        _ => None,
    }
}

/// An agency whose name begins with its jurisdiction's, or with 中共 and that.
pub(super) fn named(name: String, jurisdiction: DivisionId, class: &'static str) -> Agency {
    let gazetteer = Lexicon::embedded().gazetteer();
    let official = gazetteer.official_name(jurisdiction);
    Agency {
        local: name
            .replacen(&official, "", 1)
            .trim_start_matches("中华人民共和国")
            .to_owned(),
        name,
        jurisdiction: Some(gazetteer[jurisdiction].code),
        class,
    }
}

/// A body's names in a jurisdiction; none where its level has no such body.
fn of_body(body: &Body, jurisdiction: DivisionId) -> Vec<Agency> {
    let names = Lexicon::embedded().body_names(body, jurisdiction);
    let several = names.len() > 1;
    names
        .into_iter()
        .map(|name| {
            let class = if several && name.ends_with("监察委员会") {
                "监委"
            } else {
                body.class
            };
            named(name, jurisdiction, class)
        })
        .collect()
}

/// A department's name in a jurisdiction; a bare word means what its province calls it.
fn of_department(department: &Department, jurisdiction: DivisionId, bare: bool) -> Agency {
    let lexicon = Lexicon::embedded();
    let name = if bare {
        lexicon.bare_department_name(department, jurisdiction)
    } else {
        lexicon.department_name(department, jurisdiction)
    };
    named(name, jurisdiction, department.class)
}

/// 公安分局, 生态环境临平分局, 临平区生态环境分局: the city's department and its branch.
fn branch(surface: &str, place: Place) -> Option<Agency> {
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
fn nested(parts: &Parts) -> Option<Vec<Agency>> {
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
        // A committee of the congress is not one of its standing committee.
        let congress = outer == "人大";
        let strip = |s: String| {
            if congress {
                s.replace("常务委员会", "")
            } else {
                s
            }
        };
        let committee = outer.starts_with("人大") || outer.starts_with("政协");
        let tail = match inner.strip_suffix('委').filter(|_| committee) {
            Some(stem) => format!("{stem}委员会"),
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

/// An organisation of no lexicon: the official jurisdiction in place of a level word.
fn generic(surface: &str, first: Option<&Parts>, place: Place) -> Agency {
    let gazetteer = Lexicon::embedded().gazetteer();
    let class = class(surface);
    let level = first.filter(|p| p.relative && !p.head.is_empty());
    if let Some((parts, jurisdiction)) = level.and_then(|p| Some((p, p.jurisdiction?))) {
        let core = expand(parts.core);
        // 市委人才中心 is of the Party committee.
        if core.starts_with('委') {
            let name = format!("中共{}{core}", gazetteer.official_name(jurisdiction));
            return named(name, jurisdiction, "党委");
        }
        return named(
            gazetteer.official_name(jurisdiction) + &core,
            jurisdiction,
            class,
        );
    }
    let jurisdiction = first.and_then(|p| p.jurisdiction).or(place.region);
    let township = first.filter(|p| {
        !p.relative
            && p.jurisdiction.is_some_and(|d| {
                gazetteer[d].level == Level::Township && gazetteer[d].name == p.head
            })
    });
    if let Some((parts, jurisdiction)) = township.and_then(|p| Some((p, p.jurisdiction?))) {
        return named(
            gazetteer.official_name(jurisdiction) + &expand(parts.core),
            jurisdiction,
            class,
        );
    }
    let name = expand(surface);
    Agency {
        local: name.clone(),
        name,
        jurisdiction: jurisdiction.map(|d| gazetteer[d].code),
        class,
    }
}
