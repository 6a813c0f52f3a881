//! Surfaces of agencies → full official names.

use std::collections::BTreeMap;

use super::index::INDEX;
use super::jurisdiction::{of_level, of_name};
use crate::base::Span;
use crate::lexicon::{Body, Department, DivisionId, Level, Lexicon};
use crate::text::Text;

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
/// let place = Place { region: Lexicon::embedded().gazetteer().by_code("410500"), inherited: None };
/// let name = |surface| full_names(surface, place)[0].name.clone();
/// assert_eq!(name("市住建局"), "安阳市住房和城乡建设局");
/// assert_eq!(name("市委"), "中共安阳市委员会");
/// assert_eq!(name("省政府"), "河南省人民政府");
/// assert_eq!(name("国务院"), "中华人民共和国国务院");
/// ```
pub fn full_names(surface: &str, place: Place) -> Vec<Agency> {
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
    vec![generic(surface, candidates.first(), place)]
}

/// The ways to split a surface into head and core, the longest head first.
fn parts<'s>(surface: &'s str, place: Place) -> Vec<Parts<'s>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let mut out = Vec::new();
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
            out.push(Parts {
                jurisdiction,
                relative: false,
                head,
                core: &surface[end..],
            });
        }
    }
    for level in crate::mentions::agencies::LEVELS.iter().chain(&["乡"]) {
        if let Some(core) = surface.strip_prefix(level) {
            let head = &surface[..level.len()];
            out.push(Parts {
                jurisdiction: of_level(level, place.region),
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
    let body = INDEX
        .bodies
        .get(parts.core)
        .copied()
        .or_else(|| bare_body(parts.core));
    if let Some(found) = body
        .map(|b| of_body(b, jurisdiction))
        .filter(|f| !f.is_empty())
    {
        return Some(found);
    }
    if let Some(department) = INDEX.departments.get(parts.core) {
        let bare = !parts
            .core
            .ends_with(['局', '委', '厅', '办', '会', '队', '社', '部', '室', '院']);
        return Some(vec![of_department(department, jurisdiction, bare)]);
    }
    INDEX
        .bare
        .get(parts.core)
        .map(|d| vec![of_department(d, jurisdiction, true)])
}

/// 政法委, 统战部 without 市委 before it; 办公室 is the government's.
fn bare_body(core: &str) -> Option<&'static Body> {
    match core {
        "办公室" | "办公厅" => INDEX.bodies.get("政府办公室").copied(),
        _ if core.chars().count() >= 3 => INDEX.bodies.get(format!("委{core}").as_str()).copied(),
        _ => None,
    }
}

/// An agency whose name begins with its jurisdiction's, or with 中共 and that.
fn named(name: String, jurisdiction: DivisionId, class: &'static str) -> Agency {
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
    let police = department.local == "公安局";
    let branch = if police {
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
        if inner.chars().count() < 2 || outer.chars().count() < 2 {
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
        let tail = expand(inner);
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
        return named(
            gazetteer.official_name(jurisdiction) + &core,
            jurisdiction,
            class,
        );
    }
    let jurisdiction = first.and_then(|p| p.jurisdiction).or(place.region);
    let name = expand(surface);
    Agency {
        local: name.clone(),
        name,
        jurisdiction: jurisdiction.map(|d| gazetteer[d].code),
        class,
    }
}

/// Spells out abbreviated endings.
fn expand(core: &str) -> String {
    for (short, long) in [
        ("交警支队", "交通警察支队"),
        ("交警大队", "交通警察大队"),
        ("交警总队", "交通警察总队"),
        ("管委会", "管理委员会"),
        ("党工委", "工作委员会"),
        ("执法委", "执法委员会"),
        ("办", "办公室"),
    ] {
        if core.ends_with(short) && !core.ends_with(long) {
            return core[..core.len() - short.len()].to_owned() + long;
        }
    }
    core.to_owned()
}

/// The class of an organisation by what its name ends in.
fn class(surface: &str) -> &'static str {
    let ends = |words: &[&str]| words.iter().any(|w| surface.ends_with(w));
    if ends(&[
        "公司",
        "集团",
        "银行",
        "支行",
        "分行",
        "电厂",
        "分厂",
        "供电局",
        "供电所",
        "煤矿",
        "信用社",
    ]) {
        "企业"
    } else if ends(&[
        "领导小组",
        "指挥部",
        "领导小组办公室",
        "指挥部办公室",
        "专班",
        "工作组",
        "督察组",
        "督导组",
        "检查组",
        "指导组",
        "巡视组",
        "巡察组",
        "联席会议办公室",
    ]) {
        "议事协调机构"
    } else if ends(&["大学", "学院", "学校", "中学", "小学", "党校"]) {
        "学校"
    } else if ends(&[
        "医院",
        "中心",
        "研究院",
        "研究所",
        "试验站",
        "管护站",
        "科学院",
        "图书馆",
        "博物馆",
        "文化馆",
        "服务站",
    ]) {
        "事业单位"
    } else if ends(&[
        "协会",
        "学会",
        "商会",
        "联合会",
        "基金会",
        "研究会",
        "促进会",
    ]) {
        "社会组织"
    } else if ends(&["工会", "妇联", "团委", "残联", "科协"]) {
        "人民团体"
    } else if ends(&["法院", "法庭"]) {
        "法院"
    } else if ends(&["检察院"]) {
        "检察院"
    } else if ends(&["党委", "党总支", "党支部", "工委", "党组"]) {
        "党委"
    } else if ends(&["兵团", "军区", "武装部"]) {
        "军队"
    } else if ends(&[
        "局",
        "厅",
        "委",
        "办",
        "委员会",
        "队",
        "所",
        "处",
        "站",
        "院",
        "办公室",
        "海关",
    ]) {
        "部门"
    } else {
        "其他"
    }
}

/// Gives abbreviations that no lexicon lists (市生环委, 县防指, 市大气办) the name of the longer
/// one in the same article whose characters they pick out.
pub(super) fn resolve_abbreviations(text: &Text, named: &mut BTreeMap<Span, Vec<Agency>>) {
    let long: Vec<Agency> = named
        .values()
        .flatten()
        .filter(|a| a.local.chars().count() >= 7)
        .cloned()
        .collect();
    for (span, found) in named.iter_mut() {
        let [agency] = found.as_mut_slice() else {
            continue;
        };
        let surface = text.str(*span);
        if surface.chars().count() > 7
            || !surface.ends_with(['委', '指', '办', '组'])
            || agency.class == "党委"
            || agency.class == "政府"
        {
            continue;
        }
        let core = surface.trim_start_matches(['省', '市', '县', '区', '州', '盟', '旗', '镇']);
        let (office, core) = match core.strip_suffix('办') {
            Some(core) => (true, core),
            None => (false, core),
        };
        if core.chars().count() < 2 {
            continue;
        }
        let full = long.iter().find(|a| {
            a.jurisdiction == agency.jurisdiction
                && a.name != agency.name
                && !a.local.ends_with("办公室")
                && picks_out(core, &a.local)
        });
        if let Some(full) = full {
            let tail = if office { "办公室" } else { "" };
            *agency = Agency {
                name: full.name.clone() + tail,
                local: full.local.clone() + tail,
                jurisdiction: full.jurisdiction,
                class: full.class,
            };
        }
    }
}

/// Whether an abbreviation's characters stand in a name in that order, the first one first.
fn picks_out(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|l| l == c))
}

/// Kinds of development zones: the short form and what it stands for.
const ZONES: [(&str, &str); 4] = [
    ("高新区", "高新技术产业开发区"),
    ("经开区", "经济技术开发区"),
    ("高新技术产业开发区", "高新技术产业开发区"),
    ("经济技术开发区", "经济技术开发区"),
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
    let named = ZONES.iter().find_map(|(short, full)| {
        let at = surface.find(short)?;
        let core = &surface[at + short.len()..];
        let place = of_name(&surface[..at], region).or(region.filter(|_| at == 0))?;
        (!core.is_empty()).then_some((core, place, *full))
    });
    let core = match named {
        Some((core, place, full)) => {
            let city = std::iter::once(place)
                .chain(gazetteer.parents(place))
                .find(|&d| at_most_city(d) || surface.starts_with(gazetteer[d].short))?;
            *zone = Some((format!("{}{full}", gazetteer[city].short), city));
            core
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
    Some(vec![agency(format!("{{J}}{}", expand(core)), class(core))])
}

fn at_most_city(division: DivisionId) -> bool {
    Lexicon::embedded().gazetteer()[division].level <= Level::City
}
